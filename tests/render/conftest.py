"""What the report tests share: the content folder."""

from __future__ import annotations

from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "reports"


@pytest.fixture(scope="session")
def reports() -> Path:
    return REPORTS
