"""Missing data is never counted as clear: a rule says what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.rules.needs import Producers, producers, unmet
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import built_in, draw, own_rule

MADE_BY = Producers(
    {
        "HAS_ROLE": frozenset({"company_roles"}),
        "OWNS": frozenset({"shareholdings"}),
        "Company": frozenset({"companies"}),
        "FAMILY": frozenset({"kinship", "register"}),
        "HOLDS_POST": frozenset({"positions"}),
    },
    {"company_roles": {"zh": "企业任职", "en": "Company roles"}},
)


def store_with(*tables: str) -> DuckStore:
    store = draw("(p:Person)-[:HAS_ROLE {role: head}]->(c:Company)")
    for number, table in enumerate(tables):
        store.con.execute(
            "INSERT INTO source_file (file, name, tbl, loader, rows, loaded) VALUES (?, ?, ?, ?, 0, 0)",
            [number, f"{table}.csv", table, table],
        )
    return store


@pytest.mark.parametrize(
    ("needs", "tables", "reason"),
    [
        ("[HAS_ROLE]", ("company_roles",), None),  # no rows count, too
        ("[HAS_ROLE]", (), "not loaded: company_roles"),
        ("[HAS_ROLE.role]", ("company_roles",), None),
        ("[Company.kind]", ("companies",), "Company.kind is never filled"),
        ("[HAS_ROLE.since]", ("company_roles",), "HAS_ROLE.since is never filled"),
        ("['config:exclusive_pairs']", ("exclusive_pairs",), None),
        ("['config:exclusive_pairs']", (), "not loaded: exclusive_pairs"),
        ("[INTEREST_IN]", ("shareholdings",), None),  # one of the things it is made of is enough
        ("[INTEREST_IN]", (), "not loaded: company_roles or shareholdings"),
        ("[KIN]", ("register",), None),
        ("[Party]", ("companies",), None),
        ("[LINKED]", ("companies",), "no loader makes LINKED"),
        ("[PAID]", ("companies",), "no loader makes PAID"),
        ("[HAS_ROLE, INTEREST_IN, OWNS]", (), "not loaded: company_roles, shareholdings"),
        ("[HAS_ROLE, Company.kind]", ("companies",), "not loaded: company_roles; Company.kind is never filled"),
    ],
)
def test_reasons(tmp_path: Path, needs: str, tables: tuple[str, ...], reason: str | None) -> None:
    with store_with(*tables) as store:
        found = unmet(own_rule(tmp_path, needs=needs), store, MADE_BY)
    assert (found and found["en"]) == reason


def test_reasons_are_in_chinese_as_well(tmp_path: Path) -> None:
    with store_with() as store:
        found = unmet(own_rule(tmp_path), store, MADE_BY)
    assert found is not None
    assert found["zh"] == "未加载：企业任职"


def test_the_built_in_loaders_make_what_the_built_in_rules_need() -> None:
    made_by = producers(Catalogue().loaders.values())
    assert made_by.of("WON") >= {"contracts"}
    assert made_by.of("KIN") >= {"kinship"}
    assert made_by.of("INTEREST_IN") >= {"shareholdings", "company_roles"}
    for stem in ("kin_wins_own_unit", "paid_after_death", "subsidy_duplicate", "common_control_bidders"):
        for need in built_in(stem).needs:
            assert need.config in made_by.titles if need.config else made_by.of(need.element), need.text


@pytest.mark.parametrize(
    ("built", "reason"), [('["KIN"]', None), ("[]", "KIN is not in this graph yet: run graphinv load again")]
)
def test_a_relation_that_was_not_built_with_the_graph(tmp_path: Path, built: str, reason: str | None) -> None:
    """The rule was added after the load: nothing is found, and that is not clear."""
    with store_with("kinship") as store:
        store.con.execute("INSERT INTO meta VALUES ('derived', ?)", [built])
        found = unmet(own_rule(tmp_path, needs="[KIN]"), store, MADE_BY)
    assert (found and found["en"]) == reason
