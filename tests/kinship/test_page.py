"""What docs/kinship.md shows is what comes out."""

from __future__ import annotations

import doctest

from graphinv.kinship.relation import Doubt, declared
from tests.docs.pages import page


def test_examples_give_what_the_page_says() -> None:
    blocks = page("docs/kinship.md").blocks("python")
    assert len(blocks) == 2
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "kinship.md", None, None)
        assert doctest.DocTestRunner().run(test).failed == 0
        assert test.examples


def test_warnings_are_those_of_the_page() -> None:
    doubts: list[Doubt] = ["several", "grandchild", "beyond", "not_covered", "unknown"]
    rows = list(page("docs/kinship.md").section("In the table kinship").rows())[1:]
    assert len(rows) == len(doubts)
    for (words, _), doubt in zip(rows, doubts, strict=True):
        assert {declared(word).doubt for word in words.split(", ")} == {doubt}, words
