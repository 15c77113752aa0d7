"""What the workspace knows of the server: a hash of every row that is there, and the batches that are under way.

A plan is written down before its first batch is sent. Whenever publishing ends, the server's markers say which batches
arrived, so that the next run starts from what is really there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphinv.errors import StoreBusy, StoreUnavailable
from graphinv.model.layout import EDGE_TABLES, LABEL_ORDER
from graphinv.stores.duckdb.connect import VERSION, Connection, connect
from graphinv.stores.neo4j.elements import Element
from graphinv.stores.neo4j.settings import Settings

GRAPH = "graph_file."
"""Prefix of the published graph's tables in SQL."""

BATCH = 2_500
"""Rows of one transaction; with 10,000 a third fewer arrive in a second."""

LANES = 2
"""Batches are sent by so many sessions at once; a batch goes by lane number = its number modulo this."""

CREATE, UPDATE, DELETE = "create", "update", "delete"
_PHASES = {
    (DELETE, True): 0,
    (DELETE, False): 1,
    (CREATE, False): 2,
    (UPDATE, False): 3,
    (CREATE, True): 4,
    (UPDATE, True): 5,
}
"""An edge needs its ends, and an end that goes has lost its edges before."""

_HASHES = "tag INTEGER, key VARCHAR, ends UBIGINT, content UBIGINT"
_TABLES = f"""
CREATE TABLE IF NOT EXISTS about (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE IF NOT EXISTS have ({_HASHES});
CREATE TABLE IF NOT EXISTS plan (
    phase INTEGER, tag INTEGER, batch INTEGER, op VARCHAR, key VARCHAR, ends UBIGINT, content UBIGINT);
"""


@dataclass(frozen=True)
class Step:
    """Batches of one table and one kind of change."""

    phase: int
    tag: int
    op: str
    rows: int


class Kept:
    """The file of one server, database and label; the graph that is published is attached to it."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        con.execute(_TABLES)

    @property
    def publication(self) -> str:
        """The publication that the rows belong to; empty before the first."""
        about = dict(self.con.execute("SELECT key, value FROM about").fetchall())
        return about.get("publication", "") if about.get("layout") == _layout() else ""

    def begin(self, publication: str) -> None:
        """A new publication: nothing is there."""
        self.con.execute("BEGIN")
        self.con.execute("DELETE FROM have; DELETE FROM plan; DELETE FROM about")
        self.con.execute("INSERT INTO about VALUES ('publication', ?), ('layout', ?)", [publication, _layout()])
        self.con.execute("COMMIT")

    def settle(self, arrived: Sequence[int]) -> None:
        """Take over what arrived of the plan: per lane the number of its last batch."""
        last = " OR ".join(f"batch % {LANES} = {lane} AND batch <= {int(batch)}" for lane, batch in enumerate(arrived))
        self._take_over(f"DELETE FROM plan WHERE NOT ({last})")

    def settle_all(self) -> None:
        """Take over the whole plan."""
        self._take_over("")

    def _take_over(self, first: str) -> None:
        """What is in the plan is on the server, after this statement; the plan is done with then."""
        self.con.execute("BEGIN")
        self.con.execute(first)
        same = "p.tag = have.tag AND p.key = have.key"
        self.con.execute(f"DELETE FROM have WHERE EXISTS (FROM plan AS p WHERE {same} AND p.op <> '{CREATE}')")
        self.con.execute(f"INSERT INTO have SELECT tag, key, ends, content FROM plan WHERE op <> '{DELETE}'")
        self.con.execute("DELETE FROM plan")
        self.con.execute("COMMIT")

    def suppose(self, found: Sequence[Element]) -> None:
        """Note these rows as if they were on the server: they will be, once the offline importer has run."""
        self._look(found)
        self.con.execute("INSERT INTO have SELECT tag, key, ends, content FROM now")

    def plan(self, found: Sequence[Element], after: int) -> list[Step]:
        """Write down what has to change, in batches numbered from `after` + 1 on."""
        self._look(found)
        self.con.execute(_plan(after))
        counted = "SELECT phase, tag, op, count(*) FROM plan GROUP BY phase, tag, op ORDER BY phase, abs(tag)"
        return [Step(*row) for row in self.con.execute(counted).fetchall()]

    def _look(self, found: Sequence[Element]) -> None:
        """The hashes of the rows as they are in the graph."""
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE now ({_HASHES}, near UBIGINT)")
        for element in found:
            ends, near = ("hash(start_gid, end_gid)", "hash(start_gid)") if element.is_edge else ("0", "0")
            hashed = f"{element.tag}, key::VARCHAR, {ends}, hash({element.listed()}), {near}"
            self.con.execute(f"INSERT INTO now SELECT {hashed} FROM ({element.rows})")

    def batches(self, step: Step, element: Element) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and parameters of each batch of a step; keys alone for what is deleted."""
        mine = f"p.phase = {step.phase} AND p.tag = {step.tag}"
        if step.op == DELETE:
            found = self.con.execute(f"SELECT p.batch, p.key FROM plan AS p WHERE {mine} ORDER BY p.batch")
        else:
            key = "p.key::BIGINT" if element.is_edge else "p.key"
            found = self.con.execute(
                f"SELECT p.batch, p.key, {element.listed('r.')} FROM plan AS p JOIN ({element.rows}) AS r "
                f"ON r.key = {key} WHERE {mine} ORDER BY p.batch"
            )
        while rows := found.fetchmany(BATCH):
            number = rows[0][0]
            if step.op == DELETE:
                yield number, {"rows": [row[1] for row in rows]}
            else:
                yield number, element.params([row[1:] for row in rows])


