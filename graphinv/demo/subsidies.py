"""Payments of the programmes, month by month, as the paying offices book them.

In the background nobody is paid more than 60 days after his death except for a funeral grant or where the whole sum
came back, and nobody is paid twice for one period. But people die and are paid a little late, move from one county to
another, get back payments on one day with the current one, and have payments corrected by a negative row.
"""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled, numbered, padded, scatter, stream, texts
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.dates import LAST, NEVER, YEARS, stamps, year_of
from graphinv.demo.deaths import Deaths
from graphinv.demo.dues import STEPS, Payments, corrections, due_payments, funerals, joined, pay_days, returned
from graphinv.demo.enrolments import MONTHS, enrol
from graphinv.demo.firms import Firms
from graphinv.demo.people import People
from graphinv.demo.programmes import PROGRAMMES

_BUSINESS = [programme for programme in PROGRAMMES if programme.kind == "business"]


def payment_rows(people: People, deaths: Deaths, firms: Firms, seed: int) -> pd.DataFrame:
    """The rows of table subsidy_payments, to people and to firms."""
    rng = stream(seed, "payments")
    all_due = joined([due_payments(rng, people, enrolments) for enrolments in enrol(people, seed)])
    alive = (people.died == NEVER) | (people.died + deaths.slack >= LAST)
    cutoff = np.where(alive, LAST, people.died + deaths.slack)[all_due.person]
    paid = all_due.take(np.flatnonzero((all_due.paid <= cutoff) & (all_due.paid > people.born[all_due.person])))
    parts = [paid, *corrections(rng, paid), *returned(rng, all_due, people), funerals(rng, people)]
    return pd.concat([_rows(rng, people, joined(parts), seed), _firm_rows(rng, firms, seed)], ignore_index=True)


_PERIODS = {
    step: texts(
        [
            f"{YEARS[0] + month // 12}" if step == 12
            else f"{YEARS[0] + month // 12}Q{month % 12 // 3 + 1}" if step == 3
            else f"{YEARS[0] + month // 12}-{month % 12 + 1:02d}"
            for month in range(MONTHS)
        ]
    )
    for step in (1, 3, 12)
}  # fmt: skip


def period_text(month: Ints, step: Ints) -> Texts:
    """Periods as `2023-05`, `2023Q2` or `2023`, by the programme's step in months."""
    return np.asarray(np.choose(np.searchsorted([1, 3, 12], step), [_PERIODS[size][month] for size in (1, 3, 12)]))


def account_of(person: Ints, seed: int) -> Texts:
    """The card number that the sums of a person go to."""
    return np.asarray("62179901" + padded(scatter(person, 10**11, seed), 11))


def payment_keys(index: Ints, seed: int) -> Texts:
    """Payment numbers such as FF048213977."""
    return numbered("FF", index, 9, seed)


FIRM_PAYMENTS = 100_000_000
"""Payment numbers from here on belong to firms, from twice this on to later entries."""


def _rows(rng: Rng, people: People, paid: Payments, seed: int) -> pd.DataFrame:
    count = len(paid.person)
    collected = (paid.person % 40 == 7) & (people.seat[people.family[paid.person], 0] != paid.person)
    operator = np.where(collected, people.key[people.seat[people.family[paid.person], 0]], "")
    year = year_of(paid.paid)
    return pd.DataFrame(
        {
            "payment_id": payment_keys(np.arange(count), seed),
            "programme_id": texts([programme.key for programme in PROGRAMMES])[paid.programme],
            "payee_id": people.key[paid.person],
            "period": period_text(paid.month, STEPS[paid.programme]),
            "paid_on": stamps(paid.paid),
            "amount": paid.amount,
            "quantity": paid.quantity,
            "region_code": DIVISIONS[paid.county].astype(str).astype(object),
            "account_id": account_of(paid.person, seed),
            "operator_id": operator,
            "part": year.astype(str).astype(object),
        }
    )


def _firm_rows(rng: Rng, firms: Firms, seed: int) -> pd.DataFrame:
    """Yearly payments to firms under the business programmes."""
    frames = []
    for programme in _BUSINESS:
        firm, year = np.nonzero(chance(rng, 0.15, (len(firms), len(YEARS))))
        month = year.astype(np.int64) * 12
        paid = pay_days(rng, month, 12)
        frames.append(
            pd.DataFrame(
                {
                    "programme_id": filled(programme.key, len(firm)),
                    "payee_id": firms.key[firm],
                    "period": period_text(month, np.full(len(firm), 12)),
                    "paid_on": stamps(paid),
                    "amount": between(rng, 2, 60, len(firm)) * programme.standard * 10,
                    "quantity": np.zeros(len(firm), dtype=np.int64),
                    "region_code": DIVISIONS[firms.county[firm]].astype(str).astype(object),
                    "account_id": account_of(10_000_000_000 + firm, seed),
                    "operator_id": filled("", len(firm)),
                    "part": year_of(paid).astype(str).astype(object),
                }
            )
        )
    joined = pd.concat(frames, ignore_index=True)
    joined.insert(0, "payment_id", payment_keys(FIRM_PAYMENTS + np.arange(len(joined)), seed))
    return joined
