"""One invented county for all tests of commands; it is read, never written to."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.running import GBK, run

Made = tuple[Path, CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The county's folder, and the process that made it on a console that knows only GBK."""
    folder = tmp_path_factory.mktemp("cli") / "county"
    return folder, run("demo", folder, "--scale", "0.05", **GBK)


@pytest.fixture(scope="session")
def county(made: Made) -> Path:
    folder, done = made
    assert Path(done.stdout.decode("gbk").splitlines()[-1].removeprefix("报告：")).is_file()
    return folder
