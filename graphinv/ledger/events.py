"""A lead's history as events, and its state as a pure fold over them; nothing else decides its status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

SEEN, ABSENT, CONFIRMED, CLEARED, REOPENED = "seen", "absent", "confirmed", "cleared", "reopened"
JUDGEMENTS = (CONFIRMED, CLEARED, REOPENED)
"""What a person decides; `seen` and `absent` is what a sweep found."""

NEW, CHANGED, CONTINUING, GONE, SUPPRESSED = "new", "changed", "continuing", "gone", "suppressed"


@dataclass(frozen=True)
class Event:
    """One line of a lead's history. `facts` is the hash of what a sweep saw; `on` the day on which it happened."""

    lead: str
    kind: str
    on: date
    sweep: str = ""
    facts: str = ""
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class State:
    """Where a lead stands after its events. `change` is what the last sweep said about it."""

    change: str
    first_seen: date
    last_seen: date
    facts: str
    present: bool = True
    judgement: str = ""
    cleared_facts: str = ""

    @property
    def status(self) -> str:
        """new, changed, continuing, reopened or gone; confirmed or cleared once a person has decided."""
        if not self.present:
            return GONE
        return self.judgement or self.change


def step(state: State | None, event: Event) -> State:
    """The state after one more event. A lead cleared on the same facts stays cleared; other facts reopen it."""
    if state is None:
        return State(NEW, event.on, event.on, event.facts)
    if event.kind == SEEN:
        return _seen(state, event)
    if event.kind == ABSENT:
        return replace(state, present=False, change=GONE)
    if event.kind == REOPENED:
        return replace(state, change=REOPENED, judgement="", cleared_facts="")
    return replace(state, judgement=event.kind, cleared_facts=state.facts if event.kind == CLEARED else "")


def _seen(state: State, event: Event) -> State:
    cleared = state.judgement == CLEARED
    if cleared and event.facts == state.cleared_facts:
        change = SUPPRESSED
    elif cleared or not state.present:
        change = REOPENED
    else:
        change = CONTINUING if event.facts == state.facts else CHANGED
    judgement = "" if cleared and change == REOPENED else state.judgement
    return replace(
        state, change=change, last_seen=event.on, facts=event.facts, present=True, judgement=judgement,
        cleared_facts=state.cleared_facts if judgement == CLEARED else "",
    )  # fmt: skip


def fold(events: Iterable[Event]) -> State | None:
    """The state after these events of one lead; None if there are none."""
    return reduce(step, events, None)
