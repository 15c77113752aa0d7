"""Bidders of one lot under common control, and bidders that only look like it."""

from dataclasses import dataclass
from itertools import combinations

from graphinv.demo.book import Book
from graphinv.demo.cast import Human, person
from graphinv.demo.dates import NEVER, day
from graphinv.demo.market import Firm, firm, holds, serves, strangers
from graphinv.demo.tendering import Lot, contract, offer, rivals, tender, unit_pair
from graphinv.demo.truth import NearMiss, Positive, RuleTruth

Span = tuple[int, int | None]
"""Days from the bid deadline; None is an open end."""

_ALWAYS: Span = (-1_200, None)


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are two bidders under one legal representative.

    `offices` gives, bidder by bidder, when the common person is in `role`; `shares` what the common `holder` has of
    each bidder in hundredths of a percent, and `held` since when.
    """

    shape: str
    differs: str = ""
    role: str = "legal_rep"
    offices: tuple[Span, ...] = (_ALWAYS, _ALWAYS)
    holder: str = ""
    shares: tuple[int, ...] = ()
    held: Span = _ALWAYS
    namesakes: bool = False
    lots: int = 1
    second_status: str = "valid"
    consortium: bool = False


def _held(
    shape: str, differs: str = "", *, holder: str = "person", shares: tuple[int, ...], held: Span = _ALWAYS
) -> Case:
    return Case(shape, differs, role="", offices=((0, 0),) * len(shares), holder=holder, shares=shares, held=held)


POSITIVES = (
    Case("one legal representative"),
    Case("one head of both", role="head"),
    Case("one legal representative of three bidders", offices=(_ALWAYS, _ALWAYS, _ALWAYS)),
    Case("one legal representative, in the second firm since the day of the deadline", offices=(_ALWAYS, (0, None))),
    _held("one person holds most of both", shares=(6_000, 5_100)),
    _held("one person holds 50.01 percent of both", shares=(5_001, 5_001)),
    _held("one firm, which does not bid, holds most of both", holder="firm", shares=(8_000, 6_600)),
    _held("one bidder holds most of the other", holder="bidder", shares=(0, 7_000)),
)

NEAR_MISSES = (
    Case("two lots of one tender", "each bids for another lot", lots=2),
    Case(
        "former legal representative",
        "he left the second firm on the day of the deadline",
        offices=(_ALWAYS, (-1_200, 0)),
    ),
    Case(
        "later legal representative",
        "he came to the second firm the day after the deadline",
        offices=(_ALWAYS, (1, None)),
    ),
    Case(
        "former head", "he left the second firm on the day of the deadline", role="head", offices=(_ALWAYS, (-1_200, 0))
    ),
    Case("common supervisor", "the common officer is a supervisor", role="supervisor"),
    Case("common director", "the common officer is a director", role="director"),
    Case("common contact", "the common officer is a contact", role="contact"),
    Case("partners", "the two bid as one consortium", consortium=True),
    Case("withdrawn", "one of the two bids was withdrawn", second_status="withdrawn"),
    Case("namesakes", "the legal representatives have one name and two numbers", namesakes=True),
    _held("half of one", "the holder has exactly 50 percent of the second firm", shares=(8_000, 5_000)),
    _held("a fifth of one", "the holder has 20 percent of the second firm", shares=(8_000, 2_000)),
    _held("sold", "the holder sold on the day of the deadline", shares=(6_000, 5_100), held=(-1_200, 0)),
    _held("bought later", "the holder bought the day after the deadline", shares=(6_000, 5_100), held=(1, None)),
    _held("state body", "the common holder is a public body", holder="unit", shares=(6_000, 5_100)),
    _held(
        "half of the other", "the one bidder holds exactly 50 percent of the other", holder="bidder", shares=(0, 5_000)
    ),
    _held(
        "sold the other",
        "the one bidder sold its share of the other on the day of the deadline",
        holder="bidder",
        shares=(0, 7_000),
        held=(-1_200, 0),
    ),
    _held(
        "bought the other later",
        "the one bidder bought its share of the other the day after the deadline",
        holder="bidder",
        shares=(0, 7_000),
        held=(1, None),
    ),
)


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule common-control-bidders."""
    positives, near_misses = [], []
    for case in POSITIVES:
        lots, bidders = _play(book, case)
        for pair in combinations(sorted(bidder.key for bidder in bidders), 2):
            identity = {"lot": lots[0].key, "bidder_a": pair[0], "bidder_b": pair[1]}
            positives.append(Positive(identity, case.shape, [lots[0].key, *pair]))
    for case in NEAR_MISSES:
        lots, bidders = _play(book, case)
        ids = [*(lot.key for lot in lots), *sorted(bidder.key for bidder in bidders)]
        near_misses.append(NearMiss(case.shape, case.differs, ids))
    return RuleTruth(positives, near_misses)


