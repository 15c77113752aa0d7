// ---
// id: supplier-pays-family
// code: C1
// version: 2
// title: {zh: 供应商向干部本人或亲属转款, en: Supplier pays the official or the family directly}
// class: S
// severity: critical
// domains: [招投标, 工程建设, 医药购销]
// basis: [公职人员政务处分法 34, 刑法 385, "中国共产党纪律处分条例 94(2)"]
// needs: [HOLDS_POST, KIN, INTEREST_IN, WON, BUYER, HOLDS_ACCOUNT.legal_ground, PAID.legal_ground]
// params:
//   before: {type: int, default: 180, basis: 中标前 180 日内的转款计入 (payments of the 180 days before the award count; starting value)}
//   after: {type: int, default: 720, basis: 中标后 720 日内的转款计入 (payments of the 720 days after the award count; starting value)}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
//   min_amount: {type: money, default: 10000, basis: 两高 2016 解释第一条，有加重情节的一万元起 (10 000 yuan with aggravation)}
//   critical_from: {type: money, default: 30000, basis: 两高 2016 解释第一条，三万元为数额较大 (30 000 yuan is a relatively large amount)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   pay_factor: {type: float, default: 1.2, basis: 不超过月工资 1.2 倍的视为工资 (up to 1.2 times the month's wage is taken as wage; starting value)}
//   memo_words: {type: list, default: [工资, 薪, 奖金, 报销, 差旅, 退款, 退回, 押金, 保证金, 租金, 房租], basis: 摘要含此类词语的可能另有正当原因 (words in a memo that may explain the payment; starting value)}
// identity: [official, payee, company]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}任职[（{posts.post:all}）]的{units:all}将“{awards:all}”授予{company}（{awards.awarded_on:range}）；{company}的账户在中标前{before}日至中标后{after}日内，向[!relatives:其本人][?relatives:其{kins.term:all}{relatives:all}][?interests:持股、任职、控制或代管账户的{payee}]的账户转款{payments:count}笔（{payments.on:range}），合计{amount}[，摘要“{payments.memo:all}”]。"
//   en: "{units:all}, where {official} was in post[ ({posts.post:all})], awarded \"{awards:all}\" to {company} ({awards.awarded_on:range}); between {before} days before and {after} days after an award, {company} paid [?interests:{payee}, a firm of ][!relatives:the official][?relatives:{relatives:all} ({kins.term:all} of the official)][?interests:,] {amount} in all (payments: {payments:count}, {payments.on:range})[; memo: \"{payments.memo:all}\"]."
// exclusions:
//   - less than the smallest amount in all
//   - paid before or after the time around the award
//   - kin who are neither near nor registered, or no longer kin
//   - a firm in which the family has no interest on the day of the payment
//   - account not held or operated on the day of the payment
//   - another firm's or another unit's award
//   - post begun after the award or ended 90 days or more before it
//   - bank data without a recorded legal ground
//   - wages of an employee
//   - money that went back the same day
//   - accounts and pairs of accounts on the white list
//   - payments in another currency
//   - a winner in which near kin had an interest, which is rule A1
//   - payments of a firm to itself
// reasons:
//   below_critical: {zh: 合计不足三万元（参数 critical_from），严重程度降一级, en: "less than critical_from in all: one step less severe"}
//   memo: {zh: 摘要无说明的款项不足起点金额，严重程度降一级, en: "what no memo explains is less than the smallest amount: one step less severe"}
//   gift: {zh: 每笔均不超过当地人情往来标准且合计不足三万元，严重程度最高为低, en: "each payment is within the local custom of gifts and all are below critical_from: low at most"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 只检查本人任职单位，未检查下属、分管和监管的单位, en: "only units in which the official holds a post are looked at, not those below them or overseen"}
//   - {zh: 未检查审批、处罚等中标以外的职务行为, en: "approvals, penalties and other acts than awards are not looked at"}
//   - {zh: 只检查直接转款，未检查经他人账户中转和现金, en: "only direct payments are followed, not those through other accounts, nor cash"}
//   - {zh: 企业按月发给其员工的款项视为工资，是否真实用工由“挂名领薪”规则判断, en: "what a firm pays its employee up to a month's wage is taken as wage; whether the job is real is another rule's question (C6)"}
//   - {zh: 近亲属持股或任职的中标企业由“亲属企业中标”规则提示，其向家庭的转款不再列出, en: "where near kin held the winner the award itself is the lead (A1); what such a firm pays the family is not shown"}
//   - {zh: 没有共享依据的银行数据不作为疑点依据, en: "bank data without a recorded legal ground is no ground for a lead"}
// checklist:
//   - {zh: 核对银行流水原件、摘要和对方户名, en: "Check the original bank statement, memo and name of the counterparty"}
//   - {zh: 查明转款原因：合同、借条、劳动合同、租赁合同及其履行情况, en: "Find the reason: contract, loan note, employment or lease, and whether it was performed"}
//   - {zh: 核对中标项目各环节的签批人和回避记录, en: "Check who signed each stage of the award, and any recusal"}
//   - {zh: 核对亲属关系、持股及账户实际使用人, en: "Confirm the kinship, the interest and who really uses the account"}
// innocent:
//   - {zh: 正常的劳务、租赁、买卖或借贷往来，价格公允, en: "Real work, lease, sale or loan at a fair price"}
//   - {zh: 亲友间借款归还或合伙清算, en: A loan given back or a partnership wound up}
//   - {zh: 账户由他人借用，款项与干部家庭无关, en: Somebody else uses the account and the money is not the family's}
// ---
// Officials with the family's accounts: their own, those of kin, and those of firms in which one of them has an interest.
CALL () {
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit), (official)-[holds:HOLDS_ACCOUNT|OPERATES]->(target:Account)
  RETURN official, post, unit, null AS kin, null AS relative, null AS interest, official AS payee, holds, target
  UNION ALL
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit),
        (official)-[kin:KIN]->(relative:Person)-[holds:HOLDS_ACCOUNT|OPERATES]->(target:Account)
  WHERE kin.assoc
  RETURN official, post, unit, kin, relative, null AS interest, relative AS payee, holds, target
  UNION ALL
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit),
        (official)-[interest:INTEREST_IN]->(firm:Company)-[holds:HOLDS_ACCOUNT]->(target:Account)
  RETURN official, post, unit, null AS kin, null AS relative, interest, firm AS payee, holds, target
  UNION ALL
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit),
        (official)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(firm:Company)-[holds:HOLDS_ACCOUNT]->(target:Account)
  WHERE kin.assoc
  RETURN official, post, unit, kin, relative, interest, firm AS payee, holds, target
}
MATCH (company:Company)-[pays:HOLDS_ACCOUNT]->(source:Account)-[payment:PAID]->(target)
WHERE payee <> company
  AND payment.legal_ground IS NOT NULL
  AND pays.legal_ground IS NOT NULL
  AND holds.legal_ground IS NOT NULL
  AND coalesce(payment.currency, 'CNY') = 'CNY'
  AND valid_at(pays, payment.on)
  AND valid_at(holds, payment.on)
  AND (kin IS NULL OR valid_at(kin, payment.on))
  AND (interest IS NULL OR valid_at(interest, payment.on) AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate))
