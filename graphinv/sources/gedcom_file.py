"""A GEDCOM file as records by path, like JSON: `INDI[].BIRT.DATE`, and one row for each child of a family.

The cross-reference of a record stands under the path of the record itself (`INDI[]`), a value with lines below it under
the path of its tag. Of what may occur several times the first is the preferred one, as the standard says; the others
stand under the tag with a plus sign (`INDI[].BIRT+[].DATE`). Cross-references are good within one file only; here they
carry the file's own name for itself before them, so that two files do not share them by chance.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphinv.content.row_path import Array
from graphinv.model.values.place import LINES, numbered
from graphinv.model.values.reasons import GEDCOM_NO_RECORD, GEDCOM_ONE_SIDED
from graphinv.sources.found import Found, Record
from graphinv.sources.gedcom_lines import Broken, Structure, read, text_of
from graphinv.sources.json_file import JsonFile, Row, cells_of, lacks, too_many
from graphinv.sources.json_records import SHOWN
from graphinv.sources.json_rows import SELF, rows

LINE = "\0line"
"""Under this key each record, and each child of a family, keeps the number of its line."""

FAMILY, PERSON, CHILD = "FAM", "INDI", "CHIL"
_POINTER = re.compile("@([^@#][^@]*)@")
_NOBODY = "VOID"


@dataclass
class GedcomFile(JsonFile):
    """The whole file in memory: families and persons point at each other."""

    @cached_property
    def _read(self) -> list[Structure | Broken]:
        return list(read(text_of(self.path, self.encoding)))

    @cached_property
    def _found(self) -> list[Found]:
        structures = [one for one in self._read if isinstance(one, Structure)]
        wrong = _reconcile(structures) if structures else []
        broken = [one for one in self._read if isinstance(one, Broken)]
        name = _own_name(structures[0]) if structures else ""
        found = [Found(one.line, _record(one, name)) for one in structures]
        found += [Found(one.line, None, one.problem, one.text[:SHOWN]) for one in (*broken, *wrong)]
        return sorted(found, key=lambda one: one.number)

    def records(self) -> Iterator[Found]:
        """Every record, and every line that belongs to none or leads nowhere."""
        yield from self._found

    @cached_property
    def paths(self) -> dict[str, int]:
        """In how many records each path holds something."""
        return {path: count for path, count in super().paths.items() if not path.endswith(LINE)}

    def rows(self, arrays: Sequence[Array], columns: Sequence[str], broken: list[Found]) -> Iterator[Row]:
        """Lines and cells: that of the record, or of the child. Raises Unreadable if there are too many lines."""
        for found in self.records():
            if found.record is None:
                broken.append(found)
                continue
            if lacks(found.record, arrays):
                continue
            for row in rows(found.record, arrays):
                line = next((int(row[at][0]) for at in _lines(arrays) if at in row), found.number)
                if line >= LINES:
                    raise too_many(self.path, line)
                yield numbered(line, 0), cells_of(row, columns)


def _lines(arrays: Sequence[Array]) -> list[str]:
    """The paths of the number of a row's line, the innermost first."""
    return [f"{array.prefix}.{LINE}" for array in reversed(arrays)]


def _own_name(head: Structure) -> str:
    """What the file calls itself, else a hash of its header; never the name that it has today."""
    said = next((line.value for line in head.below if line.tag == "FILE" and head.tag == "HEAD"), "").strip()
    plain = re.sub(r"[^!-.0-~]+", "_", re.split(r"[\\/]", said)[-1])
    return plain if plain.strip("_") else hashlib.sha256(repr(head).encode()).hexdigest()[:8]


def _record(record: Structure, name: str) -> Record:
    return {record.tag: [_object(record, name, record.tag)]}


def _object(line: Structure, name: str, record: str) -> dict[str, object]:
    found: dict[str, object] = {SELF: f"{name}/{line.id}" if line.id else _text(line.value, name)}
    if line.tag == record or (record, line.tag) == (FAMILY, CHILD):
        found[LINE] = str(line.line)
    for one in line.below:
        value = _object(one, name, record)
        if (record, one.tag) == (FAMILY, CHILD):
            _listed(found, one.tag).append(value)
        elif one.tag in found:
            _listed(found, f"{one.tag}+").append(value)
        else:
            found[one.tag] = value
    return found


def _listed(found: dict[str, object], key: str) -> list[object]:
    values = found.setdefault(key, [])
    assert isinstance(values, list)
    return values


def _text(value: str, name: str) -> str:
    """A value; a pointer with the file's own name, one to nobody as nothing, a doubled @ as one."""
    pointer = _POINTER.fullmatch(value.strip())
    if pointer:
        return "" if pointer[1] == _NOBODY else f"{name}/{pointer[1]}"
    return value.replace("@@", "@")


def _reconcile(records: Sequence[Structure]) -> list[Broken]:
    """Add to each family the children that only say so themselves, and to each child what its own record says of it.

    Returns the lines by which a person points at a family that is not there, or that does not know this spouse.
    """
    families = {record.id: record for record in records if record.tag == FAMILY}
    children = dict(_links(families, (CHILD,)))
    spouses = {key for key, _ in _links(families, ("HUSB", "WIFE"))}
    wrong: list[Broken] = []
    for person in (record for record in records if record.tag == PERSON):
        for line in person.below:
            pointer = _pointer(line)
            if line.tag not in ("FAMC", "FAMS") or pointer in ("", _NOBODY):
                continue
            family = families.get(pointer)
            if family is None:
                wrong.append(Broken(line.line, GEDCOM_NO_RECORD.about(pointer=pointer), f"{line.tag} {line.value}"))
            elif line.tag == "FAMC":
                if (pointer, person.id) not in children:
                    family.below.append(Structure(line.line, CHILD, [f"@{person.id}@"]))
                    children[pointer, person.id] = family.below[-1]
                children[pointer, person.id].below.append(line)
            elif (pointer, person.id) not in spouses:
                wrong.append(Broken(line.line, GEDCOM_ONE_SIDED.about(pointer=pointer), f"{line.tag} {line.value}"))
    return wrong


def _links(families: Mapping[str, Structure], tags: Sequence[str]) -> Iterator[tuple[tuple[str, str], Structure]]:
    """(family, person) of the families' lines with these tags, and the line; of doubled ones the last."""
    for ident, family in families.items():
        for line in family.below:
            if line.tag in tags:
                yield (ident, _pointer(line)), line


def _pointer(line: Structure) -> str:
    found = _POINTER.fullmatch(line.value.strip())
    return found[1] if found else ""
