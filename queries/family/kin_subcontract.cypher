// ---
// id: kin-subcontract
// code: A5
// version: 1
// title: {zh: 亲属企业以分包、供料方式获利, en: Relative's firm behind the main contractor}
// class: S
// severity: high
// domains: [工程建设, 招投标]
// basis: ["中国共产党纪律处分条例 104", 公职人员政务处分法 33, "招标投标法 48、58"]
// needs: [OVERSEES, KIN, INTEREST_IN, WON, BUYER, SUBCONTRACTED.contract_id]
// params:
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   margin: {type: int, default: 90, basis: 管辖结束不满 90 日的中标仍计入 (an award less than 90 days after the oversight ended still counts; starting value)}
//   late: {type: int, default: 90, basis: 合同结束后 90 日内的分包和转款仍计入 (subcontracts and payments up to 90 days after the end of the contract count; starting value)}
//   r: {type: share, default: 0.1, basis: 达到合同金额一成 (a tenth of the contract; starting value)}
//   m: {type: money, default: 100000, basis: 十万元以上 (100 000 yuan; starting value)}
//   regular: {type: float, default: 1.5, basis: 管辖范围内外占比之比不到 1.5 倍视为固定合作 (less than 1.5 times the share that it has on other jobs; starting value)}
//   utilities: {type: list, default: [D44, D45, D46, "44", "45", "46"], basis: "GB/T 4754：电力、热力、燃气、水的生产和供应业 (electricity, heat, gas and water supply)"}
// identity: [official, relative, company, award]
// population: MATCH (o:Person)-[:OVERSEES]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{main}中标{official}（任职单位：{seats:all}[，职务：{posts.post:all}]）管辖的{units:all}的“{award}”（中标日期{award.awarded_on}[，合同金额{value}]）；自中标至合同结束后{late}日，{main}[?subs:向{company}分包{subs:count}项（签订日期{subs.signed_on:range}）][?filed:，已备案][?unfiled:，有未备案的][?both:，并][?payments:向{company}转款{payments:count}笔（{payments.on:range}，银行流水不能对应到具体合同）]，合计{amount}[?payments:（转款只计超出已登记分包的部分）]；{official}的{kins.term:all}{relative}在{company}有利益（时间：{interests:period}[，持股{interests.share:all}][，任{interests.role:all}][?mandated:，可操作其账户][?controlled:，控制该企业]）。"
//   en: "{main} won \"{award}\" (awarded on {award.awarded_on}[, contract of {value}]) from {units:all}, overseen by {official} ([{posts.post:all}, ]{seats:all}); between the award and {late} days after the end of the contract {main} [?subs:gave subcontracts to {company} (number: {subs:count}; signed {subs.signed_on:range})][?filed:, filed with the authority][?unfiled:, not all of them filed with the authority][?both:, and ][?payments:made payments to {company} (number: {payments:count}; {payments.on:range}; bank records do not say for which contract)]: {amount} in all[?payments: (of payments only what goes beyond the subcontracts on file)]. {relative}, {kins.term:all} of {official}, has an interest in {company} (dates: {interests:period}[; holding {interests.share:all}][; {interests.role:all}][?mandated:; mandate over its accounts][?controlled:; in control])."
// exclusions:
//   - less than a tenth of the contract
//   - less than the smallest amount in all
//   - a subcontract of another contract
//   - before the award or more than 90 days after the end of the contract
//   - a contract of a unit that is not overseen
//   - oversight that began after the award
//   - oversight that ended 90 days or more before the award
//   - kin who are not near (in-laws, cousins), or no longer kin
//   - no interest in the firm on the day of the subcontract or payment
//   - holding below the smallest share
//   - payments that subcontracts on file explain
//   - bank data without a recorded legal ground
//   - account not held on the day of the payment
//   - payments in another currency
//   - a main contractor in which near kin had an interest, which is rule A1 or A2
//   - payments of a firm to itself
// reasons:
//   region: {zh: 仅因领导整个地区而管辖，严重程度不高于中, en: "overseen as part of the region only: medium at most"}
//   regular: {zh: 该企业在管辖范围以外的项目中也以相当的占比为总包单位供货，严重程度降一级, en: "it gets about the same part of the main contractor's jobs outside of the oversight: one step less severe"}
//   utility: {zh: 水电气热等公用企业，严重程度降一级, en: "a utility: one step less severe"}
//   only_one: {zh: 该地区同行业仅此一家，严重程度降一级, en: "the only firm of its trade in the region: one step less severe"}
// route_to: [行政监督部门, 纪检监察机关]
// not_checked:
//   - {zh: 没有银行数据或没有共享依据的，只检查分包登记；未签分包合同、现金结算的供料不能发现, en: "without bank data and its legal ground only filed subcontracts are seen; supplies without a contract, paid in cash, are not"}
//   - {zh: 转款不能对应到具体合同，可能同时属于规则 C1, en: "payments cannot be tied to one contract, and may also be rule C1"}
//   - {zh: 分包价格未与参考价比对, en: "prices are not compared with reference prices"}
//   - {zh: 只检查合同，未签合同的中标标段不检查, en: "contracts only: lots that were won without a contract on file are not looked at"}
// checklist:
//   - {zh: 调取分包合同、发票、送货单，核实是否实际履行, en: "Get the subcontract, invoices and delivery notes: was it performed?"}
//   - {zh: 核对工地台账中的用工、用料是否由该企业提供, en: "Compare the site log: whose workers and materials were they?"}
//   - {zh: 将分包单价与参考价、其他项目单价比对, en: "Compare the unit prices with reference prices and other jobs"}
//   - {zh: 查分包是否经建设单位同意并备案，是否属主体工程, en: "Was the subcontract approved and filed, and is it part of the main works?"}
//   - {zh: 询问总包单位由谁介绍该企业, en: Ask the main contractor who brought the firm in}
// innocent:
//   - {zh: 总包单位的长期合作企业，在其他项目上同样合作, en: "A regular supplier of the main contractor, on other jobs, too"}
//   - {zh: 公用事业或当地唯一的供应商，别无选择, en: "A utility, or the only supplier in the area"}
//   - {zh: 转款属于其他合同或借款往来, en: The payments belong to another contract or to a loan}
// ---
// What the main contractor of a contract under the official's oversight gave to the firm of near kin: subcontracts of this
// contract, and payments from account to account, which name no contract.
CALL () {
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)<-[sub:SUBCONTRACTED]-(main:Company)-[won:WON]->(award:Contract)
  WHERE kin.near
    AND sub.contract_id = award.id
    AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
    AND valid_at(kin, sub.signed_on)
    AND valid_at(interest, sub.signed_on)
    AND within_days(award.awarded_on, sub.signed_on, 0, null)
    AND within_days(award.until, sub.signed_on, null, $late)
  RETURN official, kin, relative, interest, company, sub, null AS payment, null AS holds, null AS pays, main, won, award
  UNION ALL
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[holds:HOLDS_ACCOUNT]->(target:Account),
        (main:Company)-[pays:HOLDS_ACCOUNT]->(source:Account)-[payment:PAID]->(target), (main)-[won:WON]->(award:Contract)
  WHERE kin.near
    AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
    AND main <> company
    AND payment.legal_ground IS NOT NULL
    AND pays.legal_ground IS NOT NULL
    AND holds.legal_ground IS NOT NULL
    AND coalesce(payment.currency, 'CNY') = 'CNY'
    AND coalesce(award.currency, 'CNY') = 'CNY'
    AND valid_at(pays, payment.on)
    AND valid_at(holds, payment.on)
    AND valid_at(kin, payment.on)
    AND valid_at(interest, payment.on)
    AND within_days(award.awarded_on, payment.on, 0, null)
    AND within_days(award.until, payment.on, null, $late)
  RETURN official, kin, relative, interest, company, null AS sub, payment, holds, pays, main, won, award
}
MATCH (award)-[buys:BUYER]->(unit:Unit), (official)-[over:OVERSEES]->(body:Unit)
WHERE (body = unit OR unit.region_code STARTS WITH over.region_code)
  AND overlaps(over, award.infl_from, award.awarded_on)
  AND within_days(over.until, award.awarded_on, null, $margin - 1)
  // What a firm of near kin wins itself is rule A1 or A2.
  AND NOT EXISTS { MATCH (official)-[near:KIN]->(:Person)-[stake:INTEREST_IN]->(main)
                   WHERE near.near AND overlaps(near, award.infl_from, award.awarded_on)
                     AND (stake.share >= $min_share OR stake.role IS NOT NULL OR stake.control OR stake.mandate)
                     AND overlaps(stake, award.infl_from, award.awarded_on) }
