"""KIN in a large real genealogy: one person's relatives by walking the tree, and the cousin whom she married."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest

from graphinv import derive
from graphinv.stores.duckdb.store import DuckStore
from tests.data import DATA, absent
from tests.ocds.loaded import load

FILE = DATA / "royal92" / "royal92.ged"
pytestmark = [
    pytest.mark.skipif(bool(absent(FILE)), reason=absent(FILE) or "-"),
    pytest.mark.xdist_group("royal92"),
]
QUEEN = "I1"
PERSON = "nid, gid, id, sex, born_on, born_on_last, died_on, died_on_last"
FAMILY = "eid, src, dst, since, until, since_certain, until_certain, type, term, certain"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckStore]:
    """The genealogy with a post for one person, so that KIN is closed from her."""
    loaded = load(tmp_path_factory.mktemp("royal92-kin") / "state", [FILE])
    with DuckStore.memory() as found:
        for table, columns in (("n_Person", PERSON), ("e_FAMILY__Person__Person", FAMILY)):
            rows = loaded.rows(f"SELECT {columns} FROM {table}")
            marks = ", ".join("?" * len(columns.split(", ")))
            found.con.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        queen = f"SELECT -1, nid, -1 FROM n_Person WHERE split_part(id, '/', 2) = '{QUEEN}'"
        found.con.execute(f"INSERT INTO e_HOLDS_POST__Person__Unit (eid, src, dst) {queen}")
        derive.run(found.con, {"KIN"})
        yield found


@pytest.fixture(scope="module")
def descent(store: DuckStore) -> nx.DiGraph[str]:
    """Child to parent, as far as used."""
    rows = store.con.execute(
        "SELECT split_part(s.id, '/', 2), split_part(d.id, '/', 2) FROM e_FAMILY__Person__Person f "
        "JOIN n_Person s ON s.nid = f.src JOIN n_Person d ON d.nid = f.dst "
        "ANTI JOIN (SELECT eid FROM contradiction WHERE NOT used) c USING (eid) WHERE type = 'parent'"
    ).fetchall()
    return nx.DiGraph(rows)


def kin(store: DuckStore, term: str) -> set[str]:
    rows = store.con.execute(
        "SELECT split_part(d.id, '/', 2) FROM e_KIN__Person__Person k JOIN n_Person s ON s.nid = k.src "
        f"JOIN n_Person d ON d.nid = k.dst WHERE split_part(s.id, '/', 2) = '{QUEEN}' AND k.term = ? AND k.certain",
        [term],
    ).fetchall()
    return {who for (who,) in rows}


def test_relatives_by_blood(store: DuckStore, descent: nx.DiGraph[str]) -> None:
    def up(people: set[str]) -> set[str]:
        return {parent for one in people for parent in descent.successors(one)}

    def down(people: set[str]) -> set[str]:
        return {child for one in people for child in descent.predecessors(one)}

    own = {QUEEN}
    parents, children = up(own), down(own)
    siblings, parents_siblings = down(parents) - own, down(up(parents)) - parents
    cousins = down(parents_siblings)
    assert (parents, len(children), len(down(children))) == ({"I133", "I138"}, 9, 40)
    assert kin(store, "parent") == parents and kin(store, "child") == children
    assert kin(store, "grandchild") == down(children) and kin(store, "grandparent") == up(parents)
    assert kin(store, "parent_sibling") == parents_siblings and kin(store, "sibling") == siblings
    assert "I2" in cousins and kin(store, "parent_sibling_child") == cousins
    assert kin(store, "child_child_child") == down(down(children))


def test_the_husband_is_a_cousin_too(store: DuckStore) -> None:
    assert kin(store, "spouse") == {"I2"} and "I2" in kin(store, "parent_sibling_child")
