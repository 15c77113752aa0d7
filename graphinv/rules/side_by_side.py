"""Several small graphs as one: what is found in it, told apart by the graph that each node comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graphinv.cypher import GraphText
from graphinv.cypher.graph_text import EdgeLiteral, NodeLiteral
from graphinv.rules.elements import Elements
from graphinv.rules.findings import Finding, members
from graphinv.rules.run import Ran

MARK = "|"
"""Between the number of a graph and what was the id of a node in it."""


def joined(graphs: Mapping[int, GraphText]) -> GraphText:
    """One graph of all, side by side; each id begins with its graph's number."""
    nodes: dict[str, NodeLiteral] = {}
    edges: list[EdgeLiteral] = []
    for number, graph in graphs.items():
        ids = {node.props["id"]: f"{number}{MARK}{node.props['id']}" for node in graph.nodes.values()}
        for name, (label, props) in graph.nodes.items():
            nodes[f"{number}{MARK}{name}"] = NodeLiteral(label, _renamed(props, ids))
        for kind, src, dst, props in graph.edges:
            edges.append(EdgeLiteral(kind, f"{number}{MARK}{src}", f"{number}{MARK}{dst}", _renamed(props, ids)))
    return GraphText(nodes, tuple(edges))


def _renamed(props: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Also where a property holds the id of another node, or a list of them."""
    return {name: _new(value, ids) for name, value in props.items()}


def _new(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_new(item, ids) for item in value)
    return ids.get(value, value) if isinstance(value, str) else value


def owners(elements: Elements) -> list[int]:
    """The graphs that the elements come from."""
    return sorted({int(node.id.split(MARK)[0]) for node in elements.nodes.values()})


def apart(ran: Ran) -> dict[int, Ran]:
    """What was found in each graph, with the ids that nodes have there; without what lies in several graphs."""
    numbers = {node.gid: int(node.id.split(MARK)[0]) for node in ran.elements.nodes.values()}
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in ran.findings:
        own = set(_numbers(finding, numbers))
        if len(own) == 1:
            found[own.pop()].append(finding)
    nodes = {nid: replace(node, id=node.id.split(MARK, 1)[1]) for nid, node in ran.elements.nodes.items()}
    renamed = replace(ran, elements=replace(ran.elements, nodes=nodes))
    return {
        number: replace(renamed, collected=replace(ran.collected, findings=tuple(findings)))
        for number, findings in found.items()
    }


def nothing(ran: Ran) -> Ran:
    """The same run, in a graph in which nothing is found."""
    return replace(ran, collected=replace(ran.collected, findings=()))


def _numbers(finding: Finding, numbers: Mapping[str, int]) -> Iterator[int]:
    for role in finding.roles.values():
        yield from (numbers[one.gid] for one in members(role) if one.gid)
