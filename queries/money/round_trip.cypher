// ---
// id: round-trip
// code: C3
// version: 1
// title: {zh: 资金经他人账户回流付款方, en: Money goes round through others and comes back to the payer}
// class: S
// severity: high
// domains: [招投标, 工程建设, 养老社保]
// basis: [公职人员政务处分法 33, 刑法 382, 刑法 385]
// needs: [HOLDS_POST, MONEY_PATH, HOLDS_ACCOUNT.legal_ground, PAID.legal_ground]
// params:
//   days: {type: int, default: 90, basis: 首尾两笔相距不超过 90 日，资金链推导也以此为限 (first and last payment at most 90 days apart; loops are followed no longer either; starting value)}
//   min_hops: {type: int, default: 3, basis: "LDBC FinBench CR4 三角回流 (triangles); 两笔往来是普通还款 (two payments are a debt paid back)"}
//   max_hops: {type: int, default: 5, basis: 资金链推导以五笔为限 (loops are followed no further)}
//   min_kept: {type: share, default: 0.7, basis: "最小一笔不少于最大一笔的七成；AMLSim 每手留存 2 %–10 % (each hand keeps 2 to 10 % in AMLSim; starting value)"}
//   min_amount: {type: money, default: 10000, basis: 两高 2016 解释第一条，有加重情节的一万元起 (10 000 yuan with aggravation); 每一笔均须达到 (every payment of the loop)}
//   memo_words: {type: list, default: [保证金, 押金, 退款, 退回, 还款, 归还, 归集], basis: "退还押金、归还借款、集团资金归集属正常往来 (a deposit given back, a loan repaid, cash pooled by a group; starting value)"}
// identity: [payer, payee]
// population: MATCH (p:Party)-[:HOLDS_ACCOUNT]->(:Account) RETURN count(DISTINCT p)
// explain:
//   zh: "{payer}[?officials:（{families.why:all}；相关干部：{officials:all}）][?employers:（{employers:all}工作人员）]付出的资金经{loops.hops:all}笔转账，在{days}日内依次经过他人账户又回到{payee}（首笔{loops.first_at:range}，末笔{loops.last_at:range}，回流{loops:count}次），付出{given}，回流{amount}，为付出金额的{part:%}。"
//   en: "Money that {payer}[?officials: ({families.why:all}: {officials:all})][?employers: (on the staff of {employers:all})] paid out went through accounts of others in {loops.hops:all} payments and came back to {payee} within {days} days (the first payment {loops.first_at:range}, the last {loops.last_at:range}; times: {loops:count}): {given} went out, {amount} came back, which is {part:%}."
// exclusions:
//   - fewer payments than a triangle
//   - more payments than are followed
//   - the loop takes too long
//   - a payment out of time order
//   - sums that differ too much
//   - nobody outside of the payer's group takes part
//   - the payer is neither a public body nor staff nor family of an official
//   - deposits, loans and pooled cash by their memo
//   - accounts and pairs of accounts on the white list
//   - bank data without a recorded legal ground
// reasons:
//   same_control: {zh: 资金回到与付款方受同一方控制的企业, en: the money came back to a firm under the same control as the payer}
//   public_body: {zh: 付款方为公共机构，涉及公款, en: "the payer is a public body, so it is public money"}
//   truncated: {zh: 付款太多，只追踪了金额最大的部分，可能还有其他回流, en: "so many payments that only the largest were followed; there may be more loops"}
// route_to: [纪检监察机关, 审计部门]
// not_checked:
//   - {zh: 经现金、支付平台、公共机构账户或交易对手超过一千个的账户的回流无法追踪, en: "loops through cash, payment platforms, public bodies or accounts of more than a thousand counterparties cannot be followed"}
//   - {zh: 摘要写明押金、还款等的回流不列出，摘要是否属实未核, en: "loops whose memo says deposit or repayment are not shown; whether the memo is true is not checked"}
//   - {zh: 拆分后回流、每笔不足起点金额的不在此列, en: "money that comes back in payments below the smallest amount is not found"}
// checklist:
//   - {zh: 逐笔核对回流各环节的流水、摘要和合同依据, en: "Check statement, memo and contract of every payment of the loop"}
//   - {zh: 查明各中间账户的实际控制人及其与付款方的关系, en: "Find who controls each account in between and how they know the payer"}
//   - {zh: 涉及公款的，核对采购或补贴是否真实履行, en: "Where public money is involved, check that goods or work were delivered"}
// innocent:
//   - {zh: 各笔为互不相干的真实交易，金额相近属巧合, en: "Unrelated real payments that happen to be of similar size"}
//   - {zh: 亲友之间周转借款并已归还, en: "Friends or relatives who lent each other money and paid it back"}
//   - {zh: 集团或合作社内部资金调拨，尚未列入白名单, en: "Transfers within a group or co-operative that is not on the white list yet"}
// ---
CALL () {
  MATCH (payer:Unit)-[loop:MONEY_PATH {kind: 'loop'}]->(payee:Party)
  RETURN payer, loop, payee, null AS official, null AS family, null AS employer, null AS job, true AS body
  UNION ALL
  MATCH (official:Person)-[family:FAMILY_PARTY]->(payer:Party)-[loop:MONEY_PATH {kind: 'loop'}]->(payee:Party)
  WHERE valid_at(family, date(loop.first_at))
  RETURN payer, loop, payee, official, family, null AS employer, null AS job, false AS body
  UNION ALL
  MATCH (employer:Unit)<-[job:EMPLOYED_BY]-(payer:Person)-[loop:MONEY_PATH {kind: 'loop'}]->(payee:Party)
  WHERE valid_at(job, date(loop.first_at))
  RETURN payer, loop, payee, null AS official, null AS family, employer, job, false AS body
}
WITH *
WHERE loop.hops >= $min_hops
  AND loop.hops <= $max_hops
  AND loop.least_amount >= $min_amount
  AND within_days(date(loop.first_at), date(loop.last_at), null, $days)
  AND toFloat(loop.least_amount) >= $min_kept * toFloat(loop.greatest_amount)
  AND NOT any(memo IN loop.memos WHERE any(word IN $memo_words WHERE memo CONTAINS word))
WITH payer, payee, body, collect(DISTINCT loop) AS loops, collect(DISTINCT official) AS officials,
     collect(DISTINCT family) AS families, collect(DISTINCT employer) AS employers, collect(DISTINCT job) AS jobs
// Two loops that begin or end with one payment count it once.
UNWIND loops AS one
WITH DISTINCT payer, payee, body, loops, officials, families, employers, jobs, one.first_at AS set_out, one.first_amount AS paid
WITH payer, payee, body, loops, officials, families, employers, jobs, sum(paid) AS given
UNWIND loops AS one
WITH DISTINCT payer, payee, body, loops, officials, families, employers, jobs, given, one.last_at AS arrived, one.last_amount AS back
WITH payer, payee, body, loops, officials, families, employers, jobs, given, sum(back) AS amount
RETURN payer, payee, loops, officials, families, employers, jobs, $days AS days, given, amount,
       round(toFloat(amount) / toFloat(given), 3) AS part,
       CASE WHEN payer <> payee THEN ['same_control'] ELSE [] END
         + CASE WHEN body THEN ['public_body'] ELSE [] END
         + CASE WHEN any(loop IN loops WHERE loop.truncated) THEN ['truncated'] ELSE [] END AS reasons
