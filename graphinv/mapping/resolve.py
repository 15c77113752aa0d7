"""The node of each row of a reference or definition, once nodes have numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphinv.mapping.refer import source
from graphinv.mapping.sql import literal
from graphinv.mapping.work import Ref, Use, Work


def resolve(work: Work, ref: Ref) -> None:
    """Make `m_ref_<n>`, the node of each row as a number, unless it is there."""
    if ref.number in work.resolved:
        return
    if ref.node.account_of:
        base = work.ref(ref.use, ref.node.account_of)
        resolve(work, base)
        parts: Iterable[str] = (_account(base, label) for label in base.labels)
    else:
        parts = (part for label in ref.labels for part in _resolved(ref, label))
    work.run(f"CREATE OR REPLACE TEMP TABLE {ref.table} AS {' UNION ALL '.join(parts)}")
    work.resolved.add(ref.number)


def resolve_all(work: Work, use: Use) -> None:
    """Resolve every reference of a loader."""
    for ref in work.refs:
        if ref.use is use:
            resolve(work, ref)


def release(work: Work, use: Use) -> None:
    """Free the memory of a loader's references: its edges are made."""
    for ref in work.refs:
        if ref.use is use:
            work.run(f"DROP TABLE {ref.table}")
            work.resolved.discard(ref.number)


def _resolved(ref: Ref, label: str) -> Iterator[str]:
    which = f", {literal(label)} AS label" if len(ref.labels) > 1 else ""
    if ref.node.label:
        yield f'SELECT rid, nid, true AS certain FROM "m_def_{label}" WHERE ref = {ref.number}'
        return
    yield (
        f"SELECT r.rid, k.nid, true AS certain{which} FROM {source(ref, label)} r "
        f'JOIN "m_key_{label}" k ON k.key = r.text'
    )
    yield (
        f'SELECT o.rid, n.nid, o.certain{which} FROM m_open o JOIN "m_node_{label}" n USING (gid) '
        f"WHERE o.ref = {ref.number} AND o.label = {literal(label)}"
    )


def _account(base: Ref, label: str) -> str:
    only = f"AND r.label = {literal(label)}" if len(base.labels) > 1 else ""
    return (
        f'SELECT r.rid, a.nid, r.certain FROM {base.table} r JOIN "m_node_{label}" n ON n.nid = r.nid {only} '
        "JOIN m_node_Account a ON a.gid = 'account-of-' || n.gid"
    )
