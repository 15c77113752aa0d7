"""KIN: declared relations from either side, one or several, their terms and circles, and how long they last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphinv import derive
from graphinv.derive.kin_patterns import patterns
from graphinv.derive.kin_terms import STEPS
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import draw

POST = "(o:Person)-[:HOLDS_POST {since: 2019-01-01}]->(u:Unit)\n"
FIRST, OPEN = date(1, 1, 1), date(9999, 12, 31)


def kin(graph: str, *columns: str) -> dict[tuple[str, str], list[Any]]:
    """(start, end) by their drawn names to the columns of each KIN edge between them."""
    with draw(POST + graph) as store:
        rows = store.con.execute(
            f"SELECT s.id, d.id, {', '.join(columns)} FROM e_KIN__Person__Person k JOIN n_Person s ON s.nid = k.src "
            "JOIN n_Person d ON d.nid = k.dst ORDER BY ALL"
        ).fetchall()
    found: dict[tuple[str, str], list[Any]] = {}
    for start, end, *values in rows:
        found.setdefault((start, end), []).append(values[0] if len(values) == 1 else tuple(values))
    return found


@pytest.mark.parametrize("kind", ["spouse", "child", "parent", "sibling", "child_spouse", "grandparent", "collateral"])
def test_one_step_is_kin_in_both_directions_whoever_declared_it(kind: str) -> None:
    back = STEPS[kind].inverse
    assert kin(f"(o)-[:FAMILY {{type: {kind}}}]->(p:Person)", "term") == {("o", "p"): [kind], ("p", "o"): [back]}
    assert kin(f"(p:Person)-[:FAMILY {{type: {kind}}}]->(o)", "term") == {("o", "p"): [back], ("p", "o"): [kind]}


PAIRS = {
    one.types: one.term for one in patterns(frozenset({"parent", "child", "sibling", "spouse"})) if len(one.types) == 2
}


def test_pairs() -> None:
    named = {("child", "spouse"): "child_spouse", ("parent", "parent"): "grandparent", ("parent", "child"): "sibling"}
    assert named.items() <= PAIRS.items() and len(PAIRS) == 15


@pytest.mark.parametrize(("pair", "term"), PAIRS.items())
@pytest.mark.parametrize("turned", [(False, False), (True, False), (False, True), (True, True)])
def test_two_steps_from_any_side(pair: tuple[str, str], term: str, turned: tuple[bool, bool]) -> None:
    steps = []
    for (start, end), kind, back in zip((("o", "m"), ("m", "p")), pair, turned, strict=True):
        drawn = STEPS[kind].inverse if back else kind
        steps.append(f"({end if back else start})-[:FAMILY {{type: {drawn}}}]->({start if back else end})")
    found = kin(f"(m:Person), (p:Person), {', '.join(steps)}", "term", "steps")
    if pair == ("child", "parent"):
        assert ("o", "p") not in found  # a child's other parent
        return
    assert found["o", "p"] == [(term, 2)]
    assert {end for start, end in found if start == "o"} == {"m", "p"}


@pytest.mark.parametrize(
    ("first", "second", "flags"),
    [
        ("child", "spouse", (True, True, True, True)),
        ("spouse", "child", (True, True, True, True)),
        ("parent", "child", (False, True, True, True)),
        ("sibling", "parent", (False, True, True, True)),
        ("child", "sibling", (False, True, True, True)),
        ("spouse", "sibling", (False, False, True, False)),
        ("sibling", "child", (False, False, True, False)),
    ],
)
def test_circles_of_two_steps(first: str, second: str, flags: tuple[bool, ...]) -> None:
    graph = f"(o)-[:FAMILY {{type: {first}}}]->(m:Person)-[:FAMILY {{type: {second}}}]->(p:Person)"
    assert kin(graph, "core", "near", "recuse", "assoc")["o", "p"] == [flags]


@pytest.mark.parametrize(
    ("kind", "flags"),
    [
        ("spouse", (True, True, True, True)),
        ("child_spouse", (True, True, True, True)),
        ("grandparent", (False, True, True, True)),
        ("in_law", (False, False, True, False)),
        ("collateral", (False, False, True, False)),
        ("assoc", (False, False, False, True)),
    ],
)
def test_circles_of_one_step(kind: str, flags: tuple[bool, ...]) -> None:
    assert kin(f"(o)-[:FAMILY {{type: {kind}}}]->(p:Person)", "core", "near", "recuse", "assoc")["o", "p"] == [flags]


def test_a_childs_spouse_is_core_and_the_way_back_is_not() -> None:
    found = kin("(o)-[:FAMILY {type: child}]->(m:Person)-[:FAMILY {type: spouse}]->(p:Person)", "term", "core", "near")
    assert found["o", "p"] == [("child_spouse", True, True)]
    assert found["p", "o"] == [("spouse_parent", False, False)]


BOUNDS = ("since", "until", "since_certain", "until_certain")


@pytest.mark.parametrize(
    ("drawn", "bounds"),
    [
        ("type: child", (FIRST, OPEN, FIRST, OPEN)),
        ("type: child, since: 1990-05-01", (FIRST, OPEN, FIRST, OPEN)),  # blood has no beginning
        ("type: spouse, since: 2010-01-01, until: 9999-12-31", (date(2010, 1, 1), OPEN, date(2010, 1, 1), OPEN)),
        # Possible for another 365 days, certain until the divorce.
        (
            "type: spouse, since: 2010-01-01, until: 2020-01-01",
            (date(2010, 1, 1), date(2020, 12, 31), date(2010, 1, 1), date(2020, 1, 1)),
        ),
        ("type: spouse", (FIRST, OPEN, OPEN, FIRST)),
        # A registered relation is no marriage: no grace.
        (
            "type: assoc, since: 2010-01-01, until: 2020-01-01",
            (date(2010, 1, 1), date(2020, 1, 1), date(2010, 1, 1), date(2020, 1, 1)),
        ),
    ],
)
def test_how_long_kinship_lasts(drawn: str, bounds: tuple[date, ...]) -> None:
    assert kin(f"(o)-[:FAMILY {{{drawn}}}]->(p:Person)", *BOUNDS)["o", "p"] == [bounds]


def test_marriages_intersect_along_a_path() -> None:
    graph = """(o)-[:FAMILY {type: spouse, since: 2010-01-01, until: 2020-01-01}]->(m:Person)
        (m)-[:FAMILY {type: child}]->(p:Person)"""
    until = (date(2020, 12, 31), date(2020, 1, 1))
    assert kin(graph, "until", "until_certain")["o", "p"] == [until]


def test_times_that_do_not_meet_are_no_kinship() -> None:
    graph = """(m:Person)-[:FAMILY {type: child_spouse, since: 2000-01-01, until: 2005-01-01}]->(o)
        (m)-[:FAMILY {type: spouse, since: 2010-01-01}]->(p:Person)"""
    found = kin(graph, "term")
    assert found.keys() == {("o", "m"), ("m", "o")}  # m is o's, and p is m's, but never at once


def test_nobody_is_his_own_kin() -> None:
    graph = "(o)-[:FAMILY {type: parent}]->(m:Person)-[:FAMILY {type: child}]->(o), (o)-[:FAMILY {type: spouse}]->(m)"
    assert all(start != end for start, end in kin(graph, "term"))


def test_of_two_ways_that_say_the_same_the_shorter_stays() -> None:
    graph = """(o)-[:FAMILY {type: sibling}]->(p:Person), (p)-[:FAMILY {type: sibling}]->(o)
        (o)-[:FAMILY {type: parent}]->(m:Person)-[:FAMILY {type: child}]->(p)"""
    assert kin(graph, "term", "steps")["o", "p"] == [("sibling", 1)]


def test_a_longer_way_stays_where_it_says_more() -> None:
    graph = """(o)-[:FAMILY {type: in_law, since: 2010-01-01, until: 9999-12-31}]->(p:Person)
        (o)-[:FAMILY {type: child}]->(m:Person)-[:FAMILY {type: spouse, since: 2010-01-01, until: 9999-12-31}]->(p)"""
    assert kin(graph, "term", "near")["o", "p"] == [("child_spouse", True), ("in_law", False)]


def test_a_certain_way_beats_an_uncertain_one() -> None:
    graph = """(o)-[:FAMILY {type: child, certain: false}]->(p:Person), (p)-[:FAMILY {type: parent}]->(o)"""
    assert kin(graph, "certain")["o", "p"] == [True]
    assert kin("(o)-[:FAMILY {type: child, certain: false}]->(p:Person)", "certain")["o", "p"] == [False]


def test_only_families_of_people_with_duties() -> None:
    graph = "(a:Person)-[:FAMILY {type: child}]->(b:Person), (o)-[:FAMILY {type: child}]->(p:Person)"
    assert kin(graph, "term").keys() == {("o", "p"), ("p", "o")}


@pytest.mark.parametrize(
    "duty",
    [
        "(x)-[:DECIDED {action: signed}]->(:Approval)",
        "(x)-[:DECIDED_FOR {action: signed}]->(:Company)",
        "(x)-[:EVALUATED]->(:Lot)",
        "(x)-[:LISTED_IN]->(:Register {kind: payroll})",
        "(x)-[:LISTED_IN]->(:Register {kind: village_cadre})",
    ],
)
def test_who_has_duties(duty: str) -> None:
    graph = f"(x:Person)-[:FAMILY {{type: child}}]->(y:Person), {duty}"
    assert kin(graph, "term") == {("x", "y"): ["child"], ("y", "x"): ["parent"]}
    assert kin(graph.replace("payroll", "pension").replace(duty, "(:Register)"), "term") == {}


def test_relatives_with_a_company_have_their_own_kin_as_well() -> None:
    """A share given on to a wife's cousin is found from the wife, although the cousin is nobody to the official."""
    graph = """(o)-[:FAMILY {type: spouse, since: 2000-01-01}]->(w:Person)-[:FAMILY {type: collateral}]->(c:Person)
        (c)-[:FAMILY {type: child}]->(d:Person)-[:FAMILY {type: child}]->(e:Person)"""
    assert kin(graph, "term").keys() == {("o", "w"), ("w", "o")}
    for stake in ("OWNS", "HAS_ROLE"):
        found = kin(f"{graph}, (w)-[:{stake}]->(:Company), (c)-[:{stake}]->(:Company)", "term").keys()
        assert found == {("o", "w"), ("w", "o"), ("w", "c"), ("c", "w")}


