"""Random patterns that the model can hold, and the variables that they bind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphinv.model import concrete
from tests.cypher.naive.random_conditions import Conditions
from tests.cypher.naive.random_graph import JOINS, NODES, TEXTS
from tests.cypher.naive.random_params import OF_KIND
from tests.cypher.naive.random_scope import BOOL, DATE, FLOAT, INT, STRING, At, Kind, properties

ALL = frozenset(NODES)
WIDE = ("Party", "Award", "Person|Company", "")
LENGTHS = ("*1..2", "*2", "*1..3", "*2..3", "*1..4", "*3..5", "*6")
_LITERALS = {
    STRING: tuple(f"'{text}'" for text in TEXTS),
    DATE: ("date('2020-05-03')", "date('2019-01-01')"),
    INT: ("1", "2"),
    BOOL: ("true", "false"),
    FLOAT: ("0.5", "1"),
}


@dataclass
class Made:
    """Text of a pattern with its variables."""

    text: str = ""
    scope: dict[str, Kind] = field(default_factory=dict)


class Patterns(Conditions):
    """Chains of up to three relationships."""

    present: frozenset[str] = frozenset()
    """Labels and edge types of the graph at hand, which most draws stay within."""
    steps = 6
    """How many relationships all patterns of a query may still have one after the other: trails grow with its power."""

    def prefer(self, names: list[str]) -> list[str]:
        """The names that the graph has, if it has some; now and then all."""
        there = [name for name in names if name in self.present]
        return there if there and self.number(0, 7) else names

    def pattern(self, known: Mapping[str, Kind], most: int) -> Made:
        """One pattern over variables that are there and new ones."""
        made = Made()
        name, left, made.text = self._node(known, made, ALL)
        owners: set[str] = set()
        for _ in range(min(self.number(0, most), self.steps)):
            hop = self._hop(left)
            if hop is None:
                break
            types, arrow, near, far = hop
            owners |= set(types)
            _narrow(made, name, near)
            text = self._rel(types, arrow, made)
            name, left, node = self._node(known, made, far)
            made.text += text + node
        if owners and self.chance(5):
            path = self.fresh("p")
            made.scope[path] = Kind("path", frozenset(owners))
            made.text = f"{path} = {made.text}"
        return made

    def _node(self, known: Mapping[str, Kind], made: Made, fitting: frozenset[str]) -> tuple[str, frozenset[str], str]:
        """Variable, labels and text of a node that can have one of the fitting labels."""
        scope = {**known, **made.scope}
        old = [name for name, kind in scope.items() if kind.name == "node" and kind.owners & fitting]
        if old and self.chance(2):
            name = self.one(old)
            _narrow(made, name, fitting)
            return name, scope[name].owners & fitting, f"({name})"
        words = [*self.prefer(sorted(fitting)), *(word for word in WIDE if _labels(word) & fitting)]
        label = self.one(words)
        labels = _labels(label) & fitting
        name = "" if self.chance(4) else self.fresh("n")
        if name:
            made.scope[name] = Kind("node", labels)
        props = self._props(Kind("node", labels), scope) if self.chance(6) else ""
        return name, labels, f"({name}{':' if label else ''}{label}{props})"

    def _hop(self, left: frozenset[str]) -> tuple[list[str], str, frozenset[str], frozenset[str]] | None:
        """Types, arrow and the labels at both ends; the types fit in the arrow's direction."""
        arrow = self.one(["->", "<-", "-"])
        steps = [join for join in JOINS if arrow != "<-" and join[1] in left]
        steps += [(kind, end, start) for kind, start, end in JOINS if arrow != "->" and end in left]
        there = [step for step in steps if step[0] in self.present]
        steps = there if there and self.number(0, 7) else steps
        if arrow == "-":
            steps = [step for step in steps if step[0] != "KIN"]
        if not steps:
            return None
        kinds = [kind for kind, _, _ in steps]
        types = list(dict.fromkeys(kinds if self.chance(12) else self.draw_types(kinds)))
        fitting = [step for step in steps if step[0] in types]
        return types, arrow, frozenset(near for _, near, _ in fitting), frozenset(far for _, _, far in fitting)

    def draw_types(self, kinds: list[str]) -> list[str]:
        """Mostly one type."""
        return [self.one(kinds) for _ in range(1 if self.number(0, 3) else 2)]

    def _rel(self, types: list[str], arrow: str, made: Made) -> str:
        """Several types may also be left out, which allows all that the model has there."""
        name = self.fresh("r") if self.number(0, 2) else ""
        untyped = len(types) > 1 and self.chance(2)
        loops = any(start == end for kind, start, end in JOINS if kind in types)
        lengths = [one for one in LENGTHS if int(one[-1]) < self.steps] if loops and not untyped else []
        length = self.one(lengths) if lengths and self.chance(4) else ""
        self.steps -= int(length[-1]) if length else 1
        kind = Kind("rel", frozenset(types))
        if name:
            made.scope[name] = Kind("list", item=kind) if length else kind
        props = self._props(kind, {}) if not untyped and self.chance(8) else ""
        body = "" if untyped else f":{'|'.join(types)}{length}{props}"
        text = f"[{name}{body}]" if name or body else self.one(["", "[]"])
        return {"->": f"-{text}->", "<-": f"<-{text}-", "-": f"-{text}-"}[arrow]

    def _props(self, kind: Kind, scope: Mapping[str, Kind]) -> str:
        """Properties that must be equal, to a literal, a parameter or a property of what is known."""
        stored = [(name, one) for name, one in properties(kind).items() if one in _LITERALS and name != "gid"]
        entries = [f"{name}: {self._equal_to(one, scope)}" for name, one in self.some(stored, 2)]
        return f" {{{', '.join(entries)}}}" if entries else ""

    def _equal_to(self, kind: Kind, scope: Mapping[str, Kind]) -> str:
        return self.one([*_LITERALS[kind], self.one(OF_KIND[kind]), *At(scope).read(kind)])


def _labels(word: str) -> frozenset[str]:
    """The labels behind a word of a pattern."""
    names = [label for part in word.split("|") for label in concrete(part)] if word else NODES
    return frozenset(names) & ALL


def _narrow(made: Made, name: str, labels: frozenset[str]) -> None:
    """A new variable has only labels that fit on both sides."""
    if name in made.scope:
        made.scope[name] = Kind("node", made.scope[name].owners & labels)
