"""What the worked examples of the standard come to as interests: chains, joint holders, nominees, histories."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graphinv import derive
from tests.data import DATA, absent
from tests.ocds.loaded import load

PACK = DATA / "bods_examples"
pytestmark = [
    pytest.mark.skipif(bool(absent(PACK)), reason=absent(PACK) or "-"),
    pytest.mark.xdist_group("bods_interests"),
]
Row = tuple[str, str, float | None, bool, bool, str, str]
"""Names of holder and company, greatest share, whether directly, control, since, until."""


def interests(folder: Path, name: str) -> list[Row]:
    """All interests in the companies of an example, as if each had bid."""
    found = load(folder / "state", [PACK / f"{name}.json"])
    copy = shutil.copy(next(found.state.glob("graph-*.duckdb")), folder / "graph.duckdb")
    with duckdb.connect(str(copy)) as con:
        con.execute(
            "INSERT INTO e_BID__Company__Lot (eid, src, dst, certain) SELECT nid, nid, nid, true FROM n_Company"
        )
        derive.run(con, {"INTEREST_IN"})
        parts = [f"FROM e_INTEREST_IN__{label}__Company" for label in ("Person", "Company", "Unit")]
        return con.execute(
            f"SELECT coalesce(h.name, h.id), c.name, share, direct, control, since::TEXT, until::TEXT "
            f"FROM ({' UNION ALL '.join(parts)}) i JOIN n_Party h ON h.nid = i.src JOIN n_Company c ON c.nid = i.dst "
            "ORDER BY ALL"
        ).fetchall()


def shares(rows: list[Row], day: str = "2026-01-01") -> dict[tuple[str, str], float]:
    """The greatest share of each holder in each company on a day."""
    found: dict[tuple[str, str], float] = {}
    for holder, company, share, _, _, since, until in rows:
        if share is not None and since <= day < until:
            found[holder, company] = max(share, found.get((holder, company), 0.0))
    return found


EXPECTED: dict[str, dict[tuple[str, str], float]] = {
    "indirect-ownership": {("Company B", "Company A"): 0.6, ("Person 1", "Company A"): 0.3},
    "mixed-direct-and-indirect-ownership": {("Company B", "Company A"): 0.5, ("Person 1", "Company A"): 1.0},
    "multiple-indirect-ownership": {
        ("Company C", "Company B"): 0.5,
        ("Company D", "Company B"): 0.5,
        ("Person 1", "Company B"): 0.6,
    },
    "mutilple-indirect-ownership-2": {
        ("Company B", "Company A"): 0.4,
        ("Company C", "Company A"): 0.2,
        ("Person 1", "Company A"): 0.6,
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_chains_are_not_added_to_their_totals(tmp_path: Path, name: str) -> None:
    rows = interests(tmp_path, name)
    assert shares(rows) == EXPECTED[name]
    whole = [
        row
        for row in rows
        if row[0] == "Person 1" and row[2] is not None and row[2] == EXPECTED[name].get((row[0], row[1]))
    ]
    assert whole and not any(row[3] for row in whole)  # at least in part through companies


def test_a_ministry_and_its_state_have_the_whole_company(tmp_path: Path) -> None:
    rows = interests(tmp_path, "bods-package-fi-soe")
    firms = {row[1] for row in rows}
    whole = {(holder, company) for (holder, company), share in shares(rows).items() if share == 1.0}
    subject = {company for company in firms if len([one for one in whole if one[1] == company]) == 2}
    assert len(subject) == 1


def test_joint_holders_have_half_of_the_firm_each(tmp_path: Path) -> None:
    found = sorted(shares(interests(tmp_path, "joint-ownership")).values())
    assert found == [0.5, 0.5, 0.5, 0.5, 1.0]


def test_a_range_counts_as_its_least_share(tmp_path: Path) -> None:
    found: list[Any] = interests(tmp_path, "simple-pep-declaration")
    assert {(share, control) for _, _, share, _, control, _, _ in found} == {(0.25, False), (None, False)}


def test_the_nominator_controls_and_the_nominee_does_not(tmp_path: Path) -> None:
    rows = interests(tmp_path, "nomination")
    assert rows and len({row[0] for row in rows if row[4]}) == 1
    assert not any(row[2] for row in rows)


def test_histories(tmp_path: Path) -> None:
    rows = interests(tmp_path, "tecido")
    days = ("2020-01-01", "2022-01-01", "2022-12-01", "2023-03-02", "2024-01-01")
    assert [sorted(shares(rows, day).values()) for day in days] == [
        [1.0],
        [0.4, 0.6],
        [0.3, 0.7],
        [0.3, 0.8],
        [0.8],
    ]
