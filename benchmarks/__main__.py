"""make bench: the invented county at growing sizes; what each stage takes, how it grows, and what it needs.

Every step runs in a process of its own. Prints Markdown tables as they stand in docs/performance.md. Seconds depend on
the machine; the growth between sizes, the shares of the stages and the ratios to hand-written SQL do not.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import walk
from benchmarks.reload import reloaded

Found = dict[str, Any]


def step(name: str, folder: Path, *rest: str, memory: str = "") -> Found:
    """Run one step of `benchmarks.child` and read what it printed."""
    environment = {**os.environ, **({"GRAPHINV_MEMORY": memory} if memory else {})}
    command = [sys.executable, "-m", "benchmarks.child", name, str(folder), *rest]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True, text=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; floats with two digits, whole numbers with separators."""
    return "\n".join(table_lines(heads, rows))


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of the table, each as soon as its row is there."""
    for line in chain([heads, ["---"] * len(heads)], ([_cell(value) for value in row] for row in rows)):
        yield "| " + " | ".join(map(str, line)) + " |"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def size(folder: Path, scale: float) -> Found:
    """One county from inventing it to the sweep, loaded twice."""
    made = step("invent", folder, str(scale))
    loaded, swept, again = step("load", folder), step("sweep", folder), step("load", folder)
    return {"scale": scale, "made": made, "load": loaded, "sweep": swept, "again": again}


def growth(small: Found, large: Found, name: str) -> float:
    """The power of the number of edges with which a step's seconds grow."""
    edges = large["load"]["edges"] / small["load"]["edges"]
    return math.log(large[name]["wall"] / small[name]["wall"]) / math.log(edges)


def sizes(found: Sequence[Found]) -> str:
    heads = (
        "scale",
        "rows",
        "edges",
        "CSV MB",
        "invent",
        "load",
        "peak GiB",
        "database MB",
        "sweep",
        "unchanged again",
    )
    rows = [
        (
            one["scale"],
            one["load"]["rows"],
            one["load"]["edges"],
            one["made"]["bytes"] // 10**6,
            one["made"]["wall"],
            one["load"]["wall"],
            one["load"]["peak_gib"],
            one["load"]["database"] // 10**6,
            one["sweep"]["wall"],
            one["again"]["wall"],
        )
        for one in found
    ]
    return table(heads, rows)


def stages(loaded: Found) -> str:
    """Where the time of a load goes."""
    clock, graph = loaded["clock"], loaded["stages"]
    parts = {name: seconds for name, seconds in clock.items() if name != "graph"}
    parts |= {f"graph, {name}": seconds for name, seconds in graph.items()}
    parts["graph, other"] = clock["graph"] - sum(graph.values())
    parts["other"] = loaded["wall"] - sum(clock.values())
    rows = [(name, float(seconds), int(loaded["rows"] / max(seconds, 0.001))) for name, seconds in parts.items()]
    return table(("stage", "seconds", "rows a second"), rows)


def kinds(loaded: Found) -> str:
    """What staging takes by how files are written, in seconds of one of the two that run side by side."""
    rows = [
        (kind, int(facts["rows"]), float(facts["seconds"]), int(facts["rows"] / max(facts["seconds"], 0.001)))
        for kind, facts in sorted(loaded["kinds"].items())
    ]
    return table(("files", "rows", "seconds", "rows a second"), rows)


def ratios(found: Found) -> str:
    rows = [
        (rule, one["by_hand"], one["compiled"], one["compiled"] / one["by_hand"], one["found"], one["same"])
        for rule, one in found["rules"].items()
    ]
    heads = ("rule", "by hand", "compiled", "ratio", "found", "the same")
    return table(heads, [(rule, f"{a:.3f}", f"{b:.3f}", *rest) for rule, a, b, *rest in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", type=float, nargs="+", default=[0.1, 1.0, 13.0], help="counties to make")
    parser.add_argument("--little", default="1GB", help="memory limit of the load with little memory; empty: none")
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a temporary folder if not given")
    chosen = parser.parse_args()
    base = chosen.folder or Path(tempfile.mkdtemp(prefix="graphinv-bench-"))
    try:
        measure(base, chosen.scales, chosen.little)
    finally:
        if chosen.folder is None:
            shutil.rmtree(base, ignore_errors=True)


def measure(base: Path, scales: Sequence[float], little: str) -> None:
    found = [size(base / f"county-{scale:g}", scale) for scale in scales]
    print(sizes(found), end="\n\n")
    if len(found) > 1:
        powers = ", ".join(f"{name} {growth(found[0], found[-1], name):.2f}" for name in ("load", "sweep"))
        print(f"growth over edges, smallest to largest: {powers}\n")
    largest, folder = found[-1], base / f"county-{scales[-1]:g}"
    print(stages(largest["load"]), end="\n\n")
    print(kinds(largest["load"]), end="\n\n")
    rules = sorted(largest["sweep"]["rules"].items(), key=lambda pair: -pair[1])
    print(table(("rule", "seconds"), rules), end="\n\n")
    print(ratios(step("compare", folder)), end="\n\n")
    size, walks = walk.lines(step("walk", folder))
    print(f"{size}\n\n{table(walk.HEADS, walks)}", end="\n\n")
    print(table(("reload", "seconds", "of a full load", "same graph"), reloaded(folder, step)), end="\n\n")
    if little:
        shutil.rmtree(folder / ".graphinv" / "cache")
        for path in (folder / ".graphinv").glob("graph*"):
            path.unlink()
        tight = step("load", folder, memory=little)
        print(f"with memory = {little}: {tight['wall']:.1f} s, peak {tight['peak_gib']:.2f} GiB")


if __name__ == "__main__":
    main()
