"""The firms of the county: what they are and which of them belong to one group of owners."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Texts, between, chance, filled, stream, texts, words
from graphinv.demo.bodies import COUNTIES, DIVISIONS
from graphinv.demo.dates import day, stamps
from graphinv.demo.keys import credit_codes
from graphinv.demo.names import INDUSTRIES, firm_names, trade_of

KINDS = {
    "private": "民营",
    "sole": "个人独资",
    "coop": "合作社",
    "soe": "国有",
    "listed": "上市公司",
    "spv": "项目公司",
    "fund": "基金",
}
"""The words of the companies table, by their English value."""

_SHARES = {"private": 0.76, "sole": 0.12, "coop": 0.045, "soe": 0.04, "spv": 0.02, "fund": 0.005, "listed": 0.01}
_SCOPES = ("销售及配送", "工程施工与养护", "技术与管理服务")


@dataclass(frozen=True)
class Firms:
    """Columns over all firms; firms with one `group` number have one owner."""

    key: Texts
    name: Texts
    kind: Texts
    founded: Ints
    county: Ints
    category: Ints
    trade: Ints
    group: Ints

    def __len__(self) -> int:
        return len(self.key)

    def is_kind(self, *kinds: str) -> Flags:
        """Which firms are of one of the kinds."""
        return np.isin(self.kind, list(kinds))


def found_firms(seed: int, size: int) -> Firms:
    """`size` firms; about every eighth private one belongs to the owner of the firm before it."""
    rng = stream(seed, "firms")
    kind = texts(list(_SHARES))[rng.choice(len(_SHARES), size, p=list(_SHARES.values()))]
    # However small the county, it has a listed firm and some that belong to the state.
    kind[:5] = texts(["soe", "listed", "soe", "soe", "private"])
    mate = chance(rng, 0.13, size) & (kind == "private") & (np.roll(kind, 1) == "private")
    mate[0] = False
    county = rng.choice(3, size, p=[0.6, 0.25, 0.15])
    category = rng.choice(3, size, p=[0.4, 0.3, 0.3])
    trade = trade_of(rng, category)
    index = np.arange(size)
    return Firms(
        key=credit_codes(index, DIVISIONS[county], "91", seed),
        name=firm_names(index, TOWNS_OF_FIRMS[county], trade, kind),
        kind=kind,
        founded=between(rng, day("2000-01-01"), day("2021-10-31"), size),
        county=county,
        category=category,
        trade=trade,
        group=np.cumsum(~mate) - 1,
    )


TOWNS_OF_FIRMS = texts([county.removesuffix("县") for county in COUNTIES])


def firm_rows(firms: Firms, seed: int) -> pd.DataFrame:
    """The rows of table companies."""
    rng = stream(seed, "firm rows")
    count = len(firms)
    return pd.DataFrame(
        {
            "company_id": firms.key,
            "name": firms.name,
            "kind": words(firms.kind, KINDS),
            "founded_on": stamps(firms.founded),
            "closed_on": np.zeros(count, dtype=np.int64),
            "region_code": DIVISIONS[firms.county].astype(str).astype(object),
            "industry": INDUSTRIES[firms.trade],
            "scope_text": texts(list(_SCOPES))[firms.category],
            "reg_capital": between(rng, 5, 400, count) * 10_000_000,
            "part": filled("", count),
        }
    )
