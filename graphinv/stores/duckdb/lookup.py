"""Finding nodes by what people type: a gid, a key of the sources, a person's pseudonym, a name."""

from __future__ import annotations

from collections.abc import Sequence

from graphinv.model import LABELS, concrete
from graphinv.model.layout import node_columns, node_table, quoted
from graphinv.stores.duckdb.connect import Connection

NAMING = ("name", "title")
_FAR = 2
"""How many letters of a key may be wrong for it to be offered instead."""

_MEANT = "SELECT unnest($2::VARCHAR[])"


def by_gid(con: Connection, gid: str) -> set[int]:
    """The node with this gid; a gid starts with its label."""
    label = next((name for name in LABELS if name.lower() == gid.partition("-")[0]), None)
    return _numbers(con, f"SELECT nid FROM {quoted(node_table(label))} WHERE gid = $1", gid) if label else set()


def by_pseudonym(con: Connection, text: str) -> set[int]:
    """The persons for whom this stands, such as P-0f3a…"""
    start = f"person-{text.removeprefix('P-').lower()}"
    query = f"SELECT nid FROM {quoted(node_table('Person'))} WHERE starts_with(gid, $1)"
    return _numbers(con, query, start) if len(text) == len("P-") + 16 and text.startswith("P-") else set()


def by_key(con: Connection, key: str, label: str = "") -> set[int]:
    """The nodes that the sources know under this key."""
    found = _numbers(con, f"SELECT nid FROM alias WHERE key = $1 AND label IN ({_MEANT})", key, _meant(label))
    for name in _meant(label):
        found |= _numbers(con, f"SELECT nid FROM {quoted(node_table(name))} WHERE id = $1", key)
    return found


def by_name(con: Connection, name: str, label: str = "") -> set[int]:
    """The nodes of this name or title."""
    return _named(con, "{column} = $1", name, label)


def like(con: Connection, text: str, label: str = "", limit: int = 10) -> set[int]:
    """Nodes whose name holds the text, else those whose key is nearly it or starts so."""
    found = _named(con, "contains({column}, $1)", text, label, limit)
    query = (
        f"SELECT nid FROM alias WHERE label IN ({_MEANT}) AND (starts_with(key, $1) "
        f"OR abs(length(key) - length($1)) <= {_FAR} AND levenshtein(key, $1) <= {_FAR}) "
        f"ORDER BY levenshtein(key, $1), nid LIMIT {limit}"
    )
    return found or _numbers(con, query, text, _meant(label))


def _named(con: Connection, test: str, text: str, label: str, limit: int = 0) -> set[int]:
    found: set[int] = set()
    for name in _meant(label):
        columns = [quoted(column) for column in NAMING if column in node_columns(name)]
        if columns:
            where = " OR ".join(test.format(column=column) for column in columns)
            end = f" ORDER BY nid LIMIT {limit}" if limit else ""
            found |= _numbers(con, f"SELECT nid FROM {quoted(node_table(name))} WHERE {where}{end}", text)
    return found


def _meant(label: str) -> Sequence[str]:
    """The labels that a label, a supertype or nothing stands for."""
    return concrete(label) if label else tuple(LABELS)


def _numbers(con: Connection, query: str, *values: str | Sequence[str]) -> set[int]:
    return {int(nid) for (nid,) in con.execute(query, list(values)).fetchall()}
