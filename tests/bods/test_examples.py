"""The worked examples of the standard: what the README of the pack says that a loader must give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from tests.bods.statements import holdings, roles
from tests.data import DATA, absent
from tests.ocds.loaded import Loaded, load

PACK = DATA / "bods_examples"
pytestmark = [
    pytest.mark.skipif(bool(absent(PACK)), reason=absent(PACK) or "-"),
    pytest.mark.xdist_group("bods_examples"),
]
STATEMENTS = {
    "bods-package": (1, 1, 1),
    "bods-package-entity-owning-entity": (2, 0, 1),
    "bods-package-annotations": (2, 0, 1),
    "bods-package-linking-annotations": (1, 1, 1),
    "bods-package-fi-soe": (4, 0, 5),
    "simple-pep-declaration": (1, 1, 1),
    "full-pep-declaration": (1, 1, 1),
    "multiple-tax-residencies": (1, 1, 1),
    "plc-entity-statement": (1, 0, 0),
    "listed-company-exempt-from-disclosure": (1, 0, 1),
    "indirect-ownership": (2, 1, 3),
    "mixed-direct-and-indirect-ownership": (2, 1, 3),
    "multiple-indirect-ownership": (3, 1, 5),
    "mutilple-indirect-ownership-2": (3, 1, 5),
    "joint-ownership": (2, 2, 3),
    "nomination": (2, 2, 4),
    "levent": (1, 3, 3),
    "fermcat": (3, 10, 10),
    "tecido": (2, 2, 7),
}
Example = Callable[[str], Loaded]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    made: dict[str, Loaded] = {}

    def get(name: str) -> Loaded:
        if name not in made:
            made[name] = load(tmp_path_factory.mktemp("example") / "state", [PACK / f"{name}.json"])
        return made[name]

    return get


def effective(found: Loaded) -> dict[tuple[str, str], float]:
    """The share of each holder in each company over all chains of shares that are open today, ends by their keys."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for holder, company, _, share in holdings(found, "share", "share IS NOT NULL AND until = DATE '9999-12-31'"):
        graph.add_edge(holder, company, share=share)
    total: dict[tuple[str, str], float] = {}
    for start in graph:
        for path in nx.all_simple_edge_paths(graph, start, set(graph) - {start}):
            product = 1.0
            for edge in path:
                product *= graph.edges[edge]["share"]
            total[start, path[-1][1]] = round(total.get((start, path[-1][1]), 0) + product, 9)
    return total


def by_name(found: Loaded) -> dict[str, str]:
    """Key of each party to its name."""
    union = " UNION ALL ".join(f"SELECT id, name FROM n_{label}" for label in ("Person", "Company", "Unit"))
    return dict(found.rows(union))


def shares(found: Loaded) -> dict[tuple[str, str], float]:
    names = by_name(found)
    return {(names[holder], names[company]): share for (holder, company), share in effective(found).items()}


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_is_read_and_every_path_accounted_for(example: Example, name: str) -> None:
    found = example(name)
    entities, persons, relations = STATEMENTS[name]
    numbers = found.rows(
        "SELECT split_part(f.loader, '.', 2), count(DISTINCT s.row // 100000) FROM source_file f JOIN "
        "(SELECT file, row FROM node_source UNION SELECT file, row FROM edge_source) s USING (file) GROUP BY 1"
    )
    seen = dict(numbers)
    assert (seen.get("entities", 0), seen.get("persons", 0)) == (entities, persons)
    undisclosed = 1 if name == "listed-company-exempt-from-disclosure" else 0
    assert seen.get("relationships", 0) == relations - undisclosed
    assert all(file["rejected"] == 0 for file in found.report.files)
    assert found.unknown == set() and found.report.stubs == {}


def test_there_is_no_other_example() -> None:
    assert {path.stem for path in PACK.glob("*.json")} == STATEMENTS.keys()
    assert tuple(map(sum, zip(*STATEMENTS.values(), strict=True))) == (35, 28, 56)


