"""Tenders, bids and contracts of planted schemes, one at a time."""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.book import Book, Cell
from graphinv.demo.dates import stamp, year_of
from graphinv.demo.lots import CATEGORY_CODES, METHODS, tender_keys
from graphinv.demo.market import Firm
from graphinv.demo.names import PROJECTS
from graphinv.demo.purchases import contract_keys


@dataclass(frozen=True)
class Lot:
    """One planted lot; `unit` is the buyer's index among the bodies, days as numbers."""

    key: str
    unit: int
    deadline: int
    awarded: int
    part: str
    estimate: int


def tender(book: Book, unit: int, awarded: int, *, lead: int = 80, lots: int = 1) -> list[Lot]:
    """An awarded tender for works whose planning began `lead` days before the award; one entry for each lot."""
    deadline, published = awarded - 7, awarded - 7 - min(21, lead - 8)
    key = str(tender_keys(book.number("tender"), year_of(np.array([published])), book.seed)[0])
    estimate = book.pick(40, 90) * 1_000_000
    hour, project, part = 930, book.pick(0, 4), str(stamp(published) // 10_000)
    made = []
    for number in range(1, lots + 1):
        lot = Lot(key if lots == 1 else f"{key}/{number}", unit, deadline, awarded, part, estimate)
        book.add(
            "tenders",
            tender_id=key,
            lot_id=lot.key,
            title=f"{book.background.bodies.name[unit]}{PROJECTS[1][project]}",
            buyer_id=str(book.background.bodies.key[unit]),
            method=METHODS["open"],
            compulsory="是",
            criterion="综合评分",
            estimate=estimate,
            planned_on=stamp(awarded - lead),
            published_on=stamp(published),
            docs_issued_on=stamp(published + 1),
            deadline_at=stamp(deadline) * 10_000 + hour,
            opened_at=stamp(deadline) * 10_000 + hour,
            awarded_on=stamp(awarded),
            category=str(CATEGORY_CODES[5 + project]),
            region_code=str(DIVISIONS[book.background.bodies.county[unit]]),
            status="已中标",
            part=part,
        )
        made.append(lot)
    return made


def offer(book: Book, lot: Lot, by: Firm, rank: int, *, status: str = "valid", consortium: str = "") -> int:
    """A bid; the amount in fen rises with the rank and is returned."""
    amount = lot.estimate * (90 + min(rank, 9)) // 1_000_000 * 10_000
    book.add(
        "bids",
        bid_id=f"{lot.key}#{by.key}",
        lot_id=lot.key,
        company_id=by.key,
        company_name=by.name,
        amount=amount,
        status=status,
        rank=rank,
        consortium_id=consortium,
        part=lot.part,
    )
    return amount


def rivals(book: Book, lot: Lot, count: int, *, rank: int = 2) -> None:
    """Firms of the background, each of another group, that bid and lose."""
    firms = book.background.firms
    works = np.flatnonzero((firms.category == 1) & firms.is_kind("private", "sole"))
    _, first = np.unique(firms.group[works], return_index=True)
    for place, index in enumerate(book.rng.permutation(works[first])[:count]):
        rival = Firm(str(firms.key[index]), str(firms.name[index]), int(firms.founded[index]))
        offer(book, lot, rival, rank + place)


def contract(book: Book, lot: Lot, supplier: Firm, amount: int) -> str:
    """The contract of an awarded lot; its number is returned."""
    key = str(contract_keys(book.number("contract"), year_of(np.array([lot.awarded])), book.seed)[0])
    row = _contract_row(book, key, supplier, amount, lot.awarded + 12)
    book.add("contracts", **row, lot_id=lot.key, buyer_id=str(book.background.bodies.key[lot.unit]), part="tendered")
    return key


def purchase(book: Book, unit: int, supplier: Firm, awarded: int) -> str:
    """A contract without a lot, awarded directly; its number is returned."""
    key = str(contract_keys(book.number("contract"), year_of(np.array([awarded])), book.seed)[0])
    row = _contract_row(book, key, supplier, book.pick(4, 9) * 1_000_000, awarded + 5)
    buyer = str(book.background.bodies.credit_code[unit])
    row["method"] = METHODS["direct"]
    book.add("contracts", **row, awarded_on=stamp(awarded), buyer_id=buyer, part="direct")
    return key


def _contract_row(book: Book, key: str, supplier: Firm, amount: int, signed: int) -> dict[str, Cell]:
    return {
        "contract_id": key,
        "supplier_id": supplier.key,
        "supplier_name": supplier.name,
        "amount": amount,
        "signed_on": stamp(signed),
        "since": stamp(signed + 3),
        "until": stamp(signed + 123),
        "title": PROJECTS[1][book.pick(0, 4)],
        "method": METHODS["open"],
        "category": str(CATEGORY_CODES[5 + book.pick(0, 4)]),
    }


def unit_pair(book: Book) -> tuple[int, int]:
    """Two units under one parent: (index of the own unit, index of another one)."""
    bodies = book.background.bodies
    own = book.rng.permutation(np.flatnonzero(bodies.role == "bureau"))
    for unit in own:
        others = np.flatnonzero((bodies.parent == bodies.parent[unit]) & (np.arange(len(bodies)) != unit))
        if len(others):
            return int(unit), int(others[book.pick(0, len(others) - 1)])
    raise ValueError("no two units under one parent")
