"""Contracts: for most awarded lots, and for what was bought without a tender."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled, padded, scatter, stream, texts, words
from graphinv.demo.bidding import Bids
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import AS_OF, FIRST, LAST, stamps, year_of
from graphinv.demo.firms import Firms
from graphinv.demo.lots import CATEGORY_CODES, METHODS, Lots, buying_weights
from graphinv.demo.names import PROJECTS
from graphinv.demo.ties import Ties

_CONTRACT_SHARE = 0.93
_DIRECT = texts([METHODS[word] for word in ("direct", "inquiry", "single_source")])


def contract_keys(index: Ints, year: Ints, seed: int) -> Texts:
    """Contract numbers such as HT-2023-048213."""
    return np.asarray("HT-" + padded(year, 4) + "-" + padded(scatter(index, 10**6, seed), 6))


def tendered_rows(lots: Lots, bids: Bids, firms: Firms, bodies: Bodies, seed: int) -> pd.DataFrame:
    """Contracts of awarded lots; some lots are awarded and their contract is not on file."""
    rng = stream(seed, "contracts")
    winning = np.flatnonzero(bids.status == "won")
    _, first = np.unique(bids.lot[winning], return_index=True)
    chosen = winning[first]
    chosen = chosen[chance(rng, _CONTRACT_SHARE, len(chosen))]
    lot, count = bids.lot[chosen], len(chosen)
    signed = np.minimum(lots.awarded[lot] + between(rng, 4, 30, count), AS_OF - 2)
    start = signed + between(rng, 1, 30, count)
    return pd.DataFrame(
        {
            "contract_id": contract_keys(lot, year_of(lots.awarded[lot]), seed),
            "lot_id": lots.key[lot],
            "buyer_id": bodies.key[lots.unit[lot]],
            "supplier_id": firms.key[bids.firm[chosen]],
            "supplier_name": firms.name[bids.firm[chosen]],
            "amount": bids.amount[chosen],
            "signed_on": stamps(signed),
            "awarded_on": np.zeros(count, dtype=np.int64),
            "since": stamps(start),
            "until": stamps(start + between(rng, 30, 365, count)),
            "title": _titles(bodies, lots.unit[lot], lots.category[lot], lots.project[lot]),
            "method": words(lots.method[lot], METHODS),
            "category": CATEGORY_CODES[lots.category[lot] * 5 + lots.project[lot]],
            "part": filled("tendered", count),
        }
    )


def direct_rows(bodies: Bodies, firms: Firms, ties: Ties, seed: int, size: int) -> pd.DataFrame:
    """Purchases without a lot, of smaller sums; none from a family of the unit while it was in post there."""
    rng = stream(seed, "direct purchases")
    unit = rng.choice(len(bodies), size, p=buying_weights(bodies))
    firm = between(rng, 0, len(firms) - 1, size)
    awarded = between(rng, FIRST + 200, LAST - 40, size)
    signed = awarded + between(rng, 0, 12, size)
    clear = ~ties.conflicts(firm, unit, awarded - 200, signed) & (firms.founded[firm] < awarded)
    unit, firm, awarded, signed = unit[clear], firm[clear], awarded[clear], signed[clear]
    count, category, project = len(unit), firms.category[firm], between(rng, 0, 4, len(unit))
    return pd.DataFrame(
        {
            "contract_id": contract_keys(500_000 + np.arange(count), year_of(awarded), seed),
            "lot_id": filled("", count),
            "buyer_id": bodies.credit_code[unit],
            "supplier_id": firms.key[firm],
            "supplier_name": firms.name[firm],
            "amount": _small_amounts(rng, count),
            "signed_on": stamps(signed),
            "awarded_on": np.where(chance(rng, 0.8, count), stamps(awarded), 0),
            "since": stamps(signed + 1),
            "until": stamps(signed + 91),
            "title": _titles(bodies, unit, category, project),
            "method": _DIRECT[between(rng, 0, 2, count)],
            "category": CATEGORY_CODES[category * 5 + project],
            "part": filled("direct", count),
        }
    )


def _small_amounts(rng: Rng, count: int) -> Ints:
    return np.asarray(np.exp(rng.normal(10.4, 0.7, count)).astype(np.int64) * 100 + between(rng, 0, 99, count))


def _titles(bodies: Bodies, unit: Ints, category: Ints, project: Ints) -> Texts:
    names = texts([name for group in PROJECTS for name in group])
    return np.asarray(bodies.name[unit] + names[category * 5 + project])
