"""A fresh folder and connection for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.staging.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    con = duckdb.connect()
    try:
        yield Bench(tmp_path, con)
    finally:
        con.close()
