"""SQL for the time and the certainty of what two edges say together."""

from __future__ import annotations

TIMES = ("since", "until", "since_certain", "until_certain")
"""Outer and inner bounds, half-open."""


def meeting(left: str, right: str) -> str:
    """The columns `certain` and TIMES of two edges that must hold at once."""
    parts = [f"{left}.certain AND {right}.certain AS certain"]
    for name in TIMES:
        which = "greatest" if name.startswith("since") else "least"
        parts.append(f"{which}({left}.{name}, {right}.{name}) AS {name}")
    return ", ".join(parts)


def met(left: str, right: str) -> str:
    """The condition that two edges possibly hold on a common day."""
    return f"{left}.since < {right}.until AND {right}.since < {left}.until"
