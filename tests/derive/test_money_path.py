"""MONEY_PATH: against chains enumerated one by one, and a near-miss for each bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphinv.derive import money_path
from graphinv.stores.duckdb.store import DuckStore
from tests.derive.money import (
    ALWAYS,
    FIRST_DAY,
    GROUND,
    Pay,
    ascending,
    carried,
    fill,
    found,
    holds,
    pays,
    public_days,
    put,
    store_of,
    walks,
)

FAMILY = f"""
(o:Person)-[:HOLDS_POST {{{ALWAYS}}}]->(u:Unit) (o)-[:FAMILY {{type: child}}]->(p:Person)
(p)-[:OWNS {{share: 0.6, {ALWAYS}}}]->(g:Company)
(c:Company)-[:RECEIVED {{payment_id: G, paid_on: 2022-01-01, amount: 1}}]->(:Programme)
(d:Company), (q:Person)
"""
"""An official o with a child p and the child's firm g; c got public money, d and q are strangers."""

OWNERS = {"o1": "o", "p1": "p", "p2": "p", "g1": "g", "c1": "c", "c2": "c", "d1": "d", "q1": "q", "u1": "u", "x1": "x1"}
"""Account → owner; nobody knows whose x1 is."""

HELD = "\n".join(holds(owner, account) for account, owner in OWNERS.items() if owner != account) + "\n(x1:Account)\n"
HOME = FAMILY + HELD


def paths(payments: str, *, more: str = "", **only: Any) -> list[tuple[Any, ...]]:
    """Start, finish, payments and certainty of the chains in this graph."""
    with store_of(f"{HOME}{payments}\n{more}", "MONEY_PATH") as store:
        rows = found(store, "MONEY_PATH")
    return [(row["start"], row["finish"], row["txs"], row["certain"]) for row in rows if only.items() <= row.items()]


# The naive oracle


def expected(payments: list[Pay]) -> set[tuple[Any, ...]]:
    public = public_days(payments, OWNERS, "cdg") | {"c": FIRST_DAY}
    usable = [payment for payment in payments if payment.amount >= 10_000]
    found: set[tuple[Any, ...]] = set()
    for chain in walks(usable, OWNERS, 5):
        stops = [OWNERS[chain[0].source], *(OWNERS[payment.target] for payment in chain)]
        numbers = tuple(payment.number for payment in chain)
        if stops[0] in public and chain[0].hi >= public[stops[0]] and _is_flow(chain, stops):
            found.add(("flow", stops[0], stops[-1], numbers, ascending(chain, 180)[1]))
        if _is_loop(chain, stops):
            found.add(("loop", stops[0], stops[-1], numbers, ascending(chain, 90)[1]))
    return found


def _is_flow(chain: tuple[Pay, ...], stops: list[str]) -> bool:
    share = Fraction(1, 20)
    return (
        len(chain) <= 3
        and stops[-1] in "opg"
        and not {"u", "o", "p", "g"} & set(stops[1:-1])
        and len(set(stops)) == len(stops)
        and ascending(chain, 180)[0]
        and carried(chain, share)
        and chain[-1].amount >= share * chain[0].amount
    )


def _is_loop(chain: tuple[Pay, ...], stops: list[str]) -> bool:
    group = {"p": "p", "g": "p"}  # p controls g
    groups = [group.get(stop, stop) for stop in stops]
    amounts = [payment.amount for payment in chain]
    return (
        3 <= len(chain) <= 5
        and stops[0] in "uopg"
        and groups[-1] == groups[0]
        and groups[0] not in groups[1:-1]
        and "u" not in stops[1:-1]
        and len(set(stops[:-1])) == len(stops) - 1
        and ascending(chain, 90)[0]
        and 10 * min(amounts) >= 7 * max(amounts)
    )


@st.composite
def walked(draw: st.DrawFn) -> list[Pay]:
    """Payments one after the other through some accounts, with amounts and times on both sides of the bounds."""
    through = draw(st.lists(st.sampled_from(sorted(OWNERS)), min_size=2, max_size=6, unique=True))
    back = draw(st.booleans())
    day, made = 0, []
    for source, target in pairwise([*through, through[0]] if back else through):
        day += draw(st.sampled_from((0, 1, 1, 29, 30) if back else (0, 1, 45, 89, 90, 91, 180)))
        amount = draw(st.sampled_from((10_000, 14_285, 14_286) if back else (9_999, 10_000, 200_000, 200_001)))
        if source != target:
            made.append(Pay(0, source, target, amount, day, draw(st.sampled_from((None, 600, 600, 601)))))
    return made


