"""Where the server is, and how it is spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphinv.errors import UsageError

PASSWORD = "GRAPHINV_NEO4J_PASSWORD"
PASSWORD_FILE = "GRAPHINV_NEO4J_PASSWORD_FILE"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Settings:
    """A server, a database in it, and the label of the workspace.

    `ca` is a file of certificates (PEM) that are trusted instead of the system's. `seconds` is how long one query may
    take, `patience` how long a transaction is tried again while the server does not answer.
    """

    uri: str
    label: str
    database: str = ""
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    ca: Path | None = None
    seconds: float = 600
    patience: float = 15


def password(environment: Mapping[str, str]) -> str:
    """The password, of the variable or of the file that the other variable names; empty for a server without any.

    Raises UsageError if the file cannot be read.
    """
    if given := environment.get(PASSWORD):
        return given
    if not (name := environment.get(PASSWORD_FILE)):
        return ""
    try:
        return Path(name).read_text("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError("The password file cannot be read: {reason}.", at=name, reason=reason) from None
