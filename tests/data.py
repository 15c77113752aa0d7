"""The folder of real data with answer keys, beside the project: tests that read it are skipped where it is absent."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NO_DATA = "shared/data is absent"
"""The only reason for which a test may be skipped in CI (see conftest)."""


def absent(path: Path) -> str:
    """Why what is read from this place below DATA cannot be tested; empty if it can."""
    if not DATA.is_dir():
        return NO_DATA
    return "" if path.exists() else f"{path} is missing"
