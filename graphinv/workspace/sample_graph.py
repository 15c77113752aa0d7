"""What a loader makes of its sample alone: the graph in memory, and the rows that it refuses."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphinv import mapping
from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.model import EDGES
from graphinv.model.ids import person_gid
from graphinv.model.layout import EDGE_TABLES, quoted
from graphinv.model.values import id_no
from graphinv.staging.plan import staged_table, typed_columns
from graphinv.staging.session import session
from graphinv.staging.stage import StageOptions, stage
from graphinv.stores.base import Edge, EdgeRef, Node
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.asserting import Rows
from graphinv.workspace.config import Config

KEY = bytes(32)
"""Samples are invented: their persons need no secret, and every run gives the same ids."""

Reject = tuple[int | str, str, str]


@dataclass(frozen=True)
class Alone(Catalogue):
    """A catalogue that holds this one loader."""

    spec: LoaderSpec | None = None

    @cached_property
    def loaders(self) -> Mapping[str, LoaderSpec]:
        return {self.spec.id: self.spec} if self.spec else {}


@dataclass(frozen=True)
class SampleGraph:
    """Nodes by number, base edges, which node a source key finds, and (row, column, value) of each refusal."""

    nodes: Mapping[int, Node]
    edges: Sequence[Edge]
    found_by: Mapping[tuple[str, str], int]
    rejects: Sequence[Reject]
    rows: int

    def keys_of(self, nid: int) -> list[str]:
        """The source keys of a node, shortest first."""
        keys = (key for (label, key), node in self.found_by.items() if node == nid and label == self.nodes[nid].label)
        return sorted(keys, key=lambda key: (len(key), key))


def sample_graph(spec: LoaderSpec, sample: Path) -> SampleGraph:
    """Stage and map one file with one loader. Raises BadFile, Unreadable or SpecError."""
    catalogue = Alone(spec=spec)
    with tempfile.TemporaryDirectory(prefix="sample-") as name:
        folder = Path(name)
        target = folder / "graph.duckdb"
        with session(folder, Config().memory) as con:
            staged = stage(con, [sample], catalogue, StageOptions(loader=spec.id))
            if not staged.files:
                raise BadFile("cannot be staged: {reason}.", at=str(sample), reason=staged.left_out[0].reason)
            mapping.build(con, catalogue, KEY, target)
            numbers = _numbers(con, spec)
        with DuckStore.open(target) as store:
            return _read(store, numbers, staged.files[0].rows)


def _numbers(con: Rows, spec: LoaderSpec) -> dict[str, str]:
    """The identity-card numbers of the sample by the gid that they give: the graph itself does not keep them."""
    columns = [
        quoted(column.value) for column in typed_columns(spec).values() if column.outputs[column.value] == "VARCHAR"
    ]
    table = staged_table(spec.id)
    rows = con.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall() if columns else []
    texts = {text for row in rows for text in row if text and id_no.valid(text)}
    return {person_gid(KEY, "id_no", text): text for text in texts}


def _read(store: DuckStore, numbers: Mapping[str, str], rows: int) -> SampleGraph:
    (high,) = store.con.execute("SELECT coalesce(max(hi), 0) FROM label_range").fetchall()[0]
    refs = [
        EdgeRef(table.tag, eid)
        for table in EDGE_TABLES
        if not EDGES[table.type].derived
        for (eid,) in store.con.execute(f"SELECT eid FROM {quoted(table.name)} ORDER BY eid").fetchall()
    ]
    aliases = store.con.execute("SELECT label, key, nid FROM alias ORDER BY ALL").fetchall()
    return SampleGraph(
        nodes=store.nodes(range(high)),
        edges=list(store.edges(refs).values()),
        found_by={(label, numbers.get(key, key)): nid for label, key, nid in aliases},
        rejects=[(row, column or "", value or "") for _, row, column, value, *_ in store.rejects()],
        rows=rows,
    )
