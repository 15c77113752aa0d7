"""Checks a rule before it runs: what its header promises, its text must keep. All problems of a rule at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphinv.content.reader import nearest
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.ast import Literal
from graphinv.cypher.check import check
from graphinv.cypher.kinds import (
    INT,
    MONEY,
    STRING,
    STRINGS,
    Kind,
    ListKind,
    MapKind,
    NodeKind,
    Scalar,
    describe,
    is_open,
)
from graphinv.cypher.parser import parse
from graphinv.cypher.walk import walk
from graphinv.errors import CypherError, SpecError
from graphinv.message import Message, msg
from graphinv.model import EDGES, INTERVAL, LABELS, PropType
from graphinv.rules.form import Form, form_of, param_types, parameters, returned
from graphinv.rules.lint_pattern import unshown
from graphinv.rules.lint_tests import unfit
from graphinv.rules.template import Field, fields, parse_template, tests

_RESERVED: dict[str, Kind] = {
    "amount": MONEY, "class": STRING, "mode": STRING, "step": INT, "cap": STRING, "reasons": STRINGS, "unknown": STRING
}  # fmt: skip
_NO_NODE = msg("is no node: name one of its properties")


def lint(rule: RuleSpec, config_lists: Collection[str] | None = None) -> list[Message]:
    """The problems of a rule, each with its place; `config_lists` are the tables that `config:` may name."""
    try:
        form = form_of(rule)
    except SpecError as error:
        return [error.whole]
    problems = [*_columns(rule, form), *_parameters(rule, form), *_sentences(rule, form), *_reasons(rule, form)]
    problems += [*unfit(rule), *_population(rule), *_config(rule, config_lists)]
    return [*(msg("{at}: {said}", at=rule.at, said=problem) for problem in problems), *unshown(rule, form)]


def _columns(rule: RuleSpec, form: Form) -> Iterator[Message]:
    for name in rule.identity:
        if name not in form.columns:
            yield msg("`identity: {name}` is not returned.{nearest}", name=name, nearest=nearest(name, form.columns))
    for name, wanted in _RESERVED.items():
        kind = form.columns.get(name)
        if kind is None or is_open(kind) or kind == wanted or (name == "amount" and kind == INT):
            continue
        if kind != ListKind(Scalar("null")):
            said = "the column `{name}` must be a {wanted}, not a {kind}"
            yield msg(said, name=name, wanted=describe(wanted), kind=describe(kind))
    for name, kind in form.columns.items():
        if isinstance(kind.item if isinstance(kind, ListKind) else kind, MapKind):
            yield msg("the column `{name}` is a map: return what it holds as columns of their own", name=name)
    if not form.evidence:
        yield msg("RETURN holds no node or relationship, so a lead would have no evidence")


def _parameters(rule: RuleSpec, form: Form) -> Iterator[Message]:
    used = form.parameters.union(parameters(rule.population), *(stat.parameters for stat in rule.tests))
    for name in rule.params:
        if name not in used:
            yield msg("the parameter `{name}` is never used", name=name)


def _sentences(rule: RuleSpec, form: Form) -> Iterator[Message]:
    for lang, text in rule.explain.items():
        try:
            parts = parse_template(text)
        except ValueError as error:
            yield msg("`{key}`: {problem}", key=f"explain.{lang}", problem=error)
            continue
        for field in (*fields(parts), *tests(parts)):
            problem = _unresolved(field, form)
            if problem == _NO_NODE and field in tests(parts):
                continue
            if problem:
                place = f"{{{field}}}"
                yield msg("`{key}`: `{place}` {problem}", key=f"explain.{lang}", place=place, problem=problem)


def _unresolved(field: Field, form: Form) -> Message | None:
    """Why a placeholder cannot be filled, or nothing."""
    if field.name not in form.columns:
        return msg("is no column.{nearest}", nearest=nearest(field.name, form.columns))
    outer = form.columns[field.name]
    kind = outer.item if isinstance(outer, ListKind) else outer
    if isinstance(kind, Scalar):
        return msg("is a value and has no properties") if field.prop or field.format not in ("", "%", "p") else None
    if field.format == "period":
        return None if _has_period(kind) else msg("has no since and until")
    if field.format == "sum" and not _is_money(kind, field.prop):
        return msg("adds up money: name a property that is an amount")
    if field.prop:
        props = _props(kind)
        near = nearest(field.prop, props)
        return None if field.prop in props else msg("has no such property.{nearest}", nearest=near)
    if field.format == "count":
        return None
    single = isinstance(outer, NodeKind) or (field.format == "all" and isinstance(kind, NodeKind))
    return None if single else _NO_NODE


def _owners(kind: Kind) -> list[frozenset[str]]:
    """The properties of each label or edge type that a kind may be."""
    if isinstance(kind, NodeKind):
        labels = [LABELS[name] for name in kind.labels]
        return [frozenset({"id", *label.props, *(INTERVAL if label.interval else ())}) for label in labels]
    edges = [EDGES[name] for name in {table.type for table in getattr(kind, "tables", ())}]
    return [frozenset({*edge.props, *(INTERVAL if edge.interval else ())}) for edge in edges]


def _props(kind: Kind) -> frozenset[str]:
    """What every element of this kind has, or in a UNION at least one of them."""
    return frozenset().union(*_owners(kind))


def _is_money(kind: Kind, prop: str) -> bool:
    labels, tables = getattr(kind, "labels", ()), getattr(kind, "tables", ())
    found = {LABELS[name].props.get(prop) for name in labels} | {EDGES[table.type].props.get(prop) for table in tables}
    return found == {PropType.MONEY}


def _has_period(kind: Kind) -> bool:
    return all("since" in owner for owner in _owners(kind))


def _reasons(rule: RuleSpec, form: Form) -> Iterator[Message]:
    """Keys that the text returns stand in the header, and the other way round."""
    used = {
        str(node.value)
        for items in returned(form.query)
        for item in items
        if item.name in ("reasons", "unknown")
        for node in walk(item.value)
        if isinstance(node, Literal) and isinstance(node.value, str)
    }
    for key in sorted(used - rule.reasons.keys()):
        near = nearest(key, rule.reasons)
        yield msg("the reason `{key}` has no words under `reasons`.{nearest}", key=key, nearest=near)
    for key in sorted(rule.reasons.keys() - used.union(*(stat.reasons for stat in rule.tests))):
        yield msg("the reason `{key}` is never returned", key=key)


def _population(rule: RuleSpec) -> Iterator[Message]:
    try:
        columns = check(parse(rule.population), params=dict(param_types(rule))).columns
    except CypherError as error:
        yield msg("`{key}`: {problem}", key="population", problem=error)
        return
    if list(columns.values()) != [INT]:
        yield msg("`population` must return one number, such as count(DISTINCT o)")


def _config(rule: RuleSpec, known: Collection[str] | None) -> Iterator[Message]:
    for need in rule.needs:
        if need.config and known is not None and need.config not in known:
            near = nearest(need.config, known)
            yield msg(
                "`{key}`: {problem}",
                key=f"needs: {need.text}",
                problem=msg("there is no such list.{nearest}", nearest=near),
            )
