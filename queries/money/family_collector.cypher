// ---
// id: family-collector
// code: C4
// version: 1
// title: {zh: 多家监管对象向同一家庭账户汇集, en: One family account collects from several supervised firms}
// class: S
// severity: high
// domains: [招投标, 工程建设, 营商]
// basis: [公职人员政务处分法 34, 刑法 385, "中国共产党纪律处分条例 94(2)"]
// needs: [FAMILY_PARTY, OVERSEES, ACT, HOLDS_ACCOUNT.legal_ground, PAID.legal_ground, Unit.region_code, Company.region_code]
// params:
//   min_payers: {type: int, default: 3, basis: FinBench CR6 要求多于三个，从严可设为 4（starting value; CR6 says more than 3)}
//   min_amount: {type: money, default: 5000, basis: 每家合计五千元起 (5 000 yuan in all from each firm; starting value)}
//   window: {type: int, default: 365, basis: 一年内 (within a year; starting value)}
//   before: {type: int, default: 180, basis: 职务行为前 180 日内的转款计入 (payments of the 180 days before the act count; starting value)}
//   after: {type: int, default: 720, basis: 职务行为后 720 日内的转款计入 (payments of the 720 days after the act count; starting value)}
//   factor: {type: float, default: 3, basis: 监管对象在付款方中的占比不低于其在当地企业中占比的三倍 (supervised firms are at least 3 times as frequent among the payers as among all firms; starting value)}
//   days: {type: int, default: 7, basis: 七日内转出视为过账 (money that leaves within 7 days; starting value)}
//   part: {type: share, default: 0.8, basis: 转出超过八成 (more than 80 % of it; starting value)}
// identity: [official, account]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{payees:all}的账户{account}（{official}本人、亲属或其企业的账户）在{window}日内收到{companies:count}家企业转款{payments:count}笔（{payments.on:range}），合计{amount}：{companies:all}；这些企业均有{official}任职、分管或管辖单位作出的决定（{acts.kind:all}，{acts.on:range}）。同期该账户共有{sources}个付款账户，其中监管对象{supervised}个（{among:%}）；当地企业中监管对象占{expected:%}。[?moved:转入后{days}日内转出{moved}。]"
//   en: "Account {account} of {payees:all} (the account of {official}, of relatives or of their firms) took in {amount} within {window} days (payments: {payments:count}, {payments.on:range}) from {companies:count} firms: {companies:all}. Bodies that {official} was in or oversaw had acted in favour of each of them ({acts.kind:all}, {acts.on:range}). Of {sources} accounts that paid into it in that time, {supervised} belong to such firms ({among:%}); such firms are {expected:%} of the firms of the county.[?moved: Within {days} days {moved} left the account.]"
// exclusions:
//   - too few firms
//   - less than the smallest amount from a firm
//   - payments further apart than the window
//   - payments too long before or after the act
//   - a body that the official did not oversee on the day of the act
//   - an account not held on the day of the payment
//   - not or no longer of the family
//   - the family's own firms
//   - bank data without a recorded legal ground
//   - payments in another currency
//   - pooled accounts on the white list
//   - no more frequent among the payers than three times their part of the firms of the county
// reasons:
//   moved_on: {zh: 转入资金大部分在数日内转出，严重程度升一级, en: "most of the money left within days: one step more severe"}
//   no_region: {zh: 单位或企业没有行政区划代码，无法与当地企业比较, en: "bodies or firms name no region, so there are no firms to compare with"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 未核对合同、发票等付款理由, en: "contracts and invoices that may explain the payments are not compared"}
//   - {zh: 只检查直接转入，未检查经他人账户中转和现金, en: "only direct payments are followed, not those through other accounts, nor cash"}
//   - {zh: 全部企业以已加载的同一县（市、区）企业为准, en: "all firms are those of the same county that were loaded"}
//   - {zh: 没有共享依据的银行数据不作为疑点依据, en: "bank data without a recorded legal ground is no ground for a lead"}
// checklist:
//   - {zh: 逐笔核对银行流水、摘要和付款企业, en: "Check each payment on the bank statement, with its memo and payer"}
//   - {zh: 列表对照付款日期与对各企业的决定日期, en: "Put the payments and the acts for each firm on one timeline"}
//   - {zh: 查明账户实际使用人和资金去向, en: "Find who really uses the account and where the money went"}
// innocent:
//   - {zh: 账户用于经营店铺、诊所、学校，监管对象只是普通顾客, en: "The account is that of a shop, clinic or school and these firms are customers"}
//   - {zh: 婚丧喜庆收受的礼金（由规则 H3 判断）, en: "Gifts at a wedding or funeral (rule H3 judges)"}
//   - {zh: 有真实合同的租金、货款, en: "Rent or goods under a real contract"}
// ---
// What firms paid into the family's accounts.
MATCH (official:Person)-[fam:FAMILY_PARTY]->(payee:Person|Company)-[holds:HOLDS_ACCOUNT|OPERATES]->(account:Account)<-[paid:PAID]-(source:Account)<-[pays:HOLDS_ACCOUNT]-(company:Company)
WHERE paid.legal_ground IS NOT NULL
  AND pays.legal_ground IS NOT NULL
  AND holds.legal_ground IS NOT NULL
  AND coalesce(paid.currency, 'CNY') = 'CNY'
  AND valid_at(pays, paid.on)
  AND valid_at(holds, paid.on)
  AND valid_at(fam, paid.on)
  AND NOT EXISTS { MATCH (official)-[mine:FAMILY_PARTY]->(company) WHERE valid_at(mine, paid.on) }
  AND NOT EXISTS { MATCH (listed:Whitelisted)
                   WHERE listed.value = source.id AND listed.kind = 'hub_account' AND valid_at(listed, paid.on) }
