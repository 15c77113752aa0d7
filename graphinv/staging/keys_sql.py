"""SQL of a row's key, of its content's digest, and of the columns that the loader does not know."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graphinv.content.loader_spec import LoaderSpec
from graphinv.staging.kinds import Cell
from graphinv.staging.kinds.ids import PARTIES
from graphinv.staging.plan import PROVENANCE, Plan, TypedColumn, auto_keys, typed_columns
from graphinv.staging.sql import name, text

SEPARATOR = "chr(31)"
DIGEST = "gi_digest"
"""Of a row whose key is made: the digest of what it says; NULL otherwise."""


def row_key(spec: LoaderSpec, secret: str = "") -> list[str]:
    """The key from the file's own key columns, and the digest where an (auto) key has to be made.

    The digest is over names and values of filled columns, so that neither a new column of the loader nor the file's
    name, order or encoding changes it. `secret` goes in first: a digest must not tell who the row is about.
    """
    columns = typed_columns(spec)
    parts = [f"coalesce({', '.join(_key_cells(columns, key))}, '')" for key in spec.key if key in columns]
    made = auto_keys(spec)
    key = f"concat_ws({SEPARATOR}, {', '.join(parts)})" if parts else "''"
    if not made and spec.key:
        return [f"{key} AS row_key"]
    missing = " OR ".join(f"{name(columns[column].value)} IS NULL" for column in made) or "true"
    content = ", ".join(content_parts(spec))
    digest = f"md5(concat_ws({SEPARATOR}, {text(secret)}, {content}))"
    return [
        f"CASE WHEN NOT ({missing}) THEN {key} END AS row_key",
        f"CASE WHEN {missing} THEN {digest} END AS {DIGEST}",
    ]


def _key_cells(columns: Mapping[str, TypedColumn], key: str) -> Iterator[str]:
    """A party without an id is told from others by its name."""
    yield _exact(columns[key])
    beside = f"{key.removesuffix('_id')}_name"
    if columns[key].spec.type in PARTIES and beside in columns:
        yield _exact(columns[beside])


def content_parts(spec: LoaderSpec) -> Iterator[str]:
    """`name=value` of each column that says something about the row's subject; NULL where it is empty."""
    made = auto_keys(spec)
    for column in typed_columns(spec).values():
        if column.spec.name not in (*PROVENANCE, *made):
            yield f"{text(column.spec.name + '=')} || {_exact(column)}"


def extras(plan: Plan) -> str:
    """The filled cells of unknown columns as a JSON object, or NULL; nothing if there are no such columns."""
    labels = plan.table.labels
    pairs = [
        f"{text(json.dumps(labels[header.index], ensure_ascii=False) + ':')} || to_json({Cell(header.index).text})"
        for header in plan.unknown()
    ]
    if not pairs:
        return ""
    return f"nullif('{{' || concat_ws(',', {', '.join(pairs)}) || '}}', '{{}}')"


def _exact(column: TypedColumn) -> str:
    """A column's value as text; of a partial date both ends, of a time with an unknown hour only the day."""
    value, kind = name(column.value), column.outputs[column.value]
    if kind == "DATE":
        last = name(column.facts[1])
        return f"({value}::VARCHAR || CASE WHEN {last} <> {value} THEN '/' || {last}::VARCHAR ELSE '' END)"
    if kind == "TIMESTAMP":
        return f"CASE WHEN {name(column.facts[1])} THEN {value}::DATE::VARCHAR ELSE {value}::VARCHAR END"
    return value if kind == "VARCHAR" else f"{value}::VARCHAR"