@pytest.fixture(scope="module")
def home() -> Iterator[DuckStore]:
    with DuckStore.memory() as store:
        fill(store, HOME, "MONEY_PATH")
        yield store


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=st.lists(walked(), max_size=4))
def test_the_chains_are_those_that_a_search_one_by_one_finds(home: DuckStore, walks: list[list[Pay]]) -> None:
    payments = [replace(payment, number=number) for number, payment in enumerate(p for walk in walks for p in walk)]
    home.con.execute("BEGIN")
    try:
        put(home, payments)
        money_path.build(home.con)
        rows = found(home, "MONEY_PATH")
    finally:
        home.con.execute("ROLLBACK")
    told = {(row["kind"], row["start"], row["finish"], tuple(row["txs"]), row["certain"]) for row in rows}
    assert len(told) == len(rows)
    assert told == expected(payments)


# One chain, and what each bound leaves out. c pays d, d pays the official's child.

FIRST = pays(1, "c1", "d1", 200_000, "2022-03-01 10:00:00")
SECOND = pays(2, "d1", "p1", 100_000, "2022-03-05 10:00:00")
CHAIN = [("c", "p", [1, 2], True)]


def test_a_flow_with_its_amounts_days_and_evidence() -> None:
    graph = HOME + FIRST.replace("on:", "memo: 货款, on:") + "\n" + SECOND
    with store_of(graph, "MONEY_PATH") as store:
        (row,) = found(store, "MONEY_PATH")
        (ref,) = store.by_eid({"MONEY_PATH": [_only(store, "SELECT eid FROM e_MONEY_PATH__Company__Person")]}).values()
        bases = store.base_edges([ref])[ref]
        kinds = [store.edges(bases)[base].type for base in bases]
    assert (str(row["first_at"]), str(row["last_at"])) == ("2022-03-01 10:00:00", "2022-03-05 10:00:00")
    amounts = [row[f"{name}_amount"] for name in ("first", "last", "least", "greatest")]
    assert amounts == [20_000_000, 10_000_000, 10_000_000, 20_000_000]
    assert (row["kind"], row["hops"], row["memos"], row["truncated"]) == ("flow", 2, ["货款"], False)
    assert kinds == ["HOLDS_ACCOUNT", "PAID", "HOLDS_ACCOUNT", "PAID", "HOLDS_ACCOUNT"]


def _only(store: DuckStore, query: str) -> Any:
    ((value,),) = store.con.execute(query).fetchall()
    return value


@pytest.mark.parametrize(
    ("second", "certain"),
    [
        ("2022-03-01 10:00:01", True),
        ("2022-03-01 10:00:00", None),  # at the same moment
        ("2022-03-01 09:59:59", None),
        ("2022-03-01", False),  # some time on that day
        ("2022-03", False),
        ("2022-08-28 10:00:00", True),  # 180 days later
        ("2022-08-28 10:00:01", None),
        ("2022-08-29 10:00:00", None),
        ("2022-08-28", False),  # the day has moments before and after the limit
    ],
)
def test_the_second_payment_follows_within_180_days(second: str, certain: bool | None) -> None:
    found = paths(FIRST + "\n" + pays(2, "d1", "p1", 100_000, second), hops=2)
    assert found == ([] if certain is None else [("c", "p", [1, 2], certain)])


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ((200_000, 10_000), True),
        ((200_000, 9_999.99), False),
        ((200_001, 10_000), False),  # less than 5 % of the one before
        ((9_999.99, 10_000), False),  # so little carries no 10,000 on
    ],
)
def test_each_payment_carries_on_a_share(amounts: tuple[float, float], found: bool) -> None:
    first = pays(1, "c1", "d1", amounts[0], "2022-03-01 10:00:00")
    second = pays(2, "d1", "p1", amounts[1], "2022-03-02 10:00:00")
    assert paths(f"{first}\n{second}") == (CHAIN if found else [])


@pytest.mark.parametrize(("last", "found"), [(200_000, True), (199_999, False)])
def test_what_arrives_is_a_share_of_what_set_out(last: int, found: bool) -> None:
    steps = [pays(1, "c1", "d1", 4_000_000, "2022-03-01"), pays(2, "d1", "q1", 1_000_000, "2022-03-02")]
    rows = paths("\n".join([*steps, pays(3, "q1", "p1", last, "2022-03-03")]), kind="flow")
    assert rows == [("c", "p", [1, 2, 3], True)] * found


