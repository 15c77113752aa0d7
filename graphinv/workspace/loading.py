"""One load: stage, build the graph beside the old one, derive, swap."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from graphinv import derive, mapping
from graphinv.content.catalogue import Catalogue
from graphinv.errors import ContentError, StoreUnavailable
from graphinv.mapping import GraphTotals
from graphinv.message import Message, msg
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import BUILT, FORMAT
from graphinv.progress import SILENT, Progress
from graphinv.staging.batches import LiveFile
from graphinv.staging.cache import Cache
from graphinv.staging.result import StagedFile, Staging
from graphinv.staging.session import session
from graphinv.staging.stage import StageOptions, stage
from graphinv.stores.duckdb.connect import connect
from graphinv.stores.duckdb.files import GraphFiles
from graphinv.workspace.asserting import passed_by, refuse_if_missed
from graphinv.workspace.contradictions import unused

LIVE = "live"
"""Key of the list of live files in the graph's own `meta`, so that graph and list are swapped as one."""


@dataclass(frozen=True)
class LoadRequest:
    """What the user asked for."""

    paths: Sequence[Path | str]
    strict: bool = False
    loader: str = ""
    batch: str = ""


@dataclass(frozen=True)
class LoadReport:
    """What a load did: one entry per file, what was left out, and what the graph holds now."""

    files: tuple[dict[str, Any], ...]
    left_out: tuple[tuple[str, Message], ...]
    copies: tuple[tuple[str, str], ...]
    changed: bool
    seconds: float
    graph: GraphTotals | None = None
    stubs: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    contradictions: int = 0
    """Declared relations of the whole graph that are not used: see `workspace.contradictions`."""

    def totals(self) -> dict[str, Any]:
        """Rows of this load's files, nodes and edges of the whole graph."""
        counted = {name: sum(file[name] for file in self.files) for name in ("rows", "loaded", "warned", "rejected")}
        nodes, edges = (self.graph.nodes, self.graph.edges) if self.graph else ({}, {})
        return counted | {"nodes": sum(nodes.values()), "edges": sum(edges.values()), "seconds": round(self.seconds, 2)}

    def to_json(self) -> dict[str, Any]:
        """The load in the machine-readable form."""
        totals: dict[str, Any] = self.totals()
        if self.graph:
            totals |= {"nodes": dict(self.graph.nodes), "edges": dict(self.graph.edges)}
        return {
            "files": [{**file, "why": str(file["why"])} for file in self.files],
            "left_out": [{"file": file, "reason": str(why)} for file, why in self.left_out],
            "copies": [{"file": file, "of": of} for file, of in self.copies],
            "changed": self.changed,
            "stubs": dict(self.stubs),
            "warnings": list(self.warnings),
            "contradictions": self.contradictions,
            "totals": totals,
        }


@dataclass(frozen=True)
class Loading:
    """Where a workspace keeps what a load needs."""

    state: Path
    catalogue: Catalogue
    key: bytes
    memory: str
    progress: Progress = SILENT

    def run(self, request: LoadRequest) -> LoadReport:
        """Load the files. Raises BadFile, Unreadable or StoreBusy; the graph in force stays as it was then."""
        start = time.perf_counter()
        files = GraphFiles(self.state)
        with files.write() as version, session(self.state, self.memory) as con:
            live, current = live_files(files, self.catalogue)
            cache = self.state / "cache"
            Cache(cache).prune({file.cache for file in live})  # what earlier loads no longer need
            options = StageOptions(
                cache=cache,
                live=live,
                loader=request.loader,
                batch=request.batch,
                strict=request.strict,
                secret=self.key.hex(),
                progress=self.progress,
            )
            staged = stage(con, request.paths, self.catalogue, options)
            version.keep = staged.changed or not current
            graph, warnings, wrong = None, tuple[Message, ...](), 0
            if version.keep:
                self.progress.stage("graph")
                graph = mapping.build(con, self.catalogue, self.key, version.path, self.progress)
                refuse_if_missed(con, staged, graph, self.catalogue.loaders)
                graph = finish(version.path, staged, graph, self.catalogue, self.progress)
                warnings = maxima(version.path, staged, graph, self.catalogue)
                wrong = contradicting(version.path)
        done = report(staged, version.keep, graph, time.perf_counter() - start, warnings)
        return replace(done, contradictions=wrong)


