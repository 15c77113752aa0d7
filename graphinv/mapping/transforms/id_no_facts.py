"""Sex and birth date from a valid id_no, also of persons whom no row describes; GB 11643, digits 17 and 7 to 14."""

from __future__ import annotations

from graphinv.mapping.sql import FIRST, LAST
from graphinv.mapping.work import Work


def run(work: Work) -> None:
    """Fill empty `sex` and `born_on`; staging has noted the rows that say otherwise, their values stay."""
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_fact AS SELECT nid, any_value(CASE substr(key, 17, 1)::INTEGER % 2 WHEN 1 THEN "
        "'male' ELSE 'female' END) AS sex, any_value(try_strptime(substr(key, 7, 8), '%Y%m%d')::DATE) AS born "
        "FROM m_key_Person WHERE is_id_no AND m_id_no_like(key) GROUP BY nid"
    )
    unknown = f"p.born_on = {FIRST} AND p.born_on_last = {LAST} AND x.born IS NOT NULL"
    # Rewritten whole: an UPDATE of most rows of a table with a list column is 50 times slower.
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_node_Person AS SELECT p.* REPLACE (coalesce(p.sex, x.sex) AS sex, "
        f"CASE WHEN {unknown} THEN x.born ELSE p.born_on END AS born_on, "
        f"CASE WHEN {unknown} THEN x.born ELSE p.born_on_last END AS born_on_last) "
        "FROM m_node_Person p LEFT JOIN m_fact x ON x.nid = p.nid"
    )
