"""Whether the parts of a loader fit together and fit the model; problems go to the reader of its file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphinv.content.reader import Reader, nearest
from graphinv.model import EDGES, LABELS

if TYPE_CHECKING:
    from graphinv.content.loader_spec import LoaderSpec


def check(spec: LoaderSpec, top: Reader) -> None:
    """Names used inside the loader must exist: columns in keys, props and bounds; nodes in edges."""
    _limits_known(spec, top)
    _columns_exist(spec, top, "key", "key", spec.key)
    _order_fits(spec, top)
    _required_if_fits(spec, top)
    for node in spec.nodes.values():
        used = (*node.key, node.id, node.id_no, node.since, node.until, *node.props.values(), *node.where, *node.also)
        _columns_exist(spec, top, "nodes", f"node `{node.name}`", used)
        _known(filter(None, (node.account_of,)), spec.nodes, top, "nodes", f"node `{node.name}` is the account of")
        if node.label in LABELS:
            _props_exist(node.label, node.props, LABELS[node.label].props, top, "nodes")
    for edge in spec.edges:
        _known((edge.start, edge.end), spec.nodes, top, "edges", f"edge {edge.type} names the node")
        used = (
            *(edge.since, edge.until, edge.on, edge.certain),
            *edge.key,
            *edge.props.values(),
            *edge.where,
            *edge.always,
        )
        _columns_exist(spec, top, "edges", f"edge {edge.type}", used)
        if edge.type in EDGES:
            _props_exist(edge.type, edge.props, EDGES[edge.type].props, top, "edges")


def _limits_known(spec: LoaderSpec, top: Reader) -> None:
    """min: rows, nodes.LABEL, edges.TYPE (whole numbers); max: rejected_rows (a part of 1)."""
    known = ["rows", *(f"nodes.{name}" for name in LABELS), *(f"edges.{name}" for name in EDGES)]
    _known(spec.minimum, known, top, "assert", "min has no")
    _known(spec.maximum, ("rejected_rows",), top, "assert", "max has no")
    for name, limit in spec.minimum.items():
        if not limit.isdigit():
            top.fail("assert", f"`{name}: {limit}` must be a whole number")


def _order_fits(spec: LoaderSpec, top: Reader) -> None:
    _known(spec.order, spec.columns, top, "order", "order names the column")
    if len(spec.order) == 1 or len(set(spec.order)) < len(spec.order):
        top.fail("order", "`order` must name at least two columns, each of them once")
    for name in spec.order:
        if name in spec.columns and spec.columns[name].type not in ("date", "datetime"):
            top.fail("order", f"`{name}` in `order` is no date or datetime, but {spec.columns[name].type}")


def _required_if_fits(spec: LoaderSpec, top: Reader) -> None:
    _known(spec.required_if, spec.columns, top, "required_if", "required_if names the column")
    for name, wanted in spec.required_if.items():
        if not wanted:
            top.fail("required_if", f"`{name}` is required under no condition; write `req: yes` at the column")
        _known(wanted, spec.columns, top, "required_if", f"`{name}` is required by the column")
        for column, values in wanted.items():
            if column in spec.columns and spec.columns[column].type == "enum":
                known = (*spec.columns[column].values, "other")
                _known(values.split("|"), known, top, "required_if", f"`{column}` has no value")


def _columns_exist(spec: LoaderSpec, top: Reader, section: str, where: str, names: Iterable[str]) -> None:
    """A reference `x_id` brings the columns `x_name` and `x_type` along; `=text` is a constant, no column.

    `node.id` stands for the id of a node of the row, which is safe to show where the column may hold an id_no.
    """
    beside = {f"{name.removesuffix('_id')}_{more}" for name in spec.columns for more in ("name", "type")}
    beside |= {f"{name}.id" for name in spec.nodes}
    used = (name for name in names if name and name not in beside and not name.startswith("="))
    _known(used, spec.columns, top, section, f"{where} names the column")


def _props_exist(owner: str, used: Iterable[str], known: Iterable[str], top: Reader, section: str) -> None:
    _known(used, known, top, section, f"{owner} has no property such as")


def _known(names: Iterable[str], known: Iterable[str], top: Reader, section: str, text: str) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            top.fail(section, f"{text} `{name}`, which is not declared.{nearest(name, known)}")
