"""Which edge types words stand for."""

from __future__ import annotations

import pytest

from graphinv.errors import UsageError
from graphinv.explore.types import BASE, DERIVED, LISTS, chosen
from graphinv.model import EDGES


def test_every_type_is_in_one_group() -> None:
    assert sorted(BASE + LISTS + DERIVED) == sorted(EDGES)


def test_words_and_groups() -> None:
    assert chosen("") == chosen(" base ") == BASE
    assert chosen("won, Owns，won") == ("OWNS", "WON")
    assert chosen("LISTS,kin") == ("DIED", "KIN", "LIMITED_BY", "LISTED_IN")


@pytest.mark.parametrize(("word", "said"), [("OWN", "Did you mean OWNS"), ("%%", "Known: base, lists, derived, ")])
def test_what_is_no_type_is_refused(word: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        chosen(word)
