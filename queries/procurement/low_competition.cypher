// ---
// id: low-competition
// code: F2
// version: 1
// title: {zh: 只有一家投标，或多次不经公开竞争向同一供应商采购, en: "A single bidder, or one supplier again and again without open competition"}
// class: W
// severity: medium
// domains: [招投标]
// basis: ["招标投标法实施条例 8、9", "政府采购法 26、31"]
// needs: [Award.method]
// params:
//   excluded: {type: list, default: [], basis: "采购方式细分（method_details）属于其中之一的不检查 (kinds of method to leave out; none unless your place has some)"}
//   exempt: {type: list, default: [patent, textbook, add_on, 专利, 教材, 添购], basis: "采用理由（reason_code）：专利等只能从唯一供应商采购、按规定选用的教材、原项目的添购配套 (政府采购法 31)"}
//   digits: {type: int, default: 5, basis: "品目编码前 5 位，如 A0201 (a group of the catalogue, or a category of CPV)"}
//   structural: {type: share, default: 0.8, basis: 该品目八成以上的标段只有一家投标的，视为市场结构所致 (starting value)}
//   structural_lots: {type: int, default: 20, basis: 可比标段不少于 20 个才作判断 (the smallest group that a statistic speaks of; starting value)}
//   direct: {type: list, default: [direct, negotiated, single_source], basis: 不经公开竞争的采购方式 (政府采购法 26)}
//   n: {type: int, default: 3, basis: 同一采购单位与供应商之间的次数 (starting value)}
//   days: {type: int, default: 730, basis: 24 个月 (24 months; starting value)}
// identity: [lot, unit, suppliers]
// population: "MATCH (lot:Lot) WHERE lot.method IN ['open', 'selective'] AND NOT coalesce(lot.status, 'awarded') IN ['failed', 'cancelled', 'withdrawn'] AND (lot.tenderers IS NOT NULL OR NOT coalesce(lot.status, 'awarded') IN ['planning', 'planned', 'open']) AND NOT coalesce(lot.method_details, '') IN $excluded AND NOT coalesce(lot.reason_code, '') IN $exempt RETURN count(lot)"
// explain:
//   zh: "[?lot:标段“{lot}”（{lot.method}）只有一家投标][?bids:，投标人{suppliers:all}][?lot:，采购单位{unit}][?supplier:{unit}不经公开竞争反复向{supplier}采购：{awards.method:all}，共{awards:count}次，成交日期{awards.awarded_on:range}（每次均属{days}日内不少于{least}次的情形）][，金额{amount}]。"
//   en: "[?lot:Only one bidder for lot \"{lot}\" ({lot.method})][?bids:: {suppliers:all}][?lot:; buyer: {unit}][?supplier:{unit} bought from {supplier} again and again without open competition: {awards.method:all}; purchases: {awards:count}, awarded {awards.awarded_on:range}, each of them among at least {least} within {days} days][; {amount}]."
// exclusions:
//   - a second bidder
//   - lots that are not decided, failed or were cancelled
//   - firms that were invited and did not bid
//   - a body that only runs the purchase for the buyer
//   - kinds of method that the place leaves out
//   - purchases with a reason that leaves one supplier only
//   - markets that have one bidder as a rule
//   - methods with open competition
//   - purchases further apart than 24 months
//   - other suppliers or buyers
// reasons:
//   single_bid: {zh: 公开或邀请招标只有一家投标, en: an open or selective tender with one bidder}
//   repeated_direct: {zh: 24 个月内多次不经公开竞争向同一供应商采购, en: several purchases from one supplier without open competition in 24 months}
//   no_bids: {zh: 既没有投标人数，也没有投标记录, en: neither the number of bidders nor any bid is on file}
// route_to: [公共资源交易部门, 行政监督部门]
// not_checked:
//   - {zh: 未检查采购单位非公开采购金额占比是否明显高于同类单位（同年、同品目、同地区）, en: "whether the buyer's share of purchases without a tender stands out among its peers (same year, category and region) is not checked"}
//   - {zh: 未检查单一来源采购是否按规定公示, en: whether a single-source purchase was announced is not checked}
//   - {zh: 没有投标人数也没有投标记录的标段不能判断，计入“无法判断”, en: "lots without a number of bidders and without bids are counted as not to be judged, not as clear"}
// checklist:
//   - {zh: 查看招标公告的资格条件和发布范围, en: Look at the notice and at what it asked of bidders}
//   - {zh: 核对采用非公开方式的理由和审批, en: "Check the reason for not tendering, and who approved it"}
//   - {zh: 了解该品目在当地有几家供应商, en: Find out how many firms there could have offered}
// innocent:
//   - {zh: 市场上确无其他供应商, en: There is no other supplier}
//   - {zh: 项目偏远、金额小或工期急，其他企业不愿投标, en: "Too remote, too small or too urgent for others"}
//   - {zh: 多次采购分别履行了审批手续, en: Each of the purchases was approved by itself}
// ---
// A bid that is linked by name only is a bid all the same: it counts in both readings, so that no lot is single by a gap.
MATCH (some:Lot)
WHERE some.method IN ['open', 'selective']
  AND NOT coalesce(some.status, 'awarded') IN ['failed', 'cancelled', 'withdrawn']
  AND (some.tenderers IS NOT NULL OR NOT coalesce(some.status, 'awarded') IN ['planning', 'planned', 'open'])
  AND NOT coalesce(some.method_details, '') IN $excluded
  AND NOT coalesce(some.reason_code, '') IN $exempt
