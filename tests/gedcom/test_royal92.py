"""A large real genealogy: the numbers of its README, found in the graph (persons are named by their numbers only)."""

from __future__ import annotations

import csv
from collections import Counter

import networkx as nx
import pytest

from tests.data import DATA, absent
from tests.ocds.loaded import Loaded, load

PACK = DATA / "royal92"
pytestmark = [
    pytest.mark.skipif(bool(absent(PACK / "royal92.ged")), reason=absent(PACK / "royal92.ged") or "-"),
    pytest.mark.xdist_group("royal92"),
]
UP = 4
"""So many generations the related couples of the key are traced back."""


@pytest.fixture(scope="module")
def royal(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("royal92") / "state", [PACK / "royal92.ged"])


@pytest.fixture(scope="module")
def family(royal: Loaded) -> list[tuple[str, str, str]]:
    """(start, end, type) of each declared relation, persons by their cross-references."""
    rows = royal.rows(
        "SELECT split_part(s.id, '/', 2), split_part(d.id, '/', 2), f.type FROM e_FAMILY__Person__Person f "
        "JOIN n_Person s ON s.nid = f.src JOIN n_Person d ON d.nid = f.dst"
    )
    return [(start, end, kind) for start, end, kind in rows]


@pytest.fixture(scope="module")
def descent(family: list[tuple[str, str, str]]) -> nx.DiGraph[str]:
    """Child to parent."""
    return nx.DiGraph((start, end) for start, end, kind in family if kind == "parent")


def test_every_line_is_read(royal: Loaded) -> None:
    counts = {file["loader"]: (file["rows"], file["rejected"]) for file in royal.report.files}
    assert counts == {"gedcom.persons": (3010, 0), "gedcom.couples": (1422, 0), "gedcom.children": (2018, 0)}
    assert royal.unknown == set() and royal.report.stubs == {}


def test_persons_by_sex(royal: Loaded) -> None:
    assert royal.rows("SELECT sex, count(*) FROM n_Person GROUP BY 1 ORDER BY 1") == [
        ("female", 1311),
        ("male", 1686),
        (None, 13),
    ]


def test_names(royal: Loaded) -> None:
    ((named, distinct),) = royal.rows("SELECT count(name), count(DISTINCT name) FROM n_Person")
    assert (named, distinct) == (3006, 2494)
    shared = "SELECT name, count(*) AS n FROM n_Person WHERE name IS NOT NULL GROUP BY 1 HAVING n > 1"
    assert royal.rows(f"SELECT count(*), sum(n)::INTEGER FROM ({shared})") == [(231, 743)]
    assert royal.rows("SELECT count(*) FROM n_Person WHERE name = 'Unknown'") == [(36,)]


def test_relations(family: list[tuple[str, str, str]], royal: Loaded) -> None:
    assert Counter(kind for _, _, kind in family) == {"spouse": 1138, "parent": 3724}
    by_sex = royal.rows(
        "SELECT p.sex, count(*) FROM e_FAMILY__Person__Person f JOIN n_Person p ON p.nid = f.dst "
        "WHERE f.type = 'parent' GROUP BY 1"
    )
    assert dict(by_sex) == {"male": 2010, "female": 1714}


def test_parents(descent: nx.DiGraph[str]) -> None:
    known = Counter(degree for _, degree in descent.out_degree())
    assert known[2] == 1706
    assert 3010 - known[1] - known[2] == 992
    assert nx.is_directed_acyclic_graph(descent)
    assert nx.dag_longest_path_length(descent) == 79


def test_components(family: list[tuple[str, str, str]], royal: Loaded) -> None:
    persons = [ident for (ident,) in royal.rows("SELECT split_part(id, '/', 2) FROM n_Person")]

    def sizes(kinds: set[str]) -> list[int]:
        graph: nx.Graph[str] = nx.Graph((start, end) for start, end, kind in family if kind in kinds)
        graph.add_nodes_from(persons)
        return sorted(map(len, nx.connected_components(graph)), reverse=True)

    assert sizes({"parent", "spouse"}) == [2939, 68, 1, 1, 1]
    alone = sizes({"parent"})
    assert (len(alone), alone[0]) == (405, 2435)


