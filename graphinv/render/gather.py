"""Decides what the drawing shows: repeated edges become one, and beyond 150 nodes the rest is counted, not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphinv.render.view import CaseView, NodeView, column_of

NODE_LIMIT = 150
TIE_LIMIT = 240
KEEP = 12
"""Nodes of one kind that stay when a drawing is collapsed."""

APART = 3
"""Up to this many equal edges between two nodes are drawn one by one."""

Evidence = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """A node of the drawing; `stands_for` counts the nodes gathered in it."""

    node: NodeView
    own: tuple[Evidence, ...] = ()
    stands_for: int = 1


@dataclass(frozen=True)
class Tie:
    """A line of the drawing with the evidence that it carries."""

    type: str
    source: str
    target: str
    items: tuple[Evidence, ...]

    @property
    def certain(self) -> bool:
        return all(item.get("certain", True) for item in self.items)


@dataclass(frozen=True)
class Drawing:
    marks: Mapping[str, Mark]
    ties: Sequence[Tie]
    collapsed: bool


def gather(view: CaseView, node_limit: int = NODE_LIMIT, tie_limit: int = TIE_LIMIT) -> Drawing:
    """The nodes and lines to draw; every piece of evidence stands in one of them."""
    evidence: Sequence[Evidence] = view.lead.get("evidence", [])
    nodes = {node_id: _node(view, node_id) for node_id in _in_use(view, evidence)}
    edges = [item for item in evidence if item.get("to") is not None]
    own: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.get("to") is None:
            own.setdefault(str(item["from"]), []).append(item)
    ties = _ties(edges, lambda node_id: node_id)
    if len(nodes) <= node_limit and len(ties) <= tie_limit:
        marks = {node_id: Mark(node, tuple(own.get(node_id, ()))) for node_id, node in nodes.items()}
        return Drawing(marks, ties, False)
    home = _homes(nodes, set(_identity_ids(view)))
    return Drawing(_gathered_marks(nodes, own, home), _ties(edges, home.__getitem__), True)


def _in_use(view: CaseView, evidence: Iterable[Evidence]) -> list[str]:
    """Ids of the nodes that the evidence joins or describes, in the order in which it names them."""
    ids = [str(item[end]) for item in evidence for end in ("from", "to") if item.get(end) is not None]
    return list(dict.fromkeys([*(node_id for node_id in _identity_ids(view) if node_id in view.nodes), *ids]))


def _identity_ids(view: CaseView) -> list[str]:
    """The ids of the lead's identity, sets included, scalars left out."""
    values: list[Any] = []
    for value in view.lead.get("identity", {}).values():
        values += value if isinstance(value, list) else [value]
    return [str(value["id"]) for value in values if value.get("label") != "Value"]


def _node(view: CaseView, node_id: str) -> NodeView:
    return view.nodes.get(node_id) or NodeView(node_id, "other", node_id, column_of("other"))


def _ties(edges: Iterable[Evidence], home: Callable[[str], str]) -> list[Tie]:
    groups: dict[tuple[str, str, str], list[Evidence]] = {}
    for item in edges:
        key = (str(item["type"]), home(str(item["from"])), home(str(item["to"])))
        groups.setdefault(key, []).append(item)
    ties = []
    for (kind, source, target), items in groups.items():
        parts = [items] if len(items) > APART else [[item] for item in items]
        ties += [Tie(kind, source, target, tuple(part)) for part in parts]
    return sorted(ties, key=lambda tie: int(tie.items[0]["n"]))


def _homes(nodes: Mapping[str, NodeView], identity: set[str]) -> dict[str, str]:
    """Node id -> the id under which it is drawn: its own, or that of the node that stands for the rest of its kind."""
    groups: dict[tuple[str, int], list[str]] = {}
    for node_id, node in nodes.items():
        groups.setdefault((node.label, node.column), []).append(node_id)
    home = {node_id: node_id for node_id in nodes}
    for (label, column), members in groups.items():
        rest = [node_id for node_id in members if node_id not in identity][KEEP:]
        if len(rest) > 1:
            home.update(dict.fromkeys(rest, f"\x00more {label} {column}"))
    return home


def _gathered_marks(
    nodes: Mapping[str, NodeView], own: Mapping[str, Sequence[Evidence]], home: Mapping[str, str]
) -> dict[str, Mark]:
    members: dict[str, list[str]] = {}
    for node_id, home_id in home.items():
        members.setdefault(home_id, []).append(node_id)
    marks = {}
    for home_id, ids in members.items():
        first = nodes[ids[0]]
        node = first if ids == [home_id] else NodeView(home_id, first.label, "", first.column)
        marks[home_id] = Mark(node, tuple(item for node_id in ids for item in own.get(node_id, ())), len(ids))
    return marks


def numbers_text(numbers: Sequence[int]) -> str:
    """Evidence numbers as a label shows them: E3, E5–E9; of more than two stretches only the first stand."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    shown = [f"E{first}" if first == last else f"E{first}–E{last}" for first, last in stretches[:2]]
    return ", ".join(shown) + (" …" if len(stretches) > 2 else "")
