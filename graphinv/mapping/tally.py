"""What the references and dates of each file came to: counted here once, because only a build knows it.

`load_tally.what` is one of:
  id          rows with an id, in columns where some id is unknown
  unknown_id  rows whose id no record has, or leads nowhere (see mapping/find.py)
  stub        nodes made for such ids, counted at the first file that names them
  by_name     rows that found a company or unit by its name alone
  name        rows of which only a name is known that nobody bears; equal names share a node
  local       rows whose person (or nameless party) is known from this row alone
"""

from __future__ import annotations

from graphinv.content.loader_spec import ColumnSpec
from graphinv.mapping.sql import RID, column, literal
from graphinv.mapping.values import condition
from graphinv.mapping.work import Ref, Use, Work

DATED = ("date", "datetime", "period", "year")


def write_tally(work: Work) -> None:
    """Fill `load_tally` and `load_dates` from the staged rows and what is left of the references."""
    _stubs(work)
    _unknown_ids(work)
    work.run(
        "INSERT INTO load_tally SELECT file, unnest(['id', 'unknown_id']), col, unnest([given, unknown]) FROM m_lost "
        "WHERE unknown > 0 ORDER BY ALL"
    )
    _open_references(work)
    for use in work.uses:
        _dates(work, use)


def _stubs(work: Work) -> None:
    work.run(
        "INSERT INTO load_tally SELECT place.file, 'stub', split_part(place.col, '.', 2), count(*) FROM "
        "(SELECT min({'file': file, 'col': col}) AS place FROM m_stub WHERE how = 'id' GROUP BY label, gid) "
        "GROUP BY ALL ORDER BY ALL"
    )


def _unknown_ids(work: Work) -> None:
    """Only columns that made a stub can hold an id without a record, so the others are not read again."""
    guilty = {name for (name,) in work.rows("SELECT DISTINCT col FROM m_stub WHERE how = 'id'")}
    by_column: dict[tuple[str, str], list[Ref]] = {}
    for ref in work.referring():
        if ref.column in guilty:
            by_column.setdefault((ref.use.table, ref.node.id), []).append(ref)
    for (table, name), refs in by_column.items():
        rows = " OR ".join(f"({condition(ref.use.spec, ref.node.where)})" for ref in refs)
        work.run(
            "INSERT INTO load_tally SELECT file, unnest(['id', 'unknown_id']), "
            f"{literal(name)}, unnest([given, unknown]) FROM (SELECT s.file, count({column(name)}) AS given, "
            f"count(t.key) AS unknown FROM \"{table}\" s LEFT JOIN (SELECT DISTINCT key FROM m_stub WHERE how = 'id' "
            f"AND col = {literal(refs[0].column)}) t ON t.key = {column(name)} WHERE {rows} GROUP BY s.file) "
            "ORDER BY ALL"
        )


def _open_references(work: Work) -> None:
    open_refs = {number for (number,) in work.rows("SELECT DISTINCT ref FROM m_open")}
    for ref in work.refs:
        if ref.number in open_refs:
            work.run(
                f"INSERT INTO load_tally SELECT s.file, o.how, {literal(ref.node.id)}, count(*) FROM m_open o "
                f'JOIN "{ref.use.table}" s ON {RID} = o.rid WHERE o.ref = {ref.number} GROUP BY ALL ORDER BY ALL'
            )


def _dates(work: Work, use: Use) -> None:
    spans = [_span(spec) for spec in use.spec.columns.values() if spec.type in DATED and spec.name in use.columns]
    if spans:
        work.run(
            "INSERT INTO load_dates BY NAME SELECT * FROM (SELECT file, unnest([" + ", ".join(spans) + "], "
            f'recursive := true) FROM "{use.table}" s GROUP BY file) WHERE filled > 0 ORDER BY file, col'
        )


def _span(spec: ColumnSpec) -> str:
    """First and last possible day of a column's cells; a year is all of its days, the end of a period is not in it."""
    name = spec.name
    first, last = {
        "date": (f"min({column(name)})", f"max({column(f'{name}_last')})"),
        "datetime": (f"min({column(name)})::DATE", f"max({column(name)})::DATE"),
        "period": (f"min({column(f'{name}_since')})", f"max({column(f'{name}_until')}) - 1"),
        "year": (_day(f"min({column(name)})", "01-01"), _day(f"max({column(name)})", "12-31")),
    }[spec.type]
    return f"{{'col': {literal(name)}, 'filled': count({column(name)}), 'first': {first}, 'last': {last}}}"


def _day(year: str, rest: str) -> str:
    return f"try_cast(lpad({year}::VARCHAR, 4, '0') || '-{rest}' AS DATE)"
