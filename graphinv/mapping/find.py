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
_SOURCE, _TARGET = f"e.src AS nid, {_NO_DAY}", f"e.dst AS nid, {_NO_DAY}"


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


_WANTED = "m_wanted w"
"""Rows that say which key leads on (`key`) from which key of the loader's rows (`origin`)."""

_BY_DECISION = (
    "(SELECT w.origin, d.act_id AS key FROM m_wanted w JOIN m_key_Decision k ON k.key = w.key "
    "JOIN m_node_Decision d ON d.nid = k.nid) w"
)


def _edge(columns: str, edge: str, on: str, wanted: str = _WANTED) -> str:
    """SQL over one edge table `e`, joined to the wanted keys `w`."""
    return f'SELECT w.origin AS key, {columns}, e.certain, e.eid FROM {wanted} JOIN "e_{edge}" e ON {on}'


def _keyed(label: str, wanted: str = _WANTED) -> str:
    """The wanted keys with the node `k` of this label that each one is."""
    return f'{wanted} JOIN "m_key_{label}" k ON k.key = w.key'


def _bidder() -> Parts:
    """The day of a bid is the day it was handed in, else the deadline."""
    known = f"CASE WHEN l.deadline_on > {FIRST} OR l.deadline_on_last < {LAST} THEN l.deadline_on{{}} END"
    first, last = (f"coalesce(e.received_at::DATE, {known.format(end)})" for end in ("", "_last"))
    days = f"e.src AS nid, {first} AS first, {last} AS last"
    # Where a bid's number is made of lot and bidder, one who is known by an id_no is hidden in it.
    bids = _edge(days, "BID__Company__Lot", "e.bid_id = m_hidden(w.key)")
    yield "Company", f"{bids} JOIN m_node_Lot l ON l.nid = e.dst"


def _tenderer(wanted: str = _WANTED) -> Parts:
    """All who bid for a lot and all who won it: what is decided about a lot concerns each of them."""
    lots = _keyed("Lot", wanted)
    for edge in ("BID__Company__Lot", "WON__Company__Lot"):
        yield "Company", _edge(_SOURCE, edge, "e.dst = k.nid", lots)
    contracts = f'{lots} JOIN "e_FOR_LOT__Contract__Lot" f ON f.dst = k.nid'
    yield "Company", _edge(_SOURCE, "WON__Company__Contract", "e.dst = f.src", contracts)


def _supplier(wanted: str = _WANTED) -> Parts:
    yield "Company", _edge(_SOURCE, "WON__Company__Contract", "e.dst = k.nid", _keyed("Contract", wanted))


def _changed() -> Parts:
    contracts = f'{_keyed("Change")} JOIN "e_CHANGES__Change__Contract" c ON c.src = k.nid'
    yield "Company", _edge(_SOURCE, "WON__Company__Contract", "e.dst = c.dst", contracts)


def _applicant(wanted: str = _WANTED) -> Parts:
    for label in _PARTIES:
        yield label, _edge(_TARGET, f"ISSUED_TO__Approval__{label}", "e.src = k.nid", _keyed("Approval", wanted))


def _paid(wanted: str = _WANTED) -> Parts:
    """Who received one payment."""
    for label in _PARTIES:
        yield label, _edge(_SOURCE, f"RECEIVED__{label}__Programme", "e.payment_id = w.key", wanted)


_PAYMENTS = " UNION ALL ".join(f'SELECT payment_id FROM "e_RECEIVED__{label}__Programme"' for label in _PARTIES)
_WHOLE = _keyed("Programme", f"{_WANTED} ANTI JOIN ({_PAYMENTS}) p ON p.payment_id = w.key")
"""The data contract: an act about a subsidy names a payment, else a programme, which means all of its payments."""


def _payee() -> Parts:
    yield from _paid()
    for label in _PARTIES:
        yield label, _edge(_SOURCE, f"RECEIVED__{label}__Programme", "e.dst = k.nid", _WHOLE)


def _programme() -> Parts:
    for label in _PARTIES:
        yield "Programme", _edge(_TARGET, f"RECEIVED__{label}__Programme", "e.payment_id = w.key")
    known = f"SELECT w.origin AS key, k.nid, {_NO_DAY}, true AS certain, NULL::BIGINT AS eid"
    yield "Programme", f"{known} FROM {_WHOLE}"


def _concerned() -> Parts:
    """The parties of the lot, contract, approval or payment that a decision is on."""
    for part in (_tenderer, _supplier, _applicant, _paid):
        yield from part(_BY_DECISION)


def _project_lot() -> Parts:
    tenders = f"{_WANTED} JOIN m_node_Tender t ON t.project_id = w.key"
    yield "Lot", _edge(_SOURCE, "LOT_OF__Lot__Tender", "e.dst = t.nid", tenders)


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
    "concerned": Finder(_PARTIES, ("Decision", "Lot", "Contract", "Approval"), _concerned),
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
