"""More than the whole of a company on some day is noted once, and only where it is certain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from graphinv.mapping.transforms import share_check
from graphinv.mapping.work import Work
from tests.mapping.hand import Graph, Hand, credit_code, person_no

A, B = credit_code(1), credit_code(2)
HOLDERS = [person_no(seed) for seed in range(1, 6)]


def _graph(folder: Path, *rows: dict[str, Any], as_of: str | None = "2024-12-31") -> Graph:
    hand = Hand()
    hand.file("companies", [{"company_id": A, "name": "甲公司"}])
    known = {"company_id": A, "kind": "equity", "since": "2020-01-01"}
    holdings = [{"holder_id": holder, **known, **row} for holder, row in zip(HOLDERS, rows, strict=False)]
    hand.file("shareholdings", holdings, as_of=as_of)
    return hand.graph(folder / "g.duckdb")


def _notes(graph: Graph) -> list[tuple[Any, ...]]:
    return graph.rows("SELECT row, col, reason, reason_zh FROM note ORDER BY ALL")


def test_the_highest_sum_is_named_at_the_last_holding(tmp_path: Path) -> None:
    graph = _graph(
        tmp_path,
        {"share": 0.6, "since": "2019-01-01"},
        {"share": 0.5, "since": "2021-05-01", "until": "2023-01-01"},
        {"share": 0.25, "since": "2020-03-01"},
        {"share": 0.3, "since": "2023-01-01"},  # the day on which the second one ends: 1.15
    )
    assert _notes(graph) == [
        (
            3,
            "share",
            "2021-05-01: the shares of 甲公司 add up to 135.00 %, more than the whole",
            "甲公司 的持股比例在 2021-05-01 合计 135.00%，超过 100%",
        )
    ]
    assert graph.totals.edges["OWNS"] == 4


@pytest.mark.parametrize(
    "rows",
    [
        [{"share": 0.3335}, {"share": 0.3335}, {"share": 0.334}],  # 1.001: rounding
        [{"share": 1.0, "until": "2022-01-01"}, {"share": 1.0, "since": "2022-01-01"}],  # handed over
        [{"share": 1.0, "until": "2022"}, {"share": 1.0, "since": "2022-06-01"}],  # perhaps handed over
        [{"share": 1.0}, {"share": 0.5, "kind": "nominee"}, {"share": 0.5, "kind": "agreement"}],
        [{"share": 1.0}, {"share": 0.5, "since": None}],  # since when is not known, nor that it was so on any day
        [{"share": 1.0}, {"share": 0.5, "company_id": B}],
        [{"share": 1.0}, {"share": 0.5, "company_id": None, "company_name": "甲公司"}],  # linked by its name alone
    ],
)
def test_what_may_be_true_is_not_noted(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    assert _notes(_graph(tmp_path, *rows)) == []


def test_an_end_that_is_unknown_makes_nothing_certain(tmp_path: Path) -> None:
    assert _notes(_graph(tmp_path, {"share": 1.0}, {"share": 0.5}, as_of=None)) == []


def test_units_and_companies_hold_too_and_each_company_is_noted(tmp_path: Path) -> None:
    hand = Hand()
    both = [{"holder_id": holder, "company_id": of, "share": 0.51} for of in (A, B) for holder in HOLDERS[:1]]
    both += [{"holder_id": credit_code(3), "company_id": of, "share": 0.5} for of in (A, B)]
    rows = [{"kind": "equity", "since": "2020", "until": "2022-01-01", **row} for row in both]
    hand.file("shareholdings", rows)
    notes = _notes(hand.graph(tmp_path / "g.duckdb"))
    assert [(row, reason) for row, _, reason, _ in notes] == [
        (4, f"2020-12-31: the shares of {A} add up to 101.00 %, more than the whole"),
        (5, f"2020-12-31: the shares of {B} add up to 101.00 %, more than the whole"),
    ]


def test_many_holdings_cost_little(tmp_path: Path) -> None:
    """60,000 holdings, every tenth company over its whole: 0.02 s here; the bound only tells a scan from a join."""
    graph = _graph(tmp_path, {"share": 1.0})
    graph.con.close()
    con = duckdb.connect(str(tmp_path / "g.duckdb"))
    con.execute(
        'INSERT INTO "e_OWNS__Person__Company" (eid, src, dst, share, kind, certain, since, since_certain, until, '
        "until_certain) SELECT i, 0, i // 4, CASE WHEN i // 4 % 10 = 0 THEN 0.3 ELSE 0.25 END, 'equity', true, d, d, "
        "d + 3000, d + 3000 FROM (SELECT i, DATE '2010-01-01' + (i % 1000)::INTEGER AS d FROM range(60000) t(i))"
    )
    con.execute('INSERT INTO more_source SELECT eid, 1, eid FROM "e_OWNS__Person__Company"')
    con.execute("CREATE TABLE m_note (file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, en VARCHAR, zh VARCHAR)")
    con.execute(
        "CREATE TEMP TABLE m_node_Company AS SELECT i AS nid, 'C' || i AS id, NULL::VARCHAR AS name "
        "FROM range(15000) t(i)"
    )
    share_check.run(Work(con))
    assert con.execute("SELECT count(*) FROM m_note").fetchall() == [(1500,)]
    con.close()
