"""Choices of a random graph or query, all of them made of one kind of draw: a whole number between two bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Draw = Callable[[int, int], int]
"""Gives a whole number from the first to the second, both included; what shrinks draws smaller ones."""


class Draws:
    """Small choices, and fresh names for variables."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.used = 0

    def one(self, options: Sequence[T]) -> T:
        return options[self.draw(0, len(options) - 1)]

    def chance(self, out_of: int) -> bool:
        """True once in so many draws; shrinks to false."""
        return self.draw(0, out_of - 1) == out_of - 1

    def number(self, low: int, high: int) -> int:
        return self.draw(low, high)

    def some(self, options: Sequence[T], most: int, least: int = 0) -> list[T]:
        """That many of the options at most, each once."""
        left, found = list(options), list[T]()
        for _ in range(self.draw(min(least, len(left)), min(most, len(left)))):
            found.append(left.pop(self.draw(0, len(left) - 1)))
        return found

    def any_of(self, *makers: Callable[[], str]) -> str:
        return self.one(makers)()

    def fresh(self, prefix: str) -> str:
        self.used += 1
        return f"{prefix}{self.used}"
