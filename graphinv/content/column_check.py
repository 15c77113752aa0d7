"""Whether what a loader says about one column fits the column's type; problems go to the reader of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.content.reader import Reader, nearest
from graphinv.model import LABELS, PropType
from graphinv.model.values.identifier import KINDS

if TYPE_CHECKING:
    from graphinv.content.loader_spec import ColumnSpec, LoaderSpec

LABEL_OF = {"lot": "Lot", "contract": "Contract", "tender": "Tender", "programme": "Programme", "asset": "Asset"}
_NUMBERS = ("money_cny", "money_gbp", "money", "price", "share", "number", "int")
NOT_MADE = (*_NUMBERS, "date", "datetime", "year", "period", "bool", "list")
"""Columns of these types cannot be made: what is made for a key is text."""


_FORMS = {"dmy": ("date",), "gedcom": ("date", "string")}
"""The types that a column of this format may have."""


def check_columns(spec: LoaderSpec, top: Reader) -> None:
    """`of` of identifiers, `default` of dates and periods, `format`, `positive`, `auto`."""
    for column in spec.columns.values():
        if column.auto and column.type in NOT_MADE:
            top.fail("columns", "`{name}` is {type} and cannot be `auto`", name=column.name, type=column.type)
        if column.type == "identifier":
            _kind_fits(spec, column, top)
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
    """`or_on` of edges names a date of another node of the row, and stands beside `on`."""
    for edge in spec.edges:
        node, _, prop = edge.or_on.partition(".")
        label = LABEL_OF.get(spec.nodes[node].ref, spec.nodes[node].label) if node in spec.nodes else ""
        known = LABELS[label].props.get(prop) is PropType.DATE if label in LABELS else False
        if edge.or_on and not (known and edge.on):
            top.fail(
                "edges",
                "edge {edge}: `or_on: {text}` must be a date of another node of the row (`lot.deadline_on`), beside "
                "`on`",
                edge=edge.type,
                text=edge.or_on,
            )


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
