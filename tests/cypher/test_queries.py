"""Queries with the rows that Cypher's meaning gives on the small graph, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

D = date
PARAMS = {
    "name": "甲建",
    "ids": ["a", "c"],
    "day": D(2021, 6, 15),
    "low": 0.3,
    "n": 2,
    "none": None,
}

CASES: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    # patterns
    "one label": ("MATCH (c:Company) RETURN c", [("a",), ("b",), ("c",)]),
    "supertype": ("MATCH (p:Party {name: '乙建'}) RETURN p, labels(p) AS l", [("b", ["Company", "Party"])]),
    "supertype over both kinds of award": (
        "MATCH (c:Company)-[:WON]->(k:Award)-[:BUYER]->(n:Unit {name: '教育局'}) RETURN c, k",
        [("a", "k1"), ("b", "l")],
    ),
    "unlabelled nodes are narrowed by the edges": (
        "MATCH (p)-[r:HOLDS_POST]->(n) RETURN p, labels(p)[0] AS l, n.name AS name",
        [("o", "Person", "教育局"), ("x", "Person", "卫生局")],
    ),
    "type alternatives": (
        "MATCH (p:Person)-[r:OWNS|HAS_ROLE]->(c:Company) RETURN p, type(r) AS t, c",
        [("d", "OWNS", "a"), ("s", "OWNS", "b"), ("s", "HAS_ROLE", "a"), ("x", "HAS_ROLE", "b")],
    ),
    "arrow to the left": ("MATCH (n:Unit)<-[:BUYER]-(k:Contract) RETURN n, k", [("u", "k1"), ("v", "k2")]),
    "undirected meets each edge from both sides, a loop once": (
        "MATCH (a:Account {id: 'a2'})-[r:PAID]-(other) RETURN other, r.amount AS fen",
        [("a1", 100000), ("a1", 50000), ("a3", 90000), ("a2", 500)],
    ),
    "several patterns share nodes": (
        "MATCH (d:Person)-[:OWNS]->(c:Company), (c)-[:WON]->(k:Contract), (k)-[:BUYER]->(n) RETURN d, c, k, n",
        [("d", "a", "k1", "u"), ("d", "a", "k2", "v")],
    ),
    "property maps with a parameter": (
        "MATCH (c:Company {name: $name})-[b:BID {status: 'valid'}]->(l) RETURN c, b, l",
        [("a", "BID a>l", "l")],
    ),
    "a property map that reads another node": (
        "MATCH (p:Person {id: 'o'}), (q:Person {sex: p.sex}) RETURN p, q",
        [("o", "o"), ("o", "x")],
    ),
    "a relationship is used once in a match": (
        "MATCH (c:Company)-[:USES]->(i)<-[:USES]-(other) RETURN c, other",
        [("a", "b"), ("b", "a")],
    ),
    "parallel edges stay apart, in pairs never the same one": (
        "MATCH (a)-[p:PAID]->(b)<-[q:PAID]-(a) WHERE a.id = 'a1' RETURN p.amount AS x, q.amount AS y",
        [(100000, 50000), (50000, 100000)],
    ),
    "a loop against the arrow, out of several tables": ("MATCH (a)<-[:PAID|OWNS]-(a) RETURN a", [("a2",)]),
    "a loop": ("MATCH (a:Account)-[p:PAID]->(a) RETURN a", [("a2",)]),
    "variable length unrolls to trails": (
        "MATCH (d:Person {id: 'd'})-[r:OWNS*1..4]->(c) RETURN c, size(r) AS n",
        [("a", 1), ("b", 2), ("c", 3), ("a", 4)],
    ),
    "a condition on every step": (
        "MATCH (d:Person)-[rs:OWNS*1..3]->(c) WHERE all(r IN rs WHERE r.share >= 0.5) RETURN d, c, rs",
        [
            ("d", "a", ["OWNS d>a"]),
            ("d", "b", ["OWNS d>a", "OWNS a>b"]),
            ("d", "c", ["OWNS d>a", "OWNS a>b", "OWNS b>c"]),
        ],
    ),
    "a condition on some step of a path": (
        "MATCH p = (s:Person {id: 's'})-[:OWNS*2..2]->(c) WHERE any(r IN relationships(p) WHERE r.share > 0.7) "
        "RETURN p, nodes(p) AS ns, length(p) AS n",
        [(["OWNS s>b", "OWNS b>c"], ["s", "b", "c"], 2)],
    ),
    "label test in WHERE": ("MATCH (p)-[:OWNS]->(c) WHERE p:Unit OR p.id = 'd' RETURN p, c", [("u", "c"), ("d", "a")]),
    # conditions
    "null is neither equal nor unequal": (
        "MATCH (p:Person) WHERE p.sex <> 'male' RETURN p",
        [("d",)],
    ),
    "NOT of null drops the row": ("MATCH (p:Person) WHERE NOT p.sex = 'male' RETURN p", [("d",)]),
    "null OR true is true": (
        "MATCH (p:Person) WHERE p.sex = 'male' OR p.name = '丙' RETURN p",
        [("o",), ("x",), ("s",)],
    ),
    "IS NULL": ("MATCH (p:Person) WHERE p.sex IS NULL RETURN p", [("s",)]),
    "an unknown date IS NULL": ("MATCH (p:Person) WHERE p.born_on IS NOT NULL RETURN p", [("o",), ("d",)]),
    "an unknown date compares to nothing": ("MATCH (p:Person) WHERE p.died_on < $day RETURN p", [("x",)]),
    "unknown dates are returned as null and do not equal each other": (
        "MATCH (p:Person), (q:Person) WHERE p.id <> q.id AND p.died_on = q.died_on OR p.id = 'o' AND q.id = 'o' "
        "RETURN p.died_on AS d, q.born_on AS b",
        [(None, D(1960, 5, 1))],
    ),
    "XOR": ("MATCH (p:Person) WHERE p.sex = 'male' XOR p.id = 'o' RETURN p", [("x",)]),
    "chained comparison": (
        "MATCH (p)-[r:OWNS]->(c) WHERE 0.2 < r.share <= 0.5 RETURN p, c",
        [("s", "b"), ("a", "b")],
    ),
    "IN a literal list": ("MATCH (c:Company) WHERE c.id IN ['a', 'b'] RETURN c", [("a",), ("b",)]),
    "IN a parameter": ("MATCH (c:Company) WHERE NOT c.id IN $ids RETURN c", [("b",)]),
    "IN a list property": ("MATCH (p)-[h:HOLDS_POST]->() WHERE 'FIN' IN h.portfolio RETURN p", [("o",)]),
    "string predicates": (
        "MATCH (c:Company) WHERE c.name STARTS WITH '甲' AND c.name ENDS WITH '建' OR c.name CONTAINS '乙' RETURN c",
        [("a",), ("b",)],
    ),
    "EXISTS": (
        "MATCH (p:Person) WHERE EXISTS { (p)-[:OWNS]->(c)-[:WON]->(:Contract) } RETURN p",
        [("d",)],
    ),
    "NOT EXISTS with a condition on the outside": (
        "MATCH (c:Company)-[b:BID]->(l) WHERE NOT EXISTS { MATCH (c)-[w:WON]->(k) WHERE k.id = l.id } RETURN c",
        [("a",), ("c",)],
    ),
    "EXISTS within EXISTS": (
        "MATCH (p:Person) WHERE EXISTS { (p)-[:OWNS]->(c) WHERE EXISTS { (c)-[:BID]->(l) WHERE l.id <> p.id } } "
        "RETURN p",
        [("d",), ("s",)],
    ),
    "COUNT compared": ("MATCH (c:Company) WHERE COUNT { (c)-[:WON]->() } >= 2 RETURN c", [("a",)]),
    "COUNT as a value": (
        "MATCH (c:Company) RETURN c, COUNT { (c)<-[r:OWNS]-(p) WHERE r.share > 0.2 } AS n",
        [("a", 1), ("b", 2), ("c", 1)],
    ),
    "dates compared, moved and taken apart": (
        "MATCH (k:Contract) WHERE k.awarded_on < date('2022-01-01') - duration({days: 30}) "
        "RETURN k, k.awarded_on.year AS y, k.awarded_on + duration({days: 2}) AS d, "
        "duration.inDays(k.awarded_on, date('2021-07-05')).days AS n",
        [("k1", 2021, D(2021, 7, 2), 5)],
    ),
    "a datetime as a day": (
        "MATCH ()-[p:PAID]->() WHERE date(p.at) = date('2021-07-02') RETURN p.amount AS fen",
        [(50000,)],
    ),
    # clauses
    "OPTIONAL MATCH keeps the row": (
        "MATCH (p:Person) OPTIONAL MATCH (p)-[r:OWNS]->(c) RETURN p, r, c",
        [("o", None, None), ("d", "OWNS d>a", "a"), ("s", "OWNS s>b", "b"), ("x", None, None)],
    ),
    "the WHERE of OPTIONAL MATCH reads the outside": (
        "MATCH (c:Company)-[:WON]->(k) OPTIONAL MATCH (c)-[b:BID]->(l) WHERE l.id = k.id RETURN c, k, b.status AS s",
        [("a", "k1", None), ("a", "k2", None), ("b", "l", "won")],
    ),
    "WITH groups by what is no aggregate": (
        "MATCH (c:Company)-[:WON]->(k) WITH c, count(*) AS n, sum(k.amount) AS total WHERE n > 1 RETURN c, n, total",
        [("a", 2, 75000050)],
    ),
    "carried node properties after WITH": (
        "MATCH (c:Company)-[b:BID]->(l) WITH c, l, b ORDER BY b.amount LIMIT 1 RETURN c.name AS name, l.title AS title",
        [("乙建", "食堂")],
    ),
    "a column may take the name of what it reads": ("MATCH (p:Person {id: 'o'}) WITH p.name AS p RETURN p", [("甲",)]),
    "renamed in WITH": (
        "MATCH (c:Company)<-[:OWNS]-(p:Person) WITH c AS firm, p.name AS owner MATCH (firm)-[:WON]->(k:Contract) "
        "RETURN firm.name AS f, owner, k",
        [("甲建", "乙", "k1"), ("甲建", "乙", "k2")],
    ),
    "aggregates ignore null": (
        "MATCH (c:Company)-[b:BID]->(l) RETURN count(*) AS rows, count(b.amount) AS n, min(b.amount) AS low, "
        "max(b.amount) AS high, avg(b.amount) AS mean, sum(b.amount) AS total, size(collect(b.amount)) AS kept",
        [(3, 2, 88000000, 90000000, 89000000.0, 178000000, 2)],
    ),
    "aggregates over no rows": (
        "MATCH (c:Company {id: 'nobody'}) RETURN count(c) AS n, sum(c.reg_capital) AS s, collect(c) AS cs, "
        "max(c.id) AS m",
        [(0, 0, [], None)],
    ),
    "no rows in groups give no rows": ("MATCH (c:Company {id: 'nobody'}) RETURN c.id AS id, count(*) AS n", []),
    "distinct in aggregates": (
        "MATCH (x)-[r:RECEIVED]->(g) RETURN count(DISTINCT r.amount) AS n, sum(DISTINCT r.amount) AS s, "
        "count(DISTINCT g) AS gs, count(r) AS rs",
        [(2, 30000, 1, 3)],
    ),
    "collected relationships are evidence": (
        "MATCH (a:Account)-[p:PAID]->(b:Account) WHERE a <> b WITH a, b, collect(p) AS ps, sum(p.amount) AS fen "
        "WHERE fen > 100000 RETURN a, b, ps",
        [("a1", "a2", ["PAID a1>a2", "PAID a1>a2"])],
    ),
    "the spread of values": (
        "MATCH (x)-[r:RECEIVED]->(g) RETURN stdev(r.amount) AS s, percentileCont(r.amount, 0.5) AS m",
        [(pytest.approx(5773.5, abs=0.1), 10000.0)],
    ),
    "DISTINCT, ORDER BY, SKIP, LIMIT": (
        "MATCH (p)-[:OWNS]->(c:Company) RETURN DISTINCT c ORDER BY c.id DESC SKIP 1 LIMIT $n",
        [("b",), ("a",)],
    ),
    "nulls sort last, and first when descending": (
        "MATCH (c:Company) RETURN c.name AS name ORDER BY name DESC",
        [(None,), ("甲建",), ("乙建",)],
    ),
    "sorted by what is not returned": (
        "MATCH (c:Company) RETURN c ORDER BY c.reg_capital, c.id",
        [("b",), ("a",), ("c",)],
    ),
    "sorted by an aggregate": (
        "MATCH (c:Company)<-[:OWNS]-(p) RETURN c.id AS id, count(p) AS n ORDER BY n DESC, id",
        [("a", 2), ("b", 2), ("c", 2)],
    ),
    "UNION goes by name and drops doubles": (
        "MATCH (c:Company)-[:WON]->(:Contract) RETURN c AS firm, 'won' AS what "
        "UNION MATCH (c:Company)-[:BID]->() RETURN 'bid' AS what, c AS firm",
        [("a", "won"), ("a", "bid"), ("b", "bid"), ("c", "bid")],
    ),
    "UNION ALL keeps doubles": (
        "MATCH (p:Person {id: 'o'}) RETURN p.id AS id UNION ALL MATCH (p:Person {id: 'o'}) RETURN p.id AS id",
        [("o",), ("o",)],
    ),
    "UNWIND a list": ("UNWIND [3, 1, 2] AS n WITH n WHERE n > 1 RETURN n ORDER BY n", [(2,), (3,)]),
    "UNWIND a parameter into a match": (
        "UNWIND $ids AS id MATCH (c:Company {id: id}) RETURN c.id AS id",
        [("a",), ("c",)],
    ),
    "UNWIND collected nodes": (
        "MATCH (c:Company)-[:WON]->(k) WITH c, collect(k) AS ks UNWIND ks AS k RETURN c, k.title AS t",
        [("a", "校舍"), ("a", "设备"), ("b", "食堂")],
    ),
    "UNWIND the relationships of a path": (
        "MATCH p = (d:Person {id: 'd'})-[:OWNS*2..2]->(c) UNWIND relationships(p) AS r RETURN r, r.share AS share",
        [("OWNS d>a", 0.6), ("OWNS a>b", 0.5)],
    ),
    "CALL gives one row each, also where nothing matches": (
        "MATCH (c:Company) CALL (c) { MATCH (c)-[w:WON]->(k) WHERE k.amount > 0 "
        "RETURN sum(k.amount) AS s, collect(w) AS ws } RETURN c, s, size(ws) AS n",
        [("a", 75000050, 2), ("b", 0, 0), ("c", 0, 0)],
    ),
    "a clause that starts from two sides": (
        "MATCH (p:Person {id: 'd'}) MATCH (q:Person {id: 's'}) RETURN p, q",
        [("d", "s")],
    ),
    # values
    "CASE with and without a subject": (
        "MATCH (p:Person) RETURN p, CASE p.sex WHEN 'male' THEN 'm' ELSE '?' END AS s, "
        "CASE WHEN p.died_on IS NOT NULL THEN 1 ELSE 0 END AS dead",
        [("o", "m", 0), ("d", "?", 0), ("s", "?", 0), ("x", "m", 1)],
    ),
    "whole numbers divide as whole numbers": (
        "RETURN 5 / 2 AS a, -5 / 2 AS b, 5 / 2.0 AS c, 5 % 3 AS d, 2 ^ 3 AS e, 1 + 2 * 3 AS f",
        [(2, -2, 2.5, 2, 8.0, 7)],
    ),
    "a ratio of money": (
        "MATCH (c:Company {id: 'a'})-[:WON]->(k) WITH sum(k.amount) AS s, max(k.amount) AS m "
        "RETURN round(toFloat(m) / toFloat(s), 2) AS share",
        [(0.67,)],
    ),
    "conversions": (
        "RETURN toInteger('12.7') AS a, toInteger('x') AS b, toInteger(2.9) AS c, toFloat('1.5') AS d, "
        "toString(12) AS e, toString(date('2021-02-03')) AS f, toInteger(-2.9) AS g",
        [(12, None, 2, 1.5, "12", "2021-02-03", -2)],
    ),
    "text": (
        "RETURN toLower('AbC') AS a, toUpper('abc') AS b, trim('  x ') AS c, substring('hello', 1, 3) AS d, "
        "substring('hello', 3) AS e, split('a,b', ',') AS f, size('中标') AS g, 'a' + 'b' AS h",
        [("abc", "ABC", "x", "ell", "lo", ["a", "b"], 2, "ab")],
    ),
    "rounding halves goes up": (
        "RETURN round(2.5) AS a, round(-1.5) AS b, abs(-3) AS c, round(1.25, 1) AS d",
        [(3.0, -1.0, 3, 1.3)],
    ),
    "lists": (
        "WITH [1, 2, 3] AS xs RETURN xs[0] AS a, xs[-1] AS b, xs[1..] AS c, xs[..-1] AS d, size(xs) AS e, "
        "xs + [4] AS f, xs[9] AS g, [x IN xs WHERE x > 1 | x * 2] AS h",
        [(1, 3, [2, 3], [1, 2], 3, [1, 2, 3, 4], None, [4, 6])],
    ),
    "quantifiers": (
        "WITH [1, 2, null] AS xs RETURN any(x IN xs WHERE x = 2) AS a, all(x IN xs WHERE x < 3) AS b, "
        "none(x IN xs WHERE x = 9) AS c, single(x IN [1, 2] WHERE x = 1) AS d, all(x IN [] WHERE x = 1) AS e",
        [(True, None, None, True, True)],
    ),
    "coalesce": (
        "MATCH (p:Person) RETURN p, coalesce(p.sex, 'unknown') AS s",
        [("o", "male"), ("d", "female"), ("s", "unknown"), ("x", "male")],
    ),
    "a null parameter compares to nothing": ("MATCH (p:Person) WHERE p.sex = $none RETURN p", []),
    "RETURN *": ("MATCH (p:Person {id: 'd'})-[r:OWNS]->(c) RETURN *", [("a", "d", "OWNS d>a")]),
    "unlabelled from a key": ("MATCH (n) WHERE n.gid = 'g-x' RETURN n, labels(n) AS l", [("x", ["Person", "Party"])]),
    "any edge of a node": (
        "MATCH (n {id: 'x'})-[r]-(m) RETURN type(r) AS t, m.id AS id, r.post AS post",
        [("HOLDS_POST", "v", "科员"), ("HAS_ROLE", "b", None)] + [("RECEIVED", "g", None)] * 3,
    ),
    "a subquery that groups and reads the outside": (
        "MATCH (o:Person)-[:HOLDS_POST]->(u) "
        "WHERE EXISTS { MATCH (u)<-[:BUYER]-(k) WITH k WHERE k.amount > 10 AND k.id <> u.id RETURN k } RETURN o",
        [("o",), ("x",)],
    ),
    "an optional pattern of two hops is there as a whole or not at all": (
        "MATCH (p:Person) OPTIONAL MATCH (p)-[:OWNS]->(c), (c)-[:WON]->(k) WHERE k.amount > 0 RETURN p, c, k",
        [("o", None, None), ("d", "a", "k1"), ("d", "a", "k2"), ("s", None, None), ("x", None, None)],
    ),
    "MATCH after an empty OPTIONAL MATCH": (
        "MATCH (p:Person) OPTIONAL MATCH (p)-[:OWNS]->(c) MATCH (c) RETURN p, c",
        [("d", "a"), ("s", "b")],
    ),
    "what is missing has neither label nor type": (
        "MATCH (p:Person {id: 'x'}) OPTIONAL MATCH (p)-[r:OWNS]->(c:Company) "
        "RETURN labels(c) AS l, type(r) AS t, c:Company AS b, r IS NULL AS n, collect(r) AS rs",
        [(None, None, None, True, [])],
    ),
    "equal nodes": (
        "MATCH (k:Award)-[:BUYER]->(m), (l:Award)-[:BUYER]->(n) WHERE m = n AND k.id < l.id RETURN k, l",
        [("k1", "l")],
    ),
    "named columns by their text": ("MATCH (c:Company {id: 'a'}) RETURN c.name, count(*)", [("甲建", 1)]),
}


@pytest.mark.parametrize("name", CASES)
def test_rows(graph: Any, name: str) -> None:
    text, expected = CASES[name]
    found = graph.rows(text, PARAMS)
    if "ORDER BY" not in text or name.startswith("UNION"):
        found, expected = sorted(found, key=repr), sorted(expected, key=repr)
    assert found == expected
