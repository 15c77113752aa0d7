"""People who stand in the roll twice, under two person ids with one identity number."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import chance, numbered, stream
from graphinv.demo.families import Place
from graphinv.demo.people import PERSON_DIGITS, People

_SHARE = 0.001


def add_second_records(
    people: People, persons: pd.DataFrame, payments: pd.DataFrame, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give some people a second record, half of them with the 15-digit number, and book some payments on it.

    Nobody is paid more by that: the payments keep their programme and period.
    """
    rng = stream(seed, "second records")
    able = np.flatnonzero((people.place == Place.CORE) & (people.id_no != ""))
    able = able[pd.Index(payments["payee_id"].unique()).get_indexer(pd.Index(people.key[able])) >= 0]
    chosen = rng.permutation(able)[: max(3, round(_SHARE * len(people)))]
    second = persons.iloc[chosen].copy()
    keys = numbered("P", len(people) + np.arange(len(chosen)), PERSON_DIGITS, seed)
    second["person_id"] = keys
    full = second["full_number"]
    second["id_no"] = np.where(chance(rng, 0.5, len(chosen)), full.str[:6] + full.str[8:17], full)
    renamed = dict(zip(people.key[chosen], keys, strict=True))
    by_second = payments["payee_id"].map(renamed)
    use = by_second.notna() & (payments["part"] == "2023")
    moved = payments.assign(payee_id=payments["payee_id"].where(~use, by_second))
    return pd.concat([persons, second], ignore_index=True), moved
