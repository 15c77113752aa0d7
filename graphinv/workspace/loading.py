"""One load: stage, build the graph beside the old one, derive, swap."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graphinv import derive, mapping
from graphinv.content.catalogue import Catalogue
from graphinv.errors import BadFile, StoreUnavailable
from graphinv.mapping import GraphTotals
from graphinv.mapping.build import FORMAT
from graphinv.staging.batches import LiveFile
from graphinv.staging.cache import Cache
from graphinv.staging.result import StagedFile, Staging
from graphinv.staging.session import session
from graphinv.staging.stage import StageOptions, stage
from graphinv.stores.duckdb.connect import connect
from graphinv.stores.duckdb.files import GraphFiles

LIVE = "live"
"""Key of the list of live files in the graph's own `meta`, so that graph and list are swapped as one."""


@dataclass(frozen=True)
class LoadRequest:
    """What the user asked for."""

    paths: Sequence[Path]
    strict: bool = False
    loader: str = ""
    batch: str = ""


@dataclass(frozen=True)
class LoadReport:
    """What a load did: one entry per file, what was left out, and what the graph holds now."""

    files: tuple[dict[str, Any], ...]
    left_out: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    changed: bool
    seconds: float
    graph: GraphTotals | None = None
    stubs: Mapping[str, int] = field(default_factory=dict)

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
            "files": list(self.files),
            "left_out": [{"file": file, "reason": why} for file, why in self.left_out],
            "copies": [{"file": file, "of": of} for file, of in self.copies],
            "changed": self.changed,
            "stubs": dict(self.stubs),
            "totals": totals,
        }


@dataclass(frozen=True)
class Loading:
    """Where a workspace keeps what a load needs."""

    state: Path
    catalogue: Catalogue
    key: bytes
    memory: str

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
            )
            staged = stage(con, request.paths, self.catalogue, options)
            version.keep = staged.changed or not current
            graph = None
            if version.keep:
                graph = mapping.build(con, self.catalogue, self.key, version.path)
                _check_minima(staged, graph, self.catalogue)
                graph = _finish(version.path, staged, graph)
        return _report(staged, version.keep, graph, time.perf_counter() - start)


def _check_minima(staged: Staging, graph: GraphTotals, catalogue: Catalogue) -> None:
    """What the loaders of this load's files expect at least. Raises BadFile, so that the old graph stays."""
    for loader in dict.fromkeys(file.loader for file in staged.given):
        files = [file for file in staged.given if file.loader == loader]
        for name, limit in catalogue.loaders[loader].minimum.items():
            kind, _, element = name.partition(".")
            counts = {"nodes": graph.nodes, "edges": graph.edges}.get(kind, {})
            found = counts.get(element, 0) if element else sum(file.loaded for file in files)
            if found < int(limit):
                raise BadFile(
                    f"gives {found} {element or 'rows'}, and `{loader}` expects at least {limit}: "
                    "the graph stays as it was.",
                    at=", ".join(file.name for file in files),
                    hint="Check that the export is complete, or lower `assert: min` in the loader.",
                )


def _finish(path: Path, staged: Staging, graph: GraphTotals) -> GraphTotals:
    """Derived relations and the list of live files go into the new file before it is swapped in."""
    con = connect(path, read_only=False)
    try:
        derived = derive.run(con)
        text = json.dumps([asdict(file) for file in staged.live], ensure_ascii=False)
        con.execute("INSERT INTO meta VALUES (?, ?)", [LIVE, text])
    finally:
        con.close()
    edges = dict(graph.edges) | {done.name: done.rows for done in derived}
    return GraphTotals(**{**graph.__dict__, "edges": edges})


def live_files(files: GraphFiles, catalogue: Catalogue) -> tuple[tuple[LiveFile, ...], bool]:
    """The files whose rows are in the graph in force, and whether it was built as it would be built now."""
    try:
        with files.open() as store:
            meta = store.meta()
    except StoreUnavailable:
        return (), False
    listed = json.loads(meta.get(LIVE, "[]"))
    current = (meta.get("format"), meta.get("plan")) == (FORMAT, mapping.plan_digest(catalogue))
    return tuple(LiveFile(**entry) for entry in listed), current


def _report(staged: Staging, changed: bool, graph: GraphTotals | None, seconds: float) -> LoadReport:
    return LoadReport(
        files=tuple(_file(file) for file in staged.given),
        left_out=tuple((file.path, file.reason) for file in staged.left_out),
        copies=tuple((copy.path, copy.of) for copy in staged.copies),
        changed=changed,
        seconds=seconds,
        graph=graph,
        stubs=graph.stubs if graph else {},
    )


def _file(file: StagedFile) -> dict[str, Any]:
    names = ("loader", "rows", "loaded", "warned", "rejected", "seconds", "sheet", "encoding", "reader", "batch")
    reason = file.fit + (f"; {file.why}" if file.why else "")
    values = {name: getattr(file, name) for name in names}
    return {"file": file.name, **values, "why": reason, "unknown_columns": dict(file.unknown)}
