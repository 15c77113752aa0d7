"""Suppliers that pay the families of officials, in plain loops over the files (see `brute`)."""

from collections import defaultdict

from tests.demo import brute
from tests.demo.brute import ALWAYS, NONE, County, Day, Edge, Hits, edge, note, overlaps, rows, worst
from tests.demo.reading import days

Paid = tuple[str, str, int, float]
"""Payer, payee, day, yuan."""


def paid_families(county: County, without: frozenset[str] = NONE) -> Hits:
    """[official, payee, company]"""
    posts: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for row in rows(county.tables["positions"]):
        posts[county.who(row["person_id"])].append((row["unit_id"], edge(row["since"], row["until"])))
    won = brute.awards(county, without)
    payees = _payees(county, set(posts), without)
    own = {(o, company) for o, _, company, _ in brute.kin_wins_own_unit(county)} if "own firm" not in without else set()
    sums: dict[tuple[str, str, str], dict[str, float]] = defaultdict(lambda: {"certain": 0.0, "possible": 0.0})
    for payer, payee, day, amount in _payments(county, set(won), without):
        for official, when in payees.get(payee, ()) if payer != payee or "itself" in without else ():
            tie = _tie(posts[official], won[payer], day, without) if (official, payer) not in own else ""
            tie = worst(tie, overlaps(when, (day, day), (day, day)) if "payee time" not in without else "possible")
            if tie:
                sums[official, payee, payer][tie] += amount
    hits: Hits = {}
    least = 10_000 if "sum" not in without else 1
    for identity, parts in sums.items():
        enough = parts["certain"] >= least, parts["certain"] + parts["possible"] >= least
        note(hits, identity, "certain" if enough[0] else "possible" if enough[1] else "")
    return hits


def _tie(posts: list[tuple[str, Edge]], won: list[tuple[str, str, Day, Day]], day: int, without: frozenset[str]) -> str:
    """Whether the payer won from a unit of the official at about that day: certain, possible or nothing."""
    answers = {
        worst(*brute._times(ALWAYS, ALWAYS, post, (window, awarded), without))
        for _, buyer, window, awarded in won
        for unit, post in posts
        if (buyer == unit or "own unit" in without)
        and (awarded[0] - 180 <= day <= awarded[0] + 720 or "window" in without)
    }
    return "certain" if "certain" in answers else "possible" if "possible" in answers else ""


def _payees(county: County, officials: set[str], without: frozenset[str]) -> dict[str, list[tuple[str, Edge]]]:
    """payee (person or firm) → (official, when the payee is the official's or the family's)."""
    family: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for official in officials:
        family[official].append((official, ALWAYS))
    for official, relative, when, _ in brute.relatives(county, officials, without):
        family[relative].append((official, when))
    for row in rows(county.tables["kinship"]):
        if row["type"] == "特定关系人" and county.who(row["a_id"]) in officials:
            family[county.who(row["b_id"])].append((county.who(row["a_id"]), edge(row["since"], row["until"])))
    for person, firms in brute.interests(county, without).items():
        for official, when in list(family.get(person, ())):
            for company, held in firms:
                both = (max(when[0], held[0]), max(when[1], held[1]), min(when[2], held[2]), min(when[3], held[3]))
                family[company].append((official, both))
    return family


def _payments(county: County, winners: set[str], without: frozenset[str]) -> list[Paid]:
    """What winners paid from their accounts, but for what something explains."""
    holders = _holders(county, without)
    owners = _owners(county) if "owner" in without else {}
    back = {
        (row["from_account_id"], row["to_account_id"], row["at"][:10], row["amount"])
        for row in rows(county.tables["transfers"])
    }
    wages, found = _wages(county), []
    for row in rows(county.tables["transfers"]):
        day, amount = days(row["at"][:10])[0], float(row["amount"])
        ends = row["from_account_id"], row["to_account_id"]
        payers = {owners.get(who, who) for who in _valid(holders[ends[0]], day, True, without)} & winners
        if not payers or ((*ends[::-1], row["at"][:10], row["amount"]) in back and "back" not in without):
            continue
        handed_in = "handed_in" in row["source_file"] and "ground" not in without
        if handed_in or (_is_listed(county, ends, day) and "list" not in without):
            continue
        for payer in payers:
            for payee in _valid(holders[ends[1]], day, False, without):
                usual = any(
                    overlaps(when, (day, day), (day, day)) and amount <= 1.2 * wage
                    for when, wage in wages.get((payee, payer), ())
                )
                if not usual or "wage" in without:
                    found.append((payer, payee, day, amount))
    return found


Holders = dict[str, list[tuple[str, Edge, bool]]]


def _holders(county: County, without: frozenset[str]) -> Holders:
    """account → (party, when, owner); those without a legal ground do not count."""
    holders: Holders = defaultdict(list)
    for row in rows(county.tables["accounts"]):
        if "handed_in" not in row["source_file"] or "ground" in without:
            when = edge(row["since"] or row["opened_on"], row["until"] or row["closed_on"])
            holders[row["account_id"]].append((county.who(row["party_id"]), when, row["role"] == "户主"))
    return holders


def _valid(holders: list[tuple[str, Edge, bool]], day: int, owner: bool, without: frozenset[str]) -> set[str]:
    """Whose account it is on that day; as payer only the owner."""
    return {
        who
        for who, when, owns in holders
        if (owns or not owner) and ("account time" in without or overlaps(when, (day, day), (day, day)))
    }


def _wages(county: County) -> dict[tuple[str, str], list[tuple[Edge, float]]]:
    wages: dict[tuple[str, str], list[tuple[Edge, float]]] = defaultdict(list)
    for row in rows(county.tables["employment"]):
        when = edge(row["since"], row["until"])
        wages[county.who(row["person_id"]), row["employer_id"]].append((when, float(row["wage"] or 0)))
    return wages


def _owners(county: County) -> dict[str, str]:
    """A firm of each holder."""
    return {county.who(row["holder_id"]): row["company_id"] for row in rows(county.tables["shareholdings"])}


def _is_listed(county: County, ends: tuple[str, str], day: int) -> bool:
    for row in rows(county.tables["whitelists"]):
        hub = row["kind"] == "hub_account" and row["value"] in ends
        pair = row["kind"] == "counterpart_pair" and {row["value"], row["value2"]} == set(ends)
        if (hub or pair) and days(row["since"])[0] <= day < days(row["until"])[1]:
            return True
    return False
