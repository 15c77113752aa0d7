"""A real Neo4j for tests: jars from Maven Central (see bring.sh), a home folder of its own, a free port of 127.0.0.1.

Its settings are for tests: a small heap, small logs, a stop without waiting. It is not how to run a server for a team.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

JARS = Path(__file__).resolve().parents[2] / "build" / "neo4j"
PASSWORD = "for-tests-only"
SECONDS_TO_START = 120

_SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.security.auth_enabled": "true",
    "server.memory.pagecache.size": "64m",
    "dbms.usage_report.enabled": "false",
    "server.config.strict_validation.enabled": "true",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "1m",
    "dbms.cypher.min_replan_interval": "1h",  # tiny graphs come and go: a plan once made is good enough for all of them
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
}
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Starts sooner and runs slower: for tests, not for measuring."""


def missing() -> str:
    """Why no server can run here; empty if one can."""
    if not shutil.which("java"):
        return "no Java: install Java 17 or later"
    if not JARS.is_dir():
        return "no jars of Neo4j: make neo4j brings them"
    return ""


def needs_server() -> None:
    """Skip the test where no server can run. In CI one must."""
    reason = missing()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server for tests."""
    needs_server()
    with Server(home) as server:
        yield server


@dataclass
class Server:
    """One server process; `settings` come on top of those for tests."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    heap: str = "512m"
    quick: bool = True
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port = self.port or _free_port()

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """The home folder with its password."""
        (self.home / "conf").mkdir(parents=True)
        (self.home / "conf" / "neo4j.conf").write_text("", "utf-8")
        words = [*self._admin(), "dbms", "set-initial-password", PASSWORD]
        subprocess.run(words, env={**os.environ, **self._place()}, check=True, capture_output=True)

    def admin_script(self, path: Path) -> None:
        """A `neo4j-admin` for this home, as a server that was installed has one."""
        place = " ".join(f"{name}={shlex.quote(value)}" for name, value in self._place().items())
        path.write_text(f'#!/bin/sh\n{place} exec {shlex.join(self._admin())} "$@"\n', "utf-8")
        path.chmod(0o755)

    def _admin(self) -> list[str]:
        return [*self._java(), "org.neo4j.cli.AdminTool"]

    def _place(self) -> dict[str, str]:
        return {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def start(self) -> Server:
        """Start it and wait until its port is open. Raises RuntimeError with its last words if it ends instead."""
        if not (self.home / "conf").is_dir():
            self.prepare()
        here = f"127.0.0.1:{self.port}"
        lines = {**_SETTINGS, "server.bolt.listen_address": here, "server.bolt.advertised_address": here}
        text = "".join(f"{key}={value}\n" for key, value in {**lines, **self.settings}.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, "utf-8")
        with (self.home / "out.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *self._java(f"-Xms{self.heap}", f"-Xmx{self.heap}", *(_QUICK if self.quick else ())),
                    "org.neo4j.server.CommunityEntryPoint",
                    f"--home-dir={self.home}",
                    f"--config-dir={self.home / 'conf'}",
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()
        return self

    def _java(self, *options: str) -> list[str]:
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
        return ["java", *options, *opened, "-Dio.netty.tryReflectionSetAccessible=true", "-cp", f"{JARS}/*"]

    def _wait(self) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self.process and self.process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError((self.home / "out.log").read_text("utf-8", "replace")[-3000:])

    def stop(self) -> None:
        """A clean stop; the home folder stays."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As when the machine loses its power."""
        self._end(signal.SIGKILL)

    def _end(self, number: int) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait(60)
            self.process = None

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
