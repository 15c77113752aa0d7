"""What tests of several folders share: one real Neo4j, one real browser, and the only reason to skip in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphinv.workspace import demo_workspace
from tests.data import NO_DATA
from tests.neo4j.server import Server, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests were skipped, in CI and elsewhere; in CI for another reason than the one is a failure."""
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.write_line(f"skipped for want of shared/data: {sum(map(_no_data, skipped))} of {len(skipped)}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    others = [one for one in reporter.stats.get("skipped", []) if not _no_data(one)] if reporter else []
    if others and os.environ.get("CI"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _no_data(report: pytest.TestReport) -> bool:
    return NO_DATA in str(report.longrepr)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests that use the one server run in the process that has it."""
    for item in items:
        if "neo4j_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.fixture(scope="session")
def cut_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A loaded county with at most 40 rows of a table: every kind of node and edge, and soon published. Read only."""
    folder = tmp_path_factory.mktemp("cut") / "county"
    with demo_workspace(folder, scale=0.005, seed=1) as workspace:
        for path in (folder / "exports").glob("*.csv"):
            path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:41]))
        workspace.load([folder / "exports"])
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of this process: Playwright refuses to start a second one beside it."""
    from tests.browser import open_browser

    with open_browser() as running:
        yield running


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is there for this process; tests keep to labels of their own. In CI it must run."""
    with running(tmp_path_factory.mktemp("neo4j")) as server:
        yield server
