"""All parts of one holder's interest in one company that hold at once, as one, split only where one begins or ends.

Shares add up. What a party states of a whole chain is not added to the chain's own steps: the greater of the two
counts. Where holdings go in a circle the limit takes the place of the sum of the chains. The evidence is every part
that is no chain, each chain that controls, and the chains with at least a tenth of the share.
"""

from __future__ import annotations

from graphinv.derive.base import values
from graphinv.derive.interest_chains import MIN_EFFECTIVE
from graphinv.derive.interest_parts import CONTROL, ROLES

EVIDENCE = 0.1
"""A chain that carries a smaller part of the share is not named (the largest always is)."""

CHANGED = 0.000001
"""A circle that moves the share by no more than its rounding says nothing new."""

# Parts by what adds up how: `whole` (limit of a circle) in place of `looped`, the greater of `stated` and `covered`.
_PARTS = f"""
CREATE OR REPLACE TEMP TABLE interest_part AS
WITH rank(role, place) AS (VALUES {values((role, place) for place, role in enumerate(ROLES))}),
several AS (SELECT src, dst FROM interest_item GROUP BY src, dst HAVING count(*) > 1),
r AS (
    SELECT i.*, coalesce(rank.place::INTEGER, 99) AS place
    FROM interest_item AS i SEMI JOIN several USING (src, dst) LEFT JOIN rank ON rank.role = i.role
),
change AS (SELECT src, dst, since AS day FROM r UNION SELECT src, dst, until FROM r),
span AS (SELECT *, lead(day) OVER (PARTITION BY src, dst ORDER BY day) AS next FROM change),
part AS (
    SELECT r.*, span.day, span.next FROM span
    JOIN r ON r.src = span.src AND r.dst = span.dst AND r.since <= span.day AND r.until >= span.next
),
stated AS (
    SELECT src, dst, day, flatten(list(jumps)) AS ends FROM part WHERE len(jumps) > 0 GROUP BY src, dst, day
)
SELECT part.*, CASE
        WHEN part.whole THEN 'whole'
        WHEN len(part.jumps) > 0 THEN 'stated'
        WHEN len(list_filter(stated.ends, lambda e: list_position(part.nodes, e[1]) > 0 AND
            list_position(part.nodes, e[2]) > list_position(part.nodes, e[1]) + 1)) > 0 THEN 'covered'
        WHEN part.looped THEN 'looped' ELSE 'plain'
    END AS adds
FROM part LEFT JOIN stated USING (src, dst, day)
"""

_SHARES = """
CREATE OR REPLACE TEMP TABLE interest_sum AS
SELECT src, dst, day, CASE WHEN count(share) > 0 THEN round(least(1,
        coalesce(sum(share) FILTER (adds = 'plain'), 0)
        + coalesce(sum(share) FILTER (adds = 'whole'), sum(share) FILTER (adds = 'looped'), 0)
        + greatest(coalesce(sum(share) FILTER (adds = 'stated'), 0), coalesce(sum(share) FILTER (adds = 'covered'), 0))
    ), 9) END AS total,
    count(*) FILTER (NOT whole) AS parts, max(share) FILTER (NOT whole) AS most
FROM interest_part GROUP BY src, dst, day
"""

_TOGETHER = f"""
CREATE OR REPLACE TEMP TABLE interest_together AS
SELECT p.src, p.dst, p.day AS since, p.next AS until, greatest(p.day, max(p.since_certain)) AS since_certain,
    least(p.next, min(p.until_certain)) AS until_certain, bool_and(p.certain) AS certain, s.total AS share,
    arg_min(p.role, p.place) AS role, bool_and(p.direct) FILTER (NOT p.whole) AS direct,
    bool_or(p.control) OR coalesce(s.total > {CONTROL}, false) AS control, bool_or(p.mandate) AS mandate,
    flatten(list(p.bases ORDER BY len(p.bases), p.share DESC, p.bases) FILTER (
        len(p.bases) = 1 OR p.nodes IS NULL OR p.control OR p.share >= {EVIDENCE} * s.total OR p.share = s.most
    )) AS bases
FROM interest_part AS p JOIN interest_sum AS s USING (src, dst, day)
WHERE s.parts > 1 OR s.parts = 1 AND s.total > s.most + {CHANGED}
GROUP BY p.src, p.dst, p.day, p.next, s.total
HAVING s.total >= {MIN_EFFECTIVE} OR bool_or(p.control OR p.mandate OR p.role IS NOT NULL OR p.direct)
"""

STATEMENTS = (_PARTS, _SHARES, _TOGETHER, "DROP TABLE interest_part", "DROP TABLE interest_sum")
"""From `interest_item` to `interest_together`."""
