"""Who holds and who runs the firms.

Owners and legal representatives belong to one group of firms only, so that firms of different groups are never under
one control. Investors with less than a quarter, directors, supervisors and contacts serve many firms: they make the
background look like common control where there is none.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, stream
from graphinv.demo.bodies import Bodies
from graphinv.demo.crowd import Crowd
from graphinv.demo.dates import NEVER
from graphinv.demo.firms import Firms
from graphinv.demo.holders import Holdings, share_out
from graphinv.demo.officers import Roles, staff
from graphinv.demo.people import People

INTEREST_SHARE = 500
"""From this share on (in hundredths of a percent) a holding counts as an interest."""


@dataclass(frozen=True)
class Ownership:
    """The rows of shareholdings and company_roles, and (firm, person) pairs, each once.

    `interests` are those that count as an interest, `loose` all others. `leader` is the person who legally represents
    each firm at the end (-1: nobody on record), `led_since` the day on which he began.
    """

    holdings: pd.DataFrame
    roles: pd.DataFrame
    interests: tuple[Ints, Ints]
    loose: tuple[Ints, Ints]
    leader: Ints
    led_since: Ints


def own_firms(people: People, bodies: Bodies, firms: Firms, seed: int) -> Ownership:
    """Give every firm its holders and officers."""
    rng = stream(seed, "owners")
    crowd = Crowd(people, rng)
    owner = crowd.take(int(firms.group[-1]) + 1)[firms.group]
    holdings = Holdings(people, firms)
    share_out(rng, crowd, holdings, owner, bodies)
    roles = Roles(people, firms)
    staff(rng, crowd, roles, owner)
    interests, loose = _interests(firms, holdings, roles), _loose_ends(firms, holdings, roles)
    return Ownership(holdings.frame(rng), roles.frame(rng), interests, loose, *_leaders(firms, roles))


def _leaders(firms: Firms, roles: Roles) -> tuple[Ints, Ints]:
    """Who represents each firm at the end, and since when."""
    leads = np.isin(roles.kinds(), ["legal_rep", "sole_owner"]) & (roles.column(4) == NEVER)
    leader, since = np.full(len(firms), -1, dtype=np.int64), np.full(len(firms), NEVER, dtype=np.int64)
    firm = roles.column(0)[leads]
    leader[firm], since[firm] = roles.column(1)[leads], roles.column(3)[leads]
    return leader, since


def _interests(firms: Firms, holdings: Holdings, roles: Roles) -> tuple[Ints, Ints]:
    """(firm, person) of every holding from 5 % in a firm that is not listed and of every office but contact."""
    counts, office = _counted(firms, holdings), roles.kinds() != "contact"
    return _pairs(
        (holdings.column(0)[counts], holdings.column(1)[counts]), (roles.column(0)[office], roles.column(1)[office])
    )


def _loose_ends(firms: Firms, holdings: Holdings, roles: Roles) -> tuple[Ints, Ints]:
    """(firm, person) of the other holdings and offices: less than 5 %, a listed firm, a contact."""
    small = ~_counted(firms, holdings) & (holdings.column(1) >= 0)
    contact = roles.kinds() == "contact"
    return _pairs(
        (holdings.column(0)[small], holdings.column(1)[small]), (roles.column(0)[contact], roles.column(1)[contact])
    )


def _counted(firms: Firms, holdings: Holdings) -> Flags:
    firm, person, share = holdings.column(0), holdings.column(1), holdings.column(3)
    return np.asarray((person >= 0) & (share >= INTEREST_SHARE) & (firms.kind[firm] != "listed"))


def _pairs(*parts: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Distinct pairs."""
    distinct = np.unique(np.concatenate([np.column_stack(part) for part in parts]), axis=0)
    return distinct[:, 0], distinct[:, 1]
