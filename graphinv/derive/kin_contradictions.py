"""Declared kinship that cannot all be true: found before KIN is derived, reported, and not used where it is a link.

Only what is sure counts: dates are intervals, and the intervals must exclude each other. Who is a parent or child other
than by birth (adopted, foster, step: 养母, 继父) may be younger and may stand beside a parent by birth, so that those
rows contradict nothing. What speaks of a date rather than of a link (a child born after its mother died, a death before
the birth) is reported, and the link is used: more likely the date is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from graphinv.derive.base import table, values
from graphinv.derive.kin_terms import STEPS

if TYPE_CHECKING:
    import duckdb

LEAST_AGE = 12
"""Nobody is taken to have a child at an age under this, in years."""

AFTER_FATHER = 300
"""A child may be born so many days after its father's death: the presumption of Code civil 311 and BGB 1593."""

PEELS = 100
"""So many times people without children or without parents are taken off before the rest is searched for cycles."""

SELF, OLDER_CHILD, YOUNG, MOTHERS, FATHERS, PARENTS, CYCLE, CLASH = (
    *("self", "parent_born_after_child", "parent_too_young", "several_mothers", "several_fathers"),
    *("several_parents", "descent_cycle", "other_relation"),
)
MOTHER_DEAD, FATHER_DEAD, DIED_FIRST = "born_after_mother_died", "born_long_after_father_died", "died_before_born"
CROWD = "too_many_relatives"
STILL_USED = (MOTHER_DEAD, FATHER_DEAD, DIED_FIRST, CROWD)

MOST_RELATIVES = 100
"""With more relatives than this somebody is a number that stands for many people, and no kin is followed over them."""

NOT_BY_BIRTH = "养|继[父母子女]|义[父母子女]|干[爹妈爸娘儿女]|adopt|foster|step|sealing"
"""A term that holds one of these says that somebody is no parent or child by birth."""

_FAMILY = table("FAMILY", "Person", "Person").name
_BY_BIRTH = f"NOT regexp_matches(lower(coalesce(term, '')), '{NOT_BY_BIRTH}')"

# Each row as (child, parent) by birth; with `years` it must be that much older at least.
_DESCENT = f"""
CREATE OR REPLACE TEMP TABLE kin_descent AS
SELECT eid, src AS child, dst AS parent FROM {_FAMILY} WHERE type = 'parent' AND src <> dst AND {_BY_BIRTH}
UNION ALL
SELECT eid, dst, src FROM {_FAMILY} WHERE type = 'child' AND src <> dst AND {_BY_BIRTH}
"""

_ELDER = f"""
CREATE OR REPLACE TEMP TABLE kin_elder AS
SELECT eid, child AS younger, parent AS elder, {LEAST_AGE} AS years FROM kin_descent
UNION ALL
SELECT eid, src, dst, {2 * LEAST_AGE} FROM {_FAMILY} WHERE type = 'grandparent' AND src <> dst AND {_BY_BIRTH}
"""

_DATES = f"""
INSERT INTO contradiction
SELECT CASE WHEN e.born_on >= y.born_on_last THEN '{OLDER_CHILD}' ELSE '{YOUNG}' END, younger, eid, false
FROM kin_elder AS r JOIN n_Person AS y ON y.nid = younger JOIN n_Person AS e ON e.nid = elder
WHERE e.born_on > DATE '0001-01-01' AND y.born_on_last < (e.born_on + to_years(years))::DATE
"""

_DEATHS = f"""
INSERT INTO contradiction
SELECT CASE WHEN p.sex = 'female' THEN '{MOTHER_DEAD}' ELSE '{FATHER_DEAD}' END, child, eid, true
FROM kin_descent AS r JOIN n_Person AS c ON c.nid = child JOIN n_Person AS p ON p.nid = parent
WHERE c.born_on > DATE '0001-01-01' AND p.died_on_last < DATE '9999-12-31'
    AND p.died_on_last < c.born_on - CASE WHEN p.sex = 'female' THEN 0 ELSE {AFTER_FATHER} END
UNION ALL
SELECT '{DIED_FIRST}', nid, NULL, true FROM n_Person
WHERE died_on_last < born_on AND born_on > DATE '0001-01-01'
"""

