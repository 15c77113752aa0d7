"""make bench: the demo county at growing sizes; seconds per stage, and how fast they grow.

Prints a table and the growth exponent of loading and sweeping between the smallest and the largest size. Absolute
seconds depend on the machine; the exponent and the shares do not.
"""

from __future__ import annotations

import argparse
import math
import resource
import tempfile
import time
from pathlib import Path

from graphinv.workspace import DEMO_DAY, demo_workspace


def measure(scale: float, seed: int) -> dict[str, float]:
    """Seconds of each stage, rows and edges at one scale."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "county"
        start = time.perf_counter()
        with demo_workspace(folder, scale=scale, seed=seed) as workspace:
            made = time.perf_counter()
            done = workspace.load([folder / "exports"])
            loaded = time.perf_counter()
            workspace.sweep(DEMO_DAY)
            swept = time.perf_counter()
            workspace.load([folder / "exports"])
            again = time.perf_counter()
        totals = done.totals()
    return {
        "scale": scale,
        "rows": totals["rows"],
        "edges": totals["edges"],
        "invent": made - start,
        "load": loaded - made,
        "sweep": swept - loaded,
        "load again": again - swept,
    }


def exponent(small: dict[str, float], large: dict[str, float], stage: str) -> float:
    """The power of the number of edges with which a stage's seconds grow."""
    return math.log(large[stage] / small[stage]) / math.log(large["edges"] / small["edges"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", type=float, nargs="+", default=[0.1, 1.0, 10.0])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rows = [measure(scale, chosen.seed) for scale in chosen.scales]
    heads = list(rows[0])
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print(
            "| "
            + " | ".join(f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" for value in row.values())
            + " |"
        )
    for stage in ("load", "sweep"):
        print(f"growth exponent of {stage} over edges: {exponent(rows[0], rows[-1], stage):.2f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