@pytest.mark.parametrize(("steps", "found"), [(3, True), (4, False)])
def test_at_most_three_payments(steps: int, found: bool) -> None:
    through = [*("c1", "d1", "q1", "x1")[:steps], "p1"]
    payments = [pays(n, a, b, 50_000, f"2022-03-0{n + 1}") for n, (a, b) in enumerate(pairwise(through))]
    assert bool(paths("\n".join(payments))) is found


def test_the_accounts_of_an_owner_are_one_stop() -> None:
    more = holds("d", "d2")
    second = SECOND.replace("d1", "d2")
    assert paths(f"{FIRST}\n{second}", more=more) == CHAIN
    assert paths(f"{FIRST}\n{second}") == []  # nobody knows whose the other account is


def test_no_owner_twice() -> None:
    back = pays(3, "d1", "c2", 150_000, "2022-03-02 10:00:00")
    again = pays(4, "c1", "p1", 100_000, "2022-03-03 10:00:00")
    assert paths(f"{FIRST}\n{back}\n{again}", hops=1) == [("c", "p", [4], True)]
    assert paths(f"{FIRST}\n{back}\n{again}", hops=3) == []


@pytest.mark.parametrize(("account", "owner"), [("p2", "p"), ("g1", "g"), ("o1", "o")])
def test_the_ends_are_the_family(account: str, owner: str) -> None:
    assert paths(f"{FIRST}\n{SECOND.replace('p1', account)}") == [("c", owner, [1, 2], True)]


def test_others_are_no_end() -> None:
    assert paths(f"{FIRST}\n{SECOND.replace('p1', 'q1')}") == []


@pytest.mark.parametrize(("role", "until", "count"), [("operator", "2024-01-01", 1), ("operator", "2022-03-05", 0)])
def test_a_mandate_over_an_account_is_an_end(role: str, until: str, count: int) -> None:
    mandate = f"(p)-[:OPERATES {{role: {role}, legal_ground: 协查函, since: 2020-01-01, until: {until}}}]->(x1)"
    assert paths(f"{FIRST}\n{SECOND.replace('p1', 'x1')}", more=mandate) == CHAIN * count


def test_a_flow_ends_at_the_familys_door() -> None:
    assert paths(f"{FIRST}\n{SECOND}\n{pays(3, 'p1', 'g1', 90_000, '2022-03-06')}") == CHAIN


def test_another_family_may_pass_it_on() -> None:
    other = f"(q)-[:HOLDS_POST {{{ALWAYS}}}]->(:Unit)"
    onward = pays(3, "q1", "p1", 90_000, "2022-03-07 10:00:00")
    found = paths(f"{FIRST}\n{SECOND.replace('p1', 'q1')}\n{onward}", more=other)
    assert found == [("c", "p", [1, 2, 3], True), ("c", "q", [1, 2], True)]


@pytest.mark.parametrize(
    ("public", "count"),
    [
        ("(d)-[:WON]->(:Contract {awarded_on: 2022-03-05})", 1),
        ("(d)-[:WON]->(:Contract {awarded_on: 2022-03-06})", 0),
        ("(d)-[:WON]->(:Lot {awarded_on: 2022-03-05})", 1),
        ("(d)-[:RECEIVED {paid_on: 2022-03-05, amount: 1}]->(:Programme)", 1),
        ("(u1)-[:PAID {amount: 1, on: 2022-03-05}]->(d1)", 1),  # what a public body pays is no bank secret
        ("(u1)-[:PAID {amount: 1, on: 2022-03-06}]->(d1)", 0),
        ("(q1)-[:PAID {amount: 1, on: 2022-03-05}]->(d1)", 0),
    ],
)
def test_a_flow_starts_from_who_got_public_money(public: str, count: int) -> None:
    assert paths(SECOND, more=public) == [("d", "p", [2], True)] * count


# What is not followed


def listed(kind: str, value: str, value2: str = "", until: str = "9999-12-31") -> str:
    other = f", value2: {value2}" if value2 else ""
    return f"(w:Whitelisted {{kind: {kind}, value: {value}{other}, since: 2020-01-01, until: {until}}})"


