"""The facts hash changes with the facts and with nothing else; derived edges unfold into what they rest on."""

from __future__ import annotations

from datetime import date

import pytest

from graphinv.leads.lead import Lead
from graphinv.leads.scores import rank
from graphinv.rules.identity import Member
from tests.rules.graphs import FAMILY_FIRM, built_in, draw, leads, own_rule

OPEN = FAMILY_FIRM.replace(", until: 2024-02-01", "")


def one_lead(graph: str, as_of: date | None = None, *, sources: bool = True, shift: int = 0) -> Lead:
    with draw(graph, as_of, sources=sources) as store:
        store.con.execute("UPDATE more_source SET row = row + ?, file = file", [shift])
        store.con.execute("UPDATE source_file SET name = name || ?", [str(shift)])
        (lead,) = leads(store, built_in("kin_wins_own_unit"))
    return lead


def test_files_rows_and_the_day_of_the_export_are_no_facts() -> None:
    """Somebody who has not left his post by the day of an export is still the same fact in the next one."""
    first = one_lead(OPEN, date(2024, 1, 31))
    again = one_lead(OPEN, date(2024, 2, 29), shift=7)
    assert first.facts_hash == again.facts_hash
    assert first.evidence != again.evidence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amount: 1285000", "amount: 1285001"),
        ("share: 0.6", "share: 0.7"),
        ("until: 2023-05-11", "until: 2023-05-12"),
        ("since: 2019-01-01", "since: 2019-01"),
        ("[:WON]", "[:WON {certain: false}]"),
        ("name: 丙公司", "name: 丁公司"),
    ],
)
def test_facts_change_the_hash_and_not_the_key(old: str, new: str) -> None:
    first, second = one_lead(FAMILY_FIRM), one_lead(FAMILY_FIRM.replace(old, new))
    assert first.key == second.key
    assert first.facts_hash != second.facts_hash


def test_the_end_of_a_post_is_a_fact() -> None:
    assert one_lead(FAMILY_FIRM).facts_hash != one_lead(OPEN, date(2024, 12, 31)).facts_hash


def test_two_steps_of_kinship_are_two_facts_and_the_person_between_is_drawn() -> None:
    between = "(o)-[:FAMILY {type: child}]->(m:Person {id: M})-[:FAMILY {type: spouse, since: 2010-01-01}]->(p:Person {"
    lead = one_lead(FAMILY_FIRM.replace("(o)-[:FAMILY {type: child}]->(p:Person {", between))
    family = [fact for fact in lead.evidence if fact.type == "FAMILY"]
    assert [fact.props["type"] for fact in family] == ["child", "spouse"]
    assert family[0].end == family[1].start
    assert "M" in {node.id for node in lead.nodes.values()}
    assert all(fact.type not in ("KIN", "INTEREST_IN") for fact in lead.evidence)


def test_every_fact_stands_once() -> None:
    more = "(p)-[:HAS_ROLE {role: director, since: 2020-03-01, until: 2023-05-11}]->(c)"
    lead = one_lead(FAMILY_FIRM + more)
    seen = [(fact.type, fact.start, fact.end) for fact in lead.evidence]
    assert len(seen) == len(set(seen))
    assert [fact.type for fact in lead.evidence if fact.end] == [
        "HOLDS_POST", "FAMILY", "OWNS", "HAS_ROLE", "WON", "BUYER",
    ]  # fmt: skip


def test_certain_rows_come_first() -> None:
    early = "(p)-[:HAS_ROLE {role: director}]->(c)"
    lead = one_lead(FAMILY_FIRM + early)
    kinds = [fact.type for fact in lead.evidence]
    assert kinds.index("OWNS") < kinds.index("HAS_ROLE")
    assert lead.certain


def test_several_rules_on_one_pair_lift_each_other(tmp_path: object) -> None:
    rule = own_rule(
        tmp_path,  # type: ignore[arg-type]
        "MATCH (person:Person)-[own:OWNS]->(company:Company) RETURN person, own, company",
        explain="{zh: x, en: y}",
        needs="[OWNS]",
        class_="S",
    )
    with draw(FAMILY_FIRM) as store:
        both = leads(store, built_in("kin_wins_own_unit"), rule)
        (alone,) = leads(store, rule)
    assert [(lead.code, lead.score) for lead in both] == [("A1", 1.0), ("Z9", 0.7)]
    assert alone.score == 0.6


def test_one_shared_node_is_no_pair() -> None:
    lead = one_lead(FAMILY_FIRM)
    other = {name: Member(gid=f"else-{name}") for name in ("person", "company")}
    shared = {**other, "company": lead.roles["company"]}
    found = rank([lead, _copy(lead, "b", shared), _copy(lead, "c", {**shared, "person": lead.roles["relative"]})])
    assert {one.key: one.score for one in found} == {lead.key: 1.0, "b": 0.6, "c": 0.7}


def _copy(lead: Lead, key: str, roles: dict[str, object]) -> Lead:
    return Lead(**{**lead.__dict__, "key": key, "rule": f"rule {key}", "class_": "S", "roles": roles})
