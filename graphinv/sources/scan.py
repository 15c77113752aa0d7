"""One pass over the bytes of a file: its hash, and what would make a quick reader misread it."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphinv.sources.line_ends import LineEnds, has_blank_line

BLOCK = 1 << 24
SCANNED = 1 << 20
"""Small enough to stay in the processor's cache while it is looked at from several sides."""
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


def blocks(path: Path, size: int = BLOCK) -> Iterator[bytes]:
    """The file in blocks."""
    with path.open("rb") as file:
        while block := file.read(size):
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
    quotes, ends = 0, LineEnds()
    for block in blocks(path, SCANNED):
        digest.update(block)
        head = head or block[:HEAD_BYTES]
        joined = tail + block  # what ends the last block is seen again, so that nothing hides at its edge
        body = _body(joined)  # blank lines at the very end of the file do no harm
        ends = ends.with_block(block, after_cr=tail[-1:] == b"\r")
        nul = nul or b"\0" in block
        blank = blank or has_blank_line(joined[:body]) or (size == 0 and block[:1] in (b"\n", b"\r"))
        if b'"' in joined:
            quotes += block.count(b'"')
            loose = loose or _LOOSE_QUOTE.search(joined) is not None
        tail = joined[max(body - 2, 0) :]
        size += len(block)
    ends_open = tail[-1:] not in (b"", b"\n", b"\r")
    return Scan(digest.hexdigest(), size, head, nul, quotes, ends.crlf, ends.lf, ends.cr, blank, loose, ends_open)


def _body(block: bytes) -> int:
    """The length of the block without the line ends at its end."""
    end = len(block)
    while end and block[end - 1] in b"\r\n":
        end -= 1
    return end
