"""A household is no kinship, and the page on kin says how to ask who else is in it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.rules.graphs import draw

PAGE = Path(__file__).resolve().parents[2] / "docs" / "kinship.md"
BOOK = """(o:Person)-[:HOLDS_POST {since: 2019-01-01}]->(u:Unit)
(o)-[:MEMBER_OF {since: 2000-01-01}]->(h:Household), (p:Person)-[:MEMBER_OF {since: 2010-01-01}]->(h)
(q:Person)-[:MEMBER_OF {since: 1990-01-01, until: 1999-01-01}]->(h)
(c:Person)-[:MEMBER_OF {since: 2001-01-01}]->(h), (o)-[:FAMILY {type: child}]->(c)
"""


def test_who_is_in_a_household_without_being_declared() -> None:
    (query,) = re.findall(r"```\n(MATCH .*?MEMBER_OF.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    with draw(BOOK) as store:
        names = dict(store.con.execute("SELECT nid, id FROM n_Person").fetchall())
        found = [(names[row[0]], names[row[2]]) for row in store.run(query).rows]
        kin = store.con.execute("SELECT src, dst FROM e_KIN__Person__Person").fetchall()
    assert found == [("o", "p")]
    assert {(names[src], names[dst]) for src, dst in kin} == {("o", "c"), ("c", "o")}
