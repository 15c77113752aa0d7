"""A rule: a strict header and one Cypher text, both in one `.cypher` file. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graphinv.content.param_spec import ParamSpec, read_params
from graphinv.content.reader import Problems, Reader, nearest
from graphinv.content.stat_spec import SEVERITIES as SEVERITIES
from graphinv.content.stat_spec import StatSpec, read_stats
from graphinv.content.strict_yaml import parse
from graphinv.errors import SpecError
from graphinv.model import EDGES, LABELS, SUPERTYPES
from graphinv.model.layout import DECLARED

FENCE = "// ---"
CLASSES = ("P", "S", "W")
OFFICES = ("公共资源交易部门", "行政监督部门", "招标采购单位", "财政部门", "审计部门", "纪检监察机关")
Text = Mapping[str, str]
"""The same words in Chinese and English: {"zh": …, "en": …}."""


@dataclass(frozen=True)
class Need:
    """What must have been loaded: a label or edge type, one of its properties, or a config list."""

    text: str
    element: str = ""
    prop: str = ""
    config: str = ""


@dataclass(frozen=True)
class RuleSpec:
    """One rule file. `class_` is P (forbidden if the facts hold), S (strong) or W (weak: never opens a lead)."""

    id: str
    code: str
    version: int
    title: Text
    class_: str
    severity: str
    domains: tuple[str, ...]
    basis: tuple[str, ...]
    needs: tuple[Need, ...]
    params: Mapping[str, ParamSpec]
    identity: tuple[str, ...]
    population: str
    explain: Text
    exclusions: tuple[str, ...]
    reasons: Mapping[str, Text]
    route_to: tuple[str, ...]
    since: date | None
    until: date | None
    tests: tuple[StatSpec, ...]
    not_checked: tuple[Text, ...]  # what this rule cannot see yet, printed on every lead
    checklist: tuple[Text, ...]  # what to verify first
    innocent: tuple[Text, ...]  # innocent explanations to rule out
    replaces: str
    cypher: str
    first_line: int  # line of the file on which the Cypher text starts
    at: Path

    @property
    def cases_path(self) -> Path:
        """The cases that prove the rule lie beside it under the same stem."""
        return self.at.with_suffix(".cases.yaml")

    def in_force(self, day: date) -> bool:
        """Whether the rule itself is valid on this day (`since` and `until` of the header, half-open)."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def load_rule(path: Path) -> RuleSpec:
    """The rule in this file. Raises SpecError with all problems of its header at once."""
    header, cypher, first_line = _split(path)
    problems = Problems(str(path))
    top = Reader(parse(header, str(path), first_line=2), "rule", problems, line=2)
    spec = _spec(top, cypher, first_line, path)
    top.done()
    problems.check()
    return spec


def _split(path: Path) -> tuple[str, str, int]:
    """The header without its comment marks, the Cypher text, and the line on which the text starts."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise SpecError(
            "is not UTF-8 (byte {start}).", at=str(path), hint="Save it as UTF-8.", start=error.start
        ) from None
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        raise SpecError(
            "has no header.", at=f"{path}:1", hint="Put it between two lines `{fence}` at the top.", fence=FENCE
        )
    header = lines[1 : fences[1]]
    loose = [number for number, line in enumerate(header, 2) if line.strip() and not line.startswith("//")]
    if loose:
        raise SpecError("has a header line without `//`.", at=f"{path}:{loose[0]}")
    text = "\n".join(line.removeprefix("//").removeprefix(" ") for line in header)
    return text, "\n".join(lines[fences[1] + 1 :]).rstrip() + "\n", fences[1] + 2


def _spec(top: Reader, cypher: str, first_line: int, path: Path) -> RuleSpec:
    params, reasons = read_params(top), _reasons(top)
    return RuleSpec(
        id=top.text("id"),
        code=top.text("code"),
        version=top.integer("version"),
        title=top.both("title"),
        class_=top.choice("class", CLASSES),
        severity=top.choice("severity", SEVERITIES),
        domains=top.texts("domains"),
        basis=top.texts("basis"),
        needs=_needs(top),
        params=params,
        identity=_some(top, "identity"),
        population=top.text("population"),
        explain=top.both("explain"),
        exclusions=top.texts("exclusions"),
        reasons=reasons,
        route_to=top.choices("route_to", OFFICES),
        since=_day(top, "since"),
        until=_day(top, "until"),
        tests=read_stats(top, params, reasons),
        not_checked=_list_of_texts(top, "not_checked"),
        checklist=_list_of_texts(top, "checklist"),
        innocent=_list_of_texts(top, "innocent"),
        replaces=top.text("replaces", ""),
        cypher=cypher,
        first_line=first_line,
        at=path,
    )


def _some(top: Reader, key: str) -> tuple[str, ...]:
    values = top.texts(key)
    if not values:
        top.fail(key, "`{name}` needs `{key}`", name=top.name, key=key)
    for name in sorted({name for name in values if values.count(name) > 1}):
        top.fail(key, "`{key}` names `{name}` twice", key=key, name=name)
    return values


def _needs(top: Reader) -> tuple[Need, ...]:
    return tuple(_need(top, text) for text in _some(top, "needs"))


def _need(top: Reader, text: str) -> Need:
    """`LABEL`, `EDGE`, `EDGE.property` or `config:list`; the list's name is checked where loaders are known."""
    if text.startswith("config:"):
        return Need(text, config=text.removeprefix("config:"))
    element, _, prop = text.partition(".")
    known = [*LABELS, *SUPERTYPES, *EDGES]
    if element not in known:
        top.fail(
            "needs",
            "`needs: {element}` is no label or edge type.{nearest}",
            element=element,
            nearest=nearest(element, known),
        )
        return Need(text, element, prop)
    shape = LABELS.get(element) or EDGES.get(element)
    bounds = ("since", "until") if shape is not None and shape.interval else ()
    props = [*(DECLARED.label_props(element) if shape is None else shape.props), *bounds]
    if prop and prop not in props:
        top.fail(
            "needs",
            "`needs: {text}`: {element} has no property `{prop}`.{nearest}",
            text=text,
            element=element,
            prop=prop,
            nearest=nearest(prop, props),
        )
    return Need(text, element, prop)


def _reasons(top: Reader) -> dict[str, Text]:
    inner = top.child("reasons")
    return {name: inner.both(name) for name in inner.table} if inner else {}


def _list_of_texts(top: Reader, key: str) -> tuple[Text, ...]:
    """A list of {zh: …, en: …}."""
    found = []
    for reader in top.items(key):
        found.append({lang: reader.text(lang) for lang in ("zh", "en")})
        reader.done()
    return tuple(found)


def _day(top: Reader, key: str) -> date | None:
    text = top.text(key, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        top.fail(key, "`{key}: {text}` is no day; write 2024-06-30", key=key, text=text)
        return None
