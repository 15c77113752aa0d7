// ---
// id: subsidy-duplicate
// code: D3
// version: 1
// title: {zh: 重复领取或同时领取互斥补贴, en: "Same benefit twice, or two that exclude each other"}
// class: P
// severity: medium
// domains: [养老社保]
// basis: [社会救助暂行办法 68, 医疗保障基金使用监督管理条例 17]
// needs: [RECEIVED.period, "config:exclusive_pairs"]
// identity: [payee, programme, other]
// population: MATCH (p:Person)-[:RECEIVED]->(:Programme) RETURN count(DISTINCT p)
// explain:
//   zh: "{payee}[?pair:同期从互斥的“{programme}”和“{other}”领取补贴][，依据{pair.legal_ref}][!pair:从“{programme}”同一所属期重复领取补贴]（所属期{payments.period:all}，{payments:count}笔，发放日期{payments.paid_on:range}），共领取{payments.amount:sum}，[!pair:其中重复部分{amount}][?pair:其中金额较少的一项{amount}]。"
//   en: "{payee} [?pair:drew \"{programme}\" and \"{other}\", which exclude each other, for the same time][ ({pair.legal_ref})][!pair:was paid more than once by \"{programme}\" for the same period] (for {payments.period:all}; entries: {payments:count}, paid {payments.paid_on:range}): {payments.amount:sum} in all, [!pair:of which {amount} too much][?pair:of which {amount} for the smaller one]."
// exclusions:
//   - corrections by a negative row
//   - back payments for another period
//   - pair not in force
//   - exclusive benefits one after the other
// reasons:
//   same_period: {zh: 同一项目同一所属期领取多次, en: one programme paid more than once for one period}
//   two_regions: {zh: 在两个以上地区领取, en: paid in more than one region}
//   exclusive_programmes: {zh: 同期领取规定不得同时享受的两个项目, en: two programmes that nobody may draw together}
//   no_period: {zh: 发放记录没有所属期，无法判断是否重复, en: the payments name no period}
// route_to: [财政部门, 审计部门]
// not_checked:
//   - {zh: 没有所属期的发放记录不能判断，计入“无法判断”, en: "payments without a period are counted as not to be judged, not as clear"}
//   - {zh: 只有一笔没有所属期、其余均有所属期的，未作比对, en: "a single payment without a period is not compared with the dated ones of its programme"}
//   - {zh: 未检查户籍迁移（当月两地交接）, en: "moves of residence within the period are not loaded"}
//   - {zh: 未检查领取人与经办人、村干部的亲属关系, en: "kinship to those who decided or to village cadres is not checked"}
// checklist:
//   - {zh: 核对两笔发放的审批表、账户和经办人, en: "Compare application, account and approver of the payments"}
//   - {zh: 核对是否属于补发、更正或迁移当月的交接, en: "Check for a back payment, a correction, or a move in that month"}
// innocent:
//   - {zh: 补发以前月份的款项但所属期填写错误, en: A back payment with the wrong period}
//   - {zh: 属于调标补差或同一所属期分项、分次发放, en: A top-up after a new rate or separate instalments of one period}
//   - {zh: 户籍迁移当月由两地分别发放，事后已结算, en: "A move in that month, settled later"}
//   - {zh: 发放后已退回但尚未入账, en: The sum was sent back and is not booked yet}
// ---
// Payments without a period are a group of their own: two of them may be a duplicate or not, and nobody is accused by a gap.
MATCH (payee:Person)-[payment:RECEIVED]->(programme:Programme)
WITH payee, programme, payment.period AS period, sum(payment.amount) AS net, max(payment.amount) AS largest
WHERE net > largest
// Few are left; only their entries are gathered, and none where no period is known.
OPTIONAL MATCH (payee)-[payment:RECEIVED {period: period}]->(programme)
WITH payee, programme, period, net, largest,
     collect(payment) AS payments, count(DISTINCT payment.region_code) AS regions
RETURN payee, payments, programme, programme AS other, null AS pair,
       net - largest AS amount,
       CASE WHEN regions > 1 THEN ['same_period', 'two_regions'] ELSE ['same_period'] END AS reasons,
       CASE WHEN period IS NULL THEN 'no_period' END AS unknown
UNION
MATCH (pair:ExclusivePair)
UNWIND [pair.programme_a_id, pair.programme_b_id] AS first
UNWIND [pair.programme_a_id, pair.programme_b_id] AS second
MATCH (programme:Programme {id: first})<-[one:RECEIVED]-(payee:Person)-[two:RECEIVED]->(other:Programme {id: second})
WHERE first < second
  AND overlaps(one, two.since, two.until - duration({days: 1}))
  AND overlaps(pair, one.since, one.until - duration({days: 1}))
WITH DISTINCT payee, programme, other, pair, one, two
WHERE NOT EXISTS { MATCH (payee)-[back:RECEIVED {period: one.period}]->(programme) WHERE back.amount + one.amount <= 0 }
  AND NOT EXISTS { MATCH (payee)-[back:RECEIVED {period: two.period}]->(other) WHERE back.amount + two.amount <= 0 }
// Each benefit with all entries for these periods, so net of what came back; the smaller one is what was too much.
OPTIONAL MATCH (payee)-[entry_one:RECEIVED {period: one.period}]->(programme)
OPTIONAL MATCH (payee)-[entry_two:RECEIVED {period: two.period}]->(other)
WITH payee, programme, other, pair, one.period IS NULL OR two.period IS NULL AS undated,
     collect(DISTINCT coalesce(entry_one, one)) AS ones, collect(DISTINCT coalesce(entry_two, two)) AS twos
UNWIND ones AS paid_one
WITH payee, programme, other, pair, undated, twos, collect(paid_one) AS ones, sum(paid_one.amount) AS net_one
UNWIND twos AS paid_two
WITH payee, programme, other, pair, undated, ones, net_one, collect(paid_two) AS twos, sum(paid_two.amount) AS net_two
RETURN payee, ones + twos AS payments, programme, other, pair,
       CASE WHEN net_one < net_two THEN net_one ELSE net_two END AS amount,
       ['exclusive_programmes'] AS reasons,
       CASE WHEN undated THEN 'no_period' END AS unknown
