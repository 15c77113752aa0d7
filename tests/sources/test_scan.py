"""What one pass over the bytes finds, also where a block of bytes ends in between."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphinv.sources import scan as module
from graphinv.sources.scan import scan


@pytest.mark.parametrize(
    ("content", "flags"),
    [
        (b"a,b\n1,2\n", ""),
        (b"a,b\n1,2\n\n\n", ""),
        (b"a,b\r\n1,2\r\n\r\n", ""),
        (b"a,b\n\n1,2\n", "blank_lines"),
        (b"\na,b\n1,2\n", "blank_lines"),
        (b"a,b\r\n\r\n1,2\r\n", "blank_lines"),
        (b"a,b\r\n1,2\n", "mixed_line_ends"),
        (b"a,b\n1\r,2\n", "mixed_line_ends"),
        (b"a,b\n1,\x002\n", "nul"),
        (b'a,b\n1, "2"\n', "loose_quotes"),
        (b'a,b\n"1" ,2\n', "loose_quotes"),
        (b'a,b\n1,"2 "', "ends_open"),
    ],
)
@pytest.mark.parametrize("block", [1, 2, 3, 1000])
def test_what_would_be_misread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, flags: str, block: int
) -> None:
    monkeypatch.setattr(module, "BLOCK", block)
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    found = scan(path)
    names = ("blank_lines", "mixed_line_ends", "nul", "loose_quotes", "ends_open")
    assert {name for name in names if getattr(found, name)} == set(flags.split())
    assert found.sha256 == hashlib.sha256(content).hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.sampled_from('a,"\r\n \0')), block=st.integers(1, 9))
def test_blocks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, block: int) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content.encode())
    whole = scan(path)
    with monkeypatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        parts = scan(path)
    names = ("sha256", "size", "nul", "quotes", "crlf", "lf", "cr", "blank_lines", "ends_open")
    assert [getattr(whole, name) for name in names] == [getattr(parts, name) for name in names]
