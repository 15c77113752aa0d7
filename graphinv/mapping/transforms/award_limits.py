"""The limits that apply to an award: by its region, its kind and its day, each with the list row that says so.

A limit without a region applies everywhere; of those whose region holds the award the one with the longest code wins.
The kind is the first letter of the category (A goods, B works, C services). Where kind, region or day leave a choice,
the lowest limit applies and is not certain.
"""

from __future__ import annotations

from graphinv.mapping.sql import LAST, literal
from graphinv.mapping.work import Work

KINDS = {"A": "goods", "B": "works", "C": "services"}
IN_YUAN = "coalesce(a.currency, 'CNY') = 'CNY'"
"""Limits are amounts in yuan; a purchase in another currency is under none of them."""
PROPERTIES = {"open_tender_limit": "open_limit", "compulsory_tender": "compulsory_limit"}


def run(work: Work) -> None:
    """Add LIMITED_BY and fill `open_limit` and `compulsory_limit`; an award that has such edges keeps them."""
    if not work.count(work.node("Limit")):
        return
    _awards(work)
    _choose(work)
    for label in ("Contract", "Lot"):
        _link(work, label)
        _fill(work, label)


def _awards(work: Work) -> None:
    """`m_award`: every award with the case (`m_case`) that it shares with many others."""
    kinds = " ".join(f"WHEN {literal(letter)} THEN {literal(kind)}" for letter, kind in KINDS.items())
    kind = f"CASE upper(left(a.category, 1)) {kinds} END AS kind"
    buyer = (
        "(SELECT e.src, arg_min(u.region_code, e.eid) FILTER (u.region_code IS NOT NULL) AS region "
        f'FROM "e_BUYER__{{label}}__Unit" e JOIN {work.node("Unit")} u ON u.nid = e.dst GROUP BY e.src) b '
        "ON b.src = a.nid"
    )
    lot = (
        f"(SELECT f.src, arg_min(l.region_code, f.eid) FILTER (l.region_code IS NOT NULL) AS region "
        f'FROM "e_FOR_LOT__Contract__Lot" f JOIN {work.node("Lot")} l ON l.nid = f.dst GROUP BY f.src) l '
        "ON l.src = a.nid"
    )
    columns = "a.awarded_on AS first, a.awarded_on_last AS last"
    parts = (
        f"SELECT a.nid, coalesce(l.region, b.region, '') AS region, {kind}, {columns} FROM {work.node('Contract')} a "
        f"LEFT JOIN {lot} LEFT JOIN {buyer.format(label='Contract')} "
        f'WHERE {IN_YUAN} AND a.nid NOT IN (SELECT src FROM "e_LIMITED_BY__Contract__Limit")',
        f"SELECT a.nid, coalesce(a.region_code, b.region, ''), {kind}, {columns} FROM {work.node('Lot')} a "
        f"LEFT JOIN {buyer.format(label='Lot')} "
        f'WHERE {IN_YUAN} AND a.nid NOT IN (SELECT src FROM "e_LIMITED_BY__Lot__Limit")',
    )
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_award AS SELECT *, dense_rank() OVER (ORDER BY region, kind, first, last) "
        f"AS which FROM ({' UNION ALL '.join(parts)})"
    )
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_case AS SELECT which, any_value(region) AS region, any_value(kind) AS kind, "
        "any_value(first) AS first, any_value(last) AS last FROM m_award GROUP BY which"
    )


def _choose(work: Work) -> None:
    """`m_limit`: for each case and name of a limit the row that applies; of a case of no known kind, over all kinds."""
    limit = work.node("Limit")
    # Each region with the limits that hold there, so that the large join is an equality.
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_law AS WITH r AS (SELECT DISTINCT region FROM m_award) "
        f"SELECT r.region AS place, t.* FROM r, {limit} t WHERE t.region_code IS NULL "
        f"UNION ALL SELECT r.region, t.* FROM r, {limit} t WHERE starts_with(r.region, t.region_code)"
    )
    kinds = ", ".join(f"({literal(kind)})" for kind in KINDS.values())
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_kind AS SELECT *, kind AS wanted FROM m_case WHERE kind IS NOT NULL "
        f"UNION ALL SELECT c.*, v.kind FROM m_case c, (VALUES {kinds}) v (kind) WHERE c.kind IS NULL"
    )
    fits = "t.since <= c.last AND t.until > c.first AND coalesce(t.kind, c.wanted) = c.wanted"
    best = "rank() OVER (PARTITION BY c.which, c.wanted, t.name ORDER BY length(coalesce(t.region_code, '')) DESC, "
    best += "t.kind IS NOT NULL DESC)"
    regional = f"SELECT name FROM {limit} WHERE region_code IS NOT NULL"
    sure = f"t.since_certain <= c.first AND (t.until_certain > c.last OR t.until_certain = {LAST}) "
    sure += f"AND (c.region <> '' OR t.name NOT IN ({regional}))"
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_limit AS SELECT which, name, arg_min(nid, (value, nid)) AS nid, "
        "min(value) AS value, bool_and(sure) AND count(DISTINCT nid) = 1 AND count(DISTINCT wanted) = any_value(kinds) "
        f"AS certain FROM (SELECT c.*, t.name, t.nid, t.value, {sure} AS sure, "
        f"CASE WHEN c.kind IS NULL THEN {len(KINDS)} ELSE 1 END AS kinds "
        f"FROM m_kind c JOIN m_law t ON t.place = c.region WHERE {fits} QUALIFY {best} = 1) GROUP BY which, name"
    )


def _link(work: Work, label: str) -> None:
    found = f"m_award a JOIN m_limit t USING (which) JOIN {work.node(label)} n ON n.nid = a.nid"
    drawn = "(1::BIGINT << 40) + n.nid * 1000000 + l.nid"  # by hand: such edges are counted from 1
    eid = "m_eid(concat_ws(chr(31), 'LIMITED_BY', n.gid, l.gid))" if work.uses else drawn
    found += f" JOIN {work.node('Limit')} l ON l.nid = t.nid"
    work.run(
        f'INSERT INTO "e_LIMITED_BY__{label}__Limit" (eid, src, dst, name, value, certain) '
        f"SELECT {eid}, n.nid, l.nid, t.name, t.value, t.certain FROM {found} ORDER BY n.nid, t.name"
    )
    if work.uses:
        work.run(
            f"INSERT INTO more_source SELECT {eid}, d.file, d.row FROM {found} JOIN m_def_Limit d ON d.nid = l.nid"
        )


def _fill(work: Work, label: str) -> None:
    for name, prop in PROPERTIES.items():
        work.run(
            f"UPDATE {work.node(label)} n SET {prop} = e.value FROM (SELECT src, min(value) AS value "
            f'FROM "e_LIMITED_BY__{label}__Limit" WHERE name = {literal(name)} GROUP BY src) e '
            f"WHERE e.src = n.nid AND n.{prop} IS NULL"
        )
