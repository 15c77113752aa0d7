"""Declared kinship that cannot be true: each kind, what comes close to it and is not, and what KIN makes of it."""

from __future__ import annotations

from collections import Counter

import pytest

from graphinv.derive import kin_contradictions
from graphinv.workspace.contradictions import SENTENCES
from tests.rules.graphs import draw

Found = Counter[tuple[str, str]]


def found(graph: str) -> Found:
    """How many rows of each kind, and about whom (their drawn names)."""
    with draw(graph) as store:
        rows = store.con.execute(
            "SELECT c.kind, p.id FROM contradiction c JOIN n_Person p USING (nid) ORDER BY ALL"
        ).fetchall()
    return Counter((kind, person) for kind, person in rows)


def kin(graph: str) -> set[tuple[str, str, str]]:
    """(official, relative, term) of all KIN that starts at o."""
    post = "(o:Person)-[:HOLDS_POST {since: 2019-01-01}]->(u:Unit)\n"
    with draw(post + graph) as store:
        rows = store.con.execute(
            "SELECT s.id, d.id, k.term FROM e_KIN__Person__Person k JOIN n_Person s ON s.nid = k.src "
            "JOIN n_Person d ON d.nid = k.dst WHERE s.id = 'o'"
        ).fetchall()
    return set(rows)


@pytest.mark.parametrize(("children", "crowd"), [(100, False), (101, True)])
def test_a_number_that_stands_for_many_people_makes_no_brothers(children: int, crowd: bool) -> None:
    drawn = ", ".join(f"(c{n}:Person)-[:FAMILY {{type: parent}}]->(f:Person)" for n in range(children - 1))
    graph = f"(o:Person)-[:FAMILY {{type: parent}}]->(f), {drawn}"
    assert {kind for kind, _ in found(graph)} == ({"too_many_relatives"} if crowd else set())
    assert len(kin(graph)) == (1 if crowd else children)


PARENT = "(c:Person {born_on: %s})-[:FAMILY {type: parent%s}]->(p:Person {born_on: %s})"
CHILD = "(p:Person {born_on: %s})-[:FAMILY {type: child%s}]->(c:Person {born_on: %s})"


@pytest.mark.parametrize(
    ("child", "parent", "kind"),
    [
        ("1980-05-02", "1980-05-02", "parent_born_after_child"),
        ("1980-05-02", "1999-01-01", "parent_born_after_child"),
        ("1980", "1981", "parent_born_after_child"),
        ("1980", "1980", "parent_too_young"),
        ("1980-05-02", "1968-05-03", "parent_too_young"),
        ("1980-05-02", "1968-05-02", ""),
        ("1980", "1968", ""),
        ("1980", "1969", "parent_too_young"),
        ("1980", "1968-12", ""),
        ("1979-12", "1968", "parent_too_young"),
    ],
)
def test_a_parent_too_near_in_age(child: str, parent: str, kind: str) -> None:
    """Only what is sure on all days that partial dates leave; whoever of the two declares it."""
    wanted = Counter({(kind, "c"): 1}) if kind else Counter[tuple[str, str]]()
    assert found(PARENT % (child, "", parent)) == wanted
    assert found(CHILD % (parent, "", child)) == wanted


def test_who_is_no_parent_by_birth_may_be_of_any_age() -> None:
    for term in ("养父", "继母", "adopted", "foster", "Step", "义父", "干妈", "干爹"):
        assert found(PARENT % ("1980", f", term: {term}", "1985")) == Counter(), term
    assert found(PARENT % ("1980", ", term: 干部父亲", "1985")) == {("parent_born_after_child", "c"): 1}


def test_unknown_births_contradict_nothing() -> None:
    assert found("(c:Person {born_on: 1980})-[:FAMILY {type: parent}]->(p:Person)") == Counter()
    assert found("(c:Person)-[:FAMILY {type: parent}]->(p:Person {born_on: 1980})") == Counter()


def test_grandparents_are_older_by_two_generations() -> None:
    graph = "(c:Person {born_on: 1980-01-01})-[:FAMILY {type: grandparent}]->(g:Person {born_on: %s})"
    assert found(graph % "1956-01-02") == {("parent_too_young", "c"): 1}
    assert found(graph % "1956-01-01") == Counter()


@pytest.mark.parametrize(("sex", "kind"), [("female", "several_mothers"), ("male", "several_fathers")])
def test_two_parents_of_one_sex(sex: str, kind: str) -> None:
    two = "(c)-[:FAMILY {type: parent}]->(a:Person {sex: %s}), (b:Person {sex: %s})-[:FAMILY {type: child}]->(c:Person)"
    assert found(two % (sex, sex)) == {(kind, "c"): 2}
    assert found(two % ("male", "female")) == Counter()
    same = "(c)-[:FAMILY {type: parent}]->(a:Person {sex: female}), (a)-[:FAMILY {type: child}]->(c:Person)"
    assert found(same) == Counter()  # said twice, once from each side
    adopted = (
        "(c:Person)-[:FAMILY {type: parent, term: 生母}]->(a:Person {sex: female}), "
        "(c)-[:FAMILY {type: parent, term: 养母}]->(b:Person {sex: female})"
    )
    assert found(adopted) == Counter()


