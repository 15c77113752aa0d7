"""One pass over the bytes of a file: its hash, and what would make a quick reader misread it."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 24
HEAD_BYTES = 1 << 18
_LOOSE_QUOTE = re.compile(rb'"[ ]+(?:[,;\t\r\n"]|\Z)|(?:\A|[,;\t\r\n])[ ]+"')


@dataclass(frozen=True)
class Scan:
    """What the bytes show; counts of line ends are of the whole file, also inside quotes."""

    sha256: str
    size: int
    head: bytes
    nul: bool
    quotes: int
    crlf: int
    lf: int  # with those of crlf
    cr: int  # with those of crlf
    blank_lines: bool  # between others; those at the end do no harm
    loose_quotes: bool
    ends_open: bool  # the last line has no line end

    @property
    def bom(self) -> str:
        """The encoding that a byte order mark announces, or nothing."""
        marks = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
        return next((name for mark, name in marks.items() if self.head.startswith(mark)), "")

    @property
    def lines(self) -> int:
        """Physical lines, if all end alike."""
        return (self.lf or self.cr) + self.ends_open

    @property
    def mixed_line_ends(self) -> bool:
        """Not one kind of line end throughout: a bare CR somewhere, or both LF and CRLF."""
        return self.cr != self.crlf or self.crlf not in (0, self.lf)


def blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def sha256_of(path: Path) -> str:
    """The SHA-256 of the file as hex digits."""
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.hexdigest()


def scan(path: Path) -> Scan:
    """Read the file once. Raises OSError if it cannot be opened."""
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    nul = blank = loose = False
    quotes = crlf = lf = cr = 0
    for block in blocks(path):
        digest.update(block)
        head = head or block[:HEAD_BYTES]
        joined = tail + block  # what ends the last block is seen again, so that nothing hides at its edge
        body = joined.rstrip(b"\r\n")  # blank lines at the very end of the file do no harm
        nul = nul or b"\0" in block
        blank = blank or b"\n\n" in body or (size == 0 and block[:1] in (b"\n", b"\r"))
        lf += block.count(b"\n")
        if b"\r" in joined:  # rare signs are counted only where they are: each count takes 0.1 s in 128 MB
            blank = blank or b"\n\r\n" in body or b"\r\r" in body
            cr += block.count(b"\r")
            crlf += block.count(b"\r\n") + (tail[-1:] == b"\r" and block[:1] == b"\n")
        if b'"' in joined:
            quotes += block.count(b'"')
            loose = loose or _LOOSE_QUOTE.search(joined) is not None
        tail = joined[max(len(body) - 2, 0) :]
        size += len(block)
    ends_open = tail[-1:] not in (b"", b"\n", b"\r")
    return Scan(digest.hexdigest(), size, head, nul, quotes, crlf, lf, cr, blank, loose, ends_open)
