"""The tables of a graph file besides its nodes and edges; they are the same whatever the model."""

from __future__ import annotations

SIDE_TABLES = {
    "label_range": "label VARCHAR, lo BIGINT, hi BIGINT",
    "alias": "label VARCHAR, key VARCHAR, nid BIGINT",
    "node_source": "nid BIGINT, file INTEGER, row BIGINT",
    "more_source": "eid BIGINT, file INTEGER, row BIGINT",
    "source_file": "file INTEGER, name VARCHAR, sheet VARCHAR, tbl VARCHAR, loader VARCHAR, batch VARCHAR, "
    "sha256 VARCHAR, path VARCHAR, as_of DATE, encoding VARCHAR, reader VARCHAR, why VARCHAR, rows BIGINT, "
    "loaded BIGINT, warned BIGINT, rejected BIGINT, fit VARCHAR, covers_from DATE, covers_until DATE, "
    "columns_unknown VARCHAR",
    "load_tally": "file INTEGER, what VARCHAR, col VARCHAR, n BIGINT",
    "load_dates": "file INTEGER, col VARCHAR, filled BIGINT, first DATE, last DATE",
    "reject": "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR",
    "note": "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR",
    "contradiction": "kind VARCHAR, nid BIGINT, eid BIGINT, used BOOLEAN",
    "via": "eid BIGINT, step INTEGER, base_table INTEGER, base_eid BIGINT",
    "meta": "key VARCHAR, value VARCHAR",
}
"""`more_source` holds the source rows of a base edge besides the one in its own table; the view `edge_source` has all.

`reject` holds what was left out, `note` what was accepted with a warning; `via` the base edges of derived ones.

`contradiction` holds declared kinship that cannot be true: of what kind, about whom, the row's edge (NULL if it is
about the person's own dates), and whether the row is used all the same.

`load_tally` counts per file and column what the references of its rows found (see mapping/tally.py), `load_dates` says
how far its dates reach.
"""


def side_columns(name: str) -> tuple[str, ...]:
    """The columns of a side table."""
    return tuple(part.split()[0] for part in SIDE_TABLES[name].split(", "))
