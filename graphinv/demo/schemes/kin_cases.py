"""The cases of kin-wins-own-unit as data: who the relative is, what he has in the firm, when, and how the firm won."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Step:
    """One declared relation on the way from the official: the next person is the `type` of the one before.

    `told_by_next`: it is declared by the next person, to whom the one before is the `type`. Days count from the award.
    """

    type: str
    male: bool = True
    age: int = 45
    told_by_next: bool = False
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are those of a daughter whose firm wins from her father's bureau.

    Days count from the day of the award; None is a bound that is open.
    """

    shape: str
    differs: str = ""
    path: tuple[Step, ...] = (Step("child", male=False, age=32),)
    age: int = 52  # of the official
    owner: str = "relative"
    share: int = 6_000
    role: str = ""
    interest: tuple[int, int | None] = (-900, None)
    month_only: bool = False
    post: tuple[int, int | None] = (-1_500, None)
    lead: int = 80
    kind: str = "private"
    outcome: str = "contract"
    buyer: str = "own"
    certainty: str = "certain"


_WIFE = Step("spouse", male=False, since=-7_000)
_HER_STORY = Step("spouse", male=False, since=-7_000, told_by_next=True)
_SON_IN_LAW = (Step("child", male=False, age=32), Step("spouse", age=34, since=-2_000))

POSITIVES = (
    Case("daughter, declared by the official"),
    Case("son-in-law in two steps", path=_SON_IN_LAW, share=3_500),
    Case("wife, declared by her; the contract is not on file", path=(_HER_STORY,), outcome="lot"),
    Case("brother without shares, director", path=(Step("sibling"),), share=0, role="director"),
    Case(
        "brother through the father whom both declare",
        path=(Step("parent", age=78), Step("parent", age=49, told_by_next=True)),
        share=10_000,
        role="sole_owner",
        kind="sole",
    ),
    Case(
        "grandson in two steps, legal representative",
        path=(Step("child", age=40), Step("child", age=21)),
        age=60,
        share=0,
        role="legal_rep",
    ),
    Case("the wife's son", path=(_WIFE, Step("child", age=26)), share=2_500),
    Case(
        "direct purchase; the share was sold 100 days before it",
        interest=(-900, -100),
        outcome="purchase",
        certainty="possible",
    ),
    Case(
        "mother; the official left 89 days before the award",
        path=(Step("parent", male=False, age=72),),
        post=(-1_500, -89),
        lead=150,
    ),
    Case(
        "wife divorced 200 days before the planning began",
        path=(replace(_WIFE, until=-280),),
        certainty="possible",
    ),
    Case(
        "son-in-law in one step, with 5 percent exactly",
        path=(Step("child_spouse", age=34, since=-2_000),),
        share=500,
    ),
    Case(
        "grandfather in two steps; the share began in the month of the award",
        path=(Step("parent", age=66), Step("parent", age=89)),
        month_only=True,
        certainty="possible",
    ),
    Case(
        "grandson, who declares the official as his grandfather; senior manager",
        path=(Step("grandparent", age=25, told_by_next=True),),
        share=0,
        role="senior",
    ),
)

NEAR_MISSES = (
    Case("cousin", "the owner is a collateral relative, not a near one", path=(Step("collateral"),)),
    Case("brother-in-law", "the owner is an in-law, not a near relative", path=(Step("in_law", since=-7_000),)),
    Case(
        "acquaintance",
        "the owner is a specially related person, not a near relative",
        path=(Step("assoc", since=-800),),
    ),
    Case("wife's brother", "the second step leads to a brother-in-law", path=(_WIFE, Step("sibling"))),
    Case("wife's mother", "the second step leads to a mother-in-law", path=(_WIFE, Step("parent", male=False, age=70))),
    Case(
        "brother's wife",
        "the second step leads to a sister-in-law",
        path=(Step("sibling"), Step("spouse", male=False, since=-5_000)),
    ),
    Case("nephew", "the second step leads to a collateral relative", path=(Step("sibling"), Step("child", age=25))),
    Case(
        "the daughter's parents-in-law",
        "the second step leads out of the family",
        path=(Step("child_spouse", age=34, since=-2_000), Step("parent", age=60)),
    ),
    Case(
        "divorced wife",
        "the marriage ended 400 days before the planning began",
        path=(replace(_WIFE, until=-480),),
    ),
    Case("bride", "the marriage began the day after the award", path=(replace(_WIFE, since=1),)),
    Case(
        "former son-in-law",
        "the daughter's marriage ended 400 days before the planning began",
        path=(_SON_IN_LAW[0], replace(_SON_IN_LAW[1], until=-480)),
    ),
    Case("late buyer", "the share was bought the day after the award", interest=(1, None)),
    Case("early seller", "the share was sold on the day the planning began", interest=(-900, -80)),
    Case("small holder", "the share is 4.9 percent", share=490),
    Case("contact", "she is the firm's contact, no more", share=0, role="contact"),
    Case(
        "former director",
        "she left the board on the day the planning began",
        share=0,
        role="director",
        interest=(-900, -80),
    ),
    Case(
        "later director", "she joined the board the day after the award", share=0, role="director", interest=(1, None)
    ),
    Case("left in time", "the official left 91 days before the award", post=(-1_500, -91), lead=150),
    Case("left before the planning", "the official left on the day the planning began", post=(-1_500, -30), lead=30),
    Case("came later", "the official came the day after the award", post=(1, None)),
    Case("other bureau", "the buyer is another unit under the same parent", buyer="other"),
    Case("loser", "the firm bid and lost", outcome="lost"),
    Case("namesake", "the owner bears the daughter's name and another number", owner="namesake"),
    Case("listed", "the firm is listed", kind="listed", share=600),
    Case(
        "the official's own firm",
        "the owner is the official himself, whom his father declares as his child",
        path=(Step("parent", age=78),),
        owner="official",
    ),
    Case(
        "direct purchase, sold in time",
        "the share was sold 180 days before the award",
        interest=(-900, -180),
        outcome="purchase",
    ),
)
