"""Node tables: one row per node, sorted by gid and numbered, each label one contiguous range."""

from __future__ import annotations

from typing import TypeAlias

from graphinv.mapping.accounts import stub_accounts
from graphinv.mapping.merge import merged
from graphinv.mapping.sql import literal, names, select_list, unknown
from graphinv.mapping.work import Work
from graphinv.model import LABELS, SUPERTYPES, concrete
from graphinv.model.layout import LABEL_ORDER, node_columns, prop_columns, quoted

Ranges: TypeAlias = dict[str, tuple[int, int]]


def number(work: Work) -> Ranges:
    """Make `m_node_<Label>` and `m_key_<Label>`; returns first and end of each label's numbers."""
    low, ranges = 0, Ranges()
    for label in LABEL_ORDER:
        if label.name == "Account":
            stub_accounts(work)
        if label.name not in work.labels:
            ranges[label.name] = (low, low)
            continue
        empty = not work.defining(label.name) and not work.count(f"m_stub WHERE label = {literal(label.name)}")
        high = low + (_empty(work, label.name) if empty else _number(work, label.name, low))
        ranges[label.name] = (low, high)
        low = high
    for name in SUPERTYPES:
        ranges[name] = (min(ranges[x][0] for x in concrete(name)), max(ranges[x][1] for x in concrete(name)))
    return ranges


def write_ranges(work: Work, ranges: Ranges) -> None:
    """Fill `label_range`."""
    values = ", ".join(f"({literal(name)}, {first}, {last})" for name, (first, last) in ranges.items())
    work.run(f"INSERT INTO label_range VALUES {values}")


def _number(work: Work, label: str, low: int) -> int:
    columns = node_columns(label)
    del columns["nid"]
    defined = merged(work, label)
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_sorted AS SELECT {names(columns)} FROM ({defined} UNION ALL BY NAME "
        f"{_stubs(label)}) ORDER BY gid"
    )
    work.run(f'CREATE OR REPLACE TEMP TABLE "m_node_{label}" AS SELECT {low} + rowid AS nid, * FROM m_sorted')
    work.run(
        f'CREATE OR REPLACE TEMP TABLE "m_key_{label}" AS SELECT a.key, n.nid, a.is_id_no FROM (SELECT key, gid, '
        f'is_id_no FROM "m_alias_{label}" UNION ALL SELECT DISTINCT key, gid, is_id_no FROM m_stub '
        f'WHERE label = {literal(label)} AND key IS NOT NULL) a JOIN "m_node_{label}" n ON n.gid = a.gid'
    )
    # From here on a defining row is a number; what it says is in the node.
    work.run(
        f'CREATE OR REPLACE TEMP TABLE "m_def_{label}" AS SELECT d.ref, d.rid, d.file, d.row, d.row_key, n.nid '
        f'FROM "m_def_{label}" d JOIN "m_node_{label}" n USING (gid)'
    )
    work.run(f'DROP TABLE "m_alias_{label}"')
    work.run("DROP TABLE m_sorted")
    return work.count(f'"m_node_{label}"')


def _empty(work: Work, label: str) -> int:
    body = ", ".join(f"{quoted(name)} {kind}" for name, kind in node_columns(label).items())
    work.run(f'CREATE OR REPLACE TEMP TABLE "m_node_{label}" ({body})')
    work.run(f'CREATE OR REPLACE TEMP TABLE "m_key_{label}" (key VARCHAR, nid BIGINT, is_id_no BOOLEAN)')
    work.run(f'CREATE OR REPLACE TEMP TABLE "m_def_{label}" ({_DEFINING})')
    return 0


_DEFINING = "ref INTEGER, rid BIGINT, file INTEGER, row BIGINT, row_key VARCHAR, nid BIGINT"


def _stubs(label: str) -> str:
    """The nodes of this label that no row defines, with nothing known but a name and an id."""
    props = LABELS[label].props
    known = {"gid": "gid", "id": "min(id)"}
    known |= {name: f"{function}({name})" for name, function in _STUB.items() if name in props}
    known |= {"stub": "true"} if label == "Account" else {}
    columns = {"gid": "VARCHAR", "id": "VARCHAR"} | prop_columns(props, interval=LABELS[label].interval)
    found = {name: known.get(name) or unknown(name, kind) for name, kind in columns.items()}
    return (
        f"SELECT {select_list(found)} FROM m_stub WHERE label = {literal(label)} "
        f'AND gid NOT IN (SELECT gid FROM "m_def_{label}") GROUP BY gid'
    )


_STUB = {"name": "min", "id_check": "min"}