@pytest.mark.parametrize(
    ("white", "found"),
    [
        (listed("hub_account", "d1"), False),
        (listed("hub_account", "p1"), False),
        (listed("hub_account", "c1"), False),
        (listed("hub_account", "d1", until="2022-03-01"), True),
        (listed("counterpart_pair", "c1", "d1"), False),
        (listed("counterpart_pair", "p1", "d1"), False),
        (listed("counterpart_pair", "c1", "p1"), True),
        (listed("mandate", "d1"), True),
    ],
)
def test_the_white_list(white: str, found: bool) -> None:
    assert paths(f"{FIRST}\n{SECOND}", more=white) == (CHAIN if found else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("legal_ground: 协查函}", "memo: x}"),
        ("legal_ground: 协查函}", "currency: USD, legal_ground: 协查函}"),
    ],
)
def test_what_bank_rows_are_not_used(old: str, new: str) -> None:
    assert paths(f"{FIRST.replace(old, new)}\n{SECOND}") == []


def test_an_account_held_without_a_ground_is_nobodys() -> None:
    held = (
        f"(d)-[:HOLDS_ACCOUNT {{role: owner, {ALWAYS}}}]->(d2:Account) (p)-[:HOLDS_ACCOUNT {{{ALWAYS}}}]->(p3:Account)"
    )
    assert paths(f"{FIRST}\n{SECOND.replace('p1', 'p3')}", more=held) == []
    assert paths(f"{FIRST}\n{SECOND.replace('d1', 'd2')}", more=held) == []


def test_cash_is_not_followed() -> None:
    cash = "(cash:Account {id: CASH})"
    assert paths(f"{FIRST.replace('d1:', 'cash:')}\n{SECOND.replace('d1:', 'cash:')}", more=cash) == []


def test_a_public_body_is_not_passed_through() -> None:
    assert paths(f"{FIRST.replace('d1', 'u1')}\n{SECOND.replace('d1', 'u1')}", kind="flow") == []


@pytest.mark.parametrize(("degree", "found"), [(4, True), (3, False)])
def test_a_hub_is_not_passed_through(degree: int, found: bool) -> None:
    """d1 has four counterparties: c1, p1 and two that matter to nobody, however often one of them pays."""
    others = (
        pays(3, "d1", "y1", 1, "2022-01-01") + "\n" + "\n".join(pays(4, "y2", "d1", 1, "2022-01-01") for _ in range(9))
    )
    with store_of(f"{HOME}{FIRST}\n{SECOND}\n{others}", "FAMILY_PARTY") as store:
        assert money_path.build(store.con, degree=degree) == int(found)


@pytest.mark.parametrize("account", ["c1", "p1"])
def test_a_hub_may_be_an_end(account: str) -> None:
    others = "\n".join(pays(3, account, f"y{number}", 1, "2022-01-01") for number in range(3))
    with store_of(f"{HOME}{FIRST}\n{SECOND}\n{others}", "FAMILY_PARTY") as store:
        assert money_path.build(store.con, degree=2) == 1


def test_a_joint_account_has_both_as_ends_and_its_first_owner_as_stop() -> None:
    joint = f"(o)-[:HOLDS_ACCOUNT {{role: owner, {GROUND}}}]->(p1)"
    assert paths(f"{FIRST}\n{SECOND}", more=joint) == [("c", "o", [1, 2], True), *CHAIN]


def test_a_chain_is_as_certain_as_its_links() -> None:
    assert paths(f"{FIRST.replace('tx_id', 'certain: false, tx_id')}\n{SECOND}") == [("c", "p", [1, 2], False)]
    held = "(p)-[:HOLDS_ACCOUNT {legal_ground: 协查函, since: 2022-03, until: 9999-12-31}]->(p3:Account)"
    assert paths(f"{FIRST}\n{SECOND.replace('p1', 'p3')}", more=held) == [("c", "p", [1, 2], False)]


# Truncation


def test_the_largest_are_followed_and_a_cut_is_told() -> None:
    fan = [pays(n, "c1", f"y{n}", 100_000 + n, "2022-03-01") for n in range(4)]
    fan += [pays(10 + n, f"y{n}", "p1", 100_000, "2022-03-02") for n in range(4)]
    idle = [
        pays(20 + n, "c1", f"z{n}", 900_000, "2022-03-01") for n in range(4)
    ]  # leads to nobody, so it takes no place
    with store_of(HOME + "\n".join(fan + idle), "FAMILY_PARTY") as store:
        money_path.build(store.con, flow=replace(money_path.FLOW, per_hop=4))
        assert [(row["txs"], row["truncated"]) for row in found(store, "MONEY_PATH")] == [
            ([n, 10 + n], False) for n in range(4)
        ]
        money_path.build(store.con, flow=replace(money_path.FLOW, per_hop=3))
        assert [(row["txs"], row["truncated"]) for row in found(store, "MONEY_PATH")] == [
            ([n, 10 + n], True) for n in range(1, 4)
        ]


