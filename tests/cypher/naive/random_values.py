"""Random expressions: what is there, what is given, or what is made of other expressions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace

from tests.cypher.naive.random_draws import Draws
from tests.cypher.naive.random_params import LISTS, OF_KIND
from tests.cypher.naive.random_scope import INT, STRING, At, Kind


class Values(Draws):
    """Text of expressions, which can stand anywhere that a value of its kind can."""

    @abstractmethod
    def condition(self, at: At) -> str: ...

    @abstractmethod
    def subquery(self, at: At) -> str: ...

    @abstractmethod
    def makers(self, kind: Kind, at: At) -> list[Callable[[], str]]:
        """Ways to make a value of this kind, the plainest first; below depth 0 that one is taken."""

    def value(self, kind: Kind, at: At) -> str:
        """An expression of this kind."""
        there = at.read(kind)
        if there and (at.depth < 1 or self.chance(2)):
            return self.one(there)
        if kind in OF_KIND and self.chance(12):
            return self.one(OF_KIND[kind])
        below = at.deeper()
        if below.depth >= 0 and self.chance(6):
            return self.any_of(*self._of_any_kind(kind, below))
        made = self.makers(kind, below)
        return self.any_of(*made) if below.depth >= 0 else made[0]()

    def _of_any_kind(self, kind: Kind, at: At) -> list[Callable[[], str]]:
        """CASE, coalesce and the element of a list."""

        def when() -> str:
            tests = [f"WHEN {self.condition(at)} THEN {self.value(kind, at)}" for _ in range(self.number(1, 2))]
            return f"CASE {' '.join(tests)}{self._default(kind, at)} END"

        def switch() -> str:
            test = self.one([STRING, INT])
            case = f"CASE {self.value(test, at)} WHEN {self.value(test, at)} THEN {self.value(kind, at)}"
            return f"{case}{self._default(kind, at)} END"

        listed = Kind("list", item=kind)
        return [
            when,
            switch,
            lambda: f"coalesce({', '.join(self.value(kind, at) for _ in range(self.number(2, 3)))})",
            lambda: f"{self.one(['head', 'last'])}({self.value(listed, at)})",
            lambda: f"{self.one([*LISTS.get(listed, ()), self.value(listed, at)])}[{self.place(at)}]",
        ]

    def _default(self, kind: Kind, at: At) -> str:
        return f" ELSE {self.value(kind, at)}" if self.chance(2) else ""

    def place(self, at: At) -> str:
        """An index or the bound of a slice."""
        return self.value(INT, replace(at, depth=0)) if self.chance(4) else str(self.number(-3, 3))
