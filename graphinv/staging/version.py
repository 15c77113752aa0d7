"""What cached rows depend on besides the file: the loader's columns and the code that reads them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import cache
from pathlib import Path

from graphinv import kinship, model, sources, staging
from graphinv.content.loader_spec import LoaderSpec

_PARTS = (
    *("id", "table", "sheet", "rows", "header_row", "encoding", "key", "ignore"),
    *("differ", "any_of", "order", "required_if"),
)


@cache
def code_digest() -> bytes:
    """Of the modules that turn a file into typed rows: when they change, no cached row is used again."""
    digest = hashlib.sha256()
    for package in (sources, staging, model):
        root = Path(str(package.__file__)).parent
        folder = root / "values" if package is model else root
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    for path in sorted((Path(str(kinship.__file__)).parent).rglob("*.*")):
        if path.suffix in (".py", ".txt"):
            digest.update(path.read_bytes())
    return digest.digest()


def spec_digest(spec: LoaderSpec, secret: str) -> str:
    """16 hex digits that change with everything that typed rows depend on."""
    digest = hashlib.sha256(code_digest())
    digest.update(repr([getattr(spec, part) for part in _PARTS]).encode())
    digest.update(repr([sorted(asdict(column).items()) for column in spec.columns.values()]).encode())
    digest.update(secret.encode())
    return digest.hexdigest()[:16]