WITH some AS tendered
OPTIONAL MATCH (bidder:Company)-[bid:BID]->(tendered)
WHERE NOT coalesce(bid.status, 'valid') IN ['withdrawn', 'invited']
WITH tendered, count(bid) AS bids, min(coalesce(bid.consortium_id, bidder.id)) AS one, max(coalesce(bid.consortium_id, bidder.id)) AS other
WITH tendered, coalesce(tendered.tenderers, CASE WHEN bids = 0 THEN 0 WHEN one = other THEN 1 ELSE 2 END) AS tenderers
WITH substring(tendered.category, 0, $digits) AS category,
     count(CASE WHEN tenderers > 0 THEN 1 END) AS lots, count(CASE WHEN tenderers = 1 THEN 1 END) AS singles,
     collect(CASE WHEN tenderers = 1 OR (tenderers = 0 AND tendered.tenderers IS NULL) THEN tendered END) AS found
WHERE category IS NULL OR lots < $structural_lots OR singles < $structural * lots
UNWIND found AS lot
OPTIONAL MATCH (offering:Company)-[bid:BID]->(lot)
WHERE NOT coalesce(bid.status, 'valid') IN ['withdrawn', 'invited']
WITH lot, collect(offering) AS suppliers, collect(bid) AS bids
OPTIONAL MATCH (lot)-[buys:BUYER]->(unit:Unit)
WHERE coalesce(buys.role, 'buyer') = 'buyer'
RETURN lot, unit, suppliers, null AS supplier, bids, [] AS awards, [] AS wins, CASE WHEN buys IS NULL THEN [] ELSE [buys] END AS purchases,
       lot.amount AS amount, null AS days, null AS least, 'single_bid' AS mode, ['single_bid'] AS reasons,
       CASE WHEN lot.tenderers IS NULL AND size(bids) = 0 THEN 'no_bids' END AS unknown
UNION
MATCH (supplier:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit)
WHERE award.method IN $direct
  AND NOT coalesce(award.status, 'awarded') IN ['failed', 'cancelled', 'withdrawn']
  AND coalesce(buys.role, 'buyer') = 'buyer'
  AND NOT coalesce(award.method_details, '') IN $excluded
  AND NOT coalesce(award.reason_code, '') IN $exempt
  AND NOT EXISTS {
    MATCH (award)-[:FOR_LOT]->(of:Lot)
    WHERE of.status = 'cancelled' OR of.method_details IN $excluded OR of.reason_code IN $exempt
  }
WITH unit, supplier, collect(award) AS all_awards
// Every window of so many days that begins with one of these awards; only pairs that have enough of them are looked at.
UNWIND CASE WHEN size(all_awards) >= $n THEN all_awards ELSE [] END AS first
UNWIND all_awards AS award
WITH unit, supplier, first, award
WHERE within_days(first.awarded_on, award.awarded_on, 0, $days)
WITH unit, supplier, first, collect(award) AS window
WHERE size(window) >= $n
UNWIND window AS award
WITH DISTINCT unit, supplier, award
WITH unit, supplier, collect(award) AS awards, sum(award.amount) AS total
UNWIND awards AS bought
MATCH (supplier)-[won:WON]->(bought)-[buys:BUYER]->(unit)
WITH unit, supplier, awards, total, collect(won) AS wins, collect(buys) AS purchases
RETURN null AS lot, unit, [supplier] AS suppliers, supplier, [] AS bids, awards, wins, purchases,
       total AS amount, $days AS days, $n AS least, 'repeated_direct' AS mode, ['repeated_direct'] AS reasons,
       null AS unknown
