"""Tenders and their lots: who buys what, how, and on which days."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, filled, padded, scatter, stream, texts, words
from graphinv.demo.bodies import DIVISIONS, Bodies
from graphinv.demo.dates import FIRST, LAST, YEARS, month_only, stamps, year_of
from graphinv.demo.names import PROJECTS

METHODS = {
    "open": "公开招标",
    "selective": "邀请招标",
    "negotiated": "竞争性谈判",
    "consultation": "竞争性磋商",
    "inquiry": "询价",
    "single_source": "单一来源",
    "direct": "直接委托",
    "framework": "框架协议",
}
"""The words of the procurement methods, by their English value."""

_METHOD_SHARES = {"open": 0.62, "selective": 0.08, "negotiated": 0.08, "consultation": 0.16, "inquiry": 0.06}
CATEGORY_CODES = texts(["A0201", "A0506", "A0703", "A0802", "A0999", "B0201", "B0305", "B0408", "B0501", "B0602"])
CATEGORY_CODES = np.concatenate([CATEGORY_CODES, texts(["C0106", "C0203", "C0801", "C1204", "C2104"])])
"""Procurement catalogue codes: goods, works, services, five each."""

_REASONS = texts(["技术复杂", "时间紧迫", "供应商有限", ""])

BUYING = {"government": 3.0, "bureau": 6.0, "town": 4.0, "village": 0.4, "school": 2.0, "hospital": 4.0}
"""How often units of each kind buy."""


@dataclass(frozen=True)
class Lots:
    """All lots, by column; days as numbers, `tender` counts the tenders, `planned_known` tells whose plan is filed."""

    key: Texts
    tender_key: Texts
    tender: Ints
    unit: Ints
    category: Ints
    project: Ints
    method: Texts
    planned: Ints
    planned_known: Flags
    published: Ints
    deadline: Ints
    awarded: Ints
    estimate: Ints

    def __len__(self) -> int:
        return len(self.key)


def tender_keys(index: Ints, year: Ints, seed: int) -> Texts:
    """Tender numbers such as ZB2023-048213."""
    return np.asarray("ZB" + padded(year, 4) + "-" + padded(scatter(index, 10**6, seed), 6))


def buying_weights(bodies: Bodies) -> NDArray[np.float64]:
    """The chance of each unit to be the buyer."""
    weight = np.array([BUYING[role] for role in bodies.role])
    return np.asarray(weight / weight.sum())


def call_tenders(bodies: Bodies, seed: int, size: int) -> Lots:
    """`size` tenders of one to three lots each, published over three years."""
    rng = stream(seed, "lots")
    lots_of = rng.choice([1, 2, 3], size, p=[0.68, 0.2, 0.12])
    tender = np.repeat(np.arange(size), lots_of)
    unit = rng.choice(len(bodies), size, p=buying_weights(bodies))
    category = rng.choice(3, size, p=[0.4, 0.3, 0.3])
    published = between(rng, FIRST + 20, LAST - 60, size)
    planned = published - between(rng, 15, 110, size)
    deadline = published + between(rng, 20, 32, size)
    awarded = deadline + between(rng, 2, 16, size)
    keys = tender_keys(np.arange(size), year_of(published), seed)
    method = texts(list(_METHOD_SHARES))[rng.choice(len(_METHOD_SHARES), size, p=list(_METHOD_SHARES.values()))]
    project, known = between(rng, 0, 4, size), chance(rng, 0.85, size)
    return Lots(
        key=_lot_keys(keys, tender, lots_of),
        tender_key=keys[tender],
        tender=tender,
        unit=unit[tender],
        category=category[tender],
        project=project[tender],
        method=method[tender],
        planned=planned[tender],
        planned_known=known[tender],
        published=published[tender],
        deadline=deadline[tender],
        awarded=awarded[tender],
        estimate=_estimates(rng, category[tender]),
    )


def _lot_keys(keys: Texts, tender: Ints, lots_of: Ints) -> Texts:
    starts = np.cumsum(lots_of) - lots_of
    number = np.arange(len(tender)) - starts[tender] + 1
    several = np.char.add(np.char.add(keys[tender].astype(str), "/"), number.astype(str)).astype(object)
    return np.where(lots_of[tender] == 1, keys[tender], several)


def _estimates(rng: Rng, category: Ints) -> Ints:
    """Estimates in fen, whole hundreds of yuan; works cost about five times what goods cost."""
    size = np.array([12.2, 13.8, 12.4])[category]
    return np.asarray((np.exp(rng.normal(size, 0.8)) // 100).astype(np.int64) * 10_000 + 200_000)


def lot_rows(lots: Lots, bodies: Bodies, won: Flags, seed: int) -> pd.DataFrame:
    """The rows of table tenders; `won` tells which lots were awarded."""
    rng = stream(seed, "lot rows")
    count = len(lots)
    hour = np.array([900, 930, 1000, 1430])[lots.tender % 4]
    moment = stamps(lots.deadline) * 10_000 + hour
    coarse = chance(rng, 0.03, int(lots.tender[-1]) + 1)[lots.tender]
    planned = np.where(coarse, month_only(stamps(lots.planned)), stamps(lots.planned))
    project = texts([name for names in PROJECTS for name in names])[lots.category * 5 + lots.project]
    return pd.DataFrame(
        {
            "tender_id": lots.tender_key,
            "lot_id": lots.key,
            "title": bodies.name[lots.unit] + project,
            "buyer_id": bodies.key[lots.unit],
            "method": words(lots.method, METHODS),
            "compulsory": np.where(lots.category == 1, "是", "否").astype(object),
            "criterion": np.where(lots.tender % 3 == 0, "最低价", "综合评分").astype(object),
            "reason_code": np.where(lots.method == "open", "", _REASONS[lots.tender % len(_REASONS)]),
            "estimate": lots.estimate,
            "planned_on": np.where(lots.planned_known, planned, 0),
            "published_on": stamps(lots.published),
            "docs_issued_on": stamps(lots.published + 1),
            "deadline_at": moment,
            "opened_at": moment,
            "awarded_on": np.where(won, stamps(lots.awarded), 0),
            "category": CATEGORY_CODES[lots.category * 5 + lots.project],
            "region_code": DIVISIONS[bodies.county[lots.unit]].astype(str).astype(object),
            "status": np.where(won, "已中标", "流标").astype(object),
            "part": _parts(year_of(lots.published), count),
        }
    )


def _parts(year: Ints, count: int) -> Texts:
    """The file of each lot: one for each year."""
    part = filled("", count)
    for number in YEARS:
        part[year == number] = str(number)
    return part
