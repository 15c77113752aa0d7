"""A loader: how one layout of one source becomes typed columns, nodes and edges. Pure data, read from YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphinv.content.reader import Problems, Reader, nearest
from graphinv.content.strict_yaml import Table, read
from graphinv.model import EDGES, LABELS
from graphinv.model.values.headers import contradiction
from graphinv.model.values.money import UNITS
from graphinv.model.values.register_no import SCHEMES

VALUE_TYPES = (
    *("string", "list", "id_no", "uscc", "date", "datetime", "year", "period", "money_cny", "money_gbp", "price"),
    *("share", "number", "int", "bool", "region", "enum"),
)
REFERENCES = ("person", "company", "unit", "party", "lot", "contract", "account", "asset", "programme", "tender")
FORMATS = ("any", "csv", "xlsx", "parquet")


@dataclass(frozen=True)
class ColumnSpec:
    """One typed column: the headers it may have, its type, and whether a row may go without it."""

    name: str
    type: str = "string"
    headers: tuple[str, ...] = ()
    req: str = "no"  # yes: a row without it is quarantined; rec: rules that need it are not evaluable
    unit: str = ""  # fixed unit of the cells (万元, %), else read from the header's brackets
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # enum value to the words for it
    default: str = ""
    of: str = ""  # element type of a list of references
    auto: bool = False  # a key that is made when the column is absent
    format: str = ""  # dmy: dates may also be written 31/01/2024
    scheme: str = ""  # the foreign register whose numbers stand here (GB-COH)


@dataclass(frozen=True)
class NodeSpec:
    """A node that each row defines (`label`, `key`) or refers to (`ref`, `id`)."""

    name: str
    label: str = ""
    key: tuple[str, ...] = ()
    ref: str = ""
    id: str = ""
    id_no: str = ""
    account_of: str = ""  # the one stub account of this other node, whose real account is unknown
    props: Mapping[str, str] = field(default_factory=dict)  # property to column
    where: Mapping[str, str] = field(default_factory=dict)  # column to value: rows that have the node
    since: str = ""
    until: str = ""
    also: tuple[str, ...] = ()  # further columns whose valid value finds the node (a unit's credit code)
    standing: bool = False  # an entry of a list in force: an empty bound means no bound, and is certain
    nameless: tuple[str, ...] = ()  # names that name nobody (Self Employed): each row has a node of its own


@dataclass(frozen=True)
class EdgeSpec:
    """An edge from one node of the row to another; `key` are the columns that make it unique and stable."""

    type: str
    start: str
    end: str
    since: str = ""
    until: str = ""
    key: tuple[str, ...] = ()
    props: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    certain: str = ""  # column that must be filled for the edge to be certain
    on: str = ""  # date of an event that lasts this one day; instead of since and until
    always: Mapping[str, str] = field(default_factory=dict)  # column to value: rows whose edge holds for ever


@dataclass(frozen=True)
class LoaderSpec:
    """One loader file."""

    id: str
    title: Mapping[str, str]
    table: str
    files: tuple[str, ...]
    format: str
    sheet: str
    header_row: int
    encoding: str
    columns: Mapping[str, ColumnSpec]
    key: tuple[str, ...]
    ignore: tuple[str, ...]
    nodes: Mapping[str, NodeSpec]
    edges: tuple[EdgeSpec, ...]
    transforms: tuple[str, ...]
    differ: tuple[tuple[str, str], ...]  # pairs of columns that must not be equal
    any_of: tuple[tuple[str, ...], ...]  # at least one of these columns must be filled
    order: tuple[str, ...]  # dates and moments of which none should lie before one that stands before it
    required_if: Mapping[str, Mapping[str, str]]  # column to the values, by column, with which it must be filled
    minimum: Mapping[str, str]
    maximum: Mapping[str, str]
    replaces: str
    at: Path

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a file of this kind must have."""
        return tuple(column.name for column in self.columns.values() if column.req == "yes" and not column.auto)


def load(path: Path) -> LoaderSpec:
    """The loader in this file. Raises SpecError with all of its problems at once."""
    problems = Problems(str(path))
    top = Reader(read(path), "loader", problems)
    spec = _spec(top, path)
    top.done()
    _check(spec, top)
    problems.check()
    return spec


def _spec(top: Reader, path: Path) -> LoaderSpec:
    source = top.child("source") or Reader(Table(1), "source", top.problems)
    checks = top.child("assert") or Reader(Table(1), "assert", top.problems)
    ident = top.text("id")
    spec = LoaderSpec(
        id=ident,
        title=top.both("title"),
        table=top.text("table", ident),
        files=source.texts("files"),
        format=source.choice("format", FORMATS, "any"),
        sheet=source.text("sheet", ""),
        header_row=source.integer("header_row", 1),
        encoding=source.text("encoding", "auto"),
        columns=_columns(top),
        key=top.texts("key"),
        ignore=top.texts("ignore"),
        nodes={name: _node(name, reader) for name, reader in top.children("nodes")},
        edges=tuple(_edge(reader) for reader in top.items("edges")),
        transforms=top.texts("transforms"),
        differ=_pairs(top.texts("differ")),
        any_of=tuple(tuple(word.split("|")) for word in top.texts("any_of")),
        order=top.texts("order"),
        required_if={
            name: {other: inner.text(other) for other in inner.table} for name, inner in top.children("required_if")
        },
        minimum=_limits(checks, "min"),
        maximum=_limits(checks, "max"),
        replaces=top.text("replaces", ""),
        at=path,
    )
    source.done()
    checks.done()
    return spec


