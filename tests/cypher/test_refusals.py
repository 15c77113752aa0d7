"""Everything outside the subset or the model is refused at its place, with what to write instead."""

from __future__ import annotations

import re

import pytest

from graphinv.cypher import compile_query
from graphinv.errors import CypherError

# text, line, column, words of the message, words of the advice
OUTSIDE = [
    ("CREATE (n:Person)", 1, 1, "CREATE", "graphinv load"),
    ("MERGE (n:Person {id: 'x'})", 1, 1, "MERGE", "graphinv load"),
    ("MATCH (p:Person)\nSET p.name = 'x'\nRETURN p", 2, 1, "SET", "graphinv load"),
    ("MATCH (p:Person) DETACH DELETE p", 1, 18, "DETACH", "graphinv load"),
    (
        "MATCH (p:Person) RETURN all(x IN [1] WHERE COUNT { MATCH (c:Company) RETURN max(c.id) AS m } > x) AS b",
        *(1, 77, "aggregate", "WITH"),
    ),
    (
        "UNWIND [COUNT { MATCH (c:Company) RETURN max(c.id) AS m }] AS x RETURN x",
        *(1, 42, "aggregate", "WITH"),
    ),
    ("MATCH (p:Person) REMOVE p.name RETURN p", 1, 18, "REMOVE", "graphinv load"),
    ("LOAD CSV FROM 'x' AS row RETURN row", 1, 1, "LOAD", "graphinv load"),
    ("MATCH (p:Person)", 1, 17, "RETURN", ""),
    ("", 1, 1, "MATCH", ""),
    ("CALL db.labels() YIELD label RETURN label", 1, 1, "Procedures", "CALL (x) {"),
    ("MATCH (p:Person) CALL { RETURN 1 AS n } RETURN p", 1, 23, "variables", "CALL (x) {"),
    ("MATCH p = shortestPath((a)-[:OWNS*1..3]->(b)) RETURN p", 1, 11, "Shortest", "*1..4"),
    ("MATCH p = SHORTEST 1 (a)-[:OWNS]->(b) RETURN p", 1, 11, "Shortest", "*1..4"),
    ("MATCH (a)-[:OWNS*]->(b) RETURN a", 1, 17, "both bounds", "*1..4"),
    ("MATCH (a)-[:OWNS*2..]->(b) RETURN a", 1, 17, "both bounds", "*1..4"),
    ("MATCH (a)-[:OWNS*..3]->(b) RETURN a", 1, 17, "both bounds", "*1..4"),
    ("MATCH (a)-[:OWNS*0..2]->(b) RETURN a", 1, 17, "starts at 1", "UNION"),
    ("MATCH (a)-[:OWNS*1..7]->(b) RETURN a", 1, 17, "too long", "at most 6"),
    ("MATCH (a)-[:OWNS*3..2]->(b) RETURN a", 1, 17, "empty", "at most 6"),
    ("MATCH (a)-[:OWNS]->{1,3}(b) RETURN a", 1, 20, "Quantified", "*1..4"),
    ("MATCH ((a)-[:OWNS]->(b)){1,3} RETURN a", 1, 8, "Quantified", "*1..4"),
    ("MATCH (a:Person&Party) RETURN a", 1, 16, "one label", "(n:Person|Company)"),
    ("MATCH (a:!Person) RETURN a", 1, 10, "Label expressions", "NOT n:Person"),
    ("MATCH (a WHERE a.id = 'x') RETURN a", 1, 10, "WHERE inside", "after MATCH"),
    ("MATCH (a:Person $props) RETURN a", 1, 17, "whole map", "{key: $value}"),
    ("MATCH (a:Person) WHERE (a)-[:OWNS]->() RETURN a", 1, 24, "pattern", "EXISTS {"),
    ("MATCH (a:Person) RETURN [(a)-[:OWNS]->(c) | c.name] AS names", 1, 25, "Pattern comprehensions", "collect(x)"),
    ("MATCH (a:Person) RETURN COLLECT { MATCH (a)-[:OWNS]->(c) RETURN c } AS cs", 1, 25, "COLLECT", "collect(x)"),
    ("MATCH (a:Person) RETURN a {.*}", 1, 29, ".*", "{.id, .name}"),
    ("RETURN {} AS m", 1, 8, "empty map", "{key: value}"),
    ("MATCH (a:Person) WHERE a.name =~ '王.*' RETURN a", 1, 31, "Regular expressions", "STARTS WITH"),
    ("MATCH (a:Person) RETURN a.name || 'x' AS n", 1, 32, "||", "Write +"),
    ("MATCH (a:Person) WHERE a.name != 'x' RETURN a", 1, 31, "!", "<>"),
    ("MATCH (a:Person) WHERE a.name IS STRING RETURN a", 1, 34, "NULL after IS", "IS NOT NULL"),
    ("MATCH (a:Person) RETURN id(a) AS n", 1, 25, "id()", "x.gid"),
    ("MATCH (a:Person) RETURN keys(a) AS k", 1, 25, "keys()", "Name the properties"),
    ("MATCH (a:Person) RETURN reduce(s = 0, x IN [1] | s + x) AS s", 1, 25, "reduce()", "UNWIND"),
    ("RETURN datetime('2021-01-01') AS d", 1, 8, "datetime()", "date(x.at)"),
    ("RETURN date() AS today", 1, 8, "argument", "$as_of"),
    ("RETURN rand() AS r", 1, 8, "rand()", "reproducible"),
    ("MATCH (a:Person) RETURN a.name.first", 1, 25, "no properties", ""),
    (
        "MATCH (a:Person) WHERE EXISTS { MATCH (a)-->(b) RETURN b UNION MATCH (a)<--(b) RETURN b } RETURN a",
        1,
        58,
        "UNION",
        "OR",
    ),
    ("MATCH (a：Person) RETURN a", 1, 9, "：", "half-width :"),
    ("MATCH (a:Person) WHERE a.name = ‘x’ RETURN a", 1, 33, "‘", "half-width '"),
    ("RETURN 'abc", 1, 8, "not closed", "closing '"),
    ("RETURN 110101199001011234567 AS id", 1, 8, "64 bits", "quotes"),
    ("MATCH (a:Person) RETURN a ORDER a.id", 1, 33, "BY", ""),
    ("MATCH (a:Person) RETURN a LIMIT -1", 1, 33, "whole number", ""),
    ("MATCH (c:Company) CALL (c) { MATCH (c)-[:WON]->(k) RETURN k } RETURN c", 1, 52, "one row", "sum("),
    ("MATCH (c:Company) CALL (c) { MATCH (c)-[:WON]->(k) } RETURN c", 1, 19, "RETURN", "sum("),
]

