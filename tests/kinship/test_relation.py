"""The relation of table kinship that a declared word names."""

from __future__ import annotations

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.column_check import RELATIONS
from graphinv.kinship import read
from graphinv.kinship.relation import declared


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("老伴", "spouse"),
        ("爹", "parent"),
        ("小儿子", "child"),
        ("二哥", "sibling"),
        ("儿媳妇", "child_spouse"),
        ("姥爷", "grandparent"),
        ("外甥女", "collateral"),
        ("表哥", "collateral"),
        ("妈妈的妹妹", "collateral"),
        ("大舅子", "in_law"),
        ("二舅妈", "in_law"),
        ("岳父", "in_law"),
        ("亲家母", "in_law"),
        ("妻子的妹妹的丈夫", "in_law"),
    ],
)
def test_one_relation(word: str, relation: str) -> None:
    assert declared(word) == (relation, "")


@pytest.mark.parametrize(
    ("word", "doubt"),
    [
        ("嬢嬢", "several"),
        ("阿舅", "several"),
        ("媳妇", "several"),
        ("小姐", "several"),
        ("孙女", "grandchild"),
        ("曾祖父", "beyond"),
        ("堂侄", "beyond"),
        ("本人", "beyond"),
        ("继母", "not_covered"),
        ("同事", "unknown"),
        ("", "unknown"),
    ],
)
def test_doubts(word: str, doubt: str) -> None:
    assert declared(word) == (None, doubt)


def test_the_words_of_the_loader_agree_with_the_vocabulary() -> None:
    """A word of the list that is also a kin word means the same relation there."""
    column = Catalogue().loaders["kinship"].columns["type"]
    pairs = [(word, relation) for relation, words in column.values.items() for word in words if read(word).chains]
    assert len(pairs) > 50
    assert [(word, relation, declared(word)) for word, relation in pairs if declared(word) != (relation, "")] == []


def test_every_relation_is_a_value_of_the_table() -> None:
    column = Catalogue().loaders["kinship"].columns["type"]
    assert set(RELATIONS) < set(column.values)
    assert set(column.values) - set(RELATIONS) == {"assoc"}