# Rows that say again that the same two are parent and child count once.
_TOO_MANY = f"""
INSERT INTO contradiction
WITH parent AS (SELECT r.*, p.sex FROM kin_descent AS r JOIN n_Person AS p ON p.nid = r.parent),
same_sex AS (
    SELECT child, sex FROM parent WHERE sex IN ('female', 'male') GROUP BY child, sex HAVING count(DISTINCT parent) > 1
),
many AS (
    SELECT child FROM parent ANTI JOIN same_sex USING (child) GROUP BY child HAVING count(DISTINCT parent) > 2
)
SELECT CASE sex WHEN 'female' THEN '{MOTHERS}' ELSE '{FATHERS}' END, child, eid, false
FROM parent JOIN same_sex USING (child, sex)
UNION ALL
SELECT '{PARENTS}', child, eid, false FROM parent SEMI JOIN many USING (child)
"""

# What y is to x, whichever of the two said it: of two people only one of these can be true.
_CLASHES = f"""
INSERT INTO contradiction
WITH kind(name, inverse) AS (VALUES {values((name, step.inverse) for name, step in STEPS.items())}),
said AS (
    SELECT eid, least(src, dst) AS x, greatest(src, dst) AS y, CASE WHEN src < dst THEN name ELSE inverse END AS kind
    FROM {_FAMILY} AS f JOIN kind ON kind.name = f.type
    WHERE src <> dst AND {_BY_BIRTH} AND name IN ('parent', 'child', 'sibling', 'spouse', 'grandparent')
),
clash AS (SELECT x, y FROM said GROUP BY x, y HAVING count(DISTINCT kind) > 1)
SELECT '{CLASH}', x, eid, false FROM said JOIN clash USING (x, y)
"""

# Ten thousand children of one placeholder would be a hundred million brothers and sisters.
_CROWDS = f"""
INSERT INTO contradiction
WITH said AS (SELECT eid, src AS nid, dst AS other FROM {_FAMILY} UNION ALL SELECT eid, dst, src FROM {_FAMILY})
SELECT '{CROWD}', nid, eid, true FROM said
SEMI JOIN (SELECT nid FROM said GROUP BY nid HAVING count(DISTINCT other) > {MOST_RELATIVES}) USING (nid)
"""

_SELF = f"INSERT INTO contradiction SELECT '{SELF}', src, eid, false FROM {_FAMILY} WHERE src = dst"

_PEEL = """
CREATE OR REPLACE TEMP TABLE kin_descent AS
FROM kin_descent WHERE child IN (SELECT parent FROM kin_descent) AND parent IN (SELECT child FROM kin_descent)
"""


def find(con: duckdb.DuckDBPyConnection) -> int:
    """Fill `contradiction`: kind, whom it is about, the row's edge or NULL, whether the row is used all the same.

    Returns how many FAMILY rows are not to be used.
    """
    con.execute("DELETE FROM contradiction")
    for statement in (_DESCENT, _ELDER, _SELF, _DATES, _DEATHS, _TOO_MANY, _CLASHES, _CROWDS):
        con.execute(statement)
    _cycles(con)
    con.execute("DROP TABLE kin_descent")
    con.execute("DROP TABLE kin_elder")
    ((rows,),) = con.execute("SELECT count(DISTINCT eid) FROM contradiction WHERE NOT used").fetchall()
    return int(rows)


def _cycles(con: duckdb.DuckDBPyConnection) -> None:
    """People who are their own ancestors: all rows inside a strongly connected part, named after its first person."""
    left = _count(con)
    for _ in range(PEELS):
        con.execute(_PEEL)
        before, left = left, _count(con)
        if left in (0, before):
            break
    if not left:
        return
    rows = con.execute("SELECT child, parent, eid FROM kin_descent ORDER BY ALL").fetchall()
    graph: nx.DiGraph[int] = nx.DiGraph((child, parent) for child, parent, _ in rows)
    part = {nid: min(one) for one in nx.strongly_connected_components(graph) if len(one) > 1 for nid in one}
    found = [
        (CYCLE, part[child], eid, False)
        for child, parent, eid in rows
        if child in part and part.get(parent) == part[child]
    ]
    if found:
        con.executemany("INSERT INTO contradiction VALUES (?, ?, ?, ?)", found)


def _count(con: duckdb.DuckDBPyConnection) -> int:
    ((rows,),) = con.execute("SELECT count(*) FROM kin_descent").fetchall()
    return int(rows)
