"""The cases of split-below-threshold as data: what a unit buys, in which form, when, and from whom."""

from dataclasses import dataclass, replace

_WAN = 1_000_000
"""10,000 yuan, in fen."""


@dataclass(frozen=True)
class Buy:
    """One purchase; the standing ones are direct inquiries for goods of 1.2 million yuan.

    `form` is purchase (no lot), lot (no contract on file) or contract (a lot with its contract); `supplier` and `unit`
    count the suppliers and the buyers of the case.
    """

    on: str
    amount: int = 120 * _WAN
    category: str = "A0201"
    method: str = "inquiry"
    form: str = "purchase"
    supplier: int = 0
    unit: int = 0
    status: str = "已中标"
    reason: str = ""


@dataclass(frozen=True)
class Case:
    """What is bought in the county (by index), and the leads it opens as (category, year)."""

    shape: str
    buys: tuple[Buy, ...]
    leads: tuple[tuple[str, int], ...] = (("A0201", 2023),)
    differs: str = ""
    county: int = 0
    certainty: str = "certain"


def _two(first: Buy, second: Buy | None = None) -> tuple[Buy, Buy]:
    """A purchase and, unless told otherwise, a like one in September from somebody else."""
    return first, second or _later(first)


def _later(like: Buy) -> Buy:
    return replace(like, on="2023-09-12", supplier=1)


_MARCH = Buy("2023-03-14")
_LOT, _CONTRACT = replace(_MARCH, form="lot"), replace(_MARCH, form="contract")
_SEPTEMBER, _LATER_LOT, _LATER_CONTRACT = (_later(first) for first in (_MARCH, _LOT, _CONTRACT))
_SERVICE = replace(_MARCH, category="C0801", amount=60 * _WAN, method="consultation")
_WORKS = replace(_MARCH, category="B0201", amount=250 * _WAN, method="single_source")
_EDGE = replace(_MARCH, amount=185 * _WAN)

POSITIVES = (
    Case("two purchases of one kind in a year", _two(_MARCH)),
    Case("both from one supplier", _two(_MARCH, replace(_SEPTEMBER, supplier=0))),
    Case(
        "three lots whose contracts are not on file",
        (
            replace(_LOT, amount=80 * _WAN),
            replace(_LOT, on="2023-05-10", amount=70 * _WAN, supplier=1),
            replace(_LOT, on="2023-11-20", amount=90 * _WAN, supplier=2),
        ),
    ),
    Case("two lots with their contracts", _two(_CONTRACT)),
    Case(
        "on the first and on the last day of the year",
        _two(replace(_MARCH, on="2023-01-01"), replace(_SEPTEMBER, on="2023-12-31")),
    ),
    Case("the limit is reached to the yuan", _two(replace(_MARCH, amount=100 * _WAN))),
    Case("works, from a single source", _two(_WORKS), (("B0201", 2023),)),
    Case("services above the duty to tender only", _two(_SERVICE), (("C0801", 2023),)),
    Case("above the lower limit of the third county", _two(replace(_MARCH, amount=80 * _WAN)), county=2),
    Case(
        "similar codes from one supplier",
        _two(_MARCH, replace(_SEPTEMBER, category="A0202", supplier=0)),
        (("A02", 2023),),
    ),
    Case(
        "three just below the limit within a month of spring",
        (_EDGE, replace(_EDGE, on="2023-03-24", supplier=1), replace(_EDGE, on="2023-04-13", supplier=2)),
    ),
    Case(
        "three just below the limit around New Year",
        (
            replace(_EDGE, on="2022-12-21"),
            replace(_EDGE, on="2023-01-05", supplier=1),
            replace(_EDGE, on="2023-01-20", supplier=2),
        ),
        (("A0201", 2022), ("A0201", 2023)),
    ),
    Case(
        "the category is not on file",
        _two(replace(_MARCH, category="", amount=60 * _WAN)),
        (("", 2023),),
        certainty="possible",
    ),
)

