"""Random lists, maps and map projections; what makes a value of each kind."""

from __future__ import annotations

from collections.abc import Mapping

from tests.cypher.naive.random_params import LISTS
from tests.cypher.naive.random_scalars import Makers, Scalars
from tests.cypher.naive.random_scope import (
    DATE,
    INT,
    INTS,
    SCALARS,
    STRING,
    TEXTS,
    At,
    Kind,
    properties,
)

KEYS = ("k", "v", "名", "`order`")


class Lists(Scalars):
    """Lists may hold null, lists and maps."""

    def makers(self, kind: Kind, at: At) -> Makers:
        match kind.name:
            case "string":
                return self.texts(at)
            case "int":
                return self.wholes(at)
            case "money" | "price":
                return self.amounts(kind, at)
            case "float":
                return self.floats(at)
            case "date":
                return self.dates(at)
            case "duration" | "calendar":
                return self.durations(kind, at)
            case "bool":
                return [lambda: f"({self.condition(at)})"]
            case "list":
                return self.lists(kind, at)
            case "map":
                return [lambda: self._map(kind, at)]
            case _:
                return [lambda: "null"]

    def lists(self, kind: Kind, at: At) -> Makers:
        item = kind.item or INT
        made: Makers = [
            lambda: self.literal_list(item, at),
            lambda: (
                f"({self.value(kind, at)} + {self.value(self.one([kind, item if item.name != 'list' else kind]), at)})"
            ),
            lambda: self._slice(kind, at),
            lambda: f"{self.one(['tail', 'reverse'])}({self.value(kind, at)})",
            lambda: self._comprehension(kind, at),
        ]
        if kind == INTS:
            made.append(lambda: f"range({self.number(-1, 2)}, {self.number(-1, 4)}{self.one(['', ', 2', ', -1'])})")
        return [*made, *[lambda: self._texts(at)] * 4] if kind == TEXTS else made

    def literal_list(self, item: Kind, at: At) -> str:
        """One or two values, perhaps with null among them."""
        values = [self.value(item, at) for _ in range(self.number(1, 2))]
        return f"[{', '.join([*values, 'null'] if self.chance(3) else values)}]"

    def _slice(self, kind: Kind, at: At) -> str:
        start, stop = self.place(at), self.place(at)
        return f"{self.value(kind, at)}[{self.one([f'{start}..{stop}', f'{start}..', f'..{stop}'])}]"

    def _comprehension(self, kind: Kind, at: At) -> str:
        """Over a list, with a condition, a value or both."""
        over = self.one([TEXTS, INTS, kind, *(one for one in at.scope.values() if one.name == "list")])
        name = self.fresh("x")
        element = at.with_element(name, over.item or INT)
        same = over == kind and self.chance(2)
        value = "" if same else f" | {self.value(kind.item or INT, element)}"
        test = self.condition(element) if self.chance(2) else ""
        test = f" WHERE ({test})" if test and value else f" WHERE {test}" if test else ""
        items = self.one(LISTS[over]) if over in LISTS and self.chance(8) else self.value(over, at)
        return f"[{name} IN {items}{test}{value}]"

    def _texts(self, at: At) -> str:
        nodes, rels = at.named("node"), [name for name in at.named("list") if _of_rels(at.scope[name])]
        nodes += [f"nodes({name})[{self.number(0, 1)}]" for name in at.named("path")]
        if nodes and self.chance(2):
            return f"labels({self.one(nodes)})"
        if rels:
            name = self.fresh("x")
            return f"[{name} IN {self.one(rels)} | type({name})]"
        return f"split({self.value(STRING, at)}, {self.one(['.', 'a', '甲'])!r})"

    def map_kind(self, at: At, *, flat: bool = False) -> Kind:
        """One to four keys: names of properties and variables, as a projection chooses them, and others."""
        entries: dict[str, Kind] = {}
        bases = [kind for kind in at.scope.values() if kind.name in ("node", "rel", "map")]
        if bases and self.number(0, 2):
            known = _parts(self.one(bases))
            entries = {name: known[name] for name in self.some(sorted(known), 2)}
            name = self.one(at.named("node", "rel", "map", "path"))
            entries |= {name: at.scope[name]} if self.chance(4) else {}
        for key in self.some(KEYS, 2, least=0 if entries else 1):
            nested = [] if flat else [self.map_kind(at, flat=True)] if self.chance(4) else []
            entries[key] = self.one([*SCALARS, DATE, TEXTS, INTS, *bases[:2], *nested])
        return Kind("map", entries=tuple(entries.items()))

    def _map(self, kind: Kind, at: At) -> str:
        """A literal, or a projection of what has some of the keys."""
        base = self.one(["", *at.named("node", "rel", "map")])
        known = _parts(at.scope[base]) if base else {}
        items = [self._entry(key, part, known, at, short=bool(base)) for key, part in kind.entries]
        return f"{base} {{{', '.join(items)}}}".lstrip()

    def _entry(self, key: str, part: Kind, known: Mapping[str, Kind], at: At, *, short: bool) -> str:
        if short and at.scope.get(key) == part:
            return key
        if known.get(key) == part and self.number(0, 3):
            return f".{key}"
        return f"{key}: {self.value(part, at)}"


def _parts(kind: Kind) -> dict[str, Kind]:
    """What a projection can choose."""
    return dict(kind.entries) if kind.name == "map" else properties(kind)


def _of_rels(kind: Kind) -> bool:
    return kind.item is not None and kind.item.name == "rel"
