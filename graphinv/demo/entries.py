"""Contacts, accounts, transfers, registers, bans and lists of planted schemes, one entry at a time."""

from typing import NamedTuple

from graphinv.demo.banking import HANDED_IN, ROLES
from graphinv.demo.bans import GROUNDS
from graphinv.demo.book import Book
from graphinv.demo.cast import Human
from graphinv.demo.contacts import KINDS, emails, mobiles
from graphinv.demo.dates import NEVER, month_only, stamp
from graphinv.demo.flows import CHANNELS, ONLINE
from graphinv.demo.market import Firm
from graphinv.demo.payouts import transfer_keys
from graphinv.demo.rosters import PARTS, REGISTERS
from graphinv.demo.subsidies import account_of
from graphinv.demo.tendering import Buyer


class Span(NamedTuple):
    """From day to day, NEVER being no end; of the `vague` one (since or until) only the month is known."""

    since: int
    until: int = NEVER
    vague: str = ""

    def cells(self) -> dict[str, int]:
        """The stamps of both days."""
        stamps = {"since": stamp(self.since), "until": 0 if self.until == NEVER else stamp(self.until)}
        return {name: int(month_only(day)) if name == self.vague else day for name, day in stamps.items()}


def new_contact(book: Book, kind: str) -> str:
    """A number, an address or a room that nobody else uses."""
    if kind in ("mobile", "email"):
        make = mobiles if kind == "mobile" else emails
        return str(make(book.number(kind), book.seed)[0])
    number = int(book.number("room")[0])
    building = f"青梧县创业路{number}号创业大厦"
    return building if kind == "building" else f"{building}{book.pick(2, 19)}{book.pick(1, 9):02d}室"


def uses(book: Book, owner: str, kind: str, value: str, span: Span) -> None:
    """A firm or person (by key) uses a contact."""
    word = KINDS.get(kind, "其他")
    book.add("identifiers", owner_id=owner, kind=word, value=value, part="firms", **span.cells())


def account(book: Book, owner: str, span: Span, *, founded: bool = True) -> str:
    """A new account of a person, firm or unit (by key); its number is returned.

    `span` is how long it is his; not `founded` are papers that somebody handed in, without any legal ground.
    """
    number = str(account_of(book.number("account"), book.seed)[0])
    part = ("people" if owner.startswith("P") else "firms") if founded else HANDED_IN
    _account_row(book, number, owner, span, {"role": "owner", "part": part})
    return number


def acts_for(book: Book, who: Human, number: str, role: str, span: Span) -> None:
    """Somebody who is not the owner uses or may use the account."""
    _account_row(book, number, who.key, span, {"role": role, "part": "people"})


def _account_row(book: Book, number: str, party: str, span: Span, kind: dict[str, str]) -> None:
    """The owner's row says when the account was opened, the others since when they use it."""
    book.add(
        "accounts",
        account_id=number,
        bank="青梧农商银行",
        party_id=party,
        role=ROLES[kind["role"]],
        opened_on=stamp(span.since) if kind["role"] == "owner" else 0,
        part=kind["part"],
        **span.cells(),
    )


def transfer(
    book: Book, ends: tuple[str, str], day: int, amount: int, *, memo: str = "往来款", founded: bool = True
) -> str:
    """A transfer of `amount` fen between two accounts; its number is returned."""
    key = str(transfer_keys(book.number("transfer"), book.seed)[0])
    book.add(
        "transfers",
        tx_id=key,
        at=day * 86_400 + book.pick(9, 16) * 3_600,
        amount=amount,
        from_account_id=ends[0],
        to_account_id=ends[1],
        channel=CHANNELS[ONLINE],
        memo=memo,
        part=str(stamp(day) // 10_000) if founded else HANDED_IN,
    )
    return key


def employed(book: Book, who: Human, by: Firm, wage: int, span: Span) -> None:
    """A job in a firm for `wage` fen a month."""
    book.add(
        "employment",
        person_id=who.key,
        employer_id=by.key,
        wage=wage,
        grade="二级",
        insured="是",
        full_time="是",
        post="文员",
        part="firms",
        **span.cells(),
    )


def listed(book: Book, who: Human, register: str, span: Span, amount: int = 0) -> None:
    """An entry in a register, with `amount` fen a month."""
    word, part = REGISTERS[register], PARTS.get(register, "others")
    book.add("person_registers", person_id=who.key, register=word, amount=amount, part=part, **span.cells())


def banned(book: Book, subject: str, by: Buyer, span: Span, *, region: str = "", field: str = "") -> None:
    """A ban that a unit has spoken against a firm or person (by key)."""
    book.add(
        "blacklist",
        subject_id=subject,
        ground=str(GROUNDS[book.pick(0, len(GROUNDS) - 1)]),
        doc=f"青财罚〔2022〕{book.pick(1, 900)}号",
        region_code=region,
        field=field,
        issuer_id=by.key,
        **span.cells(),
    )


def white(book: Book, kind: str, value: str, other: str = "", *, ended: bool = False) -> None:
    """An entry of the whitelist, in force since 2015, or until 2019 only."""
    until = 20190101 if ended else 0
    book.add("whitelists", kind=kind, value=value, value2=other, reason="经核实", since=20150101, until=until)
