"""Every node label, declared once. Source: the data contract's tables and the graph vocabulary."""

from __future__ import annotations

from graphinv.model.types import Label, props

SUPERTYPES: dict[str, tuple[str, ...]] = {"Party": ("Person", "Company", "Unit"), "Award": ("Contract", "Lot")}
"""A supertype's members stand next to each other in LABELS, so that each is one range of dense ids."""

_CLOCK = props(
    amount="money",
    awarded_on="date",
    infl_from="date",
    open_limit="money",
    compulsory_limit="money",
    currency="string",
    title="string",
    method="string",
    method_details="string",
    category="string",
)
"""Of every award: awarded_on, the day from which it could be influenced, and the limits in force that day."""

_LABELS = (
    Label(
        "Person",
        props(
            name="string",
            former_names="list",
            sex="string",
            born_on="date",
            died_on="date",
            region_code="string",
            household_id="string",
            id_check="string",
            pep="bool",
        ),
        ("Party",),
    ),
    Label(
        "Company",
        props(
            name="string",
            former_names="list",
            kind="string",
            founded_on="date",
            closed_on="date",
            region_code="string",
            industry="string",
            scope_text="string",
            reg_capital="money",
            paid_in="money",
        ),
        ("Party",),
    ),
    Label(
        "Unit",
        props(
            name="string",
            kind="string",
            level="string",
            region_code="string",
            line_codes="list",
            regulator_ids="list",
            uscc="string",
        ),
        ("Party",),
        interval=True,
    ),
    Label("Contract", {**_CLOCK, **props(signed_on="date", status="string")}, ("Award",), interval=True),
    Label(
        "Lot",
        {
            **_CLOCK,
            **props(
                deadline_at="datetime",
                opened_at="datetime",
                deadline_on="date",
                planned_on="date",
                approved_on="date",
                published_on="date",
                docs_issued_on="date",
                estimate="money",
                status="string",
                region_code="string",
                compulsory="bool",
                criterion="string",
                reason_code="string",
                tenderers="int",
            ),
        },
        ("Award",),
    ),
    Label("Tender", props(title="string", project_id="string", budget_item="string")),
    Label(
        "Programme",
        props(
            name="string",
            kind="string",
            means_tested="bool",
            standard="money",
            standard_unit="string",
            cap="money",
            call_on="date",
            coop_allowed="bool",
        ),
        interval=True,
    ),
    Label("Account", props(bank="string", opened_on="date", closed_on="date", stub="bool")),
    Label("Identifier", props(kind="string", value="string", df="int", weight="float")),
    Label("Asset", props(kind="string", area_m2="float", area_mu="float", **{"class": "string"}, address="string")),
    Label("PowerItem", props(title="string", action_code="string", category="string", kind="string"), interval=True),
    Label("Household"),
    Label("Register", props(kind="string", name="string")),
    Label(
        "CompanyYear",
        props(year="int", insured_staff="int", revenue="money", tax_paid="money", net_assets="money"),
    ),
    Label(
        "PriceRef",
        props(
            item="string",
            region_code="string",
            period="string",
            unit="string",
            p25="price",
            median="price",
            p75="price",
        ),
        interval=True,
    ),
    Label(
        "Approval",
        props(
            type="string",
            result="string",
            applied_on="date",
            decided_on="date",
            price="money",
            area_m2="float",
            bidders="int",
            scope_text="string",
        ),
        interval=True,
    ),
    Label("Change", props(changed_on="date", delta="money", kind="string", reason="string")),
    Label(
        "Decision",
        props(item="string", kind="string", amount="money", act_id="string", met_at="datetime", executed_on="date"),
    ),
    Label(
        "Entry",
        props(
            register="string",
            category="string",
            summary="string",
            registered_on="date",
            amount="money",
            currency="string",
        ),
    ),
    Label(
        "LedgerItem",
        props(
            kind="string",
            lead_source="string",
            route_to="string",
            rule_id="string",
            status="string",
            opened_on="date",
            due_on="date",
            closed_on="date",
            evidence_doc="string",
            outcome="string",
            facts_hash="string",
            at_stake="money",
            confirmed="money",
            recovered="money",
        ),
    ),
    Label(
        "PeerStat",
        props(
            metric="string",
            unit="string",
            year="int",
            category="string",
            region="string",
            n="int",
            mean="float",
            q1="float",
            q3="float",
        ),
        derived=True,
    ),
    Label(
        "BanRule",
        props(
            region_code="string", rank="string", relation="string", activity="string", area="string", legal_ref="string"
        ),
        interval=True,
    ),
    Label("Line", props(code="string", industry_prefix="string", legal_ref="string"), interval=True),
    Label(
        "Limit",
        props(name="string", region_code="string", kind="string", value="money", legal_ref="string"),
        interval=True,
    ),
    Label(
        "Exclusion", props(programme_id="string", register="string", limit="money", legal_ref="string"), interval=True
    ),
    Label("ExclusivePair", props(programme_a_id="string", programme_b_id="string", legal_ref="string"), interval=True),
    Label(
        "LocalLimit",
        props(region_code="string", item="string", value="float", legal_ref="string"),
        interval=True,
    ),
    Label("PeerGroup", props(rule_id="string", keys="list", min_n="int", legal_ref="string"), interval=True),
    Label("Responsibility", props(unit_id="string", domain="string", kind="string", legal_ref="string"), interval=True),
    Label("Holiday", props(day="date", kind="string", legal_ref="string"), interval=True),
    Label("Whitelisted", props(kind="string", value="string", value2="string", reason="string"), interval=True),
    Label("Watched", props(subject_id="string", subject_type="string", tag="string"), interval=True),
)

LABELS: dict[str, Label] = {label.name: label for label in _LABELS}


def concrete(label: str) -> tuple[str, ...]:
    """The stored labels that a label or supertype stands for."""
    return SUPERTYPES.get(label, (label,))
