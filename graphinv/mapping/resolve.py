"""The node of each row of a reference or definition, once nodes have numbers."""

from __future__ import annotations

from collections.abc import Iterator

from graphinv.mapping.refer import source
from graphinv.mapping.sql import literal
from graphinv.mapping.work import Ref, Work


def resolve(work: Work, ref: Ref) -> None:
    """Make `m_ref_<n>`: the node of each row of a reference or definition, as numbers."""
    parts = [part for label in ref.labels for part in _resolved(ref, label)]
    work.run(f"CREATE OR REPLACE TEMP TABLE {ref.table} AS {' UNION ALL '.join(parts)}")


def _resolved(ref: Ref, label: str) -> Iterator[str]:
    nodes = f'JOIN "m_node_{label}" n USING (gid)'
    if ref.node.label:
        yield (
            f'SELECT rid, nid, true AS certain, {literal(label)} AS label FROM "m_def_{label}" {nodes} '
            f"WHERE ref = {ref.number}"
        )
        return
    yield (
        f"SELECT r.rid, k.nid, true AS certain, {literal(label)} AS label FROM {source(ref, label)} r "
        f'JOIN "m_key_{label}" k ON k.key = r.text'
    )
    yield (f"SELECT rid, nid, certain, label FROM m_open {nodes} WHERE ref = {ref.number} AND label = {literal(label)}")
