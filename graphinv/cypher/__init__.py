"""The one query language: parse, check against the model, expand time predicates, compile to SQL, print.

`compile_query` and what it needs are imported on first use, because SQL building takes longer than all of the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphinv.cypher.check import Checked, check
from graphinv.cypher.expand import Mode, expand
from graphinv.cypher.graph_text import EdgeLiteral, GraphText, NodeLiteral, parse_graph
from graphinv.cypher.parser import parse
from graphinv.cypher.printer import to_cypher

if TYPE_CHECKING:
    from graphinv.cypher.compile import Column, Compiled, compile_query

__all__ = [
    "Checked",
    "Column",
    "Compiled",
    "EdgeLiteral",
    "GraphText",
    "Mode",
    "NodeLiteral",
    "check",
    "compile_query",
    "expand",
    "parse",
    "parse_graph",
    "to_cypher",
]


def __getattr__(name: str) -> Any:
    if name not in ("Column", "Compiled", "compile_query"):
        raise AttributeError(name)
    from graphinv.cypher import compile as compiling

    return getattr(compiling, name)
