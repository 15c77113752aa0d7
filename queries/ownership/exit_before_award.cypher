// ---
// id: exit-before-award
// code: B3
// version: 1
// title: {zh: 亲属在中标或任职前后假退股, en: A relative leaves the company around the award or the appointment and stays tied to it}
// class: S
// severity: high
// domains: [招投标, 工程建设]
// basis: [公职人员政务处分法 33, "中国共产党纪律处分条例 107", 两高 2007 意见]
// needs: [KIN, OWNS, EXITED, OVERSEES, WON, BUYER]
// params:
//   before: {type: int, default: 365, basis: 中标或任职前一年内的退出计入 (an exit in the year before the award or the appointment counts; starting value)}
//   after: {type: int, default: 30, basis: 中标或任职后 30 日内的退出计入 (an exit up to 30 days after it counts; starting value)}
//   residual: {type: int, default: 365, basis: 退出后一年内仍存在的联系计入 (a tie that still holds on some day of the year after the exit counts; starting value)}
//   price_ratio: {type: share, default: 0.1, basis: 转让价不高于对应净资产一成的视为明显偏低 (a price of at most a tenth of the net assets behind the share is no price; starting value)}
//   link_min: {type: float, default: 0.5, basis: 仅两家使用的同一手机号即达到 (one mobile number of two users gives 0.505; starting value)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   min_pay: {type: money, default: 1000, basis: 不足一千元的款项不视为联系 (smaller payments are no tie; starting value)}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
// identity: [official, relative, company, award]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}的{kin.term}{relative}于{exit.on}退出{company}[（退出前持股{exit.share}）][，转让给{successor}][，转让价{exit.price}]；{company}中标{unit}的“{award}”（中标日期{award.awarded_on}[，金额{amount}]），{unit}为{official}的{power.why}（{power:period}）。[受让人与{relative}共用{links.kind}。][?family:受让人是{relative}或{official}的亲属。][?jobs:受让人受雇于{relative}的企业{firms:all}（{jobs:period}）。][?cheap:转让价不高于上年末对应净资产的{ratio:%}。]退出后{relative}仍与该企业有联系：{remains}[（{tie.role}）][（{tie:period}）][（{payment.on}，{payment.amount}）]。"
//   en: "{relative} ({kin.term} of {official}) left {company} on {exit.on}[ (held {exit.share} before)][, to {successor}][, for {exit.price}]; {company} won \"{award}\" from {unit} (awarded on {award.awarded_on}[, {amount}]), which is {power.why} of {official} ({power:period}). [The transferee and {relative} share {links.kind}. ][?family:The transferee is kin of {relative} or of {official}. ][?jobs:The transferee works for {firms:all}, a firm of {relative} ({jobs:period}). ][?cheap:The price is at most {ratio:%} of the net assets behind the share at the end of the year before. ]After that {relative} is still tied to the company: {remains}[ ({tie.role})][ ({tie:period})][ ({payment.on}, {payment.amount})]."
// exclusions:
//   - left more than a year before, or more than 30 days after, the award and the appointment
//   - sold to a stranger who paid the price
//   - sold to a stranger at a fair price of which no payment is known
//   - inherited, or the holder had died
//   - nothing ties the relative to the company after the exit
//   - a tie that ended with the exit, or began more than a year after it
//   - kin who are not near, or no longer kin
//   - part of the share was kept
//   - a unit over which the official has no power
//   - post begun after the award or ended 90 days or more before it
// reasons:
//   linked: {zh: 受让人与亲属共用联系方式等标识, en: the buyer shares identifiers with the relative}
//   kin: {zh: 受让人是该亲属或干部的亲属, en: the buyer is kin of the relative or of the official}
//   employed: {zh: 受让人受雇于亲属的企业, en: the buyer works for a firm of the relative}
//   cheap: {zh: 转让价明显低于对应净资产, en: the price is far below the net assets behind the share}
//   no_price: {zh: 受让人无关联，但转让价或上年末净资产不详，无法判断, en: "nothing ties the buyer, but the price or the net assets are unknown"}
//   no_payment: {zh: 受让人无关联、转让价正常，但没有价款支付记录，无法判断, en: "nothing ties the buyer and the price is fair, but no payment of it is known"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 担保、委托协议等没有数据，未作为退出后的联系检查, en: "guarantees and written mandates are in no table and not looked at"}
//   - {zh: 受让人不详的，以退出后 30 日内入股的人为受让人, en: "where the buyer is not on file, whoever became a holder within 30 days of the exit is taken for it"}
//   - {zh: 转让价只与上年末净资产比较，未与同期其他转让或评估价比较, en: "the price is compared with the net assets at the end of the year before only, not with other sales or a valuation"}
//   - {zh: 受让人向该亲属的转款不论日期和用途，均视为已付价款, en: "whatever the buyer paid the relative, on any day, is taken for the price"}
//   - {zh: 干部本人退股未检查；代持协议不在数据中, en: "the official's own exits are not looked at; agreements on holding for another are in no table"}
// checklist:
//   - {zh: 调取股权转让协议、完税凭证和价款支付凭证，核对付款人和资金来源, en: "Get the transfer agreement, tax receipt and payment, and see who paid and from what money"}
//   - {zh: 询问受让人的职业、收入和参与经营的情况, en: "Ask for the buyer's job and income, and whether the buyer runs the company"}
//   - {zh: 核对退出后谁管账户、谁签字、谁领取分红, en: "See who runs the account, signs and draws the dividends after the exit"}
//   - {zh: 核对干部的个人有关事项报告和整改说明, en: "Compare the official's declarations and any statement that the business was given up"}
// innocent:
//   - {zh: 为遵守规定真实退出，交接期内暂留账户权限或联系人登记, en: "A real exit to obey the rules, with a mandate or contact left on file for a time"}
//   - {zh: 受让人是长期合伙人，价款另有约定或分期支付, en: "The buyer is a partner of many years, and the price is paid in another way or in parts"}
//   - {zh: 企业亏损，股权确无价值, en: The company made losses and the share was worth nothing}
// ---
// First what ties a relative to the company in the year after leaving it: a mandate, an office, a job, a payment.
CALL () {
  MATCH (relative:Person)-[exit:EXITED]->(company:Company), (relative)-[tie:OPERATES]->(account:Account)<-[holds:HOLDS_ACCOUNT]-(company)
  RETURN relative, exit, company, tie, holds, null AS payee, null AS payment, 'mandate' AS remains
  UNION ALL
  MATCH (relative:Person)-[exit:EXITED]->(company:Company), (relative)-[tie:HAS_ROLE]->(company)
  RETURN relative, exit, company, tie, null AS holds, null AS payee, null AS payment, 'office' AS remains
  UNION ALL
  MATCH (relative:Person)-[exit:EXITED]->(company:Company), (relative)-[tie:EMPLOYED_BY]->(company)
  RETURN relative, exit, company, tie, null AS holds, null AS payee, null AS payment, 'job' AS remains
  UNION ALL
  MATCH (relative:Person)-[exit:EXITED]->(company:Company), (relative)-[tie:LINKED]-(company)
  WHERE tie.weight >= $link_min
  RETURN relative, exit, company, tie, null AS holds, null AS payee, null AS payment, 'shared' AS remains
  UNION ALL
  MATCH (relative:Person)-[exit:EXITED]->(company:Company),
        (company)-[holds:HOLDS_ACCOUNT]->(source:Account)-[payment:PAID]->(target:Account)<-[payee:HOLDS_ACCOUNT]-(relative)
  WHERE within_days(exit.on, payment.on, 0, $residual)
    AND payment.amount >= $min_pay
    AND payment.legal_ground IS NOT NULL
  RETURN relative, exit, company, null AS tie, holds, payee, payment, 'pay' AS remains
}
MATCH (official:Person)-[kin:KIN]->(relative), (company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit)
WHERE kin.near
  AND overlaps(kin, award.infl_from, award.awarded_on)
  AND (tie IS NULL OR overlaps(tie, exit.on, exit.on + duration({days: $residual})))
  AND (relative.died_on IS NULL OR before(exit.on, relative.died_on))
