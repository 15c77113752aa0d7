"""The functions of the subset: number and kinds of arguments, kind of the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphinv.cypher.kinds import (
    ANY,
    BOOL,
    CALENDAR,
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
    is_open,
    may_miss,
    unite,
)
from graphinv.message import Message, msg

DAY_PARTS = ("year", "month", "day")
DURATION_PARTS = ("years", "months", "weeks", "days")

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
ANYTHING: tuple[Message, Accepts] = (msg("a value"), lambda kind: True)


def _is(what: Message, *classes: type) -> tuple[Message, Accepts]:
    return what, lambda kind: isinstance(kind, classes)


NODE, REL, PATH = _is(msg("a node"), NodeKind), _is(msg("a relationship"), RelKind), _is(msg("a path"), PathKind)


def _sum(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if kinds[0] in (*WHOLE, ANY) else FLOAT


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


def _whole_parts(kind: Kind) -> set[str]:
    """The keys of a map of whole numbers."""
    entries = kind.entries if isinstance(kind, MapKind) else ()
    return {name for name, _ in entries} if all(part == INT or is_open(part) for _, part in entries) else set()


def _is_day(kind: Kind) -> bool:
    """A year, perhaps with its month, perhaps with the day: what is left out is the first."""
    names = _whole_parts(kind)
    return bool(names) and names == set(DAY_PARTS[: len(names)])


def _duration_of(kinds: Sequence[Kind]) -> Kind:
    """Days and weeks are whole days; months and years depend on the day that they move."""
    return DURATION if _whole_parts(kinds[0]) <= {"days", "weeks"} else CALENDAR


def _item(kinds: Sequence[Kind]) -> Kind:
    return may_miss(kinds[0].item) if isinstance(kinds[0], ListKind) else ANY


def _end(side: str) -> Callable[[Sequence[Kind]], Kind]:
    """What startNode() and endNode() give of a relationship."""

    def found(kinds: Sequence[Kind]) -> Kind:
        tables = kinds[0].tables if isinstance(kinds[0], RelKind) else frozenset()
        return NodeKind(frozenset(getattr(table, side) for table in tables), optional=True)

    return found


_A_DATE = _one_of(msg("a date"), DATE)
_STRINGABLE = _one_of(msg("a scalar"), *NUMBERS, STRING, DATE, DATETIME, BOOL)
_DAYS: tuple[Message, Accepts] = (
    msg("whole years, months, weeks or days, such as {days: n}"),
    lambda kind: bool(names := _whole_parts(kind)) and names <= set(DURATION_PARTS),
)
_DAY: tuple[Message, Accepts] = (
    msg("a date, a datetime, '2024-01-31' or {year: y, month: m, day: d}"),
    lambda kind: kind in (STRING, DATE, DATETIME) or _is_day(kind),
)
_LIST: tuple[Message, Accepts] = (msg("a list"), lambda kind: isinstance(kind, ListKind))
_SIZED: tuple[Message, Accepts] = (msg("a list or a string"), lambda kind: kind == STRING or isinstance(kind, ListKind))

SIGNATURES: dict[str, Signature] = {
    "count": Signature((ANYTHING,), INT),
    "sum": Signature((NUMBER,), _sum),
    "avg": Signature((NUMBER,), FLOAT),
    "min": Signature((ORDERED,), _same),
    "max": Signature((ORDERED,), _same),
    "collect": Signature((ANYTHING,), lambda kinds: ListKind(_present(kinds[0]))),
    "stDev": Signature((NUMBER,), FLOAT),
    "stDevP": Signature((NUMBER,), FLOAT),
    "percentileCont": Signature((NUMBER,), FLOAT, 2, 2),
    "percentileDisc": Signature((NUMBER,), _same, 2, 2),
    "coalesce": Signature((ANYTHING,), _united, 1, 9),
    "size": Signature((_SIZED,), INT),
    "isEmpty": Signature((_SIZED,), BOOL),
    "head": Signature((_LIST,), _item),
    "last": Signature((_LIST,), _item),
    "tail": Signature((_LIST,), _same),
    "reverse": Signature((_SIZED,), _same),
    "range": Signature((WHOLE_NUMBER,), ListKind(INT), 2, 3),
    "abs": Signature((NUMBER,), _same),
    "sign": Signature((NUMBER,), INT),
    "ceil": Signature((NUMBER,), FLOAT),
    "floor": Signature((NUMBER,), FLOAT),
    "sqrt": Signature((NUMBER,), FLOAT),
    "round": Signature((NUMBER, WHOLE_NUMBER), FLOAT, 1, 2),
    "toInteger": Signature((_one_of(msg("a string or number"), *NUMBERS, STRING, BOOL),), INT),
    "toFloat": Signature((_one_of(msg("a string or number"), *NUMBERS, STRING),), FLOAT),
    "toString": Signature((_STRINGABLE,), STRING),
    "toLower": Signature((TEXT,), STRING),
    "toUpper": Signature((TEXT,), STRING),
    "trim": Signature((TEXT,), STRING),
    "ltrim": Signature((TEXT,), STRING),
    "rtrim": Signature((TEXT,), STRING),
    "left": Signature((TEXT, WHOLE_NUMBER), STRING, 2, 2),
    "right": Signature((TEXT, WHOLE_NUMBER), STRING, 2, 2),
    "replace": Signature((TEXT,), STRING, 3, 3),
    "substring": Signature((TEXT, WHOLE_NUMBER), STRING, 2, 3),
    "split": Signature((TEXT,), STRINGS, 2, 2),
    "labels": Signature((NODE,), STRINGS),
    "type": Signature((REL,), STRING),
    "startNode": Signature((REL,), _end("start")),
    "endNode": Signature((REL,), _end("end")),
    "nodes": Signature((PATH,), _path_nodes),
    "relationships": Signature((PATH,), _path_rels),
    "length": Signature((PATH,), INT),
    "date": Signature((_DAY,), DATE),
    "date.truncate": Signature((TEXT, _A_DATE), DATE, 2, 2),
    "duration": Signature((_DAYS,), _duration_of),
    "duration.inDays": Signature((_A_DATE,), DURATION, 2, 2),
    "duration.inMonths": Signature((_A_DATE,), CALENDAR, 2, 2),
    "duration.between": Signature((_A_DATE,), CALENDAR, 2, 2),
}
