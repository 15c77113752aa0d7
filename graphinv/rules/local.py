"""Whether what a rule finds around some nodes depends on what they are connected with alone.

Then graphs that have nothing to do with each other can be asked side by side. A rule that counts over all of a market
or looks something up by its value, other than in the lists of the configuration, is not of that kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import GraphText
from graphinv.cypher.ast import (
    Call,
    CallBlock,
    CallRows,
    Clause,
    CountRows,
    Exists,
    Expr,
    Match,
    Node,
    NodePattern,
    Pattern,
    Projection,
    Query,
    Return,
    Single,
    Unwind,
    Var,
    With,
)
from graphinv.cypher.walk import has_aggregate, walk
from graphinv.model import EDGES, LABELS
from graphinv.rules.form import form_of

_JOINED = frozenset(label for edge in EDGES.values() for pair in edge.pairs for label in pair)
LISTS = frozenset(LABELS) - _JOINED | {"Limit"}
"""Labels of what is looked up by value: entries of lists, and statistics."""

_KEEPING = ("collect", "nodes", "relationships", "coalesce")
"""Functions whose value is made of the elements that they are given."""


def is_local(rule: RuleSpec) -> bool:
    """Whether each finding depends on what its own nodes are connected with, and on lists, alone."""
    query = form_of(rule).query
    shuffled = any(test.method != "fisher_greater" for test in rule.tests)
    return not shuffled and not reads_statistics(rule) and all(_Part().passes(part) for part in query.parts)


def reads_statistics(rule: RuleSpec) -> bool:
    """Whether it reads what is made from the whole graph."""
    patterns = (node for node in walk(form_of(rule).query) if isinstance(node, NodePattern))
    return any(LABELS[label].derived for pattern in patterns for label in pattern.labels if label in LABELS)


def holds_lists(graph: GraphText) -> bool:
    """Whether something in the graph may be looked up by its value, from anywhere."""
    return any(node.label in LISTS for node in graph.nodes.values())


@dataclass
class _Part:
    """One part of a query, clause by clause; `known` are variables that are elements, or made of elements, of a row."""

    known: set[str] = field(default_factory=set)
    started: bool = False

    def passes(self, part: Single) -> bool:
        return all(self._clause(clause) for clause in part.clauses)

    def holds(self, body: Single) -> bool:
        """The same of a subquery: what it returns is one value for the row around it."""
        return all(self._clause(clause) for clause in body.clauses if not isinstance(clause, Return))

    def _clause(self, clause: Clause) -> bool:
        match clause:
            case Match(patterns, where):
                return self._match(patterns) and self._subqueries(where)
            case Unwind(items, var):
                if self._of_elements(items):
                    self.known.add(var)
                return self._subqueries(items)
            case CallBlock(imports, body):
                return _Part({name.name for name in imports} & self.known, started=True).holds(body)
            case CallRows(body):
                return not self.started and self._rows(body)
            case With(projection, where):
                return self._projection(projection) and self._subqueries(where)
            case Return(projection):
                return self._projection(projection)
            case _:
                return False

    def _rows(self, body: Query) -> bool:
        """`CALL () { … }`: the rows of a query of its own."""
        parts = [(_Part(), part) for part in body.parts]
        passed = all(inner.passes(part) for inner, part in parts)
        self.started = True
        self.known.update(*(inner.known for inner, _ in parts))
        return passed

    def _match(self, patterns: Sequence[Pattern]) -> bool:
        for names, listed in _components(patterns):
            if listed:
                continue
            if self.started and not names & self.known and not self._named(patterns, names):
                return False
            self.started = True
            self.known |= names
        return True

    def _named(self, patterns: Iterable[Pattern], names: set[str]) -> bool:
        """Whether one of these is told by an id that the row holds: there is only one node with it."""
        nodes = (node for pattern in patterns for node in pattern.nodes if node.var in names)
        ids = (entry.value for node in nodes for entry in node.props if entry.key == "id")
        return any(isinstance(part, Var) and part.name in self.known for value in ids for part in walk(value))

    def _projection(self, projection: Projection) -> bool:
        if projection.limit or projection.skip:
            return False
        if not all(self._subqueries(item.value) for item in projection.items):
            return False
        keys = [item.value for item in projection.items if not has_aggregate(item.value)]
        grouped = projection.distinct or len(keys) < len(projection.items)
        kept = self.known if projection.star else set()
        if grouped and self.started and not kept and not any(self._of_elements(key) for key in keys):
            return False
        self.known = kept | {item.name for item in projection.items if self._of_elements(item.value)}
        return True

    def _of_elements(self, value: Expr) -> bool:
        """Whether a value is an element of the row, or a list of such."""
        if isinstance(value, Var):
            return value.name in self.known
        return isinstance(value, Call) and value.name.lower() in _KEEPING and any(map(self._of_elements, value.args))

    def _subqueries(self, value: Node | None) -> bool:
        """EXISTS and COUNT start from what is known around them."""
        parts = walk(value, into_subqueries=False) if value is not None else ()
        found = (node for node in parts if isinstance(node, Exists | CountRows))
        return all(_Part(set(self.known), started=True).holds(node.body) for node in found)


def _components(patterns: Iterable[Pattern]) -> Iterator[tuple[set[str], bool]]:
    """The names in patterns that hang together, those that hang on others after them; whether only lists are named."""
    found: list[tuple[set[str], bool]] = []
    for pattern in patterns:
        every = (pattern.var, *(node.var for node in pattern.nodes), *(rel.var for rel in pattern.rels))
        names = {name for name in every if name}
        listed = all(node.labels and LISTS.issuperset(node.labels) for node in pattern.nodes)
        apart = []
        for others, only in found:
            if others & names:
                names, listed = names | others, listed and only
            else:
                apart.append((others, only))
        found = [*apart, (names, listed)]
    yield from found
