"""Bans, split purchases and low competition in plain loops over the files, each condition removable.

The same conventions as in `brute`: `without` names conditions to leave out.
"""

from collections import defaultdict
from datetime import date

from tests.demo.brute import NONE, County, Day, Hits, edge, note, overlaps, rows
from tests.demo.reading import days

REGIONS = {"U330199": "330199", "U330198": "330198", "U330197": "330197"}
KIND = {"A": "goods", "B": "works", "C": "services"}
OPEN, DIRECT = {"公开招标", "邀请招标"}, {"直接委托", "竞争性谈判", "单一来源"}
CLOSED = DIRECT | {"邀请招标", "竞争性磋商", "询价"}
ONE_SUPPLIER, EXEMPT = {"专利", "教材", "添购"}, {"经批准", "预算调整", "紧急采购", "经常性采购"}
Award = dict[str, str]


def banned_bidders(county: County, without: frozenset[str] = NONE) -> Hits:
    """[company, purchase]"""
    firms = county.tables["companies"]
    name = dict(zip(firms["company_id"], firms["name"], strict=True))
    owners = {county.who(row["holder_id"]): row["company_id"] for row in rows(county.tables["shareholdings"])}
    bans: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(county.tables["blacklist"]):
        subject = row["subject_id"]
        if "subject" in without:
            subject = owners.get(county.who(subject), subject)
        bans[name.get(subject, subject) if "same name" in without else subject].append(row)
    hits: Hits = {}
    for company, purchase, day, region, category in _parts(county, without):
        for ban in bans.get(name[company] if "same name" in without else company, ()):
            held = overlaps(edge(ban["since"], ban["until"]), day, day)
            area = ban["region_code"].removesuffix("00")
            if (region.startswith(area) or "region" in without) and (
                not _is_code(ban["field"]) or category.startswith(ban["field"]) or "field" in without
            ):
                note(hits, (company, purchase), held if "time" not in without else "possible")
    return hits


def _is_code(field: str) -> bool:
    return field[:1] in KIND and (len(field) == 1 or field[1:].isdigit())


def _parts(county: County, without: frozenset[str]) -> list[tuple[str, str, Day, str, str]]:
    """(company, lot or contract, day that counts, region, category) of bids and of purchases without a lot."""
    lots = {row["lot_id"]: row for row in rows(county.tables["tenders"])}
    found = [
        (row["company_id"], row["lot_id"], days(lot["deadline_at"]), lot["region_code"], lot["category"])
        for row in rows(county.tables["bids"])
        if row["status"] != "撤回" or "withdrawn" in without
        for lot in (lots[row["lot_id"]],)
    ]
    for row in rows(county.tables["contracts"]):
        if not row["lot_id"]:
            region = REGIONS[county.unit.get(row["buyer_id"], row["buyer_id"])[:7]]
            day = days(row["awarded_on"] or row["signed_on"])
            found.append((row["supplier_id"], row["contract_id"], day, region, row["category"]))
    return found


def awards(county: County, without: frozenset[str] = NONE) -> list[Award]:
    """What was bought: contracts, and awarded lots without one; amounts in yuan, with the supplier."""
    lots = {row["lot_id"]: row for row in rows(county.tables["tenders"])}
    contracted, found = set(), []
    for row in rows(county.tables["contracts"]):
        lot = lots.get(row["lot_id"], {"status": "", "reason_code": "", "awarded_on": ""})
        contracted.add(row["lot_id"])
        wan = row["source_file"] == "contracts_direct.csv"
        facts = {"id": row["contract_id"], "unit": county.unit.get(row["buyer_id"], row["buyer_id"])}
        facts |= {"amount": str(float(row["amount"]) * (10_000 if wan else 1)), "supplier": row["supplier_id"]}
        facts |= {"day": lot["awarded_on"] or row["awarded_on"] or row["signed_on"]}
        facts |= {name: row[name] for name in ("method", "category")}
        found.append(facts | {"status": lot["status"], "reason": lot["reason_code"]})
    for row in rows(county.tables["bids"]):
        if row["status"] == "中标" and (row["lot_id"] not in contracted or "lot" in without):
            lot = lots[row["lot_id"]]
            facts = {"id": row["lot_id"], "unit": lot["buyer_id"], "amount": row["amount"]}
            facts |= {"supplier": row["company_id"], "day": lot["awarded_on"], "method": lot["method"]}
            found.append(facts | {"category": lot["category"], "status": lot["status"], "reason": lot["reason_code"]})
    return found


def split_purchases(county: County, without: frozenset[str] = NONE) -> Hits:
    """[unit, category, year]"""
    groups: dict[tuple[str, ...], list[tuple[Award, float]]] = defaultdict(list)
    for award in awards(county, without):
        for limit, name in _limits(county, award, without) if _counts(award, without) else ():
            if float(award["amount"]) < limit or "below" in without:
                for group in _groups(award, limit, without):
                    groups[name, *group].append((award, limit))
    hits: Hits = {}
    for (_, mode, _, category, year, _), bought in groups.items():
        unit, answer = bought[0][0]["unit"], "certain" if category else "possible"
        if mode == "near":
            for first in _crowded([award for award, _ in bought], without):
                note(hits, (unit, category, str(date.fromordinal(days(first["day"])[0]).year)), answer)
        elif _reached(mode, bought, without):
            note(hits, (unit, category, year), answer)
    return hits