def _play(book: Book, case: Case) -> tuple[list[Lot], list[Firm]]:
    unit, _ = unit_pair(book)
    lots = tender(book, unit, day("2022-06-01") + book.pick(0, 800), lots=case.lots)
    deadline = lots[0].deadline
    bidders = [firm(book) for _ in case.offices]
    _run(book, case, bidders, deadline)
    _hold(book, case, bidders, deadline)
    for lot in lots:
        winner = firm(book)
        strangers(book, winner, share=10_000)
        contract(book, lot, winner, offer(book, lot, winner, 1, status="won"))
        rivals(book, lot, book.pick(1, 2), rank=5)
    partners = f"LH{book.number('consortium')[0]}" if case.consortium else ""
    for place, bidder in enumerate(bidders):
        status = case.second_status if place == 1 else "valid"
        offer(book, lots[min(place, len(lots) - 1)], bidder, 2 + place, status=status, consortium=partners)
    return lots, bidders


def _run(book: Book, case: Case, bidders: list[Firm], deadline: int) -> None:
    """Offices: the common officer where the case has one, and strangers in the others."""
    officer = person(book, age=47)
    other = person(book, age=41, male=officer.male, name=officer.name) if case.namesakes else officer
    for place, (bidder, (since, until)) in enumerate(zip(bidders, case.offices, strict=True)):
        who = other if place else officer
        if case.role:
            serves(book, who, bidder, case.role, since=deadline + since, until=_from(deadline, until))
        own = case.role == "legal_rep"
        strangers(book, bidder, legal_rep=not own)
        if own:
            _others_in_office(book, bidder, deadline, (since, until))


def _others_in_office(book: Book, bidder: Firm, deadline: int, span: Span) -> None:
    """Before and after the common legal representative the firm has somebody else."""
    since, until = span
    if since > _ALWAYS[0]:
        serves(book, person(book), bidder, "legal_rep", since=bidder.founded, until=deadline + since)
    if until is not None:
        serves(book, person(book), bidder, "legal_rep", since=deadline + until)


def _hold(book: Book, case: Case, bidders: list[Firm], deadline: int) -> None:
    """Holdings: what the common holder has, and the rest in the hands of others, one for each bidder."""
    holder = _holder(book, case, bidders)
    shares = case.shares or (0,) * len(bidders)
    since, until = deadline + case.held[0], _from(deadline, case.held[1])
    for bidder, share in zip(bidders, shares, strict=True):
        if share:
            holds(book, holder, bidder, share, since=since, until=until)
        if share < 10_000:
            holds(book, _somebody(book).key, bidder, 10_000 - share, since=bidder.founded)


def _holder(book: Book, case: Case, bidders: list[Firm]) -> str:
    if case.holder == "firm":
        parent = firm(book, category=2)
        strangers(book, parent, share=10_000)
        return parent.key
    if case.holder == "bidder":
        return bidders[0].key
    if case.holder == "unit":
        return str(book.background.bodies.key[0])
    return _somebody(book).key


def _somebody(book: Book) -> Human:
    return person(book, age=book.pick(30, 60), male=bool(book.pick(0, 1)))


def _from(deadline: int, offset: int | None) -> int:
    return NEVER if offset is None else deadline + offset
