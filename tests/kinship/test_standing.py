"""Degree, generation and legal circle of relatives, by their words."""

from __future__ import annotations

import pytest

from graphinv.derive.kin_patterns import patterns
from graphinv.derive.kin_terms import STEPS
from graphinv.kinship import paths, read, reduced, standing
from graphinv.kinship.circle import Standing

CIRCLES = dict.fromkeys(("spouse", "child", "child_spouse"), "core") | dict.fromkeys(
    ("parent", "sibling", "grandparent", "grandchild"), "near"
)


def of(word: str) -> Standing:
    (found,) = {standing(path.steps) for path in paths(read(word))}
    return found


@pytest.mark.parametrize(
    ("word", "line", "generation", "degree", "generations"),
    [
        ("自己", "self", 0, 0, 1),
        ("爸爸", "direct", 1, 1, 2),
        ("曾祖父", "direct", 3, 3, 4),
        ("外孙女", "direct", -2, 2, 3),
        ("哥哥", "collateral", 0, 2, 2),
        ("姑姑", "collateral", 1, 3, 3),
        ("外甥", "collateral", -1, 3, 3),
        ("堂哥", "collateral", 0, 4, 3),
        ("堂侄", "collateral", -1, 5, 4),
        ("侄孙", "collateral", -2, 4, 4),
        ("舅公", "collateral", 2, 4, 4),
        ("岳父", "marriage", 1, 1, 2),
    ],
)
def test_place(word: str, line: str, generation: int, degree: int, generations: int) -> None:
    found = {standing(path.steps) for path in paths(read(word)) if path.steps[:1] != ("h",)}
    assert {(one.line, one.generation, one.degree, one.generations) for one in found} == {
        (line, generation, degree, generations)
    }


@pytest.mark.parametrize(
    ("words", "relation", "circle"),
    [
        ("老公 老婆", "spouse", "core"),
        ("儿子 女儿", "child", "core"),
        ("女婿 儿媳", "child_spouse", "core"),
        ("父亲 母亲", "parent", "near"),
        ("哥哥 妹妹", "sibling", "near"),
        ("爷爷 姥姥", "grandparent", "near"),
        ("孙子 外孙女", "grandchild", "near"),
        ("伯父 姑姑 舅舅 姨妈 堂哥 表妹 侄子 外甥女", "collateral", "recuse"),
        ("岳父 婆婆 大舅子 小姑子 连襟 妯娌 嫂子 妹夫 姑父 舅妈 侄媳妇 外甥女婿 堂嫂 亲家公", "in_law", "recuse"),
        ("曾祖父 曾孙", None, "recuse"),
        ("堂侄 侄孙 族兄 妻侄女 孙媳妇 自己", None, ""),
    ],
)
def test_relation_and_circle(words: str, relation: str | None, circle: str) -> None:
    """公务员法 74; 公务员回避规定 lists the close in-laws: the spouse's parents, siblings and their spouses, the
    parents of the children's spouses, and the spouses of collateral kin within three generations."""
    assert {(word, of(word).relation, of(word).circle) for word in words.split()} == {
        (word, relation, circle) for word in words.split()
    }


def test_relations_are_types_that_the_graph_knows() -> None:
    known = {of(word).relation for word in ("老公", "儿子", "女婿", "父亲", "哥哥", "爷爷", "孙子", "姑姑", "岳父")}
    assert known <= STEPS.keys() | {None}
    own = {pattern.types[0]: pattern.circle for pattern in patterns() if len(pattern.types) == 1}
    assert all(own[relation] == CIRCLES.get(relation, "recuse") for relation in known if relation)


def test_reduced_steps() -> None:
    assert [reduced(path.steps) for path in paths(read("舅妈"))] == [("parent", "sibling", "spouse")]
