"""Leads on one family or one firm are one case: what several rules found about the same people is read together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graphinv.leads.lead import CaseNode, Lead, LeadCase
from graphinv.model import mint
from graphinv.rules.findings import members

PARTIES = ("Person", "Company")
"""Who has leads in common; a public body, a lot or a programme may stand in thousands that have none."""

HUB = 50
"""Who is named beside more than so many other parties joins no leads: they would be one case of half the county."""

_DIGITS = 12


def with_cases(leads: Sequence[Lead]) -> list[Lead]:
    """The leads, each with its case: leads that name one person or company stand in one, and so do those next to them.

    A case is called by the party that it is around: an official before others, then who stands in most of its leads.
    A finding of a weak rule is told with the case of its parties and joins none. What is gone has no case.
    """
    parties = {lead.key: _parties(lead) for lead in leads}
    strong = [lead for lead in leads if lead.opens and lead.status != "gone"]
    joined = _Joined(parties[lead.key] for lead in strong)
    inside: dict[str, list[Lead]] = defaultdict(list)
    for lead in strong:
        inside[joined.home(parties[lead.key])].append(lead)
    cases = {home: _case(found, parties) for home, found in inside.items() if home}
    return [
        replace(lead, case=None if lead.status == "gone" else cases.get(joined.home(parties[lead.key])))
        for lead in leads
    ]


def _parties(lead: Lead) -> list[str]:
    """The people and companies that play a role, each once."""
    gids = (member.gid for role in lead.roles.values() for member in members(role) if member.gid)
    return [gid for gid in dict.fromkeys(gids) if lead.nodes[gid].label in PARTIES]


class _Joined:
    """Parties that some groups join, directly or through others."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        groups = list(groups)
        beside: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for party in group:
                beside[party].update(group)
        self._hubs = frozenset(party for party, others in beside.items() if len(others) - 1 > HUB)
        self._first: dict[str, str] = {}
        for group in groups:
            near = self._near(group)
            for party in near[1:]:
                self._first[self._root(party)] = self._root(near[0])

    def home(self, group: Sequence[str]) -> str:
        """The party that stands for all that this group is joined with; empty without a party."""
        near = self._near(group)
        return self._root(near[0]) if near else ""

    def _near(self, group: Sequence[str]) -> Sequence[str]:
        """Who of a group joins it with others; hubs only where there is nobody else."""
        return [party for party in group if party not in self._hubs] or group[:1]

    def _root(self, party: str) -> str:
        while (above := self._first.get(party, party)) != party:
            self._first[party] = self._first.get(above, above)
            party = above
        return party


def _case(leads: Sequence[Lead], parties: Mapping[str, Sequence[str]]) -> LeadCase:
    named: Counter[str] = Counter()
    nodes: dict[str, CaseNode] = {}
    for lead in leads:
        for gid in parties[lead.key]:
            named[gid] += 1
            if gid not in nodes or lead.nodes[gid].post:
                nodes[gid] = lead.nodes[gid]
    around = min(named, key=lambda gid: (not nodes[gid].post, -named[gid], gid))
    return LeadCase("C-" + mint("case", around).removeprefix("case-")[:_DIGITS], nodes[around], len(leads))
