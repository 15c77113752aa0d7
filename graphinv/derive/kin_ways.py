"""The ways from persons to their kin over declared rows: one more row at a time, followed on from the best ways only.

A way is (x, y, pattern, joints, stops, eids, certain, times): `stops` are the ends of its rows, `joints` those that
its shortened steps still lead over (an unnamed person is -1). What may follow on a way depends on its steps and joints
alone, so that of the ways with the same ones those that say less are left off and nothing that counts is lost. To
somebody to whom a sure way leads, no doubtful way is followed, nor one that only leads to others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.kin_contradictions import CROWD
from graphinv.derive.kin_patterns import ROWS, UNNAMED, Pattern, patterns
from graphinv.derive.span import TIMES, meeting

if TYPE_CHECKING:
    import duckdb

_PATTERN = """
CREATE OR REPLACE TEMP TABLE kin_pattern AS
SELECT unnest($1) AS number, unnest($2) AS before, unnest($3) AS type, unnest($4) AS kept, unnest($5) AS unnamed,
    unnest($6) AS steps, unnest($7) AS doubts, unnest($8) AS rank, unnest($9) AS firm, unnest($10) AS weak,
    unnest($11) AS sure, unnest($12) AS core, unnest($13) AS near, unnest($14) AS recuse, unnest($15) AS assoc,
    unnest($16) AS relation, unnest($17) AS term, unnest($18) AS back
"""

_EMPTY = f"""
CREATE OR REPLACE TEMP TABLE kin_way (
    x BIGINT, y BIGINT, pattern BIGINT, doubts BIGINT, rank BIGINT, firm BOOLEAN, weak BOOLEAN, same UBIGINT,
    joints BIGINT[], stops BIGINT[], eids BIGINT[], certain BOOLEAN, {", ".join(f"{name} DATE" for name in TIMES)}
)
"""

_TAIL = f"CASE WHEN p.unnamed THEN [{UNNAMED}, s.y] ELSE [s.y] END"
_FIRST = f"""
SELECT s.x, s.y, p.number AS pattern, p.steps, p.doubts, p.rank, p.firm, p.weak, {_TAIL} AS joints, [s.y] AS stops,
    [s.eid] AS eids, s.certain, {", ".join(f"s.{name}" for name in TIMES)}
FROM kin_step AS s JOIN kin_pattern AS p ON p.before = 0 AND p.type = s.kind
WHERE s.x IN (SELECT nid FROM kin_start)
"""
_NEXT = f"""
SELECT w.x, s.y, p.number AS pattern, p.steps, p.doubts, p.rank, p.firm, p.weak,
    list_concat(w.joints[:p.kept], {_TAIL}) AS joints, list_append(w.stops, s.y) AS stops,
    list_append(w.eids, s.eid) AS eids, {meeting("w", "s")}
FROM kin_front AS w JOIN kin_step AS s ON s.x = w.y JOIN kin_pattern AS p ON p.before = w.pattern AND p.type = s.kind
WHERE s.y <> w.x AND NOT list_contains(w.joints, s.y)
    AND w.y NOT IN (SELECT nid FROM contradiction WHERE kind = '{CROWD}')
"""


def covers(b: str, a: str) -> str:
    """SQL: one way is certain and holds wherever the other is and does."""
    bounds = (f"{b}.{name} {'<=' if name.startswith('since') else '>='} {a}.{name}" for name in TIMES)
    return " AND ".join((f"{b}.certain >= {a}.certain", *bounds))


def _says(b: str, a: str) -> str:
    return f"{b}.doubts <= {a}.doubts AND {b}.rank >= {a}.rank AND {covers(b, a)}"


_SAME = f"b.x = a.x AND b.same = a.same AND {_says('b', 'a')}"
_FIRST_OF_SAME = f"(NOT ({_says('a', 'b')}) OR (b.pattern, b.eids) < (a.pattern, a.eids))"
_FIRMER = f"b.x = a.x AND b.y = a.y AND b.firm AND a.weak AND b.rank >= a.rank AND {covers('b', 'a')}"


def _best(found: str) -> str:
    """The ways of `found` to be kept; `same` is one number for the steps and joints of a way."""
    return f"""
        CREATE OR REPLACE TEMP TABLE kin_front AS
        WITH found AS MATERIALIZED (
            SELECT * EXCLUDE (steps), hash(steps, joints) AS same FROM ({found}) WHERE since < until
        )
        SELECT x, y, pattern, doubts, rank, firm, weak, same, joints, stops, eids, certain, {", ".join(TIMES)}
        FROM found AS a
        WHERE NOT EXISTS (SELECT 1 FROM found AS b WHERE {_SAME} AND {_FIRST_OF_SAME})
            AND NOT EXISTS (SELECT 1 FROM kin_way AS b WHERE {_SAME})
            AND NOT EXISTS (SELECT 1 FROM found AS b WHERE {_FIRMER})
            AND NOT EXISTS (SELECT 1 FROM kin_way AS b WHERE {_FIRMER})
    """


def prepare(con: duckdb.DuckDBPyConnection) -> tuple[Pattern, ...]:
    """Fill `kin_pattern` for the types that `kin_step` holds, numbered from 1, and make an empty `kin_way`."""
    types = frozenset(kind for (kind,) in con.execute("SELECT DISTINCT kind FROM kin_step").fetchall())
    found = patterns(types)
    numbers = {pattern.types: number for number, pattern in enumerate(found, 1)}
    rows = [
        (number, numbers.get(one.types[:-1], 0), one.types[-1], one.kept, one.unnamed, "_".join(one.kinds or one.types),
         one.doubts, sum(one.flags), one.firm, one.weak, one.sure, *one.flags, one.relation, one.term,
         numbers.get(one.back, 0))
        for one, number in zip(found, numbers.values(), strict=True)
    ]  # fmt: skip
    con.execute(_EMPTY)
    con.execute(_PATTERN, [list(column) for column in zip(*rows, strict=True)] or [[]] * 18)
    return found


def follow(con: duckdb.DuckDBPyConnection) -> None:
    """Add the ways from the persons of `kin_start` to `kin_way`; nobody may start twice."""
    for row in range(ROWS):
        con.execute(_best(_NEXT if row else _FIRST))
        ((count,),) = con.execute("INSERT INTO kin_way SELECT * FROM kin_front").fetchall()
        if not count:
            break
    con.execute("DROP TABLE kin_front")
