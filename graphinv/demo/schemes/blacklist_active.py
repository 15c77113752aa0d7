"""Banned firms that bid or win, and bans that were not in force there and then."""

from dataclasses import dataclass
from functools import partial

from graphinv.demo.bans import ELSEWHERE
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.book import Book
from graphinv.demo.cast import person
from graphinv.demo.dates import day
from graphinv.demo.entries import Span, banned
from graphinv.demo.market import Firm, firm, holds, serves, strangers
from graphinv.demo.tendering import Buyer, buyer_of, contract, offer, purchase, rivals, tender, unit_pair
from graphinv.demo.truth import Identity, RuleTruth, planted


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are a firm banned everywhere that bids for works and loses.

    `span` counts days from the deadline (or from the award of a purchase without a lot), `vague` is the end of which
    only the month is known. `region` is a code, or says "here", "city" or "next" to the buyer's county; `outcome` is
    lost, won, rejected, withdrawn or purchase; `subject` the firm, its owner or a namesake of the firm.
    """

    shape: str
    differs: str = ""
    span: tuple[int, int] = (-200, 300)
    vague: str = ""
    region: str = ""
    field: str = ""
    outcome: str = "lost"
    subject: str = "firm"
    certainty: str = "certain"


POSITIVES = (
    Case("bids and loses"),
    Case("wins the lot", outcome="won"),
    Case("is awarded a purchase without a tender", outcome="purchase"),
    Case("bids and is rejected", outcome="rejected"),
    Case("the ban begins on the day of the deadline", span=(0, 300)),
    Case("the ban ends the day after the deadline", span=(-300, 1)),
    Case("banned in the buyer's county", region="here"),
    Case("banned in the buyer's city, whose code ends in zeros", region="city"),
    Case("banned from works", field="B"),
    Case("banned from a field given in words", field="建筑施工"),
    Case("the ban ended in the month of the deadline", span=(-300, 0), vague="until", certainty="possible"),
)

NEAR_MISSES = (
    Case("ended ban", "the ban ended on the day of the deadline", span=(-300, 0)),
    Case("later ban", "the ban began the day after the deadline", span=(1, 300)),
    Case("ban of another province", "the ban is limited to another province", region=ELSEWHERE[:2]),
    Case("ban of the next county", "the ban is limited to the next county", region="next"),
    Case("ban from goods", "the ban is limited to goods, the lot is for works", field="A"),
    Case("withdrawn", "the bid was withdrawn", outcome="withdrawn"),
    Case("owner", "the ban is the owner's, not the firm's", subject="owner"),
    Case("namesake", "the banned firm has the same name and another code", subject="namesake"),
    Case("ended before the purchase", "the ban ended on the day of the award", span=(-300, 0), outcome="purchase"),
)


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule blacklist-active-or-reborn."""
    return planted(POSITIVES, NEAR_MISSES, partial(_play, book))


def _play(book: Book, case: Case) -> tuple[Identity, list[str]]:
    """Enter the case; returns the identity of the lead it would open and all its keys."""
    unit, _ = unit_pair(book)
    buyer, bidder = buyer_of(book, unit), firm(book)
    owner = person(book, age=book.pick(35, 60))
    holds(book, owner.key, bidder, 10_000, since=bidder.founded)
    serves(book, owner, bidder, "legal_rep", since=bidder.founded)
    # In the middle of a month, so that the month of an end has days before and after the deadline.
    deadline = day(f"2023-{book.pick(1, 12):02d}-15")
    bought = _take_part(book, case, buyer, bidder, deadline)
    subject = {"firm": bidder.key, "owner": owner.key}.get(case.subject) or _namesake(book, bidder)
    span = Span(deadline + case.span[0], deadline + case.span[1], case.vague)
    banned(book, subject, buyer, span, region=_region(case, buyer), field=case.field)
    return {"company": bidder.key, "purchase": bought}, [bidder.key, owner.key, bought, buyer.key]


def _namesake(book: Book, of: Firm) -> str:
    other = firm(book, name=of.name)
    strangers(book, other, share=10_000)
    return other.key


def _region(case: Case, buyer: Buyer) -> str:
    own = str(DIVISIONS[buyer.county])
    nearby = {"here": own, "city": f"{own[:4]}00", "next": str(DIVISIONS[(buyer.county + 1) % len(DIVISIONS)])}
    return nearby.get(case.region, case.region)


def _take_part(book: Book, case: Case, buyer: Buyer, bidder: Firm, deadline: int) -> str:
    if case.outcome == "purchase":
        return purchase(book, buyer, bidder, deadline)
    lot = tender(book, buyer, deadline + 7)[0]
    if case.outcome == "won":
        contract(book, lot, bidder, offer(book, lot, bidder, 1, status="won"))
        rivals(book, lot, 2)
        return lot.key
    winner = firm(book)
    strangers(book, winner, share=10_000)
    contract(book, lot, winner, offer(book, lot, winner, 1, status="won"))
    status = {"lost": "valid", "rejected": "disqualified"}.get(case.outcome, case.outcome)
    offer(book, lot, bidder, 2, status=status)
    rivals(book, lot, 1, rank=3)
    return lot.key