// A step of its own: few awards are left. A region's head has power over every unit in it.
UNWIND [1] AS step_of_its_own
MATCH (official)-[power:OVERSEES]->(seat:Unit)
WHERE (seat = unit OR unit.region_code STARTS WITH power.region_code)
  AND overlaps(power, award.infl_from, award.awarded_on)
  AND within_days(power.until, award.awarded_on, null, $margin - 1)
  AND (within_days(award.awarded_on, exit.on, -$before, $after)
       OR within_days(power.since, exit.on, -$before, $after) AND within_days(exit.on, award.awarded_on, -$after, null))
// Who took over: the buyer on file, or else whoever came in when the relative went out.
OPTIONAL MATCH (named:Party {id: exit.transferee})
OPTIONAL MATCH (newcomer:Party)-[gets:OWNS|HAS_ROLE]->(company)
WHERE started_within(gets, exit.on, exit.on + duration({days: $after}))
  AND newcomer <> relative
  AND (newcomer.id = exit.transferee OR exit.transferee IS NULL)
  AND (gets.role IS NULL OR exit.share IS NULL AND gets.role <> 'contact')
WITH official, kin, relative, exit, company, won, award, buys, unit, power, tie, holds, payee, payment, remains, gets,
     coalesce(named, newcomer) AS successor
