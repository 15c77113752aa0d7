"""The statistical tests that a rule's header may name: a closed list, each with the columns that it reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graphinv.content.param_spec import ParamSpec
from graphinv.content.reader import Reader, nearest

METHODS: Mapping[str, tuple[str, ...]] = {
    "fisher_greater": ("int", "int", "int", "int"),
    "shuffle_p": ("list of int", "list of int", "int"),
}
"""Method to the types of the columns under `of`: the four cells of a table, row by row; or for each edge of a ring how
many edges its start gave and its end received, and how many edges there are."""

SEVERITIES = ("low", "medium", "high", "critical")


@dataclass(frozen=True)
class Outcome:
    """What a test does to a row: steps of severity, a cap of it, and a key of the header's `reasons`."""

    step: int = 0
    cap: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StatSpec:
    """One test. Its p is a column called `name`; a row passes if p is known and below the parameter `below`.

    A row that does not pass goes, unless `failed` says what becomes of it or the column `unless` is true, not empty or
    not 0. `draws` is the parameter with the number of shuffles.
    """

    name: str
    method: str
    of: tuple[str, ...]
    below: str
    draws: str
    unless: str
    passed: Outcome
    failed: Outcome | None

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset({self.below, self.draws} - {""})

    @property
    def reasons(self) -> frozenset[str]:
        both = {self.passed.reason, self.failed.reason if self.failed else ""}
        return frozenset(both - {""})


def read_stats(top: Reader, params: Mapping[str, ParamSpec], reasons: Collection[str]) -> tuple[StatSpec, ...]:
    """The table `tests` of a rule's header: {name: {method, of, below, draws, unless, passed, failed}}."""
    return tuple(_stat(name, reader, params, reasons) for name, reader in top.children("tests"))


def _stat(name: str, reader: Reader, params: Mapping[str, ParamSpec], reasons: Collection[str]) -> StatSpec:
    method = reader.choice("method", METHODS)
    of = reader.texts("of")
    wanted = METHODS.get(method)
    if wanted is not None and len(of) != len(wanted):
        reader.fail(
            "of", "`{method}` reads {count} columns, not {given}", method=method, count=len(wanted), given=len(of)
        )
    if not name.isidentifier():
        reader.problems.add(reader.table.line, "`{name}` is no name for a column", name=name)
    draws = ""
    if method == "shuffle_p":
        draws = _param(reader, "draws", params, ("int",))
    found = StatSpec(
        name=name,
        method=method,
        of=of,
        below=_param(reader, "below", params, ("float", "share")),
        draws=draws,
        unless=reader.text("unless", ""),
        passed=_outcome(reader.child("passed"), reasons) or Outcome(),
        failed=_outcome(reader.child("failed"), reasons),
    )
    reader.done()
    return found


def _param(reader: Reader, key: str, params: Mapping[str, ParamSpec], types: tuple[str, ...]) -> str:
    """The name of a parameter of one of these types."""
    name = reader.text(key)
    if not name:
        return name
    if name not in params:
        near = nearest(name, params)
        reader.fail(key, "`{key}: {name}` is no parameter.{nearest}", key=key, name=name, nearest=near)
    elif params[name].type not in types:
        reader.fail(key, "`{key}: {name}` must be a parameter of type {type}", key=key, name=name, type=types[0])
    return name


def _outcome(reader: Reader | None, reasons: Collection[str]) -> Outcome | None:
    if reader is None:
        return None
    found = Outcome(reader.integer("step", 0), reader.choice("cap", SEVERITIES, ""), reader.text("reason", ""))
    if found.reason and found.reason not in reasons:
        near = nearest(found.reason, reasons)
        reader.fail(
            "reason", "the reason `{key}` has no words under `reasons`.{nearest}", key=found.reason, nearest=near
        )
    reader.done()
    return found
