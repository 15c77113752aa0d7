"""A finding in words: the rule's template filled from the rows, in Chinese and English.

People stay references until the words are shown, so that one finding can be shown named or masked; whatever comes from
a source file is marked as a value, so that it can be masked too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.kinds import Kind, ListKind, NodeKind
from graphinv.model import EDGES, INTERVAL, LABELS, PropType
from graphinv.rules.elements import Elements, Row
from graphinv.rules.findings import HOME_CURRENCY, Finding
from graphinv.rules.form import Form
from graphinv.rules.template import Field, Option, Part, fields, parse_template
from graphinv.rules.terms import COMMA, LANGS, UNKNOWN
from graphinv.rules.written import money, period, plain, probability, share, span, written
from graphinv.stores.base import Edge, Node

TEXT, VALUE, NODE = "text", "value", "node"


@dataclass(frozen=True)
class Word:
    """A piece of a sentence: fixed text, a value out of a source, or a node by its gid."""

    kind: str
    text: str


Sentence = tuple[Word, ...]


def sentences(rule: RuleSpec, form: Form, finding: Finding, elements: Elements) -> dict[str, Sentence]:
    """The rule's sentence about a finding, in every language."""
    teller = Teller(form, finding, elements)
    return {lang: teller.tell(rule.explain[lang], lang) for lang in LANGS}


def property_type(element: Node | Edge, name: str) -> PropType | None:
    """The type of a property in the model; None for `id` and other keys."""
    if name in INTERVAL:
        return PropType.DATE
    props = EDGES[element.type].props if isinstance(element, Edge) else LABELS[element.label].props
    return props.get(name)


class Teller:
    """Fills templates from one finding. Single values come from the row that says most; `row` is that row."""

    def __init__(self, form: Form, finding: Finding, elements: Elements) -> None:
        self.columns: Mapping[str, Kind] = form.columns
        self.finding, self.elements = finding, elements
        self.row: Row = {}

    def tell(self, template: str, lang: str) -> Sentence:
        """The template filled; what is unknown is said to be so, or leaves its `[…]` out."""
        parts = parse_template(template)
        self.row = self._best(parts, lang)
        return tuple(_joined(self._part(part, lang) for part in parts))

    def _best(self, parts: tuple[Part, ...], lang: str) -> Row:
        """A certain row before a possible one, then the row with the fewest gaps, then the first."""
        if len(self.finding.rows) == 1:
            return self.finding.rows[0]
        names = list(fields(parts))

        def gaps(place: int) -> tuple[bool, int, int]:
            self.row = self.finding.rows[place]
            return (not self.finding.sure[place], sum(not self._field(name, lang) for name in names), place)

        return self.finding.rows[min(range(len(self.finding.rows)), key=gaps)]

    def _part(self, part: Part, lang: str) -> list[Word]:
        if isinstance(part, str):
            return [Word(TEXT, part)]
        if isinstance(part, Field):
            return self._field(part, lang) or [Word(TEXT, UNKNOWN[lang])]
        if part.test:
            stands = self._is_known(part.test, lang) == part.wanted
        else:
            stands = all(self._field(inner, lang) for inner in part.parts if isinstance(inner, Field))
        return self._option(part, lang) if stands else []

    def _is_known(self, field: Field, lang: str) -> bool:
        if field.prop or field.format:
            return bool(self._field(field, lang))
        return self.row[field.name] not in (None, [])

    def _option(self, part: Option, lang: str) -> list[Word]:
        return [word for inner in part.parts for word in self._part(inner, lang)]

    def _field(self, field: Field, lang: str) -> list[Word]:
        """The words for a placeholder; none when it is unknown."""
        if field.name == "amount" and not field.prop:
            amount = self.finding.amount
            return [] if amount is None else [Word(VALUE, money(amount, lang, self.finding.currency))]
        if field.format in ("all", "range", "count", "sum"):
            return self._over_rows(field, lang)
        kind, value = self.columns[field.name], self.row[field.name]
        if isinstance(kind, NodeKind) and not field.prop:
            return [Word(NODE, self.elements.nodes[value].gid)] if value is not None else []
        return _listed(self._texts(kind, value, field, lang), lang)

    def _over_rows(self, field: Field, lang: str) -> list[Word]:
        kind = self.columns[field.name]
        found = {_ident(element): element for row in self.finding.rows
                 for element in self.elements.in_value(kind, row[field.name])}  # fmt: skip
        elements = list(found.values())
        if field.format == "count":
            return [Word(VALUE, str(len(elements)))]
        if field.format == "sum":
            return _total(elements, field.prop, lang)
        if field.format == "all" and not field.prop:
            return _with_commas([Word(NODE, element.gid) for element in elements if isinstance(element, Node)], lang)
        elements.sort(key=lambda element: _sortable(element.props.get(field.prop)))
        texts = [text for element in elements if (text := _text_of(element, field.prop, lang))]
        if field.format == "range":
            return [Word(VALUE, span(texts[0], texts[-1], lang))] if texts else []
        return _listed(texts, lang)

    def _texts(self, kind: Kind, value: Any, field: Field, lang: str) -> list[str | None]:
        if not field.prop and field.format != "period":
            return [_scalar(kind, value, field, lang)]
        found = list(self.elements.in_value(kind, value))
        if field.format == "period":
            return [period(element.props, lang) for element in found]
        if field.format == "%":
            return [share(element.props[field.prop]) for element in found if element.props.get(field.prop) is not None]
        return [_text_of(element, field.prop, lang) for element in found]


def _total(elements: Sequence[Node | Edge], prop: str, lang: str) -> list[Word]:
    """What the money of different elements adds up to; nothing where none is known or the currencies differ."""
    known = [element.props for element in elements if element.props.get(prop) is not None]
    codes = {str(props.get("currency") or HOME_CURRENCY) for props in known}
    if len(codes) != 1:
        return []
    return [Word(VALUE, money(sum(int(props[prop]) for props in known), lang, codes.pop()))]


def _text_of(element: Node | Edge, prop: str, lang: str) -> str | None:
    if prop == "id" and isinstance(element, Node):
        return element.id
    return written(prop, property_type(element, prop), element.props, lang)


def _scalar(kind: Kind, value: Any, field: Field, lang: str) -> str | None:
    if value is None or value == []:
        return None
    if field.format == "p":
        return probability(float(value), lang)
    name = getattr(kind.item if isinstance(kind, ListKind) else kind, "name", "")
    if field.format == "%" or name == "share":
        return share(float(value))
    if name == "money":
        return money(int(value), lang)
    return plain(field.name, value, lang)


def _sortable(value: Any) -> tuple[bool, Any]:
    """Unknown values last; the known ones of one property are of one type."""
    return value is None, 0 if value is None else value


def _ident(element: Node | Edge) -> object:
    return element.ref if isinstance(element, Edge) else element.nid


def _listed(texts: Sequence[str | None], lang: str) -> list[Word]:
    distinct = dict.fromkeys(text for text in texts if text)
    return _with_commas([Word(VALUE, text) for text in distinct], lang)


def _with_commas(words: Sequence[Word], lang: str) -> list[Word]:
    found: list[Word] = []
    for word in words:
        found += [Word(TEXT, COMMA[lang]), word] if found else [word]
    return found


def _joined(parts: Iterator[list[Word]]) -> Iterator[Word]:
    """Neighbouring fixed texts as one."""
    text = ""
    for word in (word for part in parts for word in part):
        if word.kind == TEXT:
            text += word.text
            continue
        if text:
            yield Word(TEXT, text)
            text = ""
        yield word
    if text:
        yield Word(TEXT, text)
