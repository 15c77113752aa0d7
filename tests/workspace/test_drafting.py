"""Drafts of loaders for exports in unknown layouts: they load at once, say what they guessed, and name nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from graphinv.content.loader_spec import LoaderSpec, load
from graphinv.errors import BadFile, UsageError
from graphinv.workspace import Workspace
from graphinv.workspace.drafting import Draft, Wish, draft_file
from graphinv.workspace.samples import test_loader as run_sample
from tests.mapping.hand import person_no
from tests.workbook import write_book
from tests.workspace.exports import AWARDS, STAFF, SUBSIDIES, Row, write_csv


def drafted(tmp_path: Path, file: Path, **wish: object) -> tuple[Draft, LoaderSpec]:
    """The draft and what it reads as; it must have been tried out with success."""
    draft = draft_file(None, file, Wish(out=str(tmp_path / "draft.yaml"), lang="en", **wish))  # type: ignore[arg-type]
    assert not draft.problems
    return draft, load(tmp_path / "draft.yaml")


def said(draft: Draft, header: str) -> str:
    """The comment in the line of a header."""
    (line,) = (line for line in draft.text.splitlines() if re.match(rf'  (- )?"?{re.escape(header)}"?(:|  )', line))
    return line.partition("# ")[2]


def test_awards_under_a_title_in_the_second_sheet(tmp_path: Path) -> None:
    draft, spec = drafted(tmp_path, write_book(tmp_path / "中标公告2023.xlsx", {"说明": [["另见"]], "公告": AWARDS}))
    assert (spec.table, spec.sheet, spec.header_row, spec.files) == ("contracts", "公告", 2, ("中标公告*",))
    names = {column.headers[0]: name for name, column in spec.columns.items() if column.headers}
    assert names == {
        "项目编号": "contract_id", "采购单位": "buyer_id", "中标单位": "supplier_name",
        "统一社会信用代码": "supplier_id", "中标金额": "amount", "采购方式": "method", "公告日期": "awarded_on",
    }  # fmt: skip
    assert spec.columns["amount"].unit == "万元" and "the unit stands above the table" in said(draft, "中标金额")
    assert "竞争性谈判（二次）" in spec.columns["method"].values["negotiated"]
    assert spec.key == ("contract_id",) and "unique in 12 rows" in draft.text
    assert spec.ignore == ("序号", "备注") and said(draft, "序号") == "a running number"
    assert (draft.rows, draft.loaded, draft.edges) == (12, 12, 24)


def test_a_staff_list(tmp_path: Path) -> None:
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "staff list 2024.csv", STAFF, "gb18030"))
    assert spec.id == "own.staff-list" and spec.table == "positions"
    assert spec.columns["person_id"].headers == ("身份证号",) and spec.columns["person_name"].headers == ("姓名",)
    assert spec.key == ("person_id", "unit_id", "post", "since")
    assert said(draft, "联系电话") == "20 of 20 cells filled, mobile numbers; no place in positions"
    assert (draft.loaded, draft.edges) == (20, 20)
    (edge,) = spec.edges
    assert edge.since == "since" and not edge.until and "leave_kind" not in edge.props


def test_a_subsidy_list_without_a_programme(tmp_path: Path) -> None:
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "补贴清册2023.csv", SUBSIDIES))
    assert spec.table == "subsidy_payments" and spec.header_row == 3
    assert spec.columns["programme_id"].default == "补贴清册" and "all rows belong to this one" in draft.text
    assert spec.columns["payment_id"].auto and spec.key == ("payment_id",)
    assert (draft.rows, draft.loaded) == (16, 15), "the line of totals lacks what a payment needs"
    assert draft.edges == 15


@pytest.mark.parametrize("rows", [AWARDS, STAFF, SUBSIDIES], ids=["awards", "staff", "subsidies"])
def test_no_cell_of_a_person_is_written_down(tmp_path: Path, rows: list[Row]) -> None:
    """Neither names nor numbers nor accounts: not in the draft, and not in its sample."""
    draft = draft_file(None, write_csv(tmp_path / "x.csv", rows), Wish(out=str(tmp_path / "d.yaml"), sample=True))
    written = draft.text + "".join(path.read_text("utf-8") for path in draft.samples)
    cells = {str(cell) for row in rows[3:] for cell in row}
    secret = {cell for cell in cells if re.fullmatch("[张李][0-9]+|.公司|[0-9A-Z]{15,18}|1380000[0-9]+", cell)}
    assert len(secret) > 2
    assert not {cell for cell in secret if cell in written}
    result = run_sample(load(tmp_path / "d.yaml"))
    assert result is not None and result.passed, result


def test_the_draft_takes_its_file_and_the_next_one(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "case") as workspace:
        first = write_csv(tmp_path / "补贴清册2023.csv", SUBSIDIES)
        draft = draft_file(workspace.root, first, Wish())
        assert draft.path == workspace.root / "loaders" / "subsidy-payments.yaml"
    with Workspace.open(tmp_path / "case") as workspace:
        second = write_csv(tmp_path / "补贴清册2024年.csv", [*SUBSIDIES[:3], *SUBSIDIES[5:]])
        done = workspace.load([first, second], strict=True)
        assert [file["loader"] for file in done.files] == ["own.subsidy-payments"] * 2
        with pytest.raises(UsageError, match="exists"):
            draft_file(workspace.root, first, Wish(ident="own.subsidy-payments"))
        again = draft_file(workspace.root, second, Wish(out="-"))
        assert again.path is None and "id: own.subsidy-payments-2" in again.text


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "x.csv", STAFF)
    (tmp_path / "mine.yaml").write_text("precious", "utf-8")
    with pytest.raises(UsageError, match=r"mine\.yaml exists"):
        draft_file(None, file, Wish(out=str(tmp_path / "mine.yaml")))
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "precious"


def test_parquet_and_json_lines(tmp_path: Path) -> None:
    header, *rows = [[str(cell) for cell in row] for row in STAFF]
    people = [dict(zip(header, row, strict=True)) for row in rows]
    lines = tmp_path / "staff.jsonl"
    lines.write_text("".join(json.dumps(person, ensure_ascii=False) + "\n" for person in people), "utf-8")
    table = tmp_path / "people.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_json('{lines}', auto_detect = true)) TO '{table}'")
    for file in (lines, table):
        (tmp_path / "draft.yaml").unlink(missing_ok=True)
        draft, spec = drafted(tmp_path, file)
        assert spec.table == "positions" and spec.format == file.suffix[1:]
        assert (draft.loaded, draft.edges) == (20, 20), file


KIN: list[Row] = [
    ["本人证件号", "家属身份证号", "称谓"],
    *([person_no(n), person_no(n + 50), word] for n, word in enumerate(["妻子", "长子", "次女", "女婿"] * 3, 1)),
]


def test_unknown_words_of_a_vocabulary_are_named_and_cells_of_persons_are_not(tmp_path: Path) -> None:
    """A word that occurs once might be a name that slipped into the column."""
    far = [[person_no(n), person_no(n + 1), "远亲"] for n in (90, 92)]
    slips = [[person_no(94), person_no(95), word] for word in ("王小六", "王小七妻子")]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "kin.csv", [*KIN, *far, *slips]))
    assert spec.table == "kinship"
    assert said(draft, "称谓").endswith("1 other words become `other`: 远亲; 2 other words become `other`")
    assert "王小" not in draft.text


def test_a_repeated_key_takes_more_columns_or_is_made(tmp_path: Path) -> None:
    lots = [["项目编号", "包号", "采购单位", "中标供应商", "成交金额", "成交日期"]]
    lots += [[f"X{n // 2}", str(n % 2), "某局", f"第{n}公司", str(100 + n), "2023-01-02"] for n in range(8)]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "lots.csv", lots))
    assert spec.key == ("contract_id", "lot_id") and spec.nodes["contract"].key == spec.key
    assert (draft.loaded, "contract_id repeats" in draft.text) == (8, True)
    (tmp_path / "draft.yaml").unlink()
    roles = [["身份证号", "公司名称", "职位"], *([person_no(1), "某公司", "监事"] for _ in range(2))]
    roles += [[person_no(2), "某公司", "董事"]]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "roles.csv", roles))
    assert spec.table == "company_roles" and spec.key == ("person_id", "company_id", "role")
    assert draft.loaded == 3, "equal rows are one fact, not a conflict"


def test_units_shares_and_days_first(tmp_path: Path) -> None:
    rows = [["股东", "股东证件号", "公司名称", "占股比例", "认缴金额（万）", "入股日期"]]
    rows += [[f"股东{n}", person_no(n), "某公司", str(10 + n), str(n), f"{n + 12}/01/2019"] for n in range(1, 9)]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "holders.csv", rows))
    assert spec.table == "shareholdings"
    assert spec.columns["share"].unit == "%" and "numbers above 1" in said(draft, "占股比例")
    assert spec.columns["subscribed"].unit == "万元"
    assert spec.columns["since"].format == "dmy" and "the day stands first in 8 of 8 cells" in said(draft, "入股日期")
    assert spec.columns["holder_name"].headers == ("股东",) and spec.columns["holder_id"].headers == ("股东证件号",)
    assert draft.loaded == 8


def test_a_header_whose_cells_say_otherwise_is_left_to_the_user(tmp_path: Path) -> None:
    rows = [[*STAFF[0]], *([*row[:7], "暂无", row[8]] for row in STAFF[1:])]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "staff.csv", rows))
    assert "任现职时间" in spec.ignore and "since" not in spec.columns
    assert said(draft, "任现职时间") == "the header says since, but only 0 of 20 cells fit"
    assert draft.edges == 20


HOSTILE = [
    '": [}',
    "a: b # c",
    "{{7*7}}",
    "=cmd|' /C calc'!A0",
    "- x",
    "'; DROP TABLE n_Person; --",
    "</script>",
    "x\ny",
]


def test_hostile_headers_stay_headers(tmp_path: Path) -> None:
    rows = [[*STAFF[0], *HOSTILE], *([*row, *("1" for _ in HOSTILE)] for row in STAFF[1:])]
    _, spec = drafted(tmp_path, write_csv(tmp_path / "staff.csv", rows))
    assert set(HOSTILE) <= set(spec.ignore)


def test_two_columns_under_one_header_are_left_to_the_user(tmp_path: Path) -> None:
    rows = [[*STAFF[0], "姓名"], *([*row, "另名"] for row in STAFF[1:])]
    draft, spec = drafted(tmp_path, write_csv(tmp_path / "staff.csv", rows))
    assert said(draft, "姓名") == "this header stands twice in the file" and "姓名" in spec.ignore
    assert draft.loaded == 20


def test_a_table_that_fits_nothing_is_drafted_all_the_same(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "weather.csv", [["station", "rain"], ["S1", "12"], ["S2", "3"]])
    draft = draft_file(None, file, Wish(out=str(tmp_path / "w.yaml"), lang="en"))
    assert draft.table == "-" and "no table of the data contract fits" in draft.text
    assert load(tmp_path / "w.yaml").ignore == ("station", "rain")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [("x.csv", "", BadFile), ("x.pdf", "a,b", BadFile), ("gone.csv", None, UsageError)],
)
def test_what_is_no_table_is_said(tmp_path: Path, name: str, text: str | None, problem: type[Exception]) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(problem):
        draft_file(None, tmp_path / name, Wish(out="-"))


def test_ids_are_checked_and_sheets_found_by_name(tmp_path: Path) -> None:
    book = write_book(tmp_path / "b.xlsx", {"甲": STAFF, "乙": AWARDS})
    with pytest.raises(UsageError, match="is no id"):
        draft_file(None, book, Wish(ident="Own Loader", out="-"))
    with pytest.raises(UsageError, match="exists"):
        draft_file(None, book, Wish(ident="persons", out="-"))
    assert "table: positions" in draft_file(None, book, Wish(sheet="甲", out="-", ident="own.x")).text
    with pytest.raises(BadFile, match="has no sheet `丙`"):
        draft_file(None, book, Wish(sheet="丙", out="-"))
    with pytest.raises(UsageError, match="--sheet is for workbooks"):
        draft_file(None, write_csv(tmp_path / "s.csv", STAFF), Wish(sheet="甲", out="-"))


def test_comments_are_in_the_language_of_the_run(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "staff.csv", STAFF)
    text = draft_file(None, file, Wish(out="-", lang="zh")).text
    assert "# guessed: person_id 旁的名称" in text and "no place in" not in text