MODEL = [
    ("MATCH (a:Persn) RETURN a", 1, 7, "Persn", "Person"),
    ("MATCH (a:Person)-[:OWN]->(c) RETURN a", 1, 17, "OWN", "OWNS"),
    ("MATCH (a:Person) RETURN a.nmae", 1, 25, "nmae", "name"),
    ("MATCH (a:Person)\nWHERE b.name = 'x'\nRETURN a", 2, 7, "variable b", "a"),
    ("MATCH (a:Person) RETURN siez(a.name) AS n", 1, 25, "siez", "size"),
    ("MATCH (a:Person)<-[:OWNS]-(c:Company) RETURN a", 1, 17, "the other way", "Turn the arrow"),
    ("MATCH (a:Person)-[:BUYER]->(c:Company) RETURN a", 1, 17, "does not fit", "Contract→Unit"),
    ("MATCH (a:Person)-[:KIN]-(b) RETURN a", 1, 17, "both directions", "(o)-[:KIN]->(p)"),
    ("MATCH (a:Person:Company) RETURN a", 1, 16, "one label", "(n:Person|Company)"),
    ("MATCH (a:Person) MATCH (a:Company) RETURN a", 1, 24, "Company", "one label"),
    ("MATCH ()-[r:OWNS]->(), ()-[r:OWNS]->() RETURN r", 1, 26, "already bound", "new name"),
    ("MATCH (a)-[r:PAID]->(b) MATCH (r:Account) RETURN a", 1, 31, "not a node", "another name"),
    ("MATCH (a)-[p:PAID]->(b) WHERE p.at > p.on RETURN a", 1, 36, "datetime", "date(p.at)"),
    ("MATCH (p:Person) WHERE p.born_on > '1990-01-01' RETURN p", 1, 34, "string", "date('2024-01-31')"),
    ("RETURN date('2021-02-30') AS d", 1, 13, "no day", "date('2024-01-31')"),
    ("MATCH (k:Contract), (l:Lot) RETURN k.amount / l.amount AS r", 1, 45, "ratio of money", "toFloat(a)"),
    ("MATCH (k:Contract) RETURN k.amount / $n AS r", 1, 36, "not known", "toFloat($p)"),
    ("MATCH (r:PriceRef), (k:Contract) WHERE r.median > k.amount RETURN r", 1, 49, "fen", "100"),
    ("MATCH (p:Person) WHERE p.name = 1 RETURN p", 1, 31, "never equal", "toString"),
    ("MATCH (p:Person) WHERE p.name RETURN p", 1, 24, "condition", "IS NOT NULL"),
    ("MATCH (p:Person) WHERE p.name AND true RETURN p", 1, 24, "condition", "IS NOT NULL"),
    ("MATCH (p:Person) WHERE p.name IN 'x' RETURN p", 1, 34, "list", "="),
    ("MATCH (p:Person) WHERE p > p RETURN p", 1, 26, "no order", "x.id"),
    ("MATCH (p:Person) RETURN p.born_on - p.died_on AS d", 1, 35, "subtracted", "duration.inDays"),
    ("MATCH (p:Person) RETURN p.born_on + 3 AS d", 1, 35, "move", "duration({days: n})"),
    ("RETURN duration({hours: 1}) AS d", 1, 17, "whole years, months, weeks or days", ""),
    ("RETURN duration({months: 1}) AS d", 1, 8, "duration", "duration.inDays"),
    ("RETURN date('2024-01-01') - date('2023-01-01') AS d", 1, 27, "subtracted", "duration.inDays"),
    ("RETURN date.truncate('decade', date('2024-01-01')) AS d", 1, 22, "year, quarter", "'month'"),
    ("RETURN date('2024-01-01').epochDays AS d", 1, 8, "epochDays", "ordinalDay"),
    ("RETURN {a: 1, a: 2} AS m", 1, 15, "twice", "once"),
    ("RETURN {a: 1, A: 2} AS m", 1, 15, "upper and lower case", "Rename"),
    ("WITH {one: 1} AS m RETURN m.won AS x", 1, 27, "no key won", "one"),
    ("RETURN reverse($x) AS x", 1, 8, "not known", "toString($p)"),
    ("RETURN $x + $y AS x", 1, 11, "adds numbers or joins texts", "toString($p)"),
    ("RETURN ['a'] + $x AS x", 1, 14, "list or one value", "[x]"),
    ("UNWIND $xs AS x RETURN x + ['a'] AS y", 1, 26, "list or one value", "[x]"),
    ("WITH [1] AS xs RETURN xs {.a} AS m", 1, 23, "to choose", ""),
    ("MATCH (p:Person) RETURN p.name {.a} AS m", 1, 32, "Expected", ""),
    (
        "MATCH (p:Person) WITH {d: p.born_on} AS m MATCH (q:Person) WHERE before(m.d, q.born_on) RETURN q",
        1,
        73,
        "cannot read",
        "var.property",
    ),
    ("MATCH (a) WITH collect(a) AS ks RETURN [k IN ks WHERE k:Lot | k.id] AS l", 1, 63, "another label", "parentheses"),
    ("MATCH (p:Person)-[k:HOLDS_POST]->() WHERE valid_at(p, k.since) RETURN p", 1, 52, "since and until", "valid_at("),
    ("MATCH (p:Person)-[k:HOLDS_POST]->() WHERE overlaps(k, k.since) RETURN p", 1, 43, "3 argument(s)", "overlaps("),
    ("MATCH (p)-[k:PAID]->(q) WHERE before(k.at, k.on) RETURN p", 1, 38, "days", "date(x.at)"),
    (
        "MATCH (p:Person)-[k:HOLDS_POST]->() WHERE before(k.post, k.since) RETURN p",
        1,
        50,
        "cannot read",
        "date('2024-01-31')",
    ),
    ("MATCH (p:Person)-[k:OWNS]->() WHERE valid_at(k, $d) XOR k.share > 0 RETURN p", 1, 37, "XOR", "AND NOT"),
    ("MATCH (p:Person) WITH p.name RETURN 1 AS n", 1, 23, "needs a name", "AS name"),
    ("MATCH (p:Person) WITH count(*) AS n RETURN p", 1, 44, "variable p", "n"),
    ("MATCH (p:Person) RETURN p.id + count(*) AS n", 1, 30, "string and int", "toString"),
    ("MATCH (p:Person)-[r:OWNS]->() RETURN p, r.share + sum(r.share) AS n", 1, 41, "neither aggregated", "as a column"),
    ("MATCH (p:Person) WHERE count(*) > 1 RETURN p", 1, 24, "aggregate", "WITH first"),
    ("MATCH (p:Person) RETURN sum(count(*)) AS n", 1, 29, "aggregate", ""),
    ("MATCH (p:Person) RETURN p.id AS x, p.name AS x", 1, 36, "twice", "AS"),
    (
        "MATCH (p:Person) RETURN p.id AS a UNION MATCH (p:Person) RETURN p.id AS b",
        1,
        58,
        "different columns: a, b",
        "AS",
    ),
    ("MATCH (p:Person) RETURN p.id AS a UNION MATCH (p:Person) RETURN 1 AS a", 1, 58, "int", "Convert"),
    ("MATCH (p:Person) UNWIND p AS x RETURN x", 1, 25, "list", "[x]"),
    ("MATCH (p:Person)-[:OWNS]->(P:Company) RETURN p", 1, 27, "upper and lower case", "Rename"),
    ("MATCH (p:Person) RETURN labels(p.name) AS l", 1, 32, "a node", ""),
    ("MATCH (p:Person) RETURN size(1) AS n", 1, 30, "list or a string", ""),
    ("MATCH p = (a)-[:OWNS]->() WITH collect(p) AS ps RETURN nodes(ps[0]) AS n", 1, 56, "out of a list", "collect("),
    ("MATCH p = (a)-[:OWNS]->() WITH collect(p) AS q RETURN [x IN q | nodes(x)] AS n", 1, 65, "of a list", "collect("),
    ("MATCH p = (a)-[:OWNS]->() WITH collect(p) AS q UNWIND q AS x RETURN nodes(x)", 1, 69, "of a list", "collect("),
    ("RETURN type(null) AS t", 1, 13, "a relationship", ""),
    ("RETURN labels($x) AS t", 1, 15, "a node", ""),
    ("MATCH (a:Company) RETURN size(DISTINCT a.name) AS n", 1, 26, "DISTINCT", "collect(DISTINCT x)"),
    ("MATCH ()-[k:HOLDS_POST]->() WHERE valid_at(DISTINCT k, k.since) RETURN k", 1, 35, "DISTINCT", "Leave it out"),
    ("MATCH (p:Person) RETURN p.certain", 1, 25, "certain", ""),
    ("MATCH (p:Person) RETURN p.born_on_last", 1, 25, "born_on_last", "born_on"),
    ("MATCH ()-[r:OWNS]->() RETURN r.since_certain", 1, 30, "since_certain", "since"),
    ("MATCH (a:Award) WHERE a.signed_on IS NULL OR a.criterion = 1 RETURN a", 1, 58, "never equal", ""),
    ("MATCH (x:Party|Award) RETURN x.paid_in + x.kind", 1, 40, "+", "toString"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "advice"), OUTSIDE + MODEL)
