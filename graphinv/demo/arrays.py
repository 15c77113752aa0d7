"""Array types and small vectorised helpers that the whole county shares."""

import zlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]
Rng = np.random.Generator


def stream(seed: int, part: str) -> Rng:
    """A random stream of its own for each part, so that a change in one part leaves the others as they were."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])


def texts(values: Sequence[str]) -> Texts:
    """The values as an array of Python strings."""
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array


def words(keys: Texts, table: Mapping[str, str]) -> Texts:
    """The word of the table for each key."""
    return np.asarray(pd.Series(keys).map(table).to_numpy(dtype=object))


def filled(value: str, count: int) -> Texts:
    """One text, `count` times."""
    array = np.empty(count, dtype=object)
    array[:] = value
    return array


def between(rng: Rng, low: float, high: float, shape: int | tuple[int, ...]) -> Ints:
    """Whole numbers drawn evenly from low … high, both included."""
    return rng.integers(round(low), round(high) + 1, shape)


def chance(rng: Rng, share: float, shape: int | tuple[int, ...]) -> Flags:
    """True for about `share` of the places."""
    return np.asarray(rng.random(shape) < share)


def scatter(index: Ints, modulus: int, seed: int) -> Ints:
    """Numbers below `modulus` in no visible order; different indexes below `modulus` never meet.

    The multiplier is a prime that divides none of the moduli in use (powers of 10 and of 31).
    """
    return np.asarray((index * 104_395_301 + (seed * 7_919_000_003) % modulus) % modulus, dtype=np.int64)


def plain(numbers: Ints) -> Texts:
    """Whole numbers as text."""
    return np.asarray(pa.array(numbers).cast(pa.string()).to_numpy(zero_copy_only=False), dtype=object)


def digits_of(numbers: Ints, digits: int) -> pa.Array:
    """Whole numbers below 10^`digits` with leading zeros. A leading 1 that is cut off is ten times as fast as zfill."""
    return pc.utf8_slice_codeunits(pa.array(numbers + 10**digits).cast(pa.string()), 1)


def padded(numbers: Ints, digits: int) -> Texts:
    """Whole numbers below 10^`digits` with leading zeros."""
    return np.asarray(digits_of(numbers, digits).to_numpy(zero_copy_only=False), dtype=object)


def numbered(prefix: str, index: Ints, digits: int, seed: int) -> Texts:
    """Register numbers such as `P0483920`: unique, without an order that would tell who was made when."""
    return np.asarray(prefix + padded(scatter(index, 10**digits, seed), digits))


def rendered(values: Ints, write: Callable[[int], str]) -> Texts:
    """Each number as text; `write` is called once per distinct number."""
    distinct, place = np.unique(values, return_inverse=True)
    return texts([write(int(value)) for value in distinct])[place]
