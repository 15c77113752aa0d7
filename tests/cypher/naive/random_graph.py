"""Random small graphs over a part of the real model, as drawn text, and the words that they share with queries."""

from __future__ import annotations

from collections.abc import Mapping

from graphinv.model import EDGES, LABELS, PropType
from tests.cypher.naive.random_draws import Draws

PROPS: Mapping[str, tuple[str, ...]] = {
    "Person": ("name", "sex", "born_on", "died_on", "former_names"),
    "Company": ("name", "kind", "founded_on", "reg_capital"),
    "Unit": ("name", "level", "line_codes"),
    "Contract": ("title", "amount", "awarded_on"),
    "Lot": ("title", "amount", "deadline_at", "compulsory", "tenderers"),
    "Account": ("bank", "opened_on", "stub"),
    "PriceRef": ("item", "median", "p75"),
    "FAMILY": ("type", "confidence"),
    "HOLDS_POST": ("post", "is_leader", "portfolio"),
    "PART_OF": (),
    "OWNS": ("share", "kind", "paid_in"),
    "HAS_ROLE": ("role",),
    "BUYER": (),
    "WON": (),
    "BID": ("amount", "status", "rank", "received_at"),
    "HOLDS_ACCOUNT": ("role",),
    "PAID": ("amount", "at", "on", "memo"),
    "KIN": ("term", "steps", "core"),
}
"""What random graphs fill and random queries read, by label and edge type."""

NODES = tuple(name for name in PROPS if name in LABELS)
JOINS = tuple((name, start, end) for name in PROPS if name in EDGES for start, end in EDGES[name].pairs)
"""Edge type, start and end, where both ends are among the labels above."""
JOINS = tuple(join for join in JOINS if join[1] in NODES and join[2] in NODES)

TEXTS = ("甲", "乙", "a", "ab", "B ", "12", "1.5", "")
DAYS = ("2019", "2020-05", "2020-05-03", "2020-06-01", "2021")
TIMES = ("2020-05-03 10:00", "2020-05-31 23:59:59", "2021-01-01 00:00")
BOUNDS = (*DAYS, "unknown", "0001-01-01", "9999-12-31")
_POOL: Mapping[PropType, tuple[str, ...]] = {
    PropType.STRING: tuple(f"'{text}'" for text in TEXTS),
    PropType.INT: ("-1", "0", "1", "2", "7"),
    PropType.FLOAT: ("-0.5", "0", "0.25", "2.5"),
    PropType.BOOL: ("true", "false"),
    PropType.DATE: (*DAYS, "unknown"),
    PropType.DATETIME: TIMES,
    PropType.MONEY: ("-1", "0", "0.01", "2.50", "7"),
    PropType.PRICE: ("0", "0.0001", "2.50", "7"),
    PropType.SHARE: ("0.25", "0.5", "0.75", "1"),
    PropType.LIST: ("[]", "['甲']", "['甲', '乙']", "['a', 'a', 'ab']"),
}


def type_of(owner: str, prop: str) -> PropType:
    """The type that the model gives a property of a label or an edge type."""
    shape = LABELS[owner] if owner in LABELS else EDGES[owner]
    return shape.props[prop]


def random_graph(draws: Draws) -> str:
    """Up to seven nodes and nine edges; loops, parallel edges and edges that are not certain among them."""
    few = draws.some(NODES, 4, least=1)
    labels = [draws.one(few) for _ in range(draws.number(1, 7))]
    names = {f"n{place}": label for place, label in enumerate(labels)}
    lines = [f"({name}:{label}{_values(draws, label)})" for name, label in names.items()]
    fitting = [
        (name, kind, other)
        for kind, start, end in JOINS
        for name in names
        for other in names
        if (names[name], names[other]) == (start, end)
    ]
    chosen = [draws.one(fitting) for _ in range(draws.number(0, 9))] if fitting else []
    lines += [f"({start})-[:{kind}{_values(draws, kind)}]->({end})" for start, kind, end in chosen]
    return "\n".join(lines)


def _values(draws: Draws, owner: str) -> str:
    found = {}
    for prop in PROPS[owner]:
        if draws.number(0, 3):
            found[prop] = draws.one(_POOL[type_of(owner, prop)])
    shape = LABELS[owner] if owner in LABELS else EDGES[owner]
    if shape.interval:
        found |= {name: draws.one(BOUNDS) for name in ("since", "until") if draws.number(0, 1)}
    if owner in EDGES and draws.chance(4):
        found["certain"] = "false"
    return f" {{{', '.join(f'{name}: {text}' for name, text in found.items())}}}" if found else ""
