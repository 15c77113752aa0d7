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
    work.run(
        f"UPDATE {work.node('Person')} p SET sex = coalesce(p.sex, x.sex), "
        f"born_on = CASE WHEN {unknown} THEN x.born ELSE p.born_on END, "
        f"born_on_last = CASE WHEN {unknown} THEN x.born ELSE p.born_on_last END FROM m_fact x "
        f"WHERE x.nid = p.nid AND (p.sex IS NULL OR {unknown})"
    )
