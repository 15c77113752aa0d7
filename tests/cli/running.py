"""Commands in a real process, as a user types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from graphinv.cli.app import app
from tests.cli.ready import finished
from tests.neo4j.server import PASSWORD

ENV = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPHINV_", "LC_", "LANG"))}
ENV |= {"XDG_CONFIG_HOME": "/nonexistent", "GRAPHINV_LANG": "en", "GRAPHINV_NEO4J_PASSWORD": PASSWORD}
GBK = {"PYTHONIOENCODING": "gbk", "GRAPHINV_LANG": "zh"}
PROGRAM = (sys.executable, "-m", "graphinv")


def run(*words: object, code: int = 0, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The finished process; its exit code must be the expected one."""
    done = finished([*map(str, words)], ENV | env, cwd)
    said = f"{done.stdout.decode(errors='replace')}\n{done.stderr.decode(errors='replace')}"
    assert done.returncode == code, f"{words}: {done.returncode}\n{said}"
    return done


def rows(*words: object, **env: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(run(*words, "--format", "json", **env).stdout)
    return loaded


def leaves() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the app with its words."""
    yield from _leaves(get_command(app), ())


def _leaves(found: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, inner in found.commands.items():
        if hasattr(inner, "commands"):
            yield from _leaves(inner, (*path, name))
        else:
            yield (*path, name), inner
