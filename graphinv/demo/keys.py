"""Numbers with valid check characters for people and bodies that do not exist.

The division codes 330197, 330198 and 330199 are not allotted to any county, so no number made here can belong to
anybody, although each passes GB 11643 (identity numbers), GB 11714 (organisation codes) and GB 32100 (credit codes).
"""

import numpy as np

from graphinv.demo.arrays import Flags, Ints, Texts, scatter, texts

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_ID_CHECKS = texts(list("10X98765432"))
_ORG_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_CREDIT_WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
_CREDIT_LETTERS = texts(list(CREDIT_ALPHABET))
_VALUE_31 = {letter: value for value, letter in enumerate(CREDIT_ALPHABET)}
# By 11 − Σ mod 11: the digit itself, X for 10 and 0 for 11, as values of the credit code's alphabet.
_ORG_CHECKS = np.array([*range(10), _VALUE_31["X"], 0], dtype=np.int64)
_VALUE_36 = np.array(["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) for letter in CREDIT_ALPHABET])


def _digits(numbers: Ints, count: int, base: int) -> Ints:
    """The digits of each number, highest first, one column each."""
    powers = np.array([base**power for power in range(count - 1, -1, -1)], dtype=np.int64)
    return np.asarray(numbers[:, None] // powers % base)


def identity_numbers(division: Ints, born: Ints, order: Ints) -> Texts:
    """18-character identity numbers from the division code, the birth stamp and the order number of that day."""
    bodies = (division * 100_000_000 + born) * 1000 + order
    check = _ID_CHECKS[_digits(bodies, 17, 10) @ _ID_WEIGHTS % 11]
    return np.asarray(bodies.astype(str).astype(object) + check)


def order_numbers(division: Ints, born: Ints, male: Flags) -> Ints:
    """The order numbers of a register: odd for men, even for women, none given twice on one day in one county."""
    key = (division * 100_000_000 + born) * 2 + male
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    run_start = np.maximum.accumulate(np.where(starts, np.arange(len(key)), 0))
    count = np.empty(len(key), dtype=np.int64)
    count[order] = np.arange(len(key)) - run_start
    return np.asarray(count * 2 + np.where(male, 1, 2))


def short_number(id_no: str) -> str:
    """The 15-character form in use before 1999: without the century and without the check character."""
    return id_no[:6] + id_no[8:17]


def credit_codes(index: Ints, division: Ints, kind: str, seed: int) -> Texts:
    """Unified social credit codes; `kind` is the two leading characters (91 company, 11 government, 12 institution)."""
    body = _digits(scatter(index, 31**6, seed), 6, 31)
    prefix = np.array([_VALUE_31["M"], _VALUE_31["A"]])
    organisation = np.hstack([np.broadcast_to(prefix, (len(index), 2)), body])
    org_value = _ORG_CHECKS[(11 - _VALUE_36[organisation] @ _ORG_WEIGHTS % 11) % 12]
    head = np.broadcast_to(np.array([_VALUE_31[letter] for letter in kind]), (len(index), 2))
    values = np.hstack([head, _digits(division, 6, 10), organisation, org_value[:, None]])
    check = (31 - values @ _CREDIT_WEIGHTS % 31) % 31
    letters = _CREDIT_LETTERS[np.hstack([values, check[:, None]])]
    return np.asarray(letters.sum(axis=1))
