"""Puts evidence into words: one sentence per fact and the path in numbered steps, in every language.

The phrases are content (`reports/texts`); here is only what fills them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from graphinv.model import EDGES, LABELS, PropType
from graphinv.render.gather import APART
from graphinv.render.measure import shorten
from graphinv.render.redact import distinguish
from graphinv.render.values import day, money_short, number, period, shown
from graphinv.render.view import CaseView, NodeView, Step, Text
from graphinv.render.visible import isolate
from graphinv.render.words import Words, fill

Evidence = Mapping[str, Any]

BORN_KIN = frozenset({"parent", "child", "sibling", "grandparent", "grandchild", "collateral"})
"""Kinds of FAMILY and KIN that hold for ever, so that missing dates are not worth a word."""

MOMENTS = ("paid_on", "awarded_on", "died_on", "signed_on", "received_at", "at", "on", "decided_on", "registered_on")
"""The properties that say when something without a duration happened, the most telling first."""

STEPS_LIMIT = 60
"""A longer path is told by kinds of facts."""

NAME_EM = 60
"""Names longer than this are shortened inside sentences; the source row shows them in full."""


def fact(item: Evidence, names: Mapping[str, str], words: Words) -> str:
    """One sentence for one piece of evidence, an edge or a node."""
    fields = _fields(item, names, words)
    if item.get("to") is None:
        template = words.find(f"nodes.{item['type']}.fact") or words("nodes.other.fact")
    else:
        template = words.find(f"edges.{item['type']}.fact") or words("edges.other.fact")
    return fill(template, fields)


def label(item: Evidence, words: Words) -> str:
    """The few words on an edge of the drawing."""
    template = words.find(f"edges.{item['type']}.label") or words("edges.other.label")
    return fill(template, _fields(item, {}, words, short=True))


def card(item: Evidence, words: Words) -> str:
    """What the drawing says under a node's name: the amount and the day, or nothing."""
    template = words.find(f"nodes.{item['type']}.card")
    return fill(template, _fields(item, {}, words, short=True)) if template else ""


def when(item: Evidence, words: Words, style: str = "span") -> str:
    """The time of a fact, short; empty when it has none or it does not matter."""
    found = period(item, words, style)
    if found:
        return found
    types = _types(item)
    for name in MOMENTS:
        if name in types and (text := shown(name, types[name], item.get("props") or {}, words)):
            return text
    return words("time.unknown") if _should_have_dates(item) else ""


def _should_have_dates(item: Evidence) -> bool:
    edge = EDGES.get(item["type"])
    if item.get("to") is None or edge is None or not edge.interval:
        return False
    props = item.get("props") or {}
    return not (edge.name in ("FAMILY", "KIN") and (props.get("type") or props.get("relation")) in BORN_KIN)


def _types(item: Evidence) -> Mapping[str, PropType]:
    if item.get("to") is None:
        return LABELS[item["type"]].props if item["type"] in LABELS else {}
    return EDGES[item["type"]].props if item["type"] in EDGES else {}


def _fields(item: Evidence, names: Mapping[str, str], words: Words, *, short: bool = False) -> dict[str, str | None]:
    props, types = item.get("props") or {}, _types(item)
    kinds = {"amount": PropType.MONEY, **types}  # also of an edge type that the model does not know
    fields = {name: shown(name, kinds.get(name), props, words, short) for name in props if not name.endswith("_last")}
    fields["since"], fields["until"] = day(item.get("since")), day(item.get("until"))
    fields["when"] = period(item, words, "span" if short else "time")
    if fields["when"] is None and _should_have_dates(item) and not short:
        fields["when"] = words("time.unknown")
    group = "nodes" if item.get("to") is None else "edges"
    fields["kind_word"] = words.find(f"{group}.{item['type']}.name") or isolate(str(item["type"]))
    fields["from"] = named(str(item["from"]), names)
    fields["to"] = None if item.get("to") is None else named(str(item["to"]), names)
    fields["id"] = isolate(str(item["from"]))
    return fields


def named(node_id: str, names: Mapping[str, str]) -> str:
    """A node's name as it stands in a sentence."""
    return isolate(shorten(names.get(node_id, node_id), NAME_EM))


