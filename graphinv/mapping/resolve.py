"""The node of each row of a reference or definition, once nodes have numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphinv.mapping.find import FINDERS
from graphinv.mapping.party import party_rows
from graphinv.mapping.refer import source
from graphinv.mapping.sql import RID, column, literal
from graphinv.mapping.values import condition
from graphinv.mapping.work import Ref, Use, Work


def resolve(work: Work, ref: Ref) -> None:
    """Make `m_ref_<n>`, the node of each row as a number, unless it is there; a view where the text alone finds it."""
    if ref.number in work.resolved:
        return
    if ref.node.account_of:
        base = work.ref(ref.use, ref.node.account_of)
        resolve(work, base)
        parts: Iterable[str] = (_account(ref, base, label) for label in base.labels)
    elif ref.node.ref and not _open(work, ref) and ref.number not in work.mixed:
        parts = (_by_text(work, ref),)
    else:
        parts = (part for label in ref.labels for part in _resolved(work, ref, label))
    kind = "VIEW" if ref.number in work.direct else "TABLE"
    work.run(f"CREATE OR REPLACE TEMP {kind} {ref.table} AS {' UNION ALL '.join(parts)}")
    work.resolved.add(ref.number)


def join_node(work: Work, ref: Ref, alias: str, label: str = "") -> str:
    """`JOIN …` that gives each staged row `s` its node: nid, certain, and label if there is more than one."""
    only = f" AND {alias}.label = {literal(label)}" if label and len(ref.labels) > 1 else ""
    keys = work.direct.get(ref.number)
    if not keys:
        return f"JOIN {ref.table} {alias} ON {alias}.rid = {RID}{only}"
    which = ", label" if len(ref.labels) > 1 else ""
    found = f"(SELECT key, nid, true AS certain{which} FROM {keys}) {alias}"
    return f"JOIN {found} ON {alias}.key = {column(ref.node.id)} AND {condition(ref.use.spec, ref.node.where)}{only}"


def _open(work: Work, ref: Ref) -> int:
    return work.count(f"m_open WHERE ref = {ref.number}")


def _by_text(work: Work, ref: Ref) -> str:
    keys = f'"m_key_{ref.labels[0]}"'
    if len(ref.labels) > 1:
        keys = f"m_dict_{ref.number}"
        parts = (
            f'SELECT k.key, k.nid, l.label FROM m_label_{ref.number} l JOIN "m_key_{label}" k ON k.key = l.text '
            f"WHERE l.label = {literal(label)}"
            for label in ref.labels
        )
        work.run(f"CREATE OR REPLACE TEMP TABLE {keys} AS {' UNION ALL '.join(parts)}")
    work.direct[ref.number] = keys
    which = ", a.label" if len(ref.labels) > 1 else ""
    return f'SELECT {RID} AS rid, a.nid, a.certain{which} FROM "{ref.use.table}" s {join_node(work, ref, "a")}'


def resolve_all(work: Work, use: Use) -> None:
    """Resolve every reference of a loader; what is found through other rows has to wait for them."""
    for ref in work.refs:
        if ref.use is use and not ref.node.find:
            resolve(work, ref)


def find_all(work: Work, use: Use) -> None:
    """Find what the rows of a loader name through other rows, and note what leads nowhere."""
    for ref in work.refs:
        if ref.use is use and ref.node.find:
            _find(work, ref)


def _find(work: Work, ref: Ref) -> None:
    finder, key, table = FINDERS[ref.node.find], _text(ref), f'"{ref.use.table}" s'
    where = f"{key} IS NOT NULL AND {condition(ref.use.spec, ref.node.where)}"
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_wanted AS SELECT w.key, w.key AS origin FROM (SELECT DISTINCT {key} AS key "
        f"FROM {table} WHERE {where}) w"
    )
    work.run(f"CREATE OR REPLACE TEMP TABLE m_found AS {finder.sql()}")
    work.run(
        f"CREATE OR REPLACE TEMP TABLE {ref.table} AS SELECT {RID} AS rid, f.* EXCLUDE (key) FROM {table} "
        f"JOIN m_found f ON f.key = {key} WHERE {where}"
    )
    if finder.missing:
        work.run("CREATE OR REPLACE TEMP TABLE m_reached AS SELECT DISTINCT key FROM m_found")
        _say_missing(work, ref, finder.missing, f"{table} {{}} m_reached f ON f.key = {key} WHERE {where}")
    work.run("DROP TABLE m_found")


def _text(ref: Ref) -> str:
    return f"CAST({column(ref.node.id)} AS VARCHAR)"


def _say_missing(work: Work, ref: Ref, sentence: tuple[str, str], rows: str) -> None:
    """Note each row that leads nowhere, and count them unless a reference in the same column counts unknown ids."""
    key, (en, zh) = _text(ref), map(literal, sentence)
    work.note(
        f"SELECT s.file, s.row, {literal(ref.node.id)}, CASE WHEN m_private({key}) THEN NULL ELSE m_hidden({key}) END, "
        f"{en}, {zh} FROM {rows.format('ANTI JOIN')}"
    )
    beside = [other.node for other in work.referring() if other.use is ref.use and other.node.id == ref.node.id]
    if not any(node.where.items() <= ref.node.where.items() for node in beside):
        work.run(
            f"INSERT INTO m_lost SELECT s.file, {literal(ref.node.id)}, count(*), count(*) - count(f.key) "
            f"FROM {rows.format('LEFT JOIN')} GROUP BY s.file"
        )


def release(work: Work, use: Use) -> None:
    """Free the memory of a loader's references: its edges are made."""
    for ref in work.refs:
        if ref.use is use:
            work.run(f"DROP {'VIEW' if work.direct.pop(ref.number, '') else 'TABLE'} {ref.table}")
            work.run(f"DROP TABLE IF EXISTS m_dict_{ref.number}")
            work.resolved.discard(ref.number)


def _resolved(work: Work, ref: Ref, label: str) -> Iterator[str]:
    which = f", {literal(label)} AS label" if len(ref.labels) > 1 else ""
    if ref.node.label:
        yield f'SELECT rid, nid, true AS certain FROM "m_def_{label}" WHERE ref = {ref.number}'
        return
    rows = source(ref)
    if ref.number in work.mixed:
        rows = f"(SELECT r.* FROM {rows} r JOIN {party_rows(ref)} WHERE p.label = {literal(label)})"
    elif len(ref.labels) > 1:
        labels = f"m_label_{ref.number} l ON l.text = r.text AND l.label = {literal(label)}"
        rows = f"(SELECT r.* FROM {rows} r JOIN {labels})"
    yield f'SELECT r.rid, k.nid, true AS certain{which} FROM {rows} r JOIN "m_key_{label}" k ON k.key = r.text'
    yield (
        f'SELECT o.rid, n.nid, o.certain{which} FROM m_open o JOIN "m_node_{label}" n USING (gid) '
        f"WHERE o.ref = {ref.number} AND o.label = {literal(label)}"
    )


def _account(ref: Ref, base: Ref, label: str) -> str:
    only = f"AND r.label = {literal(label)}" if len(base.labels) > 1 else ""
    rows = f'JOIN "{ref.use.table}" s ON {RID} = r.rid AND {condition(ref.use.spec, ref.node.where)}'
    return (
        f'SELECT r.rid, a.nid, r.certain FROM {base.table} r JOIN "m_node_{label}" n ON n.nid = r.nid {only} '
        f"{rows if ref.node.where else ''} JOIN m_node_Account a ON a.gid = 'account-of-' || n.gid"
    )
