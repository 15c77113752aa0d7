"""One invented county for all tests of commands; it is read, never written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture(scope="package")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "county"
    done = run("demo", folder, "--scale", "0.05", GRAPHINV_LANG="zh")
    assert Path(done.stdout.decode().splitlines()[-1].removeprefix("报告：")).is_file()
    return folder
