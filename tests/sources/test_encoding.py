"""Which encoding and delimiter a file is read with."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.errors import Unreadable
from graphinv.sources.encoding import as_utf8
from graphinv.sources.look import Look, look
from graphinv.sources.recognise import Recogniser

HEADER = "人员编号,姓名,身份证号"
ROW = "P1,张三,11010519491231002X"


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(Catalogue().loaders)


def _look(path: Path, content: bytes, recogniser: Recogniser) -> Look:
    path.write_bytes(content)
    return look(path, recogniser.known)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, recogniser: Recogniser, encoding: str, delimiter: str) -> None:
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    found = _look(tmp_path / "persons.csv", text.encode(encoding), recogniser)
    assert (found.encoding, found.delimiter) == (encoding, delimiter)
    assert found.head == [HEADER.split(","), ROW.split(",")]


def test_gb18030_whose_only_chinese_is_yuan(tmp_path: Path, recogniser: Recogniser) -> None:
    """元 in GB18030 is two bytes that are also one Cyrillic letter in UTF-8."""
    content = "contract_id,buyer_id,supplier_id,amount(元)\nK1,U1,C1,5\n".encode("gb18030")
    assert content.decode("utf-8")
    found = _look(tmp_path / "contracts.csv", content, recogniser)
    assert found.encoding == "gb18030"
    assert found.head[0][-1] == "amount(元)"


def test_ascii_is_utf8(tmp_path: Path, recogniser: Recogniser) -> None:
    assert _look(tmp_path / "x.csv", b"person_id,name\nP1,Li\n", recogniser).encoding == "utf-8"


def test_a_late_byte_that_is_not_utf8_decides(tmp_path: Path, recogniser: Recogniser) -> None:
    content = b"person_id,name\n" + b"P1,Li\n" * 60_000 + "P2,张三\n".encode("gb18030")
    assert _look(tmp_path / "x.csv", content, recogniser).encoding == "gb18030"


def test_a_fixed_encoding_that_does_not_fit(tmp_path: Path, recogniser: Recogniser) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("姓名\n张三\n".encode("gb18030"))
    with pytest.raises(Unreadable, match="UTF-8"):
        look(path, recogniser.known, encoded="utf-8")


def test_transcoding_keeps_every_character(tmp_path: Path) -> None:
    text = "姓名,备注\r\n𠀀张三,\u200f€\r\n" * 10_000
    source = tmp_path / "x.csv"
    source.write_bytes(text.encode("gb18030"))
    copy = as_utf8(source, "gb18030", tmp_path)
    assert copy != source
    assert copy.read_bytes().decode("utf-8") == text
    assert as_utf8(copy, "utf-8", tmp_path) == copy
