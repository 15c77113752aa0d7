"""A database named by its URL: its tables, and their rows as text. A password in the URL is never said anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from graphinv.errors import Unreadable

URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HIDDEN = "***"


@dataclass(frozen=True)
class Database:
    """A database that the user named; `url` may hold a password and is never shown, `str()` of it may be."""

    url: str = field(repr=False)

    @classmethod
    def is_one(cls, text: str) -> bool:
        """Whether this is a URL rather than a path."""
        return URL.match(text) is not None

    def __str__(self) -> str:
        if self.sqlite:
            return f"{self.scheme}:///{_escaped(self.sqlite.resolve().as_posix())}"
        user = self._login[0]
        return f"{self.scheme}://{user + '@' if user else ''}{self._place}"

    @property
    def name(self) -> str:
        """What it is called: the last part of its path, else its host."""
        return unquote(self._place).rstrip("/").rpartition("/")[2]

    @property
    def sqlite(self) -> Path | None:
        """The file of a SQLite database: `sqlite:///relative.db`, `sqlite:////absolute.db`."""
        path = urlsplit(self.url).path.removeprefix("/")
        return Path(unquote(path)) if self.scheme.split("+")[0] == "sqlite" else None

    @property
    def scheme(self) -> str:
        """What stands before `://`."""
        return self.url.partition("://")[0].lower()

    @property
    def _login(self) -> tuple[str, str]:
        """User and password: all up to the last @, so that a sign that should have been escaped shows nothing."""
        user, _, password = self.url.partition("://")[2].rpartition("@")[0].partition(":")
        return user, password

    @property
    def _place(self) -> str:
        """Host and path, without options."""
        if self.sqlite:
            return self.sqlite.as_posix()
        return self.url.partition("://")[2].rpartition("@")[2].partition("?")[0].partition("#")[0]

    def failed(self, error: Exception, hint: str = "") -> Unreadable:
        """What a driver says, without what the URL keeps secret."""
        said = str(error).split("\n", 1)[0]
        for secret in self._secrets():
            said = said.replace(secret, _HIDDEN)
        return Unreadable(
            "cannot be read: {why}.", at=str(self), hint=hint, why=said.rstrip(".") or type(error).__name__
        )

    def _secrets(self) -> list[str]:
        """The password and the values of options as they are written and as they are meant, longest first."""
        query = self.url.partition("?")[2]
        given = [self._login[1], query, *(value for _, value in parse_qsl(query))]
        return sorted({form for one in given for form in (one, unquote(one)) if form}, key=len, reverse=True)


class Connection(Protocol):
    """One open database; all tables are seen as they are at one moment where the database can do that."""

    reader: str

    def tables(self) -> dict[str, list[str]]:
        """Tables and views with their columns."""
        ...

    def rows(self, table: str) -> Iterator[Sequence[object]]:
        """All rows of a table in the order of its primary key, else of its rowid or its columns."""
        ...


def connect(database: Database) -> AbstractContextManager[Connection]:
    """Open for reading: SQLite by the standard library, others by SQLAlchemy. Raises Unreadable or UsageError."""
    if database.scheme == "sqlite":
        from graphinv.sources.sqlite import open_sqlite

        return open_sqlite(database)
    from graphinv.sources.sqlalchemy_url import open_url

    return open_url(database)


def _escaped(path: str) -> str:
    """A path inside a URL, readable in every language."""
    return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def decoded(text: bytes) -> str:
    """Text as a driver may give it: bytes that are no text are marked, so that `value_text` sees them."""
    return text.decode("utf-8", "surrogateescape")
