"""Answers of free queries as scripts read them: nodes and relationships as objects, persons as pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graphinv.cypher.ast import NodePattern, RelPattern
from graphinv.cypher.parser import parse
from graphinv.cypher.walk import walk
from graphinv.derive import DERIVED
from graphinv.leads.lead import CaseNode
from graphinv.leads.plain import day, money, plain, price
from graphinv.leads.to_json import shown_id
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import DECLARED
from graphinv.render.redact import Mode, Redactor
from graphinv.stores.base import NO_LIMITS, ColumnInfo, Edge, GraphStore, Limits, Node, Params, Result

_PRIVATE = ("former_names", "born_on", "born_on_last", "household_id")


@dataclass(frozen=True)
class Question:
    """A query with its parameters, the engine that answers it, and what it may take."""

    text: str
    params: Params = field(default_factory=dict)
    engine: str = "duckdb"
    limits: Limits = NO_LIMITS


@dataclass(frozen=True)
class Answer:
    """Columns and rows; `cut` if there were more rows, `product` if the plan joins each row with each other one.

    `not_derived` are relations that the text names and that this graph was built without.
    """

    columns: list[str]
    rows: list[dict[str, Any]]
    cut: bool = False
    product: bool = False
    not_derived: tuple[str, ...] = ()


def answer(store: GraphStore, asked: Question, *, named: bool) -> Answer:
    """The rows; a node is {label, id, props}, a relationship {type, from, to, props}."""
    result = store.limited(asked.limits).run(asked.text, asked.params)
    shown = _Shown(store, result, named)
    names = [column.name for column in result.columns]
    rows = [
        {column.name: shown.value(column, cell) for column, cell in zip(result.columns, row, strict=True)}
        for row in result.rows
    ]
    return Answer(names, rows, result.cut, store.joins_all(asked.text, asked.params), _not_derived(store, asked.text))


def _not_derived(store: GraphStore, text: str) -> tuple[str, ...]:
    built = store.built()
    nodes = list(walk(parse(text)))
    named = {name for node in nodes if isinstance(node, RelPattern) for name in node.types}
    named |= {name for node in nodes if isinstance(node, NodePattern) for name in node.labels}
    return () if built is None else tuple(sorted((named & DERIVED) - built))


class _Shown:
    """Everything that the rows name, fetched once."""

    def __init__(self, store: GraphStore, result: Result, named: bool) -> None:
        cells = [
            found
            for row in result.rows
            for column, cell in zip(result.columns, row, strict=True)
            for found in _cells(column, cell)
        ]
        self.edges = store.edges({cell for kind, cell in cells if kind == "relationship"})
        numbers = {cell for kind, cell in cells if kind == "node"}
        ends = {end for edge in self.edges.values() for end in (edge.src, edge.dst)}
        self.nodes = store.nodes(numbers | ends)
        self.named = named
        people = {self.id(node): _name(node) for node in self.nodes.values() if node.label == "Person"}
        if not named:
            people |= _people_among(store, {cell for _, cell in cells if isinstance(cell, str)})
        self.redactor = Redactor(Mode.NAMED if named else Mode.MASK, people)

    def id(self, node: Node) -> str:
        return shown_id(CaseNode(node.gid, node.label, node.id, ""), self.named)

    def value(self, column: ColumnInfo, cell: Any) -> Any:
        if cell is None:
            return None
        if column.kind == "node":
            return self._node(self.nodes[cell])
        if column.kind == "relationship":
            return self._edge(self.edges[cell])
        if column.kind == "map":
            return {part.name: self.value(part, cell[part.name]) for part in column.parts}
        if isinstance(cell, (list, tuple)):
            return [self.value(column.element, item) for item in cell]
        return self._scalar(column.type, cell)

    def _scalar(self, type_: str | None, cell: Any) -> Any:
        if type_ == "money":
            return money(int(cell))
        if type_ == "price":
            return price(int(cell))
        if isinstance(cell, datetime):
            return cell.isoformat()
        if isinstance(cell, date):
            return day(cell)
        return self.redactor.text(cell) if isinstance(cell, str) else cell

    def _node(self, node: Node) -> dict[str, Any]:
        props = plain(LABELS[node.label].props, node.props)
        if DECLARED.has_interval(node.label):
            props |= {name: day(node.props[name]) for name in ("since", "until")}
        return {"label": node.label, "id": self.id(node), "props": self._props(node, props)}

    def _props(self, node: Node, props: dict[str, Any]) -> dict[str, Any]:
        if node.label == "Person" and not self.named:
            props = {name: value for name, value in props.items() if name not in _PRIVATE}
            if "name" in props:
                props["name"] = self.redactor.name(self.id(node))
        return {name: self.redactor.text(value) if isinstance(value, str) else value for name, value in props.items()}

    def _edge(self, edge: Edge) -> dict[str, Any]:
        kind = EDGES[edge.type]
        props = plain(kind.props, edge.props)
        if kind.interval:
            props |= {name: day(edge.props[name]) for name in ("since", "until")}
        props = {name: self.redactor.text(value) if isinstance(value, str) else value for name, value in props.items()}
        ends = {"from": self.id(self.nodes[edge.src]), "to": self.id(self.nodes[edge.dst])}
        return {"type": edge.type, **ends, "props": props}


def _name(node: Node) -> str:
    return str(node.props.get("name") or "")


_PEOPLE = "MATCH (p:Person) WHERE p.name IN $texts OR p.id IN $texts RETURN p"


def _people_among(store: GraphStore, texts: set[str]) -> dict[str, str]:
    """Names and ids of people that a query returned as plain text: they are masked, too."""
    if not texts:
        return {}
    found = store.nodes(row[0] for row in store.run(_PEOPLE, {"texts": sorted(texts)}).rows)
    return {f"{node.gid} {part}": part for node in found.values() for part in (_name(node), node.id) if part in texts}


def _cells(column: ColumnInfo, cell: Any) -> Iterator[tuple[str, Any]]:
    """Every node, relationship and scalar in a cell with its kind."""
    if isinstance(cell, dict):
        for part in column.parts:
            yield from _cells(part, cell[part.name])
    elif isinstance(cell, (list, tuple)):
        for item in cell:
            yield from _cells(column.element, item)
    elif cell is not None:
        yield column.kind, cell