WITH official, relative, company, main, award, collect(DISTINCT kin) AS kins, collect(DISTINCT interest) AS interests,
     collect(DISTINCT sub) AS subs, collect(DISTINCT payment) AS payments, collect(DISTINCT holds) AS holders, collect(DISTINCT pays) AS payers,
     collect(DISTINCT won) AS wins, collect(DISTINCT buys) AS purchases, collect(DISTINCT unit) AS units, collect(DISTINCT over) AS overs,
     max(CASE WHEN over.why = 'region' THEN 0 ELSE 1 END) AS closer, max(CASE WHEN interest.mandate THEN 1 ELSE 0 END) AS mandates,
     max(CASE WHEN interest.control THEN 1 ELSE 0 END) AS controls, min(CASE WHEN sub.filed THEN 1 WHEN NOT sub.filed THEN 0 END) AS filings
CALL (subs) { UNWIND subs AS one RETURN sum(coalesce(one.amount, 0)) AS subbed }
CALL (payments) { UNWIND payments AS one RETURN sum(coalesce(one.amount, 0)) AS paid }
// What was paid under subcontracts, whatever the contract, is not counted again.
CALL (main, company, award) {
  MATCH (main)-[filed:SUBCONTRACTED]->(company)
  WHERE within_days(award.awarded_on, filed.signed_on, 0, null) AND within_days(award.until, filed.signed_on, null, $late)
  RETURN sum(coalesce(filed.amount, 0)) AS on_file
}
WITH *, subbed + CASE WHEN paid > on_file THEN paid - on_file ELSE 0 END AS total
WHERE total >= $m AND total >= $r * coalesce(award.amount, 0)
CALL (official, award) {
  MATCH (official)-[post:HOLDS_POST]->(seat:Unit)
  WHERE overlaps(post, award.infl_from, award.awarded_on)
  RETURN collect(post) AS posts, collect(seat) AS seats
}
// Which part of the main contractor's jobs goes to this firm, under the oversight and outside of it.
CALL (official, main, company) {
  MATCH (main)-[:WON]->(job:Contract)-[:BUYER]->(of:Unit)
  WITH job, company, main, EXISTS { (official)-[:OVERSEES]->(of) } AS direct,
       EXISTS { MATCH (official)-[wide:OVERSEES {why: 'region'}]->(:Unit) WHERE of.region_code STARTS WITH wide.region_code } AS regional
  WITH job, company, main, max(CASE WHEN direct OR regional THEN 1 ELSE 0 END) AS inside
  CALL (job, main, company) { MATCH (main)-[given:SUBCONTRACTED {contract_id: job.id}]->(company) RETURN sum(coalesce(given.amount, 0)) AS part }
  RETURN sum(CASE WHEN inside = 1 THEN part ELSE 0 END) AS part_in, sum(CASE WHEN inside = 1 THEN job.amount ELSE 0 END) AS jobs_in,
         sum(CASE WHEN inside = 0 THEN part ELSE 0 END) AS part_out, sum(CASE WHEN inside = 0 THEN job.amount ELSE 0 END) AS jobs_out
}
WITH *, part_out > 0 AND toFloat(part_in) * toFloat(jobs_out) < $regular * toFloat(part_out) * toFloat(jobs_in) AS regular,
     any(prefix IN $utilities WHERE company.industry STARTS WITH prefix) AS utility,
     company.industry IS NOT NULL AND company.region_code IS NOT NULL
       AND NOT EXISTS { MATCH (rival:Company) WHERE rival.industry = company.industry AND rival.region_code = company.region_code AND rival.id <> company.id } AS only_one, closer = 0 AS wide
RETURN official, posts, seats, overs, units, purchases, award, wins, main, subs, payers, payments, holders, company, interests, relative, kins,
       total AS amount, award.amount AS value, $late AS late,
       CASE WHEN filings = 1 THEN true END AS filed, CASE WHEN filings = 0 THEN true END AS unfiled,
       CASE WHEN size(subs) > 0 AND size(payments) > 0 THEN true END AS both,
       CASE WHEN mandates = 1 THEN true END AS mandated, CASE WHEN controls = 1 THEN true END AS controlled,
       CASE WHEN regular THEN -1 ELSE 0 END + CASE WHEN utility OR only_one THEN -1 ELSE 0 END AS step,
       CASE WHEN wide THEN 'medium' END AS cap,
       CASE WHEN wide THEN ['region'] ELSE [] END
         + CASE WHEN regular THEN ['regular'] ELSE [] END
         + CASE WHEN utility THEN ['utility'] WHEN only_one THEN ['only_one'] ELSE [] END AS reasons
