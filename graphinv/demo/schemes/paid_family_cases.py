"""The cases of supplier-pays-family as data: who in the family is paid, by whom, when and how much."""

from dataclasses import dataclass, replace

Days = tuple[int, int | None]
"""Days; None is an open end."""

YUAN = 100


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are a firm that wins from a bureau and pays the wife of its official.

    Days count from the award, those of `source`, `target`, `held` and `job` from the first payment. `relation` is what
    the relative is to the official ("" is the official himself), `through` says whose account is paid: his own, that
    of a stranger whose card he uses ("card"), or that of a firm in which he has `share` ("firm", or "winner": the
    firm that pays). `sums` are yuan, paid `every` so many days. `back` is what comes back in yuan and after how many
    days. `listed` is an entry of the whitelist (source, target, pair, turned, or apart: each with another account) and
    `ended` one that ended in 2019. `stake` is an interest of `holder` in the winner, in hundredths of a percent.
    """

    shape: str
    differs: str = ""
    relation: str = "spouse"
    married: Days = (-7_000, None)
    through: str = "own"
    share: int = 2_000
    held: Days = (-900, None)
    sums: tuple[int, ...] = (60_000,)
    first: int = 120
    every: int = 40
    memo: str = "往来款"
    post: Days = (-1_500, None)
    lead: int = 80
    outcome: str = "contract"
    payer: str = "winner"
    source: Days = (-1_000, None)
    target: Days = (-1_000, None)
    job: Days | None = None
    wage: int = 8_000
    back: tuple[int, int] | None = None
    listed: str = ""
    ended: bool = False
    unfounded: str = ""
    holder: str = ""
    stake: int = 0
    staked: Days = (-2_000, None)
    certainty: str = "certain"


_WORKER = Case("", job=(-600, None), sums=(9_000, 9_000, 9_000, 9_000), memo="劳务费")
_OWN_FIRM = Case("", relation="child", holder="relative", stake=400)

POSITIVES = (
    Case("the wife, 60,000 in one sum"),
    Case("the official himself, before the award", relation="", sums=(7_000, 6_000), first=-150),
    Case("the son's firm", relation="child", through="firm", sums=(80_000,)),
    Case("the brother, on a stranger's card that he uses", relation="sibling", through="card"),
    Case("a specially related person", relation="assoc", married=(-800, None)),
    Case("10,000 in three sums", sums=(4_000, 3_000, 3_000)),
    Case("small sums within the custom of gifts", sums=(400,) * 30, every=12),
    Case("on the first and on the last day that count", sums=(5_000, 5_000), first=-180, every=900),
    Case("the award has no contract on file", outcome="lot"),
    Case("a purchase without a tender", outcome="purchase"),
    Case("called a rent", memo="房租", sums=(24_000,)),
    Case("the official left 89 days before the award", post=(-1_500, -89), lead=150),
    Case("divorced 200 days before the payment", married=(-7_000, -80), certainty="possible"),
    replace(_WORKER, shape="the wife had left the firm", job=(-600, -1)),
    replace(_WORKER, shape="ten months' wages at once", sums=(80_000,)),
    Case("half of it came back the same day", back=(30_000, 0)),
    Case("it came back the next day", back=(60_000, 1)),
    Case("the firm's account was on the whitelist until 2019", listed="source", ended=True),
    Case("the wife's account was on the whitelist until 2019", listed="target", ended=True),
    Case("the two accounts were on the whitelist until 2019", listed="pair", ended=True),
    Case("the two accounts were on the whitelist until 2019, in turn", listed="turned", ended=True),
    Case("both accounts are on the whitelist with another counterpart", listed="apart"),
    replace(_OWN_FIRM, shape="the son has four percent of the winner"),
    replace(_OWN_FIRM, shape="the son sold his part of the winner a year before", stake=2_000, staked=(-2_000, -400)),
    Case("a cousin's firm wins and pays the wife", holder="collateral", stake=6_000),
    Case("the firm of a wife divorced long ago wins and pays the official", relation="", holder="former", stake=6_000),
)

NEAR_MISSES = (
    Case("a yuan less", "the sums come to 9,999", sums=(4_000, 3_000, 2_999)),
    Case("too early", "paid 181 days before the award", first=-181),
    Case("too late", "paid 721 days after the award", first=721),
    Case("cousin", "the one paid is a collateral relative", relation="collateral"),
    Case("cousin's firm", "the firm paid is a collateral relative's", relation="collateral", through="firm"),
    Case("divorced", "the marriage ended 400 days before the payment", married=(-7_000, -280)),
    Case("sold", "the son sold his share in the firm the day before", relation="child", through="firm", held=(-900, 0)),
    Case("small share", "the son has 4.9 percent of the firm", relation="child", through="firm", share=490),
    Case(
        "card given back",
        "he gave the card back the day before",
        relation="sibling",
        through="card",
        target=(-1_000, 0),
    ),
    Case("account given up", "the account was the firm's until the day before", source=(-1_000, 0)),
    Case("loser", "the firm that pays bid and lost", payer="loser"),
    Case("owner", "the owner of the firm pays from his own account", payer="owner"),
    Case("other bureau", "the buyer is another unit under the same parent", outcome="elsewhere"),
    Case("left in time", "the official left 90 days before the award", post=(-1_500, -90), lead=150),
    Case("came later", "the official came the day after the award", post=(1, None)),
    replace(_WORKER, shape="wages", differs="the sums are within 1.2 times the wage of her job there"),
    Case("returned", "the whole sum came back the same day", back=(60_000, 0)),
    Case("listed payer", "the firm's account is on the whitelist as a hub", listed="source"),
    Case("listed payee", "the wife's account is on the whitelist as a hub", listed="target"),
    Case("listed pair", "the two accounts are on the whitelist", listed="pair"),
    Case("listed pair, in turn", "the two accounts are on the whitelist, the wife's first", listed="turned"),
    Case("no ground for the transfer", "no legal ground is on record for the transfer", unfounded="transfer"),
    Case("no ground for the payer", "no legal ground is on record for the firm's account", unfounded="source"),
    Case("no ground for the payee", "no legal ground is on record for the wife's account", unfounded="target"),
    Case(
        "own accounts",
        "the firm pays to another account of its own; the son bought into it after the award",
        relation="child",
        through="winner",
        share=2_000,
        held=(-60, None),
    ),
)  # fmt: skip
