"""What lies outside the subset, and what to write instead."""

from __future__ import annotations

_READ_ONLY = "Rules only read: leave it out; data enters through `graphinv load`."
_PATHS = "Write a bounded length such as -[:OWNS*1..4]->, or use a derived relation such as KIN or INTEREST_IN."

CLAUSES: dict[str, str] = {
    **dict.fromkeys(
        ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "INSERT", "DROP", "LOAD"), _READ_ONLY
    ),
    "USE": "Leave it out: a query runs on the workspace's graph.",
    "SHOW": "Use `graphinv rules list` or `graphinv doctor`.",
    "ORDER": "ORDER BY stands after the columns of WITH or RETURN.",
    "WHERE": "WHERE stands directly after MATCH or WITH.",
    "FILTER": "Write WITH * WHERE …",
    "LET": "Write WITH *, … AS name.",
    "FINISH": "End with RETURN.",
    "EXPLAIN": "Leave it out; `graphinv rules show ID --sql` prints the SQL.",
    "PROFILE": "Leave it out; `graphinv rules show ID --sql` prints the SQL.",
}
"""Words that may start a clause in Cypher but not here."""

FUNCTIONS: dict[str, str] = {
    "id": "Write x.id, the key in the source, or x.gid.",
    "elementid": "Write x.id, the key in the source, or x.gid.",
    "exists": "Write x.property IS NOT NULL, or EXISTS { pattern }.",
    "shortestpath": _PATHS,
    "allshortestpaths": _PATHS,
    "reduce": "Use sum() after UNWIND.",
    "datetime": "Compare days: date(x.at) >= date('2024-01-31').",
    "localdatetime": "Compare days: date(x.at) >= date('2024-01-31').",
    "timestamp": "A query never reads the clock: pass a parameter such as $as_of.",
    "rand": "Leads must be reproducible: no random values.",
    "keys": "Name the properties.",
    "properties": "Name the properties.",
    "startnode": "Give the start node a variable in the pattern.",
    "endnode": "Give the end node a variable in the pattern.",
    "head": "Write list[0].",
    "last": "Write list[-1].",
    "tail": "Write list[1..].",
    "left": "Write substring(text, 0, n).",
    "replace": "Clean the value in the loader, not in the rule.",
    "ltrim": "Write trim(text).",
    "rtrim": "Write trim(text).",
    "lower": "Write toLower(text).",
    "upper": "Write toUpper(text).",
    "stdevp": "Write stdev(x).",
    "percentiledisc": "Write percentileCont(x, p).",
    "floor": "Write round(x - 0.5), or toInteger(x) for positive numbers.",
    "ceil": "Write -round(-x - 0.5).",
    "sqrt": "Write x ^ 0.5.",
    "char_length": "Write size(text).",
    "range": "Write the list out: [1, 2, 3].",
}
"""Functions of Cypher (lower case) that have another spelling here."""

LABEL_HINT = "One label, or alternatives with |: (n:Person|Company)."
LENGTH_HINT = "Give both bounds, at most 6: -[:OWNS*1..4]->."
QUANTIFIED_HINT = "Write a variable length with bounds: -[:OWNS*1..4]->."
PATTERN_HINT = "Write EXISTS { (a)-[:TYPE]->(b) }."
COLLECT_HINT = "Write OPTIONAL MATCH … WITH …, collect(x) AS xs."
REGEX_HINT = "Use STARTS WITH, ENDS WITH or CONTAINS."
MAX_LENGTH = 6
