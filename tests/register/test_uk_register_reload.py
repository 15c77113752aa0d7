"""One snapshot after the other in one workspace; and what stands in the typed rows and in the leads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.rules.run import run_rule
from graphinv.stores.duckdb.files import GraphFiles
from graphinv.workspace.loading import live_files
from tests.register.snapshots import REGISTER, SNAPSHOTS, Register, load, needs_register, source_rows

pytestmark = pytest.mark.xdist_group("register")


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The second snapshot loaded over the first."""
    needs_register()
    register = load(tmp_path_factory.mktemp("over"), REGISTER / SNAPSHOTS[0], REGISTER / SNAPSHOTS[1])
    yield register
    register.close()


def test_the_new_snapshot_replaces_the_old_one_whole(over: Register, registers: dict[str, Register]) -> None:
    """Files keep their names from snapshot to snapshot, so each is the next version of its batch."""
    assert over.report.totals()["loaded"] == 5605
    assert over.one("SELECT count(*) FROM n_Entry") == 5605
    assert over.store.meta()["graph_hash"] == registers[SNAPSHOTS[1]].store.meta()["graph_hash"]


def test_the_same_snapshot_again_changes_nothing(over: Register) -> None:
    again = load(over.state, REGISTER / SNAPSHOTS[1])
    assert not again.report.changed
    assert again.store.meta()["graph_hash"] == over.store.meta()["graph_hash"]
    again.close()


def test_formulas_stay_text(register: Register, snapshot: str) -> None:
    """Four HoursDetails cells begin with a sign that a spreadsheet would compute."""
    live, _ = live_files(GraphFiles(register.state), Catalogue())
    (rows,) = (file.cache for file in live if file.loader == "uk-register-1.1")
    path = register.state / "cache" / f"{rows}.parquet"
    typed = dict(register.sql(f"SELECT entry_id, hours_details FROM read_parquet('{path}')"))
    odd = {key for key, text in typed.items() if text and text[0] in "=+-@"}
    assert odd == (set() if snapshot == "240804" else {"10465"})
    source = {row["ID"]: row["HoursDetails"].strip() for row in source_rows(snapshot, "1.1")}
    assert all(typed[key] == source[key] for key in odd)


def test_relative_lobbies(register: Register) -> None:
    """Exact names give one cross link of answer key 4, in every snapshot: 10/6809 with 7/6807.

    Not found here: 10/6151 with 7/7810 (needs "Limited" dropped), 10/1203 with 2/5753 (needs the text behind `;` cut),
    10/6610 with 2/10094 (the relative as donor: persons are never joined by name).
    """
    ran = run_rule(register.store, Catalogue().rule("relative-lobbies"))
    (finding,) = ran.findings
    eids = ", ".join(str(ref.eid) for ref in ran.elements.edges)
    found = register.sql(f"SELECT DISTINCT category, id FROM fact WHERE eid IN ({eids})")
    assert set(found) == {("10", "6809"), ("7", "6807")}
    assert finding.roles["member"] == finding.roles["recipient"] and not finding.certain
    assert ran.population == register.one('SELECT count(DISTINCT src) FROM "e_DECLARED__Person__Entry"')
