"""The rows that planted schemes add to the background, and the numbers that they take."""

from collections import defaultdict

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, stream
from graphinv.demo.contacts import PLANTED_NUMBERS
from graphinv.demo.payouts import PLANTED_TRANSFERS
from graphinv.demo.stage import Background, Tables
from graphinv.demo.truth import RuleTruth

Cell = str | int


class Book:
    """Collects planted rows by table; every number it hands out is one that the background does not use.

    `planted` holds what has been planted so far, by rule.
    """

    def __init__(self, background: Background) -> None:
        self.background = background
        self.seed = background.seed
        self.rng = stream(background.seed, "schemes")
        self.identity_numbers: set[str] = set()
        self.planted: dict[str, RuleTruth] = {}
        self._rows: dict[str, list[dict[str, Cell]]] = defaultdict(list)
        # Second records stand right behind the people; a hundredth of the people is more than they take.
        self._next = {"person": len(background.people) + len(background.people) // 100 + 100}
        self._next |= {"firm": len(background.firms), "tender": int(background.lots.tender[-1]) + 1}
        # Contracts of background lots are numbered by lot below this, direct purchases from 500,000 on.
        self._next |= {"contract": 900_000, "payment": 200_000_000, "consortium": 900_000}
        self._next |= {"unit": 90_000, "account": 70_000_000_000, "transfer": PLANTED_TRANSFERS}
        self._next |= {"mobile": PLANTED_NUMBERS, "email": PLANTED_NUMBERS, "room": 9_000}

    def number(self, of: str) -> Ints:
        """The next free number of one kind, as an array of one."""
        self._next[of] += 1
        return np.array([self._next[of] - 1], dtype=np.int64)

    def add(self, table: str, **row: Cell) -> None:
        """Add a row; columns that are left out stay empty."""
        self._rows[table].append(row)

    def pick(self, low: int, high: int) -> int:
        """A whole number from low … high, both included."""
        return int(self.rng.integers(low, high + 1))

    def added_to(self, tables: Tables) -> Tables:
        """The background's tables with the planted rows mixed in."""
        mixed = dict(tables)
        for table, rows in self._rows.items():
            mixed[table] = pd.concat([tables[table], _frame(rows, tables[table])], ignore_index=True)
        return mixed


def _frame(rows: list[dict[str, Cell]], like: pd.DataFrame) -> pd.DataFrame:
    unknown = {name for row in rows for name in row} - set(like.columns)
    if unknown:
        raise KeyError(f"no such columns: {sorted(unknown)}")
    columns = {}
    for name in like.columns:
        whole = np.issubdtype(like[name].to_numpy().dtype, np.integer)
        values = [row.get(name, 0 if whole else "") for row in rows]
        columns[name] = np.array(values, dtype=np.int64 if whole else object)
    return pd.DataFrame(columns)
