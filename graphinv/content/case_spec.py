"""The cases of a rule: tiny graphs that it must match, must leave alone, or is known to miss. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graphinv.content.reader import Problems, Reader, nearest
from graphinv.content.rule_spec import SEVERITIES, RuleSpec
from graphinv.content.strict_yaml import Items, Value, read
from graphinv.errors import SpecError

KINDS = ("match", "clean", "gap")


@dataclass(frozen=True)
class Expected:
    """One lead: role to the name of a node in the case's graph (or to a value), and what else must hold of it.

    `facts` is the number of base edges among its evidence.
    """

    roles: Mapping[str, str]
    certainty: str = ""
    severity: str = ""
    amount: str = ""
    facts: str = ""


@dataclass(frozen=True)
class CaseSpec:
    """One case. `match` fires with exactly these leads, `clean` stays silent, `gap` is a miss known so far."""

    rule: str
    kind: str
    name: str
    graph: str
    expect: tuple[Expected, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    exclusion: str = ""  # the exclusion of the rule's header that this clean case shows
    why: str = ""
    line: int = 0


def load_cases(rule: RuleSpec) -> tuple[CaseSpec, ...]:
    """The cases beside the rule. Raises SpecError with all problems of the file at once."""
    path = rule.cases_path
    if not path.is_file():
        raise SpecError("has no cases.", at=str(rule.at), hint="Write them to {name} beside it.", name=path.name)
    problems = Problems(str(path))
    cases = tuple(_case(rule, reader) for reader in _readers(read(path), problems))
    _complete(rule, cases, problems)
    problems.check()
    return cases


def _readers(value: Value, problems: Problems) -> Iterator[Reader]:
    if not isinstance(value, Items):
        problems.add(1, "the file must be a list of cases, each starting with `- match:`, `- clean:` or `- gap:`")
        return
    for item, line in zip(value, value.lines, strict=True):
        yield Reader(item, "case", problems, line)


def _case(rule: RuleSpec, reader: Reader) -> CaseSpec:
    kinds = [kind for kind in KINDS if kind in reader.table]
    if len(kinds) != 1:
        reader.problems.add(reader.table.line, "a case needs one of `match:`, `clean:`, `gap:` with its name")
    kind = kinds[0] if kinds else "match"
    reader.taken.update(KINDS)
    case = CaseSpec(
        rule=rule.id,
        kind=kind,
        name=reader.text(kind),
        graph=reader.text("graph"),
        expect=tuple(_expected(rule, item) for item in reader.items("expect")),
        params=_params(rule, reader),
        as_of=_day(reader),
        exclusion=_exclusion(rule, reader),
        why=reader.text("why", ""),
        line=reader.table.line,
    )
    _fits(case, reader)
    reader.done()
    return case


def _fits(case: CaseSpec, reader: Reader) -> None:
    if case.kind == "match" and not case.expect:
        reader.fail("expect", "`match: {name}` needs `expect` with at least one lead", name=case.name)
    if case.kind == "clean" and case.expect:
        reader.fail("expect", "`clean: {name}` expects nothing", name=case.name)
    if case.kind == "gap" and not case.why:
        reader.fail("why", "`gap: {name}` needs `why`", name=case.name)


def _expected(rule: RuleSpec, reader: Reader) -> Expected:
    roles = {role: reader.text(role) for role in rule.identity}
    expected = Expected(
        roles,
        certainty=reader.choice("certainty", ("certain", "possible"), ""),
        severity=reader.choice("severity", SEVERITIES, ""),
        amount=reader.text("amount", ""),
        facts=reader.text("facts", ""),
    )
    reader.done()
    return expected


def _params(rule: RuleSpec, reader: Reader) -> dict[str, str]:
    inner = reader.child("params")
    found = {name: inner.text(name) for name in inner.table} if inner else {}
    for name in found:
        if name not in rule.params:
            reader.fail(
                "params", "the rule has no parameter `{name}`.{nearest}", name=name, nearest=nearest(name, rule.params)
            )
    return found


def _exclusion(rule: RuleSpec, reader: Reader) -> str:
    text = reader.text("exclusion", "")
    if text and text not in rule.exclusions:
        reader.fail(
            "exclusion",
            "the rule has no exclusion `{text}`.{nearest}",
            text=text,
            nearest=nearest(text, rule.exclusions),
        )
    return text


def _day(reader: Reader) -> date | None:
    text = reader.text("as_of", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        reader.fail("as_of", "`as_of: {text}` is no day; write 2024-06-30", text=text)
        return None


def _complete(rule: RuleSpec, cases: tuple[CaseSpec, ...], problems: Problems) -> None:
    """A rule is proved by at least one positive and by one near-miss for each of its exclusions."""
    if not any(case.kind == "match" for case in cases):
        problems.add(1, "at least one case must be a `match`")
    shown = {case.exclusion for case in cases if case.kind == "clean"}
    for exclusion in rule.exclusions:
        if exclusion not in shown:
            problems.add(1, "no `clean` case shows `exclusion: {exclusion}`", exclusion=exclusion)
    names = [case.name for case in cases]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(1, "two cases are called `{name}`", name=name)
