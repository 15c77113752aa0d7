"""The ranking of all leads of a sweep: several rules on the same pair lift each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from graphinv.leads.lead import Lead
from graphinv.rules.findings import members
from graphinv.rules.severity import score

Pair = tuple[str, str]


def rank(leads: Sequence[Lead]) -> list[Lead]:
    """The leads with their scores, highest first, then by key.

    A pair is two nodes that both play a role; each further rule that found something on a pair of this lead adds.
    """
    rules: dict[Pair, set[str]] = defaultdict(set)
    for lead in leads:
        for pair in pairs(lead):
            rules[pair].add(lead.rule)
    scored = [replace(lead, score=score(lead.class_, lead.certain, _further(lead, rules))) for lead in leads]
    return sorted(scored, key=lambda lead: (-lead.score, lead.key))


def pairs(lead: Lead) -> list[Pair]:
    """All pairs of nodes among the roles of a lead."""
    gids = sorted({member.gid for role in lead.roles.values() for member in members(role) if member.gid})
    return list(combinations(gids, 2))


def _further(lead: Lead, rules: dict[Pair, set[str]]) -> int:
    return len({rule for pair in pairs(lead) for rule in rules[pair]} - {lead.rule})
