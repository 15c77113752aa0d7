"""Companies that own each other in a circle: the share in each as the limit of the sum over all ways round.

With S the shares inside a block and A those of its holders outside, A (I − S)⁻¹ is what they hold of each member; the
row of a member in (I − S)⁻¹ divided by its own entry, so that ways back to it do not count, is what it holds of the
others. Where more than everything is registered of one company its holders' shares are scaled to one, so that no
effective share is above 1. From one day of change to the next only what changed is worked out (Woodbury's identity).
Source: Brioschi, Buzzacchi, Colombo 1989, Risk capital financing and the separation of ownership and control.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Columns = Mapping[str, npt.NDArray[Any]]

NAMES = ("src", "dst", "since", "until", "share")
"""Holder, company, first day, first day after, and the share between them; days as numbers."""

MAX_CELLS = 20_000_000
"""Holders times members of a block that is worked out as a whole (160 MB); of a larger one the chains are added up."""

MIN_SHARE = 0.001
"""A smaller share of a holder in a member is not carried on."""

DIGITS = 6
"""A change of a share in a later digit is none: every holding of a block moves all others a little."""

DAMPING = 1 - 1e-9
"""A ring that owns itself whole has no inverse; with this nobody outside has any of it, and its members share it."""

FRESH = 256
"""So many days of change are added up before everything is worked out anew."""

NOTHING = 1e-10
"""A holder whose sums move by less than this is left as it is until all is worked out anew."""

SINGULAR = 1e4
"""From this entry of (I − S)⁻¹ on a ring is nearly closed, and the sum of changes is no longer exact."""


def ways(holdings: Columns) -> Columns:
    """What each holder has in each member over all ways through the block, from change to change.

    Takes the holdings in members of one block (NAMES; each holder and company once a day) and gives rows of the same
    columns, none above 1.
    """
    circle = _Circle(holdings["src"].astype(np.int64), holdings["dst"].astype(np.int64))
    if circle.shape[0] * circle.shape[1] > MAX_CELLS:
        return {name: holdings[name][:0] for name in NAMES}
    day, row, col, change = _events(circle, holdings)
    starts = np.flatnonzero(np.diff(day, prepend=day[0] - 1))
    shown = np.zeros(circle.shape)
    found: list[tuple[Ints, Ints, Ints, Floats]] = []
    for a, b in zip(starts, [*starts[1:], day.size], strict=True):
        moved = circle.move(row[a:b], col[a:b], change[a:b])
        now = circle.shares(moved)
        rows, cols = np.nonzero(now != shown[moved])
        found.append((moved[rows], cols, np.full(rows.size, day[a]), now[rows, cols]))
        shown[moved] = now
    return _spans(circle, *(np.concatenate(part) for part in zip(*found, strict=True)))


class _Circle:
    """The holdings of one day and what they come to: rows are the holders, those outside first, columns the members."""

    def __init__(self, src: Ints, dst: Ints) -> None:
        self.members: Ints = np.unique(dst)
        self.outside: Ints = np.setdiff1d(src, self.members)
        self.holders: Ints = np.concatenate([self.outside, self.members])
        self.shape = (self.holders.size, self.members.size)
        self.held = np.zeros(self.shape)
        self.sums = np.zeros(self.shape)
        self.days = 0

    def move(self, row: Ints, col: Ints, change: Floats) -> Ints:
        """Add these changes to the holdings; gives the rows that they move."""
        cols = np.unique(col)
        before = self._scaled(cols)
        np.add.at(self.held, (row, col), change)
        self.held[:, cols] = np.round(self.held[:, cols], 12)
        self.days += 1
        return self._anew() if self.days % FRESH == 0 else self._added(cols, self._scaled(cols) - before)

    def _scaled(self, cols: Ints | slice) -> Floats:
        """The holdings in these members, no member held by more than everything."""
        held = self.held[:, cols]
        scaled: Floats = held / np.maximum(held.sum(axis=0), 1)
        scaled[self.outside.size :] *= DAMPING
        return scaled

    def _added(self, cols: Ints, change: Floats) -> Ints:
        """Carry a change of some members' holders into the sums; all anew where that is not exact."""
        inside = change[self.outside.size :]
        held = np.flatnonzero(inside.any(axis=1))
        entry = self.sums[self.outside.size + cols] + np.eye(self.shape[1])[cols]
        turned = np.eye(cols.size) - entry[:, held] @ inside[held]
        if self._closed() or abs(np.linalg.det(turned)) < 1 / SINGULAR:
            return self._anew()
        onward = np.linalg.solve(turned, entry)
        weight = change + self.sums[:, held] @ inside[held]
        moved = np.flatnonzero(np.abs(weight).max(axis=1) * np.abs(onward).max() > NOTHING)
        self.sums[moved] += weight[moved] @ onward
        return self._anew() if self._closed() else moved

    def _closed(self) -> bool:
        return bool(self.sums[self.outside.size :].diagonal().max() > SINGULAR)

    def _anew(self) -> Ints:
        held = self._scaled(slice(None))
        self.sums[:] = np.linalg.solve((np.eye(self.shape[1]) - held[self.outside.size :]).T, held.T).T
        return np.arange(self.holders.size)

    def shares(self, rows: Ints) -> Floats:
        """What these holders have of each member, rounded; nobody has anything of itself."""
        member = np.flatnonzero(rows >= self.outside.size)
        own = rows[member] - self.outside.size
        shares: Floats = self.sums[rows]
        shares[member] /= 1 + shares[member, own][:, None]
        shares[member, own] = 0
        shares[shares < MIN_SHARE] = 0
        np.minimum(shares, 1, out=shares)
        return shares.round(DIGITS)


def _events(circle: _Circle, holdings: Columns) -> tuple[Ints, Ints, Ints, Floats]:
    """Each holding as what it adds on its first day and takes away on the day after its last, by day."""
    place = np.argsort(circle.holders, kind="stable")
    row = place[np.searchsorted(circle.holders, holdings["src"], sorter=place)]
    col = np.searchsorted(circle.members, holdings["dst"])
    share = holdings["share"].astype(np.float64)
    day = np.concatenate([holdings["since"], holdings["until"]]).astype(np.int64)
    order = np.argsort(day, kind="stable")
    return (
        day[order],
        np.concatenate([row, row])[order],
        np.concatenate([col, col])[order],
        np.concatenate([share, -share])[order],
    )


def _spans(circle: _Circle, row: Ints, col: Ints, day: Ints, share: Floats) -> Columns:
    """Changed values as values with the time for which they held; what fell to nothing is left out."""
    order = np.lexsort((day, col, row))
    row, col, day, share = row[order], col[order], day[order], share[order]
    until = np.append(day[1:], 0)
    kept = share > 0
    columns = (circle.holders[row], circle.members[col], day, until, share)
    return {name: column[kept] for name, column in zip(NAMES, columns, strict=True)}
