"""Opening and making a workspace, and what can be done in one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graphinv.content.catalogue import Catalogue
from graphinv.content.messages import language
from graphinv.errors import UsageError
from graphinv.message import Message
from graphinv.progress import SILENT, Progress
from graphinv.workspace.config import FILE, TEMPLATE, Config, read
from graphinv.workspace.content import root_of

if TYPE_CHECKING:
    from graphinv.stores.duckdb.files import GraphFiles
    from graphinv.stores.duckdb.store import DuckStore
    from graphinv.stores.neo4j.publish import Published
    from graphinv.sweep import SweepResult
    from graphinv.workspace.answers import Answer, Question
    from graphinv.workspace.engines import Place
    from graphinv.workspace.exploring import Ask, Explored
    from graphinv.workspace.loading import LoadReport

STATE = ".graphinv"
DUCKDB = "duckdb"
KEY_BYTES = 32


class Workspace:
    """One investigation: settings, graph, ledger. Use it as a context manager."""

    def __init__(self, root: Path, config: Config, lang: str, progress: Progress = SILENT) -> None:
        self.root, self.config, self.lang, self.progress = root, config, lang, progress
        self.state = root / STATE
        self.catalogue = Catalogue(root)

    @classmethod
    def create(
        cls, root: Path, *, name: str = "", key: bytes = b"", lang: str | None = None, progress: Progress = SILENT
    ) -> Workspace:
        """Make a workspace; `key` is drawn at random unless given. Raises UsageError if there is one already."""
        if (root / FILE).exists():
            raise UsageError("{root} is a workspace already.", hint="Use it: graphinv -w {root} load FILES…", root=root)
        for folder in ("loaders", "queries", "reports", STATE):
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / FILE).write_text(TEMPLATE.replace("{name}", name or root.resolve().name.replace('"', "")), "utf-8")
        secret = root / STATE / "key"
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
            file.write((key or secrets.token_bytes(KEY_BYTES)).hex() + "\n")
        return cls.open(root, lang, progress)

    @classmethod
    def open(cls, root: Path, lang: str | None = None, progress: Progress = SILENT) -> Workspace:
        """The workspace in this folder; long work in it is told to `progress`."""
        config = read(root)
        return cls(root, config, language(lang, config.lang), progress)

    @classmethod
    def find(cls, folder: Path | None, lang: str | None, progress: Progress = SILENT) -> Workspace:
        """The workspace given, else the nearest one upward. Raises UsageError if there is none."""
        root = root_of(folder)
        if root is None:
            raise UsageError(
                "There is no workspace here.", hint="Make one with `graphinv init DIR`, or name one with -w DIR."
            )
        return cls.open(root, lang, progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the graph's file; whatever was under way has ended."""
        self.progress.done()
        if "store" in self.__dict__:
            self.store.close()
            del self.store

    @cached_property
    def files(self) -> GraphFiles:
        from graphinv.stores.duckdb.files import GraphFiles

        return GraphFiles(self.state)

    @cached_property
    def store(self) -> DuckStore:
        """The graph in force. Raises StoreUnavailable before the first load."""
        return self.files.open()

    @property
    def key(self) -> bytes:
        """The secret under which persons' ids are hashed. Raises UsageError if it is gone."""
        try:
            return bytes.fromhex((self.state / "key").read_text("ascii").strip())
        except (FileNotFoundError, ValueError):
            hint = "Restore it from a backup: with another key every person gets another id."
            raise UsageError("The key of this workspace is missing.", at=str(self.state / "key"), hint=hint) from None

    def load(
        self, paths: Sequence[Path | str], *, strict: bool = False, loader: str = "", batch: str = ""
    ) -> LoadReport:
        """Load files or folders into the graph; the graph in force is swapped only when all went well."""
        from graphinv.workspace.loading import Loading, LoadRequest

        self.close()
        loading = Loading(self.state, self.catalogue, self.key, self.config.memory, self.progress)
        with self._reported():
            return loading.run(LoadRequest(paths, strict, loader, batch))

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Long work: when it ends, well or not, nothing is shown of it any more."""
        try:
            yield
        finally:
            self.progress.done()

    def rejects(self) -> list[dict[str, Any]]:
        """Every row of the live files that was left out; `reason` is English, `reason_zh` Chinese."""
        from graphinv.workspace.batches import reject_rows

        return reject_rows(self.store)

    def contradictions(self) -> list[dict[str, Any]]:
        """Every row of declared kinship that cannot be true, with the reason and whether it is used all the same."""
        from graphinv.workspace.contradictions import contradictions

        return contradictions(self.store.con)

    def batches(self, wanted: str = "") -> list[dict[str, Any]]:
        """What each live batch (of this name, or with this file) came to. Raises UsageError if there is none of it."""
        from graphinv.workspace.batches import batch_reports, chosen

        return chosen(batch_reports(self.store.con, self.catalogue.loaders), wanted)

    def query(self, asked: Question, *, named: bool = False) -> Answer:
        """The answer to a free query; persons are masked unless named."""
        from graphinv.workspace.answers import answer
        from graphinv.workspace.engines import store_of

        with store_of(self, asked.engine) as store:
            return answer(store, asked, named=named)

    def publish(self, place: Place | None = None, *, full: bool = False, everything: bool = False) -> Published:
        """Bring the graph on the Neo4j server up to date. Raises StoreUnavailable if the server does not answer."""
        from graphinv.workspace.engines import Place, publish

        with self._reported():
            return publish(self, place or Place(), full=full, everything=everything)

    def export_offline(self, folder: Path, *, everything: bool = False) -> list[str]:
        """Write files for Neo4j's offline importer; returns the words of its command."""
        from graphinv.workspace.engines import export_offline

        with self._reported():
            return export_offline(self, folder, everything=everything)

    def engines(self) -> list[dict[str, Any]]:
        """One row per engine: place, state, version and what was found."""
        from graphinv.workspace.engines import engines

        return engines(self)

    def path(self, start: str, end: str, ask: Ask) -> Explored:
        """The shortest paths between two entities, named by key, name or masked id."""
        from graphinv.workspace.exploring import path

        with self._reported():
            return path(self, start, end, ask)

    def expand(self, text: str, ask: Ask) -> Explored:
        """What surrounds an entity."""
        from graphinv.workspace.exploring import expand

        with self._reported():
            return expand(self, text, ask)

    def rows_loaded(self) -> dict[str, int] | None:
        """Rows loaded per table; None before the first load. Raises StoreUnavailable if the graph cannot be read."""
        return self.store.loaded() if self.files.current() else None

    def sweep(self, as_of: date | None = None, engine: str = DUCKDB) -> SweepResult:
        """Run all rules and record what they saw; `as_of` is the day it speaks of, else today."""
        from graphinv.workspace.sweeping import run

        with self._reported():
            return run(self, as_of or date.today(), engine)

    def stale(self) -> list[Message]:
        """What data the last sweep lacked, or had only in a state that is too old by the settings."""
        from graphinv.workspace.freshness import stale

        return stale(self)

    def last_sweep(self) -> date | None:
        """The day of the last sweep."""
        from graphinv.workspace.sweeping import sweeps

        done = sweeps(self)
        return done[-1].on if done else None

    def leads(self, *, named: bool = False, findings: bool = False) -> list[dict[str, Any]]:
        """The leads of the last sweep as scripts read them, highest score first."""
        from graphinv.workspace.sweeping import leads, shown

        return [shown(lead, named=named) for lead in leads(self, findings=findings)]

    def cases(self, *, named: bool = False) -> list[dict[str, Any]]:
        """The leads of the last sweep by the family or firm that they are on, the gravest case first."""
        from graphinv.workspace.lead_cases import cases

        return cases(self, named=named)

    def lead(self, key: str, *, named: bool = False) -> dict[str, Any]:
        """One lead by its key or the start of it. Raises UsageError."""
        from graphinv.workspace.sweeping import one_lead, shown

        return shown(one_lead(self, key), named=named)

    def lead_facts(self, key: str, *, named: bool = False) -> list[dict[str, str]]:
        """The numbered facts of a lead in the language of this run, each with its source rows."""
        from graphinv.workspace.reporting import fact_lines

        return fact_lines(self, key, named=named)

    def report_sweep(self, folder: Path | None = None, *, named: bool = False) -> Path:
        """Write the pages of the last sweep; returns the index."""
        from graphinv.workspace.reporting import write_sweep_report

        with self._reported():
            return write_sweep_report(self, folder or self.root / "report", named=named)

    def report_case(self, key: str, folder: Path | None = None, *, named: bool = False) -> Path:
        """Write the page of one lead; returns its path."""
        from graphinv.workspace.reporting import write_case_report

        with self._reported():
            return write_case_report(self, key, folder or self.root / "report", named=named)

    def report_graph(self, folder: Path | None = None, *, named: bool = False) -> Path:
        """Write the interactive graph of all leads; returns its path."""
        from graphinv.workspace.reporting import write_graph_report

        with self._reported():
            return write_graph_report(self, folder or self.root / "report", named=named)
