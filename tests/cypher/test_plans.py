"""No range, nested-loop or cross join in the plans of typical rules, on tables with rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from graphinv.cypher import compile_query
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import EDGE_TABLES, LABEL_ORDER, ddl, edge_columns, node_columns, node_table, quoted

BAD = ("PIECEWISE_MERGE_JOIN", "IE_JOIN", "NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN", "CROSS_PRODUCT")
ROWS = 2000
PARAMS: dict[str, Any] = {"min_share": 0.05, "as_of": date(2022, 1, 1), "grace": 30, "n": 2}

OWN_UNIT = """
MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)
      -[buys:BUYER]->(unit:Unit), (official)-[post:HOLDS_POST]->(unit)
WHERE kin.near AND overlaps(kin, award.infl_from, award.awarded_on)
  AND overlaps(post, award.infl_from, award.awarded_on) AND within_days(award.awarded_on, post.until, -89, null)
  AND overlaps(interest, award.infl_from, award.awarded_on)
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
RETURN official, post, unit, kin, relative, interest, company, won, award, buys, award.amount AS amount
"""

QUERIES = {
    "kin wins at the own unit": OWN_UNIT,
    "the same in another order": """
MATCH (unit:Unit)<-[buys:BUYER]-(award:Award)<-[won:WON]-(company), (official)-[post:HOLDS_POST]->(unit),
      (relative)-[interest:INTEREST_IN]->(company), (official:Person)-[kin:KIN]->(relative)
WHERE overlaps(kin, award.infl_from, award.awarded_on) AND overlaps(post, award.infl_from, award.awarded_on)
  AND before(post.since, award.awarded_on) AND before(interest.since, post.until)
RETURN official, relative, company, award""",
    "paid after death": """
MATCH (payee:Person)-[paid:RECEIVED]->(programme:Programme)
WHERE within_days(payee.died_on, paid.paid_on, $grace, null) AND programme.kind <> 'death'
  AND NOT EXISTS { MATCH (payee)-[back:RECEIVED]->(programme)
                   WHERE back.amount < 0 AND back.period = paid.period AND before(paid.paid_on, back.paid_on) }
RETURN payee, programme, collect(paid) AS payments, sum(paid.amount) AS amount""",
    "one payee, two programmes": """
MATCH (payee:Person)-[one:RECEIVED]->(programme:Programme), (payee)-[two:RECEIVED]->(other:Programme)
WHERE programme.id <= other.id AND one.period = two.period AND one.eid < two.eid
  AND EXISTS { MATCH (pair:ExclusivePair) WHERE pair.programme_a_id = programme.id AND pair.programme_b_id = other.id
               AND valid_at(pair, one.paid_on) }
RETURN payee, programme, other, one, two""",
    "bidders under one head": """
MATCH (bidder_a:Company)-[bid_a:BID]->(lot:Lot)<-[bid_b:BID]-(bidder_b:Company),
      (head:Person)-[role_a:HAS_ROLE]->(bidder_a), (head)-[role_b:HAS_ROLE]->(bidder_b)
WHERE bidder_a.id < bidder_b.id AND valid_at(role_a, lot.deadline_on) AND valid_at(role_b, lot.deadline_on)
RETURN lot, bidder_a, bidder_b, collect(head) AS heads""",
    "an optional pattern with time conditions": """
MATCH (o:Person)-[post:HOLDS_POST]->(u:Unit)
OPTIONAL MATCH (u)<-[buys:BUYER]-(k:Contract)<-[won:WON]-(c:Company)<-[own:OWNS]-(p:Person)
WHERE overlaps(post, k.infl_from, k.awarded_on) AND valid_at(own, k.awarded_on) AND before(own.since, post.until)
RETURN o, u, count(k) AS n""",
    "counting with time conditions": """
MATCH (c:Company)
WHERE COUNT { MATCH (c)-[bid:BID]->(l:Lot)<-[other:BID]-(d:Company)-[own:OWNS]->(e:Company)
              WHERE valid_at(own, l.awarded_on) AND before(own.since, c.founded_on) } >= $n
RETURN c""",
    "summing beside time conditions": """
