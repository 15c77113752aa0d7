"""The invented county as a workspace."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from graphinv.errors import UsageError
from graphinv.progress import SILENT, Progress
from graphinv.workspace.config import FILE
from graphinv.workspace.space import STATE, Workspace

DEMO_DAY = date(2024, 12, 31)
"""The day that the county's exports speak of."""
DEMO_KEY = bytes(range(32))
"""Fixed, so that the same county gives the same bytes; a real workspace draws its own."""
TRUTH = "truth.json"
_NAME = "demo county"


def demo_workspace(
    folder: Path, *, scale: float, seed: int, lang: str | None = None, progress: Progress = SILENT
) -> Workspace:
    """A fresh workspace whose `exports` folder holds an invented county, not loaded yet.

    Raises UsageError if the folder holds something else.
    """
    from graphinv.demo import write_county

    _clear(folder)
    workspace = Workspace.create(folder, name=_NAME, key=DEMO_KEY, lang=lang, progress=progress)
    progress.stage("county")
    write_county(folder / "exports", scale=scale, seed=seed)
    (folder / "exports" / TRUTH).rename(folder / TRUTH)
    progress.done()
    return workspace


def _clear(folder: Path) -> None:
    """An earlier demo in this folder makes way; anything else is left alone."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    settings = folder / FILE
    if not settings.is_file() or f'name = "{_NAME}"' not in settings.read_text("utf-8"):
        raise UsageError("{folder} is not empty and holds no demo.", hint="Name another folder.", folder=folder)
    for name in ("exports", "report", STATE):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / TRUTH).unlink(missing_ok=True)
    settings.unlink()
