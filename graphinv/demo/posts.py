"""The careers of officials: up to three posts one after the other, each in a unit."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, filled, stream, texts
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import LAST, NEVER, day, month_only, stamps
from graphinv.demo.families import YEAR
from graphinv.demo.people import People

OFFICIAL_SHARE = 0.034
"""Officials among all people."""

_TITLES = {
    "government": "县长 副县长 办公室主任 科员",
    "bureau": "局长 副局长 科长 科员",
    "town": "镇长 副镇长 站所长 科员",
    "village": "村党支部书记 村委会主任 村会计 村委委员",
    "school": "校长 副校长 总务主任 干事",
    "hospital": "院长 副院长 设备科长 干事",
}
_RANKS = texts(["县处级副职", "乡科级正职", "乡科级副职", "科员"])
_PORTFOLIOS = texts(["FIN;PROC", "PROJ;PROC", "HR", "AUD;DISC", "PROJ", ""])
_WEIGHT = {"government": 3.0, "bureau": 4.0, "town": 3.0, "village": 1.0, "school": 1.0, "hospital": 2.0}
_STEPS = 3


@dataclass(frozen=True)
class Posts:
    """Columns over all posts; `until` is NEVER for a post still held."""

    person: Ints
    unit: Ints
    since: Ints
    until: Ints
    step: Ints

    def officials(self) -> Ints:
        """The people who hold or held a post, each once."""
        return np.unique(self.person)


def appoint(people: People, bodies: Bodies, seed: int) -> Posts:
    """Careers of 3.4 % of the people, all of working age when the data begins."""
    rng = stream(seed, "posts")
    age = people.age()
    able = np.flatnonzero((age >= 24) & (age <= 58) & (people.id_no != ""))
    officials = rng.permutation(able)[: round(OFFICIAL_SHARE * len(people))]
    count = len(officials)
    weight = np.array([_WEIGHT[role] for role in bodies.role])
    units = rng.choice(len(bodies), (count, _STEPS), p=weight / weight.sum())
    entry = people.born[officials] + between(rng, 23 * YEAR, 32 * YEAR, count)
    entry = np.minimum(np.maximum(entry, day("2004-01-01")), day("2022-06-30"))
    length = between(rng, 1.5 * YEAR, 6 * YEAR, (count, _STEPS))
    since = entry[:, None] + np.hstack([np.zeros((count, 1), dtype=np.int64), length.cumsum(axis=1)[:, :-1]])
    until = since + length
    return _flatten(rng, people, officials, (units, since, until))


def _flatten(rng: Rng, people: People, officials: Ints, careers: tuple[Ints, Ints, Ints]) -> Posts:
    units, since, until = careers
    died = people.died[officials][:, None]
    steps = rng.choice([1, 2, 3], len(officials), p=[0.4, 0.35, 0.25])
    held = (np.arange(_STEPS) < steps[:, None]) & (since < LAST - 90)
    held &= (died == NEVER) | (since < died - 90)
    last = held & ~np.hstack([held[:, 1:], np.zeros((len(officials), 1), dtype=bool)])
    stays = last & chance(rng, 0.85, last.shape)
    until = np.where(stays | (until > LAST), NEVER, until)
    until = np.where((died != NEVER) & ((until == NEVER) | (until > died)), np.broadcast_to(died, until.shape), until)
    row, step = np.nonzero(held)
    return Posts(officials[row], units[row, step], since[row, step], until[row, step], step.astype(np.int64))


def post_rows(people: People, bodies: Bodies, posts: Posts, seed: int) -> pd.DataFrame:
    """The rows of table positions; the longest serving person of a unit among those in post leads it."""
    rng = stream(seed, "post rows")
    count = len(posts.person)
    leads = _leads(posts)
    title = np.where(leads, 0, between(rng, 1, 3, count))
    since = stamps(posts.since)
    since = np.where(chance(rng, 0.03, count), month_only(since), since)
    left = np.where(people.died[posts.person] == posts.until, "去世", "调任").astype(object)
    return pd.DataFrame(
        {
            "person_id": people.key[posts.person],
            "unit_id": bodies.key[posts.unit],
            "post": _titles(bodies, posts.unit, title),
            "rank": _RANKS[np.minimum(title + (bodies.role[posts.unit] != "government"), 3)],
            "is_leader": np.where(leads, "是", "否").astype(object),
            "portfolio": np.where(title < 2, _PORTFOLIOS[between(rng, 0, 5, count)], ""),
            "since": since,
            "until": stamps(posts.until),
            "leave_kind": np.where(posts.until == NEVER, "", left),
            "part": filled("", count),
        }
    )


def _leads(posts: Posts) -> Flags:
    order = np.lexsort((posts.since, posts.unit, posts.until != NEVER))
    open_ended = posts.until[order] == NEVER
    unit = posts.unit[order]
    first = np.concatenate(([True], unit[1:] != unit[:-1])) & open_ended
    leads = np.zeros(len(order), dtype=bool)
    leads[order] = first
    return leads


def _titles(bodies: Bodies, unit: Ints, title: Ints) -> Texts:
    table = np.array([_TITLES[role].split() for role in bodies.role], dtype=object)
    return np.asarray(table[unit, title])
