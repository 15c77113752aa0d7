"""Every edge type with the labels that it joins, declared once."""

from __future__ import annotations

from itertools import product

from graphinv.model.labels import concrete
from graphinv.model.types import EdgeType, PropType, props


def _edge(name: str, ends: str, types: dict[str, PropType] | None = None, **marks: bool) -> EdgeType:
    """An edge type from text such as 'Party>Company, Party>Unit'; a supertype stands for all of its members."""
    pairs: list[tuple[str, str]] = []
    for part in ends.split(","):
        start, end = part.strip().split(">")
        pairs += product(concrete(start), concrete(end))
    return EdgeType(name, tuple(pairs), types or {}, **marks)


_BASE = (
    _edge(
        "FAMILY", "Person>Person", props(type="string", term="string", doc="string", confidence="share"), interval=True
    ),
    _edge(
        "HOLDS_POST",
        "Person>Unit",
        props(
            post="string",
            rank="string",
            is_leader="bool",
            acting="bool",
            portfolio="list",
            appoint_doc="string",
            leave_kind="string",
        ),
        interval=True,
    ),
    _edge("PART_OF", "Unit>Unit", interval=True),
    _edge(
        "OWNS",
        "Party>Company",
        props(
            share="share",
            kind="string",
            subscribed="money",
            paid_in="money",
            dividends="money",
            acquired_by="string",
            transfer_price="money",
            transferee_id="string",
            held_for="string",
            interest="string",
            beneficial="bool",
            share_min="share",
            share_max="share",
            share_min_open="bool",
            share_max_open="bool",
        ),
        interval=True,
    ),
    _edge("HAS_ROLE", "Person>Company", props(role="string", beneficial="bool"), interval=True),
    _edge(
        "EMPLOYED_BY",
        "Person>Company, Person>Unit",
        props(post="string", wage="money", grade="string", insured="bool", full_time="bool"),
        interval=True,
    ),
    _edge("USES", "Party>Identifier", props(bid_id="string", logged_at="datetime"), interval=True),
    _edge("LOT_OF", "Lot>Tender", one_each=True),
    _edge("FOR_LOT", "Contract>Lot", one_each=True),
    _edge("BUYER", "Award>Unit", props(role="string"), one_each=True),
    _edge("LIMITED_BY", "Award>Limit", props(name="string", value="money")),
    _edge(
        "BID",
        "Company>Lot",
        props(
            bid_id="string",
            amount="money",
            received_at="datetime",
            status="string",
            rank="int",
            reject_reason="string",
            consortium_id="string",
            currency="string",
        ),
    ),
    _edge("WON", "Company>Award", props(bid_id="string")),
    _edge(
        "SUBCONTRACTED",
        "Company>Company",
        props(
            subcontract_id="string", contract_id="string", amount="money", signed_on="date", filed="bool", work="string"
        ),
    ),
    _edge(
        "SERVED",
        "Company>Lot, Company>Tender",
        props(role="string", chosen_by="string", fee="money", project_id="string"),
        interval=True,
    ),
    _edge(
        "EVALUATED",
        "Person>Lot",
        props(bid_id="string", score="float", draw_method="string", recused="bool", at="datetime"),
    ),
    _edge(
        "DECIDED",
        "Person>Contract, Person>Lot, Person>Change, Person>Approval, Person>Decision, Person>Programme, "
        "Person>PowerItem",
        props(
            act_id="string",
            act_type="string",
            action="string",
            at="datetime",
            discretion="bool",
            vote="string",
            stage="string",
            speak_order="int",
        ),
    ),
    _edge(
        "DECIDED_FOR",
        "Person>Party",
        props(act_id="string", act_type="string", action="string", at="datetime", discretion="bool"),
    ),
    _edge("CHANGES", "Change>Contract", one_each=True),
    _edge("ISSUED_BY", "Approval>Unit, Decision>Unit"),
    _edge("ISSUED_TO", "Approval>Party"),
    _edge("MANAGED_BY", "Programme>Unit"),
    _edge(
        "RECEIVED",
        "Party>Programme",
        props(
            payment_id="string",
            amount="money",
            paid_on="date",
            period="string",
            quantity="float",
            region_code="string",
            account_id="string",
        ),
        interval=True,
    ),
    _edge("HOLDS_ACCOUNT", "Party>Account", props(role="string", legal_ground="string"), interval=True),
    _edge("OPERATES", "Person>Account", props(role="string", legal_ground="string"), interval=True),
    _edge(
        "PAID",
        "Account>Account",
        props(
            tx_id="string",
            amount="money",
            currency="string",
            at="datetime",
            on="date",
            contract_id="string",
            memo="string",
            channel="string",
            legal_ground="string",
        ),
    ),
    _edge(
        "OWNS_ASSET",
        "Party>Asset",
        props(share="share", tenure="string", value="money", price="money", acquired_by="string", paid_by_id="string"),
        interval=True,
    ),
    _edge(
        "DECLARED",
        "Person>Person, Person>Company, Person>Asset, Person>Entry",
        props(
            declaration_id="string", kind="string", as_of="date", amount="money", share="share", relative_id="string"
        ),
    ),
    _edge(
        "BANNED",
        "Unit>Company, Unit>Person",
        props(ground="string", doc="string", region_code="string", field="string"),
        interval=True,
    ),
    _edge("LISTED_IN", "Person>Register", props(amount="money"), interval=True),
    _edge("DIED", "Person>Register", props(died_on="date", registered_on="date", doc="string")),
    _edge("MEMBER_OF", "Person>Household", props(reason="string", region_code="string"), interval=True),
    _edge("REPORTED", "Company>CompanyYear"),
    _edge("CONCERNS", "LedgerItem>Party"),
    _edge("ASSIGNED_TO", "LedgerItem>Unit, LedgerItem>Person", props(role="string")),
    _edge("SAME_BODY", "Unit>Company"),
    _edge("SUCCEEDS", "Company>Company"),
)

