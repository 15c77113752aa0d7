"""PASS_THROUGH: money of a company that lives on public money, handed on by others who keep next to nothing of it.

`fast`: through one owner m; within DAYS at least two payments come in and two go out, and as much goes out as came in.
Windows that overlap are one edge; its amount is what a paid in or b got, whichever is less.

`scatter`: through MIDDLES or more, each of whom got money of a and hands as much on to b within HELD days; on some day
all of them have got theirs and none has handed on earlier. One edge for each largest set of such payments.

As much: what comes in is 90 to 110 % of what goes out, and less than a tenth stays. What is not followed:
`money_rows`; nor is it through companies of a kind that the white list names (`entity_type`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_between
from graphinv.derive.money_parties import PAYEES
from graphinv.derive.money_rows import BASES, steps

if TYPE_CHECKING:
    import duckdb

PART = 100_000
"""Fen. Payments below 1,000 yuan are shopping."""

LEAST = 5_000_000
"""Fen. 50,000 yuan in all, from a to b (rules, C5)."""

DAYS, HELD, MIDDLES = 3, 30, 3

_AS_MUCH = "({came} BETWEEN 0.9 * {went} AND 1.1 * {went} AND {went} > 0.9 * {came})"

# A company's payments to those who may hand them on.
_OUT = """
CREATE OR REPLACE TEMP TABLE pass_in AS
SELECT h.*, h.lo::DATE AS day FROM money_hop AS h JOIN money_start AS s ON s.party = h.src AND h.hi::DATE >= s.day
WHERE h.goes_on AND NOT EXISTS (
    SELECT 1 FROM n_Company AS c JOIN n_Whitelisted AS l ON l.value = c.kind
    WHERE c.nid = h.dst AND l.kind = 'entity_type' AND l.since <= h.lo::DATE AND h.hi::DATE < l.until
)
"""

# Owners who got enough of one company for an edge; all that comes to them and goes out counts.
_EVENTS = f"""
CREATE OR REPLACE TEMP TABLE pass_event AS
WITH rich AS (SELECT dst FROM pass_in GROUP BY src, dst HAVING sum(amount) >= {LEAST})
SELECT h.eid, h.dst AS middle, h.src AS other, h.lo::DATE AS day, h.lo, h.hi, h.amount AS came, 0 AS went
FROM money_hop AS h
WHERE h.goes_on AND h.dst IN (SELECT dst FROM rich)
UNION ALL
SELECT h.eid, h.src, h.dst, h.lo::DATE, h.lo, h.hi, 0, h.amount FROM money_hop AS h
WHERE h.comes_on AND h.src IN (SELECT dst FROM rich)
"""

# Sums of the days from each day on; windows that overlap are numbered as one.
_WINDOWS = f"""
CREATE OR REPLACE TEMP TABLE pass_window AS
WITH daily AS (
    SELECT middle, day, sum(came) AS came, sum(went) AS went, count(*) FILTER (came > 0) AS paid_in,
        count(*) FILTER (went > 0) AS paid_out
    FROM pass_event GROUP BY middle, day
),
summed AS (
    SELECT middle, day, came AS today, sum(came) OVER ahead AS came, sum(went) OVER ahead AS went,
        sum(paid_in) OVER ahead AS paid_in, sum(paid_out) OVER ahead AS paid_out
    FROM daily
    WINDOW ahead AS (PARTITION BY middle ORDER BY day RANGE BETWEEN CURRENT ROW AND INTERVAL {DAYS} DAY FOLLOWING)
),
hit AS (
    SELECT middle, day FROM summed
    WHERE today > 0 AND paid_in >= 2 AND paid_out >= 2 AND {_AS_MUCH.format(came="came", went="went")}
),
begun AS (
    SELECT *, coalesce(day - lag(day) OVER (PARTITION BY middle ORDER BY day) > {DAYS}, true) AS fresh FROM hit
),
numbered AS (SELECT *, count(*) FILTER (fresh) OVER (PARTITION BY middle ORDER BY day) AS number FROM begun)
SELECT middle, number, min(day) AS first, (max(day) + {DAYS})::DATE AS last FROM numbered GROUP BY middle, number
"""

_FAST = """
CREATE OR REPLACE TEMP TABLE pass_found AS
WITH inside AS (
    SELECT w.middle, w.number, e.* EXCLUDE (middle)
    FROM pass_window AS w JOIN pass_event AS e ON e.middle = w.middle WHERE e.day BETWEEN w.first AND w.last
),
whole AS (
    SELECT middle, number, sum(came) AS came, sum(went) AS went, list_sort(list(eid)) AS eids
    FROM inside GROUP BY middle, number
),
payer AS (
    SELECT i.middle, i.number, i.other AS src, sum(i.came) AS came, min(i.lo) AS first_at
    FROM inside AS i SEMI JOIN pass_in AS p ON p.eid = i.eid WHERE i.came > 0 GROUP BY ALL
),
payee AS (
    SELECT i.middle, i.number, i.other AS dst, sum(i.went) AS went, max(i.lo) AS last_at, max(i.hi) AS latest
    FROM inside AS i WHERE i.went > 0 GROUP BY ALL
)
SELECT 'fast' AS kind, a.src, b.dst, a.first_at, b.last_at, least(a.came, b.went)::BIGINT AS amount,
    round(1 - w.went / w.came, 9) AS kept, 1 AS through, w.eids, true AS ordered
FROM payer AS a JOIN payee AS b USING (middle, number) JOIN whole AS w USING (middle, number)
WHERE a.src <> b.dst AND b.latest > a.first_at
"""

# Money that one of them got and handed on, whole.
_HANDED = f"""
CREATE OR REPLACE TEMP TABLE pass_handed AS
SELECT x.src, y.dst, x.dst AS middle, x.eid AS came_eid, y.eid AS went_eid, x.amount AS came, y.amount AS went,
    x.day AS came_day, y.lo::DATE AS went_day, x.lo AS came_lo, x.hi AS came_hi, y.lo AS went_lo
