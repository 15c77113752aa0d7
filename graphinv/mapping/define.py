"""The rows that define a node: their keys, their gids and what they say about it."""

from __future__ import annotations

from collections.abc import Iterator

from graphinv.mapping import keys
from graphinv.mapping.sql import RID, all_of, column, literal, select_list
from graphinv.mapping.values import condition, filled, has, interval_columns, key_text, property_columns
from graphinv.mapping.work import REFERRED, Ref, Work
from graphinv.model import LABELS, PropType
from graphinv.model.layout import prop_columns


def define(work: Work, label: str) -> None:
    """Make `m_def_<Label>` (one row per defining row) and `m_alias_<Label>` (each key that finds a node, once)."""
    refs = work.defining(label)
    if not refs:
        work.run(f'CREATE OR REPLACE TEMP TABLE "m_def_{label}" AS {_no_rows(label)}')
        work.run(f'CREATE OR REPLACE TEMP TABLE "m_alias_{label}" (key VARCHAR, gid VARCHAR, is_id_no BOOLEAN)')
        return
    rows = " UNION ALL ".join(map(_rows, refs))
    if label == "Person":
        work.run(f"CREATE OR REPLACE TEMP TABLE m_raw AS {rows}")
        _persons(work, refs)
    else:
        gid, ident = keys.public_gid(label, "key"), keys.public_id(label, "key")
        work.run(f'CREATE OR REPLACE TEMP TABLE "m_def_{label}" AS SELECT *, {gid} AS gid, {ident} AS id FROM ({rows})')
    _aliases(work, label)


def _rows(ref: Ref) -> str:
    spec, node, label = ref.use.spec, ref.node, LABELS[ref.node.label]
    found = interval_columns(spec, node) if label.interval else {}
    for prop, kind in label.props.items():
        if prop in node.props:
            found |= property_columns(spec, prop, kind, node.props[prop])
    if label.name == "Account" and "stub" not in found:
        found["stub"] = "false"
    if label.name == "Person":
        found["id_check"] = _id_check(ref)
    columns = {
        "ref": str(ref.number),
        "rid": RID,
        **{name: f"s.{name}" for name in ("file", "row", "row_key")},
        "key": key_text(spec, node.key) if ref.node.label in REFERRED else f"m_hidden({key_text(spec, node.key)})",
        **_identity(ref),
        **filled(label.props, label.interval, found),
    }
    wanted = all_of(("key IS NOT NULL", condition(spec, node.where)))
    return f'SELECT {select_list(columns)} FROM "{ref.use.table}" s LEFT JOIN files f ON f.file = s.file WHERE {wanted}'


def _identity(ref: Ref) -> dict[str, str]:
    """What may join the node with others: a person's valid id_no, further keys; a number that fails joins nothing."""
    node, use = ref.node, ref.use
    key = node.key[0] if len(node.key) == 1 else ""
    checked = f"{key}_ok" in use.columns
    wrong = f"{has(use, f'{key}_ok')} IS FALSE AND length({column(key)}) IN (15, 18)" if checked else "false"
    also = [f"CASE WHEN {has(use, name + '_ok')} IS NOT FALSE THEN {column(name)} END" for name in node.also]
    if node.label != "Person":
        return {"bad": f"coalesce({wrong}, false)", "also": f"[{', '.join(also)}]::VARCHAR[]"}
    if not node.id_no:
        return {"bad": f"coalesce({wrong}, false)", "id_no": "NULL::VARCHAR"}
    number, valid = column(node.id_no), f"coalesce({has(use, node.id_no + '_ok')}, false)"
    same = f"{column(key)} = {number} AND NOT {valid}" if key else "false"
    return {
        "bad": f"coalesce({wrong}, false) OR coalesce({same}, false)",
        "id_no": f"CASE WHEN {valid} THEN {number} END",
    }


def _id_check(ref: Ref) -> str:
    if not ref.node.id_no:
        return "'none'"
    valid = has(ref.use, ref.node.id_no + "_ok")
    return f"CASE WHEN {valid} THEN 'valid' WHEN {column(ref.node.id_no)} IS NOT NULL THEN 'invalid' ELSE 'none' END"


def _no_rows(label: str) -> str:
    columns = {
        "ref": "INTEGER",
        "rid": "BIGINT",
        "file": "INTEGER",
        "row": "BIGINT",
        "row_key": "VARCHAR",
        "key": "VARCHAR",
        "gid": "VARCHAR",
        "id": "VARCHAR",
        "bad": "BOOLEAN",
        **({"id_no": "VARCHAR"} if label == "Person" else {"also": "VARCHAR[]"}),
        **prop_columns(LABELS[label].props, interval=LABELS[label].interval),
    }
    return f"SELECT {select_list({name: f'NULL::{kind}' for name, kind in columns.items()})} WHERE false"


