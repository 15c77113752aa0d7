"""The ways from persons to their kin over declared rows: one more row at a time, followed on from the best ways only.

A way is (x, y, pattern, joints, eids, certain, times) and what words need: sexes and dates of birth of the ends of its
rows. `joints` are those persons that its shortened steps still lead over (an unnamed person is -1). What may follow on
a way depends on its steps and joints alone, so that of the ways with the same ones those that say less are left off and
nothing that counts is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.kin_patterns import ROWS, UNNAMED, Pattern, patterns
from graphinv.derive.span import TIMES, meeting

if TYPE_CHECKING:
    import duckdb

_PATTERN = """
CREATE OR REPLACE TEMP TABLE kin_pattern AS
SELECT unnest($1) AS number, unnest($2) AS before, unnest($3) AS type, unnest($4) AS kept, unnest($5) AS unnamed,
    unnest($6) AS kinds, unnest($7) AS doubts, unnest($8) AS sure, unnest($9) AS core, unnest($10) AS near,
    unnest($11) AS recuse, unnest($12) AS assoc, unnest($13) AS relation, unnest($14) AS term
"""

_EMPTY = f"""
CREATE OR REPLACE TEMP TABLE kin_way (
    x BIGINT, y BIGINT, pattern BIGINT, kinds VARCHAR, doubts BIGINT, core BOOLEAN, joints BIGINT[], eids BIGINT[],
    sexes VARCHAR, born DATE[], born_last DATE[], certain BOOLEAN, {", ".join(f"{name} DATE" for name in TIMES)}
)
"""

_JOINTS = f"CASE WHEN p.unnamed THEN [{UNNAMED}, s.y] ELSE [s.y] END"
_FIRST = f"""
SELECT s.x, s.y, p.number AS pattern, p.kinds, p.doubts, p.core, {_JOINTS} AS joints, [s.eid] AS eids,
    s.sex AS sexes, [s.born] AS born, [s.born_last] AS born_last, s.certain, {", ".join(f"s.{name}" for name in TIMES)}
FROM kin_step AS s JOIN kin_pattern AS p ON p.before = 0 AND p.type = s.kind
WHERE s.x IN (SELECT nid FROM kin_start)
"""
_NEXT = f"""
SELECT w.x, s.y, p.number AS pattern, p.kinds, p.doubts, p.core, list_concat(w.joints[:p.kept], {_JOINTS}) AS joints,
    list_append(w.eids, s.eid) AS eids, w.sexes || s.sex AS sexes, list_append(w.born, s.born) AS born,
    list_append(w.born_last, s.born_last) AS born_last, {meeting("w", "s")}
FROM kin_front AS w JOIN kin_step AS s ON s.x = w.y JOIN kin_pattern AS p ON p.before = w.pattern AND p.type = s.kind
WHERE s.y <> w.x AND NOT list_contains(w.joints, s.y)
"""

_SAYS = ("doubts", "core", "certain", *TIMES)
_SAME = "b.x = a.x AND b.kinds = a.kinds AND b.joints = a.joints"
_COVERS = (
    "b.doubts <= a.doubts AND b.core >= a.core AND b.certain >= a.certain AND b.since <= a.since "
    "AND b.until >= a.until AND b.since_certain <= a.since_certain AND b.until_certain >= a.until_certain"
)


def _best(found: str) -> str:
    """The ways of `found` that no other and no shorter one covers."""
    return f"""
        CREATE OR REPLACE TEMP TABLE kin_front AS
        WITH once AS (
            SELECT *, row_number() OVER () AS id FROM ({found}) WHERE since < until
            QUALIFY row_number() OVER (PARTITION BY x, kinds, joints, {", ".join(_SAYS)} ORDER BY pattern, eids) = 1
        )
        SELECT * EXCLUDE (id) FROM once AS a
        WHERE NOT EXISTS (SELECT 1 FROM once AS b WHERE {_SAME} AND b.id <> a.id AND {_COVERS})
            AND NOT EXISTS (SELECT 1 FROM kin_way AS b WHERE {_SAME} AND {_COVERS})
    """


def prepare(con: duckdb.DuckDBPyConnection) -> tuple[Pattern, ...]:
    """Fill `kin_pattern` for the types that `kin_step` holds; a pattern's number is its place, from 1."""
    types = frozenset(kind for (kind,) in con.execute("SELECT DISTINCT kind FROM kin_step").fetchall())
    found = patterns(types)
    numbers = {pattern.types: number for number, pattern in enumerate(found, 1)}
    rows = [
        (number, numbers.get(one.types[:-1], 0), one.types[-1], one.kept, one.unnamed, "_".join(one.kinds or one.types),
         one.doubts, one.sure, *one.flags, one.relation, one.term)
        for one, number in zip(found, numbers.values(), strict=True)
    ]  # fmt: skip
    con.execute(_PATTERN, [list(column) for column in zip(*rows, strict=True)] or [[]] * 14)
    return found


def follow(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `kin_way` with the ways from the persons of `kin_start`."""
    con.execute(_EMPTY)
    for row in range(ROWS):
        con.execute(_best(_NEXT if row else _FIRST))
        ((count,),) = con.execute("INSERT INTO kin_way SELECT * FROM kin_front").fetchall()
        if not count:
            break
    con.execute("DROP TABLE kin_front")
