"""Effective shares over layers and circles against a dense inverse, on random small graphs."""

from __future__ import annotations

import csv
import time
from datetime import date, timedelta
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphinv import derive
from graphinv.stores.base import EdgeText, NodeText
from graphinv.stores.duckdb.small import write_small
from graphinv.stores.duckdb.store import DuckStore
from tests.data import DATA, absent

PACK = DATA / "finbench_sample"
INTERESTS = "FROM e_INTEREST_IN__Person__Company UNION ALL FROM e_INTEREST_IN__Company__Company"
FIRMS = 6
PEOPLE = 2
DAY = date(2020, 1, 1)
Holding = tuple[int, int, float, int, int]
"""Holder (a firm, or from FIRMS on a person), company, share, first and last day after DAY."""


@st.composite
def holdings(draw: st.DrawFn, *, proper: bool) -> list[Holding]:
    """Holdings at changing times; proper ones never add up to more than everything."""
    drawn: list[Holding] = []
    for company in range(FIRMS):
        holders = draw(st.lists(st.integers(0, FIRMS + PEOPLE - 1), max_size=3, unique=True))
        for holder in holders:
            share = draw(st.sampled_from([0.05, 0.1, 0.2, 0.3, 1 / 3] if proper else [0.2, 0.5, 0.6, 1.0]))
            since = draw(st.integers(0, 3))
            drawn.append((holder, company, share, since, draw(st.integers(since + 1, 5))))
    return drawn


def expected(found: list[Holding], day: int, holder: int) -> npt.NDArray[np.float64]:
    """What this holder has of each company on a day: all walks that do not come back to it."""
    size = FIRMS + PEOPLE
    shares = np.zeros((size, size))
    for src, dst, share, since, until in found:
        if since <= day < until and dst != holder:
            shares[src, dst] += share
    return np.asarray(np.linalg.inv(np.eye(size) - shares)[holder, :FIRMS])


def derived(found: list[Holding]) -> dict[tuple[str, str, int], float]:
    """(holder, company, day) to the greatest share that any edge of the day gives."""
    nodes = [NodeText(f"c{n}", "Company", f"c{n}", {}) for n in range(FIRMS)]
    nodes += [NodeText(f"p{n}", "Person", f"p{n}", {}) for n in range(FIRMS, FIRMS + PEOPLE)]
    nodes.append(NodeText("l", "Lot", "l", {}))
    edges = [EdgeText("BID", f"c{n}", "l", {}) for n in range(FIRMS)]
    for src, dst, share, since, until in found:
        days = {"since": str(DAY + timedelta(since)), "until": str(DAY + timedelta(until))}
        edges.append(EdgeText("OWNS", name(src), name(dst), {"share": str(share), **days}))
    con = store().con
    con.execute("BEGIN")
    try:
        write_small(con, nodes, edges)
        derive.run(con, {"INTEREST_IN"})
        assert con.execute(f"SELECT count(*) - count(DISTINCT eid) FROM ({INTERESTS})").fetchall() == [(0,)]
        rows = con.execute(
            f"SELECT h.id, c.id, d.day::INTEGER, max(i.share) FROM range(5) AS d(day), ({INTERESTS}) AS i "
            "JOIN n_Party AS h ON h.nid = i.src JOIN n_Company AS c ON c.nid = i.dst "
            f"WHERE i.since <= DATE '{DAY}' + d.day::INTEGER AND i.until > DATE '{DAY}' + d.day::INTEGER GROUP BY ALL"
        ).fetchall()
    finally:
        con.execute("ROLLBACK")
    return {(holder, company, day): share for holder, company, day, share in rows}


@cache
def store() -> DuckStore:
    """One for all examples; each leaves it empty."""
    return DuckStore.memory()


def name(number: int) -> str:
    return f"c{number}" if number < FIRMS else f"p{number}"


@settings(max_examples=30, deadline=None)
@given(holdings(proper=True))
def test_shares_are_those_of_the_inverse(found: list[Holding]) -> None:
    got = derived(found)
    for day in range(5):
        for holder in range(FIRMS + PEOPLE):
            for company, share in enumerate(expected(found, day, holder)):
                if company != holder:
                    have = got.get((name(holder), name(company), day))
                    assert have == pytest.approx(share, abs=0.002) if have else share < 0.0102, (holder, company, day)


@settings(max_examples=20, deadline=None)
@given(holdings(proper=False))
def test_no_share_is_above_one_whatever_is_registered(found: list[Holding]) -> None:
    assert all(0 < share <= 1 for share in derived(found).values())


@pytest.mark.skipif(bool(absent(PACK)), reason=absent(PACK) or "-")
def test_a_block_of_457_companies_takes_seconds() -> None:
    """All holdings of the pack are open: on the last day the shares are those of one inverse."""
    found: list[tuple[str, str, str, str]] = []
    for holder, file in (("p", "PersonInvestCompany"), ("c", "CompanyInvestCompany")):
        with (PACK / "snapshot" / f"{file}.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="|"):
                share = f"{float(row['ratio']):.12f}"
                found.append((holder + row["investorId"], "c" + row["companyId"], share, row["createTime"][:10]))
    names = sorted({end for row in found for end in row[:2]})
    nodes = [NodeText(one, "Person" if one[0] == "p" else "Company", one, {}) for one in names]
    edges = [EdgeText("OWNS", a, b, {"share": share, "since": since}) for a, b, share, since in found]
    edges += [EdgeText("BID", one, "l", {}) for one in names if one[0] == "c"]
    con = store().con
    con.execute("BEGIN")
    try:
        write_small(con, [*nodes, NodeText("l", "Lot", "l", {})], edges)
        start = time.process_time()
        derive.run(con, {"INTEREST_IN"})
        assert time.process_time() - start < 60
        assert con.execute(f"SELECT max(share) <= 1 FROM ({INTERESTS})").fetchall() == [(True,)]
        rows = con.execute(
            f"SELECT h.id, c.id, max(i.share) FROM ({INTERESTS}) i JOIN n_Party h ON h.nid = i.src "
            "JOIN n_Company c ON c.nid = i.dst WHERE i.until = DATE '9999-12-31' GROUP BY ALL"
        ).fetchall()
    finally:
        con.execute("ROLLBACK")
    place = {one: n for n, one in enumerate(names)}
    shares = np.zeros((len(names), len(names)))
    np.add.at(
        shares, ([place[row[0]] for row in found], [place[row[1]] for row in found]), [float(r[2]) for r in found]
    )
    walks = np.linalg.inv(np.eye(len(names)) - shares)
    wanted = walks / walks.diagonal()[:, None]
    assert len(rows) > 9000
    for holder, company, share in rows:
        assert share == pytest.approx(wanted[place[holder], place[company]], abs=0.005), (holder, company)
    held = {(holder, company) for holder, company, _ in rows}
    np.fill_diagonal(wanted, 0)
    large = {(names[a], names[b]) for a, b in np.argwhere(wanted > 0.02)}
    assert large <= held
