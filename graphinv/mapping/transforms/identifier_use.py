"""How many parties use an identifier, and what sharing it says: w(kind) / log2(1 + df), as LINK sums it."""

from __future__ import annotations

from graphinv.mapping.sql import literal
from graphinv.mapping.work import Work
from graphinv.model.layout import edge_tables, quoted

WEIGHTS = {
    "mac": 1.0,
    "ca_key": 1.0,
    "device": 1.0,
    "mobile": 0.8,
    "email": 0.8,
    "room": 0.6,
    "ip": 0.4,
    "building": 0.2,
}
"""All others weigh 0: a site, a machine or an animal tag (`other`) links nobody, and what a bid was written and paid
with is compared by the rules on bidders (a shared account counts in LINK for its owners and card users only)."""
DIGITS = 9


def run(work: Work) -> None:
    """Fill `df`, the number of different parties with USES at any time, and `weight`; what is known stays."""
    table = work.node("Identifier")
    if not work.count(table):
        return
    users = " UNION ALL ".join(f"SELECT src, dst FROM {quoted(table.name)}" for table in edge_tables(("USES",)))
    kinds = " ".join(f"WHEN {literal(kind)} THEN {weight}" for kind, weight in WEIGHTS.items())
    df = "coalesce(i.df, u.df)"
    work.run(
        f"UPDATE {table} i SET df = {df}, "
        f"weight = coalesce(i.weight, round((CASE i.kind {kinds} ELSE 0 END) / log2(1 + {df}), {DIGITS})) "
        f"FROM (SELECT dst, count(DISTINCT src) AS df FROM ({users}) GROUP BY dst) u WHERE u.dst = i.nid"
    )
