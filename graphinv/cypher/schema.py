"""The model as queries see it: names, the tables behind them, the columns of each element, and nearest names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property

from graphinv.message import NOTHING, Message, either, msg
from graphinv.model import INTERVAL, EdgeType, Label, PropType
from graphinv.model.layout import DECLARED, Layout
from graphinv.model.layout import EdgeTable as Table

__all__ = ["Model", "Table", "declared_model", "is_hidden", "nearest"]

_INNER = ("since_certain", "until_certain")


def nearest(name: str, known: Iterable[str]) -> Message:
    """Advice that names what was probably meant."""
    lower = {option.lower(): option for option in known}
    close = get_close_matches(name.lower(), lower, n=3, cutoff=0.5)
    if close:
        return msg("Did you mean {names}?", names=either([lower[option] for option in close]))
    return msg("Known: {names}.", names=sorted(lower.values())) if len(lower) <= 40 else NOTHING


@dataclass(frozen=True, eq=False)
class Model:
    """Labels, supertypes and edge types that queries may use, and the tables that hold them."""

    layout: Layout
    _props: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def labels(self) -> Mapping[str, Label]:
        return self.layout.labels

    @property
    def supertypes(self) -> Mapping[str, tuple[str, ...]]:
        return self.layout.supertypes

    @property
    def edges(self) -> Mapping[str, EdgeType]:
        return self.layout.edges

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.layout.tables

    @cached_property
    def label_names(self) -> frozenset[str]:
        return frozenset(self.labels) | frozenset(self.supertypes)

    @cached_property
    def all_labels(self) -> frozenset[str]:
        return frozenset(self.labels)

    @cached_property
    def _by_type(self) -> dict[str, tuple[Table, ...]]:
        return {name: tuple(table for table in self.tables if table.type == name) for name in self.edges}

    def of_types(self, types: tuple[str, ...]) -> tuple[Table, ...]:
        """The tables of these edge types; none given: all tables."""
        return tuple(table for name in types for table in self._by_type[name]) if types else self.tables

    def concrete(self, names: Iterable[str]) -> frozenset[str]:
        """The stored labels behind labels and supertypes; none given: all."""
        found = frozenset(label for name in names for label in self.supertypes.get(name, (name,)))
        return found or self.all_labels

    def node_props(self, label: str) -> Mapping[str, str]:
        """What can be read of a node of this label, with its type."""
        if label not in self._props:
            shape = self.labels[label]
            keys = {"id": "string", "gid": "string"}
            self._props[label] = keys | _columns(shape.props, shape.interval)
        return self._props[label]

    def rel_props(self, name: str) -> Mapping[str, str]:
        """What can be read of a relationship of this type, with its type."""
        if (key := f"-{name}") not in self._props:
            shape = self.edges[name]
            self._props[key] = {"eid": "int", "certain": "bool"} | _columns(shape.props, shape.interval)
        return self._props[key]

    @cached_property
    def node_kinds(self) -> Mapping[str, str]:
        """The type of every property that some label has."""
        return {name: kind for label in self.labels for name, kind in self.node_props(label).items()}

    @cached_property
    def rel_kinds(self) -> Mapping[str, str]:
        """The type of every property that some edge type has."""
        return {name: kind for edge in self.edges for name, kind in self.rel_props(edge).items()}

    def labels_of(self, label: str) -> tuple[str, ...]:
        """What labels(n) answers: the label, then its supertypes."""
        return (label, *self.labels[label].supertypes)


def _columns(props: Mapping[str, PropType], interval: bool) -> dict[str, str]:
    columns = dict.fromkeys(INTERVAL, "date") if interval else {}
    for name, kind in props.items():
        columns[name] = str(kind)
        if kind is PropType.DATE:
            columns[f"{name}_last"] = "date"
    return columns


def is_hidden(name: str, props: Mapping[str, str]) -> bool:
    """Whether only expanded text reads it: certainty and the second column of a date."""
    return name in _INNER or name == "certain" or (name.endswith("_last") and props.get(name[:-5]) == "date")


@cache
def declared_model() -> Model:
    """The model of graphinv."""
    return Model(DECLARED)
