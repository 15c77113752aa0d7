"""What each sweep saw and what people decided about it: append-only events, and the status of a lead as their fold."""

from graphinv.ledger.events import Event, State, fold
from graphinv.ledger.ledger import Entry, Kept, Ledger, SweepRecord

__all__ = ["Entry", "Event", "Kept", "Ledger", "State", "SweepRecord", "fold"]
