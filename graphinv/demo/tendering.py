"""Tenders, bids and contracts of planted schemes, one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graphinv.demo.bodies import COUNTIES, DIVISIONS
from graphinv.demo.book import Book, Cell
from graphinv.demo.dates import stamp, year_of
from graphinv.demo.keys import credit_codes
from graphinv.demo.lots import CATEGORY_CODES, METHODS, tender_keys
from graphinv.demo.market import Firm
from graphinv.demo.names import PROJECTS
from graphinv.demo.purchases import contract_keys


@dataclass(frozen=True)
class Buyer:
    """A unit that buys: its two keys, its name and its county (index)."""

    key: str
    credit_code: str
    name: str
    county: int


@dataclass(frozen=True)
class Lot:
    """One planted lot; days as numbers."""

    key: str
    buyer: Buyer
    deadline: int
    awarded: int
    part: str
    estimate: int


def buyer_of(book: Book, unit: int) -> Buyer:
    """A unit of the background by its index."""
    bodies = book.background.bodies
    return Buyer(str(bodies.key[unit]), str(bodies.credit_code[unit]), str(bodies.name[unit]), int(bodies.county[unit]))


def new_buyer(book: Book, county: int = 0) -> Buyer:
    """A unit of its own, so that nothing else that it buys is in the way."""
    index = book.number("unit")
    code = str(credit_codes(index, DIVISIONS[[county]], "12", book.seed)[0])
    key, name = f"U{DIVISIONS[county]}-{int(index[0])}", f"{COUNTIES[county]}第{int(index[0])}项目服务中心"
    book.add(
        "units",
        unit_id=key,
        uscc=code,
        name=name,
        kind="事业单位",
        level="县",
        region_code=str(DIVISIONS[county]),
        parent_id=str(book.background.bodies.key[np.flatnonzero(book.background.bodies.county == county)[0]]),
        since=20050101,
    )
    return Buyer(key, code, name, county)


@dataclass(frozen=True)
class Notice:
    """What a tender's notice says; the category is one for works and the estimate (fen) is drawn unless told."""

    method: str = "open"
    status: str = "已中标"
    reason: str = ""
    category: str | None = None
    estimate: int = 0


_USUAL = Notice()


def tender(
    book: Book, unit: int | Buyer, awarded: int, *, lead: int = 80, lots: int = 1, notice: Notice = _USUAL
) -> list[Lot]:
    """An awarded tender whose planning began `lead` days before the award; one entry for each lot."""
    buyer = unit if isinstance(unit, Buyer) else buyer_of(book, unit)
    deadline, published = awarded - 7, awarded - 7 - min(21, lead - 8)
    key = str(tender_keys(book.number("tender"), year_of(np.array([published])), book.seed)[0])
    drawn = book.pick(40, 90) * 1_000_000
    estimate = notice.estimate or drawn
    hour, project, part = 930, book.pick(0, 4), str(stamp(published) // 10_000)
    made = []
    for number in range(1, lots + 1):
        lot = Lot(key if lots == 1 else f"{key}/{number}", buyer, deadline, awarded, part, estimate)
        book.add(
            "tenders",
            tender_id=key,
            lot_id=lot.key,
            title=f"{buyer.name}{PROJECTS[1][project]}",
            buyer_id=buyer.key,
            method=METHODS[notice.method],
            compulsory="是",
            criterion="综合评分",
            reason_code=notice.reason,
            estimate=estimate,
            planned_on=stamp(awarded - lead),
            published_on=stamp(published),
            docs_issued_on=stamp(published + 1),
            deadline_at=stamp(deadline) * 10_000 + hour,
            opened_at=stamp(deadline) * 10_000 + hour,
            awarded_on=stamp(awarded),
            category=str(CATEGORY_CODES[5 + project]) if notice.category is None else notice.category,
            region_code=str(DIVISIONS[buyer.county]),
            status=notice.status,
            part=part,
        )
        made.append(lot)
    return made


def offer(
    book: Book, lot: Lot, by: Firm, rank: int, *, status: str = "valid", consortium: str = "", **facts: str | int
) -> int:
    """A bid; the amount in fen rises with the rank, unless one is given, and is returned.

    Further facts: `amount`, `phone` and `email`.
    """
    amount = int(facts.get("amount", lot.estimate * (90 + min(rank, 9)) // 1_000_000 * 10_000))
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
        contact_phone=str(facts.get("phone", "")),
        contact_email=str(facts.get("email", "")),
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


def contract(book: Book, lot: Lot, supplier: Firm, amount: int, **facts: str) -> str:
    """The contract of an awarded lot; its number is returned. Further facts: `method` and `category`."""
    key = str(contract_keys(book.number("contract"), year_of(np.array([lot.awarded])), book.seed)[0])
    row = _contract_row(book, key, supplier, amount, lot.awarded + 12) | _told(facts)
    book.add("contracts", **row, lot_id=lot.key, buyer_id=lot.buyer.key, part="tendered")
    return key


def purchase(book: Book, unit: int | Buyer, supplier: Firm, awarded: int, **facts: str | int) -> str:
    """A contract without a lot, awarded directly; its number is returned.

    Further facts: `method`, `category` and `amount` (fen), if they are not the usual ones.
    """
    buyer = unit if isinstance(unit, Buyer) else buyer_of(book, unit)
    key = str(contract_keys(book.number("contract"), year_of(np.array([awarded])), book.seed)[0])
    amount = int(facts.pop("amount", book.pick(4, 9) * 1_000_000))
    row = _contract_row(book, key, supplier, amount, awarded + 5)
    row |= _told({"method": "direct", **facts})
    book.add("contracts", **row, awarded_on=stamp(awarded), buyer_id=buyer.credit_code, part="direct")
    return key


def _told(facts: Mapping[str, str | int]) -> dict[str, Cell]:
    return {name: METHODS[str(value)] if name == "method" else value for name, value in facts.items()}


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
