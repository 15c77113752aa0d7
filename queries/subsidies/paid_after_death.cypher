// ---
// id: paid-after-death
// code: D1
// version: 1
// title: {zh: 死亡人员领取补贴, en: Payment to a dead person}
// class: P
// severity: high
// domains: [养老社保]
// basis: [社会救助暂行办法 68, 社会保险法 88]
// needs: [RECEIVED, DIED, Programme.kind]
// params:
//   days: {type: int, default: 60, basis: 死亡 60 日内视为正常停发期 (month cut-off; starting value)}
// identity: [payee, programme]
// population: MATCH (p:Person)-[:RECEIVED]->(:Programme) RETURN count(DISTINCT p)
// explain:
//   zh: "{payee}登记的死亡日期为{deaths.died_on:all}（来源：{registers.kind:all}），死亡{days}日后仍从“{programme}”领取补贴（{payments:count}笔，发放日期{payments.paid_on:range}），净额{amount}[，代领人{collectors:all}]。"
//   en: "{payee} is registered as having died on {deaths.died_on:all} (by: {registers.kind:all}); more than {days} days later \"{programme}\" was still paying (entries: {payments:count}, {payments.paid_on:range}), net {amount}[; collected by {collectors:all}]."
// exclusions:
//   - funeral grants and survivors' benefits
//   - paid within 60 days of the death
//   - money that came back
// reasons:
//   one_source: {zh: 只有一个注明的来源登记死亡，严重程度降一级, en: "no two named registers have the death: one step less severe"}
// route_to: [财政部门, 纪检监察机关]
// not_checked:
//   - {zh: 代领人只按发放表列出，未核对发放账户的开户人和用卡人, en: "who collected is taken from the payment lists; holders and card users of the account are not checked"}
//   - {zh: 未检查账户是否冻结、款项是否被支取, en: "whether the account was frozen or the money drawn is not checked"}
//   - {zh: 未检查领取人、代领人与村（社区）干部的亲属关系, en: "kinship of payee and collector to village or community cadres is not checked"}
// checklist:
//   - {zh: 核对死亡证明、火化和户籍注销记录，确认死亡日期, en: "Confirm the day of death by certificate, cremation and cancelled household entry"}
//   - {zh: 查发放账户的支取记录和支取人, en: Look up who drew the money from the account}
//   - {zh: 核对资格年审和停发手续, en: Check the yearly eligibility review and the stop order}
// innocent:
//   - {zh: 死亡登记有误（同名误登或证件号录错）, en: The death record is wrong (a namesake or a mistyped number)}
//   - {zh: 死亡尚未上报，家属在此期间领取, en: The family drew it before the death was reported}
//   - {zh: 款项滞留账户未被支取，或正在追回, en: The money was never drawn from the account or is being recovered}
//   - {zh: 属于依规定应发给遗属的款项, en: The sum was due to the survivors by the rules of the programme}
// ---
MATCH (payee:Person)-[payment:RECEIVED]->(programme:Programme)
WHERE coalesce(programme.kind, 'other') <> 'death'
  AND EXISTS { MATCH (payee)-[death:DIED]->(:Register) WHERE within_days(death.died_on, payment.paid_on, $days + 1, null) }
WITH payee, programme, payment.period AS period, collect(payment) AS payments, sum(payment.amount) AS net
WHERE net > 0
UNWIND payments AS paid
OPTIONAL MATCH (collector:Person)-[mandate:OPERATES]->(:Account {id: paid.account_id})
WHERE valid_at(mandate, paid.paid_on)
WITH payee, programme, period, payments, net,
     collect(DISTINCT mandate) AS mandates, collect(DISTINCT collector) AS collectors
// A date in the list of persons without its source (register `other`) may be a copy of a named one: no second source.
MATCH (payee)-[death:DIED]->(register:Register)
WITH payee, programme, period, payments, net, mandates, collectors,
     collect(death) AS deaths, collect(DISTINCT register) AS registers,
     count(DISTINCT CASE WHEN register.kind <> 'other' THEN register.kind END) AS named
RETURN payee, payments, programme, deaths, registers, mandates, collectors,
       net AS amount, $days AS days,
       CASE WHEN named > 1 THEN 0 ELSE -1 END AS step,
       CASE WHEN named > 1 THEN [] ELSE ['one_source'] END AS reasons
