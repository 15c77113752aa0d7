"""Named steps for what no list of columns can say; a loader names those that it needs, each runs once per build."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphinv.content.reader import nearest
from graphinv.errors import SpecError
from graphinv.mapping.transforms import (
    award_clock,
    award_limits,
    earliest_death,
    family_check,
    id_no_facts,
    identifier_use,
    listed_ids,
    paid_once,
    same_body,
    share_check,
    statement_history,
    statement_notes,
    unit_tree,
    won,
)
from graphinv.mapping.work import Work

TRANSFORMS: Mapping[str, Callable[[Work], None]] = {
    "id_no_facts": id_no_facts.run,
    "earliest_death": earliest_death.run,
    "family_check": family_check.run,
    "statement_notes": statement_notes.run,
    "statement_history": statement_history.run,
    "share_check": share_check.run,
    "unit_tree": unit_tree.run,
    "same_body": same_body.run,
    "won": won.run,
    "award_clock": award_clock.run,
    "award_limits": award_limits.run,
    "identifier_use": identifier_use.run,
    "paid_once": paid_once.run,
    "listed_ids": listed_ids.run,
}
"""In the order in which they run: the clock reads what `won` leaves, the limits read the clock, `share_check` the times
that `statement_history` gives."""

MAKES: Mapping[str, tuple[str, ...]] = {"award_limits": ("LIMITED_BY",)}
"""The edge types that come from a transform alone: no loader declares them among its edges."""


def transform(work: Work) -> None:
    """Run every transform that a loader with rows names. Raises SpecError for a name that does not exist."""
    wanted = set()
    for use in work.uses:
        for name in use.spec.transforms:
            if name not in TRANSFORMS:
                raise SpecError(
                    "There is no transform `{name}`.{nearest}",
                    at=str(use.spec.at),
                    name=name,
                    nearest=nearest(name, TRANSFORMS),
                )
            wanted.add(name)
    for name, run in TRANSFORMS.items():
        if name in wanted:
            run(work)


def complete(work: Work) -> None:
    """What follows from the nodes and edges alone, also in a graph written by hand."""
    earliest_death.run(work)
    award_clock.run(work)
    award_limits.run(work)
    identifier_use.run(work)
