"""The architecture as a test: who may import whom, and where each third-party package may be used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "graphinv"

LAYERS = (
    *("message", "progress", "stopping"),
    *(
        "errors",
        "model",
        "kinship",
        "content",
        "sources",
        "staging",
        "mapping",
        "cypher",
        "stores",
        "explore",
        "derive",
        "rules",
    ),
    *("leads", "ledger", "sweep", "render", "workspace", "cli"),
)
"""A module may import its own layer and those before it."""

SEAMS = {
    "duckdb": ("staging", "stores/duckdb", "derive"),
    "neo4j": ("stores/neo4j",),
    "pandas": ("sources", "staging", "render/tables", "demo"),
    "networkx": ("derive", "render"),
    "pyvis": ("render",),
    "typer": ("cli",),
    "sqlalchemy": ("sources/sqlalchemy_url",),
    "yaml": ("content",),
    "sqlglot": ("cypher", "derive", "stores/duckdb"),
}
"""Third-party package to the places, below graphinv/, that may import it."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            if node.module == "graphinv":
                yield from (f"graphinv.{alias.name}" for alias in node.names)


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def layer(name: str) -> str:
    return name.split("/")[0].split(".")[0]


@pytest.mark.parametrize("path", modules(), ids=place)
def test_imports_go_down_only(path: Path) -> None:
    here = layer(place(path))
    if here in ("__init__", "__main__"):
        return
    if here == "demo":
        allowed = {"demo", "model", "errors"}
    else:
        assert here in LAYERS, f"{here} is no layer: add it to LAYERS and to docs/how-it-works.md"
        allowed = set(LAYERS[: LAYERS.index(here) + 1])
        allowed |= {"demo"} if here in ("workspace", "cli") else set()
    used = {name.split(".")[1] for name in imports(path) if name.startswith("graphinv.")}
    assert used <= allowed | {"__version__"}, f"{place(path)} imports {sorted(used - allowed)}"


@pytest.mark.parametrize("path", modules(), ids=place)
def test_third_party_packages_stay_at_their_seam(path: Path) -> None:
    for name in imports(path):
        allowed = SEAMS.get(name.split(".")[0])
        if allowed is not None:
            assert place(path).startswith(allowed), f"{place(path)} imports {name}; only {allowed} may"


def test_every_layer_exists() -> None:
    present = {layer(place(path)) for path in modules()}
    assert set(LAYERS) | {"demo"} <= present


@pytest.mark.parametrize("folder", ["loaders", "queries", "reports"])
def test_content_folders_hold_no_python(folder: str) -> None:
    root = PACKAGE.parent / folder
    assert any(root.rglob("*.*"))
    assert not list(root.rglob("*.py"))
