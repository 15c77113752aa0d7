"""How functions are spelled, and whether a call fits its signature."""

from __future__ import annotations

from collections.abc import Sequence

from graphinv.cypher.ast import Call
from graphinv.cypher.kinds import ANY, Kind, Scalar, describe, is_open
from graphinv.cypher.lexer import fail
from graphinv.cypher.periods import PREDICATES
from graphinv.cypher.refuse import FUNCTIONS as REFUSED
from graphinv.cypher.schema import nearest
from graphinv.cypher.signatures import DAY_PARTS, NODE, PATH, REL, SIGNATURES
from graphinv.cypher.walk import AGGREGATES
from graphinv.message import both, msg

__all__ = ["DAY_PARTS", "SIGNATURES", "SPELLING", "result_kind", "spelling"]

SPELLING = {name.lower(): name for name in (*SIGNATURES, *PREDICATES)}
"""The name of each function as the language writes it, by its small letters."""


def spelling(call: Call) -> str:
    """The name as the language writes it. Raises CypherError for an unknown function, with the nearest one."""
    name = call.name.lower()
    if name in SPELLING:
        return SPELLING[name]
    if name in REFUSED:
        fail(call, "{name}() is outside the subset.", REFUSED[name], name=call.name)
    fail(call, "Unknown function {name}().", nearest(call.name, SPELLING.values()), name=call.name)


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
