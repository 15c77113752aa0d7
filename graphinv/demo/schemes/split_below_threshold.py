"""Purchases split to stay below the limit of an open tender, and purchases that only look like it."""

from graphinv.demo.book import Book
from graphinv.demo.dates import day
from graphinv.demo.market import Firm, firm, strangers
from graphinv.demo.schemes.split_cases import NEAR_MISSES, POSITIVES, Buy, Case
from graphinv.demo.tendering import Buyer, Notice, contract, new_buyer, offer, purchase, tender
from graphinv.demo.truth import NearMiss, Positive, RuleTruth


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule split-below-threshold, each in a unit of its own."""
    positives, near_misses = [], []
    for case in POSITIVES:
        buyer, ids = _play(book, case)
        for category, year in case.leads:
            identity = {"unit": buyer.key, "category": category, "year": str(year)}
            positives.append(Positive(identity, case.shape, ids, case.certainty))
    for case in NEAR_MISSES:
        near_misses.append(NearMiss(case.shape, case.differs, _play(book, case)[1]))
    return RuleTruth(positives, near_misses)


def _play(book: Book, case: Case) -> tuple[Buyer, list[str]]:
    """Enter the case; returns the (first) buyer and all keys."""
    buyers = [new_buyer(book, case.county) for _ in range(max(buy.unit for buy in case.buys) + 1)]
    suppliers = [firm(book, category=2) for _ in range(max(buy.supplier for buy in case.buys) + 1)]
    for supplier in suppliers:
        strangers(book, supplier, share=10_000)
    bought = [_buy(book, buy, buyers[buy.unit], suppliers[buy.supplier]) for buy in case.buys]
    return buyers[0], [buyer.key for buyer in buyers] + [supplier.key for supplier in suppliers] + bought


def _buy(book: Book, buy: Buy, buyer: Buyer, supplier: Firm) -> str:
    """One purchase; returns the key of the contract, or of the lot that has none on file."""
    awarded = day(buy.on)
    method, category = buy.method, buy.category
    if buy.form == "purchase":
        return purchase(book, buyer, supplier, awarded, amount=buy.amount, method=method, category=category)
    told = Notice(method, buy.status, buy.reason, category, buy.amount + 5_000_000)
    lot = tender(book, buyer, awarded, notice=told)[0]
    offer(book, lot, supplier, 1, status="won", amount=buy.amount)
    for place in (2, 3):
        rival = firm(book, category=2)
        strangers(book, rival, share=10_000)
        offer(book, lot, rival, place, amount=buy.amount + place * 1_000_000)
    if buy.form == "lot":
        return lot.key
    return contract(book, lot, supplier, buy.amount, method=method, category=category)
