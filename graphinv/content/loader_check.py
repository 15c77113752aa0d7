"""Whether the parts of a loader fit together and fit the model; problems go to the reader of its file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphinv.content.column_check import check_columns, check_currencies, check_days
from graphinv.content.limits import check_limits
from graphinv.content.reader import Reader, nearest
from graphinv.message import Message, msg
from graphinv.model import EDGES, LABELS

if TYPE_CHECKING:
    from graphinv.content.loader_spec import LoaderSpec


def check(spec: LoaderSpec, top: Reader) -> None:
    """Names used inside the loader must exist: columns in keys, props and bounds; nodes in edges."""
    check_limits(spec, top)
    _columns_exist(spec, top, "key", msg("key"), spec.key)
    _order_fits(spec, top)
    _required_if_fits(spec, top)
    check_columns(spec, top)
    check_days(spec, top)
    check_currencies(spec, top)
    for node in spec.nodes.values():
        used = (*node.key, node.id, node.id_no, node.since, node.until, *node.props.values(), *node.where, *node.also)
        _columns_exist(spec, top, "nodes", msg("node `{node}`", node=node.name), used)
        _known(
            filter(None, (node.account_of,)),
            spec.nodes,
            top,
            "nodes",
            msg("node `{node}` is the account of", node=node.name),
        )
        if node.label in LABELS:
            _props_exist(node.label, node.props, LABELS[node.label].props, top, "nodes")
    for edge in spec.edges:
        _known((edge.start, edge.end), spec.nodes, top, "edges", msg("edge {edge} names the node", edge=edge.type))
        used = (
            *(edge.since, edge.until, edge.certain, *(day for day in (edge.on, edge.or_on) if "." not in day)),
            *edge.key,
            *edge.props.values(),
            *edge.where,
            *edge.always,
        )
        _columns_exist(spec, top, "edges", msg("edge {edge}", edge=edge.type), used)
        if edge.type in EDGES:
            _props_exist(edge.type, edge.props, EDGES[edge.type].props, top, "edges")


def _order_fits(spec: LoaderSpec, top: Reader) -> None:
    _known(spec.order, spec.columns, top, "order", msg("order names the column"))
    if len(spec.order) == 1 or len(set(spec.order)) < len(spec.order):
        top.fail("order", "`order` must name at least two columns, each of them once")
    for name in spec.order:
        if name in spec.columns and spec.columns[name].type not in ("date", "datetime"):
            top.fail(
                "order",
                "`{name}` in `order` is no date or datetime, but {type}",
                name=name,
                type=spec.columns[name].type,
            )


def _required_if_fits(spec: LoaderSpec, top: Reader) -> None:
    _known(spec.required_if, spec.columns, top, "required_if", msg("required_if names the column"))
    for name, wanted in spec.required_if.items():
        if not wanted:
            top.fail(
                "required_if", "`{name}` is required under no condition; write `req: yes` at the column", name=name
            )
        _known(wanted, spec.columns, top, "required_if", msg("`{column}` is required by the column", column=name))
        for column, values in wanted.items():
            if column in spec.columns and spec.columns[column].type == "enum" and values != "*":
                known = (*spec.columns[column].values, "other")
                _known(values.split("|"), known, top, "required_if", msg("`{column}` has no value", column=column))


def _columns_exist(spec: LoaderSpec, top: Reader, section: str, where: Message, names: Iterable[str]) -> None:
    """A reference `x_id` brings the columns `x_name` and `x_type` along; `=text` is a constant, no column.

    `node.id` stands for the id of a node of the row, which is safe to show where the column may hold an id_no.
    """
    beside = {f"{name.removesuffix('_id')}_{more}" for name in spec.columns for more in ("name", "type")}
    beside |= {f"{name}.id" for name in spec.nodes}
    used = (name for name in names if name and name not in beside and not name.startswith("="))
    _known(used, spec.columns, top, section, msg("{where} names the column", where=where))


def _props_exist(owner: str, used: Iterable[str], known: Iterable[str], top: Reader, section: str) -> None:
    _known(used, known, top, section, msg("{owner} has no property such as", owner=owner))


def _known(names: Iterable[str], known: Iterable[str], top: Reader, section: str, what: Message) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            top.fail(
                section,
                "{what} `{name}`, which is not declared.{nearest}",
                what=what,
                name=name,
                nearest=nearest(name, known),
            )
