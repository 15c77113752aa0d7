"""Builds the wheel, installs it into an empty environment outside the checkout, and runs the demo there.

Run by `make wheel`; a script, because it needs the network of a package registry and most of a minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ("loaders", "queries", "reports")


def run(*command: str | Path, cwd: Path) -> str:
    """The command's stdout; its stderr is shown. Fails with the command line."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} gave {done.returncode}:\n{done.stdout.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8")


def carries_content(wheel: Path) -> None:
    """Every loader, query and report file of the checkout is in the wheel."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"graphinv/_builtin/{path.relative_to(ROOT).as_posix()}"
        for kind in CONTENT
        for path in (ROOT / kind).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    missing = sorted(expected - packed)
    assert expected and not missing, f"the wheel lacks {missing}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        outside = Path(folder)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", outside / "dist", cwd=ROOT)
        (wheel,) = (outside / "dist").glob("*.whl")
        carries_content(wheel)
        venv.create(outside / "env", with_pip=True)
        tool = outside / "env" / "bin"
        run(tool / "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=outside)
        run(tool / "graphinv", "demo", "county", "--scale", "0.05", cwd=outside)
        leads = json.loads(run(tool / "graphinv", "-w", "county", "leads", "list", "--format", "json", cwd=outside))
        assert leads, "the demo of the installed wheel opened no lead"
        assert list((outside / "county").rglob("index.html")), "the demo of the installed wheel wrote no report"
        sys.stdout.write(f"wheel: {wheel.name} installs, runs the demo and opens {len(leads)} leads\n")


if __name__ == "__main__":
    main()
