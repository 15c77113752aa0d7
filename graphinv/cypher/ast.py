"""The typed tree of a query: every node knows its line and column, and two nodes are equal wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphinv.cypher.ast_expressions import (
    Arith,
    Call,
    Case,
    Compare,
    Comprehension,
    CountRows,
    CountStar,
    Entry,
    Exists,
    Expr,
    HasLabel,
    Index,
    InList,
    IsNull,
    ListLit,
    Literal,
    Logic,
    MapLit,
    MapProjection,
    Minus,
    Node,
    Not,
    Param,
    Pos,
    Prop,
    Quantifier,
    Slice,
    TextTest,
    Var,
    When,
)

__all__ = [
    "Arith",
    "Call",
    "CallBlock",
    "CallRows",
    "Case",
    "Clause",
    "Compare",
    "Comprehension",
    "CountRows",
    "CountStar",
    "Entry",
    "Exists",
    "Expr",
    "HasLabel",
    "InList",
    "Index",
    "IsNull",
    "Item",
    "ListLit",
    "Literal",
    "Logic",
    "MapLit",
    "MapProjection",
    "Match",
    "Minus",
    "Node",
    "NodePattern",
    "Not",
    "Param",
    "Pattern",
    "Pos",
    "Projection",
    "Prop",
    "Quantifier",
    "Query",
    "RelPattern",
    "Return",
    "Single",
    "Slice",
    "SortKey",
    "TextTest",
    "Unwind",
    "Var",
    "When",
    "With",
]


@dataclass(frozen=True)
class NodePattern(Node):
    """`labels` are alternatives; none means any node. `within` is a label besides, in text for Neo4j only."""

    var: str | None
    labels: tuple[str, ...]
    props: tuple[Entry, ...]
    within: str = ""


@dataclass(frozen=True)
class RelPattern(Node):
    """`direction` is out, in or both; `length` the bounds of a variable length."""

    var: str | None
    types: tuple[str, ...]
    props: tuple[Entry, ...]
    direction: str
    length: tuple[int, int] | None = None


@dataclass(frozen=True)
class Pattern(Node):
    """A chain of nodes with the relationships between them: one more node than relationships."""

    var: str | None
    nodes: tuple[NodePattern, ...]
    rels: tuple[RelPattern, ...]


@dataclass(frozen=True)
class Clause(Node):
    pass


@dataclass(frozen=True)
class Match(Clause):
    patterns: tuple[Pattern, ...]
    where: Expr | None
    optional: bool = False


@dataclass(frozen=True)
class Unwind(Clause):
    items: Expr
    var: str


@dataclass(frozen=True)
class CallBlock(Clause):
    """The aggregating `CALL (x) { … RETURN sum(…) AS s }`: one row for each row before it."""

    imports: tuple[Var, ...]
    body: Single


@dataclass(frozen=True)
class CallRows(Clause):
    """`CALL () { … RETURN … UNION … }` as the first clause: the rows of a query of its own."""

    body: Query


@dataclass(frozen=True)
class Item(Node):
    """One column of WITH or RETURN; `named` if AS stands there or it is a variable, else the name is its text."""

    value: Expr
    name: str
    named: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class SortKey(Node):
    value: Expr
    descending: bool


@dataclass(frozen=True)
class Projection(Node):
    items: tuple[Item, ...]
    star: bool = False
    distinct: bool = False
    order: tuple[SortKey, ...] = ()
    skip: Expr | None = None
    limit: Expr | None = None


@dataclass(frozen=True)
class With(Clause):
    projection: Projection
    where: Expr | None


@dataclass(frozen=True)
class Return(Clause):
    projection: Projection


@dataclass(frozen=True)
class Single(Node):
    """Clauses that follow one another; inside EXISTS and COUNT the RETURN may be missing."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Query(Node):
    """One or more parts joined by UNION; `keep_all[i]` says whether ALL stands before part i + 1."""

    parts: tuple[Single, ...]
    keep_all: tuple[bool, ...] = ()
