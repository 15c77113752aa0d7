"""Checks of a header's `tests` against the columns that the text returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphinv.content.reader import nearest
from graphinv.content.rule_spec import RuleSpec
from graphinv.content.stat_spec import METHODS, StatSpec
from graphinv.cypher.check import check
from graphinv.cypher.kinds import BOOL, INT, Kind, ListKind, describe, is_open
from graphinv.cypher.parser import parse
from graphinv.message import Message, msg
from graphinv.rules.form import RESERVED, param_types

_KINDS: Mapping[str, Kind] = {"int": INT, "list of int": ListKind(INT)}


def unfit(rule: RuleSpec) -> Iterator[Message]:
    """What a test cannot work with, each problem with the test's name."""
    columns = check(parse(rule.cypher), params=dict(param_types(rule))).columns if rule.tests else {}
    for stat in rule.tests:
        for problem in _problems(stat, columns):
            yield msg("`{key}`: {problem}", key=f"tests.{stat.name}", problem=problem)


def _problems(stat: StatSpec, columns: Mapping[str, Kind]) -> Iterator[Message]:
    if stat.name in columns or stat.name in RESERVED:
        yield msg("there is a column of this name: call the test otherwise")
    for name, wanted in zip(stat.of, METHODS[stat.method], strict=True):
        if name not in columns:
            yield msg("`{name}` is not returned.{nearest}", name=name, nearest=nearest(name, columns))
        elif columns[name] != _KINDS[wanted] and not is_open(columns[name]):
            kind, said = describe(columns[name]), "the column `{name}` must be a {wanted}, not a {kind}"
            yield msg(said, name=name, wanted=describe(_KINDS[wanted]), kind=kind)
    if not stat.unless:
        return
    if stat.unless not in columns:
        yield msg("`{name}` is not returned.{nearest}", name=stat.unless, nearest=nearest(stat.unless, columns))
    elif columns[stat.unless] not in (BOOL, INT) and not isinstance(columns[stat.unless], ListKind):
        said = "the column `{name}` must be a {wanted}, not a {kind}"
        yield msg(said, name=stat.unless, wanted=describe(BOOL), kind=describe(columns[stat.unless]))
