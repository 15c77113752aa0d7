"""What an answer about paths or surroundings says in sentences: what was found, what was cut, what was searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphinv.explore.base import Around, Paths, Scope
from graphinv.explore.types import BASE, LISTS
from graphinv.message import Message, msg
from graphinv.render.words import Words


def paths(found: Paths, names: Sequence[str], hops: int, scope: Scope, through: int | None) -> list[Message]:
    """Whether there is a path, how many and how long, which are shown, and what was searched."""
    start, end = names
    if found.length is None:
        said = [msg("There is no path of at most {hops} steps from {start} to {end}.", hops=hops, start=start, end=end)]
        if through is not None:
            said.append(msg("Through hubs there is one of {length}: --through-hubs shows it.", length=through))
    elif found.length == 0:
        said = [msg("{start} is {end}.", start=start, end=end)]
    else:
        said = [
            msg(
                "Shortest paths from {start} to {end}: {count}, with {length} steps each.",
                start=start,
                end=end,
                count=found.total,
                length=found.length,
            )
        ]
        if found.total > len(found.paths):
            said.append(msg("The first {shown} are shown; --limit shows more.", shown=len(found.paths)))
    return [*said, searched(scope)]


def around(found: Around, name: str, hops: int, scope: Scope) -> list[Message]:
    """How many nodes there are, how many are not listed, and what was searched."""
    count = sum(len(some) for some in found.hops[1:])
    said = [msg("Around {name}, at most {hops} steps away: {count} listed.", name=name, hops=hops, count=count)]
    for hop, left in found.left_out.items():
        said.append(msg("{count} more at step {hop} are not listed; --limit lists more.", count=left, hop=hop))
    return [*said, searched(scope)]


def searched(scope: Scope) -> Message:
    """Which relations counted."""
    parts: list[object] = [
        _types(scope.types),
        msg("on {day}", day=scope.on.isoformat()) if scope.on else msg("on any day"),
    ]
    if scope.certain:
        parts.append(msg("certain ones only"))
    parts.append(
        msg("through hubs, too")
        if scope.through_hubs
        else msg("not through nodes with more than {hub} of them", hub=scope.hub)
    )
    return msg("Searched: {parts}.", parts=parts)


def _types(types: tuple[str, ...]) -> object:
    if types == BASE:
        return msg("all declared relations")
    return msg("all declared relations and lists") if types == tuple(sorted(BASE + LISTS)) else list(types)


def hub(name: str, counts: Mapping[str, int], words: Words) -> Message:
    """A hub and how many relations of each type it has."""
    kinds = [f"{words.find(f'edges.{kind}.name') or kind} {count:,}" for kind, count in counts.items()]
    total = f"{sum(counts.values()):,}"
    return msg("{name} is a hub: {count} relations ({kinds})", name=name, count=total, kinds=kinds)


def more(count: int, start: str, end: str) -> Message:
    """Relations that are only counted."""
    return msg("{count} more relations between {start} and {end}", count=f"{count:,}", start=start, end=end)
