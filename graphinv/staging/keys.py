"""Rows with one key: identical or complementary ones become one row, contradicting ones are all refused."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.model.values.reasons import Reason
from graphinv.staging.keys_sql import DIGEST
from graphinv.staging.plan import PROVENANCE, TypedColumn, auto_keys, staged_columns, staged_table, typed_columns
from graphinv.staging.query import exists, is_view
from graphinv.staging.sql import first_of, name, text

ALL, SAME, VERDICT = "gi_all", "gi_same", "gi_verdict"
ORDER = "file * 1099511627776 + row"  # files and rows in one number
TWICE = Reason(
    "the same row without a key stands in another file, too: both are counted",
    "另一文件中也有相同且无主键的行：两行均计入",
)


def settle(con: DuckDBPyConnection, spec: LoaderSpec) -> None:
    """Number made keys, merge complementary rows and refuse contradicting ones of a loader; then a view of its rows
    becomes a table.
    """
    table = staged_table(spec.id)
    if not exists(con, f"(SELECT row_key FROM {table} GROUP BY row_key HAVING count(*) > 1)"):
        return
    if is_view(con, table):
        con.execute(f"CREATE TEMP TABLE {ALL} AS FROM {table}")
        con.execute(f"DROP VIEW {table}")
        con.execute(f"ALTER TABLE {ALL} RENAME TO {table}")
    _number_made_keys(con, spec, table)
    con.execute(f"ALTER TABLE {table} DROP COLUMN {DIGEST}")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {SAME} AS SELECT rowid AS gi_rid, * FROM {table} "
        f"WHERE row_key IN (SELECT row_key FROM {table} GROUP BY row_key HAVING count(*) > 1)"
    )
    if exists(con, SAME):
        _judge(con, spec)
        _refuse(con, spec)
        _merge(con, spec, table)
        con.execute(f"DROP TABLE {VERDICT}")
    con.execute(f"DROP TABLE {SAME}")


def _number_made_keys(con: DuckDBPyConnection, spec: LoaderSpec, table: str) -> None:
    """Made keys end in #1; further rows that say the same get #2, #3 … in the order of files and rows."""
    again = (
        f"SELECT rowid AS gi_rid, *, "
        f"row_number() OVER (PARTITION BY {DIGEST} ORDER BY file, row) AS nth, "
        f"first_value(file) OVER (PARTITION BY {DIGEST} ORDER BY file, row) AS first_file FROM {table} "
        f"WHERE {DIGEST} IN (SELECT {DIGEST} FROM {table} WHERE {DIGEST} IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE {SAME} AS SELECT * FROM ({again}) WHERE nth > 1")
    if not exists(con, SAME):
        return
    made = ["row_key", *(name(typed_columns(spec)[key].value) for key in auto_keys(spec))]
    values = ", ".join(f"{DIGEST} || '#' || nth AS {target}" for target in made)
    con.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT gi_rid FROM {SAME})")  # an UPDATE is 100 times slower
    con.execute(f"INSERT INTO {table} SELECT * EXCLUDE (gi_rid, nth, first_file) REPLACE ({values}) FROM {SAME}")
    con.execute(
        f"INSERT INTO notes SELECT file, row, '', NULL, {text(TWICE.en)}, {text(TWICE.zh)} "
        f"FROM {SAME} WHERE file <> first_file"
    )


def _compared(spec: LoaderSpec) -> list[TypedColumn]:
    return [column for key, column in typed_columns(spec).items() if key not in PROVENANCE]


def _judge(con: DuckDBPyConnection, spec: LoaderSpec) -> None:
    """Per key: the first column that holds two values. An empty cell agrees with everything."""
    differs = [
        (" OR ".join(f"count(DISTINCT {name(fact)}) > 1" for fact in column.facts), text(column.spec.name))
        for column in _compared(spec)
    ]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {VERDICT} AS SELECT row_key, {first_of(differs, 'NULL')} AS col, "
        f"arg_min(gi_rid, {ORDER}) AS keeper, list({{'file': file, 'row': row}} ORDER BY file, row) AS places "
        f"FROM {SAME} GROUP BY row_key"
    )


def _refuse(con: DuckDBPyConnection, spec: LoaderSpec) -> None:
    value = first_of([(f"v.col = {text(column.spec.name)}", _shown(column)) for column in _compared(spec)], "NULL")
    other = "CASE WHEN v.places[1].file = s.file AND v.places[1].row = s.row THEN v.places[2] ELSE v.places[1] END"
    where = f"FROM {SAME} s JOIN {VERDICT} v USING (row_key) WHERE v.col IS NOT NULL"
    con.execute(
        f"INSERT INTO rejects SELECT c.file, c.row, coalesce(h.header, c.col), c.value, "
        "'same key as ' || f.name || ' row ' || c.other.row || ', but another value', "
        "'与 ' || f.name || ' 第 ' || c.other.row || ' 行主键相同但取值不同' "
        f"FROM (SELECT s.file, s.row, v.col, {value} AS value, {other} AS other {where}) c "
        "JOIN files f ON f.file = c.other.file LEFT JOIN gi_headers h ON h.file = c.file AND h.col = c.col"
    )
    con.execute(f"DELETE FROM notes WHERE (file, row) IN (SELECT (s.file, s.row) {where})")


def _merge(con: DuckDBPyConnection, spec: LoaderSpec, table: str) -> None:
    """Put one row with all that is known in the place of those that agree; the others are listed in `merged`."""
    agree = f"FROM {SAME} s JOIN {VERDICT} v USING (row_key) WHERE v.col IS NULL"
    con.execute(f"INSERT INTO merged SELECT {text(spec.id)}, row_key, file, row {agree} AND gi_rid <> keeper")
    con.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT gi_rid FROM {SAME})")
    kept = [column for column in staged_columns(spec) if column not in ("row", "row_key")]
    filled = ", ".join(f"any_value(s.{name(column)} ORDER BY {ORDER}) AS {name(column)}" for column in kept)
    con.execute(
        f"INSERT INTO {table} BY NAME SELECT arg_min(file, {ORDER}) AS file, arg_min(row, {ORDER}) AS row, "
        f"row_key, {filled} {agree} GROUP BY row_key"
    )


def _shown(column: TypedColumn) -> str:
    value = f"s.{name(column.value)}"
    if column.spec.type in ("money_cny", "money_gbp", "money"):
        return f"({value} / 100)::DECIMAL(18, 2)::VARCHAR"
    return f"{value}::VARCHAR"
