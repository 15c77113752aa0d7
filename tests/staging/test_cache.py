"""Typed rows are kept: an unchanged file is not parsed again, a changed loader parses it anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.staging import intake
from graphinv.staging.cache import Cache
from tests.staging.bench import Bench, canonical

ROWS = [["person_id", "id_no", "name", "born_on", "备注"], ["P1", "1", "甲", "2021-02", "x"], ["P2", "", "", "1", ""]]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were really parsed."""
    seen: list[Path] = []
    real = intake.type_file

    def spy(con, table, number, *, secret, folder):  # type: ignore[no-untyped-def]
        seen.append(table.look.path)
        return real(con, table, number, secret=secret, folder=folder)

    monkeypatch.setattr(intake, "type_file", spy)
    return seen


def _everything(bench: Bench) -> list[object]:
    files = bench.rows("SELECT * EXCLUDE (seconds) FROM files")
    return [bench.typed("persons"), bench.rejects(), bench.notes(), files]


def test_an_unchanged_file_is_not_parsed_again(bench: Bench, parsed: list[Path]) -> None:
    path, cache = bench.table("persons.csv", ROWS), bench.folder / "kept"
    bench.stage(path, cache=cache)
    first = _everything(bench)
    bench.stage(path, cache=cache)
    assert parsed == [path]
    assert _everything(bench) == first


def test_a_changed_loader_or_secret_parses_anew(bench: Bench, parsed: list[Path]) -> None:
    path, cache = bench.table("persons.csv", ROWS), bench.folder / "kept"
    bench.stage(path, cache=cache)
    bench.stage(path, cache=cache, secret="ab")
    persons = canonical()["persons"]
    bench.loaders = {"persons": replace(persons, key=("person_id", "name"))}
    bench.stage(path, cache=cache)
    assert len(parsed) == 3


def test_half_written_rows_are_not_used(bench: Bench, parsed: list[Path]) -> None:
    path, cache = bench.table("persons.csv", ROWS), bench.folder / "kept"
    bench.stage(path, cache=cache)
    next(cache.glob("*-*.json")).unlink()
    bench.stage(path, cache=cache)
    assert len(parsed) == 2


def test_rows_of_files_that_are_no_longer_live_can_be_removed(bench: Bench) -> None:
    cache = bench.folder / "kept"
    old = bench.stage(bench.table("persons.csv", ROWS), cache=cache)
    new = bench.stage(bench.table("persons.csv", ROWS[:2]), cache=cache, live=old.live)
    Cache(cache).prune({file.cache for file in new.live})
    assert {path.name.split(".")[0] for path in cache.iterdir()} == {new.live[0].cache, "seen"}