// A step of its own: what firms paid into the family's accounts is little, and awards are looked for from there only.
UNWIND [1] AS step_of_its_own
MATCH (unit)<-[buys:BUYER]-(award:Award)<-[won:WON]-(company)
WHERE within_days(award.awarded_on, payment.on, -$before, $after)
  AND overlaps(post, award.infl_from, award.awarded_on)
  AND within_days(post.until, award.awarded_on, null, $margin - 1)
  AND NOT EXISTS { MATCH (payee)-[job:EMPLOYED_BY]->(company)
                   WHERE valid_at(job, payment.on) AND payment.amount <= job.wage * $pay_factor }
  AND NOT EXISTS { MATCH (target)-[back:PAID]->(source)
                   WHERE back.amount = payment.amount AND within_days(payment.on, back.on, 0, 0) }
  AND NOT EXISTS { MATCH (listed:Whitelisted)
                   WHERE listed.value = source.id
                     AND (listed.kind = 'hub_account' OR listed.kind = 'counterpart_pair' AND listed.value2 = target.id)
                     AND valid_at(listed, payment.on) }
  AND NOT EXISTS { MATCH (listed:Whitelisted)
                   WHERE listed.value = target.id
                     AND (listed.kind = 'hub_account' OR listed.kind = 'counterpart_pair' AND listed.value2 = source.id)
                     AND valid_at(listed, payment.on) }
  // What a firm of near kin wins is rule A1; that such a firm pays its owners and their family is no news.
  AND NOT EXISTS { MATCH (official)-[near:KIN]->(:Person)-[stake:INTEREST_IN]->(company)
                   WHERE near.near AND overlaps(near, award.infl_from, award.awarded_on)
                     AND (stake.share >= $min_share OR stake.role IS NOT NULL OR stake.control OR stake.mandate)
                     AND overlaps(stake, award.infl_from, award.awarded_on) }
// The custom of gifts at the unit's place on the day of the payment; where county, city and province name one, the smallest.
UNWIND [2, 4, 6] AS digits
OPTIONAL MATCH (custom:LocalLimit {item: 'gift_custom', region_code: substring(unit.region_code, 0, digits)})
WHERE valid_at(custom, payment.on)
WITH official, payee, company, collect(DISTINCT post) AS posts, collect(DISTINCT unit) AS units,
     collect(DISTINCT buys) AS purchases, collect(DISTINCT award) AS awards, collect(DISTINCT won) AS wins,
     collect(DISTINCT pays) AS payers, collect(DISTINCT payment) AS found, collect(DISTINCT holds) AS holders,
     collect(DISTINCT kin) AS kins, collect(DISTINCT relative) AS relatives, collect(DISTINCT interest) AS interests,
     collect(DISTINCT custom) AS customs, min(custom.value) * 100 AS gift
UNWIND found AS paid
WITH official, payee, company, posts, units, purchases, awards, wins, payers, holders, kins, relatives, interests, customs, gift,
     collect(paid) AS payments, sum(paid.amount) AS total, max(paid.amount) AS largest,
     sum(CASE WHEN any(word IN $memo_words WHERE paid.memo CONTAINS word) THEN 0 ELSE paid.amount END) AS unexplained
WHERE total >= $min_amount
RETURN official, posts, units, purchases, awards, wins, company, payers, payments, holders, payee, kins, relatives, interests, customs,
       total AS amount, $before AS before, $after AS after,
       CASE WHEN total < $critical_from THEN -1 ELSE 0 END + CASE WHEN unexplained < $min_amount THEN -1 ELSE 0 END AS step,
       CASE WHEN total < $critical_from AND largest <= gift THEN 'low' END AS cap,
       CASE WHEN total < $critical_from THEN ['below_critical'] ELSE [] END
         + CASE WHEN unexplained < $min_amount THEN ['memo'] ELSE [] END
         + CASE WHEN total < $critical_from AND largest <= gift THEN ['gift'] ELSE [] END AS reasons