def _plan(after: int) -> str:
    """Edges of one node stand side by side, which the server writes a fifth faster."""
    phases = " ".join(
        f"WHEN op = '{op}' AND tag {'>=' if edge else '<'} 0 THEN {phase}" for (op, edge), phase in _PHASES.items()
    )
    return f"""
    INSERT INTO plan BY NAME
    WITH ops AS (
        SELECT tag, key, '{CREATE}' AS op, ends, content, near FROM now ANTI JOIN have USING (tag, key)
        UNION ALL SELECT tag, key, '{DELETE}', ends, content, 0 FROM have ANTI JOIN now USING (tag, key)
        UNION ALL SELECT n.tag, n.key, unnest(['{DELETE}', '{CREATE}']), n.ends, n.content, n.near
        FROM now n JOIN have h USING (tag, key) WHERE n.ends <> h.ends
        UNION ALL SELECT n.tag, n.key, '{UPDATE}', n.ends, n.content, n.near
        FROM now n JOIN have h USING (tag, key) WHERE n.ends = h.ends AND n.content <> h.content
    ), phased AS (SELECT *, CASE {phases} END AS phase FROM ops),
    placed AS (
        SELECT *, (row_number() OVER (PARTITION BY phase, tag ORDER BY near, key) - 1) // {BATCH} AS chunk FROM phased
    )
    SELECT phase, tag, op, key, ends, content, {after} + dense_rank() OVER (ORDER BY phase, abs(tag), chunk) AS batch
    FROM placed
    """


def _layout() -> str:
    """The numbers of the tables, and what makes the hashes: with others, all rows are published anew."""
    tables = [table.name for table in EDGE_TABLES] + [label.name for label in LABEL_ORDER]
    return hashlib.blake2b(repr((tables, VERSION, 1)).encode(), digest_size=8).hexdigest()


@contextmanager
def kept(folder: Path, graph: Path, settings: Settings) -> Iterator[Kept]:
    """What is known of this server, for the only process that publishes. Raises StoreBusy."""
    target = repr((settings.uri, settings.database, settings.label)).encode()
    path = folder / f"neo4j-{hashlib.blake2b(target, digest_size=6).hexdigest()}.duckdb"
    try:
        con = connect(path, read_only=False)
    except StoreBusy as busy:
        raise StoreBusy(
            "Another process{process} is publishing this workspace.",
            hint="Wait until it has finished.",
            process=busy.said.fields["process"],
        ) from None
    except StoreUnavailable:  # cut short while it was made: what is there is published anew
        path.unlink()
        con = connect(path, read_only=False)
    try:
        con.execute("ATTACH ? AS graph_file (READ_ONLY)", [str(graph)])
        yield Kept(con)
    finally:
        con.close()
