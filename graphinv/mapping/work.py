"""One build under way: the connection, the loaders that have rows, and the temporary tables they share.

Temporary tables: `m_def_<Label>` rows that define a node, `m_alias_<Label>` key to gid, `m_node_<Label>` the numbered
nodes, `m_key_<Label>` key to nid, `m_stub` nodes that no row defines, `m_ref_<n>` the node of each row, `m_note`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphinv.content.loader_spec import EdgeSpec, LoaderSpec, NodeSpec
from graphinv.mapping.find import FINDERS
from graphinv.mapping.sql import Connection, literal
from graphinv.model import LABELS, SUPERTYPES
from graphinv.progress import SILENT, Progress

_LABELS = {
    "person": ("Person",),
    "company": ("Company",),
    "unit": ("Unit",),
    "party": SUPERTYPES["Party"],
    "lot": ("Lot",),
    "contract": ("Contract",),
    "account": ("Account",),
    "asset": ("Asset",),
    "programme": ("Programme",),
    "tender": ("Tender",),
    "change": ("Change",),
    "approval": ("Approval",),
    "decision": ("Decision",),
}
"""What a reference may lead to."""

REFERRED = frozenset(label for labels in _LABELS.values() for label in labels)
"""Labels whose key a reference may name; the key of any other node is hashed where it holds an id_no."""

_ALWAYS = {"Person", "Company", "Unit", "Contract", "Lot", "Account"}


@dataclass(frozen=True)
class Use:
    """A loader that has staged rows, its table, and the columns of it."""

    spec: LoaderSpec
    table: str
    columns: frozenset[str]

    @property
    def finds(self) -> bool:
        """Whether some of its edges must wait for the edges of other rows."""
        return any(node.find for node in self.spec.nodes.values())

    def edges(self) -> Iterator[tuple[EdgeSpec, str]]:
        """Each edge with the text that tells it from the others of its loader."""
        seen: dict[str, int] = {}
        for edge in self.spec.edges:
            which = f"{edge.start}>{edge.end}"
            seen[edge.type + which] = nth = seen.get(edge.type + which, 0) + 1
            yield edge, which if nth == 1 else f"{which}#{nth}"


@dataclass(frozen=True)
class Ref:
    """One node of each row of a loader: defined there, referred to, the stub account of another one, or found through
    other rows (there may be several then)."""

    number: int
    use: Use
    node: NodeSpec
    labels: tuple[str, ...]

    @property
    def table(self) -> str:
        """Row to node: rid, nid, certain, and `label` if there is more than one; of found nodes also gid, through,
        first and last (see `find.Finder`)."""
        return f"m_ref_{self.number}"

    @property
    def column(self) -> str:
        """`table.column` as totals name it."""
        return f"{self.use.spec.table}.{self.node.id or self.node.name}"


@dataclass
class Work:
    """The state of one build: `nodes` prefixes the node tables, `many` counts merged nodes by label, `resolved` are the
    references whose `m_ref_<n>` is there, `mixed` those in which one text means several parties, `direct` has the
    table of keys of each reference that is found by its text alone, and `present` says whether some row has it."""

    con: Connection
    uses: tuple[Use, ...] = ()
    refs: tuple[Ref, ...] = ()
    nodes: str = "m_node_"
    many: dict[str, int] = field(default_factory=dict)
    resolved: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    direct: dict[int, str] = field(default_factory=dict)
    present: dict[int, bool] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    progress: Progress = SILENT

    def run(self, sql: str) -> None:
        self.con.execute(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.con.execute(sql).fetchall()
        return found

    def count(self, what: str) -> int:
        """How many rows a table or `table WHERE …` has."""
        return int(self.rows(f"SELECT count(*) FROM {what}")[0][0])

    def node(self, label: str) -> str:
        return f'"{self.nodes}{label}"'

    def note(self, rows: str) -> None:
        """Add warnings; `rows` selects file, row, col, value, reason, reason_zh."""
        self.run(f"INSERT INTO m_note {rows}")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens inside, under this name."""
        self.progress.step(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - start, 3)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that this build can fill, and those that transforms look at, in the order of the model."""
        used = {label for ref in self.refs for label in ref.labels} | _ALWAYS
        used |= {label for ref in self.refs if ref.node.find for label in FINDERS[ref.node.find].reads}
        return tuple(label for label in LABELS if label in used)

    def defining(self, label: str) -> list[Ref]:
        """The nodes of this label that rows define."""
        return [ref for ref in self.refs if ref.node.label == label]

    def referring(self) -> list[Ref]:
        return [ref for ref in self.refs if ref.node.ref]

    def ref(self, use: Use, name: str) -> Ref:
        """The node of this name in this loader."""
        return next(ref for ref in self.refs if ref.use is use and ref.node.name == name)


def open_work(con: Connection, loaders: Sequence[LoaderSpec]) -> Work:
    """The loaders whose `s_` table exists, with their nodes numbered."""
    found = {name: set[str]() for (name,) in con.execute(_TABLES).fetchall()}
    for name, column in con.execute(_COLUMNS).fetchall():
        if name in found:
            found[name].add(column)
    uses = tuple(Use(spec, name, frozenset(found[name])) for spec in loaders if (name := staged(spec)) in found)
    refs = [(use, node) for use in uses for node in use.spec.nodes.values()]
    work = Work(con, uses, tuple(Ref(number, use, node, _labels(node)) for number, (use, node) in enumerate(refs)))
    for name, body in _TABLES_OF_WORK.items():
        work.run(f"CREATE OR REPLACE TEMP TABLE {name} ({body})")
    _optional(work, found)
    return work


def staged(spec: LoaderSpec) -> str:
    """The temporary table with a loader's typed rows."""
    return "s_" + spec.id.replace(".", "_").replace("-", "_")


def _labels(node: NodeSpec) -> tuple[str, ...]:
    if node.account_of:
        return ("Account",)
    if node.find:
        return FINDERS[node.find].labels
    return (node.label,) if node.label else _LABELS[node.ref]


def _optional(work: Work, found: dict[str, set[str]]) -> None:
    """`merged` is there only if staging merged rows; the as_of of files decides what an empty `until` means."""
    if "merged" not in found:
        work.run("CREATE TEMP TABLE merged (loader VARCHAR, row_key VARCHAR, file INTEGER, row BIGINT)")


_TEMP = f"database_name = {literal('temp')}"
_TABLES = (
    f"SELECT table_name FROM duckdb_tables() WHERE {_TEMP} UNION ALL SELECT view_name FROM duckdb_views() WHERE {_TEMP}"
)
_COLUMNS = f"SELECT table_name, column_name FROM duckdb_columns() WHERE {_TEMP}"

_TABLES_OF_WORK = {
    "m_note": "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR",
    "m_stub": "label VARCHAR, gid VARCHAR, key VARCHAR, is_id_no BOOLEAN, id VARCHAR, name VARCHAR, id_check VARCHAR, "
    "how VARCHAR, col VARCHAR, file INTEGER, row BIGINT",
    "m_ground": "gid VARCHAR, legal_ground VARCHAR",
    "m_lost": "file INTEGER, col VARCHAR, given BIGINT, unknown BIGINT",
    "m_open": "ref INTEGER, rid BIGINT, label VARCHAR, gid VARCHAR, how VARCHAR, certain BOOLEAN",
}
"""`m_open`: rows whose reference is no known id, with the node that stands for it; `m_ground`: on what ground the rows
behind a stub account are shared; `m_lost`: how many rows led nowhere through other rows."""
