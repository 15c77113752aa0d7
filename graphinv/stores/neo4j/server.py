"""A connection to a server: reading in read-only sessions, writing in transactions that are tried again."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Session,
    TrustCustomCAs,
    unit_of_work,
)

from graphinv.errors import SourceMissing, StoreUnavailable
from graphinv.message import msg
from graphinv.stopping import interruptible
from graphinv.stores.neo4j.settings import SCHEMES, Settings
from graphinv.stores.neo4j.told import told

_CA = msg("Check [neo4j] ca in graphinv.toml.")

OLDEST = (5, 26)
"""The first version whose Cypher has all of the subset."""

T = TypeVar("T")

logging.getLogger("neo4j").addHandler(logging.NullHandler())
"""What the driver has to say reaches the user as one of our errors, not as lines of a log on stderr."""


@dataclass(frozen=True)
class Rows:
    """Rows of a query as the driver gives them; `cut` if there were more than were asked for."""

    rows: Sequence[tuple[Any, ...]]
    cut: bool = False


class Server:
    """One server and database; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with told(settings):
            self.driver = _driver(settings)
        interruptible(self)

    def interrupt(self) -> None:
        """End whatever waits for an answer, in any thread: what is open on the server is rolled back there."""
        self.driver.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.driver.close()

    def version(self) -> str:
        """The server's version. Raises StoreUnavailable if it does not answer, or is too old."""
        found = self.read("CALL dbms.components() YIELD name, versions RETURN name, versions[0]").rows
        text = next((str(version) for name, version in found if name == "Neo4j Kernel"), "0")
        if _number(text) < OLDEST:
            raise StoreUnavailable(
                "This is Neo4j {version}; {wanted} or later is needed.",
                at=self.settings.uri,
                hint="Have the server updated, or work with the embedded engine.",
                version=text,
                wanted=".".join(map(str, OLDEST)),
            )
        return text

    def read(
        self, text: str, params: Mapping[str, Any] | None = None, *, most: int | None = None, seconds: float = 0
    ) -> Rows:
        """The rows of a query in a read-only session; at most `most` of them. Raises QueryFailed, StoreUnavailable."""
        reading = unit_of_work(timeout=seconds or self.settings.seconds)(_Reading(text, dict(params or {}), most).run)
        with told(self.settings), self._session(READ_ACCESS) as session:
            return session.execute_read(reading)

    def plan(self, text: str, params: Mapping[str, Any] | None = None) -> list[str]:
        """The operators of a query's plan."""
        with told(self.settings), self._session(READ_ACCESS) as session:
            summary = session.run(f"EXPLAIN {text}", dict(params or {})).consume()
        return _operators(summary.plan or {})

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do this in one transaction, again if the server says that it may go better then."""
        with told(self.settings), self._session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def alone(self, text: str, params: Mapping[str, Any] | None = None) -> None:
        """A statement that makes its own transactions: a constraint, or CALL { … } IN TRANSACTIONS."""
        with told(self.settings), self._session(WRITE_ACCESS) as session:
            session.run(text, dict(params or {})).consume()

    def _session(self, access: str) -> Session:
        return self.driver.session(database=self.settings.database or None, default_access_mode=access)


@dataclass(frozen=True)
class _Reading:
    text: str
    params: Mapping[str, Any]
    most: int | None

    def run(self, transaction: ManagedTransaction) -> Rows:
        result = transaction.run(self.text, dict(self.params))
        if self.most is None:
            return Rows([tuple(record.values()) for record in result])
        found = [tuple(record.values()) for record in result.fetch(self.most + 1)]
        result.consume()
        return Rows(found[: self.most], len(found) > self.most)


def _driver(settings: Settings) -> Driver:
    uri, more = settings.uri, dict[str, Any]()
    if uri.partition("://")[0] not in SCHEMES:
        raise ValueError(uri)
    if settings.ca and not settings.ca.is_file():
        raise SourceMissing("There is no such file of certificates.", at=str(settings.ca), hint=_CA)
    if settings.ca:
        uri = re.sub(r"^(bolt|neo4j)\+s://", r"\1://", uri)
        more = {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(settings.ca))}
    return GraphDatabase.driver(
        uri,
        auth=(settings.user, settings.password) if settings.password else None,
        user_agent="graphinv",
        connection_timeout=settings.patience,
        max_transaction_retry_time=settings.patience,
        retry_delay_multiplier=1.5,  # at 2, the last wait alone may be as long as all before it
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
        **more,
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])


def _operators(plan: Mapping[str, Any]) -> list[str]:
    below = [name for child in plan.get("children", ()) for name in _operators(child)]
    return [str(plan.get("operatorType", "")).split("@")[0], *below]
