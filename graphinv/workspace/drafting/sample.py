"""A first sample for a draft: the first rows with every cell invented anew, and what the draft makes of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphinv.content.loader_spec import ColumnSpec, load
from graphinv.content.sample_spec import EXPECTED, SAMPLE
from graphinv.content.yaml_text import comment, flow_map, scalar
from graphinv.model.values import id_no, uscc
from graphinv.model.values.text import narrowed, trimmed
from graphinv.workspace.drafting.cells import Seen, knows
from graphinv.workspace.drafting.page import Page
from graphinv.workspace.drafting.plan import Plan
from graphinv.workspace.sample_graph import SampleGraph, sample_graph
from graphinv.workspace.sample_text import graph_lines

ROWS = 5
"""So many rows make the sample."""

DATES = ("date", "datetime", "period", "year")
NUMBERS = ("money_cny", "money_gbp", "money", "price", "number", "share", "int")
PLAIN = ("bool", "region")
"""Cells that tell nothing about anybody stay as they are."""


def write_sample(loader: Path, page: Page, plan: Plan) -> tuple[Path, Path]:
    """Write `x.sample.csv` and `x.expected.yaml` beside the loader `x.yaml`; returns their paths."""
    stem = loader.name.removesuffix(".yaml")
    sample, expected = loader.with_name(f"{stem}{SAMPLE}.csv"), loader.with_name(stem + EXPECTED)
    with sample.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([f"title {number}"] for number in range(1, page.header_row))
        writer.writerow(page.headers)
        writer.writerows(_invented(page, plan))
    expected.write_text(expected_text(sample_graph(load(loader), sample)), "utf-8")
    return sample, expected


def expected_text(found: SampleGraph) -> str:
    """The file with what a sample gives today."""
    lines = [comment("What the loader makes of the sample today: read it line by line and correct what is wrong.")]
    graph = list(graph_lines(found))
    lines += ["graph: |", *(f"  {line}" for line in graph)] if graph else []
    if found.rejects:
        lines.append("rejects:")
    for row, column, value in found.rejects:
        pairs = {"row": str(row), "column": scalar(column), "value": scalar(value)}
        lines.append("  - " + flow_map({name: text for name, text in pairs.items() if text != '""'}))
    return "\n".join(lines) + "\n"


def _invented(page: Page, plan: Plan) -> Iterator[list[str]]:
    columns = {line.column.name: line.column for line in plan.lines}
    makers = {seen.place: Maker(columns[name], seen) for name, seen in plan.columns.items()}
    for row in page.rows[:ROWS]:
        yield [_cell(makers.get(place), trimmed(cell)) for place, cell in enumerate(row)]


def _cell(maker: Maker | None, cell: str) -> str:
    """Empty stays empty; what has no place in the loader is not worth inventing."""
    if not cell:
        return ""
    return maker.made(cell) if maker else "x"


@dataclass
class Maker:
    """Invents the cells of one column; the same cell becomes the same again."""

    column: ColumnSpec
    seen: Seen
    given: dict[str, str] = field(default_factory=dict)

    def made(self, cell: str) -> str:
        """What stands for this cell."""
        if cell not in self.given:
            self.given[cell] = self._new(cell, len(self.given) + 1)
        return self.given[cell]

    def _new(self, cell: str, number: int) -> str:
        text, kind = narrowed(cell), self.column.type
        if id_no.valid(id_no.normal(text)):
            return invented_number(number + 10 * self.seen.place)
        if uscc.valid(uscc.normal(text)):
            return invented_code(number + 10 * self.seen.place)
        if kind in PLAIN or (kind == "enum" and knows(self.column, text)):
            return cell
        if kind in DATES:
            return shifted(cell, number)
        if kind in NUMBERS:
            return _number(text, number)
        return f"{self.column.name}-{number}"


def _number(text: str, number: int) -> str:
    """A small number in the same shape: per cent stays per cent, a fraction of one stays one."""
    if text.endswith("%"):
        return f"{number}%"
    return f"0.{number}" if text.startswith("0.") else str(number * 100)


def shifted(text: str, number: int) -> str:
    """A date in the same writing, on a day of 2021 that says nothing about the real one."""
    counts = iter((2021, 1 + number % 9, 1 + number % 9))
    return re.sub(r"[0-9]+", lambda digits: _digits(digits[0], counts), text)


def _digits(found: str, counts: Iterator[int]) -> str:
    """The next part of the invented day with as many digits; all of it where nothing separates its parts."""
    if len(found) > 4:
        return f"2021{next(counts) % 9 + 1:02}01" + "0" * (len(found) - 8) if len(found) >= 8 else "202101"
    return f"{next(counts, 0):0{len(found)}}"


def invented_number(seed: int) -> str:
    """A valid identity-card number of a division that does not exist."""
    digits = f"999999198001{seed % 27 + 1:02}{seed % 1000:03}"
    return digits + id_no.check_digit(digits)


def invented_code(seed: int) -> str:
    """A valid credit code of a division that does not exist."""
    code = f"91999999MA{seed:07}"
    return code + uscc.check_character(code)
