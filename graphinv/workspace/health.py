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

from graphinv.errors import GraphinvError
from graphinv.workspace.config import language

GIB = 2**30
PACKAGES = ("duckdb", "sqlglot", "typer", "pandas", "pyvis", "networkx")


@dataclass(frozen=True)
class Check:
    """One line of the doctor: state is ok, warn or bad; `fix` is empty when there is nothing to do."""

    name: str
    state: str
    found: str
    fix: str = ""

    def to_json(self) -> dict[str, str]:
        return {"check": self.name, "state": self.state, "found": self.found, "fix": self.fix}


def checks(folder: Path | None, lang: str | None) -> list[Check]:
    """All findings, the machine first."""
    zh = language(lang) == "zh"
    return [
        _python(),
        *map(_package, PACKAGES),
        _memory(),
        _disk(),
        _encoding(),
        _font(),
        _browser(),
        *_workspace(folder, zh),
    ]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    enough = sys.version_info >= (3, 11)
    return Check("Python", "ok" if enough else "bad", found, "" if enough else "Install Python 3.11 or later.")


def _package(name: str) -> Check:
    try:
        return Check(name, "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, "bad", "missing", "pip install --upgrade graphinv")


def _memory() -> Check:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 4 * GIB
    few = total < 4 * GIB
    fix = 'Set memory = "1GB" in graphinv.toml: loading then spills to disk.' if few else ""
    return Check("memory", "warn" if few else "ok", f"{total / GIB:.1f} GiB", fix)


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free
    few = free < 2 * GIB
    return Check(
        "disk",
        "warn" if few else "ok",
        f"{free / GIB:.1f} GiB free",
        "Free some space: a load needs about 3 times its files." if few else "",
    )


def _encoding() -> Check:
    name = (sys.stdout.encoding or "ascii").lower()
    good = name.replace("-", "") in ("utf8", "gbk", "gb18030", "cp936")
    return Check(
        "encoding", "ok" if good else "warn", name, "" if good else "Set PYTHONUTF8=1, so that Chinese is printed."
    )


def _font() -> Check:
    if not shutil.which("fc-list"):
        return Check("CJK font", "ok", "not checked (no fontconfig)")
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    found = listed.splitlines()
    return Check(
        "CJK font",
        "ok" if found else "warn",
        found[0] if found else "none",
        "" if found else "Install a Chinese font, e.g. fonts-noto-cjk.",
    )


def _browser() -> Check:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "firefox"))), None)
    return Check(
        "browser",
        "ok" if found else "warn",
        found or "none found",
        "" if found else "Any current browser shows the reports.",
    )


def _workspace(folder: Path | None, zh: bool) -> list[Check]:
    from graphinv.workspace import Workspace

    try:
        workspace = Workspace.find(folder, None)
    except GraphinvError as error:
        return [Check("workspace", "warn", error.message, error.hint)]
    with workspace:
        found = [Check("workspace", "ok", str(workspace.root))]
        rows = workspace.rows_loaded()
        if rows is None:
            return [*found, Check("graph", "warn", "没有图" if zh else "no graph yet", "graphinv load FILES…")]
        found.append(Check("graph", "ok", f"{sum(rows.values())} rows of {len(rows)} tables"))
        return [*found, _last_sweep(workspace.last_sweep())]


def _last_sweep(day: date | None) -> Check:
    if day is None:
        return Check("last sweep", "warn", "none", "graphinv sweep run")
    age = (date.today() - day).days
    return Check(
        "last sweep", "ok" if age <= 31 else "warn", f"{day} ({age} d)", "" if age <= 31 else "graphinv sweep run"
    )
