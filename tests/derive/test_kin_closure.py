"""KIN over several declared rows: who is found, how long it holds, in which words, and the same as a naive search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphinv import derive
from graphinv.derive.kin_terms import STEPS
from graphinv.kinship import standing
from graphinv.kinship.steps import KINDS, Kind
from graphinv.stores.duckdb.store import DuckStore
from tests.derive.test_kin import BOUNDS, FIRST, OPEN, kin

FULL = """(o:Person {sex: male, born_on: 1970-01-01})
(o)-[:FAMILY {type: parent}]->(m:Person {sex: female, born_on: 1945-01-01})
(m)-[:FAMILY {type: parent}]->(g:Person {sex: male, born_on: 1920-01-01})
(v:Person {sex: male, born_on: 1950-01-01})-[:FAMILY {type: parent}]->(g)
(v)-[:FAMILY {type: child}]->(c:Person {sex: female, born_on: 1975-01-01})
(c)-[:FAMILY {type: spouse, since: 2000-01-01, until: 2020-01-01}]->(h:Person {sex: male, born_on: 1974-01-01})
(c)-[:FAMILY {type: child}]->(d:Person {sex: female, born_on: 2001-01-01})
(g)-[:FAMILY {type: sibling}]->(s:Person {sex: male}), (s)-[:FAMILY {type: child}]->(f:Person {sex: male})
"""


def test_a_cousins_husband_by_five_rows_and_nobody_further() -> None:
    found = kin(FULL, "term_zh", "term_en", "steps", "recuse", "near", "until", "until_certain")
    assert {end for start, end in found if start == "o"} == {"m", "g", "v", "c", "h"}
    assert found["o", "c"] == [("舅表妹", "cousin (mother's younger brother's daughter)", 4, True, False, OPEN, OPEN)]
    ((zh, en, *rest),) = found["o", "h"]
    assert (zh, en) == ("舅表妹夫", "cousin's husband (mother's younger brother's daughter's husband)")
    assert rest == [5, True, False, date(2020, 12, 31), date(2020, 1, 1)]  # a year more for a sham divorce


def test_a_marriage_on_the_way_bounds_all_behind_it() -> None:
    graph = """(o)-[:FAMILY {type: spouse, since: 2000-01-01, until: 2010-01-01}]->(w:Person)
        (w)-[:FAMILY {type: sibling}]->(b:Person)
        (b)-[:FAMILY {type: spouse, since: 2005-01-01, until: 2020-01-01}]->(x:Person)"""
    assert kin(graph, *BOUNDS)["o", "x"] == [
        (date(2005, 1, 1), date(2010, 1, 1) + timedelta(365), date(2005, 1, 1), date(2010, 1, 1))
    ]
    apart = graph.replace("2005-01-01", "2011-01-02")  # married more than a year after the other divorce
    assert ("o", "x") not in kin(apart, "term")
    assert ("o", "x") in kin(graph.replace("2005-01-01", "2010-12-31"), "term")


def test_rows_in_contradiction_carry_nothing() -> None:
    graph = """(o)-[:FAMILY {type: parent}]->(m:Person)-[:FAMILY {type: sibling}]->(v:Person {born_on: 1960-01-01})
        (v)-[:FAMILY {type: child}]->(c:Person {born_on: 1950-01-01})"""
    assert {end for start, end in kin(graph, "term") if start == "o"} == {"m", "v"}
    assert ("o", "c") in kin(graph.replace("1950", "1990"), "term")


def test_nobody_comes_back_as_someone_else() -> None:
    """A sister's brother who is oneself, a wife's brother's sister who is the wife, and what would follow from it."""
    graph = """(o)-[:FAMILY {type: spouse, since: 2000-01-01}]->(w:Person)-[:FAMILY {type: sibling}]->(b:Person)
        (b)-[:FAMILY {type: sibling}]->(w)-[:FAMILY {type: spouse, since: 1990-01-01, until: 1995-01-01}]->(x:Person)"""
    found = kin(graph, "term")
    assert found["o", "w"] == ["spouse"] and ("o", "x") not in found


@pytest.mark.parametrize(
    ("first", "middle", "second", "end", "zh", "en"),
    [
        ("spouse", "female", "parent", "male", "岳父", "father-in-law"),
        ("spouse", "male", "parent", "male", "公公", "father-in-law"),
        ("spouse", "female", "child", "male", "妻子的儿子", "wife's son"),
        (
            *("grandparent", "male", "child", ""),
            *("祖父或外祖父的子女", "paternal grandfather or maternal grandfather's child"),
        ),
        ("child", "", "spouse", "", "儿媳或女婿", "daughter-in-law or son-in-law"),
    ],
)  # fmt: skip
def test_kin_words_by_the_sexes_on_the_way(first: str, middle: str, second: str, end: str, zh: str, en: str) -> None:
    graph = f"""(o)-[:FAMILY {{type: {first}}}]->(m:Person {{sex: {middle or "x"}}})
        (m)-[:FAMILY {{type: {second}}}]->(p:Person {{sex: {end or "x"}}})"""
    assert kin(graph, "term_zh", "term_en")["o", "p"] == [(zh, en)]


