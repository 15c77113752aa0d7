"""MATCH by trying every node and every relationship; those of one MATCH always differ."""

from __future__ import annotations

from collections.abc import Iterator

from graphinv.cypher import ast
from tests.cypher.naive.expressions import World, value
from tests.cypher.naive.graph import Node, Path, Rel
from tests.cypher.naive.values import Row, compared

Binding = tuple[Row, frozenset[int]]
"""Variables so far, and the numbers of the relationships that are taken."""


def matches(clause: ast.Match, row: Row, world: World, sure: bool) -> Iterator[Row]:
    """The rows that a MATCH makes of one row; `sure` takes only relationships that are certain."""
    found: list[Binding] = [(row, frozenset())]
    for pattern in clause.patterns:
        found = [after for before in found for after in _along(pattern, before, world, sure)]
    for made, _ in found:
        tests = list(_props_hold(clause, made, world, sure))
        if clause.where is not None:
            tests.append(value(clause.where, _named(made), world, sure))
        if all(test is True for test in tests):
            yield _named(made)


def variables(clause: ast.Match) -> Iterator[str]:
    """The variables that a MATCH names."""
    for pattern in clause.patterns:
        parts: list[ast.Pattern | ast.NodePattern | ast.RelPattern] = [pattern, *pattern.nodes, *pattern.rels]
        yield from (part.var for part in parts if part.var)


def _named(row: Row) -> Row:
    return {name: found for name, found in row.items() if not name.startswith("@")}


def _key(part: ast.NodePattern | ast.RelPattern) -> str:
    """Unnamed parts are kept apart by where they stand."""
    return part.var or f"@{part.at.line}:{part.at.column}"


def _along(pattern: ast.Pattern, before: Binding, world: World, sure: bool) -> Iterator[Binding]:
    first, *others = pattern.nodes
    for start, node in _nodes(first, before, world):
        yield from _steps(pattern, list(zip(pattern.rels, others, strict=True)), start, Path((node,), ()), world, sure)


def _nodes(part: ast.NodePattern, before: Binding, world: World) -> Iterator[tuple[Binding, Node]]:
    for node in world.graph.nodes:
        if (after := _bind(part, node, before)) is not None:
            yield after, node


def _bind(part: ast.NodePattern, node: Node, before: Binding) -> Binding | None:
    """With the node under the pattern's variable, unless its label is wrong or the variable is another node."""
    row, taken = before
    key = _key(part)
    if not node.is_a(part.labels) or (key in row and row[key] is not node):
        return None
    return {**row, key: node}, taken


def _steps(
    pattern: ast.Pattern,
    left: list[tuple[ast.RelPattern, ast.NodePattern]],
    before: Binding,
    path: Path,
    world: World,
    sure: bool,
) -> Iterator[Binding]:
    if not left:
        yield ({**before[0], pattern.var: path} if pattern.var else before[0]), before[1]
        return
    (rel, node), *rest = left
    for trail in _trails(rel, path.nodes[-1], before[1], world, sure):
        row, taken = before
        bound = list(trail.rels) if rel.length else trail.rels[0]
        after = _bind(node, trail.nodes[-1], ({**row, _key(rel): bound}, taken | {r.eid for r in trail.rels}))
        if after is not None:
            longer = Path(path.nodes + trail.nodes[1:], path.rels + trail.rels)
            yield from _steps(pattern, rest, after, longer, world, sure)


def _trails(rel: ast.RelPattern, start: Node, taken: frozenset[int], world: World, sure: bool) -> Iterator[Path]:
    low, high = rel.length or (1, 1)
    trails = [Path((start,), ())]
    for length in range(1, high + 1):
        trails = [longer for trail in trails for longer in _longer(rel, trail, taken, world, sure)]
        if length >= low:
            yield from trails


def _longer(rel: ast.RelPattern, trail: Path, taken: frozenset[int], world: World, sure: bool) -> Iterator[Path]:
    used = taken | {one.eid for one in trail.rels}
    for one in world.graph.rels:
        if one.eid in used or (rel.types and one.type not in rel.types) or (sure and not one.props["certain"]):
            continue
        for there in _far_ends(one, trail.nodes[-1], rel.direction):
            yield Path((*trail.nodes, there), (*trail.rels, one))


def _far_ends(rel: Rel, here: Node, direction: str) -> Iterator[Node]:
    """Where the relationship leads from this node; a loop leads to it once, even without an arrow."""
    if rel.start is here and direction in ("out", "both"):
        yield rel.end
    if rel.end is here and (direction == "in" or (direction == "both" and rel.start is not here)):
        yield rel.start


def _props_hold(clause: ast.Match, row: Row, world: World, sure: bool) -> Iterator[bool | None]:
    for pattern in clause.patterns:
        parts: list[ast.NodePattern | ast.RelPattern] = [*pattern.nodes, *pattern.rels]
        for part in parts:
            for entry in part.props:
                bound = row[_key(part)]
                for element in bound if isinstance(bound, list) else [bound]:
                    stored = value(ast.Prop(ast.Var("@here"), entry.key), {**row, "@here": element}, world, sure)
                    yield compared("=", stored, value(entry.value, row, world, sure))
