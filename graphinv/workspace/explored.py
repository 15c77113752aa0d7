"""Nodes and relations that were found, as they may be shown: facts in words, their source rows, and the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphinv.explore.base import Explorer, Step
from graphinv.leads.evidence import edge_fact
from graphinv.leads.lead import CaseNode, Fact
from graphinv.leads.names import display_name
from graphinv.leads.to_json import CaseEyes, people_among
from graphinv.render.describe import MOMENTS, facts
from graphinv.render.network import EdgeView, with_count, write_graph
from graphinv.render.redact import Mode, Redactor
from graphinv.render.view import NodeView, column_of
from graphinv.render.words import load_all
from graphinv.stores.base import Edge, EdgeRef, Node, SourceRow
from graphinv.workspace import explored_words as say
from graphinv.workspace.masking import masked_keys, swapped
from graphinv.workspace.reporting import places, reports_folder

if TYPE_CHECKING:
    from graphinv.workspace.exploring import Ask
    from graphinv.workspace.space import Workspace

EDGES_SHOWN = 5
"""Of the relations between two nodes, the first by table and eid, in the order of their days; all are counted."""

_POSTS = ("HOLDS_POST", "DECIDED", "EVALUATED")


@dataclass(frozen=True)
class _Case:
    nodes: Mapping[str, CaseNode]
    evidence: tuple[Fact, ...]


class Shown:
    """What was found, fetched once and masked unless names may be shown."""

    def __init__(
        self, workspace: Workspace, walker: Explorer, numbers: Iterable[int], steps: Sequence[Step], ask: Ask
    ) -> None:
        self.workspace, self.scope, self.named = workspace, ask.scope(), ask.named
        found = walker.nodes(numbers)
        self.nodes = {number: found[number] for number in numbers}
        self.edges = walker.edges({ref for step in steps for ref in step.edges[:EDGES_SHOWN]})
        refs = list(dict.fromkeys(ref for step in steps for ref in self._given(step)))
        sources = self._sources(refs)
        self.facts = {ref: edge_fact(n, self.edges[ref], self.nodes, sources[ref]) for n, ref in enumerate(refs, 1)}
        posts = {edge.src for edge in self.edges.values() if edge.type in _POSTS}
        case = {node.gid: _case_node(node, node.nid in posts) for node in self.nodes.values()}
        mode = Mode.NAMED if ask.named else Mode.MASK
        self.eyes = CaseEyes(case, ask.named, Redactor(mode, people_among(case.values(), ask.named)))
        self.hidden = {} if ask.named else masked_keys([_Case(case, tuple(self.facts.values()))])
        texts = load_all(reports_folder(workspace))
        self.words = texts[workspace.lang]
        # By gid, since a lot and its tender may have one key.
        evidence = [{**self.eyes.fact(fact), "from": fact.start, "to": fact.end} for fact in self.facts.values()]
        views = {node.gid: self.view(node) for node in self.nodes.values()}
        told = facts(swapped(evidence, self.hidden), views, texts)
        self.told = {n: text[workspace.lang] for n, text in told.items()}

    def _sources(self, refs: Sequence[EdgeRef]) -> dict[EdgeRef, tuple[SourceRow, ...]]:
        """The source rows behind each edge; those of a derived one are those of the facts that it follows from."""
        bases = self.workspace.store.base_edges(refs)
        rows = self.workspace.store.edge_sources({base for some in bases.values() for base in some})
        return {ref: tuple(dict.fromkeys(row for base in bases[ref] for row in rows.get(base, ()))) for ref in refs}

    def name(self, node: Node) -> str:
        """How a node is called."""
        return str(swapped(self.eyes.name(self.eyes.node(node.gid), self.workspace.lang), self.hidden))

    def node(self, node: Node) -> dict[str, Any]:
        """A node as scripts read it."""
        case = self.eyes.node(node.gid)
        return {"label": node.label, "id": self.eyes.id(node.gid), "name": self.eyes.name(case, self.workspace.lang)}

    def view(self, node: Node) -> NodeView:
        """A node as pages show it."""
        ident, case = str(swapped(self.eyes.id(node.gid), self.hidden)), self.eyes.node(node.gid)
        return NodeView(ident, node.label, self.name(node), column_of(node.label, official=case.post))

    def evidence(self) -> list[dict[str, Any]]:
        """The relations as numbered facts, as in leads, each with its certainty in this scope."""
        return [
            {**self.eyes.fact(fact), "certainty": self._certainty(self.edges[ref])} for ref, fact in self.facts.items()
        ]

    def step(self, step: Step) -> dict[str, Any]:
        """Two nodes, how many relations there are between them, and the numbers of those that are given."""
        ends = {"from": self._end(step.start), "to": self._end(step.end)}
        numbers = [self.facts[ref].n for ref in self._given(step)]
        return {**ends, "relations": len(step.edges), "evidence": numbers}

    def _end(self, number: int) -> dict[str, str]:
        node = self.nodes[number]
        return {"label": node.label, "id": self.eyes.id(node.gid)}

    def rows(self, step: Step, *, words: bool) -> Iterator[dict[str, Any]]:
        """The relations of a step, one a row, for people in words; then how many there are more."""
        for ref in self._given(step):
            fact = self.facts[ref]
            item = self.eyes.fact(fact)
            row = {"n": f"E{fact.n}", "certainty": self._certainty(self.edges[ref]), "source": places(item["source"])}
            yield {**row, "fact": self.told[fact.n]} if words else {**self._cells(fact, item), **row}
        left = len(step.edges) - EDGES_SHOWN
        if words and left > 0:
            names = [self.name(self.nodes[end]) for end in (step.start, step.end)]
            yield {"fact": say.more(left, *names)}

    def _given(self, step: Step) -> list[EdgeRef]:
        """The relations of a step that are given."""
        return sorted(step.edges[:EDGES_SHOWN], key=lambda ref: (ref.table, _day(self.edges[ref]), ref.eid))

    def _cells(self, fact: Fact, item: Mapping[str, Any]) -> dict[str, Any]:
        ends = [self.eyes.node(gid) for gid in (fact.start, fact.end or fact.start)]
        names = [self.eyes.name(node, self.workspace.lang) for node in ends]
        return {
            "type": fact.type,
            "from": item["from"],
            "from_label": ends[0].label,
            "from_name": names[0],
            "to": item["to"],
            "to_label": ends[1].label,
            "to_name": names[1],
            "since": item["since"],
            "until": item["until"],
        }

    def _certainty(self, edge: Edge) -> str:
        """Whether the relation is certain and, if a day was asked for, certainly held then."""
        sure, day = edge.certain, self.scope.on
        if sure and day and "since_certain" in edge.props:
            sure = edge.props["since_certain"] <= day < edge.props["until_certain"]
        return "certain" if sure else "possible"


def _day(edge: Edge) -> str:
    """When the relation began or happened; empty if that is not known."""
    days = (edge.props.get(name) for name in ("since", *MOMENTS))
    return str(next((day for day in days if day not in (None, date.min)), ""))


def _case_node(node: Node, post: bool) -> CaseNode:
    return CaseNode(node.gid, node.label, node.id, display_name(node), post)


def _apart(views: Mapping[int, NodeView]) -> dict[int, NodeView]:
    """Nodes of one key, such as a lot and its tender, with their labels before it."""
    count = Counter(view.id for view in views.values())
    return {
        number: replace(view, id=f"{view.label}:{view.id}") if count[view.id] > 1 else view
        for number, view in views.items()
    }


def draw(target: Path, shown: Shown, hubs: Mapping[int, Mapping[str, int]], title: str) -> None:
    """The interactive page; relations of one type between two nodes are one line, dashed if none of them is certain."""
    views = _apart({number: shown.view(node) for number, node in shown.nodes.items()})
    counted = [
        with_count(view, sum(hubs[number].values()), shown.words) if number in hubs else view
        for number, view in views.items()
    ]
    lines: dict[tuple[str, str, str], bool] = {}
    for edge in shown.edges.values():
        key = (views[edge.src].id, views[edge.dst].id, edge.type)
        lines[key] = lines.get(key, False) or edge.certain
    edges = [EdgeView(*key, certain) for key, certain in lines.items()]
    workspace = shown.workspace
    write_graph(target, counted, edges, workspace.lang, title, reports_folder(workspace))
