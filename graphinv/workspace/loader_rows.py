"""The loaders in force as rows: a list of all, and one of them column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import ColumnSpec, EdgeSpec, LoaderSpec, NodeSpec
from graphinv.content.reader import nearest
from graphinv.content.roots import builtin
from graphinv.content.sample_spec import load_sample
from graphinv.errors import UsageError

Row = dict[str, Any]


def loader_rows(catalogue: Catalogue) -> list[Row]:
    """One row per loader: id, table, files, format, title in both languages, and where it comes from."""
    return [
        {
            "loader": spec.id,
            "table": spec.table,
            "files": list(spec.files),
            "format": spec.format,
            "title": dict(spec.title),
            "origin": origin(spec),
            "sample": load_sample(spec) is not None,
        }
        for spec in catalogue.loaders.values()
    ]


def one_loader(catalogue: Catalogue, ident: str) -> LoaderSpec:
    """The loader of this id. Raises UsageError with the nearest one."""
    if ident not in catalogue.loaders:
        raise UsageError(
            "There is no loader `{ident}`.{nearest}",
            hint="graphinv loaders list shows all.",
            ident=ident,
            nearest=nearest(ident, catalogue.loaders),
        )
    return catalogue.loaders[ident]


def origin(spec: LoaderSpec) -> str:
    """`built-in`, or the file of the workspace that it stands in."""
    return "built-in" if spec.at.is_relative_to(builtin("loaders")) else str(spec.at)


def described(spec: LoaderSpec) -> Row:
    """One loader in full."""
    return {
        "loader": spec.id,
        "title": dict(spec.title),
        "table": spec.table,
        "origin": origin(spec),
        "at": str(spec.at),
        "files": list(spec.files),
        "format": spec.format,
        "sheet": spec.sheet or None,
        "header_row": spec.header_row,
        "key": list(spec.key),
        "columns": [_column(column) for column in spec.columns.values()],
        "ignore": list(spec.ignore),
        "nodes": [{"node": node.name, "what": _node(node)} for node in spec.nodes.values()],
        "edges": [{"edge": edge.type, "what": _edge(edge)} for edge in spec.edges],
        "transforms": list(spec.transforms),
        "assert": {"min": dict(spec.minimum), "max": dict(spec.maximum)},
    }


def lines(spec: LoaderSpec) -> Iterator[Row]:
    """The same for a table: columns, then nodes and edges."""
    for column in spec.columns.values():
        headers = [header for header in column.headers if header != column.name]
        yield _line("column", column.name, column.type, column.req, "、".join(headers))
    for node in spec.nodes.values():
        yield _line("node", node.name, node.label or node.ref or "account", "", _node(node))
    for edge in spec.edges:
        yield _line("edge", edge.type, "", "", _edge(edge))


def _line(kind: str, name: str, datatype: str, req: str, headers: str) -> Row:
    return {"kind": kind, "column": name, "datatype": datatype, "req": req, "headers": headers}


def _column(column: ColumnSpec) -> Row:
    words = {value: list(more) for value, more in column.values.items()}
    headers = [header for header in column.headers if header != column.name]
    row: Row = {"column": column.name, "headers": headers, "type": column.type, "req": column.req}
    extra = {"unit": column.unit, "default": column.default, "format": column.format, "of": column.of, "values": words}
    return row | {name: value for name, value in extra.items() if value}


def _node(node: NodeSpec) -> str:
    if node.label:
        props = f": {', '.join(node.props)}" if node.props else ""
        return f"{node.label} ({', '.join(node.key)}){props}"
    return f"account of {node.account_of}" if node.account_of else f"{node.ref or node.find} <- {node.id}"


def _edge(edge: EdgeSpec) -> str:
    props = f" {{{', '.join(edge.props)}}}" if edge.props else ""
    days = " ".join(filter(None, (edge.since or edge.on, edge.until and f"… {edge.until}")))
    return f"({edge.start})-[:{edge.type}{props}]->({edge.end})" + (f" {days}" if days else "")
