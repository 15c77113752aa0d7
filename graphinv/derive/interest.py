"""INTEREST_IN: who has a stake, an office or a mandate in companies that bid and win, and what officials and kin have.

| column | what it says |
|---|---|
| `share` | the effective share: what is held directly, and over all chains of at most six holdings |
| `direct` | all of it is the holder's own; false: held, at least in part, through companies |
| `control` | more than half, or so at each step of a chain; a written agreement; or head and largest holder in one |
| `role` | the weightiest office |
| `mandate` | acts for the company at one of its bank accounts |

Each holding, office, mandate and chain is an interest of its own; where several of one holder overlap, one more edge
adds them up, split only where one of them begins or ends. A contact person has no interest, nor has a nominee. In a
listed company only more than half counts, or control: look-through stops there (rules, A1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive import interest_blocks, interest_chains, interest_parts, interest_together
from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.derive.interest_chains import LAYERS
from graphinv.derive.span import TIMES
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

_COLUMNS = f"src, dst, {', '.join(TIMES)}, certain, share, role, direct, control, mandate, bases"

_FOUND = f"""
CREATE OR REPLACE TEMP TABLE interest_found AS
SELECT {_COLUMNS}, '' AS sum FROM interest_item WHERE alone
UNION ALL SELECT {_COLUMNS}, 'sum' FROM interest_together
"""


def _edges(label: str) -> str:
    bases = "list_transform(bases, lambda b: b.e)::VARCHAR"
    eid = stable_eid("INTEREST_IN", "h.gid", "c.gid", "found.since::VARCHAR", bases, "found.sum")
    return f"""
        CREATE OR REPLACE TEMP TABLE interest_edge AS
        SELECT {eid} AS eid, found.* EXCLUDE (share), round(CASE WHEN share > 1 THEN 1 ELSE share END, 9) AS share
        FROM interest_found AS found JOIN n_{label} AS h ON h.nid = found.src
        JOIN n_Company AS c ON c.nid = found.dst
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all INTEREST_IN edges; returns how many there are."""
    interest_parts.holdings(con)
    layered = bool(con.execute(LAYERS).fetchall())
    if layered:
        interest_chains.steps(con)
    circles = interest_blocks.find(con, layered=layered)
    interest_parts.items(con)
    if circles:
        interest_blocks.whole(con)
    if layered:
        interest_chains.items(con)
    for statement in (*interest_together.STATEMENTS, _FOUND):
        con.execute(statement)
    count = 0
    for label in concrete("Party"):
        con.execute(_edges(label))
        count += replace_edges(con, table("INTEREST_IN", label, "Company"), "interest_edge")
    for name in ("used", "family", "holding", "block", "item", "together", "found"):
        con.execute(f"DROP TABLE interest_{name}")
    return count


_MADE_OF = ("OWNS", "HAS_ROLE")
_READS = (*_MADE_OF, "OPERATES", "HOLDS_ACCOUNT", "WON", "BID", "KIN", "HOLDS_POST", "SAME_BODY")
DERIVATION = Derivation("INTEREST_IN", _MADE_OF, _READS, build, also=("OPERATES", "HOLDS_ACCOUNT"))
