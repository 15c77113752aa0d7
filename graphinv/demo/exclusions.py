"""Who may not draw which programme: the matrix that subsidies are checked against."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from graphinv.demo.arrays import filled, texts
from graphinv.demo.programmes import (
    BASIC_PENSION,
    DESTITUTE,
    DISABLED,
    HOUSE_REPAIR,
    MINIMUM_LIVING,
    RELIEF,
    RENT,
    SMALL_FAMILY,
)


class Exclusion(NamedTuple):
    """People in `register` may not draw `programme`; with a limit only from above that sum a month (in fen).

    In force from the first day of `since` to the day before `until`, 0 being no end.
    """

    programme: str
    register: str
    limit: int
    since: int
    until: int
    legal_ref: str


_AID, _PENSIONS, _HOMES = "青梧县社会救助办法第十五条", "青梧县居民养老保险办法第四条", "青梧县住房救助办法第六条"
EXCLUSIONS = (
    Exclusion(MINIMUM_LIVING, "payroll", 0, 20150101, 0, _AID),
    Exclusion(MINIMUM_LIVING, "village_cadre", 0, 20150101, 0, _AID),
    Exclusion(MINIMUM_LIVING, "income", 150_000, 20150101, 0, _AID),
    Exclusion(MINIMUM_LIVING, "housing_fund", 300_000, 20150101, 0, _AID),
    Exclusion(DESTITUTE, "payroll", 0, 20150101, 0, _AID),
    Exclusion(DESTITUTE, "pension", 90_000, 20150101, 0, _AID),
    Exclusion(RELIEF, "payroll", 0, 20150101, 0, _AID),
    Exclusion(BASIC_PENSION, "pension", 0, 20140701, 0, _PENSIONS),
    Exclusion(RENT, "housing_fund", 600_000, 20200101, 0, _HOMES),
    Exclusion(RENT, "income", 450_000, 20200101, 0, _HOMES),
    Exclusion(SMALL_FAMILY, "payroll", 0, 20160101, 20230701, "青梧县计划生育奖励扶助办法第五条"),
    Exclusion(DISABLED, "pension", 0, 20100101, 20220101, "青梧县残疾人补贴办法第三条(已废止)"),
    Exclusion(HOUSE_REPAIR, "payroll", 0, 20250101, 0, "青梧县住房救助办法(2025)第六条"),
)
"""The last but two was repealed in 2023, the next one before the data begins; the last one begins after it ends."""

# Registers that no file of the county holds, as lists of real counties have them.
_NOT_ON_FILE = ((MINIMUM_LIVING, "vehicle", "50000"), (RENT, "property", "1"))


def exclusion_rows() -> pd.DataFrame:
    """The config list programme_exclusions."""
    rows = [(one.programme, one.register, _yuan(one.limit), one.since, one.until, one.legal_ref) for one in EXCLUSIONS]
    rows += [(programme, register, limit, 20200101, 0, _AID) for programme, register, limit in _NOT_ON_FILE]
    programme, register, limit, since, until, legal_ref = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "programme_id": texts(programme),
            "register": texts(register),
            "limit": texts(limit),
            "since": np.array(since, dtype=np.int64),
            "until": np.array(until, dtype=np.int64),
            "legal_ref": texts(legal_ref),
            "part": filled("", len(rows)),
        }
    )


def _yuan(fen: int) -> str:
    return str(fen // 100) if fen else ""
