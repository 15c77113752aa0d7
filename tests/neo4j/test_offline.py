"""The files for the offline importer, imported for real: the same graph, from which publishing goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from graphinv.errors import StoreError
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.workspace import Workspace
from tests.neo4j.conftest import settings
from tests.neo4j.server import PASSWORD, Server, needs_server
from tests.neo4j.test_publish import change, same


def test_imported_then_published(
    cut_county: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_server()
    case, server = Path(shutil.copytree(cut_county, tmp_path / "case")), Server(tmp_path / "neo4j")
    server.prepare()
    with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(f'[neo4j]\nuri = "{server.uri}"\nlabel = "Offline"\n')
    monkeypatch.setenv("GRAPHINV_NEO4J_PASSWORD", PASSWORD)
    folder = tmp_path / "for neo4j"
    with Workspace.open(case) as workspace:
        words = workspace.export_offline(folder, everything=True)
        with pytest.raises(StoreError, match="not empty"):
            workspace.export_offline(folder)
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    tools = tmp_path / "bin"
    tools.mkdir()
    server.admin_script(tools / "neo4j-admin")
    path = {"PATH": f"{tools}:{os.environ['PATH']}"}
    subprocess.run(["sh", str(folder / "import.sh")], env={**os.environ, **path}, check=True, capture_output=True)
    with server, Connection(settings(server, "Offline")) as connection:
        assert same(case, connection)
        change(case)
        with Workspace.open(case) as workspace:
            done = workspace.publish(everything=True)
        assert not done.whole and 0 < done.total("create") < 500
        assert same(case, connection)
