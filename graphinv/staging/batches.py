"""Which files are live: a new version of a batch replaces the old one whole, a copy of a live file changes nothing.

A batch is named by `--batch`, else by the batch_id that `data_filings` gives the file, else by loader and file name:
all sheets of a workbook that one loader reads are one batch. A part that a new version of its file lacks is replaced.
A renamed, re-encoded or re-sorted file whose typed rows are the same multiset is the same batch; while the file that is
live still exists it stays the source of the rows, otherwise the copy takes its place in the same batch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphinv.errors import BadFile


@dataclass(frozen=True)
class LiveFile:
    """One part of a file whose rows are in the graph: a sheet, rows along a JSON path, a table, or the whole file.

    `cache` names its typed rows, `fit` says why its loader was taken, `path` may be the URL of a database (without its
    password), `context` says what of the other parts decided about the rows.
    """

    loader: str
    batch: str
    name: str
    path: str
    sha256: str
    cache: str
    fit: str = ""
    part: str = ""
    context: str = ""

    @property
    def main(self) -> bool:
        """Whether the part reports what belongs to no part."""
        return not self.context or bool(json.loads(self.context)[0])

    @property
    def beside(self) -> tuple[str, ...]:
        """Unread sheets, or the paths of a JSON file that are kept beside the rows."""
        return tuple(json.loads(self.context)[1:]) if self.context else ()

    @property
    def content(self) -> tuple[str, str]:
        """What rows these are."""
        return self.sha256, self.part

    @property
    def own_batch(self) -> str:
        """The batch of a file that nobody has named."""
        return f"{self.loader}/{self.name}"


@dataclass(frozen=True)
class Merge:
    """The live files after a load; `copies` pairs each given file that changed nothing with the live one it equals."""

    files: tuple[LiveFile, ...]
    replaced: tuple[LiveFile, ...]
    copies: tuple[tuple[LiveFile, LiveFile], ...]


Same = Callable[[LiveFile, LiveFile], bool]
"""Whether two files of one loader hold the same rows."""


def context_of(main: bool, beside: Sequence[str]) -> str:
    """The text that `main` and `beside` are read from; empty for a part that is alone."""
    return "" if main and not beside else json.dumps([main, *beside], ensure_ascii=False)


def merge(live: Sequence[LiveFile], given: Sequence[LiveFile], same: Same, *, whole: bool = True) -> Merge:
    """The live files once `given` are loaded; `whole` if all parts of their files are among them.

    Raises BadFile if two different files claim one unnamed batch.
    """
    new, copies = _distinct(given, same)
    _check_claims(new)
    changed = _changed(live, new)
    gone = _gone(live, given) if whole else []
    staying = [file for file in live if file.batch not in changed and file not in gone]
    result = list(staying)
    for file in new:
        twin = _twin(file, staying, same)
        if twin is None:
            result.append(file)
            continue
        copies.append((file, twin))
        if file.sha256 == twin.sha256 or not _is_there(twin.path):
            result[result.index(twin)] = _successor(twin, file)
    replaced = [file for file in live if file.batch in changed or file in gone]
    return Merge(tuple(sorted(result, key=_order)), tuple(replaced), tuple(copies))


def _order(file: LiveFile) -> tuple[str, ...]:
    return (file.loader, file.batch, file.name, file.sha256)


def _distinct(given: Sequence[LiveFile], same: Same) -> tuple[list[LiveFile], list[tuple[LiveFile, LiveFile]]]:
    """The files without those that only repeat another; the shorter name counts as the original."""
    new: list[LiveFile] = []
    copies: list[tuple[LiveFile, LiveFile]] = []
    for file in sorted(given, key=lambda file: (file.loader, len(file.name), file.name, file.path)):
        twin = _twin(file, new, same)
        if twin is None:
            new.append(file)
        else:
            copies.append((file, twin))
    return new, copies


def _twin(file: LiveFile, others: Iterable[LiveFile], same: Same) -> LiveFile | None:
    """The file among the others that holds the same rows."""
    return next(
        (
            other
            for other in others
            if other.loader == file.loader and (other.content == file.content or same(other, file))
        ),
        None,
    )


def _changed(live: Sequence[LiveFile], new: Sequence[LiveFile]) -> set[str]:
    """Batches that come with other content. A file that got a batch name replaces its unnamed earlier version."""
    before, after = _contents(live), _contents(new)
    changed = {batch for batch, contents in after.items() if before.get(batch, contents) != contents}
    for file in new:
        unnamed = before.get(file.own_batch)
        if file.batch != file.own_batch and unnamed and file.content not in unnamed:
            changed.add(file.own_batch)
    return changed


def _contents(files: Iterable[LiveFile]) -> dict[str, set[tuple[str, str]]]:
    """What each batch holds."""
    found: dict[str, set[tuple[str, str]]] = {}
    for file in files:
        found.setdefault(file.batch, set()).add(file.content)
    return found


def _gone(live: Sequence[LiveFile], given: Sequence[LiveFile]) -> list[LiveFile]:
    """Parts that no loader finds any more in the new version of their file."""
    names = {file.name for file in given}
    batches = {file.own_batch for file in given}
    return [
        file
        for file in live
        if file.part and file.name in names and file.batch == file.own_batch and file.batch not in batches
    ]


def _successor(twin: LiveFile, file: LiveFile) -> LiveFile:
    """The live file under the path where it now lies; its name and batch stay unless the old file is gone."""
    if file.content == twin.content:
        twin = replace(twin, context=file.context)
    if _is_there(twin.path):
        return twin
    if file.sha256 == twin.sha256:
        return replace(twin, path=file.path)
    return replace(file, batch=twin.batch)


def _is_there(path: str) -> bool:
    """Whether a live file still lies where it was; a database is not asked again."""
    return "://" in path or Path(path).exists()


def _check_claims(new: Sequence[LiveFile]) -> None:
    claims: dict[str, list[LiveFile]] = {}
    for file in new:
        if file.batch == file.own_batch:
            claims.setdefault(file.batch, []).append(file)
    for files in claims.values():
        if len({file.path for file in files}) > 1:
            raise BadFile(
                "{count} different files are called {name}: {paths}.",
                hint="One would replace the other: rename one of them, or load each with its own --batch NAME.",
                count=len(files),
                name=files[0].name,
                paths=[file.path for file in files],
            )
