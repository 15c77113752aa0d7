// ---
// id: subsidy-ineligible-register
// code: D2
// version: 1
// title: {zh: 列入排除名册的人员领取补贴, en: Recipient stands in a register that excludes him}
// class: P
// severity: high
// domains: [养老社保]
// basis: [社会救助暂行办法 68, 城市居民最低生活保障条例 14]
// needs: [RECEIVED, LISTED_IN, "config:programme_exclusions"]
// identity: [payee, programme, register]
// population: MATCH (p:Person)-[:RECEIVED]->(:Programme) RETURN count(DISTINCT p)
// explain:
//   zh: "{payee}列入“{register.kind}”名册（{listing:period}[，登记金额{listing.amount}]）期间，从“{programme}”领取补贴（{payments:count}笔[，所属期{payments.period:range}]，发放日期{payments.paid_on:range}），净额{amount}；该项目不发放给名册内人员[（登记金额超过{exclusion.limit}的）][，依据{exclusion.legal_ref}]。"
//   en: "While in the register \"{register.kind}\" ({listing:period}[, amount on file {listing.amount}]), {payee} was paid by \"{programme}\" (entries: {payments:count}[, due {payments.period:range}], paid {payments.paid_on:range}), net {amount}; the programme leaves out those in that register[ with more than {exclusion.limit}][ ({exclusion.legal_ref})]."
// exclusions:
//   - corrections by a negative row
//   - listed only before or after the time that was paid for
//   - back payments for a time before the register
//   - exclusion not in force
//   - the register excludes from another programme
//   - another register
//   - no more than the amount that the exclusion allows
// reasons:
//   no_amount: {zh: 名册没有登记金额，无法判断是否超过限额, en: "the register names no amount, so whether the limit is exceeded is unknown"}
// route_to: [财政部门, 审计部门]
// not_checked:
//   - {zh: 只比对领取人本人，未比对同户家庭成员, en: "only the recipient is compared, not the other members of the household"}
//   - {zh: 未检查车辆、房产和经商办企业（持股、任法定代表人）, en: "vehicles, homes and companies held or headed are not checked"}
//   - {zh: 没有登记金额而规定有限额的，计入“无法判断”, en: "where the exclusion has a limit and the register no amount, the recipient is counted as not to be judged"}
//   - {zh: 未检查收入核减、单人保等按规定可以享受的例外情形, en: "exceptions of the programme (deductions from income, benefits for one person) are not known"}
// checklist:
//   - {zh: 核对名册记录与领取人身份证号、姓名、单位是否一致及起止时间, en: "Confirm the register entry: same id number, name and employer, and its dates"}
//   - {zh: 调取申请表、家庭经济状况核对授权和审批表, en: "Get the application, the consent to the check of means, and the approval"}
//   - {zh: 核对该项目当时执行的资格规定, en: Check the rules of the programme in force at the time}
// innocent:
//   - {zh: 名册更新滞后，本人已离职、停缴或退出, en: The register was behind and the person had left it}
//   - {zh: 同名或证件号录错，名册所列为他人, en: The register means somebody else (a mistyped number)}
//   - {zh: 属于规定的例外情形（如重病重残单独保障）, en: "An exception of the programme applies (such as severe illness or disability)"}
//   - {zh: 多领款项已退回但尚未入账, en: The sum was sent back and is not booked yet}
// ---
// A payment stands for its period, without one for the day on which it was paid; what came back without a period is set
// off whenever it came back after that. Listing, exclusion and period overlap in pairs, so they have a day in common.
MATCH (exclusion:Exclusion), (payee:Person)-[paid:RECEIVED]->(programme:Programme), (payee)-[listing:LISTED_IN]->(register:Register)
WHERE programme.id = exclusion.programme_id
  AND register.kind = exclusion.register
  AND (exclusion.limit IS NULL OR listing.amount IS NULL OR listing.amount > exclusion.limit)
  AND CASE WHEN paid.period IS NOT NULL THEN overlaps(listing, paid.since, paid.until - duration({days: 1}))
           WHEN paid.amount < 0 THEN NOT before(paid.paid_on, listing.since)
           ELSE valid_at(listing, paid.paid_on) END
  AND CASE WHEN paid.period IS NOT NULL THEN overlaps(exclusion, paid.since, paid.until - duration({days: 1}))
           WHEN paid.amount < 0 THEN NOT before(paid.paid_on, exclusion.since)
           ELSE valid_at(exclusion, paid.paid_on) END
  AND overlaps(exclusion, listing.since, listing.until - duration({days: 1}))
WITH payee, programme, register, listing, exclusion, paid.period AS period, collect(paid) AS payments, sum(paid.amount) AS net
WHERE net > 0
RETURN payee, listing, register, exclusion, payments, programme,
       net AS amount,
       CASE WHEN exclusion.limit IS NOT NULL AND listing.amount IS NULL THEN 'no_amount' END AS unknown
