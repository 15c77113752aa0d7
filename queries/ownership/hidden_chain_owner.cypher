// ---
// id: hidden-chain-owner
// code: B1
// version: 1
// title: {zh: 亲属通过多层持股或实际控制隐名持有中标企业, en: Relative owns the winner through layers or controls it without a share}
// class: S
// severity: high
// domains: [招投标, 工程建设]
// basis: [反洗钱法 19, 公司法 265]
// needs: [OVERSEES, KIN, INTEREST_IN, WON, BUYER]
// params:
//   min_share: {type: share, default: 0.05, basis: 穿透后持股 5% 起提示（starting value; OpenSanctions uses 5 % for PEPs）}
//   beneficial: {type: share, default: 0.25, basis: 受益所有人通行标准 25%，引用前须核实 (usual mark of a beneficial owner; confirm before quoting)}
//   margin: {type: int, default: 90, basis: 管辖结束不满 90 日的中标仍计入 (an award less than 90 days after the oversight ended still counts; starting value)}
// identity: [official, relative, company, award]
// population: MATCH (o:Person)-[:OVERSEES]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（任职单位：{seats:all}[，职务：{posts.post:all}]）的{kin.term}{relative}未登记为{company}的股东[?held:，穿透后持有其{held:%}的股份][?controls:，控制该企业][?mandated:，可操作该企业的银行账户][（{interest:period}）]；{company}中标“{award}”（中标日期{award.awarded_on}[，金额{amount}]），采购单位{unit}在{official}的管辖范围内（{over.why:all}[，{over:period}]）。"
//   en: "{relative}, {kin.term} of {official} ([{posts.post:all}, ]{seats:all}), is not on record as a shareholder of {company}[?held:; effective share through other companies: {held:%}][?controls:; controls it][?mandated:; may act at its bank account][ ({interest:period})]. {company} won \"{award}\" (awarded on {award.awarded_on}[, {amount}]) from {unit}, which {official} oversees ({over.why:all}[, {over:period}])."
// exclusions:
//   - the relative is a shareholder on record, which is rule A1 or A2
//   - a state or listed company, or a fund of many holders, in the chain
//   - a chain of more than six holdings
//   - a step bought after the award
//   - a step sold before the award could be influenced
//   - effective share below the smallest share, without control or mandate
//   - nominee who holds for somebody else
//   - mandate over an account without a recorded legal ground, or ended before
//   - card user of the company's account
//   - kin who are neither near nor registered
//   - divorced more than a year before the award
//   - a unit that is not overseen
//   - a unit of another region
//   - oversight that began after the award
//   - oversight that ended 90 days or more before the award
//   - sales inside one state-owned group
//   - another person of the same name
// reasons:
//   beneficial: {zh: 穿透后持股达到受益所有人标准（参数 beneficial）, en: "the effective share is that of a beneficial owner (beneficial)"}
//   region: {zh: 仅因领导整个地区而管辖，严重程度不高于中, en: "overseen as part of the region only: medium at most"}
// route_to: [纪检监察机关, 招标采购单位]
// not_checked:
//   - {zh: 只检查近亲属和登记的特定关系人，本人隐名持股和其他亲属不在本规则内, en: "near kin and registered special relations only; what the official or other kin hold is not this rule"}
//   - {zh: 最多穿透六层；不足十万分之一的股权链不计, en: "six holdings at most are followed; a chain of less than one in a hundred thousand does not count"}
//   - {zh: 登记以外的代持由联系方式规则（B2）提示, en: "nominees that no register shows are the rule on shared contacts (B2)"}
//   - {zh: 员工持股平台未单独标明的按一般企业穿透, en: "an employee share scheme that is not marked as a fund is looked through like any company"}
// checklist:
//   - {zh: 逐层调取企业登记资料，核对中标时点每一层的股东、比例和变更日期, en: "Get the register extract of each layer: holders, shares and dates of change as of the award"}
//   - {zh: 调取账户授权书，核实谁有权支付, en: "Get the account authorisation: who may pay?"}
//   - {zh: 调取户籍、婚姻登记资料，核实亲属关系及起止时间, en: "Prove the kinship and its dates by household book and marriage register"}
//   - {zh: 核对个人有关事项报告是否填报, en: "Check whether the holding was declared"}
//   - {zh: 调取分工文件，核实对采购单位的管辖关系, en: "Get the order on the division of work that puts the buyer under the official"}
// innocent:
//   - {zh: 亲属是持股平台中的普通投资人，不参与经营, en: "The relative is an ordinary investor in a holding vehicle and takes no part in the business"}
//   - {zh: 亲属是企业的出纳或会计，因岗位获得账户授权, en: "The relative is the firm's cashier or accountant and has the mandate by that job"}
//   - {zh: 已按规定报告并回避, en: The holding was declared and the official stepped aside}
// ---
// Kin who have the winner through others, by agreement or by its accounts; oversight of a region reaches every unit with its code.
CALL () {
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit),
        (official)-[over:OVERSEES]->(unit)
  RETURN official, kin, relative, interest, company, won, award, buys, unit, over
  UNION ALL
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit),
        (official)-[over:OVERSEES {why: 'region'}]->(:Unit)
  WHERE unit.region_code STARTS WITH over.region_code
  RETURN official, kin, relative, interest, company, won, award, buys, unit, over
}
WITH *
WHERE kin.assoc
  AND overlaps(kin, award.infl_from, award.awarded_on)
  AND overlaps(interest, award.infl_from, award.awarded_on)
  AND (NOT interest.direct AND (interest.share >= $min_share OR interest.control)
       OR interest.control AND interest.share IS NULL
       OR interest.mandate)
  AND overlaps(over, award.infl_from, award.awarded_on)
  AND within_days(over.until, award.awarded_on, null, $margin - 1)
  // On record with a holding of her own: that each holding is an interest by itself makes this one row.
  AND NOT EXISTS { MATCH (relative)-[own:INTEREST_IN]->(company)
                   WHERE own.direct AND own.role IS NULL AND NOT own.mandate
                     AND (own.share IS NOT NULL OR NOT own.control)
                     AND overlaps(own, award.infl_from, award.awarded_on) }
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
WITH *, CASE WHEN NOT interest.direct THEN interest.share END AS held
RETURN official, posts, seats, over, unit, kin, relative, interest, company, won, award, buys,
       award.amount AS amount, held,
       CASE WHEN interest.control THEN true END AS controls,
       CASE WHEN interest.mandate THEN true END AS mandated,
       CASE WHEN over.why = 'region' THEN 'medium' END AS cap,
       CASE WHEN held >= $beneficial THEN ['beneficial'] ELSE [] END
         + CASE WHEN over.why = 'region' THEN ['region'] ELSE [] END AS reasons
