// ---
// id: kin-of-decider-benefits
// code: D4
// version: 1
// title: {zh: 经办、审批人员的亲属领取补贴（优亲厚友）, en: Relatives of those who assess or approve draw the benefit}
// class: P
// severity: high
// domains: [养老社保, 村级集体“三资”, 征地拆迁]
// basis: [中国共产党纪律处分条例 124]
// needs: [KIN, DECIDED_FOR, RECEIVED.payment_id, RECEIVED.region_code]
// params:
//   actions: {type: list, default: [listed, surveyed, assessed, signed, voted], basis: "申报入册、勘验、审核、签批、表决 (who lists, surveys, assesses, signs or votes has a say)"}
//   max_p: {type: float, default: 0.01, basis: 偶然出现的概率低于 1% (chance alone would bring so many relatives in less than 1 of 100 cases; starting value)}
//   min_kin: {type: int, default: 3, basis: 亲属领取人不少于 3 名才作比较 (the comparison needs at least 3 relatives among the payees; starting value)}
// identity: [official, programme, region]
// population: MATCH (o:Person)-[d:DECIDED_FOR]->(:Person) WHERE d.act_type = 'subsidy' RETURN count(DISTINCT o)
// tests:
//   excess: {method: fisher_greater, of: [kin_paid, others_paid, kin_unpaid, others_unpaid], below: max_p, unless: stands, passed: {reason: excess}}
// explain:
//   zh: "{official}对“{programme}”的发放作出{decisions.action:all}（{decided_from}[至{decided_to}]），其中{kin_paid}名领取人是其亲属：{relatives:all}（其{kins.term:all}），共领取{payments:count}笔（{payments.paid_on:range}），合计{amount}，未见其回避记录。[?listings:有亲属列入不得享受该项目的名册（{registers.kind:all}）。][经其经办的领取人共{payees}名；按发放记录，行政区划{region}共有{residents}人领取过补贴，其中其亲属{kin_residents}名][（如与亲属关系无关，出现这么多亲属领取人的概率为{excess:p}）][?region:。]"
//   en: "{official} acted on payments of \"{programme}\" ({decisions.action:all}, {decided_from}[ to {decided_to}]). Payees who are relatives: {kin_paid}, namely {relatives:all} ({kins.term:all} of the official), paid {amount} in all (payments: {payments:count}, {payments.paid_on:range}); no recusal is on record.[?listings: A register shuts relatives out of the programme ({registers.kind:all}).][ Payees on whom the official decided: {payees}; people paid any benefit in region {region}: {residents}, relatives of the official among them: {kin_residents}][ (if kinship played no part, so many relatives among the payees would come about with a probability of {excess:p})][?region:.]"
// exclusions:
//   - fewer relatives than the smallest number, none of them shut out by a register
//   - no more relatives among the payees than chance brings
//   - the official stood aside
//   - another official decided
//   - decided on another payment
//   - a say on something else than a benefit
//   - not yet or no longer kin on the day of the decision
//   - special relations that are no kin
//   - payments that were reversed
//   - a register of another programme
//   - listed only before or after the time that was paid for
//   - an exclusion that was not in force
//   - no more than the amount that the exclusion allows
// reasons:
//   excess: {zh: 亲属在领取人中的比例明显高于在当地居民中的比例, en: "the share of relatives among the payees is well above that among the residents"}
//   shut_out: {zh: 有亲属列入不得享受该项目的名册（规则 D2）, en: "a register shuts a relative out of the programme (rule D2)"}
//   eligible: {zh: 该项目经家庭经济核对，所列亲属均未列入排除名册，严重程度最高为低，只需调取回避记录, en: "the programme is means-tested and no register shuts these relatives out: low at most, ask for the record of recusal only"}
//   no_region: {zh: 发放记录没有行政区划代码，无法与当地居民比较, en: "the payments name no region, so the residents to compare with are unknown"}
// route_to: [财政部门, 纪检监察机关]
// not_checked:
//   - {zh: 只比对自然人领取人，亲属企业领取的补贴未列出, en: "only persons are looked at, not benefits paid to relatives' firms"}
//   - {zh: 居民以同一行政区划代码下领取过任何补贴的人员为准，从未领取的居民未计入, en: "residents are the persons paid any benefit under the same region code; others are not known"}
//   - {zh: 未比较评分、排名和公示情况, en: "scores, ranks and public notices are not compared"}
//   - {zh: 亲属持有的车辆、房产和企业未用于判断是否应被排除, en: "vehicles, homes and firms of the relatives are not used to judge whether they are shut out"}
// checklist:
//   - {zh: 调取评议会议记录、公示材料和回避记录, en: "Get the minutes of the assessment, the public notice and the record of recusal"}
//   - {zh: 逐一核对亲属领取人的申请和资格材料, en: Check each relative's application and eligibility file}
//   - {zh: 比较落选和未申报人员的条件与评分排名, en: "Compare with those who were left out: their means, score and rank"}
// innocent:
//   - {zh: 村中同姓同宗居多，亲属比例本来就高, en: Most of the village are of one family}
//   - {zh: 亲属确属困难，符合条件，本人已回避而未登记, en: "The relatives were in need and eligible, and the official stood aside without a record"}
//   - {zh: 普惠性补贴，凡有地有户者均可领取, en: "A benefit for everybody who has land or a household, without any choice"}
// ---
// From the relatives: what each was paid on a decision of the official, and the registers that shut him out of it.
MATCH (official:Person)-[kin:KIN]->(relative:Person), (official)-[decided:DECIDED_FOR]->(relative),
      (relative)-[paid:RECEIVED]->(programme:Programme)
