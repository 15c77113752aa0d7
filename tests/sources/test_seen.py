"""Files that were read before: what is known of them is right, and nothing else is taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.sources import encoding
from graphinv.sources.scan import scan
from graphinv.sources.seen import Seen

CONTENTS = (
    b"",
    b"id,name\n1,a\n",
    "编号,姓名\n1,张三\n".encode("gb18030"),
    b'\xef\xbb\xbfid,"name"\r\n1, "a" \r\n\r\n2,b',
    b"id\x00\rname\n" * 40_000,
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "seen.json"


@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_what_is_known_is_what_would_be_found(content: bytes, tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    first = Seen()
    found = first.scan(path)
    texts = {name: first.decodes(path, found, name) for name in ("utf-8", "gb18030")}
    first.save(kept, {found.sha256})
    again = Seen.load(kept)
    assert again.scan(path) == found == scan(path)
    assert again.texts == {found.sha256: texts}
    assert texts == {name: encoding.decodes(path, name) for name in texts}


def test_a_known_file_is_not_decoded_again(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(CONTENTS[2])
    first = Seen()
    found = first.scan(path)
    assert not first.decodes(path, found, "utf-8") and first.decodes(path, found, "gb18030")
    first.save(kept, {found.sha256})
    monkeypatch.setattr(encoding, "decodes", None)
    monkeypatch.setattr("graphinv.sources.seen.scan", None)
    again = Seen.load(kept)
    assert again.decodes(path, again.scan(path), "gb18030") and not again.decodes(path, found, "utf-8")


def test_another_file_of_the_same_size_is_another_file(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n1,a\n")
    first = Seen()
    found = first.scan(path)
    first.decodes(path, found, "utf-8")
    first.save(kept, {found.sha256})
    path.write_bytes(b'id,name\n1,"\n')
    again = Seen.load(kept)
    assert again.scan(path) == scan(path) != found
    path.write_bytes(b"id,name\n1,\xff\n")
    assert not again.decodes(path, again.scan(path), "utf-8")


def test_only_the_files_in_force_are_remembered(tmp_path: Path, kept: Path) -> None:
    seen, found = Seen(), []
    for place, content in enumerate(CONTENTS):
        path = tmp_path / f"{place}.csv"
        path.write_bytes(content)
        found.append(seen.scan(path).sha256)
    seen.save(kept, {found[1]})
    assert set(Seen.load(kept).scans) == {found[1]}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[{}, 1]", '[{"a": {"size": 1}}, {}]', "[[], []]", '["a", "b"]', "\x00"]
)
def test_a_damaged_or_older_list_is_no_list(text: str, kept: Path) -> None:
    kept.write_text(text, "utf-8")
    assert Seen.load(kept) == Seen()


def test_no_list_is_an_empty_one(kept: Path) -> None:
    assert Seen.load(kept) == Seen()
