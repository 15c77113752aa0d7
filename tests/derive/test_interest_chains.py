"""INTEREST_IN over layers: shares and control along chains, where look-through stops, and who is no owner."""

from __future__ import annotations

from typing import Any

import pytest

from graphinv.derive import interest_circle
from tests.derive.test_interest import WON, interests
from tests.rules.graphs import draw

TIMES = "since: 2020-01-01, until: 2022-01-01"
ACCOUNT = "HOLDS_ACCOUNT {role: owner, legal_ground: 协查函1, since: 2018-01-01, until: 2026-01-01}"


def chain(*shares: float, last: str = "c", **more: str) -> str:
    """p holds h1, which holds h2, … which holds `last`; `more` are properties of the firms between and of the steps."""
    kind = f" {{kind: {more['kind']}}}" if "kind" in more else ""
    firms = [f"(h{n}:Company{kind})" for n in range(1, len(shares))] + [f"({last})"]
    return "(p:Person)" + "".join(
        f"-[:OWNS {{share: {share}, {TIMES}}}]->{firm}" for share, firm in zip(shares, firms, strict=True)
    )


def of_person(graph: str, columns: str = "share, direct, control") -> list[Any]:
    """The interests of p in c."""
    with draw(WON + graph) as store:
        return store.con.execute(
            f"SELECT {columns} FROM e_INTEREST_IN__Person__Company i JOIN n_Person p ON p.nid = i.src AND p.id = 'p' "
            "JOIN n_Company c ON c.nid = i.dst AND c.id = 'c' ORDER BY ALL"
        ).fetchall()


def test_a_chain_is_the_product_of_its_shares() -> None:
    assert of_person(chain(0.5, 0.4, 0.3)) == [(0.06, False, False)]


def test_six_steps_are_followed_and_seven_are_not() -> None:
    assert of_person(chain(1, 1, 1, 1, 1, 1)) == [(1.0, False, True)]
    assert of_person(chain(1, 1, 1, 1, 1, 1, 1)) == []


@pytest.mark.parametrize(("shares", "control"), [((0.51, 0.51), True), ((0.51, 0.5), False), ((0.9, 0.9), True)])
def test_more_than_half_at_each_step_is_control(shares: tuple[float, ...], control: bool) -> None:
    ((_, _, found),) = of_person(chain(*shares))
    assert found is control


def test_chains_and_what_is_held_directly_add_up() -> None:
    graph = chain(0.5, 0.4) + f", (p)-[:OWNS {{share: 0.4, {TIMES}}}]->(c)"
    assert of_person(graph) == [(0.2, False, False), (0.4, True, False), (0.6, False, True)]


def test_two_holdings_of_one_step_are_one_step() -> None:
    graph = chain(1, 0.3) + ", (h1)-[:OWNS {share: 0.3, kind: agreement, since: 2021-01-01, until: 2022-01-01}]->(c)"
    found = of_person(graph, "year(since), year(until), share, control")
    assert found == [(2020, 2021, 0.3, False), (2021, 2022, 0.6, True)]


def test_a_chain_lasts_as_long_as_all_its_steps_and_is_as_certain() -> None:
    graph = """(p:Person)-[:OWNS {share: 1, since: 2019-05, until: 2023-01-01}]->(h:Company)
        (h)-[:OWNS {share: 1, since: 2019-01-01, until: 2021-02-03, certain: false}]->(c)"""
    columns = "since::TEXT, until::TEXT, since_certain::TEXT, until_certain::TEXT, certain"
    assert of_person(graph, columns) == [("2019-05-01", "2021-02-03", "2019-05-31", "2021-02-03", False)]
    assert of_person(graph.replace("since: 2019-05,", "since: 2021-02-03,")) == []


def test_the_sum_changes_only_where_a_chain_begins_or_ends() -> None:
    graph = chain(0.6, 0.5) + ", (p)-[:OWNS {share: 0.5, since: 2021-01-01, until: 2023-01-01}]->(g:Company)"
    graph += ", (g)-[:OWNS {share: 0.5, since: 2019-01-01, until: 2023-01-01}]->(c)"
    found = of_person(graph, "year(since), year(until), share")
    assert found == [(2020, 2022, 0.3), (2021, 2022, 0.55), (2021, 2023, 0.25)]


