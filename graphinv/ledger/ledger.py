"""The record of what each sweep saw and what people decided: SQLite, append-only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graphinv.errors import LedgerError, UsageError
from graphinv.ledger.events import ABSENT, JUDGEMENTS, SEEN, Event, State, step
from graphinv.ledger.schema import statements
from graphinv.message import msg

_WAIT_SECONDS = 5.0


@dataclass(frozen=True)
class Entry:
    """A lead as one sweep saw it: the hash of its facts and its content; findings of weak rules do not open."""

    lead: str
    rule: str
    facts: str
    body: str
    opens: bool = True


@dataclass(frozen=True)
class Kept:
    """A lead as the ledger has it: its state, the day that the last sweep with it spoke of, and its content then."""

    lead: str
    state: State
    as_of: date
    opens: bool
    body: str


@dataclass(frozen=True)
class SweepRecord:
    """One sweep as it was recorded."""

    id: str
    as_of: date
    on: date
    result: Mapping[str, Any]


class Ledger:
    """An open ledger; use it as a context manager."""

    def __init__(self, path: Path | None = None) -> None:
        """Opens or makes the ledger; without a path it lives in memory. Raises LedgerError."""
        self.at = str(path) if path else msg("the ledger in memory")
        try:
            self._db = sqlite3.connect(str(path) if path else ":memory:", timeout=_WAIT_SECONDS, isolation_level=None)
            for statement in statements():
                self._db.execute(statement)
        except sqlite3.Error as error:
            raise self._failed(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def record(self, sweep: SweepRecord, entries: Sequence[Entry], judged: set[str]) -> dict[str, State]:
        """Write one sweep and return the states of all leads after it, all or nothing.

        `judged` are the rules that could be evaluated: only their leads can be gone, those of others are unknown.
        """
        with self._writing():
            before, rules = self.states(), self._rules()
            seen = {entry.lead for entry in entries}
            for entry in entries:
                self._append(Event(entry.lead, SEEN, sweep.on, sweep.id, entry.facts))
                self._keep(entry, sweep.id)
            for lead, state in before.items():
                if state.present and lead not in seen and rules.get(lead) in judged:
                    self._append(Event(lead, ABSENT, sweep.on, sweep.id))
            row = (sweep.id, sweep.as_of.isoformat(), sweep.on.isoformat(), _json(sweep.result))
            self._db.execute("INSERT INTO sweep (id, as_of, day, result) VALUES (?, ?, ?, ?)", row)
        return self.states()

    def judge(self, lead: str, kind: str, on: date, who: str = "", note: str = "") -> State:
        """Write what a person decided about a lead: confirmed, cleared or reopened. Raises UsageError."""
        if kind not in JUDGEMENTS:
            raise UsageError("`{kind}` is no decision.", hint="Known: {names}.", kind=kind, names=JUDGEMENTS)
        if not self.events(lead):
            raise UsageError("There is no lead {lead}.", hint="graphinv leads list shows all.", lead=lead)
        with self._writing():
            self._append(Event(lead, kind, on, who=who, note=note))
        return self.states()[lead]

    def states(self) -> dict[str, State]:
        """The state of every lead, folded from its events."""
        found: dict[str, State] = {}
        for event in self._read():
            found[event.lead] = step(found.get(event.lead), event)
        return found

    def events(self, lead: str) -> list[Event]:
        """The history of one lead, oldest first."""
        return list(self._read("WHERE lead = ?", (lead,)))

    def kept(self, *, findings: bool = False) -> list[Kept]:
        """All leads as they were last seen, in the order of their keys; with `findings` also those of weak rules."""
        as_of = {sweep.id: sweep.as_of for sweep in self.sweeps()}
        last = {event.lead: event.sweep for event in self._read("WHERE kind = ?", (SEEN,))}
        states = self.states()
        query = "SELECT lead, opens, body FROM content WHERE opens OR ? ORDER BY seq"
        bodies = {lead: (bool(opens), body) for lead, opens, body in self._rows(query, (findings,))}
        return [
            Kept(lead, states[lead], as_of[last[lead]], opens, body) for lead, (opens, body) in sorted(bodies.items())
        ]

    def sweeps(self) -> list[SweepRecord]:
        """All sweeps, oldest first."""
        rows = self._rows("SELECT id, as_of, day, result FROM sweep ORDER BY seq")
        return [
            SweepRecord(ident, date.fromisoformat(as_of), date.fromisoformat(day), json.loads(result))
            for ident, as_of, day, result in rows
        ]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: a sweep that fails half-way leaves nothing behind."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise self._failed(error) from None
        try:
            yield
        except sqlite3.Error as error:
            self._db.execute("ROLLBACK")
            raise self._failed(error) from None
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _append(self, event: Event) -> None:
        row = (event.lead, event.kind, event.on.isoformat(), event.sweep, event.facts, event.who, event.note)
        self._db.execute("INSERT INTO event (lead, kind, day, sweep, facts, who, note) VALUES (?,?,?,?,?,?,?)", row)

    def _keep(self, entry: Entry, sweep: str) -> None:
        """The content, unless it is what was kept last."""
        last = self._rows("SELECT body FROM content WHERE lead = ? ORDER BY seq DESC LIMIT 1", (entry.lead,))
        if not last or last[0][0] != entry.body:
            row = (entry.lead, entry.rule, entry.opens, sweep, entry.body)
            self._db.execute("INSERT INTO content (lead, rule, opens, sweep, body) VALUES (?, ?, ?, ?, ?)", row)

    def _rules(self) -> dict[str, str]:
        return dict(self._rows("SELECT DISTINCT lead, rule FROM content"))

    def _read(self, where: str = "", values: Sequence[object] = ()) -> Iterator[Event]:
        query = f"SELECT lead, kind, day, sweep, facts, who, note FROM event {where} ORDER BY seq"
        for lead, kind, day, sweep, facts, who, note in self._rows(query, values):
            yield Event(lead, kind, date.fromisoformat(day), sweep, facts, who, note)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._db.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise self._failed(error) from None

    def _failed(self, error: sqlite3.Error) -> LedgerError:
        if "locked" in str(error):
            return LedgerError("is in use by another process.", at=self.at, hint="Wait for it to end, then try again.")
        return LedgerError("cannot be used: {error}.", at=self.at, hint="Restore it from a backup.", error=error)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