WHERE coalesce(gets.acquired_by, '') <> 'inheritance'
CALL (relative, successor, exit) {
  MATCH (relative)-[link:LINKED]-(successor)
  WHERE overlaps(link, exit.on - duration({days: $before}), exit.on + duration({days: $residual}))
  RETURN collect(link) AS links
}
CALL (relative, successor, exit) {
  MATCH (relative)-[bond:KIN]->(successor)
  WHERE bond.recuse AND valid_at(bond, exit.on)
  RETURN collect(bond) AS bonds
}
CALL (official, successor, exit) {
  MATCH (official)-[bond:KIN]->(successor)
  WHERE bond.recuse AND valid_at(bond, exit.on)
  RETURN collect(bond) AS own_bonds
}
CALL (relative, successor, exit, company) {
  MATCH (successor)-[job:EMPLOYED_BY]->(firm:Company)<-[stake:INTEREST_IN]-(relative)
  WHERE firm <> company
    AND valid_at(job, exit.on)
    AND valid_at(stake, exit.on)
    AND (stake.share >= $min_share OR stake.role IS NOT NULL OR stake.control OR stake.mandate)
  RETURN collect(job) AS jobs, collect(stake) AS stakes, collect(firm) AS firms
}
CALL (relative, successor) {
  MATCH (successor)-[pays:HOLDS_ACCOUNT]->(source:Account)-[paid:PAID]->(target:Account)<-[gains:HOLDS_ACCOUNT]-(relative)
  RETURN sum(paid.amount) AS paid, collect(paid) AS prices
}
OPTIONAL MATCH (company)-[filed:REPORTED]->(report:CompanyYear)
WHERE report.year = exit.on.year - 1
// An identifier shared in several periods counts once.
UNWIND CASE WHEN isEmpty(links) THEN [null] ELSE links END AS shared
WITH official, kin, relative, exit, company, won, award, buys, unit, power, tie, holds, payee, payment, remains, successor, gets,
     links, bonds, own_bonds, jobs, stakes, firms, paid, prices, filed, report, shared.identifier AS identifier, max(shared.weight) AS weight
WITH official, kin, relative, exit, company, won, award, buys, unit, power, tie, holds, payee, payment, remains, successor, gets,
     links, bonds, own_bonds, jobs, stakes, firms, paid, prices, filed, report, sum(weight) AS score
WITH *, score >= $link_min AS linked, size(bonds) + size(own_bonds) > 0 AS kin_of, size(jobs) > 0 AS employed,
     coalesce(report.net_assets > 0 AND toFloat(exit.price) <= $price_ratio * exit.share * toFloat(report.net_assets), false) AS low_price
WHERE linked OR kin_of OR employed OR low_price
   OR exit.share IS NOT NULL AND (exit.price IS NULL OR paid < exit.price)
RETURN official, kin, relative, exit, company, won, award, buys, unit, power, tie, holds, payee, payment, remains,
       successor, gets, links, bonds, own_bonds, jobs, stakes, firms, prices, report, filed,
       award.amount AS amount, $price_ratio AS ratio,
       CASE WHEN low_price THEN true END AS cheap,
       CASE WHEN kin_of THEN true END AS family,
       CASE WHEN linked THEN ['linked'] ELSE [] END + CASE WHEN kin_of THEN ['kin'] ELSE [] END
         + CASE WHEN employed THEN ['employed'] ELSE [] END + CASE WHEN low_price THEN ['cheap'] ELSE [] END AS reasons,
       CASE WHEN linked OR kin_of OR employed OR low_price THEN null
            WHEN exit.price IS NULL OR report.net_assets IS NULL THEN 'no_price'
            WHEN paid < exit.price THEN 'no_payment' END AS unknown