# Loops

LOOP = [("p1", "d1", 100_000, 1), ("d1", "q1", 95_000, 2), ("q1", "p2", 90_000, 3)]


def loop(*steps: tuple[str, str, int, int]) -> str:
    return "\n".join(
        pays(n, a, b, amount, f"{FIRST_DAY + timedelta(days=day):%Y-%m-%d} 10:00:00")
        for n, (a, b, amount, day) in enumerate(steps)
    )


def test_money_that_comes_back() -> None:
    assert paths(loop(*LOOP)) == [("p", "p", [0, 1, 2], True)]


@pytest.mark.parametrize("payer", ["u1", "o1", "g1"])
def test_the_payers_for_whom_loops_are_looked_for(payer: str) -> None:
    steps = loop((payer, *LOOP[0][1:]), LOOP[1], ("q1", payer, *LOOP[2][2:]))
    assert [row[:3] for row in paths(steps, kind="loop")] == [(OWNERS[payer], OWNERS[payer], [0, 1, 2])]


def test_the_staff_of_a_public_body() -> None:
    steps = [("q1", "d1", 100_000, 1), ("d1", "x1", 100_000, 2), ("x1", "q1", 100_000, 3)]
    assert paths(loop(*steps)) == []
    assert len(paths(loop(*steps), more=f"(q)-[:EMPLOYED_BY {{{ALWAYS}}}]->(u)")) == 1


@pytest.mark.parametrize(
    "steps",
    [
        [LOOP[0], LOOP[1], ("q1", "p2", 69_999, 3)],  # less than 70 % of the largest
        [LOOP[0], ("d1", "q1", 95_000, 3), ("q1", "p2", 90_000, 2)],  # out of order
        [LOOP[0], LOOP[1], ("q1", "p2", 90_000, 92)],  # 91 days
        [LOOP[0], ("d1", "p2", 95_000, 2)],  # two payments
        [LOOP[0], ("d1", "g1", 95_000, 2), ("g1", "p2", 95_000, 3)],  # through their own firm: back after two
        [LOOP[0], ("d1", "u1", 95_000, 2), ("u1", "p2", 90_000, 3)],  # through a public body
        [("p1", "g1", 95_000, 1), ("g1", "d1", 95_000, 2), ("d1", "p2", 95_000, 3)],
    ],
)
def test_no_loop(steps: list[tuple[str, str, int, int]]) -> None:
    assert paths(loop(*steps), kind="loop", hops=3) == []


@pytest.mark.parametrize(("last", "day"), [(70_000, 3), (90_000, 91)])
def test_just_a_loop(last: int, day: int) -> None:
    assert len(paths(loop(LOOP[0], LOOP[1], ("q1", "p2", last, day)))) == 1


@pytest.mark.parametrize(("length", "found"), [(5, True), (6, False)])
def test_at_most_five_payments(length: int, found: bool) -> None:
    through = ["p1", *[f"y{n}" for n in range(1, length)], "p1"]
    steps = [(a, b, 50_000, n) for n, (a, b) in enumerate(pairwise(through))]
    assert bool(paths(loop(*steps))) is found


def test_it_closes_at_a_firm_under_the_same_control() -> None:
    steps = loop(LOOP[0], LOOP[1], ("q1", "g1", 90_000, 3))
    assert paths(steps) == [("p", "g", [0, 1, 2], True)]


def test_building_again_changes_nothing() -> None:
    with store_of(f"{HOME}{FIRST}\n{SECOND}\n{loop(*LOOP).replace('2022-01', '2023-01')}", "MONEY_PATH") as store:
        before = found(store, "MONEY_PATH")
        money_path.build(store.con)
        assert found(store, "MONEY_PATH") == before and len(before) == 2
        store.con.execute("DELETE FROM e_PAID__Account__Account")
        assert money_path.build(store.con) == 0
        left = _only(store, "SELECT count(*) FROM e_MONEY_PATH__Company__Person")
        assert (found(store, "MONEY_PATH"), left) == ([], 0)
