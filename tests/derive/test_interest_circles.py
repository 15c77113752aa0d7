"""Effective shares over layers and circles against a dense inverse, on random small graphs."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from graphinv import derive
from graphinv.stores.base import EdgeText, NodeText
from graphinv.stores.duckdb.small import write_small
from graphinv.stores.duckdb.store import DuckStore

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
    with DuckStore.memory() as store:
        write_small(store.con, nodes, edges)
        derive.run(store.con, {"INTEREST_IN"})
        rows = store.con.execute(
            f"SELECT h.id, c.id, d.day::INTEGER, max(i.share) FROM range(5) AS d(day), ("
            "FROM e_INTEREST_IN__Person__Company UNION ALL FROM e_INTEREST_IN__Company__Company) AS i "
            "JOIN n_Party AS h ON h.nid = i.src JOIN n_Company AS c ON c.nid = i.dst "
            f"WHERE i.since <= DATE '{DAY}' + d.day::INTEGER AND i.until > DATE '{DAY}' + d.day::INTEGER GROUP BY ALL"
        ).fetchall()
    return {(holder, company, day): share for holder, company, day, share in rows}


def name(number: int) -> str:
    return f"c{number}" if number < FIRMS else f"p{number}"


@settings(max_examples=60, deadline=None)
@given(holdings(proper=True))
def test_shares_are_those_of_the_inverse(found: list[Holding]) -> None:
    got = derived(found)
    for day in range(5):
        for holder in range(FIRMS + PEOPLE):
            for company, share in enumerate(expected(found, day, holder)):
                if company != holder:
                    have = got.get((name(holder), name(company), day), 0.0)
                    assert abs(have - share) < 0.002 if share >= 0.0102 or have else share < 0.0102, (holder, company)


@settings(max_examples=40, deadline=None)
@given(holdings(proper=False))
def test_no_share_is_above_one_whatever_is_registered(found: list[Holding]) -> None:
    assert all(0 < share <= 1 for share in derived(found).values())
