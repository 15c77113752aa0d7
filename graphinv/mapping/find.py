"""Nodes that a row names through something else: the firm behind a bid, the lots of a project, the payee of an act.

What is looked up is no node (a bid and a payment are edges), or a node from which edges lead on. So finders run when
the edges of all rows are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graphinv.mapping.sql import FIRST, LAST, literal
from graphinv.model import SUPERTYPES

_PARTIES = SUPERTYPES["Party"]

Parts = Iterator[tuple[str, str]]
"""Label and SQL of what is found: key, nid, certain, eid of the edge that led there, first and last day of it."""

_NO_DAY = "NULL::DATE AS first, NULL::DATE AS last"


@dataclass(frozen=True)
class Finder:
    """`labels` are those of the nodes found, `reads` of further nodes looked at.

    `missing` is said (en, zh) of a row whose key leads nowhere, where that loses a link.
    """

    labels: tuple[str, ...]
    reads: tuple[str, ...]
    parts: Callable[[], Parts]
    missing: tuple[str, str] | None = None

    def sql(self) -> str:
        """All that the keys in `m_wanted` lead to, each node once per key: key, nid, label, gid, certain, through,
        first, last."""
        found = " UNION ALL BY NAME ".join(
            f'SELECT f.*, {literal(label)} AS label, n.gid FROM ({part}) f JOIN "m_node_{label}" n USING (nid)'
            for label, part in self.parts()
        )
        return (
            "SELECT key, nid, any_value(label) AS label, any_value(gid) AS gid, bool_or(certain) AS certain, "
            f"min(eid) AS through, min(first) AS first, max(last) AS last FROM ({found}) GROUP BY key, nid"
        )


def _edge(columns: str, edge: str, on: str, more: str = "") -> str:
    """SQL over one edge table `e`, joined to the wanted keys `w`."""
    return f'SELECT w.key, {columns}, e.certain, e.eid FROM m_wanted w {more} JOIN "e_{edge}" e ON {on}'


def _key(label: str) -> str:
    return f'JOIN "m_key_{label}" k ON k.key = w.key'


def _bidder() -> Parts:
    """The day of a bid is the day it was handed in, else the deadline."""
    known = f"CASE WHEN l.deadline_on > {FIRST} OR l.deadline_on_last < {LAST} THEN l.deadline_on{{}} END"
    first, last = (f"coalesce(e.received_at::DATE, {known.format(end)})" for end in ("", "_last"))
    days = f"e.src AS nid, {first} AS first, {last} AS last"
    # Where a bid's number is made of lot and bidder, one who is known by an id_no is hidden in it.
    yield (
        "Company",
        _edge(days, "BID__Company__Lot", "e.bid_id = m_hidden(w.key)") + " JOIN m_node_Lot l ON l.nid = e.dst",
    )


def _tenderer() -> Parts:
    """All who bid for a lot and all who won it: what is decided about a lot concerns each of them."""
    nid = f"e.src AS nid, {_NO_DAY}"
    for edge in ("BID__Company__Lot", "WON__Company__Lot"):
        yield "Company", _edge(nid, edge, "e.dst = k.nid", _key("Lot"))
    contracts = f'{_key("Lot")} JOIN "e_FOR_LOT__Contract__Lot" f ON f.dst = k.nid'
    yield "Company", _edge(nid, "WON__Company__Contract", "e.dst = f.src", contracts)


def _supplier() -> Parts:
    yield "Company", _edge(f"e.src AS nid, {_NO_DAY}", "WON__Company__Contract", "e.dst = k.nid", _key("Contract"))


def _changed() -> Parts:
    contracts = f'{_key("Change")} JOIN "e_CHANGES__Change__Contract" c ON c.src = k.nid'
    yield "Company", _edge(f"e.src AS nid, {_NO_DAY}", "WON__Company__Contract", "e.dst = c.dst", contracts)


def _applicant() -> Parts:
    for label in _PARTIES:
        nid = f"e.dst AS nid, {_NO_DAY}"
        yield label, _edge(nid, f"ISSUED_TO__Approval__{label}", "e.src = k.nid", _key("Approval"))


_PAYMENTS = " UNION ALL ".join(f'SELECT payment_id FROM "e_RECEIVED__{label}__Programme"' for label in _PARTIES)
_WHOLE = f"ANTI JOIN ({_PAYMENTS}) p ON p.payment_id = w.key {_key('Programme')}"
"""The data contract: an act about a subsidy names a payment, else a programme, which means all of its payments."""


def _payee() -> Parts:
    nid = f"e.src AS nid, {_NO_DAY}"
    for label in _PARTIES:
        edge = f"RECEIVED__{label}__Programme"
        yield label, _edge(nid, edge, "e.payment_id = w.key")
        yield label, _edge(nid, edge, "e.dst = k.nid", _WHOLE)


def _programme() -> Parts:
    for label in _PARTIES:
        yield "Programme", _edge(f"e.dst AS nid, {_NO_DAY}", f"RECEIVED__{label}__Programme", "e.payment_id = w.key")
    yield "Programme", f"SELECT w.key, k.nid, {_NO_DAY}, true AS certain, NULL::BIGINT AS eid FROM m_wanted w {_WHOLE}"


def _project_lot() -> Parts:
    tenders = "JOIN m_node_Tender t ON t.project_id = w.key"
    yield "Lot", _edge(f"e.src AS nid, {_NO_DAY}", "LOT_OF__Lot__Tender", "e.dst = t.nid", tenders)


FINDERS: Mapping[str, Finder] = {
    "bidder": Finder(
        ("Company",), ("Lot",), _bidder, ("no bid has this number; no link was made", "没有此编号的投标；未建立关联")
    ),
    "tenderer": Finder(("Company",), ("Lot", "Contract"), _tenderer),
    "supplier": Finder(
        ("Company",),
        ("Contract",),
        _supplier,
        ("no supplier of this contract is known; no link was made", "该合同的供应商不详；未建立关联"),
    ),
    "changed": Finder(("Company",), ("Change", "Contract"), _changed),
    "applicant": Finder(_PARTIES, ("Approval",), _applicant),
    "payee": Finder(_PARTIES, ("Programme",), _payee),
    "programme": Finder(
        ("Programme",),
        _PARTIES,
        _programme,
        (
            "no payment and no programme has this number; no link was made",
            "没有此编号的发放记录或补贴项目；未建立关联",
        ),
    ),
    "project_lot": Finder(
        ("Lot",),
        ("Tender",),
        _project_lot,
        ("no lot belongs to this project; no link was made", "该立项没有标段；未建立关联"),
    ),
}
"""By the word that a loader writes as `find:`."""
