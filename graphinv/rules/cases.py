"""Runs a rule's cases: each on a tiny graph of its own, through the same store, derivations and merging as a sweep.

The graphs of its cases stand side by side in one, which is derived once, and asked once where the rule looks at nothing
but what hangs together. A case that does not pass there is run alone, and so is one with lists of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graphinv.content.case_spec import CaseSpec, Expected, load_cases
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import GraphText, parse_graph
from graphinv.errors import CypherError, GraphinvError
from graphinv.message import NOTHING, Message, lines, msg
from graphinv.rules.case_graphs import Beside, fill, side_by_side
from graphinv.rules.elements import edge_refs
from graphinv.rules.findings import Finding, members
from graphinv.rules.lint import lint
from graphinv.rules.local import is_local, reads_statistics
from graphinv.rules.run import Ran, run_rule
from graphinv.rules.side_by_side import apart, nothing
from graphinv.stores.base import EdgeRef, GraphStore
from graphinv.stores.duckdb.store import DuckStore

_Lead = tuple[str, dict[str, str]]
"""A lead's roles as text, and what else is compared."""

NOBODY = "none"
"""What a case writes for a role that nobody plays."""


@dataclass(frozen=True)
class CaseResult:
    """How one case ended; `detail` says what was expected and what was found when it failed."""

    rule: str
    kind: str
    case: str
    passed: bool
    detail: Message = NOTHING


def test_rule(rule: RuleSpec) -> list[CaseResult]:
    """The lint of a rule as one case, then its own cases."""
    problems = lint(rule)
    results = [CaseResult(rule.id, "lint", "header and text agree", not problems, lines(problems))]
    if problems:
        return results
    try:
        cases = load_cases(rule)
    except GraphinvError as error:
        return [*results, CaseResult(rule.id, "lint", "cases can be read", False, error.whole)]
    with DuckStore.memory() as store:
        return results + run_cases(rule, cases, store)


test_rule.__test__ = False  # type: ignore[attr-defined]  # its name is for the reader, it is no test of pytest


Engine = Callable[[DuckStore], GraphStore]
"""From the store in which a case's graph was built to the one that answers."""


def run_cases(
    rule: RuleSpec, cases: Sequence[CaseSpec], store: DuckStore, engine: Engine = lambda store: store
) -> list[CaseResult]:
    """How each case ends; `engine` answers for a store, and the empty one that is given is empty again afterwards."""
    graphs = {} if reads_statistics(rule) else side_by_side(cases)
    passed = _passed(rule, cases, graphs, engine) if graphs else {}
    return [
        passed[number] if number in passed else run_case(rule, case, store, engine) for number, case in enumerate(cases)
    ]


def _passed(
    rule: RuleSpec, cases: Sequence[CaseSpec], graphs: Mapping[int, GraphText], engine: Engine
) -> dict[int, CaseResult]:
    """The cases that pass in one graph of all, asked once where the rule is local, else one case after the other."""
    results: dict[int, CaseResult] = {}
    with Beside(rule, graphs) as beside:
        if is_local(rule):
            plain = {number: graph for number, graph in graphs.items() if not cases[number].params}
            results = judge_apart(cases, plain, run_rule(engine(beside.store), rule))
        for number, graph in graphs.items():
            if number not in results:
                with beside.only(number) as alone:
                    results |= judge_apart(cases, {number: graph}, run_rule(engine(alone), rule, cases[number].params))
    return {number: result for number, result in results.items() if result.passed}


def judge_apart(cases: Sequence[CaseSpec], graphs: Mapping[int, GraphText], ran: Ran) -> dict[int, CaseResult]:
    """How the cases with these graphs end, from one run on graphs that stand side by side."""
    own = apart(ran)
    return {number: compare(cases[number], graph, own.get(number, nothing(ran))) for number, graph in graphs.items()}


