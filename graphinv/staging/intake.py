"""Files taken in one by one: a loader is found, rows are typed or come from the cache, and every problem is kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile, SourceError, Unreadable, UsageError
from graphinv.sources.inputs import is_table, not_a_table
from graphinv.sources.look import Look, look
from graphinv.sources.recognise import NoLoader, Recogniser
from graphinv.sources.table import open_table
from graphinv.staging.batches import LiveFile
from graphinv.staging.cache import Cache, stem_of
from graphinv.staging.options import StageOptions
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

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(self.loaders)
        self.cache = Cache(self.options.cache) if self.options.cache else None
        if self.options.loader and self.options.loader not in self.loaders:
            raise UsageError(f"There is no loader `{self.options.loader}`.", hint=f"Known: {', '.join(self.loaders)}.")

    def take(self, path: Path) -> LiveFile | None:
        """Type one file that the user gave, or note why not."""
        if not is_table(path):
            self._leave_out(path, not_a_table(path))
            return None
        try:
            return self._take(path)
        except SourceError as error:
            self.problems.append(error)
            return None

    def check(self) -> None:
        """Raise all problems as one error."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            kind = Unreadable if all(isinstance(problem, Unreadable) for problem in self.problems) else BadFile
            raise kind("\n".join([f"{len(self.problems)} files cannot be loaded:", *map(str, self.problems)]))

    def rows_of(self, live: LiveFile) -> Typed | None:
        """The typed rows of a live file; None if they are not kept and the file is gone or has changed."""
        spec, path = self.loaders.get(live.loader), Path(live.path)
        if spec is None:
            return None
        stem = self.stem(live)
        if stem not in self.typed and (kept := self._kept(stem)):
            self.typed[stem] = kept
        if stem not in self.typed and path.exists():
            found = self._look(path, live.loader)
            if found.scan.sha256 == live.sha256:
                self._type(found, spec)
        return self.typed.get(stem)

    def stem(self, live: LiveFile) -> str:
        """The name under which the file's rows are kept by today's loader; that of old, if the loader is gone."""
        spec = self.loaders.get(live.loader)
        return stem_of(live.sha256, spec, self.options.secret) if spec else live.cache

    def _take(self, path: Path) -> LiveFile | None:
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
