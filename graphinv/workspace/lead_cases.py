"""The cases of a workspace: leads on one family or one firm, each case in a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphinv.content.rule_spec import SEVERITIES
from graphinv.leads.lead import Lead, LeadCase
from graphinv.leads.to_json import CaseEyes, people_among, shown_id
from graphinv.workspace.sweeping import leads, redactor_for

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace


def cases(workspace: Workspace, *, named: bool) -> list[dict[str, Any]]:
    """Each case: its key, whom it is around, its worst severity, its rules, and the keys of its leads."""
    found = [_line(members, workspace.lang, named) for members in by_case(leads(workspace)).values()]
    return sorted(found, key=_rank)


def by_case(found: Iterable[Lead]) -> Mapping[str, Sequence[Lead]]:
    """The leads that stand in a case, by its key; findings of weak rules open none."""
    cases: dict[str, list[Lead]] = defaultdict(list)
    for lead in found:
        if lead.case and lead.opens:
            cases[lead.case.key].append(lead)
    return cases


def others(workspace: Workspace, lead: Lead) -> list[Lead]:
    """The other leads of its case."""
    if lead.case is None:
        return []
    return [one for one in by_case(leads(workspace)).get(lead.case.key, ()) if one.key != lead.key]


def around(case: LeadCase, lang: str, *, named: bool) -> str:
    """The name of whom a case is around."""
    node = case.around
    eyes = CaseEyes({node.gid: node}, named, redactor_for(named=named)(people_among([node], named)))
    return eyes.name(node, lang)


def _line(members: Sequence[Lead], lang: str, named: bool) -> dict[str, Any]:
    case = members[0].case
    assert case is not None
    return {
        "case": case.key,
        "around": {
            "label": case.around.label,
            "id": shown_id(case.around, named),
            "name": around(case, lang, named=named),
        },
        "severity": max((lead.severity for lead in members), key=SEVERITIES.index),
        "leads": len(members),
        "new": sum(lead.status == "new" for lead in members),
        "codes": sorted({lead.code for lead in members}),
        "keys": [lead.key for lead in members],
    }


def _rank(case: Mapping[str, Any]) -> tuple[int, int, int, str]:
    """The gravest first, then those of the most rules, then of the most leads."""
    return -SEVERITIES.index(case["severity"]), -len(case["codes"]), -case["leads"], str(case["case"])
