"""PASS_THROUGH: against windows and sets enumerated one by one, and a near-miss for each bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphinv.derive import pass_through
from graphinv.stores.duckdb.store import DuckStore
from tests.derive.money import FIRST_DAY, Pay, fill, found, holds, pays, public_days, put, store_of

OWNERS = {"c1": "c", "d1": "d", "q1": "q", "p1": "p", "u1": "u", "x1": "x1", "x2": "x2", "x3": "x3"}
"""Account → owner; nobody knows whose those of x are."""

HOME = """
(c:Company)-[:RECEIVED {payment_id: G, paid_on: 2022-01-01, amount: 1}]->(:Programme)
(d:Company), (q:Person), (p:Person), (u:Unit), (x1:Account), (x2:Account), (x3:Account)
""" + "\n".join(holds(owner, account) for account, owner in OWNERS.items() if owner != account)


def passed(payments: str, *, more: str = "", **only: Any) -> list[tuple[Any, ...]]:
    """Start, finish and payments in this graph."""
    with store_of(f"{HOME}\n{payments}\n{more}", "PASS_THROUGH") as store:
        rows = found(store, "PASS_THROUGH")
    return [(row["start"], row["finish"], sorted(row["txs"])) for row in rows if only.items() <= row.items()]


# The naive oracle

Edge = tuple[str, str, str, frozenset[int]]


def as_much(came: int, went: int) -> bool:
    return 9 * went <= 10 * came <= 11 * went and 10 * went > 9 * came


def expected(payments: list[Pay]) -> set[Edge]:
    usable = [pay for pay in payments if pay.amount >= 1_000 and OWNERS[pay.source] != OWNERS[pay.target]]
    public = public_days(payments, OWNERS, "cd") | {"c": FIRST_DAY}
    handed_in = [
        pay
        for pay in usable
        if OWNERS[pay.source] in public and pay.hi >= public[OWNERS[pay.source]] and OWNERS[pay.target] != "u"
    ]
    return fast(usable, handed_in) | scattered(usable, handed_in)


def episodes(ins: list[Pay], outs: list[Pay]) -> Iterator[tuple[date, date]]:
    hits = []
    for day in sorted({pay.lo.date() for pay in ins}):
        window = [day + timedelta(days=n) for n in range(4)]
        some_in, some_out = ([p for p in side if p.lo.date() in window] for side in (ins, outs))
        if min(len(some_in), len(some_out)) >= 2:
            if as_much(sum(p.amount for p in some_in), sum(p.amount for p in some_out)):
                hits.append(day)
    while hits:
        first = last = hits.pop(0)
        while hits and (hits[0] - last).days <= 3:
            last = hits.pop(0)
        yield first, last + timedelta(days=3)


def fast(usable: list[Pay], handed_in: list[Pay]) -> set[Edge]:
    edges: set[Edge] = set()
    for middle in {OWNERS[pay.target] for pay in handed_in}:
        ins = [pay for pay in usable if OWNERS[pay.target] == middle]
        outs = [pay for pay in usable if OWNERS[pay.source] == middle]
        for first, last in episodes(ins, outs):
            some_in, some_out = ([p for p in side if first <= p.lo.date() <= last] for side in (ins, outs))
            numbers = frozenset(pay.number for pay in (*some_in, *some_out))
            for a in {OWNERS[pay.source] for pay in some_in if pay in handed_in}:
                for b in {OWNERS[pay.target] for pay in some_out} - {a, "u", "x1", "x2", "x3"}:
                    came = [pay for pay in some_in if OWNERS[pay.source] == a and pay in handed_in]
                    went = [pay for pay in some_out if OWNERS[pay.target] == b]
                    amount = min(sum(pay.amount for pay in came), sum(pay.amount for pay in went))
                    if amount >= 50_000 and max(pay.hi for pay in went) > min(pay.lo for pay in came):
                        edges.add(("fast", a, b, numbers))
    return edges


def scattered(usable: list[Pay], handed_in: list[Pay]) -> set[Edge]:
    pairs = [
        (x, y)
        for x in handed_in
        for y in usable
        if OWNERS[y.source] == OWNERS[x.target] != "u"
        and OWNERS[y.target] not in (OWNERS[x.source], "u", "x1", "x2", "x3")
        and y.hi > x.lo
        and (y.lo.date() - x.lo.date()).days <= 30
        and as_much(x.amount, y.amount)
    ]
    sets: set[Edge] = set()
    for a, b in {(OWNERS[x.source], OWNERS[y.target]) for x, y in pairs}:
        ours = [(x, y) for x, y in pairs if (OWNERS[x.source], OWNERS[y.target]) == (a, b)]
        for day in {x.lo.date() for x, _ in ours}:
            now = [(x, y) for x, y in ours if x.lo.date() <= day <= y.lo.date()]
            if len({OWNERS[x.target] for x, _ in now}) >= 3:
                came, went = (sum(pay.amount for pay in set(side)) for side in zip(*now, strict=True))
                if min(came, went) >= 50_000:
                    sets.add(("scatter", a, b, frozenset(pay.number for pair in now for pay in pair)))
    inner = {one for one, other in combinations(sorted(sets, key=lambda edge: len(edge[3])), 2) if _within(one, other)}
    return sets - inner


def _within(one: Edge, other: Edge) -> bool:
    return one[:3] == other[:3] and one[3] < other[3]


@st.composite
def handed(draw: st.DrawFn) -> list[Pay]:
    """Money that comes in and goes on, near the bounds."""
    some = st.lists(st.sampled_from(("x1", "d1", "q1", "u1")), min_size=1, max_size=4)
    middles = draw(st.one_of(st.just(["x1", "x2", "x3"]), st.just(["x1", "x1"]), st.just(["d1", "d1", "d1"]), some))
    end, start = draw(st.sampled_from(("p1", "p1", "q1", "d1"))), draw(st.sampled_from(("c1", "c1", "c1", "d1", "p1")))
    made = []
    for middle in middles:
        amount, day = draw(st.sampled_from((25_000, 20_000, 25_000, 999))), draw(st.integers(0, 3))
        on = amount * draw(st.sampled_from((95, 95, 95, 91, 110, 90, 112))) // 100
        later = day + draw(st.sampled_from((3, 0, 1, 2, 4, 30, 31)))
        minutes = st.sampled_from((None, 600, 700))
        if middle not in (start, end) and start != end:
            made.append(Pay(0, start, middle, amount, day, draw(minutes)))
            made.append(Pay(0, middle, end, on, later, draw(minutes)))
    return made


@pytest.fixture(scope="module")
def home() -> Iterator[DuckStore]:
    with DuckStore.memory() as store:
        fill(store, HOME, "PASS_THROUGH")
        yield store


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(handed(), max_size=3))
def test_what_is_found_is_what_a_search_one_by_one_finds(home: DuckStore, drawn: list[list[Pay]]) -> None:
    payments = [replace(payment, number=number) for number, payment in enumerate(p for some in drawn for p in some)]
    home.con.execute("BEGIN")
    try:
        put(home, payments)
        pass_through.build(home.con)
        rows = found(home, "PASS_THROUGH")
    finally:
        home.con.execute("ROLLBACK")
    told = {(row["kind"], row["start"], row["finish"], frozenset(row["txs"])) for row in rows}
    assert len(told) == len(rows)
    assert told == expected(payments)


# In and out again within three days, and what each bound leaves out. c pays d, d pays p and q.

IN = [pays(1, "c1", "d1", 60_000, "2022-03-01 10:00:00"), pays(2, "c1", "d1", 40_000, "2022-03-02 10:00:00")]
OUT = [pays(3, "d1", "p1", 55_000, "2022-03-03 10:00:00"), pays(4, "d1", "q1", 40_000, "2022-03-04 10:00:00")]
FAST = "\n".join([*IN, *OUT])


def test_fast_in_fast_out() -> None:
    with store_of(f"{HOME}\n{FAST}", "PASS_THROUGH") as store:
        (row,) = found(store, "PASS_THROUGH")
    assert (row["start"], row["finish"], row["kind"], row["through"], row["certain"]) == ("c", "p", "fast", 1, True)
    assert (row["amount"], row["kept"]) == (5_500_000, 0.05)
    assert (str(row["first_at"]), str(row["last_at"])) == ("2022-03-01 10:00:00", "2022-03-03 10:00:00")
    assert row["txs"] == [1, 2, 3, 4]  # all on which it rests, in order of time


@pytest.mark.parametrize(
    "payments",
    [
        [IN[0], *OUT],  # one comes in
        [*IN, OUT[0].replace("55000", "95000")],  # one goes out
        [*IN, OUT[0], OUT[1].replace("40000", "35000")],  # a tenth stays
        [*IN, OUT[0], OUT[1].replace("40000", "57000")],  # more goes out than 10 % above
        [*IN, OUT[0], OUT[1].replace("03-04", "03-05")],  # four days later
        [*IN, OUT[0].replace("55000", "48000"), OUT[1].replace("40000", "47000")],  # each got less than 50 000
        [IN[0].replace("c1", "q1"), IN[1], *OUT],  # c paid less than 50 000
        [one.replace("c1", "p1") for one in IN] + OUT,  # nobody's public money
        [one.replace("d1", "u1") for one in (*IN, *OUT)],  # through a public body
        [*IN, OUT[0].replace("p1", "u1"), OUT[1]],  # to a public body
        [*IN, OUT[0].replace("p1", "c1"), OUT[1]],  # back to c
        [*IN, OUT[0].replace("legal_ground", "memo"), OUT[1]],
    ],
)
def test_not_fast(payments: list[str]) -> None:
    assert passed("\n".join(payments)) == []


def test_just_as_much() -> None:
    least = "\n".join([*IN, OUT[0], OUT[1].replace("40000", "35910")])
    assert len(passed(least, finish="p")) == 1  # 100,000 is at most 110 % of 90,910
    most = "\n".join([*IN, OUT[0], OUT[1].replace("40000", "56111.11")])
    assert len(passed(most, finish="p")) == 1  # and at least 90 % of 111,111.11


def test_windows_that_overlap_are_one() -> None:
    """From 1 and from 2 March as much goes out as comes in; from 5 March nothing does."""
    later = [pays(5, "c1", "d1", 60_000, "2022-03-05"), pays(6, "d1", "p1", 57_000, "2022-03-06")]
    assert passed("\n".join([FAST, *later]), finish="p") == [("c", "p", [1, 2, 3, 4, 5])]


def listed(value: str, until: str = "9999-12-31") -> str:
    return f"(w:Whitelisted {{kind: entity_type, value: {value}, since: 2020-01-01, until: {until}}})"


@pytest.mark.parametrize(
    ("value", "until", "count"), [("coop", "9999-12-31", 0), ("coop", "2022-03-01", 1), ("spv", "9999-12-31", 1)]
)
def test_kinds_of_companies_that_hand_on_for_a_living(value: str, until: str, count: int) -> None:
    graph = HOME.replace("(d:Company)", "(d:Company {kind: coop})")
    with store_of(f"{graph}\n{FAST}\n{listed(value, until)}", "PASS_THROUGH") as store:
        assert len(found(store, "PASS_THROUGH")) == count


# Scattered and gathered. c pays x1, x2 and x3, each of whom pays p.


def scatter(
    came: tuple[float, ...] = (20_000,) * 3,
    went: tuple[float, ...] = (19_000,) * 3,
    days: tuple[int, ...] = (11, 12, 13),
) -> str:
    first = [pays(n, "c1", f"x{n}", amount, f"2022-03-0{n} 10:00:00") for n, amount in enumerate(came, 1)]
    last = [
        pays(10 + n, f"x{n}", "p1", amount, f"2022-03-{days[n - 1]:02} 10:00:00") for n, amount in enumerate(went, 1)
    ]
    return "\n".join(first + last)


def test_scattered_and_gathered() -> None:
    with store_of(f"{HOME}\n{scatter()}", "PASS_THROUGH") as store:
        (row,) = found(store, "PASS_THROUGH")
    assert (row["start"], row["finish"], row["kind"], row["through"], row["certain"]) == ("c", "p", "scatter", 3, True)
    assert (row["amount"], row["kept"], row["txs"]) == (5_700_000, 0.05, [1, 2, 3, 11, 12, 13])
    assert (str(row["first_at"]), str(row["last_at"])) == ("2022-03-01 10:00:00", "2022-03-13 10:00:00")


@pytest.mark.parametrize(
    "payments",
    [
        scatter((30_000,) * 2, (29_000,) * 2),  # through two
        scatter(went=(19_000, 19_000, 18_000)),  # a tenth stays
        scatter(days=(2, 12, 13)),  # the first handed on before the third was paid
        scatter((17_000,) * 3, (16_600,) * 3),  # less than 50 000
        scatter().replace("x3", "x2"),
        scatter().replace("c1", "q1"),
        scatter().replace("p1", "u1"),
    ],
)
def test_not_scattered(payments: str) -> None:
    assert passed(payments) == []


@pytest.mark.parametrize(("day", "count"), [(31, 1), (32, 0)])
def test_each_hands_on_within_thirty_days(day: int, count: int) -> None:
    last = (date(2022, 2, 28) + timedelta(days=day)).isoformat()
    assert len(passed(scatter().replace("2022-03-11", last))) == count


def test_only_days_are_known() -> None:
    on_one_day = "\n".join(
        [pays(n, "c1", f"x{n}", 20_000, "2022-03-01") for n in (1, 2, 3)]
        + [pays(10 + n, f"x{n}", "p1", 19_000, "2022-03-01") for n in (1, 2, 3)]
    )
    with store_of(f"{HOME}\n{on_one_day}", "PASS_THROUGH") as store:
        assert [row["certain"] for row in found(store, "PASS_THROUGH")] == [False]


def test_building_again_changes_nothing() -> None:
    with store_of(f"{HOME}\n{FAST}\n{scatter().replace('2022', '2023')}", "PASS_THROUGH") as store:
        before = found(store, "PASS_THROUGH")
        pass_through.build(store.con)
        assert found(store, "PASS_THROUGH") == before and len(before) == 2
        store.con.execute("DELETE FROM e_PAID__Account__Account")
        assert pass_through.build(store.con) == 0
        assert found(store, "PASS_THROUGH") == []
