-- Two bidders of one lot whose shared identifiers weigh enough: lot, bidder_a, bidder_b.
WITH used AS (
    SELECT use.src, use.dst, use.since, use.until, use.bid_id, identifier.weight, identifier.kind, identifier.value
    FROM e_USES__Company__Identifier use
    JOIN n_Identifier identifier ON identifier.nid = use.dst
    WHERE identifier.df BETWEEN 2 AND $max_df AND identifier.weight > 0
), shared AS (
    SELECT a.src AS one, b.src AS two, a.dst AS identifier, a.weight, a.kind, a.value,
           a.since AS since_a, a.until AS until_a, b.since AS since_b, b.until AS until_b
    FROM used a
    JOIN used b ON b.dst = a.dst
    JOIN n_Company first ON first.nid = a.src
    JOIN n_Company second ON second.nid = b.src
    WHERE first.id < second.id
      AND (a.bid_id IS NOT NULL OR b.bid_id IS NOT NULL OR a.since <= b.until - 1 AND b.since < a.until)
), in_both AS (
    SELECT lot.nid AS lot, shared.*, lot.published_on, lot.deadline_on, lot.deadline_on_last
    FROM shared
    JOIN e_BID__Company__Lot bid_a ON bid_a.src = shared.one
    JOIN e_BID__Company__Lot bid_b ON bid_b.src = shared.two AND bid_b.dst = bid_a.dst
    JOIN n_Lot lot ON lot.nid = bid_a.dst
    WHERE bid_a.status <> 'withdrawn' AND bid_b.status <> 'withdrawn'
      AND coalesce(bid_a.consortium_id, 'a') <> coalesce(bid_b.consortium_id, 'b')
    OFFSET 0
)
SELECT lot, one AS bidder_a, two AS bidder_b
FROM (
    SELECT DISTINCT lot, one, two, identifier, weight
    FROM in_both
    WHERE (since_a <= deadline_on_last AND published_on - $days < until_a
           OR since_a <= deadline_on_last AND deadline_on < until_a)
      AND (since_b <= deadline_on_last AND published_on - $days < until_b
           OR since_b <= deadline_on_last AND deadline_on < until_b)
      AND NOT EXISTS (
          FROM n_Whitelisted listed
          WHERE listed.value = in_both.value
            AND (listed.kind = 'agency_contact' OR listed.kind = 'centre_ip' AND in_both.kind = 'ip')
            AND listed.since_certain <= in_both.deadline_on AND in_both.deadline_on_last < listed.until_certain
      )
)
GROUP BY lot, one, two
HAVING sum(weight) >= $link_min
