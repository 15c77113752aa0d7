"""Leads on one family or one firm are one case; public bodies join nothing, and neither does who is everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graphinv.leads import cases
from graphinv.leads.cases import with_cases
from graphinv.leads.lead import CaseNode, Lead
from graphinv.rules.identity import Member
from tests.leads.test_to_json import one_lead

PEOPLE = {"o": "Person", "p": "Person", "q": "Person", "c": "Company", "d": "Company", "e": "Company", "u": "Unit"}


@pytest.fixture(scope="module")
def some() -> Lead:
    return one_lead()


def lead(some: Lead, key: str, parties: Sequence[str], *, post: str = "", **more: str) -> Lead:
    """A lead in which these play a role; labels by their first letter."""
    nodes = {gid: CaseNode(gid, PEOPLE[gid[0]], gid, gid, gid == post) for gid in parties}
    roles = {f"role{place}": Member(gid) for place, gid in enumerate(parties)}
    return replace(some, key=key, roles=roles, nodes=nodes, **{"status": "new", **more})


def keys(leads: Sequence[Lead]) -> dict[str, str | None]:
    return {one.key: one.case.key if one.case else None for one in with_cases(leads)}


def test_a_family_and_its_firms_are_one_case(some: Lead) -> None:
    own, beside, other = lead(some, "1", "opcu"), lead(some, "2", "oqd"), lead(some, "3", "de")
    apart = lead(some, "4", ["o2", "c2", "u"])
    found = keys([own, beside, other, apart])
    assert found["1"] == found["2"] == found["3"] != found["4"]
    assert {one.case.leads for one in with_cases([own, beside, other]) if one.case} == {3}


def test_a_public_body_joins_nobody(some: Lead) -> None:
    found = keys([lead(some, "1", "cu"), lead(some, "2", "du"), lead(some, "3", "u")])
    assert found["1"] != found["2"]
    assert found["3"] is None


def test_it_is_around_the_official_then_who_is_in_most_leads(some: Lead) -> None:
    def around(leads: Sequence[Lead]) -> set[str]:
        return {one.case.around.gid for one in with_cases(leads) if one.case}

    assert around([lead(some, "1", "po", post="o"), lead(some, "2", "pc"), lead(some, "3", "pd")]) == {"o"}
    assert around([lead(some, "1", "pc"), lead(some, "2", "pd")]) == {"p"}
    before, after = [lead(some, "1", "pc"), lead(some, "2", "pd")], lead(some, "0", "ep")
    assert {*keys([*before, after]).values()} == {*keys(before).values()}, "a new lead leaves the case its key"


def test_who_is_everywhere_joins_nothing(some: Lead, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "HUB", 2)
    leads = [lead(some, str(number), ["e", f"c{number}"]) for number in range(3)]
    alone = lead(some, "9", "e")
    assert len({*keys([*leads, alone]).values()}) == 4
    assert len({*keys(leads[:2]).values()}) == 1


def test_weak_findings_are_told_with_a_case_and_join_none(some: Lead) -> None:
    leads = [lead(some, "1", "oc"), lead(some, "2", "pd"), lead(some, "3", "cd", class_="W")]
    found = keys(leads)
    assert found["1"] != found["2"]
    assert found["3"] in (found["1"], found["2"])
    assert keys([leads[2]]) == {"3": None}


def test_what_is_gone_has_no_case(some: Lead) -> None:
    found = keys([lead(some, "1", "oc"), lead(some, "2", "cp"), lead(some, "3", "pd", status="gone")])
    assert found["1"] == found["2"] is not None
    assert found["3"] is None
