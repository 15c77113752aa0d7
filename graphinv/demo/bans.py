"""Who is barred from bidding: bans in which the firm did not bid or win, or that hold elsewhere."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, filled, stream, texts
from graphinv.demo.bidding import Bids
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import AS_OF, FIRST, NEVER, stamps
from graphinv.demo.firms import Firms
from graphinv.demo.lots import Lots
from graphinv.demo.stage import Background

_SHARE = 0.02
GROUNDS = texts(
    ["提供虚假材料谋取中标", "与其他供应商恶意串通", "无正当理由拒签合同", "擅自变更中止合同", "拖欠农民工工资"]
)
ELSEWHERE = "4401"
"""A region in which no unit of the county buys."""


def ban_rows(background: Background, bids: Bids, awards: tuple[Ints, Ints]) -> pd.DataFrame:
    """The rows of table blacklist; `awards` are (firm, day) of direct purchases.

    Builders are left out: firms of the background are invited into the lots of planted schemes, and those are works.
    """
    people, bodies, firms = background.people, background.bodies, background.firms
    rng = stream(background.seed, "bans")
    able = np.flatnonzero((firms.category != 1) & firms.is_kind("private", "sole", "coop"))
    banned = rng.permutation(able)[: max(6, round(_SHARE * len(firms)))]
    first, last = _active(firms, background.lots, bids, awards)
    way = np.arange(len(banned)) % 3
    before = np.minimum(first[banned] - 120, FIRST - 30)
    since = np.choose(way, [last[banned] + 40, before - 700, between(rng, FIRST - 200, AS_OF - 400, len(banned))])
    until = since + between(rng, 365, 640, len(banned))
    until[way == 0] += 400
    region = np.where(way == 2, ELSEWHERE, "")
    rows = _rows(rng, bodies, firms.key[banned], (since, until), region)
    named = people.key[
        rng.permutation(np.flatnonzero((people.age() >= 25) & (people.died == NEVER)))[: len(banned) // 3]
    ]
    begun = between(rng, FIRST - 300, AS_OF - 200, len(named))
    return pd.concat([rows, _rows(rng, bodies, named, (begun, begun + 730), filled("", len(named)))], ignore_index=True)


def direct_days(firms: Firms, direct: pd.DataFrame) -> tuple[Ints, Ints]:
    """(firm, day) of each direct purchase."""
    firm = pd.Index(firms.key).get_indexer(pd.Index(direct["supplier_id"])).astype(np.int64)
    signed = pd.to_datetime(direct["signed_on"].astype(str), format="%Y%m%d").to_numpy().astype("datetime64[D]")
    return firm, signed.astype(np.int64)


def _active(firms: Firms, lots: Lots, bids: Bids, awards: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """The first and the last day on which each firm bid or was awarded anything; the middle of the data for none."""
    first, last = np.full(len(firms), FIRST + 500, dtype=np.int64), np.full(len(firms), FIRST + 500, dtype=np.int64)
    firm = np.concatenate([bids.firm, bids.firm, awards[0]])
    days = np.concatenate([lots.planned[bids.lot], lots.awarded[bids.lot] + 40, awards[1]])
    np.minimum.at(first, firm, days)
    np.maximum.at(last, firm, days)
    return first, last


def _rows(rng: Rng, bodies: Bodies, subject: Texts, span: tuple[Ints, Ints], region: Texts) -> pd.DataFrame:
    count = len(subject)
    finance = bodies.key[np.flatnonzero(bodies.role == "government")]
    return pd.DataFrame(
        {
            "subject_id": subject,
            "ground": GROUNDS[between(rng, 0, len(GROUNDS) - 1, count)],
            "doc": np.asarray("青财罚〔2023〕" + between(rng, 1, 900, count).astype(str).astype(object) + "号"),
            "since": stamps(span[0]),
            "until": stamps(span[1]),
            "region_code": region,
            "field": filled("", count),
            "issuer_id": finance[between(rng, 0, len(finance) - 1, count)],
            "part": filled("", count),
        }
    )
