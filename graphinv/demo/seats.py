"""Telephones, e-mail addresses and rooms of the firms.

Registration agencies lend their number, address and mailbox to very many firms (more than 20 in the smallest county),
parks hold dozens of firms in a building, and owners use their own mobile and their own home. Two firms share a number
that few others use only if one owner holds both, and then they never stand against each other in a lot.
"""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.addresses import home_rooms, offices, park_buildings, street_buildings
from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, stream
from graphinv.demo.bidding import Bids
from graphinv.demo.contacts import FIRM_NUMBERS, SHARED_NUMBERS, Uses, emails, mobiles, never, phone_of
from graphinv.demo.dates import AS_OF, FIRST, NEVER
from graphinv.demo.firms import Firms
from graphinv.demo.lots import Lots
from graphinv.demo.people import People

_AGENCY_SHARE, _AGENCY_FIRMS = 0.4, 300
_PARK_FIRMS, _STREET_FIRMS = 45, 6


@dataclass(frozen=True)
class Phones:
    """The number of each firm, and the one it had before the day `changed` (NEVER if it never had another)."""

    number: Texts
    before: Texts
    changed: Ints
    mailbox: Texts

    def on(self, firm: Ints, days: Ints) -> Texts:
        """What the firm prints in a bid on that day."""
        return np.where(days < self.changed[firm], self.before[firm], self.number[firm])

    def in_bids(self, bids: Bids, lots: Lots, seed: int) -> tuple[Texts, Texts]:
        """Telephone number and e-mail address in each bid; many leave them out."""
        rng, count = stream(seed, "contacts in bids"), len(bids.lot)
        phone = np.where(chance(rng, 0.7, count), self.on(bids.firm, lots.deadline[bids.lot]), "")
        return phone, np.where(chance(rng, 0.5, count), self.mailbox[bids.firm], "")


def agency_phones(count: int, seed: int) -> Texts:
    """The numbers of the first agencies."""
    return mobiles(SHARED_NUMBERS + np.arange(count), seed)


def quarrels(firms: Firms, bids: Bids) -> Flags:
    """Firms that bid for a lot beside a firm of the same owner without being its partner; one of the two withdrew."""
    key = bids.lot * (int(firms.group[-1]) + 1) + firms.group[bids.firm]
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    alone = np.flatnonzero((count[place] > 1) & ((bids.consortium < 0) | (bids.status == "withdrawn")))
    marked = np.zeros(len(firms), dtype=bool)
    marked[bids.firm[alone]] = True
    return marked


def use_by_firms(people: People, firms: Firms, leader: Ints, apart: Flags, uses: Uses, seed: int) -> Phones:
    """`leader` is the person who runs each firm or -1; firms marked `apart` share nothing with those of their owner."""
    rng = stream(seed, "contacts of firms")
    agency = _agencies(rng, firms)
    first = np.concatenate(([True], firms.group[1:] != firms.group[:-1]))
    own = (agency < 0) & (leader >= 0) & (first | ~apart)
    phones = _phones(rng, people, firms, (agency, np.where(own, leader, -1)), seed)
    since, open_end = firms.founded, never(len(firms))
    moved = phones.changed != NEVER
    span = np.where(moved, phones.changed, since), open_end
    uses.add(firms.key, "mobile", phones.number, span, "firms")
    uses.add(firms.key[moved], "mobile", phones.before[moved], (since[moved], phones.changed[moved] - 30), "firms")
    mailed = phones.mailbox != ""
    uses.add(firms.key[mailed], "email", phones.mailbox[mailed], (since[mailed], open_end[mailed]), "firms")
    _seats(rng, people, firms, (agency, np.where(own, leader, -1)), uses)
    return phones


def _agencies(rng: Rng, firms: Firms) -> Ints:
    """The agency that registered each firm, -1 for those that did it themselves."""
    served = rng.permutation(len(firms))[: int(np.ceil(_AGENCY_SHARE * len(firms)))]
    agency = np.full(len(firms), -1, dtype=np.int64)
    agency[served] = np.arange(len(served)) % max(1, len(served) // _AGENCY_FIRMS)
    return agency


def _phones(rng: Rng, people: People, firms: Firms, who: tuple[Ints, Ints], seed: int) -> Phones:
    (agency, leader), index, count = who, np.arange(len(firms)), len(firms)
    by_leader = (leader >= 0) & chance(rng, 0.65, count)
    number = mobiles(FIRM_NUMBERS + index, seed)
    number[by_leader] = phone_of(people, seed)[leader[by_leader]]
    lent = agency >= 0
    number[lent] = agency_phones(int(agency.max()) + 1, seed)[agency[lent]]
    moved = ~by_leader & ~lent & chance(rng, 0.25, count)
    mailbox = np.where(chance(rng, 0.6, count), emails(FIRM_NUMBERS + index, seed), "")
    mailbox[lent] = emails(SHARED_NUMBERS + agency[lent], seed)
    changed = np.where(moved, between(rng, FIRST + 100, AS_OF - 100, count), NEVER)
    return Phones(number, mobiles(FIRM_NUMBERS + 10_000_000 + index, seed), changed, mailbox)


def _seats(rng: Rng, people: People, firms: Firms, who: tuple[Ints, Ints], uses: Uses) -> None:
    """A room for each firm, and the building it lies in unless it is the owner's home."""
    (agency, leader), index, count = who, np.arange(len(firms)), len(firms)
    home = (leader >= 0) & chance(rng, 0.35, count)
    park = ~home & chance(rng, 0.6, count)
    parks = max(1, count // _PARK_FIRMS)
    building = np.where(
        park,
        park_buildings(firms.county * 0, index % parks),
        street_buildings(firms.county, index // _STREET_FIRMS),
    )
    room = offices(building, np.where(park, index // parks, index % _STREET_FIRMS))
    lent = agency >= 0
    building[lent] = park_buildings(firms.county[lent] * 0 + 1, agency[lent])
    room[lent] = building[lent] + "众创空间"
    room[home] = home_rooms(people)[leader[home]]
    uses.add(firms.key, "room", room, (firms.founded, never(count)), "firms")
    sits = ~home
    uses.add(firms.key[sits], "building", building[sits], (firms.founded[sits], never(int(sits.sum()))), "firms")
