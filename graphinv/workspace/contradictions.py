"""Declared kinship that cannot all be true, with the rows that say it: what `graphinv load contradictions` lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphinv.derive import kin_contradictions as found
from graphinv.model.values.place import shown
from graphinv.model.values.reasons import Reason
from graphinv.stores.duckdb.connect import Connection

SENTENCES: Mapping[str, Reason] = {
    found.SELF: Reason("both ends are the same person", "关系双方为同一人"),
    found.OLDER_CHILD: Reason("the parent was surely born after the child", "父母确定出生在子女之后"),
    found.YOUNG: Reason(
        f"the parent was surely under {found.LEAST_AGE} when the child was born",
        f"子女出生时父母确定不满 {found.LEAST_AGE} 岁",
    ),
    found.MOTHERS: Reason("the child has more than one mother by birth", "子女有不止一位生母"),
    found.FATHERS: Reason("the child has more than one father by birth", "子女有不止一位生父"),
    found.PARENTS: Reason("the child has more than two parents by birth", "子女有超过两位亲生父母"),
    found.CYCLE: Reason("the persons are their own ancestors", "世系成环：本人成为自己的祖先"),
    found.CLASH: Reason(
        "two rows give the same two persons relations that exclude each other", "同两人之间的记录给出互相排斥的关系"
    ),
    found.MOTHER_DEAD: Reason("the child was surely born after its mother had died", "子女确定在母亲去世之后出生"),
    found.FATHER_DEAD: Reason(
        f"the child was surely born more than {found.AFTER_FATHER} days after its father had died",
        f"子女确定在父亲去世 {found.AFTER_FATHER} 天之后出生",
    ),
    found.CROWD: Reason(
        f"the person is declared as a relative of more than {found.MOST_RELATIVES} others: "
        "no kin is followed over such a number",
        f"与此人有亲属申报的超过 {found.MOST_RELATIVES} 人，不经此编号推算亲属",
    ),
    found.DIED_FIRST: Reason("the person died before being born", "死亡日期早于出生日期"),
}

_QUERY = """
    SELECT f.name, f.sheet, s.row, p.id, s.kind, s.used
    FROM (
        SELECT c.*, e.file, e.row FROM contradiction AS c JOIN edge_source AS e ON e.eid = c.eid
        UNION ALL
        SELECT c.*, n.file, n.row FROM contradiction AS c JOIN node_source AS n ON n.nid = c.nid WHERE c.eid IS NULL
    ) AS s JOIN n_Person AS p ON p.nid = s.nid JOIN source_file AS f ON f.file = s.file
    ORDER BY s.used, s.kind, p.id, f.name, f.sheet, s.row
"""


def contradictions(con: Connection) -> list[dict[str, Any]]:
    """One entry per row that has a part in a contradiction; `used` says whether kinship rests on it all the same."""
    return [
        {
            "file": file,
            "sheet": sheet,
            "row": shown(sheet, row),
            "person": person,
            "kind": kind,
            "reason": SENTENCES[kind].en,
            "reason_zh": SENTENCES[kind].zh,
            "used": used,
        }
        for file, sheet, row, person, kind, used in con.execute(_QUERY).fetchall()
    ]


def unused(con: Connection) -> int:
    """How many declared relations are not used because they contradict others or the dates of the two."""
    ((count,),) = con.execute("SELECT count(DISTINCT eid) FROM contradiction WHERE NOT used").fetchall()
    return int(count)
