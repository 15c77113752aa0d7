"""All terms and all cases of the pack kinship_zh."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from graphinv.kinship import Question, ask, ask_sentence, joint_words, paths, read
from graphinv.kinship.lexicon import lexicon
from tests.data import DATA, absent

PACK = DATA / "kinship_zh"
CHOICE = re.compile(r"(\[[^\]]*\])")


def rows(name: str) -> list[dict[str, str]]:
    if why := absent(PACK / name):
        pytest.skip(why)
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(chain: str) -> Iterator[str]:
    """A chain with `[a|b]` and `#` as all of its plain chains."""
    for part in chain.split("#"):
        pieces = [piece[1:-1].split("|") if piece.startswith("[") else [piece] for piece in CHOICE.split(part)]
        yield from (",".join(filter(None, "".join(way).split(","))) for way in product(*pieces))


def chains_of(*tables: list[dict[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for row in table:
            found[row["term"]].update(plain(row["chain"]))
    return found


def test_every_term_is_read_into_exactly_its_chains() -> None:
    """All tables together: a word of two tables means what both say."""
    expected = chains_of(rows("terms.csv"), rows("terms_expanded.csv"))
    assert len(expected) > 11_900
    wrong = {word: (sorted(read(word).chains), sorted(chains)) for word, chains in expected.items()}
    assert {word: pair for word, pair in wrong.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("table", ["main", "input_only", "ordinal", "collective"])
def test_each_table_is_read(table: str) -> None:
    expected = chains_of([row for row in rows("terms.csv") if row["table"] == table])
    assert expected
    assert {word for word, chains in expected.items() if not chains <= read(word).chains} == set()


def test_words_for_several_people_are_told_apart() -> None:
    tables: dict[str, set[str]] = defaultdict(set)
    for row in rows("terms.csv"):
        tables[row["term"]].add(row["table"])
    for row in rows("terms_expanded.csv"):
        tables[row["term"]].add("main")
    assert {word for word, found in tables.items() if read(word).together != (found == {"collective"})} == set()


def test_what_is_only_understood_is_never_answered() -> None:
    answered = {(row["chain"], row["term"]) for row in rows("terms.csv") if row["table"] == "main"}
    answered |= {(row["chain"], row["term"]) for row in rows("terms_expanded.csv")}
    made = {(chain, word) for chain, words in lexicon().names.items() for word in words}
    assert {pair for pair in made - answered if pair[0].count(",") < 4} == set()


def test_words_for_two_relatives() -> None:
    for row in rows("pairs.csv"):
        for one, other in product(plain(row["chain_a"]), plain(row["chain_b"])):
            assert lexicon().pairs[one, other] == lexicon().pairs[other, one] == row["joint_term"], row


def answers(case: dict[str, str]) -> tuple[str, ...]:
    if case["form"] == "sentence":
        return ask_sentence(case["question"])
    wanted: Any = case["answer_type"]
    sex: Any = case["ego_sex"] or None
    reverse, shortest = case["reverse"] == "1", case["shortest"] == "1"
    return ask(Question(case["question"], case["target"] or "我", sex, wanted, reverse, shortest))


@pytest.mark.parametrize("group", ["call", "target", "reverse", "filter", "chain", "pair", "age", "expression"])
def test_cases(group: str) -> None:
    """All of each group's cases, in the order of their answers too."""
    cases = [case for case in rows("cases.csv") if case["group"] == group]
    assert cases
    assert {case["id"]: answers(case) for case in cases} == {
        case["id"]: tuple(case["expected"].split("|")) for case in cases
    }


def test_there_are_no_other_groups_of_cases() -> None:
    found = rows("cases.csv")
    groups = {"call": 17, "target": 3, "reverse": 5, "filter": 1, "chain": 3, "pair": 4, "age": 8, "expression": 9}
    assert {group: sum(case["group"] == group for case in found) for group in groups} == groups
    assert len(found) == sum(groups.values())


def test_every_term_can_be_asked_about() -> None:
    """Words are shortened and named without failing; those of the pack that lead nowhere contradict themselves."""
    for word in chains_of(rows("terms.csv")):
        found = paths(read(word))
        assert found, word
        for path in found:
            joint_words(path)
