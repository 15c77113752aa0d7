"""A loader: how one layout of one source becomes typed columns, nodes and edges. Pure data, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphinv.content.loader_check import check
from graphinv.content.reader import Problems, Reader
from graphinv.content.row_path import Array, arrays
from graphinv.content.strict_yaml import Table, read
from graphinv.model import EDGES, LABELS
from graphinv.model.values.headers import contradiction
from graphinv.model.values.money import UNITS
from graphinv.model.values.register_no import SCHEMES

VALUE_TYPES = (
    *(
        "string",
        "list",
        "id_no",
        "uscc",
        "date",
        "datetime",
        "year",
        "period",
        "money_cny",
        "money_gbp",
        "money",
        "price",
    ),
    *("share", "number", "int", "bool", "region", "enum", "identifier", "bid"),
)
REFERENCES = (
    *("person", "company", "unit", "party", "lot", "contract", "account", "asset", "programme", "tender"),
    *("change", "approval", "decision"),
)
FINDS = ("bidder", "tenderer", "supplier", "changed", "applicant", "payee", "concerned", "programme", "project_lot")
"""What can be found through other rows; each has its finder in `mapping/find.py`."""
FILLED = "*"
"""In conditions: any value."""
FORMATS = ("any", "csv", "xlsx", "parquet", "jsonl", "gedcom", "yaml", "sql")


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
    of: str = ""  # element type of a list of references; kind of an identifier, or `$column` that holds it; kinship
    auto: bool = False  # a key that is made when the column is absent
    format: str = ""  # dmy: dates may also be written 31/01/2024; gedcom: dates and names as genealogies write them
    scheme: str = ""  # the foreign register whose numbers stand here (GB-COH)
    lenient: bool = False  # a cell that cannot be read is empty, with a warning; its row is not quarantined
    positive: bool = False  # a row whose number here is not more than 0 is quarantined


@dataclass(frozen=True)
class NodeSpec:
    """A node that each row defines (`label`, `key`), refers to (`ref`, `id`) or leads to (`find`, `id`)."""

    name: str
    label: str = ""
    key: tuple[str, ...] = ()
    ref: str = ""
    find: str = ""  # the nodes to which `id` leads through other rows: the company behind a bid
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
    unnamed: str = ""  # what the node of a row that names nobody is called; each such row has a node of its own


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
    on: str = ""  # date of an event that lasts this one day, or `node.on` of a found end; instead of since and until
    or_on: str = ""  # another column, or `node.property` of another node of the row, for rows where `on` is empty
    span: bool = False  # one edge for all rows between the same two nodes, from the first day to the last
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
    rows: tuple[str, ...]  # of JSON: the paths along which the elements of arrays are rows
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

    @property
    def arrays(self) -> tuple[Array, ...]:
        """The arrays of a JSON record whose elements are rows."""
        return arrays(self.rows)


def load(path: Path) -> LoaderSpec:
    """The loader in this file. Raises SpecError with all of its problems at once."""
    problems = Problems(str(path))
    top = Reader(read(path), "loader", problems)
    spec = _spec(top, path)
    top.done()
    check(spec, top)
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
        rows=_row_paths(source),
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


def _row_paths(source: Reader) -> tuple[str, ...]:
    """The paths along which rows lie; only files of records have any."""
    paths = source.texts("rows")
    if paths and source.get("format") not in ("jsonl", "gedcom"):
        source.fail("rows", "`rows` is for `format: jsonl` and `format: gedcom` only")
    for path in paths:
        try:
            arrays([path])
        except ValueError:
            source.fail("rows", "`{path}` is no path of arrays; write it like `bids.details[]`", path=path)
            return ()
    return paths


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
                group.fail(text, "`{name}`: {problem}", name=column.name, problem=problem)
    return columns


def _joined(known: ColumnSpec, more: ColumnSpec, group: Reader, header: str) -> ColumnSpec:
    """A second header for a column that is there already; only one of them may say more than the name."""
    if more.type not in ("string", known.type):
        group.fail(
            header, "`{name}` is {above} above and {here} here", name=more.name, above=known.type, here=more.type
        )
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
        format=reader.choice("format", ("", "dmy", "gedcom"), ""),
        scheme=reader.choice("scheme", ("", *SCHEMES), ""),
        lenient=reader.flag("lenient"),
        positive=reader.flag("positive"),
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
        find=reader.choice("find", FINDS, ""),
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
        unnamed=reader.text("unnamed", ""),
    )
    reader.done()
    if sum(map(bool, (node.label, node.ref, node.find, node.account_of))) != 1:
        reader.fail(
            "label",
            "node `{name}` needs one of `label` (defined here), `ref` (referred to), `find` (through other rows), "
            "`account_of`",
            name=name,
        )
    if node.find and not node.id:
        reader.fail("find", "node `{name}`: `find` needs the column that leads to it as `id`", name=name)
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
        or_on=reader.text("or_on", ""),
        span=reader.flag("span"),
        always=_where(reader, "always"),
    )
    reader.done()
    return edge
