"""A table as text that fits the terminal: ideographs count two columns, long cells wrap, ids stay in one piece."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

from graphinv.render.columns import Column, plain_text
from graphinv.render.measure import shorten
from graphinv.render.visible import visible

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

PLAIN_WIDTH = 80
"""Columns of the table where the output is no terminal."""

ROOM_FOR_IDS = 0.6
"""The part of the width that ids and numbers may take before they wrap, too."""

CELL_EM = 90.0
"""Longer cells are shortened in the terminal, ids excepted; every other format has them in full."""


def is_utf8(out: TextIO | Path) -> bool:
    """Whether the stream or file takes every character."""
    return isinstance(out, Path) or (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"


def encodable(text: str, out: TextIO) -> str:
    """The text with what the stream's encoding cannot hold replaced, so that printing never fails."""
    encoding = out.encoding if getattr(out, "encoding", None) else "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column], out: TextIO | Path) -> str:
    """The table as text, at most as wide as the terminal; an empty one has its headings."""
    from rich import box
    from rich.table import Table

    head = [_cell(column.heading or column.key, out) for column in columns]
    body = [[_cell(row.get(c.key), out, whole=c.whole or c.right) for c in columns] for row in rows]
    widths = [max(text.cell_len for text in part) for part in zip(head, *body, strict=True)]
    width = _width(out)
    pieces = _in_one_piece(columns, widths, width)
    made = Table(box=box.SIMPLE_HEAD if is_utf8(out) else box.ASCII, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        made.add_column(head[place], justify=justify, no_wrap=place in pieces, overflow="fold")
    for line in body:
        made.add_row(*line)
    return _rendered(made, out, width)


def wrapped(text: str, out: TextIO | Path) -> str:
    """Lines of plain text, broken where they are wider than the terminal."""
    from rich.console import Console
    from rich.text import Text

    width = _width(out)
    console = Console(file=io.StringIO(), width=width, legacy_windows=False)
    lines = (Text(line).wrap(console, width, overflow="fold") for line in text.splitlines())
    return "".join(f"{part.plain.rstrip()}\n" for line in lines for part in line)


def _cell(value: Any, out: TextIO | Path, *, whole: bool = False) -> Text:
    """The value, harmless to look at; ids are never shortened."""
    from rich.text import Text

    text = visible(plain_text(value))
    text = text if whole else shorten(text, CELL_EM)
    return Text(text if isinstance(out, Path) else encodable(text, out))


def _rendered(made: Table, out: TextIO | Path, width: int) -> str:
    """What rich makes of it, in a buffer of its own: a stream that cannot hold a sign would spoil rich's."""
    from rich.console import Console

    colour = not isinstance(out, Path) and out.isatty() and not os.environ.get("NO_COLOR")
    buffer = io.StringIO()
    console = Console(
        file=buffer, width=width, force_terminal=colour, no_color=not colour, emoji=False, markup=False,
        highlight=False, legacy_windows=False, color_system="standard" if colour else None,
    )  # fmt: skip
    console.print(made)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def _in_one_piece(columns: Sequence[Column], widths: Sequence[int], width: int) -> set[int]:
    """Places of the numbers and ids that need not wrap: the narrow ones first, as long as the text keeps its room."""
    found: set[int] = set()
    used = 0
    for needed, place in sorted((needed, place) for place, needed in enumerate(widths)):
        column = columns[place]
        if (column.right or column.whole) and used + needed <= width * ROOM_FOR_IDS:
            used += needed + 3
            found.add(place)
    return found


def _width(out: TextIO | Path) -> int:
    if isinstance(out, Path) or not out.isatty():
        return PLAIN_WIDTH
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
