"""What a user may rely on when loading again, in another form, or too little."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphinv.errors import BadFile
from graphinv.workspace import DEMO_DAY, Workspace, demo_workspace

pytestmark = pytest.mark.xdist_group("loading")

STATED = 'class="stated"'
"""A cell of a source row that holds what the evidence states."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A swept county beside which a copy of it is kept."""
    folder = tmp_path_factory.mktemp("loading") / "county"
    with demo_workspace(folder, scale=0.02, seed=4) as workspace:
        workspace.load([folder / "exports"])
        workspace.sweep(DEMO_DAY)
    return shutil.copytree(folder, folder.parent / "kept")


@pytest.fixture
def county(kept: Path) -> Workspace:
    """The county as it was at first, in the place where it was loaded."""
    folder = kept.parent / "county"
    shutil.rmtree(folder)
    return Workspace.open(shutil.copytree(kept, folder))


def disguised(exports: Path, folder: Path) -> Path:
    """The same rows in files with other names, another encoding, and in reverse order."""
    folder.mkdir()
    for path in exports.iterdir():
        table = path.stem.split("_20")[0]
        if path.suffix != ".csv" or table.startswith("data_filings"):
            shutil.copy(path, folder / path.name)
            continue
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        head, *rows = text.splitlines()
        name = f"{path.stem}_again.csv"
        (folder / name).write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-16")
    return folder


def test_renamed_reencoded_and_resorted_files_change_nothing(county: Workspace, tmp_path: Path) -> None:
    before = county.store.meta()["graph_hash"], [lead["key"] for lead in county.leads()]
    county.load([disguised(county.root / "exports", tmp_path / "again")])
    swept = county.sweep(DEMO_DAY).to_json()
    assert (county.store.meta()["graph_hash"], [lead["key"] for lead in county.leads()]) == before
    assert (swept["new"], swept["changed"], swept["gone"]) == (0, 0, 0)
    assert swept["continuing"] == len(before[1]) > 0
    county.close()


def test_a_refused_load_leaves_the_graph(county: Workspace, tmp_path: Path) -> None:
    before = county.store.meta()["graph_hash"]
    broken = tmp_path / "persons_new.csv"
    broken.write_text("人员编号,性别\nP1,男\n", "utf-8")
    with pytest.raises(BadFile, match=r"persons_new\.csv.*`name`"):
        county.load([broken])
    assert county.store.meta()["graph_hash"] == before
    county.close()


def test_a_loader_can_demand_a_minimum(county: Workspace, tmp_path: Path) -> None:
    text = (
        "id: own.staff\ntitle: {zh: 名单, en: List}\nsource: {files: ['staff*']}\n"
        "columns: {工号: {as: person_id, req: yes}, 姓名: name}\nkey: [person_id]\n"
        "nodes: {person: {label: Person, key: [person_id], props: [name]}}\nassert: {min: {rows: 2}}\n"
    )
    (county.root / "loaders" / "staff.yaml").write_text(text, "utf-8")
    fresh = Workspace.open(county.root)
    (tmp_path / "staff.csv").write_text("工号,姓名\nA1,某人\n", "utf-8")
    before = county.store.meta()["graph_hash"]
    with pytest.raises(BadFile, match=r"staff\.csv: gives 1 rows, and `own\.staff` expects at least 2"):
        fresh.load([tmp_path / "staff.csv"])
    assert fresh.store.meta()["graph_hash"] == before
    (tmp_path / "staff.csv").write_text("工号,姓名\nA1,某人\nA2,另一人\n", "utf-8")
    assert fresh.load([tmp_path / "staff.csv"]).totals()["loaded"] == 2
    fresh.close()
    county.close()


def test_a_report_never_shows_rows_of_a_newer_file(county: Workspace, tmp_path: Path) -> None:
    """After a newer version of a file was loaded and before the next sweep, its row numbers may mean other rows."""
    exports = county.root / "exports"
    key = next(lead["key"] for lead in county.leads() if lead["code"] == "A1")
    before = county.report_case(key, tmp_path / "before").read_text("utf-8").count(STATED)
    (path,) = exports.glob("shareholdings*")
    head, _, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([head, *rest]))
    county.load([path])
    after = county.report_case(key, tmp_path / "after").read_text("utf-8").count(STATED)
    assert 0 < after < before
    county.sweep(DEMO_DAY)
    assert county.report_case(key, tmp_path / "swept").read_text("utf-8").count(STATED) == before
    county.close()
