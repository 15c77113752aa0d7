"""A load tried out: everything happens in a folder of its own that is gone afterwards; nothing else is written."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphinv import mapping
from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import SourceError
from graphinv.message import Message
from graphinv.progress import SILENT, Progress
from graphinv.sources.inputs import Source, files_of
from graphinv.staging.batches import LiveFile
from graphinv.staging.cache import FACTS, ISSUES, ROWS
from graphinv.staging.intake import Intake
from graphinv.staging.result import LeftOut, Staging
from graphinv.staging.session import session
from graphinv.staging.stage import StageOptions, stage
from graphinv.staging.typing_file import drop
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.duckdb.files import GraphFiles
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.asserting import by_loader, missed_minima
from graphinv.workspace.batches import batch_reports, reject_rows
from graphinv.workspace.config import Config
from graphinv.workspace.content import root_of
from graphinv.workspace.loading import LoadReport, LoadRequest, finish, live_files, maxima, report
from graphinv.workspace.space import KEY_BYTES, Workspace

GRAPH = "graph.duckdb"


@dataclass(frozen=True)
class CheckReport:
    """What `load` would say; `problems` are (file, why the load would fail)."""

    load: LoadReport
    strict: bool = False
    batches: Sequence[Mapping[str, Any]] = ()
    rejects: Sequence[Mapping[str, Any]] = ()
    problems: Sequence[tuple[str, Message]] = ()

    @property
    def passed(self) -> bool:
        """Whether a load would go through; with `strict` also whether every row would be taken."""
        return not self.problems and not (self.strict and self.rejects)

    def to_json(self) -> dict[str, Any]:
        """The load in the machine-readable form, with what was found besides."""
        problems = [{"file": file, "problem": problem} for file, problem in self.problems]
        more = {"batches": list(self.batches), "rejects": list(self.rejects)}
        return {"passed": self.passed, "problems": problems, **self.load.to_json(), **more}


def check_files(folder: Path | None, request: LoadRequest, progress: Progress = SILENT) -> CheckReport:
    """Check with the workspace meant, else with the built-in loaders and a key that is thrown away."""
    root = root_of(folder)
    if root is None:
        return Check(Catalogue(), secrets.token_bytes(KEY_BYTES), Config().memory, progress=progress).run(request)
    with Workspace.open(root) as workspace:
        check = Check(workspace.catalogue, workspace.key, workspace.config.memory, workspace.state, progress)
        return check.run(request)


@dataclass(frozen=True)
class Check:
    """What a check needs; `state` is the workspace's, whose live files count as loaded, if there is one."""

    catalogue: Catalogue
    key: bytes
    memory: str
    state: Path | None = None
    progress: Progress = SILENT

    def run(self, request: LoadRequest) -> CheckReport:
        """Try to load the files. Raises UsageError; everything that is wrong with files is in the report."""
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="check-", dir=self.state) as name:
            folder = Path(name)
            options = StageOptions(
                cache=folder / "cache",
                live=self._live(folder / "cache"),
                loader=request.loader,
                batch=request.batch,
                strict=request.strict,
                secret=self.key.hex(),
                progress=self.progress,
            )
            with session(folder, self.memory) as con:
                return self._tried(con, request, options, folder / GRAPH, start)

    def _tried(
        self, con: Connection, request: LoadRequest, options: StageOptions, target: Path, start: float
    ) -> CheckReport:
        good, left_out, problems = _taken(con, request.paths, self.catalogue.loaders, options)
        empty = LoadReport(
            (), left_out=tuple((file.path, file.reason) for file in left_out), copies=(), changed=False, seconds=0
        )
        if not good:
            return CheckReport(replace(empty, seconds=time.perf_counter() - start), request.strict, problems=problems)
        try:
            staged = stage(con, good, self.catalogue, replace(options, strict=False))
        except SourceError as error:
            return CheckReport(empty, request.strict, problems=[*problems, _problem(error)])
        staged = replace(staged, left_out=left_out)
        self.progress.stage("graph")
        graph = mapping.build(con, self.catalogue, self.key, target, self.progress)
        for loaded in by_loader(staged.given, self.catalogue.loaders):
            problems += map(_problem, missed_minima(con, loaded, graph))
        graph = finish(target, staged, graph, self.catalogue, self.progress)
        warnings = maxima(target, staged, graph, self.catalogue)
        done = report(staged, staged.changed, graph, time.perf_counter() - start, warnings)
        return CheckReport(done, request.strict, *self._seen(target, staged), problems)

    def _seen(self, target: Path, staged: Staging) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The batches of the given files, and their refused rows."""
        given = {file.file: file.name for file in staged.given}
        names = set(given.values())
        with DuckStore.open(target) as store:
            rejects = [row for row in reject_rows(store) if row["file"] in names]
            return batch_reports(store.con, self.catalogue.loaders, given.keys()), rejects

    def _live(self, cache: Path) -> tuple[LiveFile, ...]:
        """The workspace's live files, with their typed rows at hand where this check may write."""
        if self.state is None:
            return ()
        live, _ = live_files(GraphFiles(self.state), self.catalogue)
        cache.mkdir()
        for file in live:
            for ending in (ROWS, ISSUES, FACTS):
                _borrow(self.state / "cache" / f"{file.cache}{ending}", cache)
        return live


def _taken(
    con: Connection, paths: Sequence[Path | str], loaders: Mapping[str, LoaderSpec], options: StageOptions
) -> tuple[list[Source], tuple[LeftOut, ...], list[tuple[str, Message]]]:
    """The files that can be loaded, those that are left out, and what is wrong with the others."""
    good: list[Source] = []
    problems: list[tuple[str, Message]] = []
    with _intake(con, loaders, options) as intake:
        sources = list(files_of(paths))
        for path, taken in zip(sources, intake.take(sources), strict=True):
            if taken.files:
                good.append(path)
            problems += map(_problem, taken.problems)
        return good, tuple(intake.left_out), problems


@contextmanager
def _intake(con: Connection, loaders: Mapping[str, LoaderSpec], options: StageOptions) -> Iterator[Intake]:
    """Files are typed once here; the cache hands their rows on to the staging of all that are good."""
    assert options.cache is not None
    options.cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.cache) as folder:
        intake = Intake(con, loaders, options, Path(folder))
        try:
            yield intake
        finally:
            for typed in intake.typed.values():
                drop(con, typed)


def _problem(error: SourceError) -> tuple[str, Message]:
    return Path(error.at).name, error.whole


def _borrow(source: Path, folder: Path) -> None:
    """The file under its name in this folder, without copying it where the system can link."""
    if source.exists():
        try:
            (folder / source.name).symlink_to(source.resolve())
        except OSError:
            shutil.copyfile(source, folder / source.name)