def test_whole_companies(example: Example) -> None:
    for name in ("bods-package", "multiple-tax-residencies"):
        (((_, kind, share)),) = [row[1:] for row in holdings(example(name))]
        assert (kind, share) == ("equity", 1.0)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("bods-package-entity-owning-entity", (0.75, 0.75, 1.0, None, True)),
        ("bods-package-linking-annotations", (0.250000001, 0.25, 0.5, True, True)),
        ("simple-pep-declaration", (0.25, 0.25, 0.5, None, True)),
        ("full-pep-declaration", (0.25, 0.25, 0.5, None, True)),
    ],
)
def test_ranges_stay_ranges(example: Example, name: str, row: tuple[object, ...]) -> None:
    columns = "share, share_min, share_max, share_min_open, share_max_open"
    assert [one[3:] for one in holdings(example(name), columns, "kind = 'equity'")] == [row]


def test_votes_are_no_second_share(example: Example) -> None:
    for name in ("simple-pep-declaration", "full-pep-declaration"):
        assert [row[2:] for row in holdings(example(name), "share, share_min, share_max", "kind <> 'equity'")] == [
            ("votes", None, 0.25, 0.5)
        ]
        assert example(name).rows("SELECT pep FROM n_Person") == [(True,)]


def test_annotations_are_listed(example: Example) -> None:
    for name, count in (("bods-package-annotations", 0), ("bods-package-linking-annotations", 1)):
        ((noted,),) = example(name).rows("SELECT value FROM note WHERE col = 'annotations'")
        assert noted.count(";") == count
    (row,) = holdings(example("bods-package-annotations"), "interest")
    assert row[2:] == ("unknown", None)


def test_a_company_of_the_state(example: Example) -> None:
    """The ministry's 100 % follow from its steps; the state's are declared, for it holds no shares in the ministry."""
    found = example("bods-package-fi-soe")
    assert found.rows("SELECT count(*) FROM n_Unit") == [(2,)]
    ((body, state),) = found.ask("MATCH (b:Unit)-[:PART_OF]->(s:Unit) RETURN b.id, s.id")
    total = effective(found)
    subject = next(company for holder, company, kind, _ in holdings(found) if kind == "indirect" and holder == state)
    assert total[body, subject] == total[state, subject] == 1.0
    assert sorted(share for _, _, kind, share in holdings(found) if kind == "equity") == [0.235, 0.765, 1.0]


def test_two_identifiers_find_one_company(example: Example) -> None:
    found = example("plc-entity-statement")
    ((ident,),) = found.rows("SELECT id FROM n_Company WHERE kind = 'listed'")
    assert ident.startswith("X:GB-COH-")
    (lei,) = [key for (key,) in found.rows("SELECT key FROM alias WHERE key LIKE 'X:XI-LEI-%'")]
    assert found.store.find("Company", lei) == found.store.find("Company", ident)


def test_an_unknown_owner_is_no_ghost(example: Example) -> None:
    found = example("listed-company-exempt-from-disclosure")
    assert found.rows("SELECT count(*) FROM n_Person") == [(0,)]
    assert found.rows("SELECT kind FROM n_Company") == [("listed",)]
    assert holdings(found) == []
    assert found.rows("SELECT value FROM note") == [("subjectExemptFromDisclosure",)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("indirect-ownership", {("Company B", "Company A"): 0.6, ("Person 1", "Company A"): 0.3}),
        ("mixed-direct-and-indirect-ownership", {("Company B", "Company A"): 0.5, ("Person 1", "Company A"): 1.0}),
        (
            "multiple-indirect-ownership",
            {("Company C", "Company B"): 0.5, ("Company D", "Company B"): 0.5, ("Person 1", "Company B"): 0.6},
        ),
        (
            "mutilple-indirect-ownership-2",
            {("Company B", "Company A"): 0.4, ("Company C", "Company A"): 0.2, ("Person 1", "Company A"): 0.6},
        ),
    ],
)
def test_chains_are_not_added_to_their_totals(
    example: Example, name: str, expected: dict[tuple[str, str], float]
) -> None:
    assert shares(example(name)) == expected


