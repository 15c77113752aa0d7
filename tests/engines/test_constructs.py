"""Random queries use the whole language: what none of them holds, no comparison of engines has tried."""

from __future__ import annotations

from tests.engines.constructs import KNOWN, constructs
from tests.engines.pairs import texts_of

SEEDS = 400
"""With four queries each, two to three of them, so that the rarest construct is there a few times."""


def test_random_queries_hold_every_construct() -> None:
    missing = set(KNOWN)
    for seed in range(SEEDS):
        for text in texts_of(seed, 4):
            missing -= constructs(text)
        if not missing:
            break
    assert missing == set()