def test_one_queen(family: list[tuple[str, str, str]], descent: nx.DiGraph[str]) -> None:
    assert set(descent.successors("I1")) == {"I133", "I138"}
    children = set(descent.predecessors("I1"))
    assert children == {f"I{n}" for n in range(3, 12)}
    assert len({grandchild for child in children for grandchild in descent.predecessors(child)}) == 40
    assert len(nx.ancestors(descent, "I1")) == 331  # who leads to her leads from child to parent
    married = {
        end if start == "I1" else start for start, end, kind in family if kind == "spouse" and "I1" in (start, end)
    }
    assert married == {"I2"}
    near: nx.Graph[str] = nx.Graph((start, end) for start, end, _ in family)
    distances = nx.single_source_shortest_path_length(near, "I1", cutoff=3)
    assert [sum(0 < steps <= most for steps in distances.values()) for most in (1, 2, 3)] == [12, 68, 200]


def ancestors(descent: nx.DiGraph[str], person: str) -> dict[str, int]:
    """Ancestors at most four generations up, the person included, with the fewest steps."""
    if person not in descent:
        return {person: 0}
    return nx.single_source_shortest_path_length(descent, person, cutoff=UP)


def blood_degree(descent: nx.DiGraph[str], one: str, other: str) -> tuple[int, list[tuple[int, int, str]]] | None:
    """The fewest parent steps between two people through a common ancestor, and the ancestors that give them."""
    mine, theirs = ancestors(descent, one), ancestors(descent, other)
    shared = [(mine[who] + theirs[who], mine[who], theirs[who], who) for who in mine.keys() & theirs.keys()]
    if not shared:
        return None
    least = min(shared)[0]
    return least, sorted((up, other_up, who) for degree, up, other_up, who in shared if degree == least)


def test_the_related_couples(family: list[tuple[str, str, str]], descent: nx.DiGraph[str]) -> None:
    with (PACK / "expected_related_couples.csv").open(encoding="utf-8") as file:
        expected = {(row["husband_id"], row["wife_id"]): row for row in csv.DictReader(file)}
    found = {
        (husband, wife): related
        for husband, wife, kind in family
        if kind == "spouse" and (related := blood_degree(descent, husband, wife))
    }
    assert found.keys() == expected.keys() and len(found) == 74
    for couple, row in expected.items():
        degree, nearest = found[couple]
        assert degree == int(row["blood_degree"])
        assert {who for _, _, who in nearest} == set(row["nearest_common_ancestors"].split("|"))
        steps = {(up, other) for up, other, _ in nearest}
        assert (int(row["husband_steps_up"]), int(row["wife_steps_up"])) in steps
    assert Counter(degree for degree, _ in found.values()) == {2: 1, 3: 3, 4: 20, 5: 16, 6: 13, 7: 10, 8: 11}


def test_cousins(descent: nx.DiGraph[str]) -> None:
    degree = blood_degree(descent, "I1", "I2")
    assert degree and degree[0] == 4 and {step[:2] for step in degree[1]} == {(2, 2)}
    other = blood_degree(descent, "I52", "I57")
    assert other and other[0] == 7 and {who for *_, who in other[1]} == {"I225", "I226"}
    assert ancestors(descent, "I52")["I1"] == ancestors(descent, "I57")["I1"] == 4


def test_what_cannot_be_true_is_reported_and_not_used(royal: Loaded) -> None:
    rows = royal.rows(
        "SELECT c.kind, c.used, split_part(p.id, '/', 2), split_part(d.id, '/', 2) FROM contradiction c "
        "LEFT JOIN e_FAMILY__Person__Person f ON f.eid = c.eid LEFT JOIN n_Person p ON p.nid = f.dst "
        "JOIN n_Person d ON d.nid = c.nid"
    )
    young = {(parent, child) for kind, used, parent, child in rows if not used}
    assert {kind for kind, used, *_ in rows if not used} == {"parent_born_after_child", "parent_too_young"}
    assert {("I1474", "I1476"), ("I812", "I169"), ("I2948", "I2947"), ("I2950", "I2942"), ("I2865", "I1484")} <= young
    kinds = Counter(kind for kind, *_ in rows)
    assert kinds["parent_too_young"] == 5 and kinds["born_after_mother_died"] == 6
    assert [child for kind, _, _, child in rows if kind == "died_before_born"] == ["I2948"]
    assert royal.report.contradictions == len(young) == 9
