"""Counties written once for all tests of this folder."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from graphinv.demo import Truth, write_county
from tests.demo.reading import read_county


class Made(NamedTuple):
    """A written county, its answer key, and its tables read back."""

    folder: Path
    truth: Truth
    tables: dict[str, pd.DataFrame]


def make(folder: Path, scale: float, seed: int) -> Made:
    truth = write_county(folder, scale=scale, seed=seed)
    return Made(folder, truth, read_county(folder))


@pytest.fixture(scope="session", params=[1, 2, 3])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A county of about a thousand people, for three seeds."""
    return make(tmp_path_factory.mktemp(f"county-{request.param}"), 0.02, request.param)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A county of about a thousand people, for what would take too long for three of them."""
    return make(tmp_path_factory.mktemp("county-first"), 0.02, 1)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The county at scale 1."""
    return make(tmp_path_factory.mktemp("county-large"), 1.0, 1)
