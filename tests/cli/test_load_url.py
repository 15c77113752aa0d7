"""A database loaded by its URL, from the command line to the evidence; its password stays nowhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from graphinv.errors import Unreadable
from tests.cli.test_commands import rows, run
from tests.ocds.loaded import load

SECRET = "T0p%2FSecret"
FORMS = (b"T0p%2FSecret", b"T0p/Secret", b"hunter2")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    with closing(sqlite3.connect(path)) as con:
        con.executescript(
            "CREATE TABLE tenders (tender_id PRIMARY KEY, title, buyer_id, method);"
            "INSERT INTO tenders VALUES ('T1', 'Roads', 'U1', 'open');"
            "CREATE TABLE bids_2023 (lot_id, company_id, status, amount);"
            "INSERT INTO bids_2023 VALUES ('T1', 'X:1', 'valid', 12.5), ('T1', 'X:2', 'valid', 'much');"
            "CREATE TABLE log (a);"
        )
    return path


def test_a_url_on_the_command_line(tmp_path: Path, database: Path) -> None:
    case = tmp_path / "case"
    run("init", case)
    done = run("-w", case, "load", f"sqlite:///{database}")
    told = done.stderr.decode()
    assert "office.db/bids_2023 -> bids" in told and f"sqlite:///{database}/log" in told
    rejects = rows("-w", case, "load", "rejects")
    assert [(row["file"], row["sheet"], row["row"], row["column"]) for row in rejects] == [
        ("office.db", "bids_2023", 2, "amount")
    ]
    found = rows("-w", case, "query", "MATCH (c:Company)-[b:BID]->(l:Lot)-[:LOT_OF]->(t:Tender) RETURN c.id, t.title")
    assert [list(row.values()) for row in found] == [["X:1", "Roads"]]
    assert "Nothing has changed" in run("-w", case, "load", f"sqlite:///{database}").stderr.decode()


def test_check_takes_a_url_too(tmp_path: Path, database: Path) -> None:
    run("check", f"sqlite:///{database}")
    assert run("check", f"sqlite:///{tmp_path}/no.db", code=1).stdout


class Shop(SQLiteDialect_pysqlite):
    """A server with logins, as far as a URL goes: the path is a SQLite file."""

    supports_statement_cache = True

    def create_connect_args(self, url: Any) -> tuple[list[str], dict[str, object]]:
        assert (url.username, url.password) == ("me", "T0p/Secret")
        return [f"/{url.database}"], {}


@pytest.fixture
def shop(database: Path) -> str:
    registry.register("shop", __name__, "Shop")
    return f"shop://me:{SECRET}@db.example.org{database}?token=hunter2"


def test_a_password_is_kept_nowhere(tmp_path: Path, shop: str, database: Path) -> None:
    loaded = load(tmp_path / "state", [shop])
    assert loaded.report.totals()["loaded"] == 2
    paths = loaded.rows("SELECT DISTINCT path FROM source_file")
    assert paths == [(f"shop://me@db.example.org{database}",)]
    loaded.store.close()
    said = [str(loaded.report.to_json()).encode(), *(path.read_bytes() for path in (tmp_path / "state").rglob("*.*"))]
    assert len(said) > 2
    for text in said:
        assert not any(form in text for form in FORMS)


def test_a_later_load_needs_no_password_while_the_rows_are_kept(tmp_path: Path, shop: str) -> None:
    state = tmp_path / "state"
    load(state, [shop])
    (tmp_path / "deaths.csv").write_text("person_id,died_on,register\nP1,2021,公安\n", "utf-8")
    loaded = load(state, [tmp_path / "deaths.csv"])
    assert {name for (name,) in loaded.rows("SELECT loader FROM source_file")} == {"bids", "deaths", "tenders"}
    loaded.store.close()


def test_a_driver_that_says_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shop: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError(f"login failed: {shop} with T0p/Secret")

    monkeypatch.setattr(Shop, "create_connect_args", refuse)
    with pytest.raises(Unreadable) as caught:
        load(tmp_path / "state", [shop])
    text = "".join([str(caught.value), repr(caught.value), str(caught.value.args)]).encode()
    assert b"login failed" in text and not any(form in text for form in FORMS)
    assert caught.value.__suppress_context__
