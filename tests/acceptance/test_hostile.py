"""Names out of a file that are code elsewhere stay text everywhere: terminal, HTML, CSV, JSON, SQL and Cypher."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphinv.workspace import Workspace
from graphinv.workspace.answers import Question
from tests.browser import window
from tests.cli.running import run as command

pytestmark = pytest.mark.xdist_group("hostile")

NAMES = {
    "script": "<script>alert(1)</script>",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE n_Person; --",
    "template": "{{7*7}}{official}[x]",
    "markup": '"><img src=x onerror=alert(1)>',
    "bidi": "\u202eevil\u202c name",
    "escape": "\x1b[31mred\x1b[0m",
    "long": "长" * 10_000,
}
ID_NO = "11010519491231002X"  # the sample that GB 11643 prints


def write(folder: Path, table: str, *rows: dict[str, str]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A lead for each name, in which official, relative, company, unit, post and contract bear it."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    rows = [row for number, name in enumerate(NAMES.values()) for row in family(number, name)]
    for table in dict.fromkeys(table for table, _ in rows):
        write(files, table, *(row for name, row in rows if name == table))
    with Workspace.create(folder / "case") as opened:
        done = opened.load([files])
        assert done.totals()["rejected"] == 0
        opened.sweep()
        yield opened


def family(number: int, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of one family; its firm wins from the bureau in which the father sits."""
    father, child, unit, company = f"F{number}", f"C{number}", f"U{number}", f"X:{number}"
    id_no = ID_NO if number == 0 else ""
    yield "persons", {"person_id": father, "id_no": id_no, "name": name}
    yield "persons", {"person_id": child, "id_no": "", "name": name}
    yield "kinship", {"a_id": father, "b_id": child, "type": "child"}
    yield "units", {"unit_id": unit, "name": name}
    yield "positions", {"person_id": father, "unit_id": unit, "post": name, "since": "2019-01-01", "until": ""}
    yield "companies", {"company_id": company, "name": name}
    holding = {"holder_id": child, "company_id": company, "share": "0.6", "since": "2020-01-01", "until": "2024-01-01"}
    yield "shareholdings", holding
    contract = {"contract_id": f"K{number}", "buyer_id": unit, "supplier_id": company, "amount": "1000"}
    yield "contracts", contract | {"title": name, "signed_on": "2022-06-30", "awarded_on": "2022-06-01"}


def run(workspace: Workspace, *words: str) -> str:
    return command("-w", workspace.root, *words).stdout.decode("utf-8-sig")


def test_the_graph_holds_them_as_they_were(workspace: Workspace) -> None:
    for number, name in enumerate(NAMES.values()):
        text = "MATCH (c:Company) WHERE c.name = $name RETURN c"
        found = workspace.query(Question(text, {"name": name.strip()}), named=True)
        assert [row["c"]["id"] for row in found.rows] == [f"X:{number}"]


def test_json_and_csv_hold_text(workspace: Workspace) -> None:
    leads = json.loads(run(workspace, "leads", "list", "--named", "--format", "json"))
    assert {lead["parties"]["company"] for lead in leads} == set(NAMES.values())
    rows = list(csv.DictReader(io.StringIO(run(workspace, "leads", "list", "--named", "--format", "csv"))))
    assert [row["key"] for row in rows] == [lead["key"] for lead in leads]
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_terminal_gets_no_control_characters(workspace: Workspace) -> None:
    keys = [lead["key"] for lead in workspace.leads()]
    assert len(keys) == len(NAMES)
    shown = run(workspace, "leads", "list", "--named")
    shown += "".join(fact["fact"] for key in keys for fact in workspace.lead_facts(key, named=True))
    shown += run(workspace, "leads", "show", keys[0], "--named")
    assert not set(shown) & {"\x1b", "\u202e"}


def test_pages_run_nothing(workspace: Workspace, browser: Browser, tmp_path: Path) -> None:
    workspace.report_sweep(tmp_path, named=True)
    workspace.report_graph(tmp_path, named=True)
    with window(browser) as opened:
        for path in tmp_path.glob("*.html"):
            seen = opened.open(path)
            seen.page.wait_for_timeout(100)
            assert (seen.complaints, seen.outside) == ([], []), path.name
            assert seen.page.locator("img[src=x]").count() == 0


def test_masked_pages_hold_no_number_and_no_key_of_a_person(workspace: Workspace, tmp_path: Path) -> None:
    """Names of companies and units are public; a person's number and key are not."""
    for path in workspace.report_sweep(tmp_path).parent.glob("*.html"):
        text = path.read_text("utf-8")
        assert ID_NO not in text
        assert not [key for key in ("F0", "C0", "F3") if f">{key}<" in text]
