"""Who is declared as whose relative: by officials in their reports, and in the household books."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, chance, filled, stream
from graphinv.demo.dates import NEVER, stamps
from graphinv.demo.families import Place
from graphinv.demo.people import People

TYPES = {
    "spouse": "配偶",
    "parent": "父母",
    "child": "子女",
    "sibling": "兄弟姐妹",
    "child_spouse": "子女配偶",
    "grandparent": "祖父母",
    "collateral": "三代以内旁系血亲",
    "in_law": "近姻亲",
    "assoc": "特定关系人",
}
"""The words of the kinship table, by their English value."""


class Tie(NamedTuple):
    """b is a's `type`; the terms are the words for a man and for a woman; `couple` is the marriage it rests on."""

    a: Place
    b: Place
    type: str
    term_male: str
    term_female: str
    couple: int = -1


_P = Place
TIES = (
    Tie(_P.CORE, _P.SPOUSE, "spouse", "丈夫", "妻子", 0),
    Tie(_P.CORE, _P.FATHER, "parent", "父亲", "父亲"),
    Tie(_P.CORE, _P.MOTHER, "parent", "母亲", "母亲"),
    Tie(_P.CORE, _P.SIBLING, "sibling", "兄弟", "姐妹"),
    Tie(_P.CORE, _P.CHILD, "child", "儿子", "女儿"),
    Tie(_P.CORE, _P.CHILD_2, "child", "儿子", "女儿"),
    Tie(_P.CORE, _P.CHILD_SPOUSE, "child_spouse", "女婿", "儿媳", 4),
    Tie(_P.CORE, _P.FATHER_IN_LAW, "in_law", "岳父", "岳父", 0),
    Tie(_P.CORE, _P.MOTHER_IN_LAW, "in_law", "岳母", "岳母", 0),
    Tie(_P.CORE, _P.SIBLING_SPOUSE, "in_law", "姐夫", "嫂子", 3),
    Tie(_P.CORE, _P.NEPHEW, "collateral", "侄子", "侄女"),
    Tie(_P.GRANDCHILD, _P.CORE, "grandparent", "祖父", "祖母"),
    Tie(_P.SPOUSE, _P.CORE, "spouse", "丈夫", "妻子", 0),
    Tie(_P.SPOUSE, _P.FATHER_IN_LAW, "parent", "父亲", "父亲"),
    Tie(_P.SPOUSE, _P.MOTHER_IN_LAW, "parent", "母亲", "母亲"),
    Tie(_P.SPOUSE, _P.CHILD, "child", "儿子", "女儿"),
    Tie(_P.SPOUSE, _P.CHILD_2, "child", "儿子", "女儿"),
    Tie(_P.SPOUSE, _P.CHILD_SPOUSE, "child_spouse", "女婿", "儿媳", 4),
    Tie(_P.SPOUSE, _P.FATHER, "in_law", "公公", "公公", 0),
    Tie(_P.SPOUSE, _P.MOTHER, "in_law", "婆婆", "婆婆", 0),
    Tie(_P.SIBLING, _P.SIBLING_SPOUSE, "spouse", "丈夫", "妻子", 3),
    Tie(_P.SIBLING, _P.FATHER, "parent", "父亲", "父亲"),
    Tie(_P.SIBLING, _P.MOTHER, "parent", "母亲", "母亲"),
    Tie(_P.SIBLING, _P.CORE, "sibling", "兄弟", "姐妹"),
    Tie(_P.SIBLING, _P.NEPHEW, "child", "儿子", "女儿"),
    Tie(_P.SIBLING, _P.SPOUSE, "in_law", "姐夫", "嫂子", 0),
    Tie(_P.SIBLING, _P.CHILD, "collateral", "侄子", "侄女"),
    Tie(_P.CHILD, _P.CHILD_SPOUSE, "spouse", "丈夫", "妻子", 4),
    Tie(_P.CHILD, _P.CORE, "parent", "父亲", "母亲"),
    Tie(_P.CHILD, _P.SPOUSE, "parent", "父亲", "母亲"),
    Tie(_P.CHILD, _P.CHILD_2, "sibling", "兄弟", "姐妹"),
    Tie(_P.CHILD, _P.GRANDCHILD, "child", "儿子", "女儿"),
    Tie(_P.CHILD, _P.FATHER, "grandparent", "祖父", "祖母"),
    Tie(_P.CHILD_SPOUSE, _P.CHILD, "spouse", "丈夫", "妻子", 4),
)
"""Relations within a family, as each of its members may declare them."""

_IN_HOUSEHOLD_BOOK = frozenset(
    [
        (_P.CORE, _P.SPOUSE),
        (_P.CORE, _P.CHILD),
        (_P.CORE, _P.CHILD_2),
        (_P.SIBLING, _P.NEPHEW),
        (_P.CHILD, _P.CHILD_SPOUSE),
    ]
)
_BOOK_SHARE = 0.5
_DECLARED_SHARE = 0.93


def kinship_rows(people: People, officials: Ints, seed: int) -> pd.DataFrame:
    """Table kinship: part `declared` is what officials (indexes of people) report, part `households` the books."""
    rng = stream(seed, "kinship")
    official = np.zeros(len(people), dtype=bool)
    official[officials] = True
    with_book = chance(rng, _BOOK_SHARE, len(people.seat))
    frames = []
    for tie in TIES:
        a, b = people.seat[:, tie.a], people.seat[:, tie.b]
        both = (a >= 0) & (b >= 0)
        declared = both & official[a] & chance(rng, _DECLARED_SHARE, len(a))
        frames.append(_tie_rows(people, tie, declared, "declared"))
        if (tie.a, tie.b) in _IN_HOUSEHOLD_BOOK:
            frames.append(_tie_rows(people, tie, both & with_book & ~declared, "households"))
    return pd.concat(frames, ignore_index=True)


def _tie_rows(people: People, tie: Tie, where: Flags, part: str) -> pd.DataFrame:
    a, b = people.seat[where, tie.a], people.seat[where, tie.b]
    since = np.full(len(a), NEVER, dtype=np.int64)
    until = since
    if tie.couple >= 0:
        since = people.families.wed[where, tie.couple]
        until = people.families.parted[where, tie.couple]
    term = np.where(people.male[b], tie.term_male, tie.term_female).astype(object)
    return rows(people.key[a], people.key[b], tie.type, term, (stamps(since), stamps(until)), part)


def rows(a: Texts, b: Texts, kind: str, term: Texts, span: tuple[Ints, Ints], part: str) -> pd.DataFrame:
    """Rows of table kinship; `span` are the stamps of since and until."""
    return pd.DataFrame(
        {
            "a_id": a,
            "b_id": b,
            "type": filled(TYPES[kind], len(a)),
            "term": term,
            "since": span[0],
            "until": span[1],
            "doc": filled("", len(a)),
            "part": filled(part, len(a)),
        }
    )


def cousin_rows(people: People, officials: Ints, relatives: Ints, rng: Rng) -> pd.DataFrame:
    """Officials who declare a cousin or an in-law of another family: kin, but not of the near kind."""
    since = np.zeros(len(officials), dtype=np.int64)
    cousin = chance(rng, 0.6, len(officials))
    frames = []
    for kind, chosen, term in (("collateral", cousin, "表亲"), ("in_law", ~cousin, "连襟")):
        spans = (since[chosen], since[chosen])
        a, b = people.key[officials[chosen]], people.key[relatives[chosen]]
        frames.append(rows(a, b, kind, filled(term, len(a)), spans, "declared"))
    return pd.concat(frames, ignore_index=True)