WHERE kin.recuse
  AND decided.act_type = 'subsidy'
  AND decided.action IN $actions
  AND (decided.act_id = paid.payment_id OR decided.act_id = programme.id)
  AND valid_at(kin, date(decided.at))
  AND paid.amount > 0
  AND NOT EXISTS { MATCH (official)-[aside:DECIDED_FOR]->(relative)
                   WHERE aside.action = 'recused'
                     AND (aside.act_id = paid.payment_id OR aside.act_id = programme.id) }
  AND NOT EXISTS { MATCH (relative)-[back:RECEIVED]->(programme)
                   WHERE back.amount = -paid.amount AND within_days(paid.paid_on, back.paid_on, 0, null) }
OPTIONAL MATCH (relative)-[listing:LISTED_IN]->(register:Register), (exclusion:Exclusion)
WHERE exclusion.programme_id = programme.id
  AND exclusion.register = register.kind
  AND (exclusion.limit IS NULL OR listing.amount > exclusion.limit)
  AND CASE WHEN paid.period IS NOT NULL THEN overlaps(listing, paid.since, paid.until - duration({days: 1}))
           ELSE valid_at(listing, paid.paid_on) END
  AND CASE WHEN paid.period IS NOT NULL THEN overlaps(exclusion, paid.since, paid.until - duration({days: 1}))
           ELSE valid_at(exclusion, paid.paid_on) END
WITH official, programme, paid.region_code AS region, collect(DISTINCT kin) AS kins, collect(DISTINCT relative) AS relatives,
     collect(DISTINCT decided) AS decisions, collect(DISTINCT paid) AS found, collect(DISTINCT listing) AS listings,
     collect(DISTINCT register) AS registers, collect(DISTINCT exclusion) AS excluded,
     count(DISTINCT relative) AS kin_paid, min(date(decided.at)) AS decided_from, max(date(decided.at)) AS last_day
WHERE kin_paid >= $min_kin OR size(listings) > 0
// All who were paid on the official's decision there, and all who were paid anything there: the two groups of the comparison.
WITH official, programme, region, kins, relatives, decisions, found, listings, registers, excluded, kin_paid, decided_from, last_day,
     COUNT { MATCH (official)-[mine:DECIDED_FOR]->(one:Person)-[got:RECEIVED]->(programme)
             WHERE mine.act_type = 'subsidy'
               AND mine.action IN $actions
               AND (mine.act_id = got.payment_id OR mine.act_id = programme.id)
               AND got.amount > 0
               AND got.region_code = region
             RETURN DISTINCT one } AS payees,
     COUNT { MATCH (official)-[own:KIN]->(one:Person)-[got:RECEIVED]->(:Programme)
             WHERE own.recuse AND got.region_code = region
             RETURN DISTINCT one } AS kin_residents,
     COUNT { MATCH (one:Person)-[got:RECEIVED]->(:Programme)
             WHERE got.region_code = region
             RETURN DISTINCT one } AS residents,
     COUNT { MATCH (ruled:Exclusion) WHERE ruled.programme_id = programme.id } AS rules
UNWIND found AS paid
WITH official, programme, region, kins, relatives, decisions, listings, registers, excluded, kin_paid, decided_from,
     last_day, payees, kin_residents, residents, rules, collect(paid) AS payments, sum(paid.amount) AS total
RETURN official, programme, region, kins, relatives, decisions, payments, listings, registers, excluded,
       total AS amount, decided_from, CASE WHEN last_day <> decided_from THEN last_day END AS decided_to,
       kin_paid, payees, kin_residents, residents,
       payees - kin_paid AS others_paid, kin_residents - kin_paid AS kin_unpaid,
       residents - payees - kin_residents + kin_paid AS others_unpaid,
       region IS NULL OR size(listings) > 0 AS stands,
       CASE WHEN programme.means_tested AND rules > 0 AND size(listings) = 0 THEN 'low' END AS cap,
       CASE WHEN size(listings) > 0 THEN ['shut_out'] ELSE [] END
         + CASE WHEN programme.means_tested AND rules > 0 AND size(listings) = 0 THEN ['eligible'] ELSE [] END AS reasons,
       CASE WHEN region IS NULL AND size(listings) = 0 THEN 'no_region' END AS unknown
