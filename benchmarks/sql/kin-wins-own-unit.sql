-- Near kin's firm won from a unit in which the official held a post: official, relative, company, award.
WITH award AS (
    SELECT nid, infl_from, awarded_on, awarded_on_last FROM n_Contract
    UNION ALL SELECT nid, infl_from, awarded_on, awarded_on_last FROM n_Lot
), won AS (
    SELECT src, dst FROM e_WON__Company__Contract UNION ALL SELECT src, dst FROM e_WON__Company__Lot
), buyer AS (
    SELECT src, dst FROM e_BUYER__Contract__Unit UNION ALL SELECT src, dst FROM e_BUYER__Lot__Unit
)
SELECT DISTINCT official, relative, company, award
FROM (
    SELECT kin.src AS official, kin.dst AS relative, interest.dst AS company, award.nid AS award, award.infl_from,
           award.awarded_on, award.awarded_on_last AS day, kin.since AS kin_since, kin.until AS kin_until,
           interest.since AS interest_since, interest.until AS interest_until,
           post.since AS post_since, post.until AS post_until
    FROM e_KIN__Person__Person kin
    JOIN e_INTEREST_IN__Person__Company interest ON interest.src = kin.dst
    JOIN won ON won.src = interest.dst
    JOIN award ON award.nid = won.dst
    JOIN buyer ON buyer.src = won.dst
    JOIN e_HOLDS_POST__Person__Unit post ON post.src = kin.src AND post.dst = buyer.dst
    WHERE kin.near
        AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
    OFFSET 0
)
WHERE kin_since <= day AND infl_from < kin_until
  AND interest_since <= day AND infl_from < interest_until
  AND post_since <= day AND infl_from < post_until
  AND awarded_on <= post_until + ($margin - 1)