def test_words_of_one_row() -> None:
    assert kin("(o)-[:FAMILY {type: in_law}]->(p:Person)", "term_zh", "term_en")["o", "p"] == [
        ("近姻亲", "close in-law")
    ]
    son = "(o)-[:FAMILY {type: child_spouse}]->(p:Person {sex: male})"
    assert kin(son, "term_zh", "term_en")["o", "p"] == [("女婿", "son-in-law")]


@pytest.mark.parametrize(("born", "zh"), [("1960-01-01", "哥哥"), ("1980-01-01", "弟弟"), ("1970-01-01", "兄弟")])
def test_kin_words_by_age(born: str, zh: str) -> None:
    graph = f"""(o:Person {{born_on: 1970}})-[:FAMILY {{type: parent}}]->(m:Person)
        (p:Person {{sex: male, born_on: {born}}})-[:FAMILY {{type: parent}}]->(m)"""
    assert kin(graph, "term_zh")["o", "p"] == [zh]


# ---- the same, found naively: every way of up to five rows, laid out and shortened by code of its own


class Row(NamedTuple):
    a: int
    b: int
    type: str
    certain: bool
    since: date
    until: date


DAYS = [FIRST, date(2000, 1, 1), date(2005, 1, 1), date(2010, 1, 1), OPEN]
TYPES = sorted(STEPS)
PEOPLE, OFFICIAL, HOLDERS = 6, 1, {2, 3}
SHORTER: dict[tuple[str, str], Kind] = {
    ("parent", "child"): "sibling",
    ("sibling", "sibling"): "sibling",
    ("parent", "spouse"): "parent",
    ("sibling", "parent"): "parent",
    ("spouse", "child"): "child",
    ("child", "sibling"): "child",
}


def laid_out(x: int, types: list[str], ends: list[int]) -> tuple[tuple[Kind, ...], int] | None:
    """(steps that remain, doubts) of a walk; None if it leads back to somebody whom it still leads over."""
    steps: list[tuple[Kind, int | None]] = []
    doubts = 0
    for name, end in zip(types, ends, strict=True):
        if end == x or end in [person for _, person in steps]:
            return None
        kinds = STEPS[name].kinds
        for number, step in enumerate(kinds, 1):
            kind, person = step, end if number == len(kinds) else None
            while steps and (pair := (steps[-1][0], kind)) in SHORTER:
                base = steps[-2][1] if len(steps) > 1 else x
                doubts += pair != ("parent", "child") or person is None or base is None
                kind = SHORTER[pair]
                steps.pop()
            steps.append((kind, person))
    return tuple(kind for kind, _ in steps), doubts


def circle(types: list[str], kinds: tuple[Kind, ...], doubts: int) -> str:
    closed = {("collateral",): "recuse", ("in_law",): "recuse", ("assoc",): "assoc", ("collateral", "spouse"): "recuse"}
    if not all(STEPS[name].kinds for name in types):
        return closed.get(tuple(types), "")
    pairs = set(pairwise(kinds))
    if doubts > 1 or len(kinds) > 4 or pairs & {("child", "parent"), ("spouse", "spouse")}:
        return ""
    found = standing(tuple(KINDS[kind][0] for kind in kinds)).circle
    return "near" if found == "core" and doubts and types != ["spouse", "child"] else found


class Way(NamedTuple):
    x: int
    types: tuple[str, ...]
    ends: tuple[int, ...]
    certain: bool
    times: tuple[date, ...]

    @property
    def counted(self) -> tuple[str, int]:
        """(circle, doubts)."""
        kinds, doubts = laid_out(self.x, list(self.types), list(self.ends)) or ((), 9)
        return circle(list(self.types), kinds, doubts), doubts

    @property
    def turned(self) -> Way:
        types = tuple(STEPS[name].inverse for name in reversed(self.types))
        return Way(self.ends[-1], types, (*self.ends[-2::-1], self.x), self.certain, self.times)


RANK = {"core": 4, "near": 3, "recuse": 1, "assoc": 1, "": 0}
FLAGS = {"core": (1, 1, 1, 1), "near": (0, 1, 1, 1), "recuse": (0, 0, 1, 0), "assoc": (0, 0, 0, 1)}


def holds(b: Way, a: Way) -> bool:
    """b is as certain as a, and holds all the time."""
    return b.certain >= a.certain and all(
        one <= other if n % 2 == 0 else one >= other
        for n, (one, other) in enumerate(zip(b.times, a.times, strict=True))
    )


