"""Four of the rules in plain loops over the files: slow, without any code of the product, each condition removable.

Days are ordinals. An edge is (since, since_certain, until_certain, until); a date is (first, last) possible day.
`without` names conditions to leave out: the answer must then hold more than what is planted as positive.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import pandas as pd

from tests.demo.reading import FAR_FUTURE, FAR_PAST, days, full_number, months

Edge = tuple[int, int, int, int]
Day = tuple[int, int]
Hits = dict[tuple[str, ...], str]
"""Identity → certain or possible."""

AS_OF = date(2025, 1, 10).toordinal()
NONE: frozenset[str] = frozenset()
ALWAYS: Edge = (FAR_PAST, FAR_PAST, FAR_FUTURE, FAR_FUTURE)


class County:
    """The tables with people resolved: every reference to a person leads to one node, by its lowest person id."""

    def __init__(self, tables: dict[str, pd.DataFrame], *, by_name: bool = False) -> None:
        self.tables = tables
        self.node: dict[str, str] = {}
        first: dict[str, str] = {}
        for row in rows(tables["persons"].sort_values("person_id")):
            number = full_number(row["id_no"]) if row["id_no"] else row["person_id"]
            same = row["name"] if by_name else number
            node = first.setdefault(same, row["person_id"])
            self.node[row["person_id"]] = self.node[number] = node
            if row["id_no"]:
                self.node[row["id_no"]] = node
        self.unit = {row["uscc"]: row["unit_id"] for row in rows(tables["units"])}

    def who(self, key: str) -> str:
        return self.node.get(key, key)


def rows(frame: pd.DataFrame) -> Iterable[dict[str, str]]:
    names = list(frame.columns)
    for values in frame.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))


def edge(since: str, until: str) -> Edge:
    """An interval; an empty end means that it had not ended when the register was drawn."""
    begun, ended = days(since), days(until)
    if not since:
        begun = (FAR_PAST, FAR_FUTURE)
    return (begun[0], begun[1], AS_OF + 1 if not until else ended[0], FAR_FUTURE if not until else ended[1])


def overlaps(e: Edge, a: Day, b: Day) -> str:
    """certain, possible or nothing."""
    if e[1] < e[2] and e[1] <= b[0] and a[1] < e[2]:
        return "certain"
    return "possible" if e[0] <= b[1] and a[0] < e[3] else ""


def worst(*answers: str) -> str:
    if "" in answers:
        return ""
    return "possible" if "possible" in answers else "certain"


def note(hits: Hits, identity: tuple[str, ...], answer: str) -> None:
    if answer and hits.get(identity) != "certain":
        hits[identity] = answer


BACK = {"spouse": "spouse", "parent": "child", "child": "parent", "sibling": "sibling", "grandparent": "grandchild"}
BACK |= {"child_spouse": "parent_in_law", "collateral": "collateral", "in_law": "in_law", "assoc": "assoc"}
NEAR_1 = {"spouse", "parent", "child", "sibling", "child_spouse", "grandparent", "grandchild"}
NEAR_2 = {("child", "spouse"), ("spouse", "child"), ("parent", "child"), ("sibling", "sibling"), ("child", "child")}
NEAR_2 |= {("parent", "parent"), ("child", "sibling"), ("sibling", "parent"), ("parent", "spouse"), ("child", "parent")}
NEAR_2 |= {("child_spouse", "spouse"), ("grandparent", "spouse")}
WORDS = {"配偶": "spouse", "父母": "parent", "子女": "child", "兄弟姐妹": "sibling", "子女配偶": "child_spouse"}
WORDS |= {"祖父母": "grandparent", "三代以内旁系血亲": "collateral", "近姻亲": "in_law", "特定关系人": "assoc"}
BLOOD = {"parent", "child", "sibling", "grandparent", "grandchild", "collateral"}
GRACE = 365


def relatives(county: County, officials: set[str], without: frozenset[str]) -> Iterable[tuple[str, str, Edge, bool]]:
    """(official, relative, when, by grace only possible) over one or two declared steps."""
    step: dict[str, list[tuple[str, str, Edge, bool]]] = defaultdict(list)
    for row in rows(county.tables["kinship"]):
        a, b, kind = county.who(row["a_id"]), county.who(row["b_id"]), WORDS[row["type"]]
        when = ALWAYS if kind in BLOOD else edge(row["since"], row["until"])
        if row["until"]:
            when = (*when[:3], when[3] + GRACE)
        step[a].append((b, kind, when, bool(row["until"])))
        step[b].append((a, BACK[kind], when, bool(row["until"])))
    for o in officials:
        for p, kind, when, _ in step[o]:
            if kind in NEAR_1 or "near" in without:
                yield o, p, when, False
            for q, then, later, _ in step[p]:
                if ((kind, then) in NEAR_2 or "near" in without) and (q != o or "self" in without):
                    both = (
                        max(when[0], later[0]),
                        max(when[1], later[1]),
                        min(when[2], later[2]),
                        min(when[3], later[3]),
                    )
                    yield o, q, both, False


def interests(county: County, without: frozenset[str]) -> dict[str, list[tuple[str, Edge]]]:
    """person → (company, when): holdings from 5 % in unlisted firms, and offices."""
    listed = {row["company_id"] for row in rows(county.tables["companies"]) if row["kind"] == "上市公司"}
    held: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for row in rows(county.tables["shareholdings"]):
        large = float(row["share"]) >= 5 or "share" in without
        if large and (row["company_id"] not in listed or "listed" in without):
            held[county.who(row["holder_id"])].append((row["company_id"], edge(row["since"], row["until"])))
    for row in rows(county.tables["company_roles"]):
        if row["role"] != "联系人" or "role" in without:
            held[county.who(row["person_id"])].append((row["company_id"], edge(row["since"], row["until"])))
    return held


def awards(county: County, without: frozenset[str]) -> dict[str, list[tuple[str, str, Day, Day]]]:
    """company → (award, unit, start of the influence window, award day)."""
    lots = {row["lot_id"]: row for row in rows(county.tables["tenders"])}
    won: dict[str, list[tuple[str, str, Day, Day]]] = defaultdict(list)
    contracted = set()
    for row in rows(county.tables["contracts"]):
        unit = county.unit.get(row["buyer_id"], row["buyer_id"])
        if row["lot_id"]:
            contracted.add((row["lot_id"], row["supplier_id"]))
            won[row["supplier_id"]].append((row["contract_id"], unit, *clock(lots[row["lot_id"]])))
        else:
            day = days(row["awarded_on"] or row["signed_on"])
            sure = day if row["awarded_on"] else (FAR_PAST, day[1])
            won[row["supplier_id"]].append((row["contract_id"], unit, (sure[0] - 180, day[1]), day))
    for row in rows(county.tables["bids"]):
        lost = row["status"] != "中标"
        if (not lost or "won" in without) and (row["lot_id"], row["company_id"]) not in contracted:
            lot = lots[row["lot_id"]]
            won[row["company_id"]].append((row["lot_id"], lot["buyer_id"], *clock(lot)))
    return won


def clock(lot: dict[str, str]) -> tuple[Day, Day]:
    return days(lot["planned_on"] or lot["published_on"]), days(lot["awarded_on"] or lot["deadline_at"])


def kin_wins_own_unit(county: County, without: frozenset[str] = NONE) -> Hits:
    """[official, relative, company, award]"""
    posts: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for row in rows(county.tables["positions"]):
        posts[county.who(row["person_id"])].append((row["unit_id"], edge(row["since"], row["until"])))
    held, won = interests(county, without), awards(county, without)
    hits: Hits = {}
    for o, p, kin, _ in relatives(county, set(posts), without):
        for company, interest in held.get(p, ()):
            for award, buyer, start, end in won.get(company, ()):
                for unit, post in posts[o]:
                    if unit == buyer or "own unit" in without:
                        answers = _times(kin, interest, post, (start, end), without)
                        note(hits, (o, p, company, award), worst(*answers))
    return hits


def _times(kin: Edge, interest: Edge, post: Edge, window: tuple[Day, Day], without: frozenset[str]) -> list[str]:
    start, end = window
    tenure = "certain" if post[2] - end[1] >= -89 else "possible" if post[3] - end[0] >= -89 else ""
    return [
        overlaps(kin, start, end) if "kin time" not in without else "possible",
        overlaps(interest, start, end) if "interest time" not in without else "possible",
        overlaps(post, start, end) if "post time" not in without else "possible",
        tenure if "tenure" not in without else "possible",
    ]


def paid_after_death(county: County, without: frozenset[str] = NONE, grace: int = 60) -> Hits:
    """[payee, programme]"""
    exempt = {row["programme_id"] for row in rows(county.tables["programmes"]) if row["kind"] == "丧葬抚恤"}
    died: dict[str, Day] = {}
    for row in rows(county.tables["deaths"]):
        who, day = county.who(row["person_id"]), days(row["died_on"])
        known = died.get(who, day)
        died[who] = (min(known[0], day[0]), min(known[1], day[1]))
    hits: Hits = {}
    for (payee, programme, _), payments in _by_period(county).items():
        net = sum(amount for amount, *_ in payments)
        if payee not in died or (programme in exempt and "kind" not in without) or (net <= 0 and "net" not in without):
            continue
        for amount, paid, *_ in payments:
            late = paid - died[payee][0] > grace, paid - died[payee][1] > grace
            if amount > 0 and (late[0] or "after" in without):
                note(hits, (payee, programme), "certain" if late[1] else "possible")
    return hits


def _by_period(county: County) -> dict[tuple[str, str, str], list[tuple[float, int, str, str]]]:
    """(payee, programme, period) → (amount, day, region, payment)."""
    found: dict[tuple[str, str, str], list[tuple[float, int, str, str]]] = defaultdict(list)
    for row in rows(county.tables["subsidy_payments"]):
        key = county.who(row["payee_id"]), row["programme_id"], row["period"]
        found[key].append((float(row["amount"]), days(row["paid_on"])[0], row["region_code"], row["payment_id"]))
    return found


def _standing(
    payments: list[tuple[float, int, str, str]], returned: list[float], without: frozenset[str]
) -> list[tuple[float, int, str, str]]:
    """The payments of one period but for those that were sent back, which `returned` tells as negative sums."""
    left = sorted(payment for payment in payments if payment[0] > 0 or (payment[0] == 0 and "zero" in without))
    if "net" not in without:
        for back in returned:
            gone = [payment for payment in left if payment[0] == -back][:1]
            left = [payment for payment in left if payment not in gone]
    return left


def _account(key: tuple[str, str, str], without: frozenset[str]) -> tuple[str, ...]:
    """What a sum sent back is set off against: the payments of its period, or without that condition of them all."""
    return key[:2] if "back period" in without else key


def subsidy_duplicate(county: County, without: frozenset[str] = NONE) -> Hits:
    """[payee, programme, other]"""
    hits: Hits = {}
    drawn: dict[str, list[tuple[str, tuple[int, int], int]]] = defaultdict(list)
    paid_for = _by_period(county)
    returned: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for key, payments in paid_for.items():
        returned[_account(key, without)] += [amount for amount, *_ in payments if amount < 0]
    for (payee, programme, period), payments in paid_for.items():
        left = _standing(payments, returned[_account((payee, programme, period), without)], without)
        if len(left) > 1:
            note(hits, (payee, programme, programme), "certain")
        drawn[payee] += [(programme, months(period), payment[1]) for payment in left if period]
    for payee, entries in drawn.items():
        for (one, first, paid), (other, second, paid_too) in combinations(sorted(entries), 2):
            if one == other:
                if "period" in without:
                    note(hits, (payee, one, other), "certain")
            elif (first[0] < second[1] and second[0] < first[1]) or "period" in without:
                if _excluded(county, one, other, (paid, paid_too), without):
                    note(hits, (payee, one, other), "certain")
    return hits


def _excluded(county: County, one: str, other: str, paid: tuple[int, int], without: frozenset[str]) -> bool:
    if "list" in without:
        return True
    for row in rows(county.tables["exclusive_pairs"]):
        since, until = days(row["since"])[0], days(row["until"])[1]
        in_force = "list time" in without or all(since <= day < until for day in paid)
        if in_force and {one, other} == {row["programme_a_id"], row["programme_b_id"]}:
            return True
    return False


def common_control_bidders(county: County, without: frozenset[str] = NONE) -> Hits:
    """[lot, bidder_a, bidder_b]"""
    ties = _ties(county, without)
    hits: Hits = {}
    for lot, a, b in rivals(county, without):
        deadline = days(lot["deadline_at"])
        for why, when in ties.get(a, ()):
            for too, then in ties.get(b, ()):
                if why == too:
                    valid = [
                        overlaps(e, deadline, deadline) if "time" not in without else "possible" for e in (when, then)
                    ]
                    note(hits, (lot["lot_id"], a, b), worst(*valid))
    return hits


def rivals(county: County, without: frozenset[str] = NONE) -> Iterator[tuple[dict[str, str], str, str]]:
    """Each two bidders of one lot that are not partners, in the order of their codes, with the row of the lot."""
    lots = {row["lot_id"]: row for row in rows(county.tables["tenders"])}
    bids: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows(county.tables["bids"]):
        if row["status"] != "撤回" or "withdrawn" in without:
            place = lots[row["lot_id"]]["tender_id"] if "lot" in without else row["lot_id"]
            bids[place].append((row["company_id"], row["consortium_id"], row["lot_id"]))
    for bidders in bids.values():
        for (a, group_a, lot), (b, group_b, _) in combinations(sorted(bidders), 2):
            if a != b and (not group_a or group_a != group_b or "consortium" in without):
                yield lots[lot], a, b


def _ties(county: County, without: frozenset[str]) -> dict[str, list[tuple[str, Edge]]]:
    """company → (who controls it and how, when); a firm with most of another is under its own control."""
    units = set(county.tables["units"]["unit_id"])
    ties: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for row in rows(county.tables["company_roles"]):
        role = row["role"] if "role" not in without else "office"
        if role in ("法定代表人", "单位负责人", "office"):
            ties[row["company_id"]].append((f"{role} {county.who(row['person_id'])}", edge(row["since"], row["until"])))
    for row in rows(county.tables["shareholdings"]):
        holder, share = county.who(row["holder_id"]), float(row["share"])
        large = share > 50 or ("half" in without and share >= 50) or ("share" in without and share >= 20)
        if large and (holder not in units or "state" in without):
            when = edge(row["since"], row["until"])
            ties[row["company_id"]].append((f"owner {holder}", when))
    for company in list(county.tables["companies"]["company_id"]):
        ties[company].append((f"owner {company}", ALWAYS))
    return ties
