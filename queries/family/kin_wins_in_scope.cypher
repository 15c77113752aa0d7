// ---
// id: kin-wins-in-scope
// code: A2
// version: 1
// title: {zh: 亲属企业在管辖、分管范围内中标, en: "Relative's company wins from a subordinate, portfolio or regional unit"}
// class: P
// severity: high
// domains: [招投标, 工程建设]
// basis: ["中国共产党纪律处分条例 104、107", 公职人员政务处分法 33]
// needs: [OVERSEES, KIN, INTEREST_IN, WON, BUYER]
// params:
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   margin: {type: int, default: 90, basis: 管辖结束不满 90 日的中标仍计入 (an award less than 90 days after the oversight ended still counts; starting value)}
//   d_max: {type: int, default: 2, basis: 向下两级单位 (two levels below; starting value)}
//   window: {type: int, default: 730, basis: 开始管辖前后各 24 个月作比较 (24 months before and after the oversight began are compared; starting value)}
//   n_min: {type: int, default: 3, basis: 开始管辖后中标三次以上才认定上升 (so few awards say nothing of a rise; starting value)}
//   lift_high: {type: float, default: 3, basis: 占比升至三倍 (three times the share; starting value)}
//   lift_same: {type: float, default: 1.5, basis: 占比不到 1.5 倍视为与此前相当 (less than 1.5 times the share is the same level; starting value)}
// identity: [official, relative, company, award]
// population: MATCH (o:Person)-[:OVERSEES]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（任职单位：{seats:all}[，职务：{posts.post:all}]）的{kin.term}{relative}在{company}有利益（时间：{interest:period}[?indirect:，间接][，持股{interest.share}][，任{interest.role}][?mandated:，可操作其账户][?controls:，控制该企业]）；{company}中标“{award}”（中标日期{award.awarded_on}[，金额{amount}]），采购单位{unit}在{official}的管辖范围内（{over.why:all}[，{over:period}]）。[管辖开始（{over.since}）后{window}日内，{company}占该单位采购额的{share_after:%}][，此前{window}日内占{share_before:%}][，同期在管辖范围以外采购单位的采购额中占{share_outside:%}][?share_after:。]"
//   en: "{relative}, {kin.term} of {official} ([{posts.post:all}, ]{seats:all}), has an interest in {company} (dates: {interest:period}[?indirect:; indirect][; holding {interest.share}][; {interest.role}][?mandated:; mandate over its accounts][?controls:; in control]). {company} won \"{award}\" (awarded on {award.awarded_on}[, {amount}]) from {unit}, which {official} oversees ({over.why:all}[, {over:period}]).[ In the {window} days from the start of that oversight ({over.since}) {company} had {share_after:%} of this buyer's purchases by value][; in the {window} days before: {share_before:%}][; with buyers outside of the oversight: {share_outside:%}][?share_after:.]"
// exclusions:
//   - a unit in which the official holds a post, which is rule A1
//   - a unit more than two levels below
//   - a unit that is not overseen
//   - a unit of another region
//   - oversight that began after the award
//   - oversight that ended 90 days or more before the award
//   - kin who are not near (in-laws, cousins)
//   - divorced more than a year before the award
//   - share bought after the award
//   - share sold before the award could be influenced
//   - holding below the smallest share
//   - contact person of the company
//   - sales inside one state-owned group
//   - another person of the same name
// reasons:
//   region: {zh: 仅因领导整个地区而管辖，严重程度不高于中, en: "overseen as part of the region only: medium at most"}
//   risen: {zh: 管辖开始后该企业占比明显上升，严重程度升一级, en: "the company's share rose markedly once the oversight began: one step more severe"}
//   steady: {zh: 管辖开始前该企业已以相当的占比向该单位供货，严重程度降一级, en: "it sold to this buyer at about the same level before the oversight began: one step less severe"}
//   framework: {zh: 框架协议采购，严重程度降一级, en: "framework purchase: one step less severe"}
// route_to: [纪检监察机关, 招标采购单位]
// not_checked:
//   - {zh: 本人任职单位的采购由规则 A1 检查, en: "purchases of the official's own unit are rule A1"}
//   - {zh: 占比只与该采购单位和向该企业采购的其他单位比较，未与全部单位比较, en: "shares are compared at this buyer and at other buyers of the company, not over all units"}
//   - {zh: 未检查本人对该项目的签批和回避, en: "whether the official signed or stepped aside is not looked at"}
//   - {zh: 任免文件未写明主持或一把手的，不推定其领导下属单位, en: "nobody is taken to lead the units below unless the record says that he is first in command or in acting charge"}
// checklist:
//   - {zh: 调取分工文件，核实对采购单位的领导、分管或监管关系及起止时间, en: "Get the order on the division of work: does he lead, supervise or regulate the buyer, and since when?"}
//   - {zh: 调取户籍、婚姻登记资料，核实亲属关系及起止时间, en: "Prove the kinship and its dates by household book and marriage register"}
//   - {zh: 调取中标时点的企业登记资料和变更记录, en: "Get the company's register extract as of the award, with its change log"}
//   - {zh: 比较企业在任职前后的中标数量和金额, en: "Compare the company's awards before and after the appointment"}
//   - {zh: 了解有无打招呼、指定供应商, en: Ask whether anybody put in a word or named the supplier}
// innocent:
//   - {zh: 企业此前长期向该单位供货，与任职无关, en: "The company sold to this buyer long before, whoever was in charge"}
//   - {zh: 采购由下属单位独立完成，公开竞争充分, en: The unit bought on its own and there was real competition}
//   - {zh: 本人已按规定报告亲属经商情况并回避, en: The official declared the business and stepped aside}
// ---
// Near kin whose company won from a body under the official's oversight; that of a region reaches every unit with its code.
CALL () {
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit),
        (official)-[over:OVERSEES]->(unit)
  WHERE kin.near AND NOT over.why IN ['post', 'region']
  RETURN official, kin, relative, interest, company, won, award, buys, unit, over
  UNION ALL
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit),
        (official)-[over:OVERSEES {why: 'region'}]->(:Unit)
  WHERE kin.near AND unit.region_code STARTS WITH over.region_code
  RETURN official, kin, relative, interest, company, won, award, buys, unit, over
}
WITH *
WHERE over.distance <= $d_max
  AND overlaps(kin, award.infl_from, award.awarded_on)
  AND overlaps(interest, award.infl_from, award.awarded_on)
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
  AND overlaps(over, award.infl_from, award.awarded_on)
  AND within_days(over.until, award.awarded_on, null, $margin - 1)
  AND NOT EXISTS { MATCH (official)-[own:HOLDS_POST]->(unit)
                   WHERE overlaps(own, award.infl_from, award.awarded_on)
                     AND within_days(own.until, award.awarded_on, null, $margin - 1) }
  // One state-owned group: the buyer, its own company or the body above it controls the winner.
  AND NOT EXISTS { MATCH (unit)-[stake:INTEREST_IN]->(company)
                   WHERE stake.control AND overlaps(stake, award.infl_from, award.awarded_on) }
  AND NOT EXISTS { MATCH (unit)-[:SAME_BODY]->(:Company)-[stake:INTEREST_IN]->(company)
                   WHERE stake.control AND overlaps(stake, award.infl_from, award.awarded_on) }
  AND NOT EXISTS { MATCH (unit)-[part:PART_OF]->(:Unit)-[stake:INTEREST_IN]->(company)
                   WHERE stake.control AND overlaps(stake, award.infl_from, award.awarded_on)
                     AND overlaps(part, award.infl_from, award.awarded_on) }
