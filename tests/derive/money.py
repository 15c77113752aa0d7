"""What the tests of money share: drawn payments, and chains of them enumerated one by one, without any SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from graphinv import derive
from graphinv.cypher import parse_graph
from graphinv.model.layout import edge_tables
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore

ALWAYS = "since: 2000-01-01, until: 9999-12-31"
GROUND = f"legal_ground: 协查函, {ALWAYS}"
FIRST_DAY = datetime(2022, 1, 1)


@cache
def _empty() -> DuckStore:
    return DuckStore.memory()


@contextmanager
def store_of(graph: str, *wanted: str) -> Iterator[DuckStore]:
    """The one store of these tests with this graph and these derived relations; it is empty again after."""
    store = _empty()
    store.con.execute("BEGIN")
    try:
        fill(store, graph, *wanted)
        yield store
    finally:
        store.con.execute("ROLLBACK")


def fill(store: DuckStore, graph: str, *wanted: str) -> None:
    """Write this graph to an empty store, with these derived relations."""
    write_drawn(store.con, parse_graph(graph))
    derive.run(store.con, wanted)


def holds(party: str, *accounts: str) -> str:
    """A party's accounts for all time, with a legal ground."""
    return "\n".join(
        f"({party})-[:HOLDS_ACCOUNT {{role: owner, {GROUND}}}]->({account}:Account)" for account in accounts
    )


def pays(tx_id: int, source: str, target: str, amount: float, when: str, more: str = "") -> str:
    """A payment; `when` is a day, a month, or a day with a time of day."""
    at = f"at: '{when}', " if " " in when else ""
    told = f"tx_id: {tx_id}, amount: {amount}, {at}on: {when.split()[0]}, legal_ground: 协查函{more}"
    return f"({source}:Account)-[:PAID {{{told}}}]->({target}:Account)"


@dataclass(frozen=True)
class Pay:
    """A payment between accounts in yuan; `minute` from the first day on, None if only the day is known."""

    number: int
    source: str
    target: str
    amount: int
    day: int
    minute: int | None

    @property
    def lo(self) -> datetime:
        return FIRST_DAY + timedelta(days=self.day, minutes=self.minute or 0)

    @property
    def hi(self) -> datetime:
        return self.lo + timedelta(days=1, seconds=-1) if self.minute is None else self.lo

    def drawn(self) -> str:
        when = self.lo.strftime("%Y-%m-%d" if self.minute is None else "%Y-%m-%d %H:%M:%S")
        return pays(self.number, self.source, self.target, self.amount, when)


def put(store: DuckStore, payments: Sequence[Pay]) -> None:
    """Add these payments between accounts of the store."""
    nids = dict(store.con.execute("SELECT id, nid FROM n_Account").fetchall())
    for pay in payments:
        day = pay.lo.date()
        store.con.execute(
            'INSERT INTO e_PAID__Account__Account (eid, src, dst, tx_id, amount, "at", "on", on_last, legal_ground, '
            "certain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '协查函', true)",
            [10_000 + pay.number, nids[pay.source], nids[pay.target], pay.number, pay.amount * 100, pay.lo, day, day],
        )


def public_days(payments: Sequence[Pay], owner: Mapping[str, str], companies: str) -> dict[str, datetime]:
    """The first day on which the public body u paid each of these companies."""
    found: dict[str, datetime] = {}
    for payment in payments:
        payee, day = owner[payment.target], FIRST_DAY + timedelta(days=payment.day)
        if owner[payment.source] == "u" and payee in companies:
            found[payee] = min(day, found.get(payee, day))
    return found


def ascending(payments: Sequence[Pay], days: int) -> tuple[bool, bool]:
    """Whether the times of these payments possibly, and whether they certainly, ascend within so many days."""
    reached, limit, sure = payments[0].lo, payments[0].hi + timedelta(days=days), True
    for before, after in pairwise(payments):
        if after.hi <= reached:
            return False, False
        reached = max(reached, after.lo)
        if reached > limit:
            return False, False
        sure = sure and after.lo > before.hi and after.hi <= payments[0].lo + timedelta(days=days)
    return True, sure


def walks(payments: Sequence[Pay], owner: Mapping[str, str], longest: int) -> Iterator[tuple[Pay, ...]]:
    """Every sequence of payments that goes on from where it has come, of at most so many."""
    stack = [(payment,) for payment in payments if owner[payment.source] != owner[payment.target]]
    while stack:
        chain = stack.pop()
        yield chain
        if len(chain) < longest:
            stack += [
                (*chain, payment)
                for payment in payments
                if owner[payment.source] == owner[chain[-1].target] != owner[payment.target]
            ]


def carried(payments: Sequence[Pay], share: Fraction) -> bool:
    """Whether each payment is at least so much of the one before."""
    return all(after.amount >= share * before.amount for before, after in pairwise(payments))


def found(store: DuckStore, edge: str) -> list[dict[str, Any]]:
    """The edges of a type between parties: their ends by id, their properties, and `txs`, the payments in order."""
    edges = " UNION ALL BY NAME ".join(f"FROM {table.name}" for table in edge_tables((edge,)))
    rows = store.con.execute(f"""
        SELECT a.id AS start, b.id AS finish, f.* EXCLUDE (eid, src, dst), t.txs
        FROM ({edges}) AS f JOIN n_Party AS a ON a.nid = f.src JOIN n_Party AS b ON b.nid = f.dst
        JOIN (SELECT v.eid, list(p.tx_id::INT ORDER BY v.step) AS txs FROM via AS v
              JOIN e_PAID__Account__Account AS p ON p.eid = v.base_eid GROUP BY v.eid) AS t USING (eid)
        ORDER BY ALL
    """)
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
