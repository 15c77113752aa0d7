"""Whether what a loader says about one column fits the column's type; problems go to the reader of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.content.reader import Reader, nearest
from graphinv.model import LABELS, PropType
from graphinv.model.values.identifier import KINDS

if TYPE_CHECKING:
    from graphinv.content.loader_spec import ColumnSpec, EdgeSpec, LoaderSpec

LABEL_OF = {"lot": "Lot", "contract": "Contract", "tender": "Tender", "programme": "Programme", "asset": "Asset"}
LABEL_OF |= {"change": "Change", "approval": "Approval", "decision": "Decision"}
_NUMBERS = ("money_cny", "money_gbp", "money", "price", "share", "number", "int")
NOT_MADE = (*_NUMBERS, "date", "datetime", "year", "period", "bool", "list")
"""Columns of these types cannot be made: what is made for a key is text."""


KIN_WORDS = "kinship"
"""`of:` an enum whose values are relations of table kinship: any kin word of one of them is understood as well."""

RELATIONS = (*("spouse", "parent", "child", "sibling", "child_spouse", "grandparent", "collateral", "in_law"),)

_FORMS = {"dmy": ("date",), "gedcom": ("date", "string")}
"""The types that a column of this format may have."""


def check_columns(spec: LoaderSpec, top: Reader) -> None:
    """`of` of identifiers and of enums, `default` of dates and periods, `format`, `positive`, `auto`."""
    for column in spec.columns.values():
        if column.auto and column.type in NOT_MADE:
            top.fail("columns", "`{name}` is {type} and cannot be `auto`", name=column.name, type=column.type)
        if column.type == "identifier":
            _kind_fits(spec, column, top)
        if column.type == "enum" and column.of:
            _words_fit(column, top)
        if column.default and column.type in ("date", "period"):
            _default_fits(spec, column, top)
        if column.format and column.type not in _FORMS[column.format]:
            top.fail(
                "columns",
                "`{name}` is {type} and cannot have `format: {format}`",
                name=column.name,
                type=column.type,
                format=column.format,
            )
        if column.positive and column.type not in _NUMBERS:
            top.fail("columns", "`{name}` is {type} and cannot be `positive`", name=column.name, type=column.type)


def check_days(spec: LoaderSpec, top: Reader) -> None:
    """`on` and `or_on` of edges name a day: of a column, or of a node; `or_on` stands beside `on`."""
    for edge in spec.edges:
        if edge.on and not (_is_day(spec, edge.on) or _of_found(spec, edge, edge.on)):
            top.fail(
                "edges",
                "edge {edge}: `on: {text}` must be a column with a date or time, or `node.on` of an end that is found",
                edge=edge.type,
                text=edge.on,
            )
        other = _is_day(spec, edge.or_on) or _of_node(spec, edge.or_on) or _of_found(spec, edge, edge.or_on)
        if edge.or_on and not (edge.on and other):
            top.fail(
                "edges",
                "edge {edge}: `or_on: {text}` must be a date of another column or another node of the row "
                "(`lot.deadline_on`), beside `on`",
                edge=edge.type,
                text=edge.or_on,
            )


def _is_day(spec: LoaderSpec, name: str) -> bool:
    """A name that is no column at all is reported elsewhere, with the nearest one."""
    return spec.columns[name].type in ("date", "datetime") if name in spec.columns else "." not in name


def _of_found(spec: LoaderSpec, edge: EdgeSpec, source: str) -> bool:
    node, _, what = source.partition(".")
    return what == "on" and node in (edge.start, edge.end) and node in spec.nodes and bool(spec.nodes[node].find)


def _of_node(spec: LoaderSpec, source: str) -> bool:
    node, _, prop = source.partition(".")
    label = LABEL_OF.get(spec.nodes[node].ref, spec.nodes[node].label) if node in spec.nodes else ""
    return label in LABELS and LABELS[label].props.get(prop) is PropType.DATE


def check_currencies(spec: LoaderSpec, top: Reader) -> None:
    """An amount of type `money` says nothing without its currency: both must reach the same node or edge."""
    for section, elements in (("nodes", spec.nodes.values()), ("edges", spec.edges)):
        for element in elements:
            for prop, source in element.props.items():
                if source in spec.columns and spec.columns[source].type == "money" and "currency" not in element.props:
                    top.fail(
                        section,
                        "`{prop}` is money of any currency: give `currency` beside it, as a column or `=JPY`",
                        prop=prop,
                    )


def _kind_fits(spec: LoaderSpec, column: ColumnSpec, top: Reader) -> None:
    if column.of not in KINDS and not (column.of.startswith("$") and column.of[1:] in spec.columns):
        top.fail(
            "columns",
            "`{name}` is an identifier of unknown kind `{of}`; write `of:` with a kind, or `$` and the column that "
            "holds it.{nearest} Known: {known}.",
            name=column.name,
            of=column.of,
            nearest=nearest(column.of, KINDS),
            known=KINDS,
        )


def _words_fit(column: ColumnSpec, top: Reader) -> None:
    missing = [relation for relation in RELATIONS if relation not in column.values]
    if column.of != KIN_WORDS:
        top.fail(
            "columns",
            "`{name}` is enum, where `of: {of}` means nothing; only `of: {known}` does.",
            name=column.name,
            of=column.of,
            known=KIN_WORDS,
        )
    elif missing:
        top.fail(
            "columns",
            "`{name}` takes kin words (`of: kinship`) and must have the values {names}.",
            name=column.name,
            names=missing,
        )


def _default_fits(spec: LoaderSpec, column: ColumnSpec, top: Reader) -> None:
    """A date has two ends, so that it is taken whole, from another date."""
    other = spec.columns.get(column.default[1:]) if column.default.startswith("$") else None
    if other is None or other.type != column.type:
        top.fail(
            "columns",
            "`{name}` is {type}: its default must be `$` and another column that is {type}",
            name=column.name,
            type=column.type,
        )
