"""Whether a rule can be judged at all: missing data is never counted as clear.

A need is met when a table that can make the element was loaded (no rows count, too), when a derived relation was built
with the graph, and, where a property is named, it is filled at least once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphinv.content.loader_spec import LoaderSpec
from graphinv.content.rule_spec import RuleSpec, Text
from graphinv.derive import DERIVED, made_of
from graphinv.mapping.transforms import MAKES
from graphinv.model import EDGES, concrete
from graphinv.stores.base import GraphStore


@dataclass(frozen=True)
class Producers:
    """Which tables make which labels and edge types, and how a table is called."""

    tables: Mapping[str, frozenset[str]]
    titles: Mapping[str, Text] = field(default_factory=dict)

    def of(self, element: str) -> frozenset[str]:
        """The tables behind a label, supertype or edge type; of a derived edge type those behind what it is made of."""
        names = made_of(element) if element in EDGES or element in DERIVED else concrete(element)
        return frozenset().union(*(self.tables.get(name, frozenset()) for name in names))

    def title(self, table: str) -> str:
        """The table's name in Chinese, else as it is."""
        return self.titles.get(table, {}).get("zh", table)


def producers(loaders: Iterable[LoaderSpec]) -> Producers:
    """What the loaders in force can make."""
    tables: dict[str, set[str]] = {}
    titles: dict[str, Text] = {}
    for loader in loaders:
        titles[loader.table] = loader.title
        made = [element for name in loader.transforms for element in MAKES.get(name, ())]
        for element in [*made, *(node.label for node in loader.nodes.values()), *(edge.type for edge in loader.edges)]:
            tables.setdefault(element, set()).add(loader.table)
    return Producers({name: frozenset(found) for name, found in tables.items()}, titles)


def unmet(rule: RuleSpec, store: GraphStore, made_by: Producers) -> Text | None:
    """Why the rule cannot be judged on this store, all reasons in one text; None if it can."""
    loaded, built = store.loaded(), store.built()
    absent: list[frozenset[str]] = []
    reasons: list[Text] = []
    for need in rule.needs:
        tables = frozenset({need.config}) if need.config else made_by.of(need.element)
        if not tables:
            reasons.append({"zh": f"没有数据表产生 {need.element}", "en": f"no loader makes {need.element}"})
        elif not tables & loaded.keys():
            absent.append(tables)
        elif built is not None and need.element in DERIVED - built:
            reasons.append(_not_built(need.element))
        elif need.prop and not store.filled(need.element, need.prop):
            reasons.append({"zh": f"{need.text} 均为空", "en": f"{need.text} is never filled"})
    reasons = [*_not_loaded(absent, made_by), *reasons]
    return {lang: sign.join(text[lang] for text in reasons) for lang, sign in _BETWEEN.items()} if reasons else None


def _not_built(element: str) -> Text:
    """The rule is newer than the graph."""
    return {
        "zh": f"图中尚未生成 {element}：请重新运行 graphinv load",
        "en": f"{element} is not in this graph yet: run graphinv load again",
    }


_BETWEEN = {"zh": "；", "en": "; "}


def _not_loaded(absent: list[frozenset[str]], made_by: Producers) -> Iterator[Text]:
    """One text for all tables that are missing; of two needs the one that asks for more says it."""
    least = dict.fromkeys(tables for tables in absent if not any(other < tables for other in absent))
    if least:
        zh = "、".join(" 或 ".join(made_by.title(name) for name in sorted(tables)) for tables in least)
        en = ", ".join(" or ".join(sorted(tables)) for tables in least)
        yield {"zh": f"未加载：{zh}", "en": f"not loaded: {en}"}
