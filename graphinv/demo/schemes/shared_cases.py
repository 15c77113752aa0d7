"""The cases of bidders-shared-identifiers as data: what two bidders share, from when to when, and how they bid."""

from dataclasses import dataclass, replace

Days = tuple[int, int | None]
"""Days from the bid deadline; None is an open end."""

ALWAYS: Days = (-1_100, None)
NOTICE = -21
"""The day of the notice, counted from the deadline."""


@dataclass(frozen=True)
class Item:
    """One contact that both use: the first bidder (by its code) in `one`, the other in `two`; None is not at all.

    `others` more parties use it, too. `listed` puts it on the whitelist under that kind, `ended` before 2019 only.
    """

    kind: str = "mobile"
    one: Days | None = ALWAYS
    two: Days | None = ALWAYS
    others: int = 0
    listed: str = ""
    ended: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are two bidders of one lot that have one mobile number.

    `printed` says whose bids name the first item as contact: one, two or both.
    """

    shape: str
    differs: str = ""
    items: tuple[Item, ...] = (Item(),)
    printed: str = ""
    lots: int = 1
    status: tuple[str, str] = ("valid", "valid")
    consortium: bool = False
    certainty: str = "certain"


_ROOM, _BUILDING, _MAIL = Item("room"), Item("building"), Item("email")
_EARLY: Days = (-1_100, NOTICE - 366)
_AGENCY = (Item(others=19), Item("email", others=19), Item("room", others=19), Item("building", others=19))

POSITIVES = (
    Case("one mobile number"),
    Case("one e-mail address", items=(_MAIL,)),
    Case("one room, and the building around it", items=(_ROOM, _BUILDING)),
    Case("one room and an e-mail address of four users", items=(_ROOM, replace(_MAIL, others=2))),
    Case("one mobile number, and a site without weight", items=(Item(), Item("site"))),
    Case("a number that only the bids name", items=(Item(one=None, two=None),), printed="both"),
    Case(
        "the number in the bid of one, which the other gave up before",
        items=(Item(one=None, two=(-1_100, -200)),),
        printed="one",
    ),
    Case("used by both until the year before the notice", items=(Item(one=(-1_100, -300), two=(-900, -300)),)),
    Case("since the day of the deadline", items=(Item(two=(0, None)),)),
    Case("begun in the month of the deadline", items=(Item(two=(0, None), vague=True),), certainty="possible"),
    Case("a number on the whitelist for another reason", items=(Item(listed="centre_ip"),)),
    Case("an agency's number, on the whitelist until 2019", items=(Item(listed="agency_contact", ended=True),)),
    Case("one of the two bids was rejected", status=("valid", "disqualified")),
)

NEAR_MISSES = (
    Case("one room", "a room alone is too little", items=(_ROOM,)),
    Case("a number of three users", "another firm uses the number, too", items=(Item(others=1),)),
    Case("an agency's contacts", "21 firms use what they share", items=_AGENCY),
    Case(
        "a listed agency",
        "the number is on the whitelist as an agency's",
        items=(Item(listed="agency_contact"),),
    ),
    Case("one after the other", "the first gave the number up before the second had it",
         items=(Item(one=(-1_100, -200), two=(-120, None)),)),
    Case("the other one first", "the second gave the number up before the first had it",
         items=(Item(one=(-120, None), two=(-1_100, -200)),)),
    Case("given up by the first", "the first gave it up more than a year before the notice",
         items=(Item(one=_EARLY),)),
    Case("given up by the second", "the second gave it up more than a year before the notice",
         items=(Item(two=_EARLY),)),
    Case("later", "both use it from the day after the deadline on",
         items=(Item(one=(1, None), two=(1, None)),)),
    Case("partners", "the two bid as one consortium", consortium=True),
    Case("the first withdrew", "the bid of the first was withdrawn", status=("withdrawn", "valid")),
    Case("the second withdrew", "the bid of the second was withdrawn", status=("valid", "withdrawn")),
    Case("two lots of one tender", "each bids for another lot", lots=2),
)  # fmt: skip
