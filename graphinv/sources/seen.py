"""What was found out about the bytes of files, by their hash: of a file that was read before only the hash is made."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graphinv.sources import encoding
from graphinv.sources.scan import HEAD_BYTES, Scan, scan, sha256_of


@dataclass
class Seen:
    """Scans without the beginning of the file, and which encodings the whole file is text in, by SHA-256."""

    scans: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, dict[str, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sizes = {known["size"] for known in self.scans.values()}

    @classmethod
    def load(cls, path: Path) -> Seen:
        """What was saved there; nothing if there is no such file or another version wrote it."""
        try:
            scans, texts = json.loads(path.read_text("utf-8"))
            for known in scans.values():
                Scan(sha256="", head=b"", **known)
            return cls(dict(scans), {key: dict(texts.get(key, {})) for key in scans})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls()

    def save(self, path: Path, keep: Collection[str]) -> None:
        """Write what is known about the files with these hashes."""
        kept = [{key: some[key] for key in sorted(some) if key in keep} for some in (self.scans, self.texts)]
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(kept), "utf-8")
        partial.replace(path)

    def scan(self, path: Path) -> Scan:
        """The scan of a file. Raises OSError if it cannot be opened."""
        if path.stat().st_size in self._sizes:  # else it was not read before
            sha256 = sha256_of(path)
            if sha256 in self.scans:
                with path.open("rb") as file:
                    return Scan(sha256=sha256, head=file.read(HEAD_BYTES), **self.scans[sha256])
        found = scan(path)
        known = asdict(found)
        del known["sha256"], known["head"]
        self.scans[found.sha256] = known
        return found

    def decodes(self, path: Path, found: Scan, name: str) -> bool:
        """Whether the whole file is text in this encoding."""
        known = self.texts.setdefault(found.sha256, {})
        if name not in known:
            known[name] = encoding.decodes(path, name)
        return known[name]
