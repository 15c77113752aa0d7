"""References: the node that an id, or only a name, in a row stands for.

A known id finds its node. An unknown id makes a stub. A name alone finds a unit or company if exactly one registered
name is equal (and the link is not certain), else units and companies of one name share a stub; a person of whom only
the name is known is a node of its own, local to the record. A number whose checksum fails is never joined on.
"""

from __future__ import annotations

from graphinv.mapping import keys
from graphinv.mapping.sql import all_of, column, literal
from graphinv.mapping.values import condition, has
from graphinv.mapping.work import Ref, Work

_NAMED = ("Person", "Company", "Unit")


def refer(work: Work, ref: Ref) -> None:
    """Fill `m_stub` and `m_open` from one reference; the rows whose key is known need neither."""
    if len(ref.labels) > 1:
        _party_labels(work, ref)
    for label in ref.labels:
        _id_stubs(work, ref, label)
        if label in _NAMED:
            _by_name_or_local(work, ref, label)


def source(ref: Ref, label: str) -> str:
    """The rows of a reference to this label: rid, file, row, row_key, text, name, ok."""
    use, node = ref.use, ref.node
    beside = node.id.removesuffix("_id") + "_name"
    where = [condition(use.spec, node.where), f"{column(node.id)} IS NOT NULL OR {has(use, beside)} IS NOT NULL"]
    labelled = ""
    if len(ref.labels) > 1:
        labelled = f"JOIN m_party_{ref.number} l ON l.rid = s.rowid AND l.label = {literal(label)}"
    ok = has(use, node.id + "_ok") + "::BOOLEAN"
    return (
        f"(SELECT s.rowid AS rid, s.file, s.row, s.row_key, {column(node.id)} AS text, {has(use, beside)}::VARCHAR "
        f'AS name, {ok} AS ok FROM "{use.table}" s {labelled} WHERE {all_of(where)})'
    )


def _is_id(label: str) -> str:
    """Whether a text that finds nothing is an id all the same."""
    if label not in _NAMED:
        return "text IS NOT NULL"
    return "text IS NOT NULL AND ok IS NOT FALSE AND (coalesce(ok, false) OR m_key_like(text))"


def _unknown(ref: Ref, label: str) -> str:
    return f'{source(ref, label)} ANTI JOIN "m_alias_{label}" a ON a.key = text'


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
        f"{literal(ref.column)}, min(file), arg_min(row, m_place(file, row)) FROM {_unknown(ref, label)} "
        f"WHERE {_is_id(label)} GROUP BY text"
    )


def _by_name_or_local(work: Work, ref: Ref, label: str) -> None:
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_loose AS SELECT *, coalesce(name, CASE WHEN ok IS NULL THEN text END) "
        f"AS called FROM {_unknown(ref, label)} WHERE NOT ({_is_id(label)})"
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
        nobody = f"lower(called) IN ({', '.join(literal(word.lower()) for word in ref.node.nameless) or 'NULL'})"
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


def _party_labels(work: Work, ref: Ref) -> None:
    """Which kind of party each row means: a valid number says it, else the table that knows the id, else the type."""
    use, node = ref.use, ref.node
    beside = node.id.removesuffix("_id")
    said = f"lower(CAST({has(use, beside + '_type')} AS VARCHAR))"
    name, text, ok = f"{has(use, beside + '_name')}::VARCHAR", column(node.id), has(use, node.id + "_ok")
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_kinds AS SELECT s.rowid AS rid, s.file, s.row, {text} AS text, {ok} AS ok, "
        f"CASE WHEN {said} IN ('person', '自然人', '个人') THEN 'Person' WHEN {said} IN ('company', '企业', '法人') "
        f"THEN 'Company' WHEN {said} IN ('unit', '单位', '机关单位') THEN 'Unit' END AS said, "
        "p.key IS NOT NULL AS p, c.key IS NOT NULL AS c, u.key IS NOT NULL AS u, "
        "cn.gid IS NOT NULL AS cn, un.gid IS NOT NULL AS un "
        f'FROM "{use.table}" s LEFT JOIN m_alias_Person p ON p.key = {text} LEFT JOIN m_alias_Company c '
        f"ON c.key = {text} LEFT JOIN m_alias_Unit u ON u.key = {text} "
        f"LEFT JOIN m_names_Company cn ON cn.name = m_name(coalesce({name}, {text})) "
        f"LEFT JOIN m_names_Unit un ON un.name = m_name(coalesce({name}, {text}))"
    )
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_party_{ref.number} AS SELECT rid, CASE "
        "WHEN ok AND m_id_no_like(text) THEN 'Person' "
        "WHEN said = 'Person' AND p OR said = 'Company' AND c OR said = 'Unit' AND u THEN said "
        "WHEN p AND NOT c AND NOT u THEN 'Person' WHEN c AND NOT p THEN 'Company' WHEN u AND NOT p THEN 'Unit' "
        "WHEN p THEN NULL WHEN said IS NOT NULL THEN said "
        "WHEN ok OR text LIKE 'X:%' THEN 'Company' WHEN cn THEN 'Company' WHEN un THEN 'Unit' ELSE 'Person' END "
        "AS label FROM m_kinds"
    )
    work.note(
        f"SELECT k.file, k.row, {literal(node.id)}, CASE WHEN m_private(k.text) THEN NULL ELSE k.text END, "
        f"'the id is known as a person and as another party; fill `{beside}_type`; the row gives no link', "
        f"'该编号既是人员又是单位或企业，请填写主体类型；未建立关联' "
        f"FROM m_kinds k JOIN m_party_{ref.number} l USING (rid) WHERE l.label IS NULL AND k.text IS NOT NULL"
    )
    work.run("DROP TABLE m_kinds")
