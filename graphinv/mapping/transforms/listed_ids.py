"""Config lists name parties by any of their numbers; rules compare ids: each entry takes the id of the node it means.

What is known nowhere stays as it is written, except an identity-card number, which never enters the graph.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphinv.mapping import keys
from graphinv.mapping.sql import RID, column
from graphinv.mapping.values import condition
from graphinv.mapping.work import Work
from graphinv.model import SUPERTYPES

_PARTIES = SUPERTYPES["Party"]


@dataclass(frozen=True)
class _Cell:
    """A property of a list's label, the column behind it, and what the column may name in which entries."""

    label: str
    prop: str
    column: str
    labels: tuple[str, ...] = _PARTIES
    where: str = ""


_CELLS = (
    _Cell("Watched", "subject_id", "subject_id"),
    _Cell("Responsibility", "unit_id", "unit_id", ("Unit",)),
    _Cell("Whitelisted", "value", "value", ("Unit", "Company"), "state_holder"),
    _Cell("Whitelisted", "value2", "value2", ("Person",), "mandate"),
)


def run(work: Work) -> None:
    """Fill the properties of all lists that are loaded."""
    for cell in _CELLS:
        for ref in work.defining(cell.label):
            where = condition(ref.use.spec, {"kind": cell.where} if cell.where else {})
            text = column(cell.column)
            work.run(
                f"CREATE OR REPLACE TEMP TABLE m_listed AS SELECT d.nid, min({text}) AS text "
                f'FROM "m_def_{cell.label}" d JOIN "{ref.use.table}" s ON {RID} = d.rid '
                f"WHERE d.ref = {ref.number} AND {text} IS NOT NULL AND {where} GROUP BY d.nid"
            )
            _name(work, cell)


def _name(work: Work, cell: _Cell) -> None:
    known = " UNION ALL ".join(
        f'SELECT k.key, n.id, {rank} AS rank FROM "m_key_{label}" k JOIN {work.node(label)} n USING (nid) '
        "WHERE k.key IN (SELECT text FROM m_listed)"
        for rank, label in enumerate(cell.labels)
    )
    hidden = f"m_pseudonym({keys.person_gid('id_no', 'l.text')})"
    work.run(
        f"UPDATE {work.node(cell.label)} w SET {cell.prop} = coalesce(k.id, CASE WHEN m_private(l.text) THEN {hidden} "
        f"ELSE m_hidden(l.text) END) FROM m_listed l LEFT JOIN (SELECT key, arg_min(id, rank) AS id FROM ({known}) "
        f"GROUP BY key) k ON k.key = l.text WHERE l.nid = w.nid"
    )
