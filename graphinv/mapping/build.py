"""From staged rows to a complete graph file, without its derived edges."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graphinv.content.catalogue import Catalogue
from graphinv.mapping import keys
from graphinv.mapping.accounts import hold_accounts
from graphinv.mapping.define import define, known_names
from graphinv.mapping.digest import graph_hash, table_hashes
from graphinv.mapping.link import check_edges, count_edges, link
from graphinv.mapping.number import Ranges, number, write_ranges
from graphinv.mapping.provenance import write_files, write_nodes
from graphinv.mapping.refer import refer
from graphinv.mapping.resolve import find_all, release, resolve_all
from graphinv.mapping.sql import Connection, literal
from graphinv.mapping.tally import write_tally
from graphinv.mapping.totals import GraphTotals, totals
from graphinv.mapping.transforms import transform
from graphinv.mapping.version import plan_digest
from graphinv.mapping.work import Work, open_work
from graphinv.model.layout import FORMAT, ddl
from graphinv.progress import SILENT, Progress
from graphinv.stopping import interruptible


def build(con: Connection, catalogue: Catalogue, key: bytes, target: Path, progress: Progress = SILENT) -> GraphTotals:
    """Write the graph of all staged rows on this connection to the new file `target`; `key` is the workspace's secret.

    Raises SpecError for a loader that does not fit the model, StoreError if edge numbers collide.
    """
    with _attached(con, target):
        work = open_work(con, tuple(catalogue.loaders.values()))
        work.progress = progress
        keys.define(con, key)
        ranges = _nodes(work)
        con.execute(";".join(ddl()))
        found = _fill(work, ranges)
        about = {"format": FORMAT, "plan": plan_digest(catalogue), "graph_hash": found.graph_hash}
        values = ", ".join(f"({literal(name)}, {literal(value)})" for name, value in about.items())
        con.execute(f"INSERT INTO meta VALUES {values}")
        with work.stage("write"):
            con.execute("CHECKPOINT graph_file")
        _drop(work)
    return replace(found, seconds=dict(work.seconds))


def _fill(work: Work, ranges: Ranges) -> GraphTotals:
    """Everything that is written to the file."""
    write_ranges(work, ranges)
    _edges(work)
    with _beside(work.con) as con, ThreadPoolExecutor(1, "check") as other:
        counted = other.submit(count_edges, con)  # the edges are complete: they are counted while nodes are written
        with work.stage("write"):
            write_nodes(work)
            write_files(work)
        with work.stage("tally"):
            write_tally(work)
        with work.stage("check"):
            check_edges(work, counted.result())
            hashes = table_hashes(work.con)
    values = ", ".join(f"({literal(f'hash.{table}')}, {literal(value)})" for table, value in hashes.items())
    if values:
        work.run(f"INSERT INTO meta VALUES {values}")
    return totals(work, graph_hash(hashes))


def _nodes(work: Work) -> Ranges:
    """All temporary: the node tables of the file are written once the edges are there."""
    with work.stage("define"):
        for label in work.labels:
            define(work, label)
        for label in ("Company", "Unit"):
            known_names(work, label)
    with work.stage("refer"):
        for ref in work.referring():
            refer(work, ref)
    with work.stage("number"):
        return number(work)


def _edges(work: Work) -> None:
    for use in work.uses:
        with work.stage("resolve"):
            resolve_all(work, use)
        with work.stage("link"):
            link(work, use)
            if not use.finds:
                release(work, use)
    for use in (use for use in work.uses if use.finds):
        with work.stage("link"):
            find_all(work, use)
            link(work, use, found=True)
            release(work, use)
    hold_accounts(work)
    with work.stage("transform"):
        transform(work)


def _drop(work: Work) -> None:
    """Free the memory: the connection may go on to other things."""
    mine = "database_name = 'temp' AND table_name ^@ 'm_'"
    for (name,) in work.rows(f"SELECT table_name FROM duckdb_tables() WHERE {mine}"):
        work.run(f'DROP TABLE temp."{name}"')


@contextmanager
def _beside(con: Connection) -> Iterator[Connection]:
    """Another connection to the new file, for another thread."""
    other = interruptible(con.cursor())
    try:
        other.execute("USE graph_file")
        yield other
    finally:
        other.close()


@contextmanager
def _attached(con: Connection, target: Path) -> Iterator[None]:
    """The new file is the current database inside; nobody knows of it before it is complete.

    It has no write-ahead log, so that hundreds of statements need not wait for the disk. One transaction would not wait
    either, but in DuckDB 2.0 it stops to see rows that it inserted itself: with 10 M edges it saw a quarter of them.
    """
    (before,) = con.execute("SELECT current_database()").fetchone()
    con.execute(f"ATTACH {literal(str(target))} AS graph_file (RECOVERY_MODE no_wal_writes)")
    try:
        con.execute("USE graph_file")
        yield
    finally:
        con.execute(f'USE "{before}"')
        con.execute("DETACH graph_file")
