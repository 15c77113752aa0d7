"""Who bids for which lot, and who wins.

Two firms of one group never bid against each other for a lot; they meet in other lots of the same tender, as partners
of one consortium, or where one of them withdraws. A firm that the buyer's officials have family in may bid, and loses.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, filled, stream
from graphinv.demo.firms import Firms
from graphinv.demo.lots import Lots
from graphinv.demo.ties import Ties

STATUSES = {"valid": "有效", "disqualified": "否决", "withdrawn": "撤回", "won": "中标"}
"""The words of the bids table, by their English value."""

_BIDDERS = [0.06, 0.08, 0.3, 0.28, 0.16, 0.08, 0.04]


@dataclass(frozen=True)
class Bids:
    """Columns over all bids; `consortium` is -1 for a firm that bids alone."""

    lot: Ints
    firm: Ints
    amount: Ints
    status: Texts
    consortium: Ints


def bid(lots: Lots, firms: Firms, ties: Ties, seed: int) -> Bids:
    """Let firms of the right trade bid for the lots and pick the winners."""
    rng = stream(seed, "bids")
    lot, firm, eager = _bidders(rng, lots, firms, ties)
    closed = ties.conflicts(firm, lots.unit[lot], lots.planned[lot] - 190, lots.awarded[lot])
    ratio = rng.uniform(0.82, 1.0, len(lot)) * np.where(eager & ~closed, 0.8, 1.0)
    amount = (lots.estimate[lot] * ratio).astype(np.int64) // 10_000 * 10_000
    won = _winners(lot, amount, closed)
    status = np.where(won, "won", "valid").astype(object)
    draw = rng.random(len(lot))
    status[~won & (draw < 0.04)] = "disqualified"
    status[~won & (draw > 0.98)] = "withdrawn"
    consortium = np.full(len(lot), -1, dtype=np.int64)
    _join_partners(rng, lot, closed, status, consortium)
    return _with_mates(rng, lots, firms, Bids(lot, firm, amount, status, consortium))


def _bidders(rng: Rng, lots: Lots, firms: Firms, ties: Ties) -> tuple[Ints, Ints, Flags]:
    """(lot, firm) pairs, and which of them try hard; one firm of a group for each lot."""
    count = rng.choice(np.arange(1, len(_BIDDERS) + 1), len(lots), p=_BIDDERS)
    lot = np.repeat(np.arange(len(lots)), count)
    order = np.argsort(firms.category, kind="stable")
    starts = np.searchsorted(firms.category[order], np.arange(4))
    category = lots.category[lot]
    pool = starts[category + 1] - starts[category]
    firm = order[starts[category] + (rng.random(len(lot)) * pool).astype(np.int64)]
    known_lot, known_firm = _known_at_unit(rng, lots, firms, ties)
    lot, firm = np.concatenate([known_lot, lot]), np.concatenate([known_firm, firm])
    eager = np.arange(len(lot)) < len(known_lot)
    group = firms.group[firm]
    _, first = np.unique(lot * (int(firms.group[-1]) + 1) + group, return_index=True)
    # A known firm stands before the others, so that it is the one kept.
    first = first[firms.founded[firm[first]] < lots.published[lot[first]]]
    return lot[first], firm[first], eager[first]


def _known_at_unit(rng: Rng, lots: Lots, firms: Firms, ties: Ties) -> tuple[Ints, Ints]:
    """Firms that bid at a unit where their families are or were in post: the near side of the background."""
    firm, unit = ties.pairs()
    known = pd.DataFrame({"firm": firm, "unit": unit, "category": firms.category[firm]})
    chosen = np.flatnonzero(chance(rng, 0.15, len(lots)))
    open_lots = pd.DataFrame({"lot": chosen, "unit": lots.unit[chosen], "category": lots.category[chosen]})
    met = open_lots.merge(known, on=["unit", "category"])
    met = met.iloc[rng.permutation(len(met))].drop_duplicates("lot")
    return met["lot"].to_numpy(), met["firm"].to_numpy()


def _winners(lot: Ints, amount: Ints, closed: Flags) -> Flags:
    """The lowest bid of each lot among those that may win."""
    order = np.lexsort((amount, closed, lot))
    first = np.concatenate(([True], lot[order][1:] != lot[order][:-1]))
    won = np.zeros(len(lot), dtype=bool)
    won[order[first]] = True
    return won & ~closed


def _join_partners(rng: Rng, lot: Ints, closed: Flags, status: Texts, consortium: Ints) -> None:
    """Some bids next to each other in one lot become one consortium; if one of them has won, both have."""
    beside = np.flatnonzero((lot[1:] == lot[:-1]) & chance(rng, 0.03, len(lot) - 1))
    beside = beside[np.concatenate(([True], np.diff(beside) > 1))] if len(beside) else beside
    fits = np.isin(status[beside], ["valid", "won"]) & np.isin(status[beside + 1], ["valid", "won"])
    either = (status[beside] == "won") | (status[beside + 1] == "won")
    fits &= ~(either & (closed[beside] | closed[beside + 1]))
    one, other, either = beside[fits], beside[fits] + 1, either[fits]
    consortium[one] = consortium[other] = np.arange(len(one))
    status[one[either]] = status[other[either]] = "won"


def _with_mates(rng: Rng, lots: Lots, firms: Firms, bids: Bids) -> Bids:
    """Add bids of firms under the same owner: as partner, withdrawn, or in another lot of the tender."""
    mate = np.where(np.roll(firms.group, -1) == firms.group, np.arange(len(firms)) + 1, -1)[bids.firm]
    losing = np.flatnonzero((mate >= 0) & (bids.status == "valid") & (bids.consortium < 0))
    losing = losing[firms.founded[mate[losing]] < lots.published[bids.lot[losing]]]
    next_lot = np.minimum(bids.lot[losing] + 1, len(lots) - 1)
    beside = (lots.tender[next_lot] == lots.tender[bids.lot[losing]]) & (next_lot != bids.lot[losing])
    way = np.where(beside, 2, between(rng, 0, 2, len(losing)))
    way[chance(rng, 0.5, len(losing))] = -1
    taken = np.isin(
        next_lot * len(firms) + firms.group[bids.firm[losing]], bids.lot * len(firms) + firms.group[bids.firm]
    )
    way[(way == 2) & (taken | ~beside)] = -1
    partner, withdrawn, other = (losing[way == number] for number in range(3))
    start = int(bids.consortium.max(initial=-1)) + 1
    bids.consortium[partner] = start + np.arange(len(partner))
    extra = np.concatenate([partner, withdrawn, other])
    sizes = len(partner), len(withdrawn), len(other)
    words = np.concatenate([filled("valid", sizes[0]), filled("withdrawn", sizes[1]), filled("valid", sizes[2])])
    none = np.full(sizes[1] + sizes[2], -1, dtype=np.int64)
    # A mate always asks more than the estimate, so it never wins.
    return Bids(
        lot=np.concatenate([bids.lot, bids.lot[partner], bids.lot[withdrawn], next_lot[way == 2]]),
        firm=np.concatenate([bids.firm, mate[extra]]),
        amount=np.concatenate([bids.amount, lots.estimate[bids.lot[extra]] + 10_000]),
        status=np.concatenate([bids.status, words]),
        consortium=np.concatenate([bids.consortium, bids.consortium[partner], none]),
    )


def bid_rows(bids: Bids, lots: Lots, firms: Firms, lot_part: Texts, contact: tuple[Texts, Texts]) -> pd.DataFrame:
    """The rows of table bids; `contact` are the telephone number and the e-mail address that stand in each of them."""
    order = np.lexsort((bids.amount, bids.status != "won", bids.lot))
    lot = bids.lot[order]
    starts = np.maximum.accumulate(np.where(np.concatenate(([True], lot[1:] != lot[:-1])), np.arange(len(lot)), 0))
    together = np.where(bids.consortium[order] >= 0, "LH" + bids.consortium[order].astype(str).astype(object), "")
    return pd.DataFrame(
        {
            "bid_id": lots.key[lot] + "#" + firms.key[bids.firm[order]],
            "lot_id": lots.key[lot],
            "company_id": firms.key[bids.firm[order]],
            "company_name": firms.name[bids.firm[order]],
            "amount": bids.amount[order],
            "status": bids.status[order],
            "rank": np.arange(len(lot)) - starts + 1,
            "consortium_id": together,
            "contact_phone": contact[0][order],
            "contact_email": contact[1][order],
            "part": lot_part[lot],
        }
    )
