"""Invented counties, each loaded and swept once per test run, when a test first asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphinv.workspace import DEMO_DAY, demo_workspace
from tests.acceptance.county import SCALE, SEEDS, Counties, County


@pytest.fixture(scope="session")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counties]:
    """Tests that use it are of one group, so that only one of several processes makes the counties."""
    made = Counties(SEEDS, lambda seed: county(tmp_path_factory.mktemp(f"county-{seed}"), seed))
    yield made
    made.close()


def county(folder: Path, seed: int) -> County:
    workspace = demo_workspace(folder, scale=SCALE, seed=seed)
    workspace.load([folder / "exports"])
    sweep = workspace.sweep(DEMO_DAY).to_json()
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return County(workspace, truth, workspace.leads(named=True), sweep)
