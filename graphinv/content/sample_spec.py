"""A loader's sample: a small file in its layout, and beside it the graph and the refusals that it must give.

`x.yaml` is the loader, `x.sample.csv` (or .xlsx, .jsonl, …) the file, `x.expected.yaml` what must come of it.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphinv.content.loader_spec import LoaderSpec
from graphinv.content.reader import Problems, Reader
from graphinv.content.strict_yaml import read
from graphinv.errors import SpecError

EXPECTED, SAMPLE = ".expected.yaml", ".sample"


@dataclass(frozen=True)
class RejectSpec:
    """A row that must be refused: its number as a spreadsheet counts, and the header and text of the cell to blame."""

    row: int
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class SampleSpec:
    """The three files of a loader that can be tested; `graph` is text as in the cases of rules."""

    loader: LoaderSpec
    sample: Path
    expected: Path
    graph: str
    rejects: tuple[RejectSpec, ...]


def loader_files(paths: Iterable[Path]) -> list[Path]:
    """The files of these that are loaders, and not what is expected of a sample."""
    return [path for path in paths if not path.name.endswith(EXPECTED)]


def stem_of(spec: LoaderSpec) -> str:
    """The name that the files of a loader share."""
    return spec.at.name.removesuffix(".yaml")


def load_sample(spec: LoaderSpec) -> SampleSpec | None:
    """The sample beside a loader, None if it has none. Raises SpecError if one of the two files is missing or wrong."""
    expected = spec.at.with_name(stem_of(spec) + EXPECTED)
    files = sorted(spec.at.parent.glob(f"{glob.escape(stem_of(spec))}{SAMPLE}.*"))
    if not files and not expected.is_file():
        return None
    if len(files) != 1:
        raise SpecError(
            "needs one file {stem}.sample.* beside it; there are {count}.",
            at=str(expected),
            stem=stem_of(spec),
            count=len(files),
        )
    if not expected.is_file():
        raise SpecError("has no {name} beside it.", at=str(files[0]), name=expected.name)
    return _sample(spec, files[0], expected)


def _sample(spec: LoaderSpec, sample: Path, expected: Path) -> SampleSpec:
    problems = Problems(str(expected))
    top = Reader(read(expected), "expected", problems)
    found = SampleSpec(
        loader=spec,
        sample=sample,
        expected=expected,
        graph=top.text("graph", ""),
        rejects=tuple(_reject(item) for item in top.items("rejects")),
    )
    top.done()
    problems.check()
    return found


def _reject(reader: Reader) -> RejectSpec:
    found = RejectSpec(reader.integer("row"), reader.text("column", ""), reader.text("value", ""))
    reader.done()
    return found
