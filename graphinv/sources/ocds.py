"""Packages of the Open Contracting Data Standard, taken apart into one object per contracting process.

The loaders read compiled releases. Several releases of one process in a package are compiled in the order of their
dates, as https://standard.open-contracting.org/latest/en/schema/merging/ prescribes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

Object = dict[str, object]
RELEASES, RECORDS, COMPILED = "releases", "records", "compiledRelease"
PACKAGE, RECORD = "package", "record"
"""Under these keys a process carries what its package and its record say besides."""


def is_package(value: object) -> TypeGuard[Object]:
    """Whether this is a package of releases or records rather than a release."""
    if not isinstance(value, dict) or "ocid" in value:
        return False
    return any(isinstance(value.get(key), list) for key in (RELEASES, RECORDS))


def unpacked(package: Object) -> Iterator[tuple[int, object]]:
    """Each process with its place in the package, from 1: the place of its newest release, or of its record."""
    about = {key: value for key, value in package.items() if key not in (RELEASES, RECORDS)}
    more: Object = {PACKAGE: about} if about else {}
    for number, value in _processes(package):
        yield number, {**value, **more} if isinstance(value, dict) else value


def compiled(releases: Sequence[Object]) -> Object:
    """One object from the releases of a process: what a later one says replaces what an earlier one said."""
    found: Object = {}
    for release in sorted(releases, key=lambda release: str(release.get("date") or "")):
        found = _merged(found, release)
    return found


def _processes(package: Object) -> Iterator[tuple[int, object]]:
    records, releases = package.get(RECORDS), package.get(RELEASES)
    for number, record in enumerate(records if isinstance(records, list) else [], start=1):
        yield number, _of_record(record) if isinstance(record, dict) else record
    yield from _of_releases(releases if isinstance(releases, list) else [])


def _of_record(record: Object) -> Object:
    """The compiled release, else what the record's own releases give; links to releases stay under `record`."""
    release, inside = record.get(COMPILED), record.get(RELEASES)
    given = [one for one in inside if isinstance(one, dict) and "ocid" in one] if isinstance(inside, list) else []
    used = (COMPILED,) if isinstance(release, dict) else (RELEASES,) if given else ()
    found = release if isinstance(release, dict) else compiled(given)
    rest = {key: value for key, value in record.items() if key not in (*used, "ocid")}
    return {"ocid": record.get("ocid"), **found, **({RECORD: rest} if rest else {})}


def _of_releases(releases: Sequence[object]) -> Iterator[tuple[int, object]]:
    groups: dict[str, list[tuple[int, Object]]] = {}
    for number, release in enumerate(releases, start=1):
        ocid = release.get("ocid") if isinstance(release, dict) else None
        if isinstance(release, dict) and isinstance(ocid, str):
            groups.setdefault(ocid, []).append((number, release))
        else:
            yield number, release
    for group in groups.values():
        newest = max(group, key=lambda pair: (str(pair[1].get("date") or ""), pair[0]))
        yield newest[0], group[0][1] if len(group) == 1 else compiled([release for _, release in group])


def _merged(old: Mapping[str, object], new: Mapping[str, object]) -> Object:
    found = dict(old)
    for key, value in new.items():
        before = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict):
            found[key] = _merged(before if isinstance(before, dict) else {}, value)
        elif isinstance(value, list) and isinstance(before, list):
            found[key] = _merged_lists(before, value)
        else:
            found[key] = value
    return found


def _merged_lists(old: list[object], new: list[object]) -> list[object]:
    """Objects with ids are merged by them; a list in which one has none is replaced as a whole."""
    if not all(isinstance(one, dict) and one.get("id") is not None for one in (*old, *new)):
        return new
    found: dict[object, Object] = {}
    for one in (*old, *new):
        assert isinstance(one, dict)
        found[one["id"]] = _merged(found.get(one["id"], {}), one)
    return list(found.values())