def _counts(award: Award, without: frozenset[str]) -> bool:
    closed = award["method"] in CLOSED or "method" in without
    stands = award["status"] != "终止" or "status" in without
    return closed and stands and (award["reason"] not in EXEMPT or "reason" in without)


def _groups(award: Award, limit: float, without: frozenset[str]) -> list[tuple[str, ...]]:
    """(mode, buyer, category, year, supplier) of the groups that an award belongs to; empty is no matter."""
    unit = award["supplier"] if "unit" in without else award["unit"]
    year = "all" if "year" in without else str(date.fromordinal(days(award["day"])[0]).year)
    similar = award["category"][: 3 if "digits" not in without else 1]
    groups = [("law", unit, award["category"][:5], year, "")]
    groups.append(("similar", unit, similar, year, "all" if "supplier" in without else award["supplier"]))
    return [*groups, ("near", unit, award["category"][:5], "", "")] if float(award["amount"]) >= 0.9 * limit else groups


def _reached(mode: str, bought: list[tuple[Award, float]], without: frozenset[str]) -> bool:
    """Several purchases that reach the limit together; similar ones of more than one code."""
    total = sum(float(award["amount"]) for award, _ in bought)
    enough = total >= bought[0][1] or ("sum" in without and len(bought) > 1)
    several = len({award["id"] for award, _ in bought}) > 1 or "lot" in without
    return enough and several and (mode == "law" or len({award["category"][:5] for award, _ in bought}) > 1)


def _crowded(bought: list[Award], without: frozenset[str]) -> list[Award]:
    """The first of each three within 30 days."""
    begun = []
    for first in bought:
        start = days(first["day"])[0]
        last = start + (30 if "window" not in without else 3_000)
        if sum(start <= days(award["day"])[0] <= last for award in bought) >= (3 if "three" not in without else 2):
            begun.append(first)
    return begun


def _limits(county: County, award: Award, without: frozenset[str]) -> list[tuple[float, str]]:
    """The limits in force for an award by name, of the longest region that fits; the lowest for an unknown kind."""
    day, best = days(award["day"])[0], {}
    for row in rows(county.tables["thresholds"]):
        duty = row["name"] == "compulsory_tender" and award["method"] == "邀请招标" and "selective" not in without
        if duty or (row["name"] == "collective_decision" and "name of limit" not in without):
            continue
        kind = KIND.get(award["category"][:1], row["kind"])
        fits = REGIONS[award["unit"][:7]].startswith(row["region_code"]) or "region" in without
        if kind == row["kind"] and fits and days(row["since"])[0] <= day < days(row["until"])[1]:
            key, value = (row["name"], row["kind"]), float(row["value"])
            rank = (-value if "region" in without else len(row["region_code"]), value)
            best[key] = max(best.get(key, rank), rank)
    found: dict[str, float] = {}
    for (name, _), (_, value) in best.items():
        found[name] = min(found.get(name, value), value)
    return [(value, name) for name, value in found.items()]


def low_competition(county: County, without: frozenset[str] = NONE) -> Hits:
    """[lot, unit, suppliers]"""
    hits = _single_bids(county, without)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for award in awards(county):
        if award["method"] not in DIRECT and "method" not in without:
            continue
        if (award["status"] == "终止" and "status" not in without) or award["reason"] in ONE_SUPPLIER - set(without):
            continue
        supplier = "all" if "supplier" in without else award["supplier"]
        pairs[award["unit"], supplier].append(days(award["day"])[0])
    many, span = (3 if "three" not in without else 2), (730 if "window" not in without else 3_000)
    for (unit, supplier), bought in pairs.items():
        if any(sum(first <= day <= first + span for day in bought) >= many for first in bought):
            note(hits, ("", unit, supplier), "certain")
    return hits


def _single_bids(county: County, without: frozenset[str]) -> Hits:
    bidders: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(county.tables["bids"]):
        if row["status"] != "撤回":
            bidders[row["lot_id"]][row["company_id"]] = row["consortium_id"] or row["company_id"]
    looked_at = [
        lot
        for lot in rows(county.tables["tenders"])
        if (lot["method"] in OPEN or "open" in without)
        and (lot["status"] not in ("流标", "终止", "公告中") or "failed" in without)
        and lot["reason_code"] not in ONE_SUPPLIER - set(without)
    ]
    alone = [lot for lot in looked_at if len(set(bidders[lot["lot_id"]].values())) == 1 or "two" in without]
    hits: Hits = {}
    for lot in alone:
        market = [one for one in looked_at if one["category"][:5] == lot["category"][:5]]
        singles = [one for one in alone if one["category"][:5] == lot["category"][:5]]
        if len(market) < 20 or len(singles) < 0.8 * len(market) or {"market", "two"} & without:
            note(hits, (lot["lot_id"], lot["buyer_id"], ";".join(sorted(bidders[lot["lot_id"]]))), "certain")
    return hits
