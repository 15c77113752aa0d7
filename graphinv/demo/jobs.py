"""Who works where: insured jobs in firms and public bodies, one after the other."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, filled, stream, texts
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import FIRST, LAST, NEVER, day, month_only, stamps
from graphinv.demo.families import YEAR
from graphinv.demo.firms import Firms
from graphinv.demo.people import People
from graphinv.demo.posts import Posts

_WORKS = 0.52
"""Of the people from 20 to 59 who hold no post."""

_GRADES = texts(["一级", "二级", "三级", "四级"])
_DUTIES = texts(["出纳", "施工员", "司机", "文员", "仓管", "技术员", "保洁", "营业员"])


@dataclass(frozen=True)
class Jobs:
    """Columns over all jobs; the employer is a firm or a unit, the other one is -1. Wages are fen a month."""

    person: Ints
    firm: Ints
    unit: Ints
    since: Ints
    until: Ints
    wage: Ints

    def employer(self, firms: Firms, bodies: Bodies) -> Texts:
        """The key of each employer."""
        return np.where(self.firm >= 0, firms.key[self.firm], bodies.key[self.unit])


def hire(people: People, bodies: Bodies, posts: Posts, firms: Firms, seed: int) -> Jobs:
    """Officials work where their last post is; of the others about half have a job, every sixth of them two in turn."""
    rng = stream(seed, "jobs")
    age = people.age()
    able = (age >= 20) & (age < 60) & (people.died == NEVER) & chance(rng, _WORKS, len(people))
    able[posts.person] = False
    person = np.flatnonzero(able)
    first = _begin(rng, people, person)
    again = chance(rng, 0.16, len(person)) & (first < FIRST - 500)
    gone = np.where(again, between(rng, FIRST - 200, LAST - 300, len(person)), NEVER)
    left = np.where(~again & chance(rng, 0.08, len(person)), between(rng, FIRST + 30, LAST, len(person)), gone)
    parts = [_jobs(rng, firms, bodies, person, (first, left))]
    count = int(again.sum())
    second = gone[again] + between(rng, 5, 90, count)
    parts.append(_jobs(rng, firms, bodies, person[again], (second, np.full(count, NEVER, dtype=np.int64))))
    parts.append(_served(rng, posts))
    return Jobs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Jobs.__annotations__))


def _begin(rng: Rng, people: People, person: Ints) -> Ints:
    earliest = np.maximum(people.born[person] + round(19 * YEAR), day("2005-01-01"))
    return np.minimum(earliest + between(rng, 0, 4_000, len(person)), FIRST + between(rng, -400, 300, len(person)))


def _jobs(rng: Rng, firms: Firms, bodies: Bodies, person: Ints, span: tuple[Ints, Ints]) -> Jobs:
    """Jobs in firms, some of them large, and every seventh in a public body."""
    count = len(person)
    public = chance(rng, 0.15, count)
    firm = np.minimum((rng.random(count) ** 2 * len(firms)).astype(np.int64), len(firms) - 1)
    since = np.where(public, span[0], np.maximum(span[0], firms.founded[firm] + 20))
    kept = (span[1] == NEVER) | (span[1] > since + 30)
    unit = np.where(public, between(rng, 0, len(bodies) - 1, count), -1)
    wage = _wages(rng, count)
    return Jobs(*(column[kept] for column in (person, np.where(public, -1, firm), unit, since, span[1], wage)))


def _wages(rng: Rng, count: int) -> Ints:
    return np.asarray(np.exp(rng.normal(8.5, 0.35, count)).astype(np.int64) // 10 * 1_000)


def _served(rng: Rng, posts: Posts) -> Jobs:
    """The last post of each official as a job."""
    last = np.lexsort((-posts.step, posts.person))
    _, first = np.unique(posts.person[last], return_index=True)
    place = last[first]
    none = np.full(len(place), -1, dtype=np.int64)
    wage = _wages(rng, len(place)) + 80_000
    return Jobs(posts.person[place], none, posts.unit[place], posts.since[place], posts.until[place], wage)


def job_rows(people: People, jobs: Jobs, employer: Texts, seed: int) -> pd.DataFrame:
    """The rows of table employment."""
    rng = stream(seed, "job rows")
    count = len(jobs.person)
    since = stamps(jobs.since)
    return pd.DataFrame(
        {
            "person_id": people.key[jobs.person],
            "employer_id": employer,
            "since": np.where(chance(rng, 0.3, count), month_only(since), since),
            "until": stamps(jobs.until),
            "wage": jobs.wage,
            "grade": _GRADES[between(rng, 0, 3, count)],
            "insured": _yes(chance(rng, 0.9, count)),
            "full_time": _yes(chance(rng, 0.95, count)),
            "post": np.where(jobs.firm >= 0, _DUTIES[between(rng, 0, len(_DUTIES) - 1, count)], "干部职工"),
            "part": np.where(jobs.firm >= 0, "firms", filled("units", count)),
        }
    )


def _yes(flags: Flags) -> Texts:
    return np.where(flags, "是", "否").astype(object)