def ways_from(rows: list[Row], x: int) -> list[Way]:
    """All ways by their length; none on from a weak one where a firm one of no more rows says as much."""
    steps = []
    for row in rows:
        step = STEPS[row.type]
        since = FIRST if step.blood else row.since
        until = OPEN if step.blood or row.until == OPEN else row.until + timedelta(365 if step.marriage else 0)
        inner = (FIRST, OPEN) if step.blood else (row.since, row.until)
        steps += [(row.a, row.b, row.type, row.certain, (since, until, *inner))]
        steps += [(row.b, row.a, step.inverse, row.certain, (since, until, *inner))]
    found: list[Way] = []
    last = [Way(x, (), (), True, (FIRST, OPEN, FIRST, OPEN))]
    for _ in range(5):
        longer = []
        for way in last:
            for a, b, name, certain, own in steps:
                both = tuple((max, min)[n % 2](t, o) for n, (t, o) in enumerate(zip(way.times, own, strict=True)))
                types, ends = (*way.types, name), (*way.ends, b)
                if a == ([x, *way.ends][-1]) and both[0] < both[1] and laid_out(x, list(types), list(ends)):
                    longer.append(Way(x, types, ends, way.certain and certain, both))
        firm = [one for one in found + longer if firmly(one)]
        last = [one for one in longer if not weak(one) or not any(says_as_much(other, one) for other in firm)]
        found += last
    return found


def firmly(way: Way) -> bool:
    counted, doubts = way.counted
    return bool(counted) and not doubts and all(STEPS[name].kinds for name in way.types)


def weak(way: Way) -> bool:
    counted, doubts = way.counted
    return bool(doubts) or not counted


def says_as_much(b: Way, a: Way) -> bool:
    return b.ends[-1] == a.ends[-1] and RANK[b.counted[0]] >= RANK[a.counted[0]] and holds(b, a)


def edges_of(ways: list[Way]) -> set[tuple[Any, ...]]:
    """(x, y, rows, certain, four flags, four times) of every way that says more than each shorter one."""
    edges = set()
    for way in ways:
        counted, doubts = way.counted
        if counted:
            sure = way.certain and (not doubts or len(way.types) <= 2)
            edges.add((way.x, way.ends[-1], len(way.types), sure, *FLAGS[counted], *way.times))

    def covered(b: tuple[Any, ...], a: tuple[Any, ...]) -> bool:
        better = all(b[n] >= a[n] for n in (3, 4, 5, 6, 7, 9, 11)) and all(b[n] <= a[n] for n in (2, 8, 10))
        return b[:2] == a[:2] and b != a and better

    return {a for a in edges if not any(covered(b, a) for b in edges)}


def expected(rows: list[Row]) -> set[tuple[Any, ...]]:
    """From the official, from relatives with a company, and back from those who did not start."""
    own = ways_from(rows, OFFICIAL)
    relatives = {way.ends[-1] for way in own if way.counted[0]} & HOLDERS
    ways = own + [way for relative in relatives for way in ways_from(rows, relative)]
    started = {way.x for way in ways}
    return edges_of(ways + [way.turned for way in ways if way.counted[0] and way.ends[-1] not in started])


people = st.integers(1, PEOPLE)
row = st.builds(
    Row, people, people, st.sampled_from(TYPES), st.booleans(), st.sampled_from(DAYS[:-1]), st.sampled_from(DAYS[1:])
).filter(lambda one: one.a != one.b and one.since < one.until)


@pytest.fixture(scope="module")
def store() -> Iterator[DuckStore]:
    with DuckStore.memory() as found:
        found.con.executemany(
            "INSERT INTO n_Person (nid, gid, id, born_on, born_on_last, died_on, died_on_last) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [[n, f"p{n}", f"p{n}", FIRST, OPEN, FIRST, OPEN] for n in range(1, PEOPLE + 1)],
        )
        found.con.execute(f"INSERT INTO e_HOLDS_POST__Person__Unit (eid, src, dst) VALUES (1, {OFFICIAL}, 99)")
        found.con.execute("INSERT INTO e_OWNS__Person__Company (eid, src, dst) VALUES (2, 2, 98)")
        found.con.execute("INSERT INTO e_HAS_ROLE__Person__Company (eid, src, dst) VALUES (3, 3, 98)")
        yield found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(row, min_size=1, max_size=9))
def test_the_same_as_a_naive_search(store: DuckStore, rows: list[Row]) -> None:
    store.con.execute("DELETE FROM e_FAMILY__Person__Person")
    store.con.executemany(
        "INSERT INTO e_FAMILY__Person__Person (eid, src, dst, type, certain, since, until, since_certain, "
        "until_certain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [[n, r.a, r.b, r.type, r.certain, r.since, r.until, r.since, r.until] for n, r in enumerate(rows)],
    )
    derive.run(store.con, {"KIN"})
    unused = {eid for (eid,) in store.con.execute("SELECT eid FROM contradiction WHERE NOT used").fetchall()}
    used = [one for n, one in enumerate(rows) if n not in unused]
    columns = f"src, dst, steps, certain, core, near, recuse, assoc, {', '.join(BOUNDS)}"
    found = set(store.con.execute(f"SELECT {columns} FROM e_KIN__Person__Person").fetchall())
    assert found == expected(used)
    by_rows = (
        "SELECT count(*) FROM e_KIN__Person__Person k WHERE steps <> (SELECT count(*) FROM via v WHERE v.eid = k.eid)"
    )
    assert store.con.execute(by_rows).fetchall() == [(0,)]
