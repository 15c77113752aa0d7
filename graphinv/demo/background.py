"""Everything in the county that is as it should be: drawn at random, and clean by construction."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Rng, chance, stream
from graphinv.demo.banking import account_rows, open_accounts
from graphinv.demo.bans import ban_rows, direct_days
from graphinv.demo.bidding import Bids, bid, bid_rows
from graphinv.demo.bodies import found_bodies, unit_rows
from graphinv.demo.contacts import Uses, use_by_people
from graphinv.demo.dates import NEVER
from graphinv.demo.deaths import record_deaths
from graphinv.demo.firms import firm_rows, found_firms
from graphinv.demo.flows import Parties, draw_flows
from graphinv.demo.jobs import Jobs, hire, job_rows
from graphinv.demo.kinship import cousin_rows, kinship_rows
from graphinv.demo.limits import call_openly
from graphinv.demo.lots import Lots, call_tenders, lot_rows
from graphinv.demo.owners import Ownership, own_firms
from graphinv.demo.payouts import pay_out
from graphinv.demo.people import People, person_rows, settle
from graphinv.demo.posts import Posts, appoint, post_rows
from graphinv.demo.programmes import exclusive_rows, programme_rows
from graphinv.demo.purchases import direct_rows, tendered_rows
from graphinv.demo.rosters import drawn, roster_rows
from graphinv.demo.scopes import awarded_pairs, find_scopes
from graphinv.demo.seats import quarrels, use_by_firms
from graphinv.demo.settings import list_tables
from graphinv.demo.stage import Background, Tables
from graphinv.demo.subsidies import payment_rows
from graphinv.demo.ties import Ties
from graphinv.demo.twins import add_second_records

# At scale 1; a smaller county never has less than the second number.
_SIZES = {"people": (50_000, 1_000), "units": (240, 24), "firms": (3_000, 80), "tenders": (2_600, 80)}
_DIRECT = (1_200, 40)


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
    called = call_tenders(bodies, seed, sizes["tenders"])
    bids = bid(called, firms, ties, seed)
    lots, direct = call_openly(called, bodies, direct_rows(bodies, firms, ties, seed, _size(_DIRECT, scale)))
    background = Background(seed, people, bodies, posts, firms, lots)
    jobs = hire(people, bodies, posts, firms, seed)
    tables = _people_tables(background, jobs)
    cousins = _cousins(stream(seed, "cousins"), (people, posts, ownership), lots, bids)
    tables["kinship"] = pd.concat([tables["kinship"], cousins], ignore_index=True)
    tables |= {
        "companies": firm_rows(firms, seed),
        "shareholdings": ownership.holdings,
        "company_roles": ownership.roles,
    }
    tables |= _purchase_tables(background, ownership, bids, direct)
    tables |= _money_tables(background, ownership, jobs, (bids, direct, tables["contracts"]))
    return background, tables


def _people_tables(background: Background, jobs: Jobs) -> Tables:
    people, bodies, firms, seed = background.people, background.bodies, background.firms, background.seed
    deaths = record_deaths(people, seed)
    payments = payment_rows(people, deaths, firms, seed)
    employers = jobs.employer(firms, bodies)
    rosters = roster_rows(people, bodies, jobs, employers, drawn(people, payments), seed)
    persons, payments = add_second_records(people, person_rows(people, seed), payments, seed)
    return {
        "persons": persons,
        "kinship": kinship_rows(people, background.posts.officials(), seed),
        "deaths": deaths.rows,
        "units": unit_rows(bodies, seed),
        "positions": post_rows(people, bodies, background.posts, seed),
        "employment": job_rows(people, jobs, employers, seed),
        "person_registers": rosters,
        "programmes": programme_rows(bodies),
        "subsidy_payments": payments,
        "exclusive_pairs": exclusive_rows(),
    }


def _purchase_tables(background: Background, ownership: Ownership, bids: Bids, direct: pd.DataFrame) -> Tables:
    lots, firms, bodies, seed = background.lots, background.firms, background.bodies, background.seed
    won = np.zeros(len(lots), dtype=bool)
    won[bids.lot[bids.status == "won"]] = True
    tenders = lot_rows(lots, bodies, won, seed)
    uses = Uses()
    use_by_people(background.people, uses, seed)
    phones = use_by_firms(background.people, firms, ownership.leader, quarrels(firms, bids), uses, seed)
    part = tenders["part"].to_numpy(dtype=object)
    contracts = tendered_rows(lots, bids, firms, bodies, seed)
    return {
        "tenders": tenders,
        "bids": bid_rows(bids, lots, firms, part, phones.in_bids(bids, lots, seed)),
        "contracts": pd.concat([contracts, direct], ignore_index=True),
        "identifiers": uses.frame(stream(seed, "identifiers")),
    }


def _money_tables(
    background: Background, ownership: Ownership, jobs: Jobs, bought: tuple[Bids, pd.DataFrame, pd.DataFrame]
) -> Tables:
    """Accounts, transfers, payments, bans and the lists; `bought` are bids, direct purchases and all contracts."""
    people, firms, bodies, lots = background.people, background.firms, background.bodies, background.lots
    (bids, direct, contracts), seed = bought, background.seed
    awards = awarded_pairs(lots, bids, direct, firms, bodies)
    scopes = find_scopes(people, bodies, background.posts, firms, ownership, awards)
    accounts = open_accounts(people, firms, bodies, seed)
    flows = draw_flows(Parties(people, accounts, jobs, scopes, len(firms), firms.founded), seed)
    payments, transfers = pay_out(contracts, firms, bodies, accounts, flows, seed)
    return {
        "accounts": account_rows(people, firms, bodies, accounts, (ownership.leader, ownership.led_since), seed),
        "transfers": transfers,
        "payments": payments,
        "blacklist": ban_rows(background, bids, direct_days(firms, direct)),
        **list_tables(background, accounts),
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
