"""Tables as files: csv in many hands, workbooks, parquet, JSON lines, and bytes that are none of these."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pyarrow as pa
from hypothesis import strategies as st

from graphinv.model.values.text import trimmed
from tests.properties.cells import ANY
from tests.properties.tables import Rows, Sheet, sheets
from tests.properties.writers import as_csv, as_parquet, as_workbook, quoted, text_columns


@dataclass(frozen=True)
class Written:
    """A file; `cells` are those that were written, by row number, and None where nobody can say what they are."""

    name: str
    content: bytes
    loader: str = ""
    encoding: str = ""
    cells: dict[int, list[str]] | None = None
    some: bool = False  # of JSON only the cells are given again that the loader reads

    def __repr__(self) -> str:
        return f"{self.name}: {self.content!r}"[:2000]


def _numbered(rows: Rows) -> dict[int, list[str]]:
    return {number: row for number, row in enumerate(rows, start=1) if number > 1}


@st.composite
def csv_files(draw: st.DrawFn, *, orderly: bool = False) -> Written:
    """As a careful program writes it, in one of the usual encodings."""
    sheet = draw(sheets(orderly=orderly))
    delimiter = draw(st.sampled_from(",,,;\t"))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]))
    end = draw(st.sampled_from(["\r\n", "\n", "\n"]))
    always = draw(st.sampled_from([False, False, True]))
    body = as_csv(sheet.rows, delimiter, end, always=always)
    if draw(st.booleans()):
        body = body.removesuffix(end)
    content = body.encode(encoding, "replace")
    same = content.decode(encoding) == body
    cells = _numbered(sheet.rows) if same else None
    return Written(f"{sheet.name}.csv", content, sheet.loader, encoding, cells)


@st.composite
def careless_files(draw: st.DrawFn) -> Written:
    """As people write it: ragged rows, quotes in odd places, blank lines, several line ends and encodings."""
    sheet = draw(sheets())
    ragged = [row + draw(st.sampled_from([[], [], [""], ["x"], ["", "y"]])) for row in sheet.rows[1:]]
    shorter = [row[: draw(st.sampled_from([None, None, None, -1, 1]))] for row in ragged]
    lines = [",".join(draw(st.sampled_from([quoted(cell), cell, cell])) for cell in row) for row in shorter]
    ends = draw(st.lists(st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n"]), min_size=1, max_size=4))
    head = ",".join(map(quoted, sheet.rows[0]))
    encodings = draw(st.lists(st.sampled_from(["utf-8", "utf-8", "gb18030", "utf-16-le"]), min_size=1, max_size=2))
    content = b"".join(
        (line + ends[place % len(ends)]).encode(encodings[place % len(encodings)], "surrogatepass")
        for place, line in enumerate([head, *lines])
    )
    return Written(f"{sheet.name}.csv", content, sheet.loader)


@st.composite
def damaged_files(draw: st.DrawFn) -> Written:
    """Any file with some bytes lost, changed or added; also empty ones, and bytes of any kind."""
    made = draw(st.one_of(csv_files(), workbooks(), parquet_files(), json_files()))
    content = draw(
        st.one_of(
            st.just(b""),
            st.binary(max_size=60),
            st.integers(0, len(made.content)).map(lambda place: made.content[:place]),
            st.tuples(st.integers(0, len(made.content)), st.binary(min_size=1, max_size=3)).map(
                lambda cut: made.content[: cut[0]] + cut[1] + made.content[cut[0] + 1 :]
            ),
            st.sampled_from([b"\xed\xa0\x80", b"\xff\xfe", b"\x00", b"\x83\x36\xc7\x38", b"\xf0\x28"]).map(
                lambda some: made.content + some
            ),
        )
    )
    return Written(made.name, content, made.loader)


@st.composite
def workbooks(draw: st.DrawFn, *, orderly: bool = False) -> Written:
    """Cells as text, or as the number that a spreadsheet makes of them; rows of empty cells are no rows."""
    sheet = draw(sheets(orderly=orderly))
    numbers = draw(st.booleans())
    content = as_workbook(sheet.rows, numbers=numbers)
    plain = not numbers and all(_survives(cell) for row in sheet.rows for cell in row)
    filled = {number: row for number, row in _numbered(sheet.rows).items() if any(row)}
    return Written(f"{sheet.name}.xlsx", content, sheet.loader, "", filled if plain else None)


def _survives(cell: str) -> bool:
    """Whether XML keeps the cell as it is."""
    return all(sign >= " " and sign not in "\uffff\ufffe" for sign in cell) and "_x" not in cell


@st.composite
def parquet_files(draw: st.DrawFn, *, orderly: bool = False) -> Written:
    """All text, or some columns of other types; the row of a spreadsheet is the record's place and one."""
    sheet = draw(sheets(orderly=orderly))
    names, rows = sheet.rows[0], sheet.rows[1:]
    unique = [f"{name}{place}" if name in names[:place] else name for place, name in enumerate(names)]
    columns = text_columns(sheet.rows)
    typed = not orderly and draw(st.booleans())
    if typed:
        place = draw(st.integers(0, len(names) - 1))
        columns[place] = draw(_typed_column(len(rows)))
    content = as_parquet(columns, unique if draw(st.booleans()) else names)
    cells = None if typed else _numbered(sheet.rows)
    return Written(f"{sheet.name}.parquet", content, sheet.loader, "", cells)


