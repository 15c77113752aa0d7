"""What `graphinv doctor` looks at: the machine and the workspace, each finding with its fix."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphinv.errors import GraphinvError
from graphinv.message import NOTHING, Message, msg

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace

GIB = 2**30
PACKAGES = ("duckdb", "neo4j", "sqlglot", "typer", "pandas", "pyvis", "networkx")
OLD_SWEEP = 31
"""Days."""


@dataclass(frozen=True)
class Check:
    """One line of the doctor: state is ok, warn or bad; `fix` is empty when there is nothing to do."""

    name: Message
    state: str
    found: Message
    fix: Message = NOTHING

    def to_json(self) -> dict[str, object]:
        return {"check": self.name, "state": self.state, "found": self.found, "fix": self.fix}


def _check(name: str, found: Message, fix: Message | None = None, *, bad: str = "warn") -> Check:
    """A finding that is fine unless it has a fix."""
    return Check(Message(name), bad if fix else "ok", found, fix or NOTHING)


def checks(folder: Path | None) -> list[Check]:
    """All findings, the machine first."""
    machine = [_memory(), _disk(), _encoding(), _font(), _browser()]
    return [_python(), *map(_package, PACKAGES), *machine, *_workspace(folder)]


def _python() -> Check:
    found = Message(".".join(map(str, sys.version_info[:3])))
    fix = None if sys.version_info >= (3, 11) else msg("Install Python 3.11 or later.")
    return _check("Python", found, fix, bad="bad")


def _package(name: str) -> Check:
    try:
        return _check(name, Message(importlib.metadata.version(name)))
    except importlib.metadata.PackageNotFoundError:
        return _check(name, msg("missing"), msg("Install it: pip install --upgrade graphinv"), bad="bad")


def _memory() -> Check:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 4 * GIB
    fix = msg('Set memory = "1GB" in graphinv.toml: loading then spills to disk.') if total < 4 * GIB else None
    return _check("memory", msg("{size:.1f} GiB", size=total / GIB), fix)


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free
    fix = msg("Free some space: a load needs about 3 times its files.") if free < 2 * GIB else None
    return _check("disk", msg("{size:.1f} GiB free", size=free / GIB), fix)


def _encoding() -> Check:
    name = (sys.stdout.encoding or "ascii").lower()
    good = name.replace("-", "") in ("utf8", "gbk", "gb18030", "cp936")
    return _check("encoding", Message(name), None if good else msg("Set PYTHONUTF8=1, so that Chinese is printed."))


def _font() -> Check:
    if not shutil.which("fc-list"):
        return _check("CJK font", msg("not checked (no fontconfig)"))
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    found = listed.splitlines()
    if found:
        return _check("CJK font", Message(found[0]))
    return _check("CJK font", msg("none"), msg("Install a Chinese font, e.g. fonts-noto-cjk."))


def _browser() -> Check:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "firefox"))), None)
    if found:
        return _check("browser", Message(found))
    return _check("browser", msg("none"), msg("Any current browser shows the reports."))


def _workspace(folder: Path | None) -> list[Check]:
    from graphinv.workspace import Workspace

    try:
        workspace = Workspace.find(folder, None)
    except GraphinvError as error:
        return [_check("workspace", error.said, error.advice)]
    with workspace:
        found = [_check("workspace", Message(str(workspace.root)))]
        try:
            rows = workspace.rows_loaded()
        except GraphinvError as error:
            return [*found, _check("graph", error.said, error.advice, bad="bad")]
        if rows is None:
            return [*found, _check("graph", msg("no graph yet"), msg("Load files: graphinv load FILES…"))]
        found.append(_check("graph", msg("{rows} rows of {tables} tables", rows=sum(rows.values()), tables=len(rows))))
        server = [_server(workspace)] if workspace.config.neo4j.uri else []
        return [*found, _last_sweep(workspace.last_sweep()), *server]


def _server(workspace: Workspace) -> Check:
    """The Neo4j server of the settings: what it says of itself is its own fix."""
    row = workspace.engines()[-1]
    found = Message(f"{row['version']} {row['place']}".strip())
    return Check(Message("Neo4j"), row["state"], found, NOTHING if row["state"] == "ok" else row["found"])


def _last_sweep(day: date | None) -> Check:
    fix = msg("Run one: graphinv sweep run")
    if day is None:
        return _check("last sweep", msg("none"), fix)
    age = (date.today() - day).days
    return _check("last sweep", msg("{day} ({days} days ago)", day=day, days=age), fix if age > OLD_SWEEP else None)
