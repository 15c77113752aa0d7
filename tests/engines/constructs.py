"""Which constructs of the language a query holds, in words: what random queries must all come to use sooner or later.

`python -m tests.engines.constructs FIRST LAST` counts them in the queries of these seeds.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product

from graphinv.cypher import ast, check, parse
from graphinv.cypher.infer_operators import PARTS
from graphinv.cypher.kinds import Kind, ListKind, MapKind, Scalar
from graphinv.cypher.periods import PREDICATES
from graphinv.cypher.signatures import SIGNATURES
from graphinv.cypher.walk import AGGREGATES, walk
from graphinv.errors import CypherError
from graphinv.model import LABELS
from tests.cypher.naive.random_params import PARAMS
from tests.engines.pairs import texts_of

EXPRESSIONS = (*ast.Expr.__subclasses__(), *ast.Clause.__subclasses__())
OPERATORS = ("AND", "OR", "XOR", "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "^")
TEXT_TESTS = ("STARTS WITH", "ENDS WITH", "CONTAINS")
CLAUSES = ("OPTIONAL MATCH", "UNION", "UNION ALL", "UNWIND $", "IN $")
OF_COLUMNS = ("DISTINCT", "*", "ORDER BY", "SKIP", "LIMIT")
OF_PATTERNS = ("node {…}", "edge {…}", "trail {…}", "no type", "types|", "labels|", "supertype", "path", "length")
KINDS = ("node", "edge", "path", "map", "bool", "int", "float", "string", "date", "datetime", "money", "price")

RARE = frozenset({"hour", "minute", "weekDay"})
"""Parts of which another is as good: `.second` stands for a time of day, `.dayOfWeek` is another name."""

KNOWN = frozenset(
    (
        *(kind.__name__ for kind in EXPRESSIONS),
        *(f"op {op}" for op in (*OPERATORS, *TEXT_TESTS)),
        *(f"{name}()" for name in (*SIGNATURES, *PREDICATES)),
        *(f"{name}(DISTINCT)" for name in AGGREGATES),
        *(f".{part}" for part in {part for parts in PARTS.values() for part in parts} - RARE),
        *(f"${name}" for name in PARAMS),
        *(f"{kind} {word}" for kind, word in product(("With", "Return"), OF_COLUMNS)),
        *(f"-[{way}]-" for way in ("out", "in", "both")),
        *(f"column {kind}" for kind in KINDS),
        *(f"list of {kind}" for kind in KINDS if kind != "price"),
        *CLAUSES,
        *OF_PATTERNS,
    )
)


def constructs(text: str) -> set[str]:
    """Those of KNOWN that a query holds, some others among them; none if it does not pass the check."""
    try:
        tree = parse(text)
        columns = check(tree).columns
    except CypherError:
        return set()
    found = {one for node in walk(tree) for one in _of_node(node)}
    found |= {"UNION ALL" if keep else "UNION" for keep in tree.keep_all}
    return found | {word for kind in columns.values() for word in _of_column(kind)}


def _of_node(node: ast.Node) -> Iterator[str]:
    yield type(node).__name__
    match node:
        case ast.Logic(op) | ast.Compare(op) | ast.TextTest(op) | ast.Arith(op):
            yield f"op {op}"
        case ast.Call(name, _, distinct):
            yield f"{name}(DISTINCT)" if distinct else f"{name}()"
        case ast.Prop(_, name):
            yield f".{name}"
        case ast.Param(name):
            yield f"${name}"
        case ast.Match(optional=True):
            yield "OPTIONAL MATCH"
        case ast.Unwind(ast.Param()):
            yield "UNWIND $"
        case ast.InList(_, ast.Param()):
            yield "IN $"
        case ast.With(columns) | ast.Return(columns):
            yield from (f"{type(node).__name__} {word}" for word in _of_columns(columns))
        case ast.Pattern() | ast.NodePattern() | ast.RelPattern():
            yield from _of_pattern(node)


def _of_pattern(node: ast.Pattern | ast.NodePattern | ast.RelPattern) -> Iterator[str]:
    match node:
        case ast.Pattern(var):
            yield from _there({"path": var})
        case ast.NodePattern(_, labels, props):
            yield from _there({"node {…}": props, "labels|": labels[1:], "supertype": set(labels) - set(LABELS)})
        case ast.RelPattern(_, types, props, direction, length):
            yield f"-[{direction}]-"
            yield from _there({"types|": types[1:], "no type": not types, "length": length})
            yield from _there({"trail {…}" if length else "edge {…}": props})


def _of_columns(columns: ast.Projection) -> Iterator[str]:
    found = (columns.distinct, columns.star, columns.order, columns.skip, columns.limit)
    return _there(dict(zip(OF_COLUMNS, found, strict=True)))


def _there(words: dict[str, object]) -> Iterator[str]:
    return (word for word, found in words.items() if found)


def _of_column(kind: Kind, word: str = "column") -> Iterator[str]:
    match kind:
        case ListKind(item):
            yield from _of_column(item, "list of")
        case MapKind(entries):
            yield f"{word} map"
            for _, part in entries:
                yield from _of_column(part)
        case Scalar(name):
            yield f"{word} {'float' if name == 'share' else name}"
        case _:
            yield f"{word} {type(kind).__name__.removesuffix('Kind').lower().replace('rel', 'edge')}"


def main(first: int, last: int) -> None:
    texts = [text for seed in range(first, last) for text in texts_of(seed, 4)]
    seen = Counter(one for text in texts for one in constructs(text))
    counts = {**dict.fromkeys(KNOWN, 0), **{word: times for word, times in seen.items() if word in KNOWN}}
    for word, times in sorted(counts.items(), key=lambda pair: pair[1]):
        print(f"{times:6} {word}")  # noqa: T201
    print(f"{len(texts)} queries", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
