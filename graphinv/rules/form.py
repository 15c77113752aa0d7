"""What a rule's text returns: its columns by kind, and where its amount comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.ast import Item, Param, Query, Return
from graphinv.cypher.check import check
from graphinv.cypher.kinds import FLOAT, Kind, ListKind, NodeKind, PathKind, RelKind
from graphinv.cypher.parser import parse
from graphinv.cypher.walk import walk
from graphinv.errors import CypherError, SpecError
from graphinv.rules.amounts import Source, amount_sources
from graphinv.rules.order import gathered

RESERVED = ("amount", "class", "mode", "step", "cap", "reasons", "unknown")
"""Columns with a meaning of their own; all other scalars only feed sentences."""


@dataclass(frozen=True)
class Form:
    """A rule's text, checked against the model; `amounts` as `amount_sources` traces them.

    `gathered` are the columns that come out of a `collect`, whose order nobody promises.
    """

    query: Query
    columns: Mapping[str, Kind]
    parameters: frozenset[str]
    amounts: tuple[Source, ...] | None
    gathered: frozenset[str]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The columns that are elements of the graph, in the order of RETURN."""
        return tuple(name for name, kind in self.columns.items() if is_element(kind))


def is_element(kind: Kind) -> bool:
    """A node, relationship, path, or a list of these."""
    return isinstance(kind.item if isinstance(kind, ListKind) else kind, NodeKind | RelKind | PathKind)


@lru_cache(maxsize=256)
def _form(text: str, types: tuple[tuple[str, str], ...]) -> Form:
    checked = check(parse(text), params=dict(types))
    query = checked.query
    return Form(query, checked.columns, checked.parameters, amount_sources(query), gathered(query))


def param_types(rule: RuleSpec) -> tuple[tuple[str, str], ...]:
    """Parameter name and property type, as the checker reads them."""
    return tuple((name, spec.type) for name, spec in rule.params.items())


def form_of(rule: RuleSpec) -> Form:
    """The rule's checked text, with a column for the p of each test. Raises SpecError with the line of the file."""
    try:
        form = _form(rule.cypher, param_types(rule))
    except CypherError as error:
        raise SpecError(error.said, at=place(rule, error.line, error.column), hint=error.advice) from None
    if not rule.tests:
        return form
    return replace(form, columns={**form.columns, **{stat.name: FLOAT for stat in rule.tests}})


def place(rule: RuleSpec, line: int, column: int) -> str:
    """File, line and column of a place in a rule's text."""
    return f"{rule.at}:{line + rule.first_line - 1}:{column}"


def returned(query: Query) -> Iterator[tuple[Item, ...]]:
    """The columns of each part of a UNION."""
    for part in query.parts:
        last = part.clauses[-1]
        if isinstance(last, Return):
            yield last.projection.items


def parameters(text: str) -> frozenset[str]:
    """The parameters that a text reads."""
    return frozenset(node.name for node in walk(parse(text)) if isinstance(node, Param))
