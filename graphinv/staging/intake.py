"""Inputs taken in one by one: each part gets its loader, rows are typed or cached, and every problem is kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile, SourceError, Unreadable, UsageError
from graphinv.message import Message, lines, msg
from graphinv.sources.database import Database, connect
from graphinv.sources.inputs import Source, is_table, not_a_table
from graphinv.sources.look import Look, is_empty, look
from graphinv.sources.parts import Part, forced, parts_of, tables
from graphinv.sources.recognise import Choice, NoLoader, Recogniser
from graphinv.sources.table import open_table
from graphinv.sources.tables import read_table, table_looks
from graphinv.staging.batches import LiveFile, context_of
from graphinv.staging.cache import Cache, stem_of
from graphinv.staging.options import StageOptions
from graphinv.staging.reopen import Place, reopen
from graphinv.staging.result import LeftOut
from graphinv.staging.typing_file import Typed, type_file


@dataclass
class Intake:
    """The files of one load; `typed` holds their rows by the name under which the cache keeps them."""

    con: DuckDBPyConnection
    loaders: Mapping[str, LoaderSpec]
    options: StageOptions
    folder: Path
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)
    typed: dict[str, Typed] = field(default_factory=dict)
    looks: dict[Path, Future[Look]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(self.loaders)
        self.cache = Cache(self.options.cache) if self.options.cache else None
        if self.options.loader and self.options.loader not in self.loaders:
            raise UsageError(
                "There is no loader `{loader}`.",
                hint="Known: {names}.",
                loader=self.options.loader,
                names=self.loaders,
            )

    def take(self, source: Source) -> list[LiveFile]:
        """Type the parts of one file or database that the user gave, or note why not."""
        try:
            if isinstance(source, Database):
                return self._take_tables(source)
            if is_table(source):
                return self._take_file(source)
        except SourceError as error:
            self.problems.append(error)
            return []
        self._leave_out(str(source), not_a_table(source))
        return []

    def look_ahead(self, pool: Executor, sources: Iterable[Source]) -> None:
        """Begin to look at the files in their order: scanning bytes needs no engine, which types those before."""
        for source in sources:
            if isinstance(source, Path) and is_table(source) and source not in self.looks:
                self.looks[source] = pool.submit(self._look, source, self.options.loader)

    def check(self) -> None:
        """Raise all problems as one error."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            kind = Unreadable if all(isinstance(problem, Unreadable) for problem in self.problems) else BadFile
            head = msg("{count} files cannot be loaded:", count=len(self.problems))
            raise kind(lines([head, *(problem.whole for problem in self.problems)]))

    def rows_of(self, live: LiveFile) -> Typed | None:
        """The typed rows of a live file; None if they are not kept and the file is gone or has changed."""
        spec = self.loaders.get(live.loader)
        if spec is None:
            return None
        stem = self.stem(live)
        if stem not in self.typed and (kept := self._kept(stem)):
            self.typed[stem] = kept
        if stem not in self.typed:
            place = Place(live.path, live.part, live.sha256, live.main, live.beside)
            found = reopen(place, self.recogniser.names[live.loader], self.recogniser.known, self.folder)
            if found:
                self._type(found, spec)
        return self.typed.get(stem)

    def stem(self, live: LiveFile) -> str:
        """The name under which the file's rows are kept by today's loader; that of old, if the loader is gone."""
        spec = self.loaders.get(live.loader)
        secret = self.options.secret
        return stem_of(live.sha256, spec, secret, live.part, live.context) if spec else live.cache

    def _take_file(self, path: Path) -> list[LiveFile]:
        ahead, loader = self.looks.pop(path, None), self.options.loader
        found = ahead.result() if ahead else self._look(path, loader)
        parts = forced(self.recogniser, found, loader) if loader else parts_of(self.recogniser, found)
        taken = (self._take_part(part, _place(str(path), part, parts), str(path.resolve())) for part in parts)
        return [live for live in taken if live]

    def _take_tables(self, database: Database) -> list[LiveFile]:
        """The tables that have a loader; each is read once, whole."""
        where, found = str(database), list[LiveFile]()
        with connect(database) as connection:
            parts = tables(self.recogniser, table_looks(database, connection), self.options.loader)
            for part in parts:
                if isinstance(part.choice, Choice):
                    part = replace(part, look=read_table(part.look, connection, self.folder))
                if live := self._take_part(part, f"{where}/{part.look.part}", where):
                    found.append(live)
        return found

    def _take_part(self, part: Part, place: str, path: str) -> LiveFile | None:
        look, choice = part.look, part.choice
        if isinstance(choice, NoLoader):
            self._leave_out(place, choice.reason, harmless=not look.main and is_empty(look.rows()))
            return None
        stem = self._type(look, choice.spec)
        self._check_unknown(look, self.typed[stem])
        live = LiveFile(
            choice.spec.id, "", look.name, path, look.scan.sha256, stem, choice.why.dump(), look.part, _context(look)
        )
        return replace(live, batch=self.options.batch or live.own_batch)

    def _look(self, path: Path, loader: str) -> Look:
        encoding = self.loaders[loader].encoding if loader else "auto"
        return look(path, self.recogniser.known, encoded=encoding)

    def _type(self, found: Look, spec: LoaderSpec) -> str:
        """Type the file unless that was done before; returns the name of its rows."""
        stem = stem_of(found.scan.sha256, spec, self.options.secret, found.part, _context(found))
        if stem not in self.typed:
            self.typed[stem] = self._kept(stem) or self._parse(found, spec, stem)
        return stem

    def _parse(self, found: Look, spec: LoaderSpec, stem: str) -> Typed:
        if spec.encoding != "auto" and found.format == "csv" and found.encoding != spec.encoding:
            found = look(found.path, self.recogniser.known, encoded=spec.encoding)
        table = open_table(found, self.recogniser.names[spec.id])
        typed = type_file(self.con, table, len(self.typed), secret=self.options.secret, folder=self.folder)
        if self.cache:
            self.cache.store(self.con, stem, typed)
        return typed

    def _kept(self, stem: str) -> Typed | None:
        began = time.perf_counter()
        kept = self.cache.load(stem) if self.cache else None
        return kept and replace(kept, facts=replace(kept.facts, seconds=round(time.perf_counter() - began, 3)))

    def _check_unknown(self, look: Look, typed: Typed) -> None:
        filled = [header for header, part in typed.facts.unknown.items() if part]
        if self.options.strict and filled:
            raise BadFile(
                "has columns that `{loader}` does not know: {filled}.",
                at=f"{look.name}/{look.part}" if look.part else look.name,
                hint="Load without --strict to keep them as extras, or name them under `ignore:` in a loader.",
                loader=typed.facts.loader,
                filled=filled,
            )

    def _leave_out(self, path: str, reason: Message, *, harmless: bool = False) -> None:
        """Note it; with `strict` it is a problem unless it is harmless."""
        self.left_out.append(LeftOut(path, reason))
        if self.options.strict and not harmless:
            hint = "Load without --strict to leave it out, or say --loader NAME."
            self.problems.append(BadFile(msg("{reason}.", reason=reason), at=path, hint=hint))


def _place(path: str, part: Part, parts: Sequence[Part]) -> str:
    """What a part is called when it is left out."""
    return f"{path}/{part.look.part}" if len(parts) > 1 else path


def _context(look: Look) -> str:
    return context_of(look.main, look.context)
