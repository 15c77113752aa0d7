"""Invented counties, loaded and swept once per test run and shared by the acceptance tests."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graphinv.workspace import DEMO_DAY, demo_workspace
from tests.acceptance.county import SCALE, SEEDS, County


@pytest.fixture(scope="session")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, County]]:
    made: dict[int, County] = {}
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp(f"county-{seed}")
        workspace = demo_workspace(folder, scale=SCALE, seed=seed)
        workspace.load([folder / "exports"])
        sweep = workspace.sweep(DEMO_DAY).to_json()
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        made[seed] = County(workspace, truth, workspace.leads(named=True), sweep)
    yield made
    for county in made.values():
        county.workspace.close()
