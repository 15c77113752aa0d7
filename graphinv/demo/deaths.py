"""Death registers: most deaths stand in two or more of them, now and then with another day or only a month."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, between, chance, filled, stream
from graphinv.demo.dates import AS_OF, NEVER, month_only, stamps
from graphinv.demo.people import People

REGISTERS = {"police": "公安", "civil_affairs": "民政", "crematorium": "殡葬", "hospital": "卫健"}
_SHARES = {"police": 0.96, "civil_affairs": 0.72, "crematorium": 0.8, "hospital": 0.3}


@dataclass(frozen=True)
class Deaths:
    """The rows of table deaths, and for each person how long after the death a payment may still come (in days)."""

    rows: pd.DataFrame
    slack: Ints


def record_deaths(people: People, seed: int) -> Deaths:
    """Register everybody who has died.

    The first register always has the true day, later ones at most three days more. A month without a day begins up to
    30 days before the death, so the slack of such a person is small: 60 days after the earliest possible day of death
    nothing may be paid any more.
    """
    rng = stream(seed, "deaths")
    dead = np.flatnonzero(people.died != NEVER)
    missing = np.ones(len(dead), dtype=bool)
    coarse = chance(rng, 0.05, len(dead))
    frames = []
    for register, share in _SHARES.items():
        listed = chance(rng, share, len(dead))
        if register == "civil_affairs":
            listed |= missing
        missing &= ~listed
        frames.append(_register_rows(people, dead[listed], register, coarse[listed], seed))
    slack = np.zeros(len(people), dtype=np.int64)
    late = chance(rng, 0.6, len(dead))
    slack[dead] = np.where(late, np.where(coarse, between(rng, 1, 20, len(dead)), between(rng, 1, 50, len(dead))), 0)
    return Deaths(pd.concat(frames, ignore_index=True), slack)


def _register_rows(people: People, dead: Ints, register: str, coarse: Flags, seed: int) -> pd.DataFrame:
    rng = stream(seed, f"deaths {register}")
    count = len(dead)
    late = np.where(chance(rng, 0.08, count), between(rng, 1, 3, count), 0)
    died = people.died[dead] + (late if register == "crematorium" else 0)
    day = stamps(died)
    if register == "civil_affairs":
        day = np.where(coarse, month_only(day), day)
    registered = np.minimum(died + between(rng, 2, 45, count), AS_OF)
    return pd.DataFrame(
        {
            "person_id": people.key[dead],
            "died_on": day,
            "registered_on": stamps(registered),
            "register": filled(REGISTERS[register], count),
            "part": filled("police" if register == "police" else "others", count),
        }
    )
