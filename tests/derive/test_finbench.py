"""Real shapes of money on the FinBench sample: cycles of accounts by a query, money that returns by MONEY_PATH."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from graphinv.derive import money_path
from graphinv.derive.money_chains import Bounds
from graphinv.stores.duckdb.store import DuckStore
from tests.data import DATA, absent

SNAPSHOT = DATA / "finbench_sample" / "snapshot"
pytestmark = pytest.mark.skipif(bool(absent(SNAPSHOT)), reason=absent(SNAPSHOT))

EVER = "DATE '0001-01-01' AS since, DATE '9999-12-31' AS until, since AS since_certain, until AS until_certain"


@pytest.fixture(scope="module")
def store() -> Iterator[DuckStore]:
    """Every account with a holder of its own who works for one public body, and all transfers."""
    with DuckStore.memory() as store:
        con = store.con
        con.execute(f"""
            CREATE TEMP TABLE sample AS SELECT accountId::VARCHAR AS id, row_number() OVER (ORDER BY accountId) AS n
            FROM read_csv('{SNAPSHOT / "Account.csv"}', delim = '|')""")
        con.execute("INSERT INTO n_Person BY NAME SELECT n AS nid, 'p' || n AS gid, id FROM sample")
        con.execute("INSERT INTO n_Unit BY NAME SELECT 10000 AS nid, 'u' AS gid, 'u' AS id")
        con.execute("INSERT INTO n_Account BY NAME SELECT 20000 + n AS nid, 'a' || n AS gid, id FROM sample")
        con.execute(f"""
            INSERT INTO e_HOLDS_ACCOUNT__Person__Account BY NAME
            SELECT n AS eid, n AS src, 20000 + n AS dst, 'x' AS legal_ground, {EVER}, true AS certain FROM sample""")
        con.execute(f"""
            INSERT INTO e_EMPLOYED_BY__Person__Unit BY NAME
            SELECT 10000 + n AS eid, n AS src, 10000 AS dst, {EVER}, true AS certain FROM sample""")
        con.execute(f"""
            INSERT INTO e_PAID__Account__Account BY NAME
            SELECT 100000 + row_number() OVER () AS eid, 20000 + a.n AS src, 20000 + b.n AS dst,
                (t.amount * 100)::BIGINT AS amount, t.createTime AS "at", t.createTime::DATE AS "on",
                t.createTime::DATE AS on_last, 'x' AS legal_ground, true AS certain
            FROM read_csv('{SNAPSHOT / "AccountTransferAccount.csv"}', delim = '|') AS t
            JOIN sample AS a ON a.id = t.fromId::VARCHAR JOIN sample AS b ON b.id = t.toId::VARCHAR""")
        yield store


_STEP = "WITH DISTINCT {0} MATCH ({1})-[:PAID]->({2}:Account) WHERE {3}"


@pytest.mark.parametrize(("length", "count"), [(2, 120), (3, 101), (4, 238)])
def test_cycles_of_accounts(store: DuckStore, length: int, count: int) -> None:
    """Each cycle is counted from its smallest account: parallel transfers are one step."""
    names = ["a", "b", "c", "d"][:length]
    text = "MATCH (a:Account)-[:PAID]->(b:Account) WHERE a.id < b.id "
    for place in range(2, length):
        seen, fresh = names[:place], names[place]
        others = [f"{fresh}.id > a.id", *(f"{fresh} <> {name}" for name in seen[1:])]
        text += _STEP.format(", ".join(seen), seen[-1], fresh, " AND ".join(others)) + " "
    text += f"WITH DISTINCT {', '.join(names)} MATCH ({names[-1]})-[:PAID]->(a) WITH DISTINCT {', '.join(names)} "
    assert store.run(text + "RETURN count(*) AS n").rows == [(count,)]


def test_money_that_returns_in_time_order(store: DuckStore) -> None:
    """206 transfer triples over 68 account triples, each transfer later than the one before."""
    loop = Bounds(days=10_000, hops=3, returns=3, per_hop=1_000_000)
    assert money_path.build(store.con, loop=loop, least=0) == 206
    triples = store.con.execute("""
        SELECT count(DISTINCT accounts) FROM (
            SELECT list_sort(list(DISTINCT p.src)) AS accounts FROM via AS v
            JOIN e_PAID__Account__Account AS p ON p.eid = v.base_eid GROUP BY v.eid)""").fetchall()
    assert triples == [(68,)]


def test_the_bounds_of_the_relation_leave_out_most(store: DuckStore) -> None:
    """Times, amounts and 10,000 a step: what a search without the bounds finds, filtered afterwards."""
    wide = Bounds(days=10_000, hops=3, returns=3, per_hop=1_000_000)
    money_path.build(store.con, loop=wide, least=0)
    table = "e_MONEY_PATH__Person__Person"
    kept = f"""SELECT count(*) FROM {table} WHERE least_amount >= 1000000 AND least_amount >= 0.3 * greatest_amount
        AND last_at <= first_at + INTERVAL 90 DAY"""
    ((wanted,),) = store.con.execute(kept).fetchall()
    assert 0 < wanted < 206
    assert money_path.build(store.con, loop=Bounds(days=90, hops=3, returns=3, spread=Decimal("0.3"))) == wanted
