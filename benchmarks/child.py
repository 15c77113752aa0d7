"""One measured step in a process of its own, so that its peak memory is its own; prints one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphinv.progress import Silent
from graphinv.workspace import DEMO_DAY, Workspace, demo_workspace

Found = dict[str, Any]


def invent(folder: Path, scale: str) -> Found:
    """Write the county of this scale as a workspace."""
    with demo_workspace(folder, scale=float(scale), seed=1):
        pass
    files = [path for path in (folder / "exports").iterdir() if path.suffix != ".json"]
    return {"bytes": sum(path.stat().st_size for path in files), "files": len(files)}


def load(folder: Path) -> Found:
    """Load everything in the folder; a second run finds nothing changed."""
    clock = Clock()
    with Workspace.open(folder, progress=clock) as workspace:
        done = workspace.load([folder / "exports"])
    found: Found = {**done.totals(), "kinds": _by_kind(done.files), "changed": done.changed}
    found["clock"], found["stages"] = clock.seconds(), dict(done.graph.seconds) if done.graph else {}
    found["hash"] = done.graph.graph_hash if done.graph else ""
    found["database"] = sum(path.stat().st_size for path in (folder / ".graphinv").glob("graph-*.duckdb"))
    return found


class Clock(Silent):
    """When each stage of the work began."""

    def __init__(self) -> None:
        self.began: list[tuple[str, float]] = []

    def stage(self, name: str, total: int = 0) -> None:
        self.began.append((name, time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        """The seconds of each stage up to the next, of the last one until now."""
        ends = [start for _, start in self.began[1:]] + [time.perf_counter()]
        return {name: round(end - start, 3) for (name, start), end in zip(self.began, ends, strict=True)}


def _by_kind(files: tuple[Found, ...]) -> Found:
    """Rows and seconds of staging by how files are written, and the rows that took the exact reading path."""
    kinds: dict[str, dict[str, float]] = defaultdict(lambda: {"rows": 0, "seconds": 0.0})
    for file in files:
        kind = file["encoding"] or Path(file["file"]).suffix.lstrip(".")
        names = [kind, "exact path"] if file["reader"] == "python" else [kind]
        for name in names:
            kinds[name]["rows"] += file["rows"]
            kinds[name]["seconds"] += file["seconds"]
    return dict(kinds)


def sweep(folder: Path) -> Found:
    """Run all rules."""
    with Workspace.open(folder) as workspace:
        done = workspace.sweep(DEMO_DAY)
    return {"leads": len(done.leads), "rules": {outcome.rule.id: outcome.seconds for outcome in done.rules}}


def walk(folder: Path) -> Found:
    """Index the graph and walk it."""
    from benchmarks.walk import walked

    return walked(folder, folder / ".graphinv")


def compare(folder: Path) -> Found:
    """Each rule that has hand-written SQL beside it: both times and whether both find the same."""
    from benchmarks.rules import compared

    with Workspace.open(folder) as workspace:
        return {"rules": compared(workspace.store, workspace.catalogue)}


STEPS: dict[str, Callable[..., Found]] = {
    "invent": invent,
    "load": load,
    "sweep": sweep,
    "walk": walk,
    "compare": compare,
}


def main() -> None:
    step, folder, *rest = sys.argv[1:]
    start = time.perf_counter()
    found = STEPS[step](Path(folder), *rest)
    found["wall"] = round(time.perf_counter() - start, 3)
    used = resource.getrusage(resource.RUSAGE_SELF)
    found["cpu"], found["peak_gib"] = round(used.ru_utime + used.ru_stime, 2), round(used.ru_maxrss / 2**20, 2)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
