"""Which encoding a text file is in: of the decodings that succeed, the one under which more headers are known."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphinv.sources.scan import Scan, blocks
from graphinv.stopping import go_on

UTF8 = ("utf-8", "utf-8-sig")


def candidates(scan: Scan) -> tuple[str, ...]:
    """Encodings worth trying, the likelier first; a byte order mark leaves one."""
    if scan.bom:
        return (scan.bom,)
    wide = ("utf-16-le", "utf-16-be") if scan.nul and scan.size % 2 == 0 else ()
    return ("utf-8", "gb18030", *wide)


def decoded_head(scan: Scan, encoding: str) -> str | None:
    """The beginning of the file as text, or None if it is no text in this encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(scan.head, final=len(scan.head) == scan.size)
    except UnicodeDecodeError:
        return None


def decoded(path: Path, encoding: str) -> Iterator[str]:
    """The whole file as text, block by block. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for block in blocks(path):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def decodes(path: Path, encoding: str) -> bool:
    """Whether the whole file is text in this encoding."""
    try:
        for _ in decoded(path, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def ranked(scores: Iterable[tuple[str, int]]) -> list[str]:
    """Encodings by the number of known headers, most first; equals keep their order."""
    return [encoding for encoding, _ in sorted(scores, key=lambda pair: -pair[1])]


def as_utf8(path: Path, encoding: str, folder: Path) -> Path:
    """The file itself if it is UTF-8, else a copy in UTF-8 in this folder."""
    if encoding in UTF8:
        return path
    with tempfile.NamedTemporaryFile("wb", dir=folder, suffix=".csv", delete=False) as copy:
        for text in decoded(path, encoding):
            go_on()
            copy.write(text.encode())
    return Path(copy.name)