def _pairs(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((left.strip(), right.strip()) for left, _, right in (word.partition("|") for word in words))


def _columns(top: Reader) -> dict[str, ColumnSpec]:
    columns: dict[str, ColumnSpec] = {}
    group = top.child("columns")
    for header, value in group.table.items() if group else ():
        assert group is not None
        column = _column(header, value, group)
        known = columns.get(column.name)
        if known is not None:
            column = _joined(known, column, group, header)
        columns[column.name] = column
    for column in columns.values():
        for text in column.headers:
            problem = contradiction(text, column.type, column.unit)
            if problem and group:
                group.fail(text, f"`{column.name}`: {problem}")
    return columns


def _joined(known: ColumnSpec, more: ColumnSpec, group: Reader, header: str) -> ColumnSpec:
    """A second header for a column that is there already; only one of them may say more than the name."""
    if more.type not in ("string", known.type):
        group.fail(header, f"`{more.name}` is {known.type} above and {more.type} here")
    return ColumnSpec(**{**known.__dict__, "headers": (*known.headers, *more.headers)})


def _column(header: str, value: object, group: Reader) -> ColumnSpec:
    if isinstance(value, str):
        return ColumnSpec(value or header, headers=(header,))
    reader = Reader(value, header, group.problems, group.line(header))  # type: ignore[arg-type]
    column = ColumnSpec(
        name=reader.text("as", header),
        type=reader.choice("type", (*VALUE_TYPES, *REFERENCES), "string"),
        headers=(header, *reader.texts("also")),
        req=reader.choice("req", ("yes", "rec", "no"), "no"),
        unit=reader.choice("unit", ("", *filter(None, UNITS), "%"), ""),
        values=_values(reader),
        default=reader.text("default", ""),
        of=reader.text("of", ""),
        auto=reader.flag("auto"),
        format=reader.choice("format", ("", "dmy"), ""),
        scheme=reader.choice("scheme", ("", *SCHEMES), ""),
    )
    reader.done()
    return column


def _values(reader: Reader) -> dict[str, tuple[str, ...]]:
    inner = reader.child("values")
    return {name: inner.texts(name) for name in inner.table} if inner else {}


def _mapping(reader: Reader, key: str) -> dict[str, str]:
    """{property: column}; a plain list means that both have the same name."""
    value = reader.table.get(key)
    if isinstance(value, Table):
        inner = reader.child(key)
        return {name: inner.text(name) for name in inner.table} if inner else {}
    return {name: name for name in reader.texts(key)}


def _where(reader: Reader, key: str = "where") -> dict[str, str]:
    """{column: condition}: a value, several as `a|b`, `!value`, `*` for filled, an empty one for an empty cell."""
    inner = reader.child(key)
    return {name: inner.text(name, "") for name in inner.table} if inner else {}


def _limits(reader: Reader, key: str) -> dict[str, str]:
    """min and max of a load, flattened: {nodes.Contract: '1', rejected_rows: '0.02'}."""
    inner, found = reader.child(key), {}
    for name, value in inner.table.items() if inner else ():
        if isinstance(value, Table):
            found.update({f"{name}.{part}": str(limit) for part, limit in value.items()})
        else:
            found[name] = str(value)
        if inner:
            inner.taken.add(name)
    return found


def _node(name: str, reader: Reader) -> NodeSpec:
    node = NodeSpec(
        name,
        label=reader.choice("label", LABELS, ""),
        key=reader.texts("key"),
        ref=reader.choice("ref", REFERENCES, ""),
        id=reader.text("id", ""),
        id_no=reader.text("id_no", ""),
        account_of=reader.text("account_of", ""),
        props=_mapping(reader, "props"),
        where=_where(reader),
        since=reader.text("since", ""),
        until=reader.text("until", ""),
        also=reader.texts("also"),
        standing=reader.flag("standing"),
        nameless=reader.texts("nameless"),
    )
    reader.done()
    if sum(map(bool, (node.label, node.ref, node.account_of))) != 1:
        reader.fail("label", f"node `{name}` needs one of `label` (defined here), `ref` (referred to), `account_of`")
    return node


def _edge(reader: Reader) -> EdgeSpec:
    edge = EdgeSpec(
        type=reader.choice("type", EDGES),
        start=reader.text("from"),
        end=reader.text("to"),
        since=reader.text("since", ""),
        until=reader.text("until", ""),
        key=reader.texts("key"),
        props=_mapping(reader, "props"),
        where=_where(reader),
        certain=reader.text("certain", ""),
        on=reader.text("on", ""),
        always=_where(reader, "always"),
    )
    reader.done()
    return edge


def _check(spec: LoaderSpec, top: Reader) -> None:
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
