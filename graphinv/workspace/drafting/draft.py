"""`loaders new`: find the table in a file, plan a loader for it, write it, and try it out before it is put anywhere."""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec, load
from graphinv.content.messages import language
from graphinv.errors import GraphinvError, Said, UsageError
from graphinv.message import msg
from graphinv.model import EDGES
from graphinv.model.values.headers import header_key
from graphinv.sources.columns import Names
from graphinv.workspace.checking import Check, CheckReport
from graphinv.workspace.config import Config
from graphinv.workspace.content import root_of
from graphinv.workspace.drafting.heard import HEARD, NAMES
from graphinv.workspace.drafting.match import header_words
from graphinv.workspace.drafting.page import Known, Page, read_page
from graphinv.workspace.drafting.plan import Plan, plan
from graphinv.workspace.drafting.sample import write_sample
from graphinv.workspace.drafting.write import Title, text_of
from graphinv.workspace.loading import LoadRequest
from graphinv.workspace.space import KEY_BYTES

_ID = re.compile(r"[a-z][a-z0-9]*([.\-_][a-z0-9]+)*")
_TAIL = re.compile(r"[\d\-_. ()（）年月日第期批]+$")
"""What tells one delivery from another at the end of a file's name: dates and numbers."""


@dataclass(frozen=True)
class Wish:
    """What the user asked for; empty means that it is found or made."""

    ident: str = ""
    sheet: str = ""
    header_row: int = 0
    out: str = ""
    sample: bool = False
    lang: str | None = None


@dataclass(frozen=True)
class Draft:
    """The draft, where it was written (None: nowhere), and how it fared when it was tried out on its file."""

    text: str
    path: Path | None
    table: str
    placed: int
    columns: int
    samples: tuple[Path, ...] = ()
    rows: int = 0
    loaded: int = 0
    nodes: int = 0
    edges: int = 0
    problems: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Plus(Catalogue):
    """A catalogue with one more loader."""

    spec: LoaderSpec | None = None

    @cached_property
    def loaders(self) -> Mapping[str, LoaderSpec]:
        base = Catalogue(self.workspace).loaders
        return {**base, self.spec.id: self.spec} if self.spec else base


def draft_file(folder: Path | None, file: Path, wish: Wish) -> Draft:
    """Draft a loader for a file. Raises UsageError, BadFile, Unreadable; an existing loader is never overwritten."""
    root = root_of(folder)
    catalogue = Catalogue(root)
    tables = [spec for spec in catalogue.loaders.values() if _is_contract(spec)]
    page = read_page(file, _known(tables), sheet=wish.sheet, header_row=wish.header_row)
    stem = _TAIL.sub("", file.stem) or file.stem
    made = plan(page, tables, stem)
    title = Title(_ident(wish.ident, stem, made, catalogue), stem, _pattern(file, stem, catalogue))
    path = _target(wish.out, root, title.ident)
    text = text_of(made, page, title, language(wish.lang))
    spec, done, problems = _tried(text, page, Plus(root))
    samples: tuple[Path, ...] = ()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        samples = write_sample(path, page, made) if wish.sample and spec else ()
    totals = done.load.totals() if done else {"rows": 0, "loaded": 0, "nodes": 0}
    counted = {name: totals[name] for name in ("rows", "loaded", "nodes")} | {"edges": _read_edges(done)}
    table = made.table.id if made.table else "-"
    return Draft(
        text, path, table, len(made.columns), sum(map(bool, page.headers)), samples, problems=problems, **counted
    )


def _read_edges(done: CheckReport | None) -> int:
    """How many edges the file brings; what is derived from them is not of the draft's making."""
    graph = done.load.graph if done else None
    return sum(count for name, count in graph.edges.items() if not EDGES[name].derived) if graph else 0


def _is_contract(spec: LoaderSpec) -> bool:
    """A table of the data contract: its id is one plain word, its headers are the contract's."""
    return spec.id == spec.table and spec.id.isidentifier() and spec.format == "any" and spec.header_row == 1


def _known(tables: list[LoaderSpec]) -> Known:
    names = [Names(spec) for spec in tables]
    words = {header_words(header) for columns in HEARD.values() for headers in columns.values() for header in headers}
    words |= {header_words(header) for header in NAMES}

    def known(cell: str) -> bool:
        return bool(header_key(cell)) and (
            header_words(cell) in words or any(one.match(0, cell).column is not None for one in names)
        )

    return known


def _ident(wanted: str, stem: str, made: Plan, catalogue: Catalogue) -> str:
    """The id asked for, else one made from the file's name or the table; never one that is taken."""
    if wanted:
        if not _ID.fullmatch(wanted):
            raise UsageError("--id {wanted} is no id.", hint="Write it like cn.tender-awards.", wanted=wanted)
        if wanted in catalogue.loaders:
            raise UsageError("The loader {wanted} exists.", hint="Choose another --id.", wanted=wanted)
        return wanted
    words = "-".join(re.findall("[a-z0-9]+", stem.lower())) or (made.table.id if made.table else "table")
    base = f"own.{words.replace('_', '-')}"
    taken = (f"{base}-{number}" for number in range(2, len(catalogue.loaders) + 3))
    return base if base not in catalogue.loaders else next(name for name in taken if name not in catalogue.loaders)


def _pattern(file: Path, stem: str, catalogue: Catalogue) -> str:
    """Files of this name, whatever date they carry; only this one if another loader takes names like it."""
    claimed = any(
        pattern.casefold().startswith(stem.casefold()) for spec in catalogue.loaders.values() for pattern in spec.files
    )
    name = file.name if claimed or stem.isdigit() else f"{stem}*"
    return re.sub(r"[\[?]|\*(?!$)", lambda sign: f"[{sign[0]}]", name)


def _target(out: str, root: Path | None, ident: str) -> Path | None:
    """Where the loader goes: nowhere for `-` or without a workspace. Raises UsageError rather than overwrite."""
    if out == "-" or (not out and root is None):
        return None
    path = Path(out) if out else (root or Path()) / "loaders" / f"{ident.partition('.')[2] or ident}.yaml"
    if path.exists():
        raise UsageError("{path} exists.", hint="Remove it, or write elsewhere with -o FILE.", path=path)
    return path


def _tried(text: str, page: Page, catalogue: Plus) -> tuple[LoaderSpec | None, CheckReport | None, tuple[Said, ...]]:
    """The draft read back and used on its file, as `graphinv load FILE` would."""
    with tempfile.TemporaryDirectory(prefix="draft-") as name:
        path = Path(name) / "draft.yaml"
        path.write_text(text, "utf-8")
        try:
            spec = load(path)
            check = Check(Plus(catalogue.workspace, spec), secrets.token_bytes(KEY_BYTES), Config().memory)
            done = check.run(LoadRequest([page.path]))
        except GraphinvError as error:
            return None, None, (error.whole,)
    problems: list[Said] = [problem for _, problem in done.problems]
    taken = {file["loader"] for file in done.load.files}
    if not problems and spec.id not in taken:
        others = [msg("the loader {loader} takes this file", loader=loader) for loader in sorted(taken)]
        problems = [*others] or [why for _, why in done.load.left_out]
    return spec, done, tuple(problems)
