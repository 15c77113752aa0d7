"""What the statements of one record say one after the other: states in time, in one file or in several."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bods.statements import Statement, entity, holding, holdings, loaded, person, relation, roles

pytestmark = pytest.mark.xdist_group("bods")
FIRM, OWNER = entity("e-1"), person("p-1")
DAYS = "share, since, until, since_certain, until_certain"
OPEN = "9999-12-31"


def states(folder: Path, *files: list[Statement], suffix: str = ".json") -> list[tuple[object, ...]]:
    """(share, since, until, since_certain, until_certain) of the holdings, by share."""
    found = loaded(folder, [FIRM, OWNER, *files[0]], *files[1:], suffix=suffix)
    return [row[3:] for row in holdings(found, DAYS)]


FALLING = [
    relation("r-1", "p-1", holding({"exact": 100}, "2002-03-09"), day="2019-01-20"),
    relation("r-1", "p-1", holding({"exact": 40}, "2021-09-24"), day="2021-09-25", status="updated"),
    relation("r-1", "p-1", holding({"exact": 30}, "2022-09-21"), day="2022-09-25", status="updated"),
    relation("r-1", "p-1", holding({"exact": 30}, "2022-09-21"), day="2023-03-03", status="closed"),
]
FALLEN = [
    (0.3, "2022-09-21", "2023-03-03", "2022-09-21", "2022-09-26"),
    (0.4, "2021-09-24", "2022-09-21", "2021-09-24", "2022-09-21"),
    (1.0, "2002-03-09", "2021-09-24", "2002-03-09", "2021-09-24"),
]


def test_each_state_has_its_time(tmp_path: Path) -> None:
    assert states(tmp_path, FALLING) == FALLEN


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_files_matter(tmp_path: Path, seed: int) -> None:
    """The states of a record are the same from one file, from lines in any order, and from one file per statement."""
    mixed = random.Random(seed).sample(FALLING, len(FALLING))
    assert states(tmp_path / "lines", mixed, suffix=".jsonl") == FALLEN
    assert states(tmp_path / "files", *([one] for one in mixed)) == FALLEN


def test_what_is_said_again_is_one_edge_with_all_its_rows(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), {"type": "boardMember"}, day=day, status=status)
        for day, status in (("2020-01-01", "new"), ("2021-01-01", "updated"), ("2022-01-01", "updated"))
    ]
    found = loaded(tmp_path, [FIRM, OWNER, *said[:2]], said[2:])
    assert [row[3:] for row in holdings(found, DAYS)] == [(0.5, "2019-03-01", OPEN, "2019-03-01", "2022-01-02")]
    assert [role for _, _, role, _ in roles(found)] == ["director"]
    rows = "SELECT count(*) FROM edge_source s JOIN e_OWNS__Person__Company e USING (eid)"
    assert found.rows(rows) == [(3,)]
    stray = "SELECT count(*) FROM edge_source WHERE eid NOT IN (SELECT eid FROM e_OWNS__Person__Company UNION ALL "
    assert found.rows(stray + "SELECT eid FROM e_HAS_ROLE__Person__Company)") == [(0,)]


def test_a_change_without_a_date_counts_from_its_statement(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), day="2020-01-01"),
        relation("r-1", "p-1", holding({"exact": 50}), day="2021-01-01", status="updated"),
        relation("r-1", "p-1", holding({"exact": 100}), day="2022-01-01", status="updated"),
    ]
    assert states(tmp_path, said) == [
        (0.5, "2019-03-01", "2022-01-01", "2019-03-01", "2021-01-02"),
        (1.0, "2022-01-01", OPEN, "2022-01-01", "2022-01-02"),
    ]


def test_an_end_that_is_given(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), day="2020-01-01"),
        relation("r-1", "p-1", holding({"exact": 50}, endDate="2020-06-01"), day="2021-01-01", status="closed"),
    ]
    assert states(tmp_path, said) == [(0.5, "2019-03-01", "2020-06-01", "2019-03-01", "2020-06-01")]


def test_an_interest_that_is_named_no_more(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), {"type": "votingRights"}, day="2020-01-01"),
        relation("r-1", "p-1", {"type": "votingRights"}, day="2021-01-01", status="updated"),
    ]
    found = loaded(tmp_path, [FIRM, OWNER, *said])
    assert holdings(found, "since, until, until_certain", "kind = 'equity'") == [
        ("p-1", "X:BODS-e-1", "equity", "2019-03-01", "2021-01-01", "2020-01-02")
    ]
    assert holdings(found, "until", "kind = 'votes'") == [("p-1", "X:BODS-e-1", "votes", OPEN)]


def test_an_interest_that_returns(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}, None), day="2020-01-01"),
        relation("r-1", "p-1", {"type": "votingRights"}, day="2021-01-01", status="updated"),
        relation("r-1", "p-1", holding({"exact": 50}, "2021-12-01"), day="2022-01-01", status="updated"),
    ]
    assert states(tmp_path, said)[:2] == [
        (0.5, "0001-01-01", "2021-01-01", "2020-01-01", "2020-01-02"),
        (0.5, "2021-12-01", OPEN, "2021-12-01", "2022-01-02"),
    ]


def test_two_statements_of_one_day(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), day="2021-09-11T16:15:08Z", ident="a", status="updated"),
        relation("r-1", "p-1", holding({"exact": 40}), day="2021-09-11T14:02:11Z", ident="b"),
    ]
    assert states(tmp_path, said) == [
        (0.4, "2019-03-01", "2021-09-11", "2019-03-01", "2021-09-11"),
        (0.5, "2021-09-11", OPEN, "2021-09-11", "2021-09-12"),
    ]


def test_records_do_not_end_each_other(tmp_path: Path) -> None:
    said = [
        relation("r-1", "p-1", holding({"exact": 50}), day="2020-01-01"),
        relation("r-2", "p-1", holding({"exact": 20}), day="2021-01-01"),
    ]
    assert [row[2] for row in states(tmp_path, said)] == [OPEN, OPEN]


def test_the_newest_statement_about_a_party_speaks_first(tmp_path: Path) -> None:
    old = {**entity("e-1"), "statementId": "old", "statementDate": "2018-01-01"}
    old["recordDetails"] = {**old["recordDetails"], "name": "Former Ltd", "foundingDate": "2001"}
    found = loaded(tmp_path, [FIRM, old])
    assert found.rows("SELECT name, former_names, founded_on::VARCHAR FROM n_Company") == [
        ("e-1", ["Former Ltd"], "2001-01-01")
    ]
