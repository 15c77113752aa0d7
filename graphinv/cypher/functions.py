"""The functions of the subset: spelling, number and kinds of arguments, kind of the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphinv.cypher.ast import Call
from graphinv.cypher.kinds import (
    ANY,
    BOOL,
    DATE,
    DATETIME,
    DURATION,
    FLOAT,
    INT,
    NUMBERS,
    STRING,
    STRINGS,
    WHOLE,
    Kind,
    ListKind,
    MapKind,
    NodeKind,
    PathKind,
    RelKind,
    Scalar,
    describe,
    is_open,
    unite,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.periods import PREDICATES
from graphinv.cypher.refuse import FUNCTIONS as REFUSED
from graphinv.cypher.schema import nearest
from graphinv.cypher.walk import AGGREGATES
from graphinv.message import Message, both, msg

DAY_PARTS = ("year", "month", "day")

Accepts = Callable[[Kind], bool]
Result = Kind | Callable[[Sequence[Kind]], Kind | None]


@dataclass(frozen=True)
class Signature:
    """`needed` arguments at least; the last entry of `accepts` also serves further arguments up to `most`."""

    accepts: tuple[tuple[Message, Accepts], ...]
    result: Result
    needed: int = 1
    most: int = 1


def _one_of(what: Message, *kinds: Kind) -> tuple[Message, Accepts]:
    return what, lambda kind: kind in kinds


TEXT = _one_of(msg("a string"), STRING)
NUMBER = _one_of(msg("a number"), *NUMBERS)
WHOLE_NUMBER = _one_of(msg("a whole number"), INT)
ORDERED = _one_of(msg("a number, string or date"), *NUMBERS, STRING, DATE, DATETIME, BOOL)
ANYTHING: tuple[Message, Accepts] = (msg("a value"), lambda kind: not isinstance(kind, MapKind))


def _is(what: Message, *classes: type) -> tuple[Message, Accepts]:
    return what, lambda kind: isinstance(kind, classes)


NODE, REL, PATH = _is(msg("a node"), NodeKind), _is(msg("a relationship"), RelKind), _is(msg("a path"), PathKind)


def _sum(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if kinds[0] in WHOLE else FLOAT


def _same(kinds: Sequence[Kind]) -> Kind:
    return kinds[0]


def _united(kinds: Sequence[Kind]) -> Kind | None:
    found: Kind | None = kinds[0]
    for kind in kinds[1:]:
        found = None if found is None else unite(found, kind)
    return found


def _present(kind: Kind) -> Kind:
    """The kind of what collect() keeps: never missing."""
    match kind:
        case RelKind(tables):
            return RelKind(tables)
        case NodeKind(labels):
            return NodeKind(labels)
        case _:
            return kind


def _path_nodes(kinds: Sequence[Kind]) -> Kind:
    path = kinds[0]
    tables = path.tables if isinstance(path, PathKind) else frozenset()
    return ListKind(NodeKind(frozenset(end for table in tables for end in (table.start, table.end))))


def _path_rels(kinds: Sequence[Kind]) -> Kind:
    return ListKind(RelKind(kinds[0].tables if isinstance(kinds[0], PathKind) else frozenset()))


def _is_day(kind: Kind) -> bool:
    """A year, perhaps with its month, perhaps with the day: what is left out is the first."""
    entries = kind.entries if isinstance(kind, MapKind) else ()
    names = tuple(name for name, _ in entries)
    return bool(names) and names == DAY_PARTS[: len(names)] and all(part == INT or is_open(part) for _, part in entries)


_STRINGABLE = _one_of(msg("a scalar"), *NUMBERS, STRING, DATE, DATETIME, BOOL)
_DAYS: tuple[Message, Accepts] = (
    msg("whole days, {days: n}"),
    lambda kind: isinstance(kind, MapKind) and [name for name, _ in kind.entries] == ["days"],
)
_DAY: tuple[Message, Accepts] = (
    msg("a date, a datetime, '2024-01-31' or {year: y, month: m, day: d}"),
    lambda kind: kind in (STRING, DATE, DATETIME) or _is_day(kind),
)
_SIZED: tuple[Message, Accepts] = (msg("a list or a string"), lambda kind: kind == STRING or isinstance(kind, ListKind))

SIGNATURES: dict[str, Signature] = {
    "count": Signature((ANYTHING,), INT),
    "sum": Signature((NUMBER,), _sum),
    "avg": Signature((NUMBER,), FLOAT),
    "min": Signature((ORDERED,), _same),
    "max": Signature((ORDERED,), _same),
    "collect": Signature((ANYTHING,), lambda kinds: ListKind(_present(kinds[0]))),
    "stdev": Signature((NUMBER,), FLOAT),
    "percentileCont": Signature((NUMBER,), FLOAT, 2, 2),
    "coalesce": Signature((ANYTHING,), _united, 1, 9),
    "size": Signature((_SIZED,), INT),
    "abs": Signature((NUMBER,), _same),
    "round": Signature((NUMBER, WHOLE_NUMBER), FLOAT, 1, 2),
    "toInteger": Signature((_one_of(msg("a string or number"), *NUMBERS, STRING, BOOL),), INT),
    "toFloat": Signature((_one_of(msg("a string or number"), *NUMBERS, STRING),), FLOAT),
    "toString": Signature((_STRINGABLE,), STRING),
    "toLower": Signature((TEXT,), STRING),
    "toUpper": Signature((TEXT,), STRING),
    "trim": Signature((TEXT,), STRING),
    "substring": Signature((TEXT, WHOLE_NUMBER), STRING, 2, 3),
    "split": Signature((TEXT,), STRINGS, 2, 2),
    "labels": Signature((NODE,), STRINGS),
    "type": Signature((REL,), STRING),
    "nodes": Signature((PATH,), _path_nodes),
    "relationships": Signature((PATH,), _path_rels),
    "length": Signature((PATH,), INT),
    "date": Signature((_DAY,), DATE),
    "duration": Signature((_DAYS,), DURATION),
    "duration.inDays": Signature((_one_of(msg("a date"), DATE),), DURATION, 2, 2),
}

_SPELLING = {name.lower(): name for name in (*SIGNATURES, *PREDICATES)}


def spelling(call: Call) -> str:
    """The name as the language writes it. Raises CypherError for an unknown function, with the nearest one."""
    name = call.name.lower()
    if name in _SPELLING:
        return _SPELLING[name]
    if name in REFUSED:
        fail(call, "{name}() is outside the subset.", REFUSED[name], name=call.name)
    fail(call, "Unknown function {name}().", nearest(call.name, _SPELLING.values()), name=call.name)


def result_kind(call: Call, kinds: Sequence[Kind]) -> Kind:
    """The kind of a call's value. Raises CypherError when the arguments do not fit."""
    name = spelling(call)
    signature = SIGNATURES[name]
    if call.distinct and name not in AGGREGATES:
        fail(
            call,
            "{name}() adds nothing up: DISTINCT has no meaning in it.",
            "Write collect(DISTINCT x) before it.",
            name=name,
        )
    if not signature.needed <= len(kinds) <= signature.most:
        few, many = signature.needed, signature.most
        wanted = str(few) if few == many else msg("{few} to {many}", few=few, many=many)
        fail(
            call,
            "{name}() takes {wanted} argument(s), here are {count}.",
            REFUSED["timestamp"] if name == "date" else "",
            name=name,
            wanted=wanted,
            count=len(kinds),
        )
    for place, kind in enumerate(kinds):
        what, accepts = signature.accepts[min(place, len(signature.accepts) - 1)]
        if not accepts(kind) and (not is_open(kind) or signature.accepts[0] in (NODE, REL, PATH)):
            fail(call.args[place], "{name}() takes {what}, not {kind}.", name=name, what=what, kind=describe(kind))
    result = signature.result(kinds) if callable(signature.result) else signature.result
    if result is None:
        fail(call, "{name}() mixes {kinds}.", name=name, kinds=both([describe(kind) for kind in kinds]))
    return ANY if isinstance(result, Scalar) and result.name == "null" else result
