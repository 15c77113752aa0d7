"""WON from winning bids: to the supplier's contract for the lot where there is one, else to the lot; never both."""

from __future__ import annotations

from graphinv.mapping.work import Work
from graphinv.model.layout import source_rows

_BID = '"e_BID__Company__Lot"'
_TO_CONTRACT, _TO_LOT = '"e_WON__Company__Contract"', '"e_WON__Company__Lot"'


def run(work: Work) -> None:
    """Add WON edges for bids with status won, and for partners of a winning consortium whose bid is valid."""
    won, valid = (f"(FROM {_BID} WHERE status = '{status}')" for status in ("won", "valid"))
    partners = f"{valid} v SEMI JOIN {won} w ON w.dst = v.dst AND w.consortium_id = v.consortium_id"
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_won AS "
        "SELECT b.eid, b.src, b.dst, b.bid_id, b.certain, b.file, b.row, w.eid AS contract_eid "
        f"FROM (FROM {won} UNION ALL FROM {partners}) b "
        f'LEFT JOIN (SELECT w.src, f.dst, w.eid FROM {_TO_CONTRACT} w JOIN "e_FOR_LOT__Contract__Lot" f '
        "ON f.src = w.dst) w ON w.src = b.src AND w.dst = b.dst"
    )
    _to_lot(work)
    _to_contract(work)


def _to_lot(work: Work) -> None:
    eid = "m_eid('WON' || chr(31) || eid)"
    work.run(
        f"INSERT INTO {_TO_LOT} (eid, src, dst, bid_id, certain, file, row) "
        f"SELECT {eid}, src, dst, bid_id, certain, file, row FROM m_won WHERE contract_eid IS NULL ORDER BY src, eid"
    )
    work.run(
        "INSERT INTO more_source SELECT m_eid('WON' || chr(31) || w.eid), r.file, r.row FROM m_won w "
        "JOIN more_source r ON r.eid = w.eid WHERE w.contract_eid IS NULL"
    )


def _to_contract(work: Work) -> None:
    """The contract's row gives the edge; the bid adds its id and its row."""
    work.run(
        f"UPDATE {_TO_CONTRACT} w SET bid_id = b.bid_id FROM (SELECT contract_eid, min(bid_id) AS bid_id FROM m_won "
        "WHERE contract_eid IS NOT NULL GROUP BY contract_eid) b WHERE b.contract_eid = w.eid"
    )
    work.run(
        "INSERT INTO more_source SELECT DISTINCT w.contract_eid, r.file, r.row FROM m_won w "
        f"JOIN {source_rows(_BID)} r ON r.eid = w.eid WHERE w.contract_eid IS NOT NULL"
    )