def run_case(rule: RuleSpec, case: CaseSpec, store: DuckStore, engine: Engine = lambda store: store) -> CaseResult:
    """Build the case's graph in this empty store, derive, run the rule and compare; the store is empty again after."""
    try:
        graph = parse_graph(case.graph, as_of=case.as_of)
    except CypherError as error:
        said = msg("{at}: graph: {problem}", at=f"{rule.cases_path}:{case.line}", problem=error)
        return CaseResult(rule.id, case.kind, case.name, False, said)
    store.con.execute("BEGIN")
    try:
        fill(rule, graph, store)
        store.con.execute("PRAGMA disable_optimizer")  # planning takes longer than running on so few rows
        return judge(rule, case, graph, engine(store))
    finally:
        store.con.execute("PRAGMA enable_optimizer")
        store.con.execute("ROLLBACK")


def judge(rule: RuleSpec, case: CaseSpec, graph: GraphText, store: GraphStore) -> CaseResult:
    """Run the rule on the store that holds the case's graph and compare its leads with those expected."""
    return compare(case, graph, run_rule(store, rule, case.params))


def compare(case: CaseSpec, graph: GraphText, ran: Ran) -> CaseResult:
    """What was found in the case's graph against what the case expects."""
    detail = _judged(case, _difference(case, graph, ran))
    return CaseResult(ran.rule.id, case.kind, case.name, not detail, detail)


def _judged(case: CaseSpec, difference: Message) -> Message:
    """A gap passes as long as the rule still misses it; once it fires, the case should become a match."""
    if case.kind != "gap":
        return difference
    return NOTHING if difference else msg("this gap is closed: make it a `match`")


def _difference(case: CaseSpec, graph: GraphText, ran: Ran) -> Message:
    wanted = sorted(_expected(expected, graph) for expected in case.expect)
    found = sorted(_found(finding, ran) for finding in ran.findings)
    if case.kind == "gap" and not case.expect:
        return NOTHING if found else msg("nothing found")
    if [one[0] for one in wanted] != [one[0] for one in found]:
        return msg("expected {wanted}, found {found}", wanted=_listing(wanted), found=_listing(found))
    return lines(_details(wanted, found))


def _details(wanted: Sequence[_Lead], found: Sequence[_Lead]) -> Iterator[Message]:
    for (lead, more), (_, actual) in zip(wanted, found, strict=True):
        for name, value in more.items():
            if value and value != actual[name]:
                said = "{lead}: {name} expected {wanted}, found {found}"
                yield msg(said, lead=lead, name=name, wanted=value, found=actual[name])


def _expected(expected: Expected, graph: GraphText) -> _Lead:
    """Roles by the ids of the nodes that the graph draws; a value that names no node stands for itself."""
    ids = {NOBODY: ""} | {name: str(node.props["id"]) for name, node in graph.nodes.items()}
    roles = {role: ids.get(value, value) for role, value in expected.roles.items()}
    more = {
        "certainty": expected.certainty,
        "severity": expected.severity,
        "amount": _amount(expected.amount),
        "facts": expected.facts,
    }
    return _text(roles), more


def _found(finding: Finding, ran: Ran) -> _Lead:
    ids = {node.gid: node.id for node in ran.elements.nodes.values()}
    roles = {
        role: ", ".join(ids[one.gid] if one.gid else one.value for one in members(value))
        for role, value in finding.roles.items()
    }
    amount = "" if finding.amount is None else _amount(str(Decimal(finding.amount) / 100))
    certainty = "certain" if finding.certain else "possible"
    facts = str(len(_facts(finding, ran)))
    return _text(roles), {"certainty": certainty, "severity": finding.severity, "amount": amount, "facts": facts}


def _facts(finding: Finding, ran: Ran) -> set[EdgeRef]:
    """The base edges behind the finding's rows."""
    columns, bases = ran.form.columns, ran.elements.bases
    refs = {ref for row in finding.rows for name in ran.form.evidence for ref in edge_refs(columns[name], row[name])}
    return {base for ref in refs for base in bases[ref]}


def _amount(text: str) -> str:
    return f"{Decimal(text):.2f}" if text else ""


def _text(roles: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{role}: {value}" for role, value in roles.items()) + "}"


def _listing(leads: Sequence[_Lead]) -> object:
    return [text for text, _ in leads] or msg("nothing")
