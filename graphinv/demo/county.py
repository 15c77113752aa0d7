"""The invented county: background, planted schemes, files and answer key."""

from pathlib import Path

import pandas as pd

from graphinv.demo.background import Background, Tables, draw_background
from graphinv.demo.book import Book
from graphinv.demo.filings import write_filings
from graphinv.demo.layout import SHEETS
from graphinv.demo.schemes import SCHEMES
from graphinv.demo.truth import Truth
from graphinv.demo.writing import Written, write_sheet


def write_county(folder: Path, *, scale: float = 1.0, seed: int = 1) -> Truth:
    """Write the tables of an invented county into `folder`, and `truth.json` beside them.

    Scale 1 is about 50,000 people; the planted schemes are the same at every scale. The same scale and seed give the
    same bytes. All people, firms, bodies and places are made up; see `graphinv.demo.keys` for the numbers.
    Raises ValueError if the scale is not above 0 or the seed is negative.
    """
    if scale <= 0 or seed < 0:
        raise ValueError("the scale of the county must be above 0, and its seed 0 or more")
    background, tables = draw_background(seed, scale)
    book = Book(background)
    rules = {rule: plant(book) for rule, plant in SCHEMES.items()}
    folder.mkdir(parents=True, exist_ok=True)
    _write_tables(folder, background, book.added_to(tables))
    truth = Truth(seed, scale, rules)
    truth.write(folder / "truth.json")
    return truth


def _write_tables(folder: Path, background: Background, tables: Tables) -> None:
    persons: pd.DataFrame = tables["persons"]
    numbers = persons.set_index("person_id")["full_number"]
    written: list[Written] = [write_sheet(folder, sheet, tables[sheet.table], numbers) for sheet in SHEETS]
    write_filings(folder, written, background.seed)
