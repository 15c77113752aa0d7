"""The sweep folder: an index that says what is new, changed and gone, and one report per lead beside it."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graphinv.render.case import render_case, safe_word
from graphinv.render.index import index_pages
from graphinv.render.view import CaseView, SweepView
from graphinv.render.whole import write_whole

MANIFEST = "report.json"

_OURS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.html")


def write_sweep(folder: Path, sweep: SweepView, cases: Iterable[CaseView], lang: str, reports: Path) -> Path:
    """Writes the folder and returns its index.html; an earlier report stays until all pages of the new one are there.

    Files of an earlier report in the same folder are removed, so that no name outlives a redaction or a cleared lead.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".report-", dir=folder) as made:
        earlier, names = _earlier(folder), _write_pages(Path(made), sweep, cases, lang, reports)
        _write_manifest(folder, [*earlier, *names])  # whatever comes, the next report removes all of these
        for name in names:
            (Path(made) / name).replace(folder / name)
        for name in set(earlier) - set(names):
            (folder / name).unlink(missing_ok=True)
        _write_manifest(folder, names)
    return folder / "index.html"


def _write_pages(folder: Path, sweep: SweepView, cases: Iterable[CaseView], lang: str, reports: Path) -> list[str]:
    """Every page of the report; returns their names."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    for view in cases:
        key = str(view.lead["key"])
        files[key] = file_name(key, str(view.lead.get("code") or ""), taken)
        _write(folder / files[key], render_case(view, lang, reports))
    pages = index_pages(sweep, files, lang, reports)
    for name, text in pages.items():
        _write(folder / name, text)
    return [*files.values(), *pages]


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))


def _write_manifest(folder: Path, names: Iterable[str]) -> None:
    write_whole(folder / MANIFEST, (json.dumps({"files": sorted(set(names))}, indent=1) + "\n").encode())


def _earlier(folder: Path) -> list[str]:
    """What the manifest lists; anything that does not look like a file of ours is left alone."""
    manifest = folder / MANIFEST
    try:
        names = json.loads(manifest.read_text("utf-8"))["files"] if manifest.is_file() else []
    except (ValueError, KeyError, TypeError):
        return []
    return [name for name in names if isinstance(name, str) and _OURS.fullmatch(name)]


def file_names(leads: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key to file of the pages of these leads, given as key and code, in the order in which they are written."""
    taken: set[str] = set()
    return {key: file_name(key, code, taken) for key, code in leads}


def file_name(key: str, code: str, taken: set[str]) -> str:
    """A name of plain letters and digits, unique even where case does not count; it never holds a person's name."""
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", key).strip("-")
    if stem != key or not stem or len(stem) > 80:
        stem = f"{stem[:40].strip('-') or 'lead'}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}"
    stem = f"{safe_word(code)}-{stem}" if safe_word(code) else stem
    name, again = stem, 2
    while name.lower() in taken or name.lower().startswith("index"):
        name, again = f"{'lead-' if name.lower().startswith('index') else ''}{stem}-{again}", again + 1
    taken.add(name.lower())
    return f"{name}.html"
