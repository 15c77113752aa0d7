"""From files, and those of earlier loads, to typed tables of everything that is live."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import SourceMissing
from graphinv.sources.inputs import Source, files_of
from graphinv.staging import filings
from graphinv.staging.assemble import Unit, assemble
from graphinv.staging.batches import LiveFile, Merge, merge
from graphinv.staging.compare import Contents
from graphinv.staging.intake import Intake
from graphinv.staging.options import StageOptions
from graphinv.staging.result import Copy, Staging, staged_files
from graphinv.staging.typing_file import drop

__all__ = ["StageOptions", "stage"]


class Catalogue(Protocol):
    """What staging needs of the content in force."""

    @property
    def loaders(self) -> Mapping[str, LoaderSpec]: ...


def stage(
    con: DuckDBPyConnection, inputs: Sequence[Source | str], catalogue: Catalogue, options: StageOptions | None = None
) -> Staging:
    """Type the inputs and fill `s_<loader>`, files, rejects, notes and merged with all live rows.

    Raises BadFile or Unreadable with the problems of all files at once; nothing is left half done outside `con`.
    """
    options = options or StageOptions()
    with tempfile.TemporaryDirectory(prefix="graphinv-", dir=_beside(options.cache)) as folder:
        intake = Intake(con, catalogue.loaders, options, Path(folder))
        given = [file for taken in intake.take(list(files_of(inputs))) for file in taken.files]
        intake.check()
        options.progress.stage("rows")
        merged = _merge(intake, given)
        intake.remember(merged.files)
        _fill(intake, merged)
        return Staging(
            files=staged_files(con, given),
            left_out=tuple(intake.left_out),
            copies=tuple(Copy(file.path, of.name) for file, of in merged.copies),
            replaced=merged.replaced,
            live=merged.files,
            changed=_content(merged.files) != _content(options.live),
        )


def _beside(cache: Path | None) -> Path | None:
    """Copies of files in other encodings lie in the workspace, if there is one: they hold what the files hold."""
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
    return cache


def _merge(intake: Intake, given: Sequence[LiveFile]) -> Merge:
    """Decide which files are live, and make sure that the rows of each are at hand."""
    live = intake.options.live
    if not intake.options.batch:
        announced = _filings(intake, (*live, *given))
        given = [_batched(file, announced) for file in given]
    merged = merge(live, given, Contents(intake).same, whole=not intake.options.loader)
    for file in merged.files:
        if intake.rows_of(file) is None:
            raise SourceMissing(
                "was loaded before with `{loader}`, but its rows have to be made anew "
                "and the loader or the file is gone, or the file has changed.",
                at=file.path,
                hint="Put it back, or load its new version.",
                loader=file.loader,
            )
    return replace(merged, files=tuple(replace(file, cache=intake.stem(file)) for file in merged.files))


def _fill(intake: Intake, merged: Merge) -> None:
    announced = _filings(intake, merged.files)
    units = [
        Unit(file, intake.typed[file.cache], filings.filing_of(file.name, file.sha256, announced))
        for file in merged.files
    ]
    assemble(intake.con, units, intake.loaders)
    live = {file.cache for file in merged.files}
    for stem, leftover in intake.typed.items():
        if stem not in live:
            drop(intake.con, leftover)


def _filings(intake: Intake, files: Iterable[LiveFile]) -> list[filings.Filing]:
    typed = [intake.rows_of(file) for file in files if file.loader == filings.LOADER]
    return filings.read_filings(intake.con, {found.rows: found.facts.columns for found in typed if found})


def _batched(file: LiveFile, announced: Sequence[filings.Filing]) -> LiveFile:
    batch = filings.filing_of(file.name, file.sha256, announced).batch_id
    return replace(file, batch=batch) if batch else file


def _content(files: Iterable[LiveFile]) -> set[tuple[str, str, str]]:
    """What of the live files is in the graph: not their names and places."""
    return {(file.loader, file.batch, file.cache) for file in files}
