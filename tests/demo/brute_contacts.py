"""Bidders that share contacts, in plain loops over the files, each condition removable (see `brute`)."""

import math
from collections import defaultdict

from tests.demo.brute import NONE, County, Day, Edge, Hits, edge, note, overlaps, rivals, rows, worst
from tests.demo.reading import days

WEIGHT = {"手机": 0.8, "邮箱": 0.8, "详细地址": 0.6, "楼栋": 0.2}
Contact = tuple[str, str]


def shared_contacts(county: County, without: frozenset[str] = NONE) -> Hits:
    """[lot, bidder_a, bidder_b]"""
    used = _uses(county)
    parties: dict[Contact, int] = defaultdict(int)
    for contacts in used.values():
        for contact in contacts:
            parties[contact] += 1
    hits: Hits = {}
    for lot, a, b in rivals(county, without):
        deadline = days(lot["deadline_at"])[0]
        window = days(lot["published_on"])[0] - 365, deadline
        if "time" in without:
            window = 0, deadline + 9_000
        note(hits, (lot["lot_id"], a, b), _linked(county, (used[a], used[b]), parties, window, without))
    return hits


def _uses(county: County) -> dict[str, dict[Contact, list[tuple[Edge, bool]]]]:
    """party → contact → when, and whether a bid names it."""
    used: dict[str, dict[Contact, list[tuple[Edge, bool]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(county.tables["identifiers"]):
        kind = row["kind"] or "手机"
        used[county.who(row["owner_id"])][kind, row["value"]].append((edge(row["since"], row["until"]), False))
    lots = {row["lot_id"]: days(row["deadline_at"])[0] for row in rows(county.tables["tenders"])}
    for row in rows(county.tables["bids"]):
        for kind, value in (("手机", row["contact_phone"]), ("邮箱", row["contact_email"])):
            day = lots[row["lot_id"]]
            if value:
                used[row["company_id"]][kind, value].append(((day, day, day + 1, day + 1), True))
    return used


def _linked(
    county: County,
    used: tuple[dict[Contact, list[tuple[Edge, bool]]], dict[Contact, list[tuple[Edge, bool]]]],
    parties: dict[Contact, int],
    window: Day,
    without: frozenset[str],
) -> str:
    """Whether the weights of what both use reach the least score, counting only what is certain, or also the rest."""
    score = {"certain": 0.0, "possible": 0.0}
    for contact in set(used[0]) & set(used[1]):
        weight = WEIGHT.get(contact[0], 0.0) / math.log2(1 + (2 if "df" in without else parties[contact]))
        if (parties[contact] > 20 and "df" not in without) or (
            _listed(county, contact, window[1]) and "list" not in without
        ):
            continue
        answers = {_together(one, two, window, without) for one in used[0][contact] for two in used[1][contact]}
        for answer in ("certain", "possible"):
            if "certain" in answers or answer in answers:
                score[answer] += weight
    least = 0.5 if "score" not in without else 0.3
    return next((answer for answer, sum_ in score.items() if sum_ >= least), "")


def _together(one: tuple[Edge, bool], two: tuple[Edge, bool], window: Day, without: frozenset[str]) -> str:
    """Both within the window, and on a common day unless a bid names the contact."""
    inside = [_meets(when, window) for when, _ in (one, two)]
    if one[1] or two[1] or "common day" in without:
        return worst(*inside)
    (a, _), (b, _) = one, two
    common = "certain" if max(a[1], b[1]) < min(a[2], b[2]) else "possible" if max(a[0], b[0]) < min(a[3], b[3]) else ""
    return worst(*inside, common)


def _meets(when: Edge, window: Day) -> str:
    return overlaps(when, (window[0], window[0]), (window[1], window[1]))


def _listed(county: County, contact: Contact, day: int) -> bool:
    return any(
        row["value"] == contact[1]
        and row["kind"] == "agency_contact"
        and days(row["since"])[0] <= day < days(row["until"])[1]
        for row in rows(county.tables["whitelists"])
    )
