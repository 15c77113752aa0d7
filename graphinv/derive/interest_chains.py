"""Chains of holdings through companies: at most six edges, no company twice, all of them valid at once.

A chain's share is the product of the shares of its steps; it controls if each step does: more than half, or a written
agreement. Several holdings of one holder in one company are one step, between any two changes. A holding in a company
that is listed, of the state, or a fund of many holders is not looked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.interest_parts import CONTROL
from graphinv.derive.span import TIMES, meeting, met

if TYPE_CHECKING:
    import duckdb

DEPTH = 6
"""So many holdings one above the other are followed (rules, EFF)."""

MIN_CHAIN = 0.00001
"""A chain without control that carries less is not followed: at most 1 / MIN_CHAIN of each length lead to a company."""

MIN_EFFECTIVE = 0.01
"""A smaller share held through companies, without control, is no edge; the rules ask for 5 %."""

FUND_HOLDERS = 50
"""A fund of more holders is no cover for one of them."""

_TIMES = ", ".join(TIMES)

_CLOSED = f"""
CREATE OR REPLACE TEMP TABLE interest_closed AS
SELECT nid FROM n_Company WHERE kind IN ('listed', 'soe')
UNION SELECT dst FROM e_SAME_BODY__Unit__Company
UNION SELECT a.nid FROM n_Whitelisted AS w JOIN alias AS a ON a.label = 'Company' AND a.key = w.value
    WHERE w.kind = 'state_holder'
UNION SELECT h.dst FROM interest_holding AS h JOIN n_Company AS c ON c.nid = h.dst
    WHERE c.kind = 'fund' GROUP BY h.dst HAVING count(DISTINCT h.src) > {FUND_HOLDERS}
"""

# Steps that some chain may have: by a company, or in a company that holds another. `opens`: it can be looked through.
_STEPS = f"""
CREATE OR REPLACE TEMP TABLE interest_step AS
WITH holder AS (SELECT DISTINCT h.src AS nid FROM interest_holding AS h JOIN n_Company AS c ON c.nid = h.src),
h AS (
    SELECT * FROM interest_holding WHERE (share IS NOT NULL OR grants)
        AND (src IN (SELECT nid FROM holder) OR dst IN (SELECT nid FROM holder))
),
several AS (SELECT src, dst, indirect FROM h GROUP BY ALL HAVING count(*) > 1),
r AS (SELECT h.* FROM h SEMI JOIN several USING (src, dst, indirect)),
change AS (SELECT src, dst, indirect, since AS day FROM r UNION SELECT src, dst, indirect, until FROM r),
span AS (SELECT *, lead(day) OVER (PARTITION BY src, dst, indirect ORDER BY day) AS next FROM change),
step AS (
    SELECT src, dst, indirect, {_TIMES}, certain, share, grants, [{{'t': t, 'e': e}}] AS bases
    FROM h ANTI JOIN several USING (src, dst, indirect)
    UNION ALL
    SELECT r.src, r.dst, r.indirect, span.day, span.next, greatest(span.day, max(r.since_certain)),
        least(span.next, min(r.until_certain)), bool_and(r.certain),
        CASE WHEN sum(r.share) > 1 THEN 1 ELSE round(sum(r.share), 9) END,
        bool_or(r.grants), list({{'t': r.t, 'e': r.e}} ORDER BY r.t, r.e)
    FROM span JOIN r ON r.src = span.src AND r.dst = span.dst AND r.indirect = span.indirect
        AND r.since <= span.day AND r.until >= span.next
    GROUP BY r.src, r.dst, r.indirect, span.day, span.next
)
SELECT * EXCLUDE (indirect, grants), grants OR coalesce(share > {CONTROL}, false) AS control,
    dst NOT IN (SELECT nid FROM interest_closed) AS opens, src IN (SELECT nid FROM holder) AS company,
    CASE WHEN indirect THEN [[src, dst]] ELSE [] END::BIGINT[][] AS jumps
FROM step
"""

_COLUMNS = f"src, dst, certain, {_TIMES}, share, control, bases, nodes, jumps"


def _longer(above: str, below: str) -> str:
    """The columns of a chain that another goes on from."""
    return f"""{above}.src, {below}.dst, {meeting(above, below)}, {above}.share * {below}.share AS share,
        {above}.control AND {below}.control AS control, list_concat({above}.bases, {below}.bases) AS bases,
        list_concat({above}.nodes, {below}.nodes[2:]) AS nodes, list_concat({above}.jumps, {below}.jumps) AS jumps"""


def _goes_on(chain: str, step: str, new: str) -> str:
    """Whether a step makes a chain longer: in time, within the depth, to a company not met yet, for something."""
    return f"""{met(chain, step)} AND len({chain}.nodes) <= {DEPTH} AND NOT list_contains({chain}.nodes, {step}.{new})
        AND ({chain}.share * {step}.share >= {MIN_CHAIN} OR {chain}.control AND {step}.control)"""


_FIRST = f"src, dst, certain, {_TIMES}, share, control, bases, [src, dst] AS nodes, jumps"
_STEP = f"(SELECT {_FIRST}, opens FROM interest_step)"

# Up from the companies that bid or won to every holder above; down from the family to what it holds elsewhere.
_CHAINS = f"""
CREATE OR REPLACE TEMP TABLE interest_chain AS
WITH RECURSIVE up AS (
    SELECT {_FIRST} FROM interest_step
    WHERE dst IN (SELECT nid FROM interest_used) AND company AND src <> dst
    UNION ALL
    SELECT {_longer("s", "u")} FROM up AS u JOIN {_STEP} AS s ON s.dst = u.src AND s.opens
    WHERE {_goes_on("u", "s", "src")}
),
down AS (
    SELECT {_FIRST}, opens FROM interest_step WHERE src IN (SELECT nid FROM interest_family)
    UNION ALL
    SELECT {_longer("d", "s")}, s.opens FROM down AS d JOIN {_STEP} AS s ON s.src = d.dst AND d.opens
    WHERE {_goes_on("d", "s", "dst")}
)
SELECT {_COLUMNS} FROM up WHERE len(nodes) > 2
UNION ALL
SELECT {_COLUMNS} FROM down WHERE len(nodes) > 2 AND dst NOT IN (SELECT nid FROM interest_used)
"""

_ITEMS = f"""
INSERT INTO interest_item
WITH looped AS (
    SELECT DISTINCT bases FROM (SELECT bases, unnest(nodes[2:]) AS nid FROM interest_chain) SEMI JOIN interest_block
    USING (nid)
)
SELECT x.src, x.dst, {_TIMES}, x.certain, x.share, NULL, false, x.control, false, x.bases, x.nodes, x.jumps,
    x.bases IN (SELECT bases FROM looped), false,
    x.control OR coalesce(x.share >= {MIN_EFFECTIVE}, false)
FROM interest_chain AS x JOIN n_Company AS c ON c.nid = x.dst
WHERE c.kind IS DISTINCT FROM 'listed' OR x.share > {CONTROL} OR x.control
"""

LAYERS = "SELECT 1 FROM e_OWNS__Company__Company LIMIT 1"
"""Whether any company holds another."""


def steps(con: duckdb.DuckDBPyConnection) -> None:
    """Make `interest_step`: what can be a step of a chain."""
    for statement in (_CLOSED, _STEPS):
        con.execute(statement)


def items(con: duckdb.DuckDBPyConnection) -> None:
    """Add each chain of at least two steps to `interest_item`."""
    for statement in (_CHAINS, _ITEMS):
        con.execute(statement)
    for name in ("closed", "step", "chain"):
        con.execute(f"DROP TABLE interest_{name}")
