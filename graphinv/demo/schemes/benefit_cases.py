"""What the cases of benefits drawn twice have in common: who is paid, in which months, and what is noted of it."""

from graphinv.demo.book import Book
from graphinv.demo.cast import Human, person
from graphinv.demo.truth import NearMiss, Positive


def payee(book: Book) -> Human:
    """A person of an age for most programmes."""
    return person(book, male=bool(book.pick(0, 1)), age=book.pick(52, 70))


def a_month(book: Book) -> int:
    """A month of 2023, counted from January of the first year, so that payments name the person id."""
    return book.pick(13, 20)


def found(
    shape: str, who: Human, programmes: tuple[str, str], payments: list[str], twin: Human | None = None
) -> Positive:
    """A lead that must be opened; `twin` is a second record of the payee."""
    first, second = sorted(programmes)
    same = [who.key, twin.key] if twin else []
    ids = [who.key, *same[1:], *sorted({first, second}), *payments]
    return Positive({"payee": who.key, "programme": first, "other": second}, shape, ids, same=same)


def silent(shape: str, differs: str, who: Human, programmes: tuple[str, ...], payments: list[str]) -> NearMiss:
    """Payments that must open no lead, and the one fact in which they differ from those that do."""
    return NearMiss(shape, differs, [who.key, *programmes, *payments])
