"""A sweep: every rule on the graph, the leads they raise, and what is new, changed or gone since the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from queue import SimpleQueue
from threading import Lock
from typing import Any

from graphinv.content.rule_spec import RuleSpec, Text
from graphinv.leads.build import leads_of
from graphinv.leads.cases import with_cases
from graphinv.leads.lead import Lead
from graphinv.leads.serial import dump, load
from graphinv.ledger import Entry, Ledger, State, SweepRecord
from graphinv.ledger.events import CHANGED, CONTINUING, GONE, NEW, REOPENED, SUPPRESSED
from graphinv.model import mint
from graphinv.progress import SILENT, Progress
from graphinv.rules.needs import Producers, unmet
from graphinv.rules.run import Ran, run_rule
from graphinv.stores.base import GraphStore

AT_ONCE = 2
"""So many rules run side by side: while one is in the engine, what the other found is read and sorted."""

HIT, CLEAR, NOT_EVALUABLE = "hit", "clear", "not_evaluable"
_NOT_IN_FORCE = {"zh": "规则在该日期不适用", "en": "the rule is not in force on that day"}
_NOBODY = {"zh": "数据中没有适用对象", "en": "the data holds nobody to whom this applies"}
WARN_ABOVE = {"P": 0.05, "S": 0.05, "W": 0.25}
"""A rule that fires on more of its subjects than this is probably wrong here: a threshold or the data."""
SLOW = 1.0
"""Seconds from which on it is said why a rule may be slow."""
_PRODUCT = {
    "zh": "执行计划含笛卡尔积，数据多时会很慢：请用关系或相等条件把各部分连起来",
    "en": "its plan holds a Cartesian product, slow on much data: connect the parts by a relationship or an equality",
}


@dataclass(frozen=True)
class RuleOutcome:
    """How one rule ended. `unknown` subjects could not be judged; `base_rate` is hit subjects in all subjects."""

    rule: RuleSpec
    result: str
    reason: Text | None = None
    leads: int = 0
    population: int | None = None
    unknown: int = 0
    base_rate: float | None = None
    seconds: float = 0.0
    product: bool = False
    """Whether the rule was slow and its plan joins each row of one part with each of another."""

    @property
    def warning(self) -> Text | None:
        """That the rule fires suspiciously often, or is slow for a reason; None if neither."""
        found = [text for text in (self._too_often(), _PRODUCT if self.product else None) if text]
        if not found:
            return None
        return {"zh": "；".join(text["zh"] for text in found), "en": "; ".join(text["en"] for text in found)}

    def _too_often(self) -> Text | None:
        limit = WARN_ABOVE[self.rule.class_]
        if self.base_rate is None or self.base_rate <= limit:
            return None
        zh = f"命中率 {self.base_rate:.1%}，超过 {limit:.0%}：请核对阈值和数据"
        en = f"fires on {self.base_rate:.1%} of its subjects, more than {limit:.0%}: check threshold and data"
        return {"zh": zh, "en": en}

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule.id,
            "result": self.result,
            "reason": None if self.reason is None else self.reason["en"],
            "leads": self.leads,
            "population": self.population,
            "seconds": round(self.seconds, 3),
            "code": self.rule.code,
            "reason_texts": None if self.reason is None else dict(self.reason),
            "unknown": self.unknown,
            "base_rate": self.base_rate,
            "warning": None if self.warning is None else dict(self.warning),
        }


@dataclass(frozen=True)
class SweepResult:
    """One sweep: how the rules ended, its leads with their status, and the states of all leads ever seen."""

    id: str
    as_of: date
    engine: str
    rules: tuple[RuleOutcome, ...]
    leads: tuple[Lead, ...]
    changes: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """The machine-readable form: keys may be added, never changed or dropped."""
        counts = Counter(self.changes.values())
        return {
            "sweep": self.id,
            "as_of": self.as_of.isoformat(),
            "engine": self.engine,
            "rules": [outcome.to_json() for outcome in self.rules],
            "new": counts[NEW],
            "changed": counts[CHANGED] + counts[REOPENED],
            "gone": counts[GONE],
            "continuing": counts[CONTINUING],
            "suppressed": counts[SUPPRESSED],
            "reopened": counts[REOPENED],
        }


@dataclass(frozen=True)
class Request:
    """What to sweep for: the day it speaks of, the day it runs (as_of if not given), and where tables come from.

    `inputs` is recorded with the sweep: the content hash of each source file, so that its rows can be found again.
    """

    as_of: date
    made_by: Producers
    on: date | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = SILENT


def run(store: GraphStore, rules: Iterable[RuleSpec], ledger: Ledger, request: Request) -> SweepResult:
    """Run the rules in the order of their codes, raise leads and write the sweep to the ledger."""
    done = _run_all(store, sorted(rules, key=lambda rule: rule.code), request)
    outcomes = [outcome for outcome, _ in done]
    request.progress.stage("leads")
    found = leads_of([ran for _, ran in done if ran], store, request.as_of)
    judged = {outcome.rule.id for outcome in outcomes if outcome.result != NOT_EVALUABLE}
    return _record(ledger, request, store.engine, outcomes, (found, judged))


def _run_all(store: GraphStore, rules: Sequence[RuleSpec], request: Request) -> list[tuple[RuleOutcome, Ran | None]]:
    """Some rules run side by side; what they find comes in the order of the rules."""
    watched = _watched(store, request.as_of)
    request.progress.stage("rules", len(rules))
    free, telling = SimpleQueue[GraphStore](), Lock()

    def outcome(rule: RuleSpec) -> tuple[RuleOutcome, Ran | None]:
        with telling:
            request.progress.step(f"{rule.code} {rule.id}")
        mine = free.get()
        try:
            return _outcome(mine, rule, request, watched)
        finally:
            free.put(mine)

    pool, beside = ThreadPoolExecutor(AT_ONCE, "rule"), [store.beside() for _ in range(AT_ONCE - 1)]
    try:
        for one in (store, *beside):
            free.put(one)
        return list(pool.map(outcome, rules))
    finally:
        pool.shutdown(cancel_futures=True)
        for one in beside:
            one.close()


def _outcome(
    store: GraphStore, rule: RuleSpec, request: Request, watched: frozenset[str]
) -> tuple[RuleOutcome, Ran | None]:
    """Missing data is never clear: without what a rule needs it is not evaluable, with the reason."""
    if not rule.in_force(request.as_of):
        return RuleOutcome(rule, NOT_EVALUABLE, _NOT_IN_FORCE), None
    missing = unmet(rule, store, request.made_by)
    if missing is not None:
        return RuleOutcome(rule, NOT_EVALUABLE, missing), None
    ran = run_rule(store, rule, watched=watched)
    result, reason = _judged(rule, ran)
    numbers = (len(ran.findings), ran.population, ran.unknown, ran.base_rate, ran.seconds)
    product = ran.seconds > SLOW and store.joins_all(rule.cypher, ran.used)
    return RuleOutcome(rule, result, reason, *numbers, product), ran


def _judged(rule: RuleSpec, ran: Ran) -> tuple[str, Text | None]:
    if ran.findings:
        return HIT, None
    if ran.unknown and ran.unknown >= ran.population:
        texts = [rule.reasons[key] for key in sorted(ran.collected.unknown) if key in rule.reasons]
        return NOT_EVALUABLE, {lang: "; ".join(text[lang] for text in texts) for lang in ("zh", "en")}
    if not ran.population:
        return CLEAR, _NOBODY
    return CLEAR, None


def _watched(store: GraphStore, as_of: date) -> frozenset[str]:
    """The ids of the subjects on the watchlist that day."""
    text = "MATCH (w:Watched) WHERE valid_at(w, $as_of) RETURN w.subject_id AS id"
    return frozenset(str(row[0]) for row in store.run(text, {"as_of": as_of}).rows if row[0] is not None)


def _record(
    ledger: Ledger,
    request: Request,
    engine: str,
    outcomes: Sequence[RuleOutcome],
    found: tuple[Sequence[Lead], set[str]],
) -> SweepResult:
    """Write the sweep; its id counts the sweeps of this ledger, so that the same history gives the same ids."""
    leads, judged = found
    on = request.on or request.as_of
    before = ledger.states()
    ident = "S-" + mint("sweep", str(len(ledger.sweeps()) + 1), request.as_of.isoformat()).removeprefix("sweep-")[:12]
    entries = [Entry(lead.key, lead.rule, lead.facts_hash, dump(lead), lead.opens) for lead in leads]
    result = {"rules": [outcome.to_json() for outcome in outcomes], "inputs": dict(request.inputs)}
    record = SweepRecord(ident, request.as_of, on, result)
    after = ledger.record(record, entries, judged)
    open_keys = {kept.lead for kept in ledger.kept()}
    changes = {key: change for key, change in _changes(before, after, {lead.key for lead in leads}) if key in open_keys}
    shown = with_cases([_with_state(lead, after[lead.key]) for lead in leads])
    return SweepResult(ident, request.as_of, engine, tuple(outcomes), tuple(shown), changes)


def _changes(before: Mapping[str, State], after: Mapping[str, State], seen: set[str]) -> Iterator[tuple[str, str]]:
    """What this sweep said about each lead: those it saw, and those that it found gone."""
    for key, state in after.items():
        was_there = key in before and before[key].present
        if key in seen or (was_there and not state.present):
            yield key, state.change


def _with_state(lead: Lead, state: State) -> Lead:
    return replace(lead, status=state.status, first_seen=state.first_seen, last_seen=state.last_seen)


def recorded(ledger: Ledger, *, findings: bool = False, gone: bool = False) -> list[Lead]:
    """The leads as last seen, highest score first; with `gone` also those that a later sweep no longer found."""
    leads = [
        _with_state(load(kept.body, kept.as_of), kept.state)
        for kept in ledger.kept(findings=findings)
        if gone or kept.state.present
    ]
    return sorted(with_cases(leads), key=lambda lead: (-lead.score, lead.key))
