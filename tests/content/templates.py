"""Every template of a message in the source, found by its syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphinv import errors
from graphinv.message import PLACE

PACKAGE = Path(errors.__file__).parent

TEXTS: dict[str, tuple[int, ...]] = {
    **{name: (0,) for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, Exception)},
    "CypherError": (0, 3),
    **dict.fromkeys(("msg", "_check"), (0,)),
    "fail": (1, 2),
    "problems.add": (1,),
    **dict.fromkeys(("need_op", "need_word", "_need"), (1,)),
    **dict.fromkeys(("need_name", "need_int", "unexpected", "_unexpected", "_need_name", "_stray"), (0, 1)),
}
"""Functions that take templates, and the places of these among the arguments; `hint=` is always one."""

LAYOUT = re.compile(r"[.,\d]+[f%]?")

BESIDE = {"at", "hint", "problems", "bad"}
"""Keywords that are no values of a template."""


@dataclass(frozen=True)
class Call:
    """A call with its templates, the values that it gives them, and texts that are put together instead of named."""

    place: str
    templates: tuple[str, ...]
    given: frozenset[str]
    composed: bool
    whole: bool  # all templates stand in the call or in its module

    @property
    def places(self) -> set[str]:
        """Braces with text after the colon, such as {days: n}, are a part of the language that is spoken of."""
        found = (match for template in self.templates for match in PLACE.finditer(template))
        return {match[1] for match in found if not match[3] or LAYOUT.fullmatch(match[3])}


def calls() -> Iterator[Call]:
    """All calls that take templates, from the whole package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        assigned = _assigned(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := _name(node)) in TEXTS:
                yield _call(node, TEXTS[name], assigned, f"{path.relative_to(PACKAGE)}:{node.lineno}")


def templates() -> set[str]:
    return {template for call in calls() for template in call.templates}


def _name(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    if not isinstance(function, ast.Attribute):
        return ""
    owner = function.value.attr if isinstance(function.value, ast.Attribute) else getattr(function.value, "id", "")
    return f"{owner}.{function.attr}" if function.attr == "add" else function.attr


def _call(node: ast.Call, places: tuple[int, ...], assigned: dict[str, list[ast.expr]], place: str) -> Call:
    texts = [node.args[index] for index in places if index < len(node.args)]
    texts += [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
    parts = [part for text in texts for part in _parts(text, assigned)]
    values = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
    return Call(
        place=place,
        templates=tuple(part.value for part in parts if isinstance(part, ast.Constant) and part.value),
        given=values if _name(node) == "msg" else values - BESIDE,
        composed=any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in parts),
        whole=all(isinstance(part, ast.Constant) for part in parts),
    )


def _parts(node: ast.expr, assigned: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """What an argument may be: the branches of a condition, the values of a name of this module."""
    if isinstance(node, ast.IfExp):
        yield from (part for branch in (node.body, node.orelse) for part in _parts(branch, assigned))
    elif isinstance(node, ast.BoolOp):
        yield from (part for value in node.values for part in _parts(value, assigned))
    elif isinstance(node, ast.Name) and node.id in assigned:
        yield from (part for value in assigned[node.id] for part in _parts(value, {}))
    else:
        yield node


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found