def test_joint_holders(example: Example) -> None:
    found = example("joint-ownership")
    (arrangement,) = [ident for (ident,) in found.rows("SELECT id FROM n_Company WHERE kind = 'arrangement'")]
    total = effective(found)
    (firm,) = {company for _, company in total} - {arrangement}
    persons = [ident for (ident,) in found.rows("SELECT id FROM n_Person")]
    assert total[arrangement, firm] == 1.0
    assert [total[person, arrangement] for person in persons] == [0.5, 0.5]
    assert [total[person, firm] for person in persons] == [0.5, 0.5]


def test_a_nominee_is_not_named_as_owner(example: Example) -> None:
    found = example("nomination")
    rows = holdings(found, "interest, beneficial")
    (nominee,) = [holder for holder, _, kind, *_ in rows if kind == "nominee"]
    (firm,) = [company for _, company, _, interest, _ in rows if interest == "otherInfluenceOrControl"]
    owners = {holder for holder, _, _, _, beneficial in rows if beneficial}
    assert owners == {holder for holder, _, _, interest, _ in rows if interest == "nominator"} and nominee not in owners
    assert not [row for row in rows if row[:2] == (nominee, firm)] and roles(found) == []
    assert shares(found) == {}


def test_a_trust(example: Example) -> None:
    found = example("levent")
    per_person = [role for _, _, role, _ in roles(found)]
    assert sorted(per_person) == ["settlor", "trustee", "trustee"]
    assert len({person for person, *_ in roles(found)}) == 2
    (benefit,) = holdings(found, "interest")
    assert benefit[2:] == ("benefit", "beneficiaryOfLegalArrangement")
    assert found.rows("SELECT name FROM n_Person WHERE id = ?".replace("?", f"'{benefit[0]}'")) == [(None,)]


def test_a_history_of_two_owners(example: Example) -> None:
    found = example("fermcat")
    rows = holdings(found, "share, since, until")
    live = [row for row in rows if row[-1] == "9999-12-31"]
    assert [(share, since) for *_, share, since, _ in live] == [(1.0, "2022-01-21")]
    closed = {(holder, share, until) for holder, _, _, share, _, until in rows if holder != live[0][0]}
    assert {(share, until) for _, share, until in closed} == {(0.5, "2021-04-03"), (0.5, "2022-01-21")}
    names = by_name(found)
    assert len({names[holder].split()[-1] for holder, *_ in closed}) == 1  # replaced by somebody of the same surname
    for day in ("2020-01-01", "2021-12-31", "2022-06-01"):
        held = [share for *_, share, since, until in rows if since <= day < until]
        assert sum(held) == 1.0, day


def test_a_history_of_falling_shares(example: Example) -> None:
    found = example("tecido")
    rows = holdings(found, "since, until, share", "kind = 'equity'")
    persons = {ident for (ident,) in found.rows("SELECT id FROM n_Person")}
    assert [row[3:] for row in rows if row[0] in persons] == [
        ("2002-03-09", "2021-09-24", 1.0),
        ("2021-09-24", "2022-09-21", 0.4),
        ("2022-09-21", "2023-03-03", 0.3),
    ]
    assert [row[3:] for row in rows if row[0] not in persons] == [
        ("2021-09-24", "2022-09-21", 0.6),
        ("2022-09-21", "2023-03-01", 0.7),
        ("2023-03-01", "9999-12-31", 0.8),
    ]
    assert sorted(effective(found).values()) == [0.8]
    assert {until for *_, until in holdings(found, "until", "holder NOT LIKE 'X:%'")} <= {
        "2021-09-24",
        "2022-09-21",
        "2023-03-03",
    }


def test_all_examples_load_together(tmp_path: Path) -> None:
    found = load(tmp_path / "state", [PACK])
    counts = [(file["rows"], file["rejected"]) for file in found.report.files]
    assert sum(rejected for _, rejected in counts) == 0 and found.report.stubs == {}
    assert {file["file"].removesuffix(".json") for file in found.report.files} == STATEMENTS.keys()
