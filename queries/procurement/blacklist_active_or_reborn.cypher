// ---
// id: blacklist-active-or-reborn
// code: B5
// version: 2
// title: {zh: 被禁止参加采购的供应商或其借壳企业在禁止期内投标或中标, en: "A banned supplier, or a new firm in its place, bids or wins while the ban is in force"}
// class: P
// severity: critical
// domains: [招投标, 医保, 医药购销]
// basis: [政府采购法 77, 招标投标法实施条例 67]
// needs: [BANNED, WON]
// params:
//   lead: {type: int, default: 90, basis: 禁止前 90 日起成立或首次投标的视为新设 (a firm that was founded or first bid from 90 days before the ban on is new; starting value)}
//   around: {type: int, default: 365, basis: 禁止前一年起至禁止期满的共用标识、共同人员计入 (what both shared from a year before the ban to its end counts; starting value)}
//   holder_min: {type: share, default: 0.2, basis: 共同股东持股 20% 起计入 (a common holder counts from a fifth; starting value)}
//   digits: {type: int, default: 3, basis: "采购品目前 3 位相同，如 A02 (a division of the catalogue; starting value)"}
//   score_min: {type: float, default: 0.6, basis: "0.5 × 关联分值（至多 1）+ 0.3 × 共同法定代表人或股东 + 0.2 × 品目余弦；单有共用标识达不到 (shared contacts alone do not reach it; starting value)"}
// identity: [company, purchase]
// population: MATCH (c:Company)-[:BID|WON]->(:Award) RETURN count(DISTINCT c)
// explain:
//   zh: "[!banned:{company}][?banned:{banned}]因“{ban.ground}”被{issuer}禁止参加采购（禁止期{ban:period}[，文号{ban.doc}][，适用地区{ban.region_code}][，适用领域“{ban.field}”]）；[?banned:{company}][（成立日期{founded}）][?banned:与其共用标识（{links.kind:all}，{links:period}），][?people:法定代表人或股东{people:all}相同，][?banned:借壳评分{score}；]其间[!banned:该企业][?banned:{company}][?gained:中标“{purchase}”][!gained:参加“{purchase}”的投标][（采购单位{unit}）][，投标截止{purchase.deadline_on}][，中标日期{gained.awarded_on}][，金额{amount}]。"
//   en: "{issuer} banned [!banned:{company}][?banned:{banned}] for \"{ban.ground}\" ({ban:period}[, document {ban.doc}][, in region {ban.region_code}][, in the field \"{ban.field}\"]); [?banned:{company}][ (founded on {founded})][?banned: shared contacts with it ({links.kind:all}, {links:period})][?people:, and legal representative or holder {people:all}][?banned: (score {score}); ]meanwhile [!banned:it][?banned:{company}] [?gained:won \"{purchase}\"][!gained:bid for \"{purchase}\"][ of {unit}][, deadline {purchase.deadline_on}][, awarded on {gained.awarded_on}][, {amount}]."
// exclusions:
//   - ban that had ended
//   - ban that began after the deadline
//   - ban of another region
//   - ban of another field
//   - withdrawn bids, and invitations without a bid
//   - a linked firm that had bid long before the ban and was founded before
//   - a linked firm that shares too little
//   - contacts and people shared only long before the ban
// reasons:
//   reborn: {zh: 疑为被禁企业借壳复出，列为强疑点，严重程度降一级, en: "a new firm that seems to stand in for the banned one: a strong flag, one step less severe"}
//   won: {zh: 禁止期内中标, en: it won while the ban was in force}
//   rejected: {zh: 投标已被否决，严重程度降一级, en: "the bid was rejected: one step less severe"}
//   field_open: {zh: 禁止决定限定领域，无法与本次采购的品目比对，严重程度降一级, en: "the ban is limited to a field that cannot be compared with the category of this purchase: one step less severe"}
//   region_open: {zh: 禁止决定限定地区，本次采购的地区不详，严重程度降一级, en: "the ban is limited to a region and that of this purchase is not known: one step less severe"}
//   no_deadline: {zh: 投标截止日期不详，按中标日期比对, en: "the deadline is unknown: the day of the award was compared"}
// route_to: [行政监督部门, 公共资源交易部门, 招标采购单位]
// not_checked:
//   - {zh: 借壳复出只按共用标识、共同法定代表人或股东和品目比对；共同项目成员、承接厂房设备没有数据, en: "a comeback is told by shared contacts, heads, holders and categories only: common project staff and plant taken over are in no table"}
//   - {zh: 先后使用而从未同时使用的电话、地址不计为共用, en: contacts used one after the other and never together do not count as shared}
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
//   - {zh: 新企业由前员工合法设立，与被禁企业无关, en: "A former employee lawfully set up the new firm, which has nothing to do with the banned one"}
//   - {zh: 该项采购不属于禁止的范围, en: This purchase is outside of what the ban covers}
// ---
// The banned firm itself, or a new one with its contacts and, by the score, its people or its business.
CALL () {
  MATCH (issuer:Unit)-[ban:BANNED]->(company:Company)-[part:BID|WON]->(award:Award)
  RETURN issuer, ban, company, part, award, null AS banned, [] AS links, [] AS held, [] AS holds, [] AS people, null AS score
  UNION ALL
  MATCH (issuer:Unit)-[ban:BANNED]->(banned:Company)-[shared:LINKED]-(company:Company)
  WHERE overlaps(shared, ban.since - duration({days: $around}), ban.until)
  WITH issuer, ban, banned, company, collect(shared) AS links
  UNWIND links AS one
  WITH issuer, ban, banned, company, links, one.identifier AS identifier, max(one.weight) AS weight
  WITH issuer, ban, banned, company, links, sum(weight) AS linked
  OPTIONAL MATCH (banned)<-[had:OWNS|HAS_ROLE]-(person:Person)-[has:OWNS|HAS_ROLE]->(company)
  WHERE (had.role = 'legal_rep' OR had.share >= $holder_min)
    AND (has.role = 'legal_rep' OR has.share >= $holder_min)
    AND overlaps(had, ban.since - duration({days: $around}), ban.until)
    AND overlaps(has, ban.since - duration({days: $around}), ban.until)
  WITH issuer, ban, banned, company, links, linked, collect(DISTINCT had) AS held, collect(DISTINCT has) AS holds,
       collect(DISTINCT person) AS people
  // The cosine of what both bid for or won, by group of the catalogue.
  CALL (banned) { MATCH (banned)-[:BID|WON]->(one:Award) RETURN collect(substring(one.category, 0, $digits)) AS theirs }
  CALL (company) { MATCH (company)-[:BID|WON]->(one:Award) RETURN collect(substring(one.category, 0, $digits)) AS own }
  UNWIND CASE WHEN isEmpty(theirs) THEN [null] ELSE theirs END AS code
  WITH issuer, ban, banned, company, links, linked, held, holds, people, own,
       sum(size([other IN own WHERE other = code])) AS common, sum(size([other IN theirs WHERE other = code])) AS their_square
  UNWIND CASE WHEN isEmpty(own) THEN [null] ELSE own END AS code
  WITH issuer, ban, banned, company, links, linked, held, holds, people, common, their_square,
       sum(size([other IN own WHERE other = code])) AS own_square
  WITH issuer, ban, banned, company, links, held, holds, people,
       0.5 * CASE WHEN linked > 1 THEN 1.0 ELSE linked END + CASE WHEN isEmpty(people) THEN 0.0 ELSE 0.3 END
         + CASE WHEN common > 0 THEN 0.2 * toFloat(common) / sqrt(toFloat(own_square) * toFloat(their_square)) ELSE 0.0 END AS score
  WHERE score >= $score_min
  MATCH (company)-[part:BID|WON]->(award:Award)
  WHERE within_days(ban.since, company.founded_on, -$lead, null)
     OR NOT EXISTS { MATCH (company)-[:BID|WON]->(earlier:Award)
                     WHERE before(earlier.awarded_on, ban.since - duration({days: $lead})) }
  RETURN issuer, ban, company, part, award, banned, links, held, holds, people, round(score, 3) AS score
}
WITH * WHERE NOT coalesce(part.status, 'valid') IN ['withdrawn', 'invited']
// What counts is the deadline of the lot; the day of the award for a purchase without a lot, and beside an unknown deadline.
OPTIONAL MATCH (award)-[link:FOR_LOT]->(lot:Lot)
OPTIONAL MATCH (award)-[buys:BUYER]->(unit:Unit)
// A code of six digits that ends in zeros stands for the whole city or province.
WITH issuer, ban, company, part, award, banned, links, held, holds, people, score, link, buys, unit, coalesce(lot, award) AS purchase,
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
RETURN company, ban, issuer, banned, links, held, holds, people, score, part, award, link, purchase, gained, buys, unit,
       gained.amount AS amount,
       CASE WHEN banned IS NOT NULL THEN company.founded_on END AS founded,
       CASE WHEN banned IS NOT NULL THEN 'reborn' WHEN gained IS NULL THEN 'bid' ELSE 'won' END AS mode,
       CASE WHEN banned IS NULL THEN 'P' ELSE 'S' END AS class,
       CASE WHEN rejected THEN -1 ELSE 0 END + CASE WHEN banned IS NULL THEN 0 ELSE -1 END
         + CASE WHEN region_open THEN -1 ELSE 0 END + CASE WHEN field_open THEN -1 ELSE 0 END AS step,
       CASE WHEN gained IS NULL THEN [] ELSE ['won'] END
         + CASE WHEN banned IS NULL THEN [] ELSE ['reborn'] END
         + CASE WHEN rejected THEN ['rejected'] ELSE [] END
         + CASE WHEN region_open THEN ['region_open'] ELSE [] END
         + CASE WHEN field_open THEN ['field_open'] ELSE [] END
         + CASE WHEN purchase:Lot AND purchase.deadline_on IS NULL THEN ['no_deadline'] ELSE [] END AS reasons
