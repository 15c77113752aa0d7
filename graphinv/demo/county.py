"""The invented county: background, planted schemes, files and answer key.

A person brings about 15 rows and as many edges: 5 transfers, 3 subsidy payments, 2.2 contacts, 1.2 accounts, the record
itself, 0.5 entries of kin and deaths, 0.5 of other registers, 0.3 jobs, and 1.3 of all that firms and units do. Scale 1
is 50,000 people and 780,000 edges; at scale 13 there are 10 million, in 53 files with 840 MB.
"""

from pathlib import Path

from graphinv.demo.background import draw_background
from graphinv.demo.book import Book
from graphinv.demo.cells import Printed
from graphinv.demo.filings import write_filings
from graphinv.demo.further import FURTHER, empty_tables
from graphinv.demo.layout import SHEETS
from graphinv.demo.schemes import SCHEMES
from graphinv.demo.stage import Background, Tables
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
    for rule, plant in SCHEMES.items():
        book.planted[rule] = plant(book)
    folder.mkdir(parents=True, exist_ok=True)
    _write_tables(folder, background, book.added_to({**tables, **empty_tables()}))
    truth = Truth(seed, scale, book.planted)
    truth.write(folder / "truth.json")
    return truth


def _write_tables(folder: Path, background: Background, tables: Tables) -> None:
    printed = Printed(tables["persons"])
    sheets = [*SHEETS, *(sheet for sheet in FURTHER if len(tables[sheet.table]))]
    written: list[Written] = [write_sheet(folder, sheet, tables[sheet.table], printed) for sheet in sheets]
    write_filings(folder, written, background.seed)
