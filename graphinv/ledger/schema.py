"""The tables of the ledger. They only grow: triggers refuse every change of what is written."""

from __future__ import annotations

TABLES = {
    "sweep": "seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, as_of TEXT NOT NULL, day TEXT NOT NULL, "
    "result TEXT NOT NULL",
    "event": "seq INTEGER PRIMARY KEY, lead TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, sweep TEXT NOT NULL, "
    "facts TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL",
    "content": "seq INTEGER PRIMARY KEY, lead TEXT NOT NULL, rule TEXT NOT NULL, opens INTEGER NOT NULL, "
    "sweep TEXT NOT NULL, body TEXT NOT NULL",
}
"""`content` holds what a lead said whenever that was new; `opens` is 0 for findings of weak rules."""


def statements() -> list[str]:
    """Everything that a new ledger needs; harmless on one that exists."""
    made = []
    for name, columns in TABLES.items():
        made.append(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
        for action in ("UPDATE", "DELETE"):
            made.append(
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{action.lower()} BEFORE {action} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    made.append("CREATE INDEX IF NOT EXISTS event_lead ON event (lead, seq)")
    made.append("CREATE INDEX IF NOT EXISTS content_lead ON content (lead, seq)")
    return made
