"""Which firm must not pay whom: the payee's family holds posts in a county in which the firm has won."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints
from graphinv.demo.bidding import Bids
from graphinv.demo.bodies import Bodies
from graphinv.demo.firms import Firms
from graphinv.demo.lots import Lots
from graphinv.demo.owners import Ownership
from graphinv.demo.people import People
from graphinv.demo.posts import Posts


@dataclass(frozen=True)
class Scopes:
    """Counties as bits: where each firm has won, where each family and the families behind each firm hold posts."""

    won: Ints
    family: Ints
    behind: Ints
    family_of: Ints

    def may_pay_people(self, firm: Ints, person: Ints) -> Flags:
        """Whether nobody in the person's family ever held a post in a county where the firm has won."""
        return np.asarray((self.won[firm] & self.family[self.family_of[person]]) == 0)

    def may_pay_firms(self, firm: Ints, payee: Ints) -> Flags:
        """The same of the families behind the payee and the firms of its owner."""
        return np.asarray((self.won[firm] & self.behind[payee]) == 0)


def find_scopes(
    people: People, bodies: Bodies, posts: Posts, firms: Firms, ownership: Ownership, awards: tuple[Ints, Ints]
) -> Scopes:
    """`awards` are (firm, unit) of all that was won, with and without a lot."""
    won = np.zeros(len(firms), dtype=np.int64)
    np.bitwise_or.at(won, awards[0], 1 << bodies.county[awards[1]])
    family = np.zeros(len(people.seat), dtype=np.int64)
    np.bitwise_or.at(family, people.family[posts.person], 1 << bodies.county[posts.unit])
    groups = np.zeros(int(firms.group[-1]) + 1, dtype=np.int64)
    for firm, person in (ownership.interests, ownership.loose):
        np.bitwise_or.at(groups, firms.group[firm], family[people.family[person]])
    return Scopes(won, family, groups[firms.group], people.family)


def awarded_pairs(lots: Lots, bids: Bids, direct: pd.DataFrame, firms: Firms, bodies: Bodies) -> tuple[Ints, Ints]:
    """(firm, unit) of every lot that was won and of every direct purchase."""
    winning = bids.status == "won"
    supplier = pd.Index(firms.key).get_indexer(pd.Index(direct["supplier_id"]))
    buyer = pd.Index(bodies.credit_code).get_indexer(pd.Index(direct["buyer_id"]))
    firm = np.concatenate([bids.firm[winning], supplier]).astype(np.int64)
    return firm, np.concatenate([lots.unit[bids.lot[winning]], buyer]).astype(np.int64)