def test_evidence_is_the_way_in_its_order() -> None:
    graph = "(o)-[:FAMILY {type: child}]->(m:Person)-[:FAMILY {type: spouse}]->(p:Person)"
    with draw(POST + graph) as store:
        ways = store.con.execute(
            "SELECT s.id, d.id, list(f.type ORDER BY v.step) FROM e_KIN__Person__Person k JOIN via v USING (eid) "
            "JOIN e_FAMILY__Person__Person f ON f.eid = v.base_eid JOIN n_Person s ON s.nid = k.src "
            "JOIN n_Person d ON d.nid = k.dst GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert ("o", "p", ["child", "spouse"]) in ways
    assert ("p", "o", ["spouse", "child"]) in ways


def edges(store: DuckStore) -> list[Any]:
    tables = [
        "e_KIN__Person__Person",
        "e_INTEREST_IN__Person__Company",
        "e_OVERSEES__Person__Unit",
        "e_LINKED__Person__Company",
        "e_FAMILY_PARTY__Person__Person",
        "e_FAMILY_PARTY__Person__Company",
        "e_ACT__Unit__Person",
        "via",
    ]
    return [store.con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables]


def test_deriving_twice_changes_nothing() -> None:
    graph = """(o)-[:FAMILY {type: child}]->(m:Person)-[:OWNS {share: 0.5, since: 2020-01-01}]->(c:Company)
        (m)-[:HAS_ROLE {role: head, since: 2021-01-01}]->(c)
        (m)-[:USES]->(i:Identifier {kind: mobile}) (c)-[:USES]->(i) (m)-[:EMPLOYED_BY]->(v:Unit)"""
    with draw(POST + graph) as store:
        before = edges(store)
        assert all(before)
        done = derive.run(store.con)
        assert edges(store) == before
        eids = [row[0] for table in before[:-1] for row in table]
        assert [step.name for step in done] == [
            "KIN",
            "INTEREST_IN",
            "OVERSEES",
            "LINKED",
            "FAMILY_PARTY",
            "ACT",
            "PeerStat",
        ]
        assert sum(step.rows for step in done) == len(eids) == len(set(eids))
        store.con.execute("DELETE FROM e_FAMILY__Person__Person")
        derive.run(store.con)
        assert edges(store)[0] == []  # nothing stale stays, in via neither
        left = {row[0] for row in edges(store)[-1]}
        assert left.isdisjoint(row[0] for row in before[0])


def test_one_relation_has_one_owner() -> None:
    written = [derivation.writes for derivation in derive.DERIVATIONS]
    assert len(written) == len(set(written))
    built: set[str] = set()
    for derivation in derive.DERIVATIONS:
        assert set(derivation.made_of) <= set(derivation.reads)
        assert set(derivation.reads) & set(written) <= built  # reads only what was built before it
        built.add(derivation.writes)
