"""Every built-in loader has a sample, and its sample gives exactly the graph and the refusals that are expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import load
from graphinv.content.sample_spec import load_sample
from graphinv.errors import SpecError
from graphinv.workspace.samples import test_loader as run_sample
from graphinv.workspace.samples import test_loaders as run_samples

LOADERS = Catalogue().loaders


@pytest.mark.parametrize("ident", LOADERS)
def test_the_sample_of_a_loader(ident: str) -> None:
    result = run_sample(LOADERS[ident])
    assert result is not None, f"{ident} has no sample: graphinv loaders new --sample shows what one looks like"
    assert result.passed, result.detail


def test_a_sample_expects_something() -> None:
    """An expectation without a graph or a refusal would pass whatever the loader does."""
    for spec in LOADERS.values():
        sample = load_sample(spec)
        assert sample is not None
        assert sample.graph or sample.rejects, spec.id
        assert bool(sample.graph) == bool(spec.edges or any(node.label for node in spec.nodes.values())), spec.id


@pytest.fixture
def loader(tmp_path: Path) -> Path:
    """A copy of one loader with its two other files."""
    for path in LOADERS["positions"].at.parent.glob("positions.*"):
        shutil.copy(path, tmp_path)
    return tmp_path / "positions.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("post: 局长", "post: 副局长", "post expected 副局长, found 局长"),
        ("since: 2015-01", "since: 2015-02", "since expected 2015-02-01, found 2015-01-01"),
        ("{id: U1}", "{id: U7}", "missing: (unit1:Unit U7)"),
        ("[:HOLDS_POST {", "[:HOLDS_POST {certain: false, ", "certain expected False, found True"),
        ("portfolio: [FIN, HR]", "portfolio: [FIN]", "portfolio expected ['FIN']"),
        ("value: 不详", "value: 别的", "row 4 should be refused for `是否一把手`: '别的'"),
    ],
)
def test_a_difference_is_named(loader: Path, old: str, new: str, said: str) -> None:
    change(loader.with_name("positions.expected.yaml"), old, new)
    result = run_sample(load(loader))
    assert result is not None and not result.passed
    assert said in result.detail


def test_what_is_not_expected_is_named(loader: Path) -> None:
    """One line less in each part: a node that nobody drew, an edge, a refusal."""
    path = loader.with_name("positions.expected.yaml")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    edge = next(line for line in lines if "副" not in line and "post: 科员" in line)
    reject = next(line for line in lines if "任职单位" in line)
    path.write_text("".join(line for line in lines if line not in (edge, reject)), "utf-8")
    result = run_sample(load(loader))
    assert result is not None
    assert "not expected: (person2)-[:HOLDS_POST" in result.detail
    assert "row 5 is refused for `任职单位`" in result.detail
    path.write_text("".join(line for line in lines if "(person2" not in line), "utf-8")
    result = run_sample(load(loader))
    assert result is not None and "not expected: (Person P2" in result.detail
    assert "not expected: (P2)-[:HOLDS_POST" in result.detail


def test_a_changed_loader_fails_its_sample(loader: Path) -> None:
    change(loader, "post, rank, is_leader", "post, is_leader")
    result = run_sample(load(loader))
    assert result is not None and "rank expected 县处级正职, found None" in result.detail


def test_half_a_sample_is_an_error(loader: Path) -> None:
    loader.with_name("positions.sample.csv").unlink()
    with pytest.raises(SpecError, match=r"needs one file positions\.sample"):
        load_sample(load(loader))
    loader.with_name("positions.expected.yaml").unlink()
    assert load_sample(load(loader)) is None


def test_unknown_keys_of_an_expectation_are_errors(loader: Path) -> None:
    path = loader.with_name("positions.expected.yaml")
    path.write_text(path.read_text("utf-8") + "reject: []\n", "utf-8")
    with pytest.raises(SpecError, match="Did you mean `rejects`"):
        load_sample(load(loader))


def test_the_expectations_are_no_loaders(loader: Path) -> None:
    """A folder of loaders may hold all three files; only the first is read as a loader."""
    rows, bare = run_samples(Catalogue(), str(loader.parent))
    assert [row["loader"] for row in rows] == ["positions"] and not bare
    (loader.parent / "loaders").mkdir()
    change(loader, "id: positions", "id: own.positions")
    for path in loader.parent.glob("positions.*"):
        shutil.move(path, loader.parent / "loaders")
    assert "own.positions" in Catalogue(loader.parent).loaders