def test_refused_with_place_and_advice(text: str, line: int, column: int, message: str, advice: str) -> None:
    with pytest.raises(CypherError) as caught:
        compile_query(text)
    error = caught.value
    assert (error.line, error.column) == (line, column), str(error)
    assert message in error.message, error.message
    assert advice in error.hint, error.hint


def test_every_word_of_the_list_is_refused() -> None:
    from graphinv.cypher.refuse import CLAUSES

    for word, advice in CLAUSES.items():
        with pytest.raises(CypherError) as caught:
            compile_query(f"MATCH (p:Person) {word}" if word != "WHERE" else "UNWIND [1] AS x WHERE x = 1")
        assert caught.value.hint == str(advice) or word == "ORDER", word


def test_refused_functions_have_advice() -> None:
    from graphinv.cypher.refuse import FUNCTIONS

    for name, advice in FUNCTIONS.items():
        with pytest.raises(CypherError) as caught:
            compile_query(f"MATCH (p:Person) RETURN {name}(p) AS x")
        assert caught.value.hint == str(advice)


def test_advice_names_only_relations_that_are_there() -> None:
    """Of the derived edge types only those that a load fills are worth naming."""
    from graphinv.cypher.refuse import FUNCTIONS
    from graphinv.model import EDGES

    derived = {edge.name for edge in EDGES.values() if edge.derived}
    assert derived & set(re.findall(r"\w+", str(FUNCTIONS["shortestpath"]))) == {"KIN", "INTEREST_IN"}


def test_unknown_parameter_with_nearest_name() -> None:
    with pytest.raises(CypherError) as caught:
        compile_query("MATCH ()-[r:OWNS]->() WHERE r.share > $min_shaer RETURN r", params={"min_share": "share"})
    assert (caught.value.line, caught.value.column) == (1, 39)
    assert "min_share" in caught.value.hint
