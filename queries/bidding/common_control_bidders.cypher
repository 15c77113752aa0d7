// ---
// id: common-control-bidders
// code: E1
// version: 2
// title: {zh: 负责人同一或存在控股关系的企业同标投标, en: Bidders of one lot under one head or holding}
// class: P
// severity: critical
// domains: [招投标]
// basis: [招标投标法实施条例 34, 政府采购法实施条例 18, 公司法 265]
// needs: [BID, INTEREST_IN]
// identity: [lot, bidder_a, bidder_b]
// population: MATCH (:Company)-[bid:BID]->(lot:Lot) WITH lot, count(bid) AS bids WHERE bids > 1 RETURN count(lot)
// explain:
//   zh: "{bidder_a}与{bidder_b}同时参加标段“{lot}”的投标（投标截止{lot.deadline_on}）[，负责人或控股人同为{head}][，任前者的{link_a.role}、后者的{link_b.role}][，持有前者{link_a.share}、后者{link_b.share}的股份][?holding:，{holder}][?chain:通过其他企业][持有{held}{holding.share}的股份][?rules:控制{held}]。"
//   en: "{bidder_a} and {bidder_b} both bid for lot \"{lot}\" (deadline {lot.deadline_on})[ under one head or holder: {head}][, {link_a.role} of the former and {link_b.role} of the latter][, holding {link_a.share} of the former and {link_b.share} of the latter][?holding:; {holder}][ held {holding.share} of {held}][?rules: controlled {held}][?chain: through other companies]."
// exclusions:
//   - partners of one consortium
//   - withdrawn bids
//   - a public body as common holder
//   - different lots of one tender
//   - a former head or holder
//   - a common director or supervisor
//   - a common holder of no more than half
// route_to: [公共资源交易部门, 行政监督部门]
// not_checked:
//   - {zh: 控股链最多穿透六层，不穿透上市公司、国有企业和持有人超过五十人的基金, en: "chains of control are followed over six steps at most, and not through listed or state companies and funds of more than 50 holders"}
//   - {zh: 未检查持股 25% 至 50% 的共同股东, en: "common holders of 25 to 50 % are not shown"}
//   - {zh: 未检查负责人之间的亲属关系, en: "kinship between the heads is not checked"}
// checklist:
//   - {zh: 调取投标截止日两家企业的登记资料, en: Get the register extracts of both companies as of the deadline}
//   - {zh: 核对两家企业是否都参加到评标结束, en: Check whether both stayed in to the end}
//   - {zh: 比对投标文件、授权代表和保证金来源, en: "Compare the bid documents, the representatives and who paid the deposits"}
// innocent:
//   - {zh: 一方在截止前已撤回投标但未登记, en: One of them withdrew before the deadline and it was not recorded}
//   - {zh: 其中一方的投标在评标时已被否决（被否决的投标仍计入）, en: One of the bids was rejected in the evaluation (rejected bids still count here)}
//   - {zh: 登记信息更新滞后，截止日前已变更, en: The register was behind and the change came before the deadline}
// ---
MATCH (bidder_a:Company)-[bid_a:BID]->(lot:Lot)<-[bid_b:BID]-(bidder_b:Company)
WHERE bidder_a.id < bidder_b.id
  AND bid_a.status <> 'withdrawn'
  AND bid_b.status <> 'withdrawn'
  AND coalesce(bid_a.consortium_id, 'a') <> coalesce(bid_b.consortium_id, 'b')
OPTIONAL MATCH (bidder_a)<-[link_a:INTEREST_IN]-(head:Party)-[link_b:INTEREST_IN]->(bidder_b)
WHERE (link_a.role IN ['legal_rep', 'head', 'sole_owner'] AND link_b.role IN ['legal_rep', 'head', 'sole_owner']
       OR link_a.control AND link_b.control)
  AND NOT head:Unit
  AND valid_at(link_a, lot.deadline_on)
  AND valid_at(link_b, lot.deadline_on)
OPTIONAL MATCH (bidder_a)-[holding:INTEREST_IN]-(bidder_b)
WHERE holding.control
  AND valid_at(holding, lot.deadline_on)
WITH lot, bidder_a, bid_a, bidder_b, bid_b, head, link_a, link_b, holding
WHERE head IS NOT NULL OR holding IS NOT NULL
OPTIONAL MATCH (lot)-[buys:BUYER]->(unit:Unit)
WITH lot, bidder_a, bid_a, bidder_b, bid_b, head, link_a, link_b, holding, buys, unit,
     EXISTS { MATCH (bidder_a)-[:INTEREST_IN {eid: holding.eid}]->(bidder_b) } AS a_holds
RETURN lot, bidder_a, bid_a, bidder_b, bid_b, head, link_a, link_b, holding,
       CASE WHEN holding IS NULL THEN null WHEN a_holds THEN bidder_a ELSE bidder_b END AS holder,
       CASE WHEN holding IS NULL THEN null WHEN a_holds THEN bidder_b ELSE bidder_a END AS held,
       buys, unit,
       CASE WHEN holding.share IS NULL THEN holding.control END AS rules,
       CASE WHEN NOT holding.direct THEN true END AS chain,
       lot.amount AS amount
