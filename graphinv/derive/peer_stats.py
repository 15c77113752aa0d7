"""PeerStat: what is usual among peers, as nodes of their own; rules compare single cases with them.

| metric | of | category | peers |
|---|---|---|---|
| `granted` | decided approvals: 1 granted, 0 refused | kind of approval | one unit and year |
| `days_to_decide` | days from application to decision | kind of approval | year and region of the unit |
| `service_fee` | fee of an intermediary in the value of its lots | role | year and region |

Each node has the number of peers (`n`), their mean and quartiles (linear between two values). A group of fewer than
`min_n` peers has none: the list `peers` names `min_n` and the keys `year` and `region` by rule, else both keys and 20.
The category always counts, and `granted` is always by unit and year. Only days and years that are known exactly count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, table, values
from graphinv.model.layout import node_columns, quoted

if TYPE_CHECKING:
    import duckdb

MIN_N = 20
"""Fewer peers say nothing of what is usual."""

RULES = (
    ("granted", "kin-gets-approval"),
    ("granted", "A4"),
    ("days_to_decide", "kin-gets-approval"),
    ("days_to_decide", "A4"),
    ("service_fee", "kin-intermediary"),
    ("service_fee", "A6"),
)
"""Under which rules the list `peers` sets the groups of a metric: by id or code."""

_BY = table("ISSUED_BY", "Approval", "Unit").name
_SERVED = table("SERVED", "Company", "Lot").name
_BUYER = table("BUYER", "Lot", "Unit").name

_APPROVALS = f"""
SELECT u.id AS unit, a.type AS category, u.region_code AS region, year(a.decided_on) AS year, a.result, a.applied_on,
    a.applied_on_last, a.decided_on, a.decided_on_last
FROM n_Approval AS a JOIN {_BY} AS b ON b.src = a.nid JOIN n_Unit AS u ON u.nid = b.dst
WHERE a.type IS NOT NULL AND year(a.decided_on) = year(a.decided_on_last)
"""

# A service for a project has an edge to each of its lots with one and the same fee.
_SERVICES = f"""
SELECT s.role AS category, min(coalesce(l.region_code, b.region)) AS region,
    year(min(CASE WHEN s.since = s.since_certain THEN s.since
                  WHEN l.awarded_on = l.awarded_on_last THEN l.awarded_on END)) AS year,
    any_value(s.fee) / sum(coalesce(l.amount, l.estimate)) AS value
FROM {_SERVED} AS s JOIN n_Lot AS l ON l.nid = s.dst
LEFT JOIN (
    SELECT e.src, min(u.region_code) AS region FROM {_BUYER} AS e JOIN n_Unit AS u ON u.nid = e.dst GROUP BY e.src
) AS b ON b.src = l.nid
WHERE s.fee > 0
GROUP BY s.src, s.role, s.fee, coalesce('p|' || s.project_id, 'e|' || s.eid)
HAVING bool_and(coalesce(l.amount, l.estimate) > 0)
"""

_VALUES = f"""
CREATE OR REPLACE TEMP TABLE peer_value AS
WITH approval AS ({_APPROVALS})
SELECT 'granted' AS metric, unit, category, NULL::VARCHAR AS region, year,
    (result = 'granted')::INTEGER::DOUBLE AS value
FROM approval WHERE result IN ('granted', 'refused')
UNION ALL
SELECT 'days_to_decide', NULL, category, region, year, datediff('day', applied_on, decided_on) FROM approval
WHERE applied_on = applied_on_last AND decided_on = decided_on_last AND applied_on <= decided_on
UNION ALL
SELECT 'service_fee', NULL, category, region, year, value FROM ({_SERVICES})
WHERE category IS NOT NULL AND year IS NOT NULL
"""

# Of several entries that hold in the year, the one that began last.
_GROUPS = f"""
CREATE OR REPLACE TEMP TABLE peer_group AS
WITH rule(metric, rule_id) AS (VALUES {values(RULES)}),
listed AS (
    SELECT r.metric, v.year, p.keys, p.min_n FROM rule AS r JOIN n_PeerGroup AS p USING (rule_id)
    JOIN (SELECT DISTINCT metric, year FROM peer_value) AS v USING (metric)
    WHERE p.since <= make_date(v.year, 12, 31) AND p.until > make_date(v.year, 1, 1)
    QUALIFY row_number() OVER (PARTITION BY r.metric, v.year ORDER BY p.since DESC, p.gid) = 1
)
SELECT v.metric, v.unit, v.category, v.value, coalesce(l.min_n, {MIN_N}) AS min_n,
    CASE WHEN v.unit IS NOT NULL OR l.keys IS NULL OR list_contains(l.keys, 'year') THEN v.year END AS year,
    CASE WHEN l.keys IS NULL OR list_contains(l.keys, 'region') THEN v.region END AS region
FROM peer_value AS v LEFT JOIN listed AS l USING (metric, year)
"""

_STATS = """
CREATE OR REPLACE TEMP TABLE peer_stat AS
SELECT concat_ws('/', metric, coalesce(unit, ''), category, coalesce(region, ''), coalesce(year::VARCHAR, '')) AS id,
    metric, unit, category, region, year, count(*) AS n, round(avg(value), 9) AS mean,
    round(quantile_cont(value, 0.25), 9) AS q1, round(quantile_cont(value, 0.75), 9) AS q3
FROM peer_group GROUP BY metric, unit, category, region, year HAVING count(*) >= max(min_n)
"""

_COLUMNS = ", ".join(quoted(name) for name in node_columns("PeerStat") if name != "nid")


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all PeerStat nodes; returns how many there are. They take the numbers after those of all other nodes."""
    for statement in (_VALUES, _GROUPS, _STATS):
        con.execute(statement)
    con.execute("DELETE FROM n_PeerStat")
    con.execute("DELETE FROM alias WHERE label = 'PeerStat'")
    ((low,),) = con.execute("SELECT coalesce(max(hi), 0) FROM label_range WHERE label <> 'PeerStat'").fetchall()
    con.execute(
        f"INSERT INTO n_PeerStat (nid, {_COLUMNS}) SELECT {low} + row_number() OVER (ORDER BY id) - 1, {_COLUMNS} "
        "FROM (SELECT *, 'peerstat-' || id AS gid FROM peer_stat) ORDER BY id"
    )
    ((count,),) = con.execute("SELECT count(*) FROM peer_stat").fetchall()
    con.execute(f"UPDATE label_range SET lo = {low}, hi = {low + count} WHERE label = 'PeerStat'")
    for name in ("value", "group", "stat"):
        con.execute(f"DROP TABLE peer_{name}")
    return int(count)


_READS = ("ISSUED_BY", "SERVED")
DERIVATION = Derivation("PeerStat", _READS, (*_READS, "BUYER"), build)