def _typed_column(count: int) -> st.SearchStrategy[pa.Array]:
    """A column of a type that is no text, filled with one value."""
    values = [
        ([1, None], pa.int64()),
        ([2**64 - 1], pa.uint64()),
        ([1.5, None], pa.float64()),
        ([float("nan"), float("inf")], pa.float32()),
        ([True, None], pa.bool_()),
        ([18000], pa.date32()),
        ([1588500000000000], pa.timestamp("us")),
        ([-62135596800], pa.timestamp("s", "Asia/Shanghai")),
        ([3600], pa.time32("s")),
        ([["a", None], []], pa.list_(pa.string())),
        ([[[1], None]], pa.list_(pa.list_(pa.int32()))),
        ([{"a": 1, "b": "x"}], pa.struct([("a", pa.int32()), ("b", pa.string())])),
        ([[("k", 1)]], pa.map_(pa.string(), pa.int32())),
        ([b"\xff\x00", b"ab"], pa.binary()),
        ([None], pa.null()),
        (["x", "y"], pa.dictionary(pa.int8(), pa.string())),
    ]
    return st.sampled_from(values).map(
        lambda pair: pa.array([pair[0][place % len(pair[0])] for place in range(count)], pair[1])
    )


@st.composite
def json_files(draw: st.DrawFn, *, orderly: bool = False) -> Written:
    """JSON lines with values of any type under the headers; among them lines that are no record."""
    sheet = draw(sheets(orderly=orderly))
    names, rows = [trimmed(name) for name in sheet.rows[0]], sheet.rows[1:]
    records = [dict(zip(names, row, strict=True)) for row in rows]
    lines = [json.dumps(record, ensure_ascii=draw(st.booleans())) for record in records]
    if not orderly:
        odd = st.sampled_from(
            ["[]", "1", "null", "{", '{"a": 1, "a": 2}', '"\\ud800"', '{"x": "\\ud800"}', "[" * 200, '{"x": NaN}', "{}"]
        )
        lines += draw(st.lists(st.one_of(odd, st.builds(json.dumps, _values())), max_size=2))
    text = "".join(f"{line}\n" for line in lines)
    cells = {number: list(record.values()) for number, record in enumerate(records, start=1)} if orderly else None
    return Written(f"{sheet.name}.jsonl", text.encode(), sheet.loader, "", cells, some=True)


def _values() -> st.SearchStrategy[object]:
    return st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), ANY),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ANY, inner, max_size=3)),
        max_leaves=6,
    )


def any_file() -> st.SearchStrategy[Written]:
    """A file of any of these kinds."""
    kinds = [csv_files, careless_files, workbooks, parquet_files, json_files] * 2
    return st.one_of(*(kind() for kind in kinds), damaged_files())


def orderly_file() -> st.SearchStrategy[Written]:
    """A file that is loaded, whatever its cells hold."""
    kinds = [csv_files(orderly=True), workbooks(orderly=True), parquet_files(orderly=True), json_files(orderly=True)]
    return st.one_of(*kinds)


__all__ = ["Sheet", "Written", "any_file", "orderly_file"]
