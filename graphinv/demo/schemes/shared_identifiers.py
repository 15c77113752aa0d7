"""Bidders of one lot who share what only few others use, and bidders who only seem to."""

from functools import partial

from graphinv.demo.book import Book
from graphinv.demo.dates import NEVER, day
from graphinv.demo.entries import Span, new_contact, uses, white
from graphinv.demo.market import Firm, firm, strangers
from graphinv.demo.schemes.shared_cases import NEAR_MISSES, POSITIVES, Case, Days, Item
from graphinv.demo.tendering import contract, offer, rivals, tender, unit_pair
from graphinv.demo.truth import Identity, RuleTruth, planted


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule bidders-shared-identifiers."""
    return planted(POSITIVES, NEAR_MISSES, partial(_play, book))


def _play(book: Book, case: Case) -> tuple[Identity, list[str]]:
    """Enter the case; returns the identity of the lead it would open (bidders in the order of their codes) and all its
    keys.
    """
    unit, _ = unit_pair(book)
    # On a 15th, so that the month of the deadline has days before and after it.
    deadline = day(f"2023-{book.pick(2, 11):02d}-15")
    lots = tender(book, unit, deadline + 7, lots=case.lots)
    one, two = sorted((firm(book), firm(book)), key=lambda made: made.key)
    for lot in lots:
        winner = firm(book)
        strangers(book, winner, share=10_000)
        contract(book, lot, winner, offer(book, lot, winner, 1, status="won"))
        rivals(book, lot, 1, rank=5)
    named, *_ = [_share(book, item, (one, two), deadline) for item in case.items]
    partners = f"LH{book.number('consortium')[0]}" if case.consortium else ""
    for place, (bidder, status) in enumerate(zip((one, two), case.status, strict=True)):
        strangers(book, bidder, share=10_000)
        prints = case.printed in ("both", "one" if place == 0 else "two")
        lot = lots[min(place, len(lots) - 1)]
        offer(book, lot, bidder, 2 + place, status=status, consortium=partners, phone=named if prints else "")
    identity = {"lot": lots[0].key, "bidder_a": one.key, "bidder_b": two.key}
    return identity, [*(lot.key for lot in lots), one.key, two.key]


def _share(book: Book, item: Item, bidders: tuple[Firm, Firm], deadline: int) -> str:
    """Enter the uses of one contact; returns the contact."""
    value = new_contact(book, item.kind)
    for bidder, days in zip(bidders, (item.one, item.two), strict=True):
        if days is not None:
            uses(book, bidder.key, item.kind, value, _span(deadline, days, item.vague and days == item.two))
    firms = book.background.firms
    for index in book.rng.permutation(len(firms))[: item.others]:
        uses(book, str(firms.key[index]), item.kind, value, Span(deadline - 1_000))
    if item.listed:
        white(book, item.listed, value, ended=item.ended)
    return value


def _span(deadline: int, days: Days, vague: bool) -> Span:
    until = NEVER if days[1] is None else deadline + days[1]
    return Span(deadline + days[0], until, "since" if vague else "")