def _persons(work: Work, refs: list[Ref]) -> None:
    """A valid id_no is the identity; else the key; a key that is itself a wrong id_no stays with its record."""
    table = f"CASE r.ref {' '.join(f'WHEN {ref.number} THEN {literal(ref.use.spec.table)}' for ref in refs)} END"
    by_record = keys.person_gid("record", table, "r.row_key", "'person_id'", "''")
    number = "coalesce(r.id_no, k.id_no)"
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_key_id AS SELECT key, min(id_no) AS id_no FROM m_raw "
        f"WHERE {'false' if _keys_are_unique(refs) else 'id_no IS NOT NULL AND NOT bad'} GROUP BY key"
    )
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_def_Person AS SELECT *, "
        f"CASE WHEN bad OR m_private(key) THEN NULL ELSE key END AS id FROM ("
        f"SELECT r.* REPLACE ({number} AS id_no), CASE WHEN {number} IS NOT NULL "
        f"THEN {keys.person_gid('id_no', number)} WHEN r.bad THEN {by_record} "
        f"ELSE {keys.person_gid('person_id', 'r.key')} END AS gid "
        f"FROM m_raw r LEFT JOIN m_key_id k ON k.key = r.key AND NOT r.bad)"
    )
    work.run("DROP TABLE m_raw")


def _keys_are_unique(refs: list[Ref]) -> bool:
    """Only rows of several loaders, or a key shorter than the row's, can give one person_id two answers."""
    return len(refs) == 1 and set(refs[0].use.spec.key) <= set(refs[0].node.key)


def _aliases(work: Work, label: str) -> None:
    """Every key once: as an id_no first, then as a key; a further key that two nodes claim finds neither."""
    table = f'"m_alias_{label}"'
    if label not in REFERRED and not any(ref.node.also for ref in work.defining(label)):
        work.run(  # its only key makes the gid: nothing can be claimed twice
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT key, any_value(gid) AS gid, false AS is_id_no "
            f'FROM "m_def_{label}" WHERE NOT bad AND key IS NOT NULL GROUP BY key'
        )
        return
    more = (
        " UNION ALL ".join(("SELECT id_no, gid, true, 0 FROM m_def_Person WHERE id_no IS NOT NULL", *_others(work)))
        if label == "Person"
        else f'SELECT unnest(also), gid, false, 2 FROM "m_def_{label}"'
    )
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_claim AS SELECT key, gid, is_id_no, rank FROM ("
        f'SELECT key, gid, false AS is_id_no, 1 AS rank FROM "m_def_{label}" WHERE NOT bad UNION ALL {more}'
        f") WHERE key IS NOT NULL"
    )
    work.run("CREATE OR REPLACE TEMP TABLE m_again AS SELECT key FROM m_claim GROUP BY key HAVING count(*) > 1")
    work.run(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT key, gid, is_id_no FROM m_claim ANTI JOIN m_again USING (key)"
    )
    work.run(
        f"INSERT INTO {table} SELECT key, min(gid), bool_or(is_id_no) FROM (SELECT * FROM m_claim SEMI JOIN m_again "
        "USING (key) QUALIFY rank = min(rank) OVER (PARTITION BY key)) GROUP BY key HAVING min(gid) = max(gid)"
    )
    if label == "Person":
        _note_shared_others(work)
    else:
        _note_shared(work, label)
    work.run("DROP TABLE m_claim")


def _others(work: Work) -> Iterator[str]:
    """Further keys of persons (a passport number): they find the person and are shown nowhere."""
    for ref in work.defining("Person"):
        for name in ref.node.also:
            yield (
                f'SELECT {column(name)}, d.gid, false, 2 FROM m_def_Person d JOIN "{ref.use.table}" s '
                f"ON {RID} = d.rid WHERE d.ref = {ref.number} AND {column(name)} IS NOT NULL"
            )


def _note_shared_others(work: Work) -> None:
    for ref in work.defining("Person"):
        for name in (name for name in ref.node.also if work.count(f'"{ref.use.table}" s WHERE {column(name)} NOTNULL')):
            work.note(
                f"SELECT s.file, s.row, {literal(name)}, NULL, 'several persons have this number; it finds none', "
                f"'多人共用该证件号，不用于关联' FROM \"{ref.use.table}\" s WHERE {column(name)} IS NOT NULL "
                f"AND {column(name)} NOT IN (SELECT key FROM m_alias_Person)"
            )


def _note_shared(work: Work, label: str) -> None:
    work.note(
        f"SELECT file, row, 'key', key, 'several {label} rows have this key; it finds none of them', "
        f"'多行{label}共用此编码，不用于关联' FROM (SELECT unnest(also) AS key, file, row FROM \"m_def_{label}\") "
        f'WHERE key IS NOT NULL AND key NOT IN (SELECT key FROM "m_alias_{label}")'
    )


def known_names(work: Work, label: str) -> None:
    """Make `m_names_<Label>`: each current or former registered name that exactly one node has."""
    former = "unnest(coalesce(former_names, []))" if "former_names" in LABELS[label].props else "unnest([]::VARCHAR[])"
    assert LABELS[label].props["name"] is PropType.STRING
    work.run(
        f'CREATE OR REPLACE TEMP TABLE "m_names_{label}" AS SELECT m_name(name) AS name, any_value(gid) AS gid FROM '
        f'(SELECT name, gid FROM "m_def_{label}" UNION ALL SELECT {former}, gid FROM "m_def_{label}") '
        "WHERE name IS NOT NULL GROUP BY 1 HAVING min(gid) = max(gid)"
    )
