"""Any other database, through SQLAlchemy (the extra `sql`) and the driver that its URL names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphinv.errors import UsageError
from graphinv.sources.database import Database, decoded

if TYPE_CHECKING:
    from sqlalchemy import ColumnClause, Connection

BATCH = 10_000


@dataclass
class _Url:
    """An open connection; only SELECT is ever sent."""

    database: Database
    con: Connection
    reader: str = "sqlalchemy"

    def tables(self) -> dict[str, list[str]]:
        from sqlalchemy import inspect
        from sqlalchemy.exc import SQLAlchemyError

        try:
            found = inspect(self.con)
            names = sorted({*found.get_table_names(), *found.get_view_names()})
            return {name: [str(column["name"]) for column in found.get_columns(name)] for name in names}
        except SQLAlchemyError as error:
            raise self.database.failed(error) from None

    def rows(self, table: str) -> Iterator[Sequence[object]]:
        """Values as the driver gives them: the types that the database declares are not trusted."""
        from sqlalchemy import column, inspect, select
        from sqlalchemy import table as named
        from sqlalchemy.exc import SQLAlchemyError

        try:
            found = inspect(self.con)
            columns: list[ColumnClause[Any]] = [column(str(one["name"])) for one in found.get_columns(table)]
            keys: list[ColumnClause[Any]] = [
                column(name) for name in found.get_pk_constraint(table)["constrained_columns"]
            ]
            query = select(*columns).select_from(named(table, *columns)).order_by(*(keys or columns))
            result = self.con.execution_options(stream_results=True).execute(query)
            for batch in result.partitions(BATCH):
                yield from batch
        except (SQLAlchemyError, ValueError) as error:
            raise self.database.failed(error) from None


@contextmanager
def open_url(database: Database) -> Iterator[_Url]:
    """Connect. Raises UsageError without SQLAlchemy or the driver, Unreadable if the database cannot be reached."""
    try:
        from sqlalchemy import create_engine
    except ImportError:
        raise UsageError(
            "{url} needs SQLAlchemy.",
            hint="Install it: pip install 'graphinv[sql]', and the database's driver.",
            url=str(database),
        ) from None
    file = database.sqlite
    if file is not None and not file.is_file():  # it would be made, empty
        raise database.failed(FileNotFoundError("there is no such file"))
    # Drivers raise what they like, and some say the password: nothing of it may pass.
    try:
        engine = create_engine(database.url)
    except Exception as error:
        raise database.failed(error, "Check the URL, and install the driver that it names.") from None
    try:
        try:
            con = engine.connect()
        except Exception as error:
            raise database.failed(error, "Check the address, the name and the password.") from None
        with con:
            if engine.dialect.name == "sqlite":  # as in `sqlite.py`: bytes that are no text spoil one row, not the load
                driver: Any = con.connection.driver_connection
                driver.text_factory = decoded
            yield _Url(database, con)
    finally:
        engine.dispose()