NEAR_MISSES = (
    Case("open tenders", _two(replace(_CONTRACT, method="open")), differs="both were called openly"),
    Case(
        "one open tender",
        (_CONTRACT, replace(_CONTRACT, on="2023-09-12", method="open", supplier=1)),
        differs="one of the two was called openly",
    ),
    Case("framework call-offs", _two(replace(_MARCH, method="framework")), differs="they were called off a framework"),
    Case(
        "three purchases over two years",
        (
            replace(_MARCH, on="2022-09-14", amount=80 * _WAN),
            replace(_MARCH, on="2022-11-10", amount=80 * _WAN),
            replace(_MARCH, on="2023-01-15", amount=80 * _WAN),
        ),
        differs="the third belongs to the next fiscal year, more than 30 days later",
    ),
    Case(
        "two years",
        (replace(_MARCH, on="2022-12-31"), replace(_MARCH, on="2023-01-01")),
        differs="the second belongs to the next fiscal year",
    ),
    Case(
        "two just below the limit around New Year",
        (replace(_EDGE, on="2022-12-21"), replace(_EDGE, on="2023-01-05", supplier=1)),
        differs="they are two, not three",
    ),
    Case(
        "one a year",
        tuple(replace(_EDGE, on=f"{year}-06-03") for year in (2022, 2023, 2024)),
        differs="each just below the limit, but a year apart",
    ),
    Case(
        "one at the limit",
        _two(replace(_MARCH, amount=200 * _WAN), replace(_SEPTEMBER, amount=50 * _WAN)),
        differs="the first reaches the limit by itself",
    ),
    Case(
        "a yuan less",
        _two(replace(_MARCH, amount=100 * _WAN), replace(_SEPTEMBER, amount=100 * _WAN - 100)),
        differs="together they are a yuan below the limit",
    ),
    Case("two kinds", _two(_MARCH, replace(_SEPTEMBER, category="A0506", supplier=0)), differs="the categories differ"),
    Case(
        "similar codes that reach the limit together only",
        (
            replace(_MARCH, amount=60 * _WAN),
            replace(_SEPTEMBER, amount=60 * _WAN),
            replace(_MARCH, on="2023-06-20", category="A0202", amount=90 * _WAN, supplier=2),
        ),
        differs="the third is of a similar code and from another supplier",
    ),
    Case(
        "similar codes from two suppliers",
        _two(_MARCH, replace(_SEPTEMBER, category="A0202")),
        differs="the suppliers of the similar codes differ",
    ),
    Case("two buyers", _two(_MARCH, replace(_SEPTEMBER, unit=1, supplier=0)), differs="each unit bought once"),
    Case("a cancelled lot", _two(_LOT, replace(_LATER_LOT, status="终止")), differs="the second lot was cancelled"),
    Case(
        "the contract of a cancelled lot",
        _two(_CONTRACT, replace(_LATER_CONTRACT, status="终止")),
        differs="the lot of the second was cancelled",
    ),
    Case(
        "an approved exception",
        _two(_LOT, replace(_LATER_LOT, reason="经批准")),
        differs="the second was approved as an exception",
    ),
    Case(
        "an emergency",
        _two(_CONTRACT, replace(_LATER_CONTRACT, reason="紧急采购")),
        differs="the lot of the second was an emergency",
    ),
    Case("a lot and its contract", (_CONTRACT,), differs="the two records are one purchase"),
    Case(
        "selective tenders",
        _two(replace(_SERVICE, method="selective")),
        differs="they were selective tenders, and no more than the duty to tender is at stake",
    ),
    Case(
        "the limit of the first county",
        _two(replace(_MARCH, amount=80 * _WAN)),
        differs="the lower limit is that of another county",
    ),
    Case(
        "the limit of a collective decision",
        _two(replace(_MARCH, amount=30 * _WAN)),
        differs="the limit that they reach is that of a collective decision",
    ),
)
