"""Running loaders' samples: each alone through staging and mapping, compared with what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec, load
from graphinv.content.reader import nearest
from graphinv.content.sample_spec import load_sample, loader_files
from graphinv.errors import GraphinvError, UsageError
from graphinv.workspace.sample_compare import differences
from graphinv.workspace.sample_graph import sample_graph


@dataclass(frozen=True)
class SampleResult:
    """How one sample fared; `detail` names every difference."""

    loader: str
    sample: str
    passed: bool
    detail: str = ""


def test_loader(spec: LoaderSpec) -> SampleResult | None:
    """Run the sample of a loader; None if it has none."""
    try:
        sample = load_sample(spec)
        if sample is None:
            return None
        found = sample_graph(spec, sample.sample)
        problems = list(differences(sample, found))
    except GraphinvError as error:
        return SampleResult(spec.id, "", False, str(error))
    return SampleResult(spec.id, sample.sample.name, not problems, "\n".join(problems))


test_loader.__test__ = False  # type: ignore[attr-defined]  # its name is for the reader, it is no test of pytest


def test_loaders(catalogue: Catalogue, wanted: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The results of all samples (or of one loader, or of the loaders in a file or folder), and who has no sample."""
    specs = list(_wanted(catalogue, wanted))
    done = [(spec.id, test_loader(spec)) for spec in specs]
    bare = [ident for ident, result in done if result is None]
    if wanted and len(bare) == len(specs):
        raise UsageError(
            "{bare} has no sample.",
            hint="Put x.sample.csv and x.expected.yaml beside it: `graphinv loaders new FILE --sample` writes both.",
            bare=bare,
        )
    return [asdict(result) for _, result in done if result is not None], bare


test_loaders.__test__ = False  # type: ignore[attr-defined]


def _wanted(catalogue: Catalogue, wanted: str) -> Sequence[LoaderSpec] | Iterator[LoaderSpec]:
    if not wanted:
        return list(catalogue.loaders.values())
    if wanted in catalogue.loaders:
        return [catalogue.loaders[wanted]]
    path = Path(wanted)
    if path.is_file() or path.is_dir():
        return map(load, loader_files(sorted(path.rglob("*.yaml")) if path.is_dir() else [path]))
    raise UsageError(
        "There is no loader `{wanted}`, and no such file.{nearest}",
        hint="graphinv loaders list shows all.",
        wanted=wanted,
        nearest=nearest(wanted, catalogue.loaders),
    )
