"""Content is strict: every scalar a string, all problems of a file at once, each with its line and nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content import strict_yaml
from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import load
from graphinv.content.roots import builtin
from graphinv.content.sample_spec import loader_files
from graphinv.errors import SpecError

GOOD = """\
id: own.staff
title: {zh: 人员, en: Staff}
source: {files: ["staff*"]}
columns:
  工号: person_id
  姓名: name
key: [person_id]
nodes:
  person: {label: Person, key: [person_id], props: [name]}
"""


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / "loaders" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_scalars_stay_strings() -> None:
    value = strict_yaml.parse("code: 0123\nflag: NO\ntime: 12:30:00\n", "x.yaml")
    assert value == {"code": "0123", "flag": "NO", "time": "12:30:00"}


def test_repeated_key_names_both_lines() -> None:
    with pytest.raises(SpecError) as caught:
        strict_yaml.parse("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert "line 3: `a` stands already at line 1" in str(caught.value)


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("title:", "titel:").replace("props: [name]", "props: [nmae]")
    text = text.replace("key: [person_id]\nnodes", "key: [person]\nnodes")
    with pytest.raises(SpecError) as caught:
        load(written(tmp_path, text))
    said = str(caught.value)
    assert "line 2: `titel` is not a key of `loader`. Did you mean `title`?" in said
    assert "`loader` needs `title" in said
    assert "`nmae`, which is not declared. Did you mean `name`?" in said
    assert "line 7: key names the column `person`, which is not declared. Did you mean `person_id`?" in said


@pytest.mark.parametrize("path", loader_files(sorted(builtin("loaders").rglob("*.yaml"))), ids=lambda path: path.stem)
def test_builtin_loader_reads(path: Path) -> None:
    spec = load(path)
    assert spec.columns
    assert spec.files


def test_workspace_adds_a_loader(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    assert Catalogue(tmp_path).loaders["own.staff"].columns["name"].headers == ("姓名",)
    assert "own.staff" not in Catalogue().loaders


def test_taking_a_builtin_id_needs_replaces(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("own.staff", "persons"))
    with pytest.raises(SpecError, match=r"`persons` is already the id of .*replaces: persons"):
        _ = Catalogue(tmp_path).loaders
    written(tmp_path, GOOD.replace("own.staff", "persons") + "replaces: persons\n")
    assert Catalogue(tmp_path).loaders["persons"].title["en"] == "Staff"


def test_replacing_what_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    written(tmp_path, GOOD + "replaces: person\n")
    with pytest.raises(SpecError, match=r"replaces `person`, which does not exist\. Did you mean `persons`"):
        _ = Catalogue(tmp_path).loaders


def test_limits_are_checked_when_the_loader_is_read(tmp_path: Path) -> None:
    text = GOOD + "assert: {min: {nodes: {Persn: 1}, rows: many}, max: {rejected: 0.1}}\n"
    with pytest.raises(SpecError) as caught:
        load(written(tmp_path, text))
    said = str(caught.value)
    assert "min has no `nodes.Persn`, which is not declared. Did you mean `nodes.Person`?" in said
    assert "`rows: many` must be a whole number" in said
    assert "max has no `rejected`, which is not declared. Did you mean `rejected_rows`?" in said


def test_an_order_and_a_condition_name_what_is_there(tmp_path: Path) -> None:
    columns = "  姓名: name\n  关系: {as: kind, type: enum, values: {kin: [亲属]}}\n  日期: {as: day, type: date}\n"
    good = GOOD.replace("  姓名: name\n", columns + "  时间: {as: at, type: datetime}\n")
    spec = load(written(tmp_path, good + "order: [day, at]\nrequired_if: {name: {kind: kin|other}}\n"))
    assert spec.order == ("day", "at")
    assert spec.required_if == {"name": {"kind": "kin|other"}}
    for text, problem in (
        ("order: [day, att]", "order names the column `att`, which is not declared. Did you mean `at`?"),
        ("order: [day, name]", "`name` in `order` is no date or datetime, but string"),
        ("order: [day]", "`order` must name at least two columns, each of them once"),
        ("order: [day, at, day]", "`order` must name at least two columns, each of them once"),
        ("required_if: {nmae: {kind: kin}}", "required_if names the column `nmae`, which is not declared."),
        ("required_if: {name: {knd: kin}}", "`name` is required by the column `knd`, which is not declared."),
        ("required_if: {name: {kind: kim}}", "`kind` has no value `kim`, which is not declared. Did you mean `kin`?"),
        ("required_if: {name: {}}", "`name` is required under no condition; write `req: yes` at the column"),
        ("required_if: {name: {kind: [kin]}}", "`kind` must be one word or sentence"),
    ):
        with pytest.raises(SpecError) as caught:
            load(written(tmp_path, good + text + "\n"))
        assert problem in str(caught.value), text
