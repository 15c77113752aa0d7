"""What is on the server under a label, beside what the workspace's own graph says must be there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.elements import Element, elements
from graphinv.stores.neo4j.publish import EVERYTHING
from graphinv.stores.neo4j.server import Server

Held = Mapping[str, Mapping[str, Any]]
"""By gid or eid: the properties, of a node its labels, of an edge its type and ends."""


def on_server(server: Server) -> Held:
    """Every node and edge under the label."""
    label = server.settings.label
    nodes = server.read(f"MATCH (n:{label}) RETURN n.gid, properties(n), labels(n)").rows
    edges = server.read(f"MATCH (a:{label})-[r]->(b:{label}) RETURN r.eid, properties(r), type(r), a.gid, b.gid").rows
    return {
        **{gid: {**_native(props), "labels": sorted(labels)} for gid, props, labels in nodes},
        **{eid: {**_native(props), "type": type_, "ends": (a, b)} for eid, props, type_, a, b in edges},
    }


def expected(own: DuckStore, label: str, wanted: frozenset[str] = EVERYTHING) -> Held:
    """The same out of the embedded graph."""
    found: dict[str, dict[str, Any]] = {}
    for element in elements(label, wanted):
        columns = ", ".join(f'"{column}"' for column in element.columns)
        for row in own.con.execute(f"SELECT key::VARCHAR, {columns} FROM ({element.rows})").fetchall():
            found[row[0]] = _row(element, row, label)
    return found


def _row(element: Element, row: tuple[Any, ...], label: str) -> dict[str, Any]:
    values = list(row)
    for place in element.dates:
        values[place] = None if row[place] is None else date(1970, 1, 1) + timedelta(row[place])
    props = {key: value for key, value in zip(element.columns, values[1:], strict=True) if value is not None}
    if not element.is_edge:
        from graphinv.model import LABELS

        return {**props, "gid": row[0], "labels": sorted((label, element.name, *LABELS[element.name].supertypes))}
    ends = (props.pop("start_gid"), props.pop("end_gid"))
    return {**props, "ws": label, "eid": row[0], "type": element.name[2:].split("__")[0], "ends": ends}


def _native(props: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in props.items()}


def _value(value: Any) -> Any:
    """Days as Python's, moments as the text that is sent."""
    if not hasattr(value, "to_native"):
        return value
    native = value.to_native()
    return native if type(native) is date else native.strftime("%Y-%m-%dT%H:%M:%S")
