"""Payments without a period: nobody is accused by them, and nobody is cleared."""

from __future__ import annotations

import pytest

from graphinv.rules.run import Ran, run_rule
from tests.rules.graphs import built_in, draw

PAIR = "(x:ExclusivePair {programme_a_id: g, programme_b_id: h, since: 2020-01-01, until: 9999-12-31})"
MARCH = "paid_on: 2023-03-22, period: 2023-03, since: 2023-03-01, until: 2023-04-01"


def _ran(graph: str) -> Ran:
    with draw(graph) as store:
        return run_rule(store, built_in("subsidy_duplicate"))


@pytest.mark.parametrize(
    "graph",
    [
        "(p:Person)-[:RECEIVED {amount: 780, paid_on: 2023-03-20}]->(g:Programme), "
        "(p)-[:RECEIVED {amount: 780, paid_on: 2023-04-20}]->(g)",
        f"{PAIR} (p:Person)-[:RECEIVED {{amount: 780, paid_on: 2023-03-20}}]->(g:Programme), "
        f"(p)-[:RECEIVED {{amount: 1250, {MARCH}}}]->(h:Programme)",
    ],
)
def test_payments_without_a_period_are_not_judged(graph: str) -> None:
    ran = _ran(graph)
    assert not ran.findings
    assert (ran.unknown, list(ran.collected.unknown)) == (1, ["no_period"])


def test_one_payment_without_a_period_is_no_question() -> None:
    assert not _ran("(p:Person)-[:RECEIVED {amount: 780, paid_on: 2023-03-20}]->(g:Programme)").unknown


def test_what_can_be_judged_is_judged_beside_it() -> None:
    paid = f"(p)-[:RECEIVED {{amount: 780, {MARCH}}}]->(g:Programme)"
    undated = "(p)-[:RECEIVED {amount: 5, paid_on: 2023-03-20}]->(g)"
    ran = _ran(f"(p:Person) {paid} {paid} {undated} {undated}")
    assert [finding.amount for finding in ran.findings] == [78_000]
    assert ran.unknown == 1


LEFT = """(o:Person)-[:HOLDS_POST {since: 2015-01-01, until: 2024-02-01}]->(u:Unit)<-[:BUYER]-(k:Contract {infl_from: 2022-03-01, awarded_on: 2022-06-30})<-[:WON]-(c:Company)
    (o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS {share: 0.6, since: 2018-01-01, until: 2022-05-11, transferee_id: q}]->(c)
    (p)-[:FAMILY {type: spouse, certain: %s, since: 2015-01-01, until: 9999-12-31}]->(q:Person)
    (p)-[:OPERATES {since: 2019-01-01, until: 2024-01-01}]->(a:Account)<-[:HOLDS_ACCOUNT {since: 2018-01-01, until: 2026-01-01}]-(c)"""  # noqa: E501


@pytest.mark.parametrize("certain", [True, False])
def test_what_cannot_be_judged_as_certain_makes_no_lead_certain(certain: bool) -> None:
    """Without the uncertain kinship the exit is one of which the price is unknown: not to be judged, so no proof."""
    with draw(LEFT % str(certain).lower()) as store:
        ran = run_rule(store, built_in("exit_before_award"))
    assert [finding.certain for finding in ran.findings] == [certain]
