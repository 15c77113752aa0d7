"""The draft as the text of a loader: one line per column, each guess with its reason behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from graphinv.content.loader_spec import ColumnSpec, EdgeSpec, LoaderSpec, NodeSpec
from graphinv.content.yaml_text import comment, flow_list, flow_map, scalar
from graphinv.model.values.reasons import Reason
from graphinv.workspace.drafting.page import Page
from graphinv.workspace.drafting.plan import Plan
from graphinv.workspace.drafting.trim import Trimmed

HEAD = Reason(
    "Drafted from the headers and cells of one file. Read each line that says guessed, correct it, take the word out.",
    "由一个文件的表头和单元格起草。请逐行核对带 guessed 的内容，改正后删去该字样。",
)
TABLE = Reason(
    "guessed: {placed} of {all} columns fit {table} ({title})",
    "guessed：{all} 列中有 {placed} 列符合 {table}（{title}）",
)
NO_TABLE = Reason(
    "guessed: no table of the data contract fits. Move what matters up to `columns:` and write nodes and edges.",
    "guessed：没有合适的数据表。请在 columns 中写明需要的列，并补写 nodes 和 edges。",
)
LACKING = Reason("not in the file, though rules would use it: {columns}", "文件中没有、但规则会用到：{columns}")
IGNORED = Reason("move a line up to `columns:` if it matters", "如有用，请移到 columns")
HEADER_ROW = Reason(
    "guessed: row {row} is the first that is wide and all words", "guessed：第 {row} 行是第一个较宽且全为文字的行"
)

WIDTH = 76
"""Comments begin here where the line is shorter."""

_NAMES: Mapping[str, str] = {"start": "from", "end": "to"}


@dataclass(frozen=True)
class Title:
    """What the loader is called, and which files it takes."""

    ident: str
    name: str
    pattern: str


def text_of(plan: Plan, page: Page, title: Title, lang: str) -> str:
    """The whole file."""
    return "\n".join(_lines(plan, page, title, lang)) + "\n"


def _lines(plan: Plan, page: Page, title: Title, lang: str) -> Iterator[str]:
    yield comment(_in(HEAD, lang))
    yield f"id: {title.ident}"
    yield "title: " + flow_map({"zh": scalar(title.name), "en": scalar(title.name)})
    if plan.table:
        said = TABLE.about(
            placed=len(plan.columns),
            all=sum(map(bool, page.headers)),
            table=plan.table.id,
            title=plan.table.title[lang],
        )
        yield _with(f"table: {plan.table.table}", _in(said, lang))
    else:
        yield comment(_in(NO_TABLE, lang))
    source = {"format": page.format, "files": flow_list([title.pattern])}
    source |= {"sheet": scalar(page.sheet)} if page.sheet else {}
    source |= {"header_row": str(page.header_row)} if page.header_row != 1 else {}
    row = _in(HEADER_ROW.about(row=page.header_row), lang) if page.header_row != 1 else ""
    yield _with(f"source: {flow_map(source)}", row)
    yield from _columns(plan, lang)
    yield from _ignored(plan, lang)
    if plan.table and plan.parts:
        yield from _graph(plan.table, plan.parts)
        yield "assert: {max: {rejected_rows: 0.05}}"


def _columns(plan: Plan, lang: str) -> Iterator[str]:
    if plan.lines:
        yield "columns:"
    for line in plan.lines:
        header = line.column.headers[0] if line.column.headers else line.column.name
        guessed = f"guessed: {_in(line.reason, lang)}" if line.reason.en else ""
        yield _with(f"  {scalar(header)}: {_column(header, line.column)}", guessed)
    if plan.lacking:
        names = (column.name + _aliases(column) for column in plan.lacking)
        yield "  " + comment(_in(LACKING.about(columns=", ".join(names)), lang))
    if plan.key:
        said = f"guessed: {_in(plan.key_reason, lang)}" if plan.key_reason.en else ""
        yield _with(f"key: {flow_list(plan.key)}", said)


def _aliases(column: ColumnSpec) -> str:
    chinese = [header for header in column.headers if header != column.name]
    return f" ({chinese[0]})" if chinese else ""


def _column(header: str, column: ColumnSpec) -> str:
    """The short form where only the name is said."""
    values: dict[str, str] = {"as": scalar(column.name)} if column.name != header else {}
    for field in fields(column):
        value = getattr(column, field.name)
        if field.name in ("name", "headers") or value == field.default or not value:
            continue
        values[field.name] = _value(value)
    return values["as"] if list(values) == ["as"] else flow_map(values)


def _ignored(plan: Plan, lang: str) -> Iterator[str]:
    if plan.ignored:
        yield _with("ignore:", _in(IGNORED, lang))
    for header, reason in plan.ignored:
        yield _with(f"  - {scalar(header)}", _in(reason, lang))


def _graph(table: LoaderSpec, parts: Trimmed) -> Iterator[str]:
    yield "nodes:"
    for name, node in parts.nodes.items():
        yield f"  {scalar(name)}: {_element(node, ('name',))}"
    if parts.edges:
        yield "edges:"
    for edge in parts.edges:
        yield f"  - {_element(edge, ())}"
    if table.transforms:
        yield f"transforms: {flow_list(table.transforms)}"
    if parts.differ:
        yield f"differ: {flow_list('|'.join(pair) for pair in parts.differ)}"
    if parts.any_of:
        yield f"any_of: {flow_list('|'.join(group) for group in parts.any_of)}"
    if parts.order:
        yield f"order: {flow_list(parts.order)}"
    if parts.required_if:
        yield f"required_if: {_value(parts.required_if)}"


def _element(element: NodeSpec | EdgeSpec, skipped: Iterable[str]) -> str:
    values = {}
    for field in fields(element):
        value = getattr(element, field.name)
        if field.name not in skipped and value:
            values[_NAMES.get(field.name, field.name)] = _value(value)
    return flow_map(values)


def _value(value: object) -> str:
    """A field of a spec as YAML: a flag, a text, a list, or a table of these."""
    if value is True:
        return "true"
    if isinstance(value, Mapping):
        return flow_map({str(name): _value(inner) for name, inner in value.items()})
    if isinstance(value, tuple | list):
        return flow_list(map(str, value))
    return scalar(str(value))


def _with(line: str, said: str) -> str:
    if not said:
        return line
    return f"{line}{' ' * max(2, WIDTH - _wide(line))}{comment(said)}"


def _wide(line: str) -> int:
    return len(line) + len(re.findall(r"[\u2e80-\uffef]", line))


def _in(reason: Reason, lang: str) -> str:
    return reason.zh if lang == "zh" else reason.en
