"""Kin words in a column of relations (`of: kinship`): each distinct word of a file is read once, in Python."""

from __future__ import annotations

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from graphinv.kinship.relation import Doubt, declared
from graphinv.model.values.reasons import BEYOND_RELATIONS, GRANDCHILD, SEVERAL_RELATIONS, STEP_KIN, Reason
from graphinv.staging.kinds.base import Cell

DOUBTS: dict[Doubt, Reason] = {
    "several": SEVERAL_RELATIONS,
    "beyond": BEYOND_RELATIONS,
    "grandchild": GRANDCHILD,
    "not_covered": STEP_KIN,
}
"""Why a kin word that is understood gives no relation; other words are like any that is not in a list."""

LONGEST, MOST = 20, 10_000
"""A longer text is no kin word; a column with more different texts is none of relations, and only these are read."""

_TABLE = "gi_kin_words"


def install(con: DuckDBPyConnection, raw: str, cells: Iterable[Cell], *, nul: bool) -> None:
    """Read the words of these cells of a file's raw table."""
    macro = "gi_text_without_nul" if nul else "gi_text"
    texts = " UNION ALL ".join(f"SELECT lower(gi_narrow({macro}({cell.raw}))) AS word FROM {raw}" for cell in cells)
    found = con.execute(
        f"SELECT DISTINCT word FROM ({texts}) WHERE length(word) <= {LONGEST} ORDER BY word LIMIT {MOST}"
    ).fetchall()
    read = [(word, *declared(word)) for (word,) in found]
    rows = [[word, relation, doubt] for word, relation, doubt in read if relation or doubt in DOUBTS]
    con.execute(f"CREATE OR REPLACE TEMP TABLE {_TABLE} (word VARCHAR, relation VARCHAR, doubt VARCHAR)")
    if rows:
        con.executemany(f"INSERT INTO {_TABLE} VALUES (?, ?, ?)", rows)


def relation() -> str:
    """SQL: the relation that the narrowed text `n` names, or NULL."""
    return f"(SELECT relation FROM {_TABLE} WHERE word = lower(n))"


def doubt(which: Doubt) -> str:
    """SQL: whether the narrowed text `n` is a kin word that gives no relation for this reason."""
    return f"coalesce((SELECT doubt FROM {_TABLE} WHERE word = lower(n)) = '{which}', false)"


def drop(con: DuckDBPyConnection) -> None:
    """Free the words of a file."""
    con.execute(f"DROP TABLE IF EXISTS {_TABLE}")