def display_names(nodes: Mapping[str, NodeView]) -> dict[str, str]:
    """The names of a case's nodes; people whom masking made alike get a number."""
    return distinguish({node_id: node.name or node.id for node_id, node in nodes.items()})


def facts(evidence: Iterable[Evidence], nodes: Mapping[str, NodeView], texts: Mapping[str, Words]) -> dict[int, Text]:
    """Evidence number -> its sentence in every language."""
    names = display_names(nodes)
    return {int(item["n"]): {lang: fact(item, names, words) for lang, words in texts.items()} for item in evidence}


def steps(evidence: Sequence[Evidence], sentences: Mapping[int, Text], texts: Mapping[str, Words]) -> list[Step]:
    """The path: one step per edge in the order of the evidence, repeated edges gathered.

    What is known of a node itself joins the first step that mentions it: as a clause if it has a day or an amount, else
    as a mere reference. Nodes that no edge mentions come last.
    """
    own = {str(item["from"]): item for item in evidence if item.get("to") is None}
    found: list[Step] = []
    for group in _gather([item for item in evidence if item.get("to") is not None]):
        ends = dict.fromkeys(str(group[0][end]) for end in ("from", "to"))
        about = [own.pop(node_id) for node_id in ends if node_id in own]
        clauses = [sentences[int(item["n"])] for item in about if _dated(item)]
        text = {lang: _step(group, sentences, clauses, words) for lang, words in texts.items()}
        found.append(_numbered(text, [*group, *about]))
    return found + [_numbered(sentences[int(item["n"])], [item]) for item in own.values()]


def _numbered(text: Text, items: Sequence[Evidence]) -> Step:
    return Step(text, [int(item["n"]) for item in items], not all(item.get("certain", True) for item in items))


def _step(group: Sequence[Evidence], sentences: Mapping[int, Text], clauses: Sequence[Text], words: Words) -> str:
    sentence = sentences[int(group[0]["n"])][words.lang]
    if len(group) > 1:
        total = total_amount(group, words)
        sentence = fill(words("case.many"), {"sentence": sentence, "n": str(len(group)), "amount": total})
    return words("value.semicolon").join([sentence, *(clause[words.lang] for clause in clauses)])


def total_amount(group: Sequence[Evidence], words: Words) -> str | None:
    """The sum of the amounts of some evidence, short; None if one of them has no amount."""
    props = [item.get("props") or {} for item in group]
    amounts = [number(one["amount"]) for one in props if one.get("amount") is not None]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(group):
        return None
    return money_short(sum(known, Decimal(0)), words, props[0].get("currency"))


def _dated(item: Evidence) -> bool:
    """Whether a node's own facts deserve a clause: an amount or a day."""
    props = item.get("props") or {}
    return any(props.get(name) for name in ("amount", *MOMENTS))


def _gather(edges: Sequence[Evidence]) -> list[list[Evidence]]:
    """More than three equal edges between two nodes are one step; in long cases so are all of one kind at one node."""
    exact = _groups(edges, lambda item: (item["type"], str(item["from"]), str(item["to"])))
    found = [part for group in exact for part in ([group] if len(group) > APART else [[item] for item in group])]
    if len(found) > STEPS_LIMIT:
        kinds = _groups(edges, lambda item: item["type"])
        found = [group for kind in kinds for group in min((_at(kind, "from"), _at(kind, "to")), key=len)]
    return sorted(found, key=lambda group: int(group[0]["n"]))


def _at(edges: Sequence[Evidence], end: str) -> list[list[Evidence]]:
    return _groups(edges, lambda item: str(item[end]))


def _groups(edges: Sequence[Evidence], key: Callable[[Evidence], Hashable]) -> list[list[Evidence]]:
    groups: dict[Hashable, list[Evidence]] = {}
    for item in edges:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def complete(view: CaseView, texts: Mapping[str, Words]) -> CaseView:
    """The view with the facts and steps that it was made without."""
    evidence = view.lead.get("evidence", [])
    written = {**facts(evidence, view.nodes, texts), **view.facts}
    return replace(view, facts=written, steps=view.steps or steps(evidence, written, texts))