@pytest.mark.parametrize(("kind", "count"), [("private", 1), ("spv", 1), ("listed", 0), ("soe", 0), ("fund", 1)])
def test_where_look_through_stops(kind: str, count: int) -> None:
    assert len(of_person(chain(1, 1, kind=kind))) == count


@pytest.mark.parametrize(("holders", "count"), [(50, 1), (51, 0)])
def test_a_fund_of_many_holders_is_no_cover(holders: int, count: int) -> None:
    others = "".join(f", (q{n}:Person)-[:OWNS {{share: 0.001, {TIMES}}}]->(h1)" for n in range(1, holders))
    assert len(of_person(chain(0.5, 1, kind="fund") + others)) == count


def test_a_body_of_the_state_or_on_the_list_stops_it() -> None:
    assert of_person(chain(1, 1) + ", (u:Unit)-[:SAME_BODY]->(h1)") == []
    listed = "(w:Whitelisted {kind: state_holder, value: h1, since: 2010-01-01, until: 9999-12-31})"
    assert of_person(f"{chain(1, 1)}\n{listed}") == []
    assert len(of_person(f"{chain(1, 1)}\n{listed.replace('h1', 'h2')}")) == 1


@pytest.mark.parametrize(("share", "count"), [(0.5, 0), (0.51, 1)])
def test_a_listed_company_at_the_end_counts_from_more_than_half(share: float, count: int) -> None:
    use = "(c:Company {kind: listed})-[:WON]->(k:Contract)\n"
    with draw(use + chain(1, share)) as store:
        assert store.con.execute("SELECT count(*) FROM e_INTEREST_IN__Person__Company").fetchall() == [(count,)]


@pytest.mark.parametrize(("share", "count"), [(0.1, 1), (0.09, 0)])
def test_less_than_a_hundredth_through_others_is_no_interest(share: float, count: int) -> None:
    assert len(of_person(chain(share, 0.1))) == count


def test_a_holder_of_a_circle_has_the_limit_of_the_sum() -> None:
    """h1 and h2 hold half of each other; what p holds of h1 is worth more, for it comes back to h1."""
    graph = chain(0.5, 0.5, 0.5) + f", (h2)-[:OWNS {{share: 0.5, {TIMES}}}]->(h1)"
    assert max(of_person(graph, "share")) == (pytest.approx(0.5 / 0.75 * 0.5 * 0.5, abs=1e-6),)


def test_of_a_block_too_large_for_one_inverse_the_chains_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interest_circle, "MAX_CELLS", 5)
    graph = chain(0.5, 0.5, 0.5) + f", (h2)-[:OWNS {{share: 0.5, {TIMES}}}]->(h1)"
    assert of_person(graph, "share") == [(0.125,)]


