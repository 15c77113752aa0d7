"""The edge types that somebody chose."""

from __future__ import annotations

from difflib import get_close_matches

from graphinv.errors import UsageError
from graphinv.model import EDGES

LISTS = ("DIED", "LIMITED_BY", "LISTED_IN")
"""What joins with a register or a limit of the law: it says something of one end, nothing of two that share it."""

BASE = tuple(sorted(name for name, edge in EDGES.items() if not edge.derived and name not in LISTS))
DERIVED = tuple(sorted(name for name, edge in EDGES.items() if edge.derived))
"""Relations that follow from others: a path over them is shorter and says less than one over what was declared."""

GROUPS = {"base": BASE, "lists": LISTS, "derived": DERIVED}


def chosen(text: str) -> tuple[str, ...]:
    """The types of a list with commas, in any case, where the name of a group stands for all of it; none: base.

    Raises UsageError for a name that is no type, with the nearest ones.
    """
    words = [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    return tuple(sorted({name for word in words or ["base"] for name in _types(word)}))


def _types(word: str) -> tuple[str, ...]:
    if word.lower() in GROUPS:
        return GROUPS[word.lower()]
    if word.upper() in EDGES:
        return (word.upper(),)
    near = get_close_matches(word.upper(), EDGES, n=3, cutoff=0.5)
    hint = "Did you mean {names}?" if near else "Known: {names}."
    names = near or [*GROUPS, *EDGES]
    raise UsageError("--types {word}: there is no such edge type.", hint=hint, word=word, names=names)
