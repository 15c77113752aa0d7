"""Findings become leads: key, severity, words and numbered evidence; then the score, which looks at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphinv.content.param_spec import Bound
from graphinv.leads.evidence import Sources, base_refs, ends, facts, facts_hash, sources
from graphinv.leads.lead import CaseNode, Lead
from graphinv.leads.names import display_name
from graphinv.leads.plain import money
from graphinv.leads.scores import rank
from graphinv.rules.findings import Finding
from graphinv.rules.run import Ran
from graphinv.rules.severity import score
from graphinv.rules.words import sentences
from graphinv.stores.base import GraphStore

_POSTS = ("HOLDS_POST", "DECIDED", "EVALUATED")


def leads_of(rans: Iterable[Ran], store: GraphStore, as_of: date) -> list[Lead]:
    """The leads of all rules that ran, highest score first, then by key."""
    found = [lead for ran in rans for lead in _Builder(ran, sources(store, ran.elements), as_of).leads()]
    return rank(found)


@dataclass(frozen=True)
class _Builder:
    ran: Ran
    found_at: Sources
    as_of: date

    def leads(self) -> Sequence[Lead]:
        return [self._lead(finding) for finding in self.ran.findings]

    def _lead(self, finding: Finding) -> Lead:
        rule, form, elements = self.ran.rule, self.ran.form, self.ran.elements
        return Lead(
            key=finding.key,
            rule=rule.id,
            code=rule.code,
            rule_version=rule.version,
            class_=finding.class_,
            severity=finding.severity,
            certain=finding.certain,
            score=score(finding.class_, finding.certain, 0),
            amount=finding.amount,
            currency=finding.currency,
            title=rule.title,
            sentence=sentences(rule, form, finding, elements),
            roles=finding.roles,
            nodes=self._nodes(finding),
            evidence=facts(form, finding, elements, self.found_at),
            reasons=tuple(rule.reasons[key] for key in finding.reasons if key in rule.reasons),
            not_checked=rule.not_checked,
            facts_hash=facts_hash(form, finding, elements),
            as_of=self.as_of,
            modes=tuple(finding.modes),
            params={name: _shown(rule.params[name].type, value) for name, value in self.ran.params.items()},
        )

    def _nodes(self, finding: Finding) -> Mapping[str, CaseNode]:
        form, elements = self.ran.form, self.ran.elements
        in_post = {
            elements.edges[ref].src for ref in base_refs(form, finding, elements) if elements.edges[ref].type in _POSTS
        }
        nodes = [elements.nodes[number] for number in ends(form, finding, elements)]
        return {
            node.gid: CaseNode(node.gid, node.label, node.id, display_name(node), node.nid in in_post) for node in nodes
        }


def _shown(kind: str, value: Bound) -> str:
    """A parameter as its header writes it."""
    if kind == "money":
        return money(int(str(value)))
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
