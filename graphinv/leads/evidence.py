"""The numbered base facts behind a finding, and a hash of them that only changes when the facts do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from graphinv.leads.lead import Fact
from graphinv.leads.plain import day, plain
from graphinv.model import EDGES, INTERVAL, LABELS, PropType
from graphinv.rules.elements import Elements, edge_refs, node_numbers
from graphinv.rules.findings import Finding
from graphinv.rules.form import Form
from graphinv.stores.base import Edge, EdgeRef, GraphStore, Node, SourceRow


@dataclass(frozen=True)
class Sources:
    """Where the elements of some findings were read."""

    nodes: Mapping[int, tuple[SourceRow, ...]]
    edges: Mapping[EdgeRef, tuple[SourceRow, ...]]


def sources(store: GraphStore, elements: Elements) -> Sources:
    """The source rows of all nodes and base edges, fetched at once."""
    bases = {ref for found in elements.bases.values() for ref in found}
    return Sources(store.node_sources(elements.nodes), store.edge_sources(bases))


def facts(form: Form, finding: Finding, elements: Elements, found_at: Sources) -> tuple[Fact, ...]:
    """The base facts of a finding: edges in the order of the path, then what is on file about the nodes.

    Derived edges are unfolded into what they were derived from. A node without a row of its own is no fact.
    """
    edges = [elements.edges[ref] for ref in base_refs(form, finding, elements)]
    nodes = [elements.nodes[number] for number in shown_nodes(form, finding) if found_at.nodes.get(number)]
    numbered = [edge_fact(n, edge, elements.nodes, found_at.edges.get(edge.ref, ())) for n, edge in enumerate(edges, 1)]
    numbered += [_node_fact(n, node, found_at) for n, node in enumerate(nodes, len(numbered) + 1)]
    return tuple(numbered)


def base_refs(form: Form, finding: Finding, elements: Elements) -> tuple[EdgeRef, ...]:
    """The base edges of a finding, each once: certain rows first, in each row the order of RETURN."""
    found: dict[EdgeRef, None] = {}
    for row in _rows(finding):
        for name in form.evidence:
            for ref in edge_refs(form.columns[name], row[name]):
                found.update(dict.fromkeys(elements.bases.get(ref, (ref,))))
    return tuple(found)


def shown_nodes(form: Form, finding: Finding) -> tuple[int, ...]:
    """The nodes that a finding's rows return, each once."""
    found: dict[int, None] = {}
    for row in _rows(finding):
        for name in form.evidence:
            found.update(dict.fromkeys(node_numbers(form.columns[name], row[name])))
    return tuple(found)


def _rows(finding: Finding) -> Iterator[Mapping[str, Any]]:
    for wanted in (True, False):
        yield from (row for row, sure in zip(finding.rows, finding.sure, strict=True) if sure is wanted)


def edge_fact(n: int, edge: Edge, nodes: Mapping[int, Node], rows: tuple[SourceRow, ...]) -> Fact:
    """An edge as a numbered fact, with the source rows that it was read from."""
    props = plain(EDGES[edge.type].props, edge.props)
    return Fact(n, edge.type, nodes[edge.src].gid, nodes[edge.dst].gid, *_bounds(edge.props), edge.certain, props, rows)


def _node_fact(n: int, node: Node, found_at: Sources) -> Fact:
    props, rows = plain(LABELS[node.label].props, node.props), found_at.nodes.get(node.nid, ())
    return Fact(n, node.label, node.gid, None, *_bounds(node.props), True, props, rows)


def _bounds(stored: Mapping[str, Any]) -> tuple[str | None, str | None, str | None, str | None]:
    """since, until and their inner bounds."""
    since, until, since_certain, until_certain = (day(stored.get(name)) for name in INTERVAL)
    return since, until, since_certain, until_certain


def facts_hash(form: Form, finding: Finding, elements: Elements) -> str:
    """A hash of the base facts by stable id and value, without numbers, files and rows."""
    edges = [elements.edges[ref] for ref in base_refs(form, finding, elements)]
    nodes = [elements.nodes[number] for number in shown_nodes(form, finding)]
    lines: list[str] = [_line(str(edge.ref.eid), EDGES[edge.type].props, edge.props, edge.certain) for edge in edges]
    lines += [_line(node.gid, LABELS[node.label].props, node.props, True) for node in nodes]
    return _digest(sorted(lines))


def _line(ident: str, types: Mapping[str, PropType], stored: Mapping[str, Any], certain: bool) -> str:
    """An element that has not ended carries the day of the export as its inner bound: that is no fact about it."""
    names = ["since", "until", "since_certain"]
    if day(stored.get("until")) is not None:
        names.append("until_certain")
    bounds = {name: day(stored.get(name)) for name in names}
    return json.dumps([ident, certain, bounds, plain(types, stored)], ensure_ascii=False, sort_keys=True)


def _digest(lines: Sequence[str]) -> str:
    digest = blake2b(digest_size=16)
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def ends(form: Form, finding: Finding, elements: Elements) -> Iterable[int]:
    """The nodes of a lead: those returned, then those at the ends of its base edges."""
    found = dict.fromkeys(shown_nodes(form, finding))
    for ref in base_refs(form, finding, elements):
        found.update(dict.fromkeys((elements.edges[ref].src, elements.edges[ref].dst)))
    return found
