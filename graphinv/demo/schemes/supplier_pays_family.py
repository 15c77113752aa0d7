"""A supplier pays the family of an official whose unit it won from, and payments that have another reason."""

from functools import partial
from typing import NamedTuple

from graphinv.demo.book import Book
from graphinv.demo.cast import Human, kin, person, post
from graphinv.demo.dates import NEVER, day
from graphinv.demo.entries import Span, account, acts_for, employed, transfer, white
from graphinv.demo.market import Firm, firm, holds, strangers
from graphinv.demo.schemes.paid_family_cases import NEAR_MISSES, POSITIVES, YUAN, Case, Days
from graphinv.demo.tendering import contract, offer, purchase, rivals, tender, unit_pair
from graphinv.demo.truth import NearMiss, RuleTruth, planted


class Cast(NamedTuple):
    """Who takes part: the relative is the official himself where he is paid."""

    official: Human
    relative: Human
    winner: Firm


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule supplier-pays-family."""
    truth = planted(POSITIVES, NEAR_MISSES, partial(_play, book))
    truth.near_misses.append(_own_firm(book))
    return truth


def _own_firm(book: Book) -> NearMiss:
    """A firm that is a lead already, since the daughter owns it, pays her."""
    known = book.planted["kin-wins-own-unit"].positives[0].identity
    source, target = (account(book, known[role], Span(day("2020-05-01"))) for role in ("company", "relative"))
    paid = transfer(book, (source, target), day("2024-06-28"), 90_000 * YUAN, memo="分红")
    return NearMiss("own firm", "the daughter owns the firm that pays her", [*known.values(), source, target, paid])


def _play(book: Book, case: Case) -> tuple[dict[str, str], list[str]]:
    """Enter the case; returns the identity of the lead it would open and all its keys."""
    award = day("2022-07-10") + book.pick(0, 160)
    own, other = unit_pair(book)
    official = person(book, age=50)
    post(book, official, own, since=award + case.post[0], until=_end(award, case.post[1]))
    relative = _relative(book, case, official, award)
    cast = Cast(official, relative, firm(book))
    owner = person(book, age=51)
    taken = case.stake + (case.share if case.through == "winner" else 0)
    holds(book, owner.key, cast.winner, 10_000 - taken, since=cast.winner.founded)
    strangers(book, cast.winner)
    _stake(book, case, cast, award)
    won, loser = _award(book, case, cast.winner, other if case.outcome == "elsewhere" else own, award)
    payee, target = _payee(book, case, cast, award + case.first)
    payer = {"winner": cast.winner.key, "loser": loser.key, "owner": owner.key}[case.payer]
    source = account(book, payer, _span(award + case.first, case.source), founded=case.unfounded != "source")
    paid = _pay(book, case, (source, target), award + case.first)
    if case.job:
        span = _span(award + case.first, case.job)
        employed(book, relative, cast.winner, case.wage * YUAN, span)
    identity = {"official": official.key, "payee": payee, "company": cast.winner.key}
    keys = [official.key, relative.key, payee, cast.winner.key, payer, won, source, target, *paid]
    return identity, list(dict.fromkeys(keys))


def _end(start: int, offset: int | None) -> int:
    return NEVER if offset is None else start + offset


def _span(start: int, days: Days) -> Span:
    return Span(start + days[0], _end(start, days[1]))


def _relative(book: Book, case: Case, official: Human, award: int) -> Human:
    if not case.relation:
        return official
    male = case.relation != "spouse"
    relative = person(book, male=male, age=24 if case.relation == "child" else 48, like=official if male else None)
    dated = case.relation in ("spouse", "assoc")
    since, until = (award + case.married[0], _end(award, case.married[1])) if dated else (NEVER, NEVER)
    kin(book, official, relative, case.relation, since=since, until=until)
    return relative


def _stake(book: Book, case: Case, cast: Cast, award: int) -> None:
    """An interest in the winner itself: of the relative, a cousin or a former wife."""
    if not case.holder:
        return
    holder = cast.relative
    if case.holder == "collateral":
        holder = person(book, age=46, like=cast.official)
        kin(book, cast.official, holder, "collateral")
    elif case.holder == "former":
        holder = person(book, male=False, age=47)
        kin(book, cast.official, holder, "spouse", since=award - 8_000, until=award - 2_000)
    since, until = award + case.staked[0], _end(award, case.staked[1])
    holds(book, holder.key, cast.winner, case.stake, since=since, until=until)


def _award(book: Book, case: Case, winner: Firm, unit: int, award: int) -> tuple[str, Firm]:
    """The award, and a firm that bid and lost."""
    loser = firm(book)
    strangers(book, loser, share=10_000)
    if case.outcome == "purchase":
        return purchase(book, unit, winner, award), loser
    lot = tender(book, unit, award, lead=case.lead)[0]
    amount = offer(book, lot, winner, 1, status="won")
    offer(book, lot, loser, 2)
    rivals(book, lot, book.pick(1, 2), rank=3)
    return lot.key if case.outcome == "lot" else contract(book, lot, winner, amount), loser


def _payee(book: Book, case: Case, cast: Cast, first: int) -> tuple[str, str]:
    """Whose account is paid, and its number."""
    founded = case.unfounded != "target"
    if case.through == "card":
        stranger = person(book, age=44)
        number = account(book, stranger.key, Span(first - 1_200))
        acts_for(book, cast.relative, number, "card_user", _span(first, case.target))
        return cast.relative.key, number
    if case.through == "own":
        return cast.relative.key, account(book, cast.relative.key, _span(first, case.target), founded=founded)
    held = cast.winner
    if case.through == "firm":
        held = firm(book, category=2)
        strangers(book, held, share=10_000 - case.share)
    span = _span(first, case.held)
    holds(book, cast.relative.key, held, case.share, since=span.since, until=span.until)
    return held.key, account(book, held.key, _span(first, case.target))


def _pay(book: Book, case: Case, ends: tuple[str, str], first: int) -> list[str]:
    """All transfers of the case, and its entry of the whitelist."""
    founded = case.unfounded != "transfer"
    paid = [
        transfer(book, ends, first + case.every * nth, sum_ * YUAN, memo=case.memo, founded=founded)
        for nth, sum_ in enumerate(case.sums)
    ]
    if case.back:
        amount, after = case.back
        paid.append(transfer(book, (ends[1], ends[0]), first + after, amount * YUAN, memo="退款"))
    source, target = ends
    entries = {
        "source": ("hub_account", source, ""),
        "target": ("hub_account", target, ""),
        "pair": ("counterpart_pair", source, target),
        "turned": ("counterpart_pair", target, source),
    }
    if case.listed == "apart":
        other = account(book, str(book.background.bodies.key[0]), Span(first - 1_000))
        for end in ends:
            white(book, "counterpart_pair", end, other)
    elif case.listed:
        white(book, *entries[case.listed], ended=case.ended)
    return paid
