"""Inputs taken in side by side: each part gets its loader, rows are typed or cached, and every problem is kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from threading import Lock, local

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile, SourceError, Unreadable, UsageError
from graphinv.message import Message, lines, msg
from graphinv.sources.database import Database, connect
from graphinv.sources.inputs import Source, is_table, not_a_table
from graphinv.sources.look import Look, is_empty, look
from graphinv.sources.parts import Part, forced, parts_of, tables
from graphinv.sources.recognise import Choice, NoLoader, Recogniser
from graphinv.sources.seen import Seen
from graphinv.sources.table import open_table
from graphinv.sources.tables import read_table, table_looks
from graphinv.staging import macros
from graphinv.staging.batches import LiveFile, context_of
from graphinv.staging.cache import Cache, stem_of
from graphinv.staging.options import StageOptions
from graphinv.staging.reopen import Place, reopen
from graphinv.staging.result import LeftOut
from graphinv.staging.typing_file import Typed, drop, type_file
from graphinv.staging.version import spec_digest
from graphinv.stopping import interruptible

HANDS = 2
"""So many inputs are taken in side by side: while one is scanned or decoded, the engine types the other."""


@dataclass
class Taken:
    """What became of one input: its parts that have a loader, those left out, and what is wrong with it."""

    files: list[LiveFile] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)


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

    def __post_init__(self) -> None:
        macros.install(self.con)
        self._own, self._numbers = local(), count()
        self._lock, self._locks, self._digests = Lock(), dict[str, Lock](), dict[str, str]()
        self.recogniser = Recogniser(self.loaders)
        self.cache = Cache(self.options.cache) if self.options.cache else None
        self.seen = self.cache.seen() if self.cache else Seen()
        if self.options.loader and self.options.loader not in self.loaders:
            raise UsageError(
                "There is no loader `{loader}`.",
                hint="Known: {names}.",
                loader=self.options.loader,
                names=self.loaders,
            )

    def take(self, sources: Sequence[Source]) -> Iterator[Taken]:
        """Type the parts of the files and databases that the user gave, or note why not; in their order."""
        self.options.progress.stage("files", len(sources))
        for taken in self._side_by_side(sources) if self.cache and len(sources) > 1 else map(self._take, sources):
            self.left_out += taken.left_out
            self.problems += taken.problems
            yield taken

    def remember(self, files: Iterable[LiveFile]) -> None:
        """Keep for the next load what was found out about the bytes of these files."""
        if self.cache:
            self.cache.remember(self.seen, {file.sha256 for file in files})

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
        return stem_of(live.sha256, self._digest(spec), live.part, live.context) if spec else live.cache

    def _side_by_side(self, sources: Sequence[Source]) -> Iterator[Taken]:
        """The largest first, so that none of them is left alone at the end."""
        opened: list[DuckDBPyConnection] = []
        pool = ThreadPoolExecutor(HANDS, "intake")
        try:
            order = sorted(range(len(sources)), key=lambda place: -_size(sources[place]))
            given = {place: pool.submit(self._take_beside, sources[place], opened) for place in order}
            yield from (given[place].result() for place in range(len(sources)))
        finally:
            pool.shutdown(cancel_futures=True)
            for con in opened:
                con.close()

    def _take_beside(self, source: Source, opened: list[DuckDBPyConnection]) -> Taken:
        """In a thread of its own, which has a connection for its temporary tables; rows are handed on in the cache.

        The thread's first file opens it: a pool whose `initializer` is interrupted may wait for itself for ever.
        """
        if not hasattr(self._own, "con"):
            con = interruptible(self.con.cursor())
            opened.append(con)
            macros.install(con)
            self._own.con = con
        return self._take(source)

    def _take(self, source: Source) -> Taken:
        with self._lock:
            self.options.progress.step(source.name)
        taken = Taken()
        try:
            if isinstance(source, Database):
                self._take_tables(source, taken)
            elif is_table(source):
                self._take_file(source, taken)
            else:
                self._leave_out(taken, str(source), not_a_table(source))
        except SourceError as error:
            taken.files.clear()
            taken.problems.append(error)
        return taken

    def _take_file(self, path: Path, taken: Taken) -> None:
        loader = self.options.loader
        found = look(
            path, self.recogniser.known, encoded=self.loaders[loader].encoding if loader else "auto", seen=self.seen
        )
        parts = forced(self.recogniser, found, loader) if loader else parts_of(self.recogniser, found)
        for part in parts:
            self._take_part(part, _place(str(path), part, parts), str(path.resolve()), taken)

    def _take_tables(self, database: Database, taken: Taken) -> None:
        """The tables that have a loader; each is read once, whole."""
        where = str(database)
        with connect(database) as connection:
            for part in tables(self.recogniser, table_looks(database, connection), self.options.loader):
                if isinstance(part.choice, Choice):
                    part = replace(part, look=read_table(part.look, connection, self.folder))
                self._take_part(part, f"{where}/{part.look.part}", where, taken)

    def _take_part(self, part: Part, place: str, path: str, taken: Taken) -> None:
        look, choice = part.look, part.choice
        if isinstance(choice, NoLoader):
            self._leave_out(taken, place, choice.reason, harmless=not look.main and is_empty(look.rows()))
            return
        stem = self._type(look, choice.spec)
        self._check_unknown(look, self.typed[stem])
        live = LiveFile(
            choice.spec.id, "", look.name, path, look.scan.sha256, stem, choice.why.dump(), look.part, _context(look)
        )
        taken.files.append(replace(live, batch=self.options.batch or live.own_batch))

    def _type(self, found: Look, spec: LoaderSpec) -> str:
        """Type the file unless that was done before; returns the name of its rows."""
        stem = stem_of(found.scan.sha256, self._digest(spec), found.part, _context(found))
        with self._lock:
            of_stem = self._locks.setdefault(stem, Lock())
        with of_stem:  # a copy of the file may be at hand at the same time
            if stem not in self.typed:
                self.typed[stem] = self._kept(stem) or self._parse(found, spec, stem)
        return stem

    def _digest(self, spec: LoaderSpec) -> str:
        if spec.id not in self._digests:
            self._digests[spec.id] = spec_digest(spec, self.options.secret)
        return self._digests[spec.id]

    def _parse(self, found: Look, spec: LoaderSpec, stem: str) -> Typed:
        if spec.encoding != "auto" and found.format == "csv" and found.encoding != spec.encoding:
            found = look(found.path, self.recogniser.known, encoded=spec.encoding, seen=self.seen)
        table, con = open_table(found, self.recogniser.names[spec.id]), getattr(self._own, "con", self.con)
        typed = type_file(con, table, next(self._numbers), secret=self.options.secret, folder=self.folder)
        if self.cache is None:
            return typed
        kept = self.cache.store(con, stem, typed)
        drop(con, typed)
        return kept

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

    def _leave_out(self, taken: Taken, path: str, reason: Message, *, harmless: bool = False) -> None:
        """Note it; with `strict` it is a problem unless it is harmless."""
        taken.left_out.append(LeftOut(path, reason))
        if self.options.strict and not harmless:
            hint = "Load without --strict to leave it out, or say --loader NAME."
            taken.problems.append(BadFile(msg("{reason}.", reason=reason), at=path, hint=hint))


def _place(path: str, part: Part, parts: Sequence[Part]) -> str:
    """What a part is called when it is left out."""
    return f"{path}/{part.look.part}" if len(parts) > 1 else path


def _context(look: Look) -> str:
    return context_of(look.main, look.context)


def _size(source: Source) -> int:
    try:
        return source.stat().st_size if isinstance(source, Path) else 0
    except OSError:
        return 0