def test_a_ring_that_owns_itself_whole_gives_nobody_more_than_all() -> None:
    graph = f"(h1:Company)-[:OWNS {{share: 1, {TIMES}}}]->(h2:Company)-[:OWNS {{share: 1, {TIMES}}}]->(h1)"
    with draw(f"{WON}{graph}-[:OWNS {{share: 1, {TIMES}}}]->(c)") as store:
        found = store.con.execute(
            "SELECT h.id, max(share) FROM e_INTEREST_IN__Company__Company i JOIN n_Company h ON h.nid = i.src "
            "JOIN n_Company c ON c.nid = i.dst AND c.id = 'c' GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert found == [("h1", 1.0), ("h2", 1.0)]


def test_what_a_company_holds_of_itself_counts_for_its_holders() -> None:
    graph = f"(p:Person)-[:OWNS {{share: 0.4, {TIMES}}}]->(c), (c)-[:OWNS {{share: 0.2, {TIMES}}}]->(c)"
    assert of_person(graph, "share") == [(0.4,), (0.5,)]


def test_a_nominee_is_no_owner_and_the_principal_is() -> None:
    graph = f"(p:Person)-[:OWNS {{share: 0.6, kind: nominee, {TIMES}}}]->(c)"
    assert of_person(graph) == []
    principal = graph.replace("(p:Person)", "(q:Person)").replace("nominee", "nominee, held_for: p")
    assert of_person(f"{principal}, (p:Person)-[:FAMILY {{type: child}}]->(q)") == [(0.6, True, True)]


def test_written_control_counts_at_any_step() -> None:
    agreement = f"-[:OWNS {{kind: agreement, interest: rightsGrantedByContract, {TIMES}}}]->"
    assert of_person(f"(p:Person){agreement}(c)") == [(None, True, True)]
    assert of_person(f"(p:Person)-[:OWNS {{share: 0.6, {TIMES}}}]->(h:Company){agreement}(c)") == [(None, False, True)]
    assert of_person(f"(p:Person)-[:OWNS {{share: 0.5, {TIMES}}}]->(h:Company){agreement}(c)") == []


@pytest.mark.parametrize(
    ("more", "control"),
    [("share_min: 0.5, share_min_open: true", True), ("share_min: 0.51", True), ("share_min: 0.5", False), ("", False)],
)
def test_most_of_the_votes_are_control_but_no_share(more: str, control: bool) -> None:
    graph = f"(p:Person)-[:OWNS {{kind: votes, {more}{', ' if more else ''}{TIMES}}}]->(c)"
    assert of_person(graph) == [(None, True, control)]


def test_what_is_said_of_a_whole_chain_is_not_added_to_its_steps() -> None:
    said = f", (p)-[:OWNS {{share: 0.5, kind: indirect, {TIMES}}}]->(h2)"
    for share, total in ((0.4, 0.5), (0.6, 0.6)):
        assert max(of_person(chain(1, share, 1) + said, "share")) == (total,)


def test_account_mandates() -> None:
    for role, rows in (("operator", [(None, True, True)]), ("authorised", [(None, True, True)]), ("card_user", [])):
        graph = (
            f"(p:Person)-[:OPERATES {{role: {role}, legal_ground: 协查函1, {TIMES}}}]->(a:Account)<-[:{ACCOUNT}]-(c)"
        )
        assert of_person(graph, "share, mandate, certain") == rows
        assert of_person(graph.replace(f"role: {role}, legal_ground: 协查函1", f"role: {role}")) == []


@pytest.mark.parametrize(
    ("own", "other", "rest", "control"),
    [
        (0.4, 0.3, 0.3, True),
        (0.4, 0.4, 0.2, False),
        (0.4, 0.3, 0.0, True),
        (0.3, 0.2, 0.0, False),
        (0.2, 0.5, 0.3, False),
    ],
)
def test_legal_representative_and_largest_holder(own: float, other: float, rest: float, control: bool) -> None:
    """Larger than each other holder, and than all that nobody is known to hold."""
    graph = f"(p:Person)-[:HAS_ROLE {{role: legal_rep, {TIMES}}}]->(c), (p)-[:OWNS {{share: {own}, {TIMES}}}]->(c)"
    graph += f", (q:Person)-[:OWNS {{share: {other}, {TIMES}}}]->(c)"
    graph += f", (r:Person)-[:OWNS {{share: {rest}, {TIMES}}}]->(c)" if rest else ""
    assert (own, True, control) in of_person(graph)
    assert (own, True, False) in of_person(graph.replace("legal_rep", "director"))
    assert any(row[2] for row in of_person(graph)) is control


def test_the_evidence_is_the_chains_that_carry_a_tenth() -> None:
    graph = chain(1, 0.5) + f", (p)-[:OWNS {{share: 1, {TIMES}}}]->(g:Company)-[:OWNS {{share: 0.04, {TIMES}}}]->(c)"
    with draw(WON + graph) as store:
        found = store.con.execute(
            "SELECT i.share, list(b.share ORDER BY v.step) FROM e_INTEREST_IN__Person__Company i "
            "JOIN via v USING (eid) JOIN (FROM e_OWNS__Person__Company UNION ALL FROM e_OWNS__Company__Company) b "
            "ON b.eid = v.base_eid JOIN n_Company c ON c.nid = i.dst AND c.id = 'c' GROUP BY i.eid, i.share "
            "ORDER BY ALL"
        ).fetchall()
    assert found == [(0.04, [1.0, 0.04]), (0.5, [1.0, 0.5]), (0.54, [1.0, 0.5])]


def test_everything_a_family_holds_is_found_down_all_layers() -> None:
    graph = chain(1, 1, last="d:Company") + ", (o:Person)-[:HOLDS_POST]->(u:Unit), (o)-[:FAMILY {type: child}]->(p)"
    found = interests(graph, "share, direct", use="(x:Company)-[:WON]->(k:Contract)\n")
    assert found == [(1.0, False), (1.0, True)]
    assert interests(chain(1, 1, last="d:Company"), "share", use="(x:Company)-[:WON]->(k:Contract)\n") == []
