"""CSV files and the command for the offline importer (`neo4j-admin database import full`): for a first, large load."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphinv.errors import StoreError
from graphinv.model.layout import DECLARED, quoted
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.duckdb.sent import as_text
from graphinv.stores.neo4j.elements import WORKSPACE, Element, elements, types_of
from graphinv.stores.neo4j.kept import GRAPH, LANES, kept
from graphinv.stores.neo4j.schema import PUBLICATION
from graphinv.stores.neo4j.settings import Settings

SEPARATOR = 31
"""Code of the character between the items of a list; an item cannot hold it."""

_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "long",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "localdatetime",
    "VARCHAR[]": "string[]",
}
_OPTIONS = (
    "--id-type=string",
    "--multiline-fields=true",
    f"--array-delimiter=U+{SEPARATOR:04X}",
    "--overwrite-destination",
)


@dataclass(frozen=True)
class Offline:
    """One graph file as files for the importer; what they hold is noted in `folder` as published to this server."""

    settings: Settings
    folder: Path
    graph: Path
    graph_hash: str

    def write(self, wanted: frozenset[str], target: Path) -> list[str]:
        """One CSV file and its header per label and edge table; returns the words of the import command.

        Raises StoreError if the folder holds something already.
        """
        if target.exists() and any(target.iterdir()):
            raise StoreError("The folder is not empty.", at=str(target), hint="Name another folder.")
        target.mkdir(parents=True, exist_ok=True)
        publication = secrets.token_hex(8)
        with kept(self.folder, self.graph, self.settings) as known:
            found = elements(self.settings.label, wanted, GRAPH)
            inputs = [_write(known.con, element, self.settings.label, target) for element in found]
            known.begin(publication)
            known.suppose(found)
        inputs.append(self._marker(found, publication, target))
        words = ["neo4j-admin", "database", "import", "full", self.settings.database or "neo4j", *_OPTIONS, *inputs]
        path = target / "import.sh"
        path.write_text("".join(f"{line}\n" for line in _script(words)), "utf-8")
        path.chmod(0o755)
        return words

    def _marker(self, found: Sequence[Element], publication: str, target: Path) -> str:
        """The markers of the publication, so that `publish` goes on from the import."""
        kinds = {name: chr(SEPARATOR).join(names) for name, names in types_of(found).items()}
        head = "gid:ID,publication:string,ws:string,lane:long,batch:long,graph:string,labels:string[],types:string[]"
        about = {0: (self.graph_hash, kinds["labels"], kinds["types"])}
        rows = [
            ",".join(
                [f"marker-{lane}", publication, self.settings.label, str(lane), "0", *about.get(lane, ("", "", ""))]
            )
            for lane in range(LANES)
        ]
        return _input("nodes", PUBLICATION, "publication", target, head, rows)


def _write(con: Connection, element: Element, label: str, folder: Path) -> str:
    """The file of one element; returns its option of the import command."""
    values = ", ".join(_cell(f"r.{quoted(name)}", kind) for name, kind in element.types.items())
    heads = [f"{name}:{_TYPES[kind]}" for name, kind in element.types.items()]
    path = folder / f"{element.name}.csv"
    if element.is_edge:
        head = [":START_ID", ":END_ID", f"{WORKSPACE}:string", "eid:string", *heads]
        select = f"r.start_gid, r.end_gid, '{label}', r.key::VARCHAR, {values}"
        kind, option = "relationships", element.kind
    else:
        head = ["gid:ID", *heads]
        select = f"r.key, {values}"
        kind, option = "nodes", ":".join((element.kind, *DECLARED.labels[element.kind].supertypes, label))
    target = str(path).replace("'", "''")
    con.execute(f"COPY (SELECT {select} FROM ({element.stored}) AS r) TO '{target}' (FORMAT csv, HEADER false)")
    return _input(kind, option, element.name, folder, ",".join(head), None)


def _cell(value: str, kind: str) -> str:
    """SQL for a cell: no value is an empty cell, an empty text is a quoted one."""
    if kind == "VARCHAR[]":
        items = f"list_transform({value}, lambda x: replace(x, chr({SEPARATOR}), ' '))"
        return f"array_to_string({items}, chr({SEPARATOR}))"
    return as_text(value) if kind == "TIMESTAMP" else value


def _input(kind: str, option: str, name: str, folder: Path, head: str, rows: Sequence[str] | None) -> str:
    (folder / f"{name}.header.csv").write_text(head + "\n", "utf-8")
    if rows is not None:
        (folder / f"{name}.csv").write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return f"--{kind}={option}={name}.header.csv,{name}.csv"


def _script(words: Sequence[str]) -> Iterator[str]:
    """The lines of a shell script that runs the command in the folder of the files."""
    yield "#!/bin/sh"
    yield "# Loads these files into an empty database of a stopped Neo4j server; run it where neo4j-admin is."
    yield "# An older database of this name is overwritten."
    yield 'cd "$(dirname "$0")" || exit 1'
    yield " \\\n    ".join(map(shlex.quote, words))
