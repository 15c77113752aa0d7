"""References: the node that an id, or only a name, in a row stands for.

A known id finds its node. An unknown id makes a stub. A name alone finds a unit or company if exactly one registered
name is equal (and the link is not certain), else units and companies of one name share a stub; a person of whom only
the name is known is a node of its own, local to the record. A number whose checksum fails is never joined on.
"""

from __future__ import annotations

from graphinv.mapping import keys
from graphinv.mapping.party import party_labels, party_rows, said
from graphinv.mapping.sql import RID, all_of, column, literal
from graphinv.mapping.values import condition, has
from graphinv.mapping.work import Ref, Work

_NAMED = ("Person", "Company", "Unit")


def refer(work: Work, ref: Ref) -> None:
    """Fill `m_stub` and `m_open` from one reference; the rows whose key is known need neither."""
    if len(ref.labels) > 1:
        party_labels(work, ref)
    work.run(f"CREATE OR REPLACE TEMP TABLE m_rest AS {_rest(work, ref)}")
    for label in ref.labels if work.count("m_rest") else ():
        _id_stubs(work, ref, label)
        if label in _NAMED:
            _by_name_or_local(work, ref, label)
    work.run("DROP TABLE m_rest")


def _rest(work: Work, ref: Ref) -> str:
    """The rows whose key alone does not find their node; usually few, and only they are looked at one by one."""
    if len(ref.labels) == 1:
        (label,) = ref.labels
        known = f'"m_alias_{label}" a ON a.key = r.text'
        return f"SELECT r.*, {literal(label)} AS label FROM {source(ref)} r ANTI JOIN {known}"
    if ref.number in work.mixed:
        return f"SELECT r.*, p.label FROM {source(ref)} r JOIN {party_rows(ref)}"
    return (
        f"SELECT r.*, l.label FROM {source(ref)} r JOIN m_label_{ref.number} l ON l.text = r.text WHERE NOT l.known "
        f"UNION ALL SELECT r.*, p.label FROM (FROM {source(ref)} WHERE text IS NULL) r JOIN {party_rows(ref)}"
    )


def present(work: Work, ref: Ref) -> bool:
    """Whether any row has this node: an optional reference of a loader may be empty everywhere."""
    base = work.ref(ref.use, ref.node.account_of) if ref.node.account_of else ref
    if not base.node.ref:
        return True
    if base.number not in work.present:
        work.present[base.number] = bool(work.rows(f"SELECT 1 FROM {source(base)} LIMIT 1"))
    return work.present[base.number]


def source(ref: Ref) -> str:
    """The rows of a reference: rid, file, row, row_key, text, name, said, ok."""
    use, node = ref.use, ref.node
    beside = node.id.removesuffix("_id") + "_name"
    name, there = f"{has(use, beside)}::VARCHAR", f"({column(node.id)} IS NOT NULL OR {has(use, beside)} IS NOT NULL)"
    if node.unnamed:
        name, there = f"CASE WHEN {there} THEN {name} ELSE {literal(node.unnamed)} END", "true"
    ok = has(use, node.id + "_ok") + "::BOOLEAN"
    return (
        f"(SELECT {RID} AS rid, s.file, s.row, s.row_key, {column(node.id)} AS text, {name} AS name, {said(ref)} "
        f'AS said, {ok} AS ok FROM "{use.table}" s WHERE {all_of([condition(use.spec, node.where), there])})'
    )


def _is_id(label: str) -> str:
    """Whether a text that finds nothing is an id all the same."""
    if label not in _NAMED:
        return "text IS NOT NULL"
    return "text IS NOT NULL AND ok IS NOT FALSE AND (coalesce(ok, false) OR m_key_like(text))"


def _unknown(label: str) -> str:
    return f'(FROM m_rest WHERE label = {literal(label)}) ANTI JOIN "m_alias_{label}" a ON a.key = text'


def _id_stubs(work: Work, ref: Ref, label: str) -> None:
    number = "coalesce(any_value(ok), false) AND m_id_no_like(text)"
    if label == "Person":
        by_number, by_key = keys.person_gid("id_no", "text"), keys.person_gid("person_id", "text")
        gid = f"CASE WHEN {number} THEN {by_number} ELSE {by_key} END"
        ident, check = keys.person_id("text"), f"CASE WHEN {number} THEN 'valid' ELSE 'none' END"
    else:
        gid, ident, check, number = keys.public_gid(label, "text"), keys.public_id(label, "text"), "NULL", "false"
    work.run(
        f"INSERT INTO m_stub SELECT {literal(label)}, {gid} AS gid, text, {number}, {ident}, min(name), {check}, 'id', "
        f"{literal(ref.column)}, min(file), arg_min(row, m_place(file, row)) FROM {_unknown(label)} "
        f"WHERE {_is_id(label)} GROUP BY text"
    )


def _by_name_or_local(work: Work, ref: Ref, label: str) -> None:
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_loose AS SELECT *, coalesce(name, CASE WHEN ok IS NULL THEN text END) "
        f"AS called FROM {_unknown(label)} WHERE NOT ({_is_id(label)})"
    )
    if work.count("m_loose"):
        _open(work, ref, label)
        _open_stubs(work, ref, label)
    work.run("DROP TABLE m_loose")


def _open(work: Work, ref: Ref, label: str) -> None:
    record = (literal(ref.use.spec.table), "row_key", literal(ref.node.id), "coalesce(called, text, '')")
    if label == "Person":
        work.run(
            f"CREATE OR REPLACE TEMP TABLE m_found AS SELECT l.*, {keys.person_gid('record', *record)} AS gid, "
            "'local' AS how FROM m_loose l"
        )
    else:
        prefix = literal(f"{label.lower()}-")
        names = filter(None, (*ref.node.nameless, ref.node.unnamed))
        nobody = f"lower(called) IN ({', '.join(literal(word.lower()) for word in names) or 'NULL'})"
        local = f"{prefix} || m_plain({keys.net(literal('record'), *record)})"
        shared = f"{prefix} || m_plain({keys.net(literal('name'), 'm_name(called)')})"
        how = (
            f"CASE WHEN called IS NULL OR coalesce({nobody}, false) THEN 'local' "
            "WHEN n.gid IS NOT NULL THEN 'by_name' ELSE 'name' END"
        )
        work.run(
            f"CREATE OR REPLACE TEMP TABLE m_found AS SELECT * EXCLUDE (found), CASE how WHEN 'local' THEN {local} "
            f"WHEN 'by_name' THEN found ELSE {shared} END AS gid FROM (SELECT l.*, n.gid AS found, {how} AS how "
            f'FROM m_loose l LEFT JOIN "m_names_{label}" n ON n.name = m_name(l.called))'
        )
    work.run(
        f"INSERT INTO m_open SELECT {ref.number}, rid, {literal(label)}, gid, how, {label == 'Person'} FROM m_found"
    )


def _open_stubs(work: Work, ref: Ref, label: str) -> None:
    if label == "Person":
        ident, check = "m_pseudonym(gid)", "CASE WHEN bool_or(ok IS FALSE) THEN 'invalid' ELSE 'name_only' END"
    else:
        ident, check = f"left(any_value(how), 5) || ':' || left(substr(gid, {len(label) + 2}), 16)", "NULL"
    work.run(
        f"INSERT INTO m_stub SELECT {literal(label)}, gid, NULL, false, {ident}, min(called), {check}, any_value(how), "
        f"{literal(ref.column)}, min(file), arg_min(row, m_place(file, row)) FROM m_found "
        "WHERE how <> 'by_name' GROUP BY gid"
    )
    work.run("DROP TABLE m_found")
