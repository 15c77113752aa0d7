"""Several rows that define one node become one: what the later ones add is kept, what they contradict is noted."""

from __future__ import annotations

from graphinv.mapping.sql import FIRST, LAST, all_of, literal, select_list
from graphinv.mapping.work import Work
from graphinv.model import INTERVAL, LABELS, PropType
from graphinv.model.layout import prop_columns, quoted


def merged(work: Work, label: str) -> str:
    """SQL for the defined nodes of a label, one row per gid."""
    table = f'"m_def_{label}"'
    work.run(f"CREATE OR REPLACE TEMP TABLE m_twice AS SELECT gid FROM {table} GROUP BY gid HAVING count(*) > 1")
    private = " REPLACE (coalesce(id, m_pseudonym(gid)) AS id)" if label == "Person" else ""
    once = f"SELECT *{private} FROM {table}"
    many = work.count("m_twice")
    if not many:
        return once
    work.many[label] = many
    # The newest version of a programme or unit speaks first; otherwise the order of the keys, never that of the files.
    newest = "since DESC, " if LABELS[label].interval else ""
    work.run(f"CREATE OR REPLACE TEMP TABLE m_alike AS {_alike(label, table)}")
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_many AS SELECT *, row_number() OVER (PARTITION BY gid ORDER BY {newest}"
        f"ref, key, row_key) AS nth FROM {table} SEMI JOIN m_twice USING (gid) ANTI JOIN m_alike USING (gid)"
    )
    work.run(f"CREATE OR REPLACE TEMP TABLE m_one AS SELECT {select_list(_one(label))} FROM m_many GROUP BY gid")
    if not LABELS[label].interval:
        _note_differences(work, label)
    return (
        f"{once} ANTI JOIN m_twice USING (gid) UNION ALL BY NAME SELECT * FROM m_one "
        "UNION ALL BY NAME SELECT * FROM m_alike"
    )


def _alike(label: str, table: str) -> str:
    """SQL for the nodes whose rows all say the same, as those of most identifiers do: nothing has to be weighed."""
    props = LABELS[label].props
    columns = {"id": "VARCHAR"} | prop_columns(props, interval=LABELS[label].interval)
    values = {"gid": "gid"} | {name: f"min({quoted(name)})" for name in columns}
    same = [f"min({quoted(name)}) IS NOT DISTINCT FROM max({quoted(name)})" for name in columns]
    weighed = label == "Person" or PropType.LIST in props.values()
    return (
        f"SELECT {select_list(values)} FROM {table} SEMI JOIN m_twice USING (gid) GROUP BY gid "
        f"HAVING {'false' if weighed else all_of(same)}"
    )


def _one(label: str) -> dict[str, str]:
    """For each stored column the expression over all rows of one node."""
    found = {"gid": "gid", "id": f"coalesce(min(id), {'m_pseudonym(gid)' if label == 'Person' else 'NULL'})"}
    if LABELS[label].interval:
        found |= {name: f"{function}({name})" for name, function in zip(INTERVAL, _SPAN, strict=True)}
    for prop, kind in LABELS[label].props.items():
        found |= _value(prop, kind)
    if "former_names" in found:
        chosen = "arg_min(name, nth) FILTER (name IS NOT NULL)"
        every = "flatten(list(coalesce(former_names, []::VARCHAR[]) || [name]))"
        found["former_names"] = _sorted(f"list_filter({every}, lambda x: x <> {chosen})")
    if "id_check" in found:
        found["id_check"] = "CASE WHEN bool_or(id_check = 'valid') THEN 'valid' ELSE min(id_check) END"
    return found


_SPAN = ("min", "max", "min", "max")
"""A node holds from the first start to the last end of its versions."""


def _value(prop: str, kind: PropType) -> dict[str, str]:
    name = quoted(prop)
    if kind is PropType.LIST:
        return {prop: _sorted(f"flatten(list({name}) FILTER ({name} IS NOT NULL))")}
    if kind is not PropType.DATE:
        return {prop: f"arg_min({name}, nth) FILTER ({name} IS NOT NULL)"}
    last = quoted(f"{prop}_last")
    known = f"FILTER ({name} > {FIRST} OR {last} < {LAST})"
    return {
        prop: f"coalesce(arg_min({name}, nth) {known}, {FIRST})",
        f"{prop}_last": f"coalesce(arg_min({last}, nth) {known}, {LAST})",
    }


def _sorted(values: str) -> str:
    """Distinct and sorted; NULL where nothing is left, as for a node that one row defines."""
    return f"nullif(list_sort(list_distinct({values})), [])"


def _note_differences(work: Work, label: str) -> None:
    """A note for each cell that says otherwise than the row that was kept."""
    for prop, kind in LABELS[label].props.items():
        if kind is PropType.LIST or prop in ("id_check", "stub"):
            continue
        name = quoted(prop)
        known = f"m.{name} > {FIRST}" if kind is PropType.DATE else f"m.{name} IS NOT NULL"
        work.note(
            f"SELECT m.file, m.row, {literal(prop)}, m.{name}::VARCHAR, 'another row about the same node says ' || "
            f"o.{name}::VARCHAR || ', which is kept', '同一对象的另一行为' || o.{name}::VARCHAR || '，已采用该值' "
            f"FROM m_many m JOIN m_one o USING (gid) WHERE m.{name} <> o.{name} AND {known}"
        )


def conflicts(work: Work) -> int:
    """How many cells were not kept because another row of the same node says otherwise."""
    return work.count("m_note WHERE reason LIKE 'another row about the same node says %'")
