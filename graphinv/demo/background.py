"""Everything in the county that is as it should be: drawn at random, and clean by construction."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Rng, chance, stream
from graphinv.demo.bidding import Bids, bid, bid_rows
from graphinv.demo.bodies import Bodies, found_bodies, unit_rows
from graphinv.demo.dates import NEVER
from graphinv.demo.deaths import record_deaths
from graphinv.demo.firms import Firms, firm_rows, found_firms
from graphinv.demo.kinship import cousin_rows, kinship_rows
from graphinv.demo.lots import Lots, call_tenders, lot_rows
from graphinv.demo.owners import Ownership, own_firms
from graphinv.demo.people import People, person_rows, settle
from graphinv.demo.posts import Posts, appoint, post_rows
from graphinv.demo.programmes import exclusive_rows, programme_rows
from graphinv.demo.purchases import direct_rows, tendered_rows
from graphinv.demo.subsidies import payment_rows
from graphinv.demo.ties import Ties
from graphinv.demo.twins import add_second_records

Tables = dict[str, pd.DataFrame]

# At scale 1; a smaller county never has less than the second number.
_SIZES = {"people": (50_000, 1_000), "units": (240, 24), "firms": (3_000, 80), "tenders": (2_600, 80)}
_DIRECT = (1_200, 40)


@dataclass(frozen=True)
class Background:
    """What the planted schemes are set among."""

    seed: int
    people: People
    bodies: Bodies
    posts: Posts
    firms: Firms
    lots: Lots


def _size(what: tuple[int, int], scale: float) -> int:
    return max(what[1], round(what[0] * scale))


def draw_background(seed: int, scale: float) -> tuple[Background, Tables]:
    """The county without any scheme, and the rows of its tables (columns as in the data contract, English names).

    Dates are stamps (see `dates`), money is in fen, shares are hundredths of a percent; `part` names the file.
    """
    sizes = {name: _size(bounds, scale) for name, bounds in _SIZES.items()}
    people = settle(seed, sizes["people"])
    bodies = found_bodies(seed, sizes["units"])
    posts = appoint(people, bodies, seed)
    firms = found_firms(seed, sizes["firms"])
    ownership = own_firms(people, bodies, firms, seed)
    ties = Ties(people, posts, ownership)
    lots = call_tenders(bodies, seed, sizes["tenders"])
    bids = bid(lots, firms, ties, seed)
    tables = _people_tables(people, bodies, posts, firms, seed)
    cousins = _cousins(stream(seed, "cousins"), (people, posts, ownership), lots, bids)
    tables["kinship"] = pd.concat([tables["kinship"], cousins], ignore_index=True)
    tables |= {
        "companies": firm_rows(firms, seed),
        "shareholdings": ownership.holdings,
        "company_roles": ownership.roles,
    }
    tables |= _purchase_tables(lots, bids, firms, bodies, seed)
    direct = direct_rows(bodies, firms, ties, seed, _size(_DIRECT, scale))
    tables["contracts"] = pd.concat([tables["contracts"], direct], ignore_index=True)
    return Background(seed, people, bodies, posts, firms, lots), tables


def _people_tables(people: People, bodies: Bodies, posts: Posts, firms: Firms, seed: int) -> Tables:
    deaths = record_deaths(people, seed)
    payments = payment_rows(people, deaths, firms, seed)
    persons, payments = add_second_records(people, person_rows(people, seed), payments, seed)
    return {
        "persons": persons,
        "kinship": kinship_rows(people, posts.officials(), seed),
        "deaths": deaths.rows,
        "units": unit_rows(bodies, seed),
        "positions": post_rows(people, bodies, posts, seed),
        "programmes": programme_rows(bodies),
        "subsidy_payments": payments,
        "exclusive_pairs": exclusive_rows(),
    }


def _purchase_tables(lots: Lots, bids: Bids, firms: Firms, bodies: Bodies, seed: int) -> Tables:
    won = np.zeros(len(lots), dtype=bool)
    won[bids.lot[bids.status == "won"]] = True
    tenders = lot_rows(lots, bodies, won, seed)
    return {
        "tenders": tenders,
        "bids": bid_rows(bids, lots, firms, tenders["part"].to_numpy(dtype=object)),
        "contracts": tendered_rows(lots, bids, firms, bodies, seed),
    }


def _cousins(rng: Rng, who: tuple[People, Posts, Ownership], lots: Lots, bids: Bids) -> pd.DataFrame:
    """Officials with a cousin or an in-law whose firm wins from their unit while they are in post there."""
    people, posts, ownership = who
    winners = pd.DataFrame({"lot": bids.lot, "firm": bids.firm})[bids.status == "won"]
    owners = pd.DataFrame({"firm": ownership.interests[0], "person": ownership.interests[1]})
    held = pd.DataFrame({"official": posts.person, "unit": posts.unit, "since": posts.since, "until": posts.until})
    met = winners.assign(unit=lots.unit[winners["lot"]], day=lots.awarded[winners["lot"]])
    met = met.merge(held, on="unit").merge(owners, on="firm")
    in_post = (met["since"] < met["day"]) & ((met["until"] == NEVER) | (met["until"] > met["day"]))
    met = met[in_post].drop_duplicates("official")
    met = met[chance(rng, 0.25, len(met)) & (people.family[met["official"]] != people.family[met["person"]])]
    return cousin_rows(people, met["official"].to_numpy(), met["person"].to_numpy(), rng)