CALL (official, award) {
  MATCH (official)-[post:HOLDS_POST]->(seat:Unit)
  WHERE overlaps(post, award.infl_from, award.awarded_on)
  RETURN collect(post) AS posts, collect(seat) AS seats
}
// What the company and all others sold to this buyer, before and after the oversight began.
CALL (company, unit, over, award) {
  MATCH (unit)<-[:BUYER]-(bought:Award)
  WHERE bought.awarded_on >= over.since - duration({days: $window}) AND bought.awarded_on < over.since + duration({days: $window})
    AND coalesce(bought.currency, 'CNY') = coalesce(award.currency, 'CNY')
    AND EXISTS { (bought)<-[:WON]-(:Company) }
  WITH bought, bought.awarded_on >= over.since AS later, EXISTS { (bought)<-[:WON]-(company) } AS own
  RETURN sum(CASE WHEN own AND later THEN 1 ELSE 0 END) AS wins,
         sum(CASE WHEN own AND later THEN bought.amount ELSE 0 END) AS own_after,
         sum(CASE WHEN own AND NOT later THEN bought.amount ELSE 0 END) AS own_before,
         sum(CASE WHEN later THEN bought.amount ELSE 0 END) AS all_after,
         sum(CASE WHEN later THEN 0 ELSE bought.amount END) AS all_before
}
// The same at those of its buyers that the official does not oversee.
CALL (official, company, over, award) {
  MATCH (company)-[:WON]->(:Award)-[:BUYER]->(other:Unit)
  WHERE NOT EXISTS { (official)-[:OVERSEES]->(other) }
    AND NOT EXISTS { MATCH (official)-[wide:OVERSEES {why: 'region'}]->(:Unit) WHERE other.region_code STARTS WITH wide.region_code }
  WITH DISTINCT official, company, over, award, other
  MATCH (other)<-[:BUYER]-(bought:Award)
  WHERE bought.awarded_on >= over.since AND bought.awarded_on < over.since + duration({days: $window})
    AND coalesce(bought.currency, 'CNY') = coalesce(award.currency, 'CNY')
    AND EXISTS { (bought)<-[:WON]-(:Company) }
  RETURN sum(CASE WHEN EXISTS { (bought)<-[:WON]-(company) } THEN bought.amount ELSE 0 END) AS own_outside,
         sum(CASE WHEN bought.amount IS NULL THEN 0 ELSE bought.amount END) AS all_outside
}
WITH *, CASE WHEN all_after > 0 THEN toFloat(own_after) / toFloat(all_after) END AS after,
     CASE WHEN all_before > 0 THEN toFloat(own_before) / toFloat(all_before) END AS before,
     CASE WHEN all_outside > 0 THEN toFloat(own_outside) / toFloat(all_outside) END AS outside
