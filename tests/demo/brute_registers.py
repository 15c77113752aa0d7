"""People whom a register shuts out of a benefit, in plain loops over the files (see `brute`)."""

from collections import defaultdict
from datetime import date

from tests.demo.brute import NONE, County, Day, Hits, edge, note, overlaps, rows, worst
from tests.demo.reading import days, months

REGISTER = {"财政供养": "payroll", "村(社区)干部": "village_cadre", "养老金": "pension"}
REGISTER |= {"公积金": "housing_fund", "收入": "income", "在校生": "student"}


def excluded_recipients(county: County, without: frozenset[str] = NONE) -> Hits:
    """[payee, programme, register]"""
    listed: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(county.tables["person_registers"]):
        listed[county.who(row["person_id"])].append(row)
    for kin in rows(county.tables["kinship"]) if "household" in without else ():
        listed[county.who(kin["a_id"])] += listed.get(county.who(kin["b_id"]), [])
    paid: dict[tuple[str, str, str], list[tuple[float, Day]]] = defaultdict(list)
    for row in rows(county.tables["subsidy_payments"]):
        when = _span(row["period"], row["paid_on"])
        paid[county.who(row["payee_id"]), row["programme_id"], row["period"]].append((float(row["amount"]), when))
    exclusions, hits = list(rows(county.tables["programme_exclusions"])), Hits()
    for (payee, programme, _), payments in paid.items():
        if sum(amount for amount, _ in payments) <= 0 and "net" not in without:
            continue
        for entry in listed.get(payee, ()):
            for rule in _rules(exclusions, programme, entry, without):
                note(
                    hits,
                    (payee, programme, REGISTER[entry["register"]]),
                    _shut_out(entry, rule, payments[0][1], without),
                )
    return hits


def _span(period: str, paid_on: str) -> Day:
    """First and last day of the period, or the day of the payment if it names none."""
    if not period:
        return days(paid_on)
    first, behind = months(period)
    return date(first // 12, first % 12 + 1, 1).toordinal(), date(behind // 12, behind % 12 + 1, 1).toordinal() - 1


def _rules(
    exclusions: list[dict[str, str]], programme: str, entry: dict[str, str], without: frozenset[str]
) -> list[dict[str, str]]:
    return [
        row
        for row in exclusions
        if (row["programme_id"] == programme or "programme" in without)
        and (row["register"] == REGISTER[entry["register"]] or "register" in without)
        and (
            "limit" in without
            or not row["limit"]
            or (entry["amount"] != "" and float(entry["amount"]) > float(row["limit"]))
        )
    ]


def _shut_out(entry: dict[str, str], rule: dict[str, str], period: Day, without: frozenset[str]) -> str:
    """Listing, exclusion and period have a day in common."""
    listing, standing = edge(entry["since"], entry["until"]), edge(rule["since"], rule["until"])
    first, last = (period[0], period[0]), (period[1], period[1])
    together = max(listing[0], standing[0]) < min(listing[3], standing[3])
    return worst(
        overlaps(listing, first, last) if "time" not in without else "possible",
        overlaps(standing, first, last) if "list time" not in without else "possible",
        "certain" if together or {"together", "list time"} & without else "",
    )
