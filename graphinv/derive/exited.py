"""EXITED: an official or a relative gives up the last interest in a company, so that nothing of it is left.

An interest is a share of at least `MIN_SHARE`, control or an office (see `interest`); a mandate over the company's
account that is left behind is none, so the exit is still an exit. A change of the share is none, nor who is back within
`RETURN_DAYS`, which is how a register writes one. `on` is the first day without an interest, as far as it is known.
`share`, `transferee` and `price` are those of the holding that ended, one edge for each; of an office or of a holding
through other companies only the share is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.model import OPEN_END

if TYPE_CHECKING:
    import duckdb

MIN_SHARE = 0.05
"""Who keeps less than this without office or control is out; a rule may ask for more, not for less."""

RETURN_DAYS = 30
"""An interest that begins again before so many days are over never ended."""

_INTEREST = table("INTEREST_IN", "Person", "Company")
_OWNS = table("OWNS", "Person", "Company")
_EXITED = table("EXITED", "Person", "Company")

# Periods of interest without a break, numbered; of people in posts and of kin.
_PERIODS = f"""
CREATE OR REPLACE TEMP TABLE exited_period AS
WITH family AS (SELECT dst AS nid FROM e_KIN__Person__Person UNION SELECT src FROM e_HOLDS_POST__Person__Unit),
stake AS (
    SELECT src, dst, since, until, until_certain, certain, share, eid FROM {_INTEREST.name}
    WHERE (share >= {MIN_SHARE} OR control OR role IS NOT NULL) AND src IN (SELECT nid FROM family)
),
begun AS (
    SELECT *, coalesce(since >= max(until) OVER earlier + {RETURN_DAYS}, true) AS fresh FROM stake
    WINDOW earlier AS (PARTITION BY src, dst ORDER BY since, until, eid
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT *, count(*) FILTER (fresh) OVER (PARTITION BY src, dst ORDER BY since, until, eid) AS period FROM begun
"""

# The last day of the period on which it possibly ends, and the first: not before everything in it has ended.
_ENDS = f"""
CREATE OR REPLACE TEMP TABLE exited_end AS
WITH ended AS (
    SELECT *, max(until) OVER of_period AS on_last, max(least(until_certain, until)) OVER of_period AS "on"
    FROM exited_period WINDOW of_period AS (PARTITION BY src, dst, period)
)
SELECT src, dst, "on", on_last, bool_and(certain) AS certain, max(share) AS share,
    list({{'t': {_INTEREST.tag}, 'e': eid}} ORDER BY eid) AS bases
FROM ended WHERE until >= "on" AND on_last < DATE '{OPEN_END}'
GROUP BY src, dst, period, "on", on_last
"""

_EID = stable_eid("EXITED", "p.gid", "c.gid", "s.on_last::VARCHAR", "s.holding::VARCHAR")

_EDGES = f"""
CREATE OR REPLACE TEMP TABLE exited_edge AS
WITH sold AS (
    SELECT e.* EXCLUDE (share), coalesce(o.share, e.share) AS share, o.transferee_id AS transferee,
        o.transfer_price AS price, coalesce(o.eid, 0) AS holding
    FROM exited_end AS e LEFT JOIN {_OWNS.name} AS o
        ON o.src = e.src AND o.dst = e.dst AND o.until BETWEEN e."on" AND e.on_last
)
SELECT {_EID} AS eid, s.* EXCLUDE (holding)
FROM sold AS s JOIN n_Person AS p ON p.nid = s.src JOIN n_Company AS c ON c.nid = s.dst
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all EXITED edges; returns how many there are."""
    for statement in (_PERIODS, _ENDS, _EDGES):
        con.execute(statement)
    count = replace_edges(con, _EXITED, "exited_edge")
    con.execute("DROP TABLE exited_period")
    con.execute("DROP TABLE exited_end")
    return count


_MADE_OF = ("OWNS", "HAS_ROLE")
DERIVATION = Derivation("EXITED", _MADE_OF, (*_MADE_OF, "INTEREST_IN", "KIN", "HOLDS_POST"), build)