WITH *, CASE WHEN before > 0 THEN after / before WHEN outside > 0 THEN after / outside END AS lift
WITH *, wins >= $n_min AND (lift >= $lift_high OR lift IS NULL AND before = 0) AS risen, before > 0 AND lift < $lift_same AS steady
RETURN official, posts, seats, over, unit, kin, relative, interest, company, won, award, buys,
       award.amount AS amount, $window AS window,
       round(after, 4) AS share_after, CASE WHEN after IS NOT NULL THEN round(before, 4) END AS share_before,
       CASE WHEN after IS NOT NULL THEN round(outside, 4) END AS share_outside,
       CASE WHEN NOT interest.direct THEN true END AS indirect, CASE WHEN interest.mandate THEN true END AS mandated,
       CASE WHEN interest.control THEN true END AS controls,
       CASE WHEN risen THEN 1 WHEN steady THEN -1 ELSE 0 END + CASE WHEN award.method = 'framework' THEN -1 ELSE 0 END AS step,
       CASE WHEN over.why = 'region' AND steady THEN 'low' WHEN over.why = 'region' THEN 'medium' END AS cap,
       CASE WHEN over.why = 'region' THEN ['region'] ELSE [] END
         + CASE WHEN risen THEN ['risen'] WHEN steady THEN ['steady'] ELSE [] END
         + CASE WHEN award.method = 'framework' THEN ['framework'] ELSE [] END AS reasons