FROM pass_in AS x JOIN money_hop AS y ON y.src = x.dst
WHERE y.comes_on AND y.dst <> x.src AND y.hi > x.lo AND y.lo::DATE <= x.day + {HELD}
    AND {_AS_MUCH.format(came="x.amount", went="y.amount")}
"""

_SCATTERED = f"""
INSERT INTO pass_found
WITH many AS (SELECT src, dst FROM pass_handed GROUP BY src, dst HAVING count(DISTINCT middle) >= {MIDDLES}),
pair AS (SELECT * FROM pass_handed SEMI JOIN many USING (src, dst)),
full_day AS (
    SELECT d.src, d.dst, d.came_day AS day FROM (SELECT DISTINCT src, dst, came_day FROM pair) AS d
    JOIN pair AS p ON p.src = d.src AND p.dst = d.dst WHERE d.came_day BETWEEN p.came_day AND p.went_day
    GROUP BY d.src, d.dst, d.came_day HAVING count(DISTINCT p.middle) >= {MIDDLES}
),
used AS (
    SELECT DISTINCT p.*, d.day FROM pair AS p JOIN full_day AS d ON d.src = p.src AND d.dst = p.dst
    WHERE d.day BETWEEN p.came_day AND p.went_day
),
paid AS (
    SELECT src, dst, day, unnest([came_eid, went_eid]) AS eid, unnest([came, 0]) AS came, unnest([0, went]) AS went
    FROM used
),
total AS (
    SELECT src, dst, day, sum(came) AS came, sum(went) AS went, list_sort(list(eid)) AS eids
    FROM (SELECT DISTINCT * FROM paid) GROUP BY src, dst, day
),
shape AS (
    SELECT src, dst, day, min(came_lo) AS first_at, max(went_lo) AS last_at, count(DISTINCT middle) AS through,
        max(came_hi) < min(went_lo) AS ordered
    FROM used GROUP BY src, dst, day
)
SELECT 'scatter', src, dst, first_at, last_at, least(came, went)::BIGINT, round(1 - went / came, 9), through, eids,
    ordered
FROM shape JOIN total USING (src, dst, day)
QUALIFY row_number() OVER (PARTITION BY src, dst, eids ORDER BY day) = 1
"""

# What is found on one day may be part of what is found on another.
_LARGEST = f"""
CREATE OR REPLACE TEMP TABLE pass_kept AS
SELECT f.*, row_number() OVER (ORDER BY f.kind, f.src, f.dst, f.eids) AS number FROM pass_found AS f
WHERE f.amount >= {LEAST} AND NOT EXISTS (SELECT 1 FROM n_Unit AS u WHERE u.nid = f.dst) AND NOT EXISTS (
    SELECT 1 FROM pass_found AS g
    WHERE g.src = f.src AND g.dst = f.dst AND f.kind = 'scatter' AND g.kind = 'scatter'
        AND len(g.eids) > len(f.eids) AND list_has_all(g.eids, f.eids)
)
"""

# The payments in order of time, each between what ties its two accounts to their owners.
_BASES = f"""
CREATE OR REPLACE TEMP TABLE pass_edge AS
WITH payment AS (SELECT number, unnest(eids) AS eid FROM pass_kept),
base AS (
    SELECT p.number, h.lo, h.eid, h.certain AND h.lo::DATE = h.hi::DATE AS sure,
        list_concat(h.payer_base, h.paid_base, h.payee_base)::{BASES} AS bases
    FROM payment AS p JOIN money_hop AS h USING (eid)
),
each AS (
    SELECT number, lo, eid, unnest(bases) AS base, generate_subscripts(bases, 1) AS step FROM base
),
placed AS (
    SELECT number, base, row_number() OVER (PARTITION BY number ORDER BY lo, eid, step) AS place FROM each
),
once AS (SELECT number, base, min(place) AS place FROM placed GROUP BY number, base),
listed AS (SELECT number, list(base ORDER BY place) AS bases FROM once GROUP BY number),
sure AS (SELECT number, bool_and(sure) AS sure FROM base GROUP BY number)
SELECT k.*, k.ordered AND s.sure AS certain, l.bases
FROM pass_kept AS k JOIN listed AS l USING (number) JOIN sure AS s USING (number)
"""

_NOTHING = f"""
CREATE OR REPLACE TEMP TABLE pass_edge (
    kind VARCHAR, src BIGINT, dst BIGINT, first_at TIMESTAMP, last_at TIMESTAMP, amount BIGINT, kept DOUBLE,
    through BIGINT, eids BIGINT[], certain BOOLEAN, bases {BASES}
)
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all PASS_THROUGH edges; returns how many there are."""
    found = steps(con, PART)
    for statement in (PAYEES, _OUT, _EVENTS, _WINDOWS, _FAST, _HANDED, _SCATTERED, _LARGEST, _BASES) if found else ():
        con.execute(statement)
    if not found:
        con.execute(_NOTHING)
    count = replace_between(con, "PASS_THROUGH", "pass_edge", "f.kind", "f.eids::VARCHAR")
    for name in ("money_hop", "money_start", *(f"pass_{part}" for part in _PARTS), "pass_edge"):
        con.execute(f"DROP TABLE IF EXISTS {name}")
    return count


_PARTS = ("in", "event", "window", "found", "handed", "kept")
_MADE_OF = ("PAID", "HOLDS_ACCOUNT")
DERIVATION = Derivation("PASS_THROUGH", _MADE_OF, (*_MADE_OF, "WON", "RECEIVED"), build)
