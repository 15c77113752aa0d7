"""A process that has imported the program and forks for each command, so that the imports are paid for once, and so
are reading the built-in loaders and rules and compiling them.

A command still runs in a process of its own, from its words to its exit code. What Python reads as it starts (the
encoding of the console, say) is that of the process at the ready, so there is one for each such environment.
`python -m tests.cli.ready FD` answers on a Unix socket.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

import graphinv
from graphinv.content.catalogue import Catalogue
from graphinv.cypher.schema import declared_model
from graphinv.rules.form import form_of
from graphinv.stores.duckdb.store import compiled

_AT_START = ("PYTHON", "LC_", "LANG")
_WORDS = 1 << 20
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}  # a thread does not survive a fork


def finished(words: list[str], env: dict[str, str], cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command with these words, in this environment and folder."""
    at_start = {name: value for name, value in env.items() if name.startswith(_AT_START)}
    return _ready(**at_start).run(words, env, cwd or Path.cwd())


class _Ready:
    """The process from the side of those who ask it."""

    def __init__(self, env: dict[str, str]) -> None:
        ours, theirs = socket.socketpair()
        words = [sys.executable, "-m", "tests.cli.ready", str(theirs.fileno())]
        root = Path(__file__).resolve().parents[2]
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(words, env=env | _ALONE, cwd=root, pass_fds=[theirs.fileno()], stdin=nothing)
        theirs.close()
        self._socket = ours

    def run(self, words: list[str], env: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[bytes]:
        """The command when it has ended."""
        with (
            (Path(os.devnull)).open("rb") as nothing,
            os.fdopen(os.memfd_create("stdout"), "r+b") as out,
            os.fdopen(os.memfd_create("stderr"), "r+b") as err,
        ):
            asked = json.dumps({"words": words, "env": env, "cwd": str(cwd)}).encode()
            socket.send_fds(self._socket, [asked], [nothing.fileno(), out.fileno(), err.fileno()])
            answer = self._socket.recv(64)
            if not answer:
                raise RuntimeError(f"the process at the ready ended with {self._process.wait()}")
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, int(answer), out.read(), err.read())


@cache
def _ready(**at_start: str) -> _Ready:
    """The one of this test process."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(_AT_START)}
    return _Ready(others | at_start)


def _import_all() -> None:
    for module in pkgutil.walk_packages(graphinv.__path__, "graphinv."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _read_all() -> None:
    """The built-in content, as every process keeps it once it was read and compiled."""
    catalogue, model = Catalogue(), declared_model()
    assert catalogue.loaders
    for rule in catalogue.rules.values():
        form_of(rule)
        for certain in (False, True):
            compiled(rule.cypher, certain, model)
        compiled(rule.population, False, model)


def _serve(asked: socket.socket) -> None:
    """Answer until nobody asks any more; in the child it returns to run the command."""
    while True:
        text, files, _, _ = socket.recv_fds(asked, _WORDS, 3)
        if not text:
            os._exit(0)
        if not (child := os.fork()):
            asked.close()
            _become(json.loads(text), files)
            return
        for file in files:
            os.close(file)
        asked.sendall(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(asked: dict[str, object], files: list[int]) -> None:
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    env, cwd = asked["env"], asked["cwd"]
    assert isinstance(env, dict) and isinstance(cwd, str)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ["graphinv", *map(str, asked["words"])]


def _run() -> int:
    """The command to its exit code, with what is done at an exit; only taking all modules apart again is left out."""
    from graphinv.cli import main

    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as the interpreter does
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


if __name__ == "__main__":
    _import_all()
    _read_all()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    os._exit(_run())
