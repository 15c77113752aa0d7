"""Headers and the columns that they mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec, load
from graphinv.errors import SpecError
from graphinv.sources.columns import Names

LOADERS = Catalogue().loaders


@pytest.mark.parametrize(
    ("loader", "header", "column", "unit", "inclusive"),
    [
        ("contracts", "中标金额(万元)", "amount", "万元", False),
        ("contracts", "合同金额（元）", "amount", "元", False),
        ("contracts", " AMOUNT \n(亿元) ", "amount", "亿元", False),
        ("contracts", "amount", "amount", "", False),
        ("shareholdings", "持股比例（％）", "share", "%", False),
        ("shareholdings", "Ｓｈａｒｅ", "share", "", False),
        ("positions", "免职时间(含)", "until", "", True),
        ("subsidy_payments", "面积(亩)", "quantity", "", False),
        ("shareholdings", "transferee_name", "transferee_name", "", False),
    ],
)
def test_units_are_read_not_compared(loader: str, header: str, column: str, unit: str, inclusive: bool) -> None:
    found = Names(LOADERS[loader]).match(0, header)
    assert found.column is not None
    assert (found.column.name, found.unit, found.inclusive) == (column, unit, inclusive)


@pytest.mark.parametrize("header", ["姓名(元)", "姓名(%)", "姓名(含)", "姓名(必填)", "出生日期(元)", "", "名"])
def test_what_is_no_header(header: str) -> None:
    assert Names(LOADERS["persons"]).match(0, header).column is None


MONEY = "type: money_cny"


def own(folder: Path, columns: str) -> LoaderSpec:
    path = folder / "own.yaml"
    text = "id: own.sums\ntitle: {zh: 金额, en: Sums}\nsource: {files: ['sums*']}\ncolumns:\n"
    path.write_text(f"{text}  编号: no\n{columns}\nkey: [no]\n", "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("declared", "header", "unit", "inclusive"),
    [
        (f"中标金额(万元): {{as: x, {MONEY}}}", "中标金额(万元)", "万元", False),
        (f"中标金额（亿元）: {{as: x, {MONEY}}}", "中标金额（亿元）", "亿元", False),
        (f"中标金额(元): {{as: x, {MONEY}}}", "中标金额(元)", "元", False),
        (f"x: {{also: [中标金额(万元)], {MONEY}}}", "中标金额(万元)", "万元", False),
        (f"x: {{also: [中标金额(万元)], {MONEY}}}", "x", "", False),
        (f"中标金额(万元): {{as: x, {MONEY}, unit: 万元}}", "中标金额(万元)", "万元", False),
        (f"单价(元/吨): {{as: x, {MONEY}}}", "单价(元/吨)", "", False),
        (f"中标金额(人民币千元): {{as: x, {MONEY}, unit: 万元}}", "中标金额(人民币千元)", "万元", False),
        ("持股比例(%): {as: x, type: share}", "持股比例(％)", "%", False),
        ("免职时间(含): {as: x, type: date}", "免职时间(含)", "", True),
        ("备注(元): x", "备注(元)", "", False),
    ],
)
def test_a_unit_in_a_declared_header_counts(
    tmp_path: Path, declared: str, header: str, unit: str, inclusive: bool
) -> None:
    found = Names(own(tmp_path, f"  {declared}")).match(0, header)
    assert found.column is not None
    assert (found.column.name, found.unit, found.inclusive) == ("x", unit, inclusive)


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        (f"中标金额(万元): {{as: x, {MONEY}, unit: 元}}", "the header says 万元, `unit:` says 元"),
        (f"x: {{also: [中标金额(万元)], {MONEY}, unit: 亿元}}", "the header says 万元, `unit:` says 亿元"),
        (f"x: {{{MONEY}, unit: 亿元}}\n  中标金额(万元): x", "the header says 万元, `unit:` says 亿元"),
        (f"中标金额(千元): {{as: x, {MONEY}}}", "(千元) is no unit that can be read"),
        (f"中标金额(%): {{as: x, {MONEY}}}", "the brackets of `中标金额(%)` do not fit the type money_cny"),
        ("比例(元): {as: x, type: share}", "do not fit the type share"),
        (f"x: {{{MONEY}, unit: '%'}}", "`unit: %` does not fit the type money_cny"),
        (f"x: {{{MONEY}, unit: 千元}}", "`unit: 千元` is unknown"),
    ],
)
def test_a_unit_that_contradicts_is_refused(tmp_path: Path, declared: str, problem: str) -> None:
    with pytest.raises(SpecError, match=re.escape(problem)):
        own(tmp_path, f"  {declared}")


def test_a_default_or_a_name_stands_in_for_a_required_column() -> None:
    persons, contracts = Names(LOADERS["persons"]), Names(LOADERS["contracts"])
    assert persons.missing(persons.match_all(["身份证号", "姓名"])) == ()
    assert [column.name for column in persons.missing(persons.match_all(["姓名"]))] == ["person_id"]
    assert contracts.missing(contracts.match_all(["合同编号", "采购人名称", "乙方", "合同金额"])) == ()
