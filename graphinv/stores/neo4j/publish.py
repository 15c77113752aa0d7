"""Publishing: the difference between the workspace's graph and what is on the server, sent in batches.

Each batch and its marker are one transaction, so that publishing may be stopped at any moment.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from neo4j import ManagedTransaction

from graphinv.errors import StoreBusy, StoreError, StoreUnavailable
from graphinv.model import EDGES, LABELS
from graphinv.progress import SILENT, Progress
from graphinv.stopping import go_on
from graphinv.stores.neo4j.elements import Element, elements, name, types_of
from graphinv.stores.neo4j.kept import CREATE, DELETE, GRAPH, LANES, UPDATE, Kept, Step, kept
from graphinv.stores.neo4j.schema import PUBLICATION, prepare
from graphinv.stores.neo4j.server import Server

EVERYTHING = frozenset(LABELS) | frozenset(EDGES)
_WIPED_AT_ONCE = 10_000
_MINE = f"MATCH (m:{PUBLICATION} {{ws: $ws, lane: $lane}})"


@dataclass(frozen=True)
class Published:
    """What a publication changed: rows created, updated and deleted by label and edge type."""

    changes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    whole: bool = False

    def total(self, op: str) -> int:
        """Nodes and edges together."""
        return sum(counts.get(op, 0) for counts in self.changes.values())


@dataclass(frozen=True)
class Publication:
    """One graph file on its way to one server; `folder` keeps what is known of the server."""

    server: Server
    folder: Path
    graph: Path
    graph_hash: str
    progress: Progress = SILENT

    def run(self, wanted: frozenset[str], *, full: bool = False) -> Published:
        """Publish these labels and edge types. If the server goes away (StoreUnavailable), the next run goes on."""
        label = self.server.settings.label
        found, every = elements(label, wanted, GRAPH), elements(label, EVERYTHING, GRAPH)
        with kept(self.folder, self.graph, self.server.settings) as known:
            self.progress.stage("publish")
            self.server.version()
            prepare(self.server, label, types_of(found)["types"])
            there = None if full else self._arrived(known)
            arrived = there or self._begin(known)
            known.settle(arrived)
            steps = known.plan(found, max(arrived))
            by_tag = {element.tag: element for element in every}
            if steps:
                self._mark_unfinished()
                _Sending(self, known, by_tag).send(steps)
                known.settle_all()
            self._finish(found)
        return Published(_changes(steps, by_tag), **types_of(found), whole=there is None)

    def _arrived(self, known: Kept) -> Sequence[int] | None:
        """The last batch of each lane; None if what is on the server is not what is known of it."""
        rows = self.server.read(
            f"MATCH (m:{PUBLICATION} {{ws: $ws}}) RETURN m.publication, m.batch ORDER BY m.lane", self._ws()
        ).rows
        if not rows:
            self._refuse_others()
        if len(rows) != LANES or not known.publication or {row[0] for row in rows} != {known.publication}:
            return None
        return [int(row[1]) for row in rows]

    def _refuse_others(self) -> None:
        """Nodes under the label that no publication put there belong to somebody else."""
        label = self.server.settings.label
        ((count,),) = self.server.read(f"MATCH (n:{name(label)}) RETURN count(n)").rows
        if count:
            raise StoreError(
                "There are {count} nodes with the label {label} on the server that graphinv did not publish.",
                at=self.server.settings.uri,
                hint="They stay untouched. Choose another label: [neo4j] label in graphinv.toml.",
                count=count,
                label=label,
            )

    def _begin(self, known: Kept) -> Sequence[int]:
        """Remove what is there of this workspace, and start a publication of its own."""
        self._mark("")
        place = name(self.server.settings.label)
        doing = f"CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {_WIPED_AT_ONCE} ROWS"
        self.server.alone(f"MATCH (n:{place}) {doing}")
        publication = secrets.token_hex(8)
        self._mark(publication)
        known.begin(publication)
        return [0] * LANES

    def _mark(self, publication: str) -> None:
        """The lanes' markers, with no batch yet; they also say whose the label is."""
        text = (
            f"UNWIND range(0, $lanes - 1) AS lane MERGE (m:{PUBLICATION} {{ws: $ws, lane: lane}}) "
            "SET m.publication = $publication, m.batch = 0, m.graph = null"
        )
        self._write(text, {"lanes": LANES, "publication": publication})

    def _mark_unfinished(self) -> None:
        self._write(f"MATCH (m:{PUBLICATION} {{ws: $ws}}) SET m.graph = null", {})

    def _finish(self, found: Sequence[Element]) -> None:
        kinds = {key: list(names) for key, names in types_of(found).items()}
        text = f"{_MINE} SET m.graph = $graph, m.labels = $labels, m.types = $types, m.published_at = datetime()"
        self._write(text, {"lane": 0, "graph": self.graph_hash, **kinds})

    def _write(self, text: str, params: Mapping[str, Any]) -> None:
        self.server.write(lambda transaction: transaction.run(text, {**self._ws(), **params}).consume())

    def _ws(self) -> dict[str, Any]:
        return {"ws": self.server.settings.label}


