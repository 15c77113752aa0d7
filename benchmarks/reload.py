"""One file of many changed: what it costs to load again, and that the graph is that of a full load."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TABLES = ("persons", "companies", "transfers")
"""One file of each: one that may change every id, one in the middle, and the largest."""


def reloaded(folder: Path, step: Callable[..., dict[str, Any]]) -> Iterator[tuple[str, float, float, bool]]:
    """Drop the last row of one file, load, and compare with a load of everything from nothing."""
    for table in TABLES:
        paths = sorted((folder / "exports").glob(f"{table}*.csv"))
        if not paths:
            continue
        path = max(paths, key=lambda one: one.stat().st_size)
        whole = path.read_bytes()
        path.write_bytes(whole[: whole.rstrip(b"\r\n").rfind(b"\n") + 1])
        changed = step("load", folder)
        full = step("load", _fresh(folder))
        yield path.name, changed["wall"], changed["wall"] / full["wall"], changed["hash"] == full["hash"]
        path.write_bytes(whole)
        step("load", folder)


def _fresh(folder: Path) -> Path:
    """A workspace beside this one with the same files and key, and nothing loaded."""
    fresh = folder.with_name(f"{folder.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / ".graphinv").mkdir(parents=True)
    shutil.copy(folder / ".graphinv" / "key", fresh / ".graphinv" / "key")
    shutil.copy(folder / "graphinv.toml", fresh)
    (fresh / "exports").symlink_to(folder / "exports")
    return fresh