def test_more_than_two_parents() -> None:
    graph = "".join(f"(c)-[:FAMILY {{type: parent}}]->(p{n}:Person)\n" for n in range(3)) + "(c:Person)"
    assert found(graph) == {("several_parents", "c"): 3}
    one_more = graph.replace("(p2:Person)", "(p2:Person {sex: female})").replace(
        "(p1:Person)", "(p1:Person {sex: female})"
    )
    assert found(one_more) == {("several_mothers", "c"): 2}


@pytest.mark.parametrize("length", [2, 3, 7])
def test_a_cycle_of_descent(length: int) -> None:
    ring = "\n".join(f"(a{n}:Person)-[:FAMILY {{type: parent}}]->(a{(n + 1) % length})" for n in range(length))
    tail = "\n(t:Person)-[:FAMILY {type: parent}]->(a0), (a1)-[:FAMILY {type: parent}]->(r:Person)"
    rows = found(ring + tail)
    assert sum(count for (kind, _), count in rows.items() if kind == "descent_cycle") == length
    assert {kind for kind, _ in rows} <= {"descent_cycle", "other_relation"}  # of two people, one row says the reverse


def test_two_cycles_are_two() -> None:
    ring = "(%s1:Person)-[:FAMILY {type: parent}]->(%s2:Person)-[:FAMILY {type: parent}]->(%s3:Person)"
    back = "(%s3)-[:FAMILY {type: parent}]->(%s1)"
    text = "\n".join((ring % (("a",) * 3), back % (("a",) * 2), ring % (("b",) * 3), back % (("b",) * 2)))
    joined = text + "\n(a1)-[:FAMILY {type: parent}]->(b1)"
    rows = found(joined)
    assert sorted(rows.values()) == [3, 3] and len(rows) == 2


def test_a_long_line_of_descent_is_no_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kin_contradictions, "PEELS", 3)
    line = "\n".join(f"(a{n}:Person)-[:FAMILY {{type: parent}}]->(a{n + 1}:Person)" for n in range(30))
    assert found(line) == Counter()
    assert found(line + "\n(a20)-[:FAMILY {type: parent}]->(a10)") == {("descent_cycle", "a10"): 11}


def test_two_relations_that_exclude_each_other() -> None:
    assert found("(a:Person)-[:FAMILY {type: parent}]->(b:Person)-[:FAMILY {type: sibling}]->(a)") == {
        ("other_relation", "a"): 2
    }
    assert found("(a:Person)-[:FAMILY {type: spouse}]->(b:Person), (a)-[:FAMILY {type: sibling}]->(b)") == {
        ("other_relation", "a"): 2
    }
    agreed = "(a:Person)-[:FAMILY {type: parent}]->(b:Person)-[:FAMILY {type: child}]->(a)"
    assert found(agreed) == Counter()
    cousins = "(a:Person)-[:FAMILY {type: spouse}]->(b:Person)-[:FAMILY {type: collateral}]->(a)"
    assert found(cousins) == Counter()
    foster = "(a:Person)-[:FAMILY {type: spouse}]->(b:Person)-[:FAMILY {type: child, term: 养女}]->(a)"
    assert found(foster) == Counter()


@pytest.mark.parametrize(
    ("sex", "died", "kind"),
    [
        ("female", "1980-05-01", "born_after_mother_died"),
        ("female", "1980-05-02", ""),
        ("female", "1980", ""),
        ("male", "1979-07-06", "born_long_after_father_died"),
        ("male", "1979-07-07", ""),
    ],
)
def test_a_child_born_after_a_parent_died(sex: str, died: str, kind: str) -> None:
    graph = f"(c:Person {{born_on: 1980-05-02}})-[:FAMILY {{type: parent}}]->(p:Person {{sex: {sex}, died_on: {died}}})"
    assert found(graph) == (Counter({(kind, "c"): 1}) if kind else Counter())


def test_a_death_before_the_birth_speaks_of_the_person() -> None:
    assert found("(p:Person {born_on: 1981, died_on: 1980-12-31})") == {("died_before_born", "p"): 1}
    assert found("(p:Person {born_on: 1981, died_on: 1981})") == Counter()


def test_kin_rests_on_no_contradicting_row() -> None:
    good = "(o)-[:FAMILY {type: child}]->(k:Person)\n"
    assert kin(good) == {("o", "k", "child")}
    young = good + "(o)-[:FAMILY {type: parent}]->(p:Person {born_on: 1990}), (o:Person {born_on: 1970})"
    assert kin(young) == {("o", "k", "child")}
    mothers = good + "\n".join(f"(o)-[:FAMILY {{type: parent}}]->({m}:Person {{sex: female}})" for m in "ab")
    assert kin(mothers) == {("o", "k", "child")}
    dead = good + "(k {born_on: 1990})\n(o {sex: female, died_on: 1980})"
    assert kin(dead) == {("o", "k", "child")}  # a date is doubtful, the link is used


def test_every_kind_has_its_sentence() -> None:
    words = (value for name, value in vars(kin_contradictions).items() if name.isupper() and not name.startswith("_"))
    kinds = {word for word in words if isinstance(word, str) and word != kin_contradictions.NOT_BY_BIRTH}
    assert set(SENTENCES) == kinds
    assert all(sentence.en and sentence.zh for sentence in SENTENCES.values())
    assert set(kin_contradictions.STILL_USED) <= set(SENTENCES)