class _Sending:
    """Batches on their way, each lane one after the other; the phases one after the other."""

    def __init__(self, publication: Publication, known: Kept, by_tag: Mapping[int, Element]) -> None:
        self.publication, self.known, self.by_tag = publication, known, by_tag
        self.server, self.name = publication.server, known.publication
        self.sent = self.total = 0
        self.counting = Lock()
        self.gone: StoreUnavailable | None = None

    def send(self, steps: Sequence[Step]) -> None:
        self.total = sum(step.rows for step in steps)
        progress = self.publication.progress
        progress.stage("publish", self.total)
        lanes = [ThreadPoolExecutor(1, f"lane-{lane}") for lane in range(LANES)]
        waiting: list[list[Future[int]]] = [[] for _ in lanes]
        phase = None
        try:
            for step in steps:
                if step.phase != phase:
                    self._wait(waiting, 0)
                    phase = step.phase
                element = self.by_tag[step.tag]
                text = {CREATE: element.create, UPDATE: element.update, DELETE: element.delete}[step.op]
                for number, params in self.known.batches(step, element):
                    lane = number % LANES
                    waiting[lane].append(lanes[lane].submit(self._one, number, text, params))
                    self._wait(waiting, 2)
            self._wait(waiting, 0)
        except StoreUnavailable as error:
            self._gone(error)
        finally:
            for pool in lanes:
                pool.shutdown(cancel_futures=True)

    def _wait(self, waiting: list[list[Future[int]]], most: int) -> None:
        """Until at most so many batches of each lane are under way."""
        for lane in waiting:
            while len(lane) > most:
                for _ in range(lane.pop(0).result()):
                    self.publication.progress.step()

    def _one(self, number: int, text: str, params: Mapping[str, Any]) -> int:
        """Once the server has gone away, no further batch waits for it."""
        go_on()
        if self.gone:
            raise self.gone
        try:
            self._write(number, text, params)
        except StoreUnavailable as error:
            self.gone = error
            raise
        with self.counting:
            self.sent += len(params["rows"])
        return len(params["rows"])

    def _write(self, number: int, text: str, params: Mapping[str, Any]) -> None:
        ws = self.server.settings.label

        def work(transaction: ManagedTransaction) -> bool:
            mark = (
                f"{_MINE} WHERE m.publication = $publication AND m.batch < $batch SET m.batch = $batch RETURN count(m)"
            )
            mine = {"ws": ws, "lane": number % LANES, "publication": self.name, "batch": number}
            (fresh,) = transaction.run(mark, mine).single(strict=True)
            if fresh:
                transaction.run(text, {**params, "ws": ws}).consume()
            return bool(fresh)

        if not self.server.write(work) and not self._arrived_before(number):
            raise StoreBusy(
                "Somebody else publishes under the label {label} at the same time.",
                at=self.server.settings.uri,
                hint="Try again when that is done.",
                label=ws,
            )

    def _arrived_before(self, number: int) -> bool:
        """Whether a batch whose answer was lost is there all the same."""
        mine = {"ws": self.server.settings.label, "lane": number % LANES}
        rows = self.server.read(f"{_MINE} RETURN m.publication, m.batch", mine).rows
        return [tuple(row) for row in rows] == [(self.name, number)]

    def _gone(self, error: StoreUnavailable) -> None:
        raise StoreUnavailable(
            "{why} {sent} of {total} changes have arrived.",
            at=error.place,
            hint="Run graphinv publish again when the server is back: it goes on from there.",
            why=error.said,
            sent=self.sent,
            total=self.total,
        ) from None


def _changes(steps: Sequence[Step], by_tag: Mapping[int, Element]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, Counter[str]] = {}
    for step in steps:
        found.setdefault(by_tag[step.tag].kind, Counter())[step.op] += step.rows
    return found
