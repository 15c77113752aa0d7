"""From files, and those of earlier loads, to typed tables of everything that is live."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile, SourceError, Unreadable, UsageError
from graphinv.sources.inputs import files_of, is_table, not_a_table
from graphinv.sources.look import Look, look
from graphinv.sources.recognise import NoLoader, Recogniser
from graphinv.sources.table import open_table
from graphinv.staging import filings, macros
from graphinv.staging.assemble import Unit, assemble
from graphinv.staging.batches import LiveFile, merge
from graphinv.staging.cache import Cache, stem_of
from graphinv.staging.compare import Contents
from graphinv.staging.result import Copy, LeftOut, Staging, staged_files
from graphinv.staging.typing_file import Typed, drop, type_file


class Catalogue(Protocol):
    """What staging needs of the content in force."""

    @property
    def loaders(self) -> Mapping[str, LoaderSpec]: ...


@dataclass(frozen=True)
class StageOptions:
    """How to load: `live` are the files of earlier loads, `cache` the folder of their typed rows.

    `secret` (the workspace's key as text) keeps digests of rows without a key from telling who they are about.
    """

    cache: Path | None = None
    live: tuple[LiveFile, ...] = ()
    loader: str = ""
    batch: str = ""
    strict: bool = False
    secret: str = ""


def stage(
    con: DuckDBPyConnection, inputs: Sequence[Path], catalogue: Catalogue, options: StageOptions | None = None
) -> Staging:
    """Type the inputs and fill `s_<loader>`, files, rejects, notes and merged with all live rows.

    Raises BadFile or Unreadable with the problems of all files at once; nothing is left half done outside `con`.
    """
    with tempfile.TemporaryDirectory(prefix="graphinv-") as folder:
        macros.install(con)
        job = _Job(con, catalogue.loaders, options or StageOptions(), Path(folder))
        given = [file for path in files_of(inputs) if (file := job.take(path))]
        job.check()
        return job.finish(given)


@dataclass
class _Job:
    con: DuckDBPyConnection
    loaders: Mapping[str, LoaderSpec]
    options: StageOptions
    folder: Path
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)
    typed: dict[str, Typed] = field(default_factory=dict)  # by the name of the cached rows

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(self.loaders)
        self.cache = Cache(self.options.cache) if self.options.cache else None
        if self.options.loader and self.options.loader not in self.loaders:
            raise UsageError(f"There is no loader `{self.options.loader}`.", hint=f"Known: {', '.join(self.loaders)}.")

    def take(self, path: Path) -> LiveFile | None:
        """Read one file that the user gave, or note why not."""
        if not is_table(path):
            self._leave_out(path, not_a_table(path))
            return None
        try:
            return self._read(path)
        except SourceError as error:
            self.problems.append(error)
            return None

    def _read(self, path: Path) -> LiveFile | None:
        found = self._look(path, self.options.loader)
        choose = self.recogniser.choose
        choice = self.recogniser.forced(self.options.loader, found) if self.options.loader else choose(found)
        if isinstance(choice, NoLoader):
            self._leave_out(path, choice.reason)
            return None
        stem = self._type(found, choice.spec)
        self._check_unknown(path, self.typed[stem])
        live = LiveFile(choice.spec.id, "", path.name, str(path.resolve()), found.scan.sha256, stem, choice.why)
        return replace(live, batch=self.options.batch or live.own_batch)

    def _look(self, path: Path, loader: str) -> Look:
        encoding = self.loaders[loader].encoding if loader else "auto"
        return look(path, self.recogniser.known, encoded=encoding)

    def _type(self, found: Look, spec: LoaderSpec) -> str:
        """Type the file unless that was done before; returns the name of its rows."""
        stem = stem_of(found.scan.sha256, spec, self.options.secret)
        if stem not in self.typed:
            kept = self._kept(stem)
            if kept is None:
                if spec.encoding != "auto" and found.format == "csv" and found.encoding != spec.encoding:
                    found = look(found.path, self.recogniser.known, encoded=spec.encoding)
                table = open_table(found, self.recogniser.names[spec.id])
                kept = type_file(self.con, table, len(self.typed), secret=self.options.secret, folder=self.folder)
                if self.cache:
                    kept = self.cache.store(self.con, stem, kept)
            self.typed[stem] = kept
        return stem

    def _kept(self, stem: str) -> Typed | None:
        began = time.perf_counter()
        kept = self.cache.load(stem) if self.cache else None
        return kept and replace(kept, facts=replace(kept.facts, seconds=round(time.perf_counter() - began, 3)))

    def _check_unknown(self, path: Path, typed: Typed) -> None:
        filled = [header for header, part in typed.facts.unknown.items() if part]
        if self.options.strict and filled:
            raise BadFile(
                f"has columns that `{typed.facts.loader}` does not know: {'、'.join(filled)}.",
                at=path.name,
                hint="Load without --strict to keep them as extras, or name them under `ignore:` in a loader.",
            )

    def _leave_out(self, path: Path, reason: str) -> None:
        self.left_out.append(LeftOut(str(path), reason))
        if self.options.strict:
            hint = "Load without --strict to leave it out, or say --loader NAME."
            self.problems.append(BadFile(f"{reason}.", at=path.name, hint=hint))

    def check(self) -> None:
        """Raise all problems as one error."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            kind = Unreadable if all(isinstance(problem, Unreadable) for problem in self.problems) else BadFile
            raise kind("\n".join([f"{len(self.problems)} files cannot be loaded:", *map(str, self.problems)]))

    def finish(self, given: Sequence[LiveFile]) -> Staging:
        """Decide which files are live and fill the tables."""
        live = [self._revive(file) for file in self.options.live]
        if not self.options.batch:
            announced = self._filings((*live, *given))
            given = [self._batched(file, announced) for file in given]
        merged = merge(live, given, Contents(self.con, self.loaders, self.typed).same)
        announced = self._filings(merged.files)
        units = [
            Unit(file, self.typed[file.cache], filings.filing_of(file.name, file.sha256, announced))
            for file in merged.files
        ]
        assemble(self.con, units, self.loaders)
        for leftover in self.typed.values():
            drop(self.con, leftover)
        return Staging(
            files=staged_files(self.con, given),
            left_out=tuple(self.left_out),
            copies=tuple(Copy(file.path, of.name) for file, of in merged.copies),
            replaced=merged.replaced,
            live=merged.files,
            changed=_content(merged.files) != _content(self.options.live),
        )

    def _filings(self, files: Iterable[LiveFile]) -> list[filings.Filing]:
        relations = {self.typed[file.cache].rows for file in files if file.loader == filings.LOADER}
        return filings.read_filings(self.con, sorted(relations))

    def _batched(self, file: LiveFile, announced: Sequence[filings.Filing]) -> LiveFile:
        batch = filings.filing_of(file.name, file.sha256, announced).batch_id
        return replace(file, batch=batch) if batch else file

    def _revive(self, file: LiveFile) -> LiveFile:
        """A live file with its typed rows at hand: from the cache, else read again if the file is unchanged."""
        spec = self.loaders.get(file.loader)
        if spec is None:
            raise BadFile(
                f"was loaded with `{file.loader}`, which is gone.",
                at=file.name,
                hint="Put the loader back, or load anew.",
            )
        stem = stem_of(file.sha256, spec, self.options.secret)
        kept = self.typed.get(stem) or self._kept(stem)
        if kept is None:
            found = self._look(Path(file.path), file.loader) if Path(file.path).exists() else None
            if found is None or found.scan.sha256 != file.sha256:
                raise BadFile(
                    "was loaded before, but its typed rows have to be made anew and the file is gone or has changed.",
                    at=file.path,
                    hint="Put the file back, or load its new version.",
                )
            stem = self._type(found, spec)
            kept = self.typed[stem]
        self.typed[stem] = kept
        return replace(file, cache=stem)


def _content(files: Iterable[LiveFile]) -> set[tuple[str, str, str]]:
    """What of the live files is in the graph: not their names and places."""
    return {(file.loader, file.batch, file.cache) for file in files}
