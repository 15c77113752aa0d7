"""What a loader demands of a load under `assert:`: a minimum that is missed refuses it, a maximum is said and noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graphinv.content.reader import Reader, nearest
from graphinv.model import EDGES, LABELS

if TYPE_CHECKING:
    from graphinv.content.loader_spec import LoaderSpec

COUNTS = ("rows", *(f"nodes.{name}" for name in LABELS), *(f"edges.{name}" for name in EDGES))
"""Whole numbers, as minimum or maximum."""

FILLED = "filled"
"""Minimum only, with a column: the part of its cells that hold something."""

REJECTED, WARNED, UNKNOWN_IDS = "rejected_rows", "warned_rows", "unknown_ids"
"""Maximum only: parts of the rows; `unknown_ids` with a column, the part of its ids that no record has."""


def check_limits(spec: LoaderSpec, top: Reader) -> None:
    """Names must be known, counts whole numbers, parts between 0 and 1; problems go to the reader of the file."""
    filled = [f"{FILLED}.{name}" for name in spec.columns]
    referred = [f"{UNKNOWN_IDS}.{node.id}" for node in spec.nodes.values() if node.ref or node.find]
    _known(spec.minimum, (*COUNTS, *filled), top, "min")
    _known(spec.maximum, (*COUNTS, REJECTED, WARNED, *referred), top, "max")
    for name, limit in (*spec.minimum.items(), *spec.maximum.items()):
        if name in COUNTS:
            if not (limit.isascii() and limit.isdigit()):
                top.fail("assert", "`{name}: {limit}` must be a whole number", name=name, limit=limit)
        elif not _is_part(limit):
            top.fail("assert", "`{name}: {limit}` must be a part between 0 and 1", name=name, limit=limit)


def _known(limits: Mapping[str, str], known: tuple[str, ...], top: Reader, kind: str) -> None:
    for name in limits:
        if name not in known:
            near = nearest(name, known)
            top.fail(
                "assert", "{kind} has no `{name}`, which is not declared.{nearest}", kind=kind, name=name, nearest=near
            )


def _is_part(limit: str) -> bool:
    try:
        return 0 <= float(limit) <= 1
    except ValueError:
        return False


def missed(spec: LoaderSpec, found: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    """Name, limit and value of each minimum that is not reached; what was not counted is not judged."""
    return (
        (name, limit, found[name])
        for name, limit in spec.minimum.items()
        if name in found and found[name] < float(limit)
    )


def exceeded(spec: LoaderSpec, found: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    """Name, limit and value of each maximum that is passed."""
    return (
        (name, limit, found[name])
        for name, limit in spec.maximum.items()
        if name in found and found[name] > float(limit)
    )
