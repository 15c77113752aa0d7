"""Where a rule's amount comes from: which property of which returned elements it adds up.

Rows of one lead overlap (two shareholders, one contract), so a lead never adds up the amounts of its rows:
it adds up the distinct elements behind them. Traced are `a.x`, `a.x + b.y` and `sum(a.x)` beside `collect(a)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphinv.cypher.ast import Arith, Call, Expr, Item, ListLit, Literal, Prop, Query, Return, Single, Var, With

Source = tuple[str, str]
"""(column, property)."""


def amount_sources(query: Query) -> tuple[Source, ...] | None:
    """The (column, property) pairs that `amount` adds up, () if there is no amount, None if it cannot be traced."""
    found: dict[Source, None] = {}
    for part in query.parts:
        value = next((item.value for item in _columns(part) if item.name == "amount"), None)
        for term in _terms(value) if value is not None else ():
            source = _source(term, part)
            if source is None:
                return None
            found[source] = None
    return tuple(found)


def _columns(part: Single) -> tuple[Item, ...]:
    last = part.clauses[-1]
    return last.projection.items if isinstance(last, Return) else ()


def _terms(value: Expr) -> Iterator[Expr]:
    """The terms of a sum; a null adds nothing."""
    if isinstance(value, Arith) and value.op == "+":
        yield from _terms(value.left)
        yield from _terms(value.right)
    elif value != Literal(None):
        yield value


def _source(term: Expr, part: Single) -> Source | None:
    shown = _shown(part)
    match term:
        case Prop(Var(element), prop) if element in shown:
            return shown[element], prop
        case Var(total):
            return _summed(total, part, shown)
        case _:
            return None


def _shown(part: Single) -> Mapping[str, str]:
    """Variable to the returned column that holds it, alone or in a list."""
    found: dict[str, str] = {}
    for item in _columns(part):
        held = item.value.items if isinstance(item.value, ListLit) else (item.value,)
        found.update({value.name: item.name for value in held if isinstance(value, Var)})
    return found


def _summed(total: str, part: Single, shown: Mapping[str, str]) -> Source | None:
    """`WITH …, sum(a.x) AS total, collect(a) AS list` and a returned list: (list's column, x)."""
    for clause in part.clauses:
        if not isinstance(clause, With):
            continue
        items = {item.name: item.value for item in clause.projection.items}
        match items.get(total):
            case Call(function, (Prop(Var(element), prop),)) if function.lower() == "sum":
                lists = (name for name, value in items.items() if _collects(value, element))
                column = next((shown[name] for name in lists if name in shown), None)
                return None if column is None else (column, prop)
            case _:
                continue
    return None


def _collects(value: Expr, element: str) -> bool:
    return isinstance(value, Call) and value.name.lower() == "collect" and value.args == (Var(element),)