// A step of its own: that is little, and acts are looked for from there only.
UNWIND [1] AS step_of_its_own
MATCH (body:Unit)-[act:ACT]->(company)
WHERE within_days(act.on, paid.on, -$before, $after)
MATCH (official)-[over:OVERSEES]->(seat:Unit)
WHERE valid_at(over, act.on)
  AND (seat = body OR over.why = 'region' AND body.region_code STARTS WITH over.region_code)
WITH official, account, collect(DISTINCT fam) AS ties, collect(DISTINCT payee) AS payees, collect(DISTINCT holds) AS holders,
     collect(DISTINCT pays) AS payers, collect(DISTINCT act) AS found_acts, collect(DISTINCT over) AS powers,
     collect(DISTINCT paid) AS found,
     max(CASE WHEN over.why = 'region' THEN 1 ELSE 0 END) AS wide
// The year that begins with each payment: what each firm paid in it.
UNWIND found AS first
UNWIND found AS paid
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide, first, paid, startNode(paid) AS source
WHERE within_days(first.on, paid.on, 0, $window)
MATCH (source)<-[pays:HOLDS_ACCOUNT]-(company:Company)
WHERE pays IN payers
WITH DISTINCT official, account, ties, payees, holders, payers, found_acts, powers, wide, first, company, paid
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide, first, company, collect(paid) AS from_it, sum(paid.amount) AS part_paid
WHERE part_paid >= $min_amount
UNWIND from_it AS paid
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide, first, collect(DISTINCT company) AS companies,
     collect(DISTINCT paid) AS in_year, sum(paid.amount) AS taken
WHERE size(companies) >= $min_payers
// Of several years the one that brought most, which a lead then speaks of.
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide, first, companies, in_year
ORDER BY taken DESC, first.on, first.eid
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide,
     head(collect({first: first, companies: companies, payments: in_year})) AS best
WITH official, account, ties, payees, holders, payers, found_acts, powers, wide, best.first AS first, best.companies AS collected,
     best.payments AS in_year
UNWIND collected AS company
MATCH (body:Unit)-[act:ACT]->(company)-[pays:HOLDS_ACCOUNT]->(:Account)
WHERE act IN found_acts AND pays IN payers
WITH official, account, ties, payees, holders, powers, wide, first, in_year, collect(DISTINCT company) AS companies,
     collect(DISTINCT act) AS acts, collect(DISTINCT body) AS bodies, collect(DISTINCT pays) AS sources_held,
     left(min(body.region_code), 6) AS county
UNWIND in_year AS paid
OPTIONAL MATCH (account)-[out:PAID]->(:Account)
WHERE within_days(paid.on, out.on, 0, $days)
WITH official, account, ties, payees, holders, powers, wide, first, in_year, companies, acts, bodies, sources_held, county, collect(DISTINCT out) AS found_out
UNWIND CASE WHEN size(found_out) = 0 THEN [null] ELSE found_out END AS out
WITH official, account, ties, payees, holders, powers, wide, first, in_year, companies, acts, bodies, sources_held, county,
     collect(out) AS outs, sum(out.amount) AS gone
UNWIND in_year AS paid
WITH official, account, ties, payees, holders, powers, wide, first, companies, acts, bodies, sources_held, county, outs, gone,
     collect(paid) AS payments, sum(paid.amount) AS total, count(DISTINCT startNode(paid)) AS supervised
WITH official, account, ties, payees, holders, powers, wide, companies, acts, bodies, sources_held, outs, gone, payments, total, supervised,
     COUNT { MATCH (account)<-[any:PAID]-(from:Account) WHERE within_days(first.on, any.on, 0, $window) RETURN DISTINCT from } AS sources,
     COUNT { MATCH (official)-[:OVERSEES]->(:Unit)-[:ACT]->(firm:Company)
             WHERE left(firm.region_code, 6) = county
             RETURN DISTINCT firm } AS overseen,
     COUNT { MATCH (other:Unit)-[:ACT]->(firm:Company)
             WHERE left(other.region_code, 6) = county AND left(firm.region_code, 6) = county
             RETURN DISTINCT firm } AS in_region,
     COUNT { MATCH (firm:Company) WHERE left(firm.region_code, 6) = county } AS firms
WITH official, account, ties, payees, holders, powers, companies, acts, bodies, sources_held, outs, gone, payments, total, supervised, sources,
     toFloat(supervised) / sources AS among,
     CASE WHEN firms > 0 THEN toFloat(CASE WHEN wide = 1 THEN in_region ELSE overseen END) / firms END AS expected
WHERE expected IS NULL OR among >= $factor * expected
RETURN official, payees, ties, holders, account, payments, sources_held, companies, acts, bodies, powers,
       CASE WHEN gone > $part * total THEN outs ELSE [] END AS outs,
       total AS amount, CASE WHEN gone > $part * total THEN gone END AS moved, $window AS window, $days AS days,
       supervised, sources, round(among, 4) AS among, round(expected, 4) AS expected,
       CASE WHEN gone > $part * total THEN 1 ELSE 0 END AS step,
       CASE WHEN gone > $part * total THEN ['moved_on'] ELSE [] END AS reasons,
       CASE WHEN expected IS NULL THEN 'no_region' END AS unknown