_DERIVED = (
    _edge(
        "KIN",
        "Person>Person",
        props(
            term="string",
            term_zh="string",
            term_en="string",
            relation="string",
            steps="int",
            core="bool",
            near="bool",
            recuse="bool",
            assoc="bool",
        ),
        interval=True,
        derived=True,
        both_ways=True,
    ),
    _edge(
        "INTEREST_IN",
        "Party>Company",
        props(share="share", direct="bool", control="bool", role="string", mandate="bool"),
        interval=True,
        derived=True,
    ),
    _edge(
        "OVERSEES",
        "Person>Unit",
        props(distance="int", why="string", region_code="string"),
        interval=True,
        derived=True,
    ),
    _edge(
        "LINKED",
        "Party>Party",
        props(kind="string", weight="float", df="int", identifier="string", bid="bool"),
        interval=True,
        derived=True,
    ),
    _edge("ACT", "Unit>Party", props(kind="string", on="date", amount="money", act_id="string"), derived=True),
    _edge("FAMILY_PARTY", "Person>Party", props(why="string"), interval=True, derived=True),
    _edge(
        "EXITED", "Person>Company", props(on="date", share="share", transferee="string", price="money"), derived=True
    ),
    _edge("TIED", "Party>Person", props(hops="int"), interval=True, derived=True),
    _edge(
        "MONEY_PATH",
        "Party>Party",
        props(
            kind="string",
            first_at="datetime",
            last_at="datetime",
            first_amount="money",
            last_amount="money",
            least_amount="money",
            greatest_amount="money",
            hops="int",
            memos="list",
            truncated="bool",
        ),
        derived=True,
    ),
    _edge(
        "PASS_THROUGH",
        "Party>Party",
        props(kind="string", first_at="datetime", last_at="datetime", amount="money", kept="float", through="int"),
        derived=True,
    ),
    _edge("FAVOURS", "Person>Person", props(on="date", amount="money", kind="string"), derived=True),
    _edge("CO_BIDS", "Company>Company", props(lots="int"), derived=True),
)

EDGES: dict[str, EdgeType] = {edge.name: edge for edge in (*_BASE, *_DERIVED)}
"""Edge types by name. Those marked derived are rebuilt by the one module of `derive` that owns them."""
