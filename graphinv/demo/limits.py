"""Keeps the purchases of the background below the limit from which a tender must be called openly."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graphinv.demo.arrays import Ints
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import year_of
from graphinv.demo.lots import CATEGORY_CODES, Lots
from graphinv.demo.settings import OPEN_LIMITS, THIRD_COUNTY_GOODS

Floats = NDArray[np.float64]
_YEARS = 10
_ROOM = 0.7
"""What a unit buys in a year without an open tender stays below this share of the limit."""


def call_openly(lots: Lots, bodies: Bodies, direct: pd.DataFrame) -> tuple[Lots, pd.DataFrame]:
    """The lots and direct purchases without any unit that split its needs.

    Where the lots of a unit, a kind and a year that are not called openly come to too much, all of them are; where its
    direct purchases do, they are left out. A lot counts for the years of its notice and of its contract.
    """
    bought_in, amount = _direct(bodies, direct)
    noticed, signed = (_cells(lots.unit, lots.category, year_of(when)) for when in (lots.published, lots.awarded + 30))
    limit = _ROOM * _limits(bodies)
    bought = np.bincount(bought_in, amount, len(limit))
    kept = (bought < limit)[bought_in]
    bought = np.where(bought < limit, bought, 0.0)
    closed = lots.method != "open"
    bought += np.bincount(noticed, lots.estimate * closed, len(limit))
    bought += np.bincount(signed, lots.estimate * (closed & (signed != noticed)), len(limit))
    over = bought >= limit
    method = np.where(over[noticed] | over[signed], "open", lots.method)
    return replace(lots, method=method), direct[kept].reset_index(drop=True)


def _cells(unit: Ints, kind: Ints, year: Ints) -> Ints:
    """One number for each unit, kind (0 goods, 1 works, 2 services) and year."""
    return np.asarray((unit * 3 + kind) * _YEARS + year - 2020)


def _limits(bodies: Bodies) -> Floats:
    """The limit of each cell, in fen."""
    by_kind = np.tile(
        np.array([OPEN_LIMITS[kind] for kind in ("goods", "works", "services")], dtype=float), len(bodies)
    )
    third = np.flatnonzero(bodies.county == 2) * 3
    by_kind[third] = THIRD_COUNTY_GOODS
    return np.repeat(by_kind, _YEARS)


def _direct(bodies: Bodies, direct: pd.DataFrame) -> tuple[Ints, Floats]:
    """The cell and the amount of each direct purchase."""
    unit = pd.Index(bodies.credit_code).get_indexer(pd.Index(direct["buyer_id"])).astype(np.int64)
    kind = pd.Index(CATEGORY_CODES).get_indexer(pd.Index(direct["category"])).astype(np.int64) // 5
    year = direct["signed_on"].to_numpy(dtype=np.int64) // 10_000
    return _cells(unit, kind, year), direct["amount"].to_numpy(dtype=np.float64)
