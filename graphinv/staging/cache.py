"""Typed rows of each source file, kept as parquet, so that an unchanged file is never parsed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from graphinv.sources.seen import Seen
from graphinv.staging.facts import FileFacts
from graphinv.staging.sql import one_file, text
from graphinv.staging.typing_file import Typed

FORMAT = "FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION v2"
SEEN = "seen.json"
ROWS, ISSUES, FACTS = ".parquet", ".issues.parquet", ".json"


@dataclass(frozen=True)
class Cache:
    """A folder with three files per source file: rows, refusals and warnings, and facts (written last)."""

    folder: Path

    def load(self, stem: str) -> Typed | None:
        """What is kept under this name, read from where it lies; None if it is not there as a whole."""
        rows, issues, facts = (self.folder / f"{stem}{ending}" for ending in (ROWS, ISSUES, FACTS))
        if not (rows.exists() and issues.exists() and facts.exists()):
            return None
        known = FileFacts.from_json(json.loads(facts.read_text("utf-8")))
        return self._at(stem, known)

    def _at(self, stem: str, facts: FileFacts) -> Typed:
        rows, issues = (text(one_file(self.folder / f"{stem}{ending}")) for ending in (ROWS, ISSUES))
        return Typed(facts, f"read_parquet({rows})", f"read_parquet({issues})")

    def store(self, con: DuckDBPyConnection, stem: str, typed: Typed) -> Typed:
        """Keep the rows under this name, from where they are read from now on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for relation, ending in ((typed.rows, ROWS), (typed.issues, ISSUES)):
            target = self.folder / f"{stem}{ending}"
            partial = target.with_suffix(".partial")
            con.execute(f"COPY (FROM {relation}) TO {text(str(partial))} ({FORMAT})")
            partial.replace(target)
        facts = self.folder / f"{stem}{FACTS}"
        partial = facts.with_suffix(".partial")
        partial.write_text(json.dumps(typed.facts.to_json(), ensure_ascii=False, indent=1), "utf-8")
        partial.replace(facts)
        return self._at(stem, typed.facts)

    def seen(self) -> Seen:
        """What earlier loads found out about the bytes of files."""
        return Seen.load(self.folder / SEEN)

    def remember(self, seen: Seen, keep: Collection[str]) -> None:
        """Keep that of the files with these hashes."""
        seen.save(self.folder / SEEN, keep)

    def prune(self, keep: Collection[str]) -> None:
        """Remove all rows that are kept under other names."""
        for path in self.folder.glob("*"):
            if path.is_file() and path.name != SEEN and path.name.split(".", 1)[0] not in keep:
                path.unlink()


def stem_of(sha256: str, digest: str, part: str = "", context: str = "") -> str:
    """The name under which the rows of a part of a file with this content are kept; `digest` is that of the loader."""
    which = hashlib.sha256(f"{part}\n{context}".encode()).hexdigest()[:16] if part or context else ""
    return "-".join(filter(None, (sha256, digest, which)))
