"""Who may connect, how it is encrypted, and what is said when it fails: each with a next step. Nothing may leak."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.content.messages import translator
from graphinv.errors import NO_STORE, GraphinvError, QueryFailed, StoreUnavailable, UsageError
from graphinv.stores.neo4j import server as module
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings, password
from graphinv.workspace import Workspace
from tests.cli.running import run
from tests.neo4j.conftest import settings
from tests.neo4j.server import PASSWORD, Server, needs_server, running

TLS = {
    "server.bolt.tls_level": "REQUIRED",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates/bolt",
    "dbms.ssl.policy.bolt.private_key": "private.key",
    "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}


def refused(how: Settings) -> GraphinvError:
    """What is said when this connection is used; in both languages, and never with the password."""
    with pytest.raises(GraphinvError) as raised, Connection(how) as connection:
        connection.version()
    for said in (str(raised.value), raised.value.text(translator("zh"))):
        assert said.count("\n") == 0 and (how.password in ("", "neo4j") or how.password not in said)
    assert raised.value.hint
    return raised.value


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server that speaks only with encryption, whose databases may only be read, and its certificate."""
    home = tmp_path_factory.mktemp("neo4j-tls")
    with running(home) as once, Connection(settings(once, "Tls")) as connection:
        connection.version()
        once.stop()
    server = Server(home, settings={**TLS, "server.databases.read_only": "neo4j"})
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")),
        ],
        check=True,
        capture_output=True,
    )
    with server:
        yield server, folder / "public.crt"


def over(encrypted: tuple[Server, Path], scheme: str, *, ca: bool = False) -> Settings:
    server, certificate = encrypted
    how = settings(server, "Tls", patience=2, ca=certificate if ca else None)
    return replace(how, uri=how.uri.replace("bolt:", f"{scheme}:"))


@pytest.mark.parametrize(
    ("scheme", "ca"),
    [("bolt+ssc", False), ("neo4j+ssc", False), ("bolt+s", True), ("neo4j+s", True), ("bolt", True), ("neo4j", True)],
)
def test_encrypted(encrypted: tuple[Server, Path], scheme: str, ca: bool) -> None:
    with Connection(over(encrypted, scheme, ca=ca)) as connection:
        assert connection.version().startswith("5.26")


def test_encryption_that_fails(encrypted: tuple[Server, Path], neo4j_server: Server, tmp_path: Path) -> None:
    assert "certificate is not trusted" in str(refused(over(encrypted, "bolt+s")))
    assert "but not without encryption" in str(refused(over(encrypted, "bolt")))
    plain = settings(neo4j_server, "Tls", patience=2)
    assert "No encrypted connection" in str(refused(replace(plain, uri=plain.uri.replace("bolt:", "bolt+ssc:"))))
    missing = replace(over(encrypted, "bolt+s", ca=True), ca=tmp_path / "gone.pem")
    assert "gone.pem" in str(refused(missing))


def test_a_missing_right(encrypted: tuple[Server, Path]) -> None:
    """The community edition has one right to take away: that of writing to a database."""
    with Connection(over(encrypted, "bolt+ssc")) as connection, pytest.raises(StoreUnavailable) as raised:
        connection.write(lambda transaction: transaction.run("CREATE (:Tls)").consume())
    assert "may not do this on the database" in str(raised.value)
    assert "right to write" in raised.value.hint


def test_a_session_for_reading_cannot_write(connection: Connection) -> None:
    with pytest.raises(GraphinvError, match=r"may not do this|read access"):
        connection.read(f"CREATE (n:{connection.settings.label}) RETURN n")


def test_wrong_names_and_passwords(neo4j_server: Server) -> None:
    good = settings(neo4j_server, "Wrong", patience=2)
    for wrong in (replace(good, password="wrong-password"), replace(good, password=""), replace(good, user="nobody")):
        error = refused(wrong)
        assert isinstance(error, StoreUnavailable) and "wrong name or password" in str(error)
        assert "GRAPHINV_NEO4J_PASSWORD" in error.hint
    assert "no database elsewhere" in str(refused(replace(good, database="elsewhere")))
    assert "No Neo4j server answers" in str(refused(replace(good, uri="bolt://127.0.0.1:1")))
    assert "no address of a Neo4j server" in str(refused(replace(good, uri="http://127.0.0.1:1")))
    with Connection(good) as connection:
        assert connection.version().startswith("5.26")


def test_the_first_password_must_be_changed(tmp_path: Path) -> None:
    needs_server()
    server = Server(tmp_path / "fresh")
    (server.home / "conf").mkdir(parents=True)
    with server:
        error = refused(replace(settings(server, "Fresh", patience=2), password="neo4j"))
    assert "must be changed" in str(error)


def test_an_old_server(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OLDEST", (2099, 1))
    error = refused(settings(neo4j_server, "Old"))
    assert "This is Neo4j 5.26" in str(error) and "2099.1 or later" in str(error)


def test_time_and_rows_are_limited(connection: Connection) -> None:
    found = connection.read("UNWIND range(1, 100) AS x RETURN x", most=7)
    assert len(found.rows) == 7 and found.cut
    assert not connection.read("UNWIND range(1, 7) AS x RETURN x", most=7).cut
    with pytest.raises(QueryFailed, match="longer than it may"):
        connection.read("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y)", seconds=0.5)


def test_where_the_password_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("from a file\n", "utf-8")
    both = {"GRAPHINV_NEO4J_PASSWORD": "given", "GRAPHINV_NEO4J_PASSWORD_FILE": str(path)}
    assert password(both) == "given"
    assert password({"GRAPHINV_NEO4J_PASSWORD_FILE": str(path)}) == "from a file"
    assert password({}) == ""
    with pytest.raises(UsageError, match="cannot be read"):
        password({"GRAPHINV_NEO4J_PASSWORD_FILE": str(tmp_path / "gone")})


def test_the_password_is_never_shown(neo4j_server: Server, tmp_path: Path) -> None:
    how = settings(neo4j_server, "Shown")
    assert PASSWORD not in repr(how)
    case, log = tmp_path / "case", tmp_path / "log"
    Workspace.create(case).close()
    with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(f'[neo4j]\nuri = "{neo4j_server.uri}"\n')
    secret = {"GRAPHINV_NEO4J_PASSWORD": "secret-and-wrong"}
    said = run("--debug", "--log-file", log, "-w", case, "engines", "--format", "json", code=NO_STORE, **secret)
    shown = run("-w", case, "config", "show", "--origin", **secret)
    assert b"wrong name or password" in said.stdout
    everything = said.stdout + said.stderr + shown.stdout + log.read_bytes()
    assert b"secret-and-wrong" not in everything
