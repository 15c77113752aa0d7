"""All content in force: the built-in loaders and rules, with what the workspace adds or replaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from graphinv.content.loader_spec import LoaderSpec
from graphinv.content.loader_spec import load as load_loader
from graphinv.content.reader import nearest
from graphinv.content.roots import roots
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.content.sample_spec import loader_files
from graphinv.errors import DuplicateId, SpecError, UnknownReplace


class Entry(Protocol):
    """What loaders and rules have in common."""

    @property
    def id(self) -> str: ...
    @property
    def replaces(self) -> str: ...
    @property
    def at(self) -> Path: ...


T = TypeVar("T", bound=Entry)


@dataclass(frozen=True)
class Catalogue:
    """Loaders and rules by id; each kind is read when it is first asked for."""

    workspace: Path | None = None

    @cached_property
    def loaders(self) -> Mapping[str, LoaderSpec]:
        """Raises SpecError with the problems of all files at once."""
        return _collect("loaders", "*.yaml", load_loader, self.workspace)

    @cached_property
    def rules(self) -> Mapping[str, RuleSpec]:
        """Raises SpecError with the problems of all files at once."""
        return _collect("queries", "*.cypher", load_rule, self.workspace)

    def rule(self, ident: str) -> RuleSpec:
        """The rule with this id or code (A1). Raises SpecError with the nearest name."""
        for rule in self.rules.values():
            if ident in (rule.id, rule.code):
                return rule
        raise SpecError(
            "There is no rule `{ident}`.{nearest}",
            hint="graphinv rules list shows all.",
            ident=ident,
            nearest=nearest(ident, self.rules),
        )


def _collect(kind: str, pattern: str, read: Callable[[Path], T], workspace: Path | None) -> dict[str, T]:
    """Built-in content, then the workspace's; a file takes an id over only with `replaces: id@version`."""
    found: dict[str, T] = {}
    problems: list[Exception] = []
    for root in roots(kind, workspace):
        for path in loader_files(sorted(root.rglob(pattern))):
            try:
                _add(found, _unchanged(read, path, path.stat().st_mtime_ns, path.stat().st_size))
            except (SpecError, DuplicateId, UnknownReplace) as error:
                problems.append(error)
    if problems:
        raise SpecError("{count} file(s) in {kind} cannot be used:", problems=problems, count=len(problems), kind=kind)
    return dict(sorted(found.items()))


@lru_cache(maxsize=2048)
def _unchanged(read: Callable[[Path], T], path: Path, changed: int, size: int) -> T:
    """What the file says; a process that opens one workspace after the other reads the built-in content once."""
    return read(path)


def _add(found: dict[str, T], entry: T) -> None:
    replaced, _, version = entry.replaces.partition("@")
    if not replaced:
        if entry.id in found:
            raise DuplicateId(
                "`{id}` is already the id of {other}.",
                at=str(entry.at),
                hint="Give it another id, or write `replaces: {id}` to take the place of the other file.",
                id=entry.id,
                other=found[entry.id].at,
            )
    elif replaced not in found:
        raise UnknownReplace(
            "replaces `{replaced}`, which does not exist.{nearest}",
            at=str(entry.at),
            replaced=replaced,
            nearest=nearest(replaced, found),
        )
    else:
        _same_version(found[replaced], version, entry)
        del found[replaced]
    found[entry.id] = entry


def _same_version(old: Entry, version: str, entry: Entry) -> None:
    """A replacement names the version that it was made from, so that a newer built-in one is not hidden silently."""
    current = str(getattr(old, "version", ""))
    if version and current and version != current:
        raise UnknownReplace(
            "replaces `{id}@{version}`, but the version there is {current}.",
            at=str(entry.at),
            hint="Compare it with {old}, then write `replaces: {id}@{current}`.",
            old=old.at,
            id=old.id,
            version=version,
            current=current,
        )
