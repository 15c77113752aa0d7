"""How to load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graphinv.progress import SILENT, Progress
from graphinv.staging.batches import LiveFile


@dataclass(frozen=True)
class StageOptions:
    """How to load: `live` are the files of earlier loads, `cache` the folder of their typed rows.

    `secret` (the workspace's key as text) keeps digests of rows without a key from telling who they are about.
    """

    cache: Path | None = None
    live: tuple[LiveFile, ...] = ()
    loader: str = ""
    batch: str = ""
    strict: bool = False
    secret: str = ""
    progress: Progress = SILENT