MATCH (o:Person)-[post:HOLDS_POST]->(u:Unit)
CALL (o, u, post) { MATCH (u)<-[buys:BUYER]-(k:Contract)<-[won:WON]-(c:Company)<-[own:OWNS]-(o)
                    WHERE overlaps(post, k.infl_from, k.awarded_on) AND valid_at(own, k.awarded_on)
                    RETURN sum(k.amount) AS amount, collect(k) AS contracts }
WITH o, u, amount, contracts WHERE amount > 0
RETURN o, u, amount, contracts""",
    "conditions that come only after WITH": """
MATCH (o:Person)-[post:HOLDS_POST]->(u:Unit)<-[buys:BUYER]-(k:Contract)<-[won:WON]-(c:Company)<-[own:OWNS]-(p:Person)
WITH o, post, k, own WHERE before(own.since, post.until) AND overlaps(post, k.infl_from, k.awarded_on)
RETURN o, k, own""",
    "kin of kin through a firm": """
MATCH (o:Person)-[kin:KIN]->(p:Person)-[own:OWNS*1..3]->(c:Company)-[won:WON]->(k:Contract)
WHERE all(step IN own WHERE valid_at(step, k.awarded_on)) AND overlaps(kin, k.infl_from, k.awarded_on)
RETURN o, p, c, k, own""",
}


@pytest.fixture(scope="module")
def filled() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table with rows, numbers and days drawn from a fixed hash."""
    base = duckdb.connect()
    for statement in ddl():
        base.execute(statement)
    low = {label.name: place * ROWS for place, label in enumerate(LABEL_ORDER)}
    for label in LABELS:
        columns = node_columns(label)
        values = {"nid": f"i + {low[label]}", "gid": f"'{label}' || i", "id": f"'{label}' || i"}
        _fill(base, node_table(label), columns, values)
    for table in EDGE_TABLES:
        ends = {
            "eid": f"i + {table.tag * ROWS}",
            "src": _number(1, low[table.start]),
            "dst": _number(2, low[table.end]),
        }
        _fill(base, table.name, edge_columns(EDGES[table.type]), ends)
    yield base
    base.close()


def _number(salt: int, low: int) -> str:
    return f"{low} + (hash(i * 7 + {salt}) % {ROWS})::BIGINT"


def _fill(base: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], given: dict[str, str]) -> None:
    random = {
        "DATE": "date '2015-01-01' + (hash(i * 31 + {}) % 3000)::INTEGER",
        "TIMESTAMP": "timestamp '2020-01-01'",
        "BOOLEAN": "hash(i + {}) % 2 = 0",
        "VARCHAR": "'v' || (hash(i + {}) % 50)",
        "VARCHAR[]": "['x']",
    }
    values = [
        given.get(name) or random.get(kind, "hash(i + {}) % 1000").format(len(name)) for name, kind in columns.items()
    ]
    names = ", ".join(map(quoted, columns))
    base.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {', '.join(values)} FROM range({ROWS}) t(i)")


@pytest.mark.parametrize("mode", ["possible", "certain"])
@pytest.mark.parametrize("name", QUERIES)
def test_no_range_or_cross_join(filled: duckdb.DuckDBPyConnection, name: str, mode: Any) -> None:
    compiled = compile_query(QUERIES[name], mode=mode)
    given = {name: PARAMS[name] for name in compiled.parameters}
    plan = str(filled.execute(f"EXPLAIN (FORMAT JSON) {compiled.sql}", given).fetchall()[0][1])
    assert not [join for join in BAD if join in plan], plan
    assert "HASH_JOIN" in plan


def test_the_test_can_fail(filled: duckdb.DuckDBPyConnection) -> None:
    """Without the fence the time condition between two patterns that do not touch becomes a join."""
    text = "MATCH (:Person)-[post:HOLDS_POST]->(), (k:Contract)-[:BUYER]->() WHERE post.since < k.awarded_on RETURN k"
    sql = compile_query(text).sql.replace("OFFSET 0", "")
    plan = str(filled.execute(f"EXPLAIN (FORMAT JSON) {sql}").fetchall()[0][1])
    assert any(join in plan for join in BAD)


@pytest.mark.parametrize("name", QUERIES)
def test_spark_text_can_be_read(name: str) -> None:
    """The other dialect emits and parses; nothing runs it here."""
    import sqlglot

    sql = compile_query(QUERIES[name], dialect="spark").sql
    assert sqlglot.parse_one(sql, dialect="spark") is not None
