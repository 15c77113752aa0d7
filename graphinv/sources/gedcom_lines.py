"""The lines of a GEDCOM file as nested structures, record by record, and the character set that they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphinv.model.values.reasons import GEDCOM_LEVEL, NOT_GEDCOM, Reason
from graphinv.sources import ansel
from graphinv.sources.scan import Scan

_LINE = re.compile(r"\s*([0-9]{1,2})\s+(?:@([^@\s][^@]*)@\s+)?([A-Za-z0-9_]+)(?: (.*))?")
_CHARSET = re.compile(rb"^\s*1\s+CHAR\s+([^\s\r\n]+)", re.MULTILINE)
_DECLARED = {
    "ANSEL": ("ansel",),
    "ANSI": ("cp1252",),
    "WINDOWS-1252": ("cp1252",),
    "CP1252": ("cp1252",),
    "ISO-8859-1": ("latin-1",),
    "IBMPC": ("cp437",),
    "IBM": ("cp437",),
    "MACINTOSH": ("mac-roman",),
    "UNICODE": ("utf-16-le", "utf-16-be"),
}
ANSEL = "ansel"
_BREAK = re.compile("\r\n|\n|\r")


@dataclass
class Structure:
    """One line with those below it; `id` is the cross-reference of a record, `text` the value in pieces."""

    line: int
    tag: str
    text: list[str] = field(default_factory=list)
    id: str = ""
    below: list[Structure] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The value with its continuations."""
        return "".join(self.text)


@dataclass(frozen=True)
class Broken:
    """A line that belongs to no record, and why."""

    line: int
    problem: Reason
    text: str


def candidates(found: Scan) -> tuple[str, ...]:
    """Encodings worth trying: by a byte order mark; UTF-8 and so ASCII, what the header declares, the usual ones."""
    if found.bom:
        return (found.bom,)
    if found.nul:
        return ("utf-16-le", "utf-16-be")
    declared = _CHARSET.search(found.head)
    word = declared[1].decode("ascii", "replace").upper() if declared else ""
    return tuple(dict.fromkeys(("utf-8", *_DECLARED.get(word, ()), "gb18030", "cp1252")))


def text_of(path: Path, encoding: str) -> str:
    """The whole file as text. Raises UnicodeDecodeError."""
    content = path.read_bytes()
    if encoding == ANSEL:
        return ansel.decode(content)
    return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)


def read(text: str) -> Iterator[Structure | Broken]:
    """Records in their order, and between them the lines that are none or hang in the air."""
    open_: list[Structure] = []
    for number, line in enumerate(_BREAK.split(text), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            yield Broken(number, NOT_GEDCOM, line.strip())
            continue
        level, structure = int(found[1]), Structure(number, found[3].upper(), [found[4] or ""], found[2] or "")
        if level > len(open_):
            above = len(open_) - 1 if open_ else "-"
            yield Broken(number, GEDCOM_LEVEL.about(level=level, above=above), line.strip())
            continue
        if level == 0:
            if open_:
                yield open_[0]
            open_ = [structure]
        elif not _continued(open_[level - 1], structure):
            open_[level - 1].below.append(structure)
            open_[level:] = [structure]
    if open_:
        yield open_[0]


def _continued(above: Structure, structure: Structure) -> bool:
    """Whether the line goes on with the text of the one above it."""
    if structure.tag not in ("CONT", "CONC"):
        return False
    above.text += (["\n"] if structure.tag == "CONT" else []) + structure.text
    return True
