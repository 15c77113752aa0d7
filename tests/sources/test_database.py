"""Databases by URL: what is shown of the URL, which tables there are, and rows as text in a fixed order."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest

from graphinv.errors import Unreadable, UsageError
from graphinv.sources.database import Database, connect
from graphinv.sources.inputs import files_of
from graphinv.sources.spool import spool, value_text

DRIVERS = ("sqlite", "sqlite+pysqlite")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "采购 1.db"
    with closing(sqlite3.connect(file)) as con:
        con.executescript(
            'CREATE TABLE "a ""b" (k INTEGER, v, PRIMARY KEY (k DESC));'
            "INSERT INTO \"a \"\"b\" VALUES (2, 'zwei'), (1, 1.5), (3, NULL), (4, x'00ff');"
            "CREATE TABLE plain (v); INSERT INTO plain VALUES ('b'), ('a'), (cast(x'ff' as text));"
            "CREATE VIEW seen AS SELECT v FROM plain WHERE v < 'c' ORDER BY v DESC;"
        )
    return file


@pytest.fixture(params=DRIVERS)
def url(request: pytest.FixtureRequest, path: Path) -> str:
    return f"{request.param}:///{path}"


def spooled(url: str, table: str, folder: Path) -> tuple[list[dict[str, object]], str, list[tuple[int, str]]]:
    with connect(Database(url)) as connection:
        done = spool(connection, table, connection.tables()[table], folder / "t.parquet")
    broken = [(record.row, record.problem.en) for record in done.broken if record.problem]
    assert done.rows == len(broken) + pq.read_metadata(done.path).num_rows
    return pq.read_table(done.path).to_pylist(), done.sha256, broken


def test_tables_and_views_with_their_columns(url: str) -> None:
    with connect(Database(url)) as connection:
        assert connection.tables() == {'a "b': ["k", "v"], "plain": ["v"], "seen": ["v"]}


def test_rows_in_the_order_of_the_key(url: str, tmp_path: Path) -> None:
    rows, _, _ = spooled(url, 'a "b', tmp_path)
    assert rows == [
        {"gi_row": 1, "gi_c0": "1", "gi_c1": "1.5"},
        {"gi_row": 2, "gi_c0": "2", "gi_c1": "zwei"},
        {"gi_row": 3, "gi_c0": "3", "gi_c1": ""},
        {"gi_row": 4, "gi_c0": "4", "gi_c1": "00ff"},
    ]


def test_a_table_without_a_key_and_a_view(path: Path, tmp_path: Path) -> None:
    rows, _, broken = spooled(f"sqlite:///{path}", "plain", tmp_path)
    assert [row["gi_c0"] for row in rows] == ["b", "a"]
    assert broken == [(3, "`v` holds bytes that are no text")]
    rows, _, _ = spooled(f"sqlite:///{path}", "seen", tmp_path)
    assert [row["gi_c0"] for row in rows] == ["a", "b"]


def test_bytes_that_are_no_text_spoil_their_row_only(url: str, tmp_path: Path) -> None:
    rows, _, broken = spooled(url, "plain", tmp_path)
    assert (len(rows), len(broken)) == (2, 1)


def test_the_hash_is_that_of_the_rows(url: str, path: Path, tmp_path: Path) -> None:
    _, first, _ = spooled(url, 'a "b', tmp_path)
    with closing(sqlite3.connect(path)) as con:
        con.execute("INSERT INTO plain VALUES ('c')")
        con.commit()
    assert spooled(url, 'a "b', tmp_path)[1] == first
    with closing(sqlite3.connect(path)) as con:
        con.execute('UPDATE "a ""b" SET v = \'x\' WHERE k = 3')
        con.commit()
    assert spooled(url, 'a "b', tmp_path)[1] != first


def test_sqlite_is_opened_for_reading_only(path: Path) -> None:
    before = path.read_bytes()
    with connect(Database(f"sqlite:///{path}")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.con.execute("CREATE TABLE x (y)")  # type: ignore[attr-defined]
    assert path.read_bytes() == before


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, driver: str) -> None:
    with pytest.raises(Unreadable, match="there is no such file"), connect(Database(f"{driver}:///{tmp_path}/no.db")):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_file_that_is_no_database(tmp_path: Path, driver: str) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unreadable, match="not a database"), connect(Database(f"{driver}:///{tmp_path}/x.db")) as found:
        found.tables()


def test_a_driver_that_is_not_there() -> None:
    with pytest.raises(Unreadable, match="install the driver"), connect(Database("nosuchdb://h/d")):
        pass


def test_without_sqlalchemy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(UsageError, match=r"postgresql://u@h/d needs SQLAlchemy\. .*graphinv\[sql\]"):
        with connect(Database("postgresql://u:pw@h/d")):
            pass


SECRETS = (
    "postgresql://me:p%40ss%2Fw@db.example.org:5432/shop?sslpassword=tiny&x=1",
    "postgresql://me:p?ss/w@db.example.org/shop",
    "mysql+pymysql://me:p@ss/w@db.example.org/shop",
    "oracle://me:p%40ss%2Fw@db.example.org/?service_name=p%40ss%2Fw",
)


@pytest.mark.parametrize("text", SECRETS)
def test_a_password_is_never_said(text: str) -> None:
    database = Database(text)
    told = [str(database), repr(database), database.name]
    forms = [form for form in ("p@ss/w", "p%40ss%2Fw", "p?ss/w", "tiny") if form in unquote(text) or form in text]
    assert forms
    for form in forms:
        error = database.failed(RuntimeError(f"could not log in with {form} at {text}"))
        told += [str(error), repr(error), str(error.args)]
    for said in told:
        assert not any(secret in said for secret in ("p@ss", "p%40ss", "p?ss", "ss/w", "tiny")), said


def test_names_and_addresses(tmp_path: Path) -> None:
    assert str(Database("postgresql://me:x@h:1/shop?a=b")) == "postgresql://me@h:1/shop"
    assert Database("postgresql://me:x@h:1/shop?a=b").name == "shop"
    assert Database("mssql://h").name == "h"
    found = Database(f"sqlite:///{tmp_path}/a%20b.db")
    assert (found.name, found.sqlite) == ("a b.db", tmp_path / "a b.db")
    assert Database(str(found)).sqlite == found.sqlite


def test_words_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n", "utf-8")
    found = list(files_of([str(tmp_path), "sqlite:///x.db"]))
    assert found == [tmp_path / "x.csv", Database("sqlite:///x.db")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (12345678901234567890, "12345678901234567890"),
        (0.1 + 0.2, "0.3"),
        (Decimal("1.50"), "1.50"),
        (date(2021, 2, 3), "2021-02-03"),
        (datetime(2021, 2, 3, 4, 5), "2021-02-03 04:05:00"),
        ({"a": [1]}, '{"a": [1]}'),
        (memoryview(b"\x01"), "01"),
        ("\udcff", None),
    ],
)
def test_values_as_text(value: object, text: str | None) -> None:
    assert value_text(value) == text
