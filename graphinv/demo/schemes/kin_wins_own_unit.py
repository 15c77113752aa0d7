"""A relative's firm wins from the official's own unit, and cases that differ from that in one fact."""

from functools import partial

from graphinv.demo.arrays import Rng
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, kin, person, post
from graphinv.demo.dates import NEVER, day
from graphinv.demo.market import Firm, firm, holds, holds_since_month, serves, strangers
from graphinv.demo.schemes.kin_cases import NEAR_MISSES, POSITIVES, Case, Step
from graphinv.demo.tendering import contract, offer, purchase, rivals, tender, unit_pair
from graphinv.demo.truth import RuleTruth, planted


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule kin-wins-own-unit."""
    return planted(POSITIVES, NEAR_MISSES, partial(_play, book))


def _award_day(rng: Rng, case: Case) -> int:
    """A day in the second or third year; on the 15th where only the month of a share is known."""
    first = day("2023-03-01")
    if case.month_only:
        return day(f"2023-{rng.integers(4, 12):02d}-15")
    return first + int(rng.integers(0, 560))


def _play(book: Book, case: Case) -> tuple[dict[str, str], list[str]]:
    """Enter the case; returns the identity of the lead it would open and all its keys."""
    award = _award_day(book.rng, case)
    own, other = unit_pair(book)
    official = person(book, age=case.age)
    post(book, official, own, since=award + case.post[0], until=_from(award, case.post[1]))
    relatives = _relatives(book, official, case.path, award)
    owner = _owner(book, case, official, relatives[-1])
    supplier = _supplier(book, case, owner, award)
    won = _buy(book, case, supplier, own if case.buyer == "own" else other, award)
    identity = {"official": official.key, "relative": owner.key, "company": supplier.key, "award": won}
    people = dict.fromkeys([official.key, *(relative.key for relative in relatives), owner.key])
    return identity, [*people, supplier.key, won, str(book.background.bodies.key[own])]


def _from(award: int, offset: int | None) -> int:
    return NEVER if offset is None else award + offset


_SAME_SURNAME = frozenset({"parent", "child", "sibling", "grandparent"})


def _relatives(book: Book, official: Human, path: tuple[Step, ...], award: int) -> list[Human]:
    """The people along the path, the relative last."""
    people, before = [], official
    for step in path:
        like = before if step.type in _SAME_SURNAME and (step.type != "parent" or step.male) else None
        here = person(book, male=step.male, age=step.age, like=like)
        a, b = (here, before) if step.told_by_next else (before, here)
        kin(book, a, b, step.type, since=_from(award, step.since), until=_from(award, step.until))
        people.append(here)
        before = here
    return people


def _owner(book: Book, case: Case, official: Human, relative: Human) -> Human:
    if case.owner == "namesake":
        return person(book, male=relative.male, age=40, name=relative.name)
    if case.owner == "official":
        kin(book, relative, official, "child")
        return official
    return relative


def _supplier(book: Book, case: Case, owner: Human, award: int) -> Firm:
    """The firm in which the owner has the interest of the case; the rest belongs to strangers."""
    made = firm(book, kind=case.kind)
    since, until = award + case.interest[0], _from(award, case.interest[1])
    if case.share and case.month_only:
        holds_since_month(book, owner.key, made, case.share, award)
    elif case.share:
        holds(book, owner.key, made, case.share, since=since, until=until)
    if case.role:
        serves(book, owner, made, case.role, since=since, until=until)
    if case.kind != "sole":
        strangers(book, made, share=10_000 - case.share, legal_rep=case.role != "legal_rep")
    return made


def _buy(book: Book, case: Case, supplier: Firm, unit: int, award: int) -> str:
    """The purchase; returns the key of the award: the contract if there is one, else the lot."""
    if case.outcome == "purchase":
        return purchase(book, unit, supplier, award)
    lot = tender(book, unit, award, lead=case.lead)[0]
    if case.outcome == "lost":
        winner = firm(book)
        strangers(book, winner, share=10_000)
        contract(book, lot, winner, offer(book, lot, winner, 1, status="won"))
        offer(book, lot, supplier, 2)
        rivals(book, lot, 2, rank=3)
        return lot.key
    amount = offer(book, lot, supplier, 1, status="won")
    rivals(book, lot, book.pick(2, 4))
    return lot.key if case.outcome == "lot" else contract(book, lot, supplier, amount)
