"""Parameters of a rule: type, default and basis; what a user types becomes what the query gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from graphinv.content.reader import Reader, nearest
from graphinv.errors import UsageError
from graphinv.message import Message, msg

Bound = str | int | float | bool | date | tuple[str, ...]
"""What is bound to a query: money as fen."""


@dataclass(frozen=True)
class ParamSpec:
    """One parameter. `default` is as bound (money in fen); `basis` says why it has this value."""

    name: str
    type: str
    default: Bound
    text: str
    basis: str


def _money(text: str) -> int:
    """Yuan with at most two decimals, as fen."""
    fen = Decimal(text.replace(",", "")) * 100
    if fen != fen.to_integral_value():
        raise ValueError(text)
    return int(fen)


def _share(text: str) -> float:
    value = float(Decimal(text))
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def _number(text: str) -> float:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return float(value)


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_PARSE: Mapping[str, tuple[Callable[[str], Bound], Message]] = {
    "int": (int, msg("a whole number")),
    "float": (_number, msg("a number")),
    "share": (_share, msg("a share from 0 to 1")),
    "money": (_money, msg("yuan with at most two decimals")),
    "string": (str, msg("text")),
    "bool": (_flag, msg("true or false")),
    "date": (date.fromisoformat, msg("a day such as 2024-06-30")),
    "list": (_words, msg("words separated by commas")),
}
TYPES = tuple(_PARSE)


def value_of(kind: str, text: str) -> Bound:
    """The text as the query gets it. Raises ValueError with what was expected."""
    parse, wanted = _PARSE[kind]
    try:
        return parse(text)
    except (ValueError, KeyError, InvalidOperation):
        raise ValueError(wanted) from None


def read_params(top: Reader) -> dict[str, ParamSpec]:
    """The table `params` of a rule's header: {name: {type, default, basis}}."""
    found = {}
    for name, reader in top.children("params"):
        kind = reader.choice("type", TYPES)
        text = ",".join(reader.texts("default")) if kind == "list" else reader.text("default")
        basis = reader.text("basis")
        reader.done()
        if kind in _PARSE:
            found[name] = ParamSpec(name, kind, _default(reader, kind, text), text, basis)
    return found


def _default(reader: Reader, kind: str, text: str) -> Bound:
    try:
        return value_of(kind, text)
    except ValueError as error:
        reader.fail("default", "`{name}: {text}` must be {error}", name=reader.name, text=text, error=error)
        return text


def bind(params: Mapping[str, ParamSpec], given: Mapping[str, str] | None = None) -> dict[str, Bound]:
    """The values of a rule's parameters: the defaults, and what was given as text in their place."""
    bound = {name: spec.default for name, spec in params.items()}
    for name, text in (given or {}).items():
        if name not in params:
            raise UsageError("There is no parameter `{name}`.{nearest}", name=name, nearest=nearest(name, params))
        try:
            bound[name] = value_of(params[name].type, text)
        except ValueError as error:
            raise UsageError("`{name}={text}` must be {error}.", name=name, text=text, error=error) from None
    return bound
