"""What lies outside the subset, and what to write instead."""

from __future__ import annotations

from graphinv.message import Message, msg

_READ_ONLY = msg("Rules only read: leave it out; data enters through `graphinv load`.")
_PATHS = msg("Write a bounded length such as -[:OWNS*1..4]->, or use a derived relation such as KIN or INTEREST_IN.")

CLAUSES: dict[str, Message] = {
    **dict.fromkeys(
        ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "INSERT", "DROP", "LOAD"), _READ_ONLY
    ),
    "USE": msg("Leave it out: a query runs on the workspace's graph."),
    "SHOW": msg("Use `graphinv rules list` or `graphinv doctor`."),
    "ORDER": msg("ORDER BY stands after the columns of WITH or RETURN."),
    "WHERE": msg("WHERE stands directly after MATCH or WITH."),
    "FILTER": msg("Write WITH * WHERE …"),
    "LET": msg("Write WITH *, … AS name."),
    "FINISH": msg("End with RETURN."),
    "EXPLAIN": msg("Leave it out; `graphinv rules show ID --sql` prints the SQL."),
    "PROFILE": msg("Leave it out; `graphinv rules show ID --sql` prints the SQL."),
}
"""Words that may start a clause in Cypher but not here."""

FUNCTIONS: dict[str, Message] = {
    "id": msg("Write x.id, the key in the source, or x.gid."),
    "elementid": msg("Write x.id, the key in the source, or x.gid."),
    "exists": msg("Write x.property IS NOT NULL, or EXISTS { pattern }."),
    "shortestpath": _PATHS,
    "allshortestpaths": _PATHS,
    "reduce": msg("Use sum() after UNWIND."),
    "datetime": msg("Compare days: date(x.at) >= date('2024-01-31')."),
    "localdatetime": msg("Compare days: date(x.at) >= date('2024-01-31')."),
    "timestamp": msg("A query never reads the clock: pass a parameter such as $as_of."),
    "rand": msg("Leads must be reproducible: no random values."),
    "keys": msg("Name the properties."),
    "properties": msg("Name the properties."),
    "lower": msg("Write toLower(text)."),
    "upper": msg("Write toUpper(text)."),
    "char_length": msg("Write size(text)."),
    "character_length": msg("Write size(text)."),
    "localtime": msg("Compare days: date(x.at) >= date('2024-01-31')."),
    "time": msg("Compare days: date(x.at) >= date('2024-01-31')."),
    "randomuuid": msg("Leads must be reproducible: no random values."),
    "point": msg("Places are texts here: compare the address."),
}
"""Functions of Cypher (lower case) that have another spelling here."""

LABEL_HINT = msg("One label, or alternatives with |: (n:Person|Company).")
NEGATION_HINT = msg("{hint} For a negation: NOT n:Person.", hint=LABEL_HINT)
LENGTH_HINT = msg("Give both bounds, at most 6: -[:OWNS*1..4]->.")
QUANTIFIED_HINT = msg("Write a variable length with bounds: -[:OWNS*1..4]->.")
PATTERN_HINT = msg("Write EXISTS { (a)-[:TYPE]->(b) }.")
COLLECT_HINT = msg("Write OPTIONAL MATCH … WITH …, collect(x) AS xs.")
REGEX_HINT = msg("Use STARTS WITH, ENDS WITH or CONTAINS.")
MAX_LENGTH = 6
