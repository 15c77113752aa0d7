// ---
// id: blacklist-active-or-reborn
// code: B5
// version: 1
// title: {zh: 被禁止参加采购的供应商在禁止期内投标或中标, en: A banned supplier bids or wins while the ban is in force}
// class: P
// severity: critical
// domains: [招投标, 医保, 医药购销]
// basis: [政府采购法 77, 招标投标法实施条例 67]
// needs: [BANNED, WON]
// identity: [company, purchase]
// population: MATCH (c:Company)-[:BID|WON]->(:Award) RETURN count(DISTINCT c)
// explain:
//   zh: "{company}因“{ban.ground}”被{issuer}禁止参加采购（禁止期{ban:period}[，文号{ban.doc}][，适用地区{ban.region_code}][，适用领域“{ban.field}”]）；其间该企业[?gained:中标“{purchase}”][!gained:参加“{purchase}”的投标][（采购单位{unit}）][，投标截止{purchase.deadline_on}][，中标日期{gained.awarded_on}][，金额{amount}]。"
//   en: "{issuer} banned {company} for \"{ban.ground}\" ({ban:period}[, document {ban.doc}][, in region {ban.region_code}][, in the field \"{ban.field}\"]); meanwhile it [?gained:won \"{purchase}\"][!gained:bid for \"{purchase}\"][ of {unit}][, deadline {purchase.deadline_on}][, awarded on {gained.awarded_on}][, {amount}]."
// exclusions:
//   - ban that had ended
//   - ban that began after the deadline
//   - ban of another region
//   - ban of another field
//   - withdrawn bids, and invitations without a bid
// reasons:
//   won: {zh: 禁止期内中标, en: it won while the ban was in force}
//   rejected: {zh: 投标已被否决，严重程度降一级, en: "the bid was rejected: one step less severe"}
//   field_open: {zh: 禁止决定限定领域，无法与本次采购的品目比对，严重程度降一级, en: "the ban is limited to a field that cannot be compared with the category of this purchase: one step less severe"}
//   region_open: {zh: 禁止决定限定地区，本次采购的地区不详，严重程度降一级, en: "the ban is limited to a region and that of this purchase is not known: one step less severe"}
//   no_deadline: {zh: 投标截止日期不详，按中标日期比对, en: "the deadline is unknown: the day of the award was compared"}
// route_to: [行政监督部门, 公共资源交易部门, 招标采购单位]
// not_checked:
//   - {zh: 未检查借壳复出：由被禁企业的人员、股东、联系方式或场所另设的企业, en: "comebacks under a new name are not checked: firms with the people, holders, contacts or premises of a banned one"}
//   - {zh: 未检查被禁止的自然人名下的企业, en: companies of banned persons are not checked}
//   - {zh: 以文字表述的适用领域不作自动比对，只在线索中提示, en: "a field given in words is not compared, the lead only says so"}
//   - {zh: 未检查分包、委托等形式的间接参与, en: subcontracts and other indirect ways of taking part are not checked}
// checklist:
//   - {zh: 调取处罚决定书，核对禁止期、适用地区和适用领域, en: "Get the decision and check period, region and field of the ban"}
//   - {zh: 核对决定是否被复议、诉讼撤销或中止执行, en: Check whether the decision was set aside or suspended on appeal}
//   - {zh: 核对资格审查记录：由谁查询过信用记录、何时查询, en: "Look up who checked the supplier's record, and when"}
// innocent:
//   - {zh: 处罚决定已被撤销、变更或提前解除, en: "The ban was set aside, changed or lifted early"}
//   - {zh: 决定送达前已提交投标文件, en: The bid was handed in before the decision was served}
//   - {zh: 该项采购不属于禁止的范围, en: This purchase is outside of what the ban covers}
// ---
// What counts is the deadline of the lot; the day of the award for a purchase without a lot, and beside an unknown deadline.
MATCH (issuer:Unit)-[ban:BANNED]->(company:Company)-[part:BID|WON]->(award:Award)
WHERE NOT coalesce(part.status, 'valid') IN ['withdrawn', 'invited']
OPTIONAL MATCH (award)-[link:FOR_LOT]->(lot:Lot)
OPTIONAL MATCH (award)-[buys:BUYER]->(unit:Unit)
// A code of six digits that ends in zeros stands for the whole city or province.
WITH issuer, ban, company, part, award, link, buys, unit, coalesce(lot, award) AS purchase,
     CASE WHEN type(part) = 'WON' THEN award END AS gained,
     coalesce(part.status, 'valid') = 'disqualified' AS rejected,
     coalesce(lot.region_code, award.region_code, unit.region_code) AS place,
     CASE WHEN ban.region_code ENDS WITH '0000' THEN substring(ban.region_code, 0, 2)
          WHEN ban.region_code ENDS WITH '00' THEN substring(ban.region_code, 0, 4)
          ELSE ban.region_code END AS area,
     coalesce(award.category, lot.category) AS category,
     ban.field IN ['A', 'B', 'C'] OR toInteger(substring(ban.field, 1)) IS NOT NULL AS is_code
WITH *, area IS NOT NULL AND place IS NULL
        AND NOT EXISTS { MATCH (award)-[:BUYER]->(other:Unit) WHERE other.region_code IS NOT NULL } AS region_open,
     ban.field IS NOT NULL AND (NOT is_code OR category IS NULL OR (ban.field STARTS WITH category AND ban.field <> category)) AS field_open
WHERE (purchase:Lot AND valid_at(ban, purchase.deadline_on) AND (purchase.deadline_on IS NOT NULL OR valid_at(ban, purchase.awarded_on))
       OR purchase:Contract AND valid_at(ban, purchase.awarded_on))
  AND (area IS NULL OR region_open OR place STARTS WITH area)
  AND (ban.field IS NULL OR field_open OR category STARTS WITH ban.field)
RETURN company, ban, issuer, part, award, link, purchase, gained, buys, unit,
       gained.amount AS amount,
       CASE WHEN gained IS NULL THEN 'bid' ELSE 'won' END AS mode,
       CASE WHEN rejected THEN -1 ELSE 0 END
         + CASE WHEN region_open THEN -1 ELSE 0 END + CASE WHEN field_open THEN -1 ELSE 0 END AS step,
       CASE WHEN gained IS NULL THEN [] ELSE ['won'] END
         + CASE WHEN rejected THEN ['rejected'] ELSE [] END
         + CASE WHEN region_open THEN ['region_open'] ELSE [] END
         + CASE WHEN field_open THEN ['field_open'] ELSE [] END
         + CASE WHEN purchase:Lot AND purchase.deadline_on IS NULL THEN ['no_deadline'] ELSE [] END AS reasons
