"""What the planted schemes are set among, and the tables as they go from hand to hand."""

from dataclasses import dataclass

import pandas as pd

from graphinv.demo.bodies import Bodies
from graphinv.demo.firms import Firms
from graphinv.demo.lots import Lots
from graphinv.demo.people import People
from graphinv.demo.posts import Posts

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Background:
    """What the planted schemes are set among."""

    seed: int
    people: People
    bodies: Bodies
    posts: Posts
    firms: Firms
    lots: Lots
