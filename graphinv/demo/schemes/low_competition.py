"""Lots with one bidder and purchases from one supplier again and again: findings, no leads; and what is neither.

The background holds more of both kinds, so the findings listed here are some of those that a sweep must show.
"""

from dataclasses import dataclass

from graphinv.demo.book import Book
from graphinv.demo.dates import day
from graphinv.demo.market import Firm, firm, strangers
from graphinv.demo.tendering import Buyer, Notice, contract, new_buyer, offer, purchase, tender
from graphinv.demo.truth import NearMiss, Positive, RuleTruth

Entered = tuple[str, str, dict[str, str], list[str]]
Bid = tuple[str, bool]
"""Status, and whether it is a partner's of the consortium."""


@dataclass(frozen=True)
class Single:
    """A lot; the standing one is an open tender with one bidder, who wins."""

    shape: str
    differs: str = ""
    bids: tuple[Bid, ...] = (("won", False),)
    method: str = "open"
    status: str = "已中标"
    reason: str = ""


@dataclass(frozen=True)
class Repeated:
    """Awards of one unit to one supplier, by the days between the first and each; the standing form has no lot."""

    shape: str
    differs: str = ""
    after: tuple[int, ...] = (0, 200, 420)
    method: str = "direct"
    form: str = "purchase"
    suppliers: int = 1
    status: str = "已中标"
    reason: str = ""


SINGLE = (
    Single("one bidder"),
    Single("one bidder of a selective tender", method="selective"),
    Single("the other bidder withdrew", bids=(("won", False), ("withdrawn", False))),
    Single("two partners and nobody else", bids=(("won", True), ("won", True))),
)
SINGLE_NOT = (
    Single("two bidders", "somebody else bid, too", bids=(("won", False), ("valid", False))),
    Single("consultation", "the method is a consultation", method="consultation"),
    Single("failed", "the lot failed", bids=(("disqualified", False),), status="流标"),
    Single("still open", "the lot is open for more bids", bids=(("valid", False),), status="公告中"),
    Single("patent", "the reason on file leaves one supplier only", reason="专利"),
)
REPEATED = (
    Repeated("three direct purchases in 24 months"),
    Repeated("three in 730 days to the day", after=(0, 365, 730)),
    Repeated("negotiated, the lots have no contract on file", method="negotiated", form="lot"),
    Repeated("from a single source, with lot and contract", method="single_source", form="contract"),
)
REPEATED_NOT = (
    Repeated("two direct purchases", "they are two", after=(0, 200)),
    Repeated("a day too late", "the third came 731 days after the first", after=(0, 365, 731)),
    Repeated("inquiries", "prices were compared", method="inquiry"),
    Repeated("three suppliers", "each time from another supplier", suppliers=3),
    Repeated("cancelled lots", "the lots were cancelled", method="negotiated", form="lot", status="终止"),
    Repeated(
        "contracts of cancelled lots", "their lots were cancelled", method="negotiated", form="contract", status="终止"
    ),
    Repeated("add-ons", "the reason on file is an add-on", method="negotiated", form="lot", reason="添购"),
    Repeated("add-ons with contracts", "so is it here", method="negotiated", form="contract", reason="添购"),
)
_MARKET, _LOTS = "A9901", 24
"""A category in which one bidder is the rule: all lots but one."""


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule low-competition."""
    positives = [Positive(identity, shape, ids) for shape, _, identity, ids in _enter(book, SINGLE, REPEATED)]
    near_misses = [NearMiss(shape, differs, ids) for shape, differs, _, ids in _enter(book, SINGLE_NOT, REPEATED_NOT)]
    near_misses.append(NearMiss("a market with one bidder", "23 of 24 lots of the category have one", _market(book)))
    return RuleTruth(positives, near_misses, weak=True)


def _enter(book: Book, single: tuple[Single, ...], repeated: tuple[Repeated, ...]) -> list[Entered]:
    """Enter the cases: the shape of each, what differs, the identity of its finding and all its keys."""
    entered = [(case.shape, case.differs, *_single(book, case)) for case in single]
    return entered + [(case.shape, case.differs, *_repeated(book, case)) for case in repeated]


def _supplier(book: Book) -> Firm:
    made = firm(book)
    strangers(book, made, share=10_000)
    return made


def _single(book: Book, case: Single) -> tuple[dict[str, str], list[str]]:
    """Enter a lot; returns the identity of its finding and all keys."""
    buyer = new_buyer(book)
    notice = Notice(case.method, case.status, case.reason)
    lot = tender(book, buyer, day("2023-02-01") + book.pick(0, 500), notice=notice)[0]
    partners = f"LH{book.number('consortium')[0]}" if any(partner for _, partner in case.bids) else ""
    bidders = [_supplier(book) for _ in case.bids]
    for place, (bidder, (status, partner)) in enumerate(zip(bidders, case.bids, strict=True), 1):
        offer(book, lot, bidder, place, status=status, consortium=partners if partner else "")
    there = sorted(one.key for one, (status, _) in zip(bidders, case.bids, strict=True) if status != "withdrawn")
    identity = {"lot": lot.key, "unit": buyer.key, "suppliers": ";".join(there)}
    return identity, [lot.key, buyer.key, *(bidder.key for bidder in bidders)]


def _repeated(book: Book, case: Repeated) -> tuple[dict[str, str], list[str]]:
    """Enter the awards; returns the identity of their finding and all keys."""
    buyer, first = new_buyer(book), day("2022-03-01") + book.pick(0, 200)
    suppliers = [_supplier(book) for _ in range(case.suppliers)]
    awards = [
        _award(book, case, buyer, suppliers[nth % len(suppliers)], first + days) for nth, days in enumerate(case.after)
    ]
    identity = {"lot": "", "unit": buyer.key, "suppliers": suppliers[0].key}
    return identity, [buyer.key, *(supplier.key for supplier in suppliers), *awards]


def _award(book: Book, case: Repeated, buyer: Buyer, supplier: Firm, awarded: int) -> str:
    if case.form == "purchase":
        return purchase(book, buyer, supplier, awarded, method=case.method)
    lot = tender(book, buyer, awarded, notice=Notice(case.method, case.status, case.reason))[0]
    amount = offer(book, lot, supplier, 1, status="won")
    offer(book, lot, _supplier(book), 2)
    return contract(book, lot, supplier, amount, method=case.method) if case.form == "contract" else lot.key


def _market(book: Book) -> list[str]:
    """The lots of a category in which nearly all have one bidder."""
    buyer, ids = new_buyer(book), []
    for number in range(_LOTS):
        lot = tender(book, buyer, day("2023-02-01") + number * 20, notice=Notice(category=_MARKET))[0]
        bidders = [_supplier(book) for _ in range(2 if number == 0 else 1)]
        for place, bidder in enumerate(bidders, 1):
            offer(book, lot, bidder, place, status="won" if place == 1 else "valid")
        ids += [lot.key, *(bidder.key for bidder in bidders)]
    return [buyer.key, *ids]
