"""What must hold of every load: no row is lost, each refusal says why, each loaded row is found again."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from graphinv.errors import SourceError
from graphinv.model.values.text import trimmed
from graphinv.staging.plan import staged_table
from graphinv.staging.raw import raw_rows
from graphinv.staging.result import StagedFile
from tests.properties.files import Written
from tests.staging.bench import Bench, canonical

HAN = re.compile("[一-鿿]")
Place = tuple[int, int]


def loaded(bench: Bench, written: Written) -> tuple[StagedFile, ...]:
    """Stage one file and check everything; nothing is staged where the file as a whole was refused or left out."""
    path = bench.folder / written.name
    path.write_bytes(written.content)
    try:
        staged = bench.stage(path)
    except SourceError as error:
        assert written.name in str(error) and error.hint, str(error)
        return ()
    assert staged.files or staged.left_out
    for file in staged.files:
        _check_rows(bench, file)
        _check_cells(bench, file, written)
    if written.cells is not None and staged.files:
        assert sum(file.rows for file in staged.files) == len(written.cells)
    return staged.files


def _check_rows(bench: Bench, file: StagedFile) -> None:
    """Rows in = loaded + refused, by number and by name."""
    kept, refused = kept_rows(bench, file), refused_rows(bench, file)
    assert file.rows == file.loaded + file.rejected
    assert (len(kept), len(refused)) == (file.loaded, file.rejected)
    assert not kept & refused
    for _, row, _, _, reason, chinese in refusals(bench, file):
        assert row >= 1 and reason.strip() and HAN.search(chinese)


def kept_rows(bench: Bench, file: StagedFile) -> set[int]:
    """The rows of the typed table, and those that were merged into one of them."""
    table = staged_table(file.loader)
    union = f"SELECT file, row FROM {table} UNION ALL SELECT file, row FROM merged"
    rows = [row for (row,) in bench.rows(f"SELECT row FROM ({union}) WHERE file = {file.file}")]
    assert len(rows) == len(set(rows))
    return set(rows)


def refused_rows(bench: Bench, file: StagedFile) -> set[int]:
    return {row for _, row, *_ in refusals(bench, file)}


def refusals(bench: Bench, file: StagedFile) -> list[tuple[Any, ...]]:
    """file, row, column, value, reason and its Chinese of every refused cell."""
    return bench.rows(f"SELECT file, row, col, value, reason, reason_zh FROM rejects WHERE file = {file.file}")


def _check_cells(bench: Bench, file: StagedFile, written: Written) -> None:
    """Each loaded row is found again in its file, with the cells that were written."""
    rows = kept_rows(bench, file)
    spec = canonical()[file.loader]
    found = raw_rows(Path(file.path), file.sha256, spec, rows, file.sheet or "")
    assert set(found) == rows
    if written.cells is None or (written.encoding and written.encoding != file.encoding):
        return
    for row in rows:
        there = [text for text in (trimmed(cell) for cell in written.cells[row]) if text]
        again = [text for text in (trimmed(cell.text) for cell in found[row]) if text]
        assert not Counter(again) - Counter(there) if written.some else again == there
