"""Several tables in one input: which loader reads which part, and what is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.sources.look import look
from graphinv.sources.parts import Part, forced, parts_of
from graphinv.sources.recognise import Choice, NoLoader, Recogniser
from tests.workbook import write_book

LOADERS = Catalogue().loaders
KIN = ["本人身份证号", "亲属身份证号", "关系", "称谓"]
BIDS = ["标段号", "投标人信用代码", "投标报价", "投标状态"]


def parts(path: Path, loaders: Mapping[str, LoaderSpec] = LOADERS, loader: str = "") -> list[Part]:
    recogniser = Recogniser(loaders)
    found = look(path, recogniser.known)
    return forced(recogniser, found, loader) if loader else parts_of(recogniser, found)


def said(found: Sequence[Part]) -> list[tuple[str, str]]:
    """Part and loader, or why there is none."""
    return [
        (part.look.part, part.choice.spec.id if isinstance(part.choice, Choice) else str(part.choice.reason))
        for part in found
    ]


def test_each_sheet_has_its_loader(tmp_path: Path) -> None:
    sheets = {"封面": [["导出"]], "2021": [BIDS], "kinship": [["x", *KIN]], "2022": [BIDS], "空": []}
    found = parts(write_book(tmp_path / "导出.xlsx", sheets))
    assert said(found) == [
        ("封面", "no loader knows its name or its headers"),
        ("2021", "bids"),
        ("kinship", "kinship"),
        ("2022", "bids"),
        ("空", "is empty: it has no header"),
    ]
    assert [part.look.context for part in found] == [(), ("封面", "空"), (), (), ()]


def test_the_name_of_a_workbook_is_about_its_first_sheet(tmp_path: Path) -> None:
    found = parts(write_book(tmp_path / "bids.xlsx", {"一": [["标段号", "x"]], "二": [["标段号", "y"]]}))
    assert said(found) == [("一", "bids"), ("二", "no loader fits; the nearest, bids, knows 1 of 2 headers")]
    assert isinstance(found[0].choice, Choice) and not found[0].choice.complete


def test_a_cover_sheet_does_not_hide_the_table(tmp_path: Path) -> None:
    found = parts(write_book(tmp_path / "bids.xlsx", {"封面": [["标段号"]], "二": [BIDS]}))
    assert said(found)[1] == ("二", "bids")
    assert said(found)[0] == ("封面", "its name fits `bids`, but it lacks company_id, status")


def test_a_sheet_named_like_a_table_that_lacks_columns(tmp_path: Path) -> None:
    found = parts(write_book(tmp_path / "x.xlsx", {"一": [KIN], "bids": [["标段号"]]}))
    assert said(found)[1] == ("bids", "its name fits `bids`, but it lacks company_id, status")


def test_a_loader_that_names_its_sheet(tmp_path: Path) -> None:
    named = {"kinship": replace(LOADERS["kinship"], sheet="亲属")}
    path = write_book(tmp_path / "kinship.xlsx", {"一": [KIN], "亲属": [KIN]})
    assert [loader for _, loader in said(parts(path, named))][1] == "kinship"
    assert isinstance(parts(path, named)[0].choice, NoLoader)
    assert said(parts(path, named, "kinship")) == [
        ("亲属", "kinship"),
        ("一", "you asked for `kinship`, which reads 亲属"),
    ]


def test_two_loaders_for_one_sheet_ask(tmp_path: Path) -> None:
    twins = {"kinship": LOADERS["kinship"], "twin": replace(LOADERS["kinship"], id="twin", files=())}
    with pytest.raises(BadFile, match=r"x\.xlsx/二: fits 2 loaders equally well.* Name the sheet or table after one"):
        parts(write_book(tmp_path / "x.xlsx", {"一": [["a"]], "二": [KIN]}), twins)


def lines(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    return path


def test_json_of_one_level_is_read_by_any_loader(tmp_path: Path) -> None:
    row = {"lot_id": "L", "company_id": "X:1", "status": "valid", "amount": 1, "note": "n"}
    (part,) = parts(lines(tmp_path / "x.jsonl", row, {"lot_id": "M"}))
    assert said([part]) == [("", "bids")]
    assert isinstance(part.choice, Choice) and str(part.choice.why) == "it knows 4 of 5 paths"
    assert part.look.head == [["lot_id", "company_id", "status", "amount", "note"]]


RELEASE = {
    "ocid": "o",
    "bids": {"details": [{"status": "valid", "tenderers": [{"id": "A", "scale": "x"}]}], "statistics": [{"id": "1"}]},
    "tender": {"title": "T", "documents": [{"id": "1"}]},
    "extra": 1,
}


def test_paths_that_nobody_reads_stay_beside_the_nearest_rows(tmp_path: Path) -> None:
    found = parts(lines(tmp_path / "x.jsonl", RELEASE))
    assert said(found) == [("bids.details[].tenderers[]", "ocds.bids"), ("tender.lots[]", "ocds.tenders")]
    unread = [{path for path in part.look.head[0] if path.split(".")[-1] in ("scale", "id", "extra")} for part in found]
    assert unread == [
        {
            "bids.details[].tenderers[].id",
            "bids.details[].tenderers[].scale",
            "bids.statistics[].id",
            "tender.documents[].id",
            "extra",
        },
        set(),
    ]


def test_json_without_a_loader_says_the_nearest(tmp_path: Path) -> None:
    assert said(parts(lines(tmp_path / "x.jsonl", {"rain": 1, "station": 2}))) == [
        ("", "no loader knows its name or its headers")
    ]
    (tmp_path / "y.jsonl").write_text("oops\n", "utf-8")
    ((_, reason),) = said(parts(tmp_path / "y.jsonl"))
    assert reason.startswith("holds no JSON object; line 1: not JSON")


def test_a_forced_loader_reads_its_rows_only(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", RELEASE)
    assert said(parts(path, loader="ocds.tenders")) == [("tender.lots[]", "ocds.tenders")]