def maxima(path: Path, staged: Staging, graph: GraphTotals, catalogue: Catalogue) -> tuple[Message, ...]:
    """The maxima of the loaders that this load passes; the finished graph lies at `path`."""
    with closing(connect(path, read_only=True)) as con:
        return passed_by(con, staged, graph, catalogue.loaders)


def contradicting(path: Path) -> int:
    """How many declared relations the finished graph at `path` cannot use."""
    with closing(connect(path, read_only=True)) as con:
        return unused(con)


def finish(
    path: Path, staged: Staging, graph: GraphTotals, catalogue: Catalogue, progress: Progress = SILENT
) -> GraphTotals:
    """Derived relations and the list of live files go into the new file before it is swapped in."""
    con = connect(path, read_only=False)
    try:
        derived = derive.run(con, derived_for(catalogue), progress)
        live = json.dumps([asdict(file) for file in staged.live], ensure_ascii=False)
        built = json.dumps([done.name for done in derived])
        con.executemany("INSERT INTO meta VALUES (?, ?)", [[LIVE, live], [BUILT, built]])
    finally:
        con.close()
    counted = {done.name: done.rows for done in derived}
    edges = dict(graph.edges) | {name: rows for name, rows in counted.items() if name in EDGES}
    nodes = dict(graph.nodes) | {name: rows for name, rows in counted.items() if name in LABELS and rows}
    return replace(graph, nodes=nodes, edges=edges)


def derived_for(catalogue: Catalogue) -> frozenset[str]:
    """The relations that a graph must hold for these rules; all, where a rule cannot be read and may need any."""
    try:
        needs = [need.element for rule in catalogue.rules.values() for need in rule.needs]
    except ContentError:
        needs = list(derive.DERIVED)
    return derive.ALWAYS | (derive.DERIVED & set(needs))


def live_files(files: GraphFiles, catalogue: Catalogue) -> tuple[tuple[LiveFile, ...], bool]:
    """The files whose rows are in the graph in force, and whether it was built as it would be built now."""
    try:
        with files.open(older=True) as store:
            meta = store.meta()
    except StoreUnavailable:
        return (), False
    listed = json.loads(meta.get(LIVE, "[]"))
    current = (meta.get("format"), meta.get("plan")) == (FORMAT, mapping.plan_digest(catalogue))
    current = current and derived_for(catalogue) <= set(json.loads(meta.get(BUILT, "[]")))
    return tuple(LiveFile(**entry) for entry in listed), current


def report(
    staged: Staging, changed: bool, graph: GraphTotals | None, seconds: float, warnings: tuple[Message, ...]
) -> LoadReport:
    return LoadReport(
        files=tuple(_file(file) for file in staged.given),
        left_out=tuple((file.path, file.reason) for file in staged.left_out),
        copies=tuple((copy.path, copy.of) for copy in staged.copies),
        changed=changed,
        seconds=seconds,
        graph=graph,
        stubs=graph.stubs if graph else {},
        warnings=warnings,
    )


def _file(file: StagedFile) -> dict[str, Any]:
    names = ("loader", "rows", "loaded", "warned", "rejected", "seconds", "sheet", "encoding", "reader", "batch")
    reason = msg("{fit}; {why}", fit=file.fit, why=file.why) if file.why else file.fit
    values = {name: getattr(file, name) for name in names}
    return {"file": file.name, **values, "why": reason, "unknown_columns": dict(file.unknown)}
