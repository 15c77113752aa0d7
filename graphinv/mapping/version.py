"""What a graph depends on besides its rows: the loaders' nodes and edges, and the code that makes them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from graphinv import mapping, model
from graphinv.content.catalogue import Catalogue

_PARTS = ("id", "table", "key", "nodes", "edges", "transforms")


@cache
def _code_digest() -> bytes:
    digest = hashlib.sha256()
    for package in (mapping, model):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.digest()


def plan_digest(catalogue: Catalogue) -> str:
    """16 hex digits that change when the same rows would give another graph; stands in the graph's meta as `plan`."""
    digest = hashlib.sha256(_code_digest())
    for name, spec in sorted(catalogue.loaders.items()):
        digest.update(repr((name, [getattr(spec, part) for part in _PARTS])).encode())
    return digest.hexdigest()[:16]
