// ---
// id: kin-same-line
// code: G5
// version: 1
// title: {zh: 亲属任职应回避而未回避, en: "Relatives in one line of command, in its watching offices, or regulating each other"}
// class: P
// severity: medium
// domains: [关键少数, 村级, 营商]
// basis: [公务员法 74, 公务员回避规定, 事业单位人事管理回避规定, 村民委员会组织法 32, "农村集体经济组织法 29、34"]
// needs: [HOLDS_POST, KIN]
// params:
//   grace: {type: int, default: 180, basis: "任职后结婚的，一百八十天内调整 (married after both were in post, 180 days to move one of them; starting value)"}
//   duties: {type: list, default: [HR, FIN, AUD, DISC], basis: 公务员法第七十四条，组织、人事、纪检、监察、审计和财务工作 (the work named there)}
//   licences: {type: list, default: [licence, mining], basis: 公务员法第七十四条，行业监管或者主管部门以经营许可为准 (who licenses a business regulates it)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   watchers: {type: list, default: [监督, 监委, 监事], basis: 村务监督机构成员、监事会成员或者监事的用语 (the words for supervisors of a village or collective)}
//   watched: {type: list, default: [主任, 委员, 村委, 理事, 经理, 会计, 财务, 出纳], basis: "村民委员会、理事会成员和财务会计人员的用语 (the words for its committee and board, managers and accountants)"}
// identity: [official, relative, unit]
// population: MATCH (o:Person)-[p:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}在{unit}任职[（{post.post}）]，时间：{post:period}；其{kin.term}{relative}[?place:在{office}任职][?place.post:（{place.post}）][?place:，时间：{place:period}][?company:在{company:all}有利益][?stake.role:，任{stake.role:all}][?stake.share:，持股{stake.share:all}][?company:，时间：{stake:period}][?wed:；亲属关系始于{wed}]。[?own:{official}主持该单位工作，二人为上下级领导关系。][?below:{official}主持{unit}工作，{relative}主持其直接下级单位{office}的工作。][?duty:{official}主持该单位工作，{relative}在该单位从事组织人事、财务、审计或纪检工作（分工：{works}）。][?heads:二人同时主持该单位工作，隶属于同一领导。][?deputies:二人在该单位均有分管工作，隶属于同一领导。][?parent:二人分别主持的单位同为{parent}的直接下级单位。][?village:前者负责监督，后者属于被监督的管理、财务会计人员。][?approval:{official}主持工作的{unit}向该企业颁发许可（{approval:all}，决定日期：{approval.decided_on:all}）。][?body:{official}主持工作的{unit}是该企业（同{body}）登记的主管部门。]"
//   en: "{official} held a post at {unit}[ ({post.post})], dates: {post:period}; {relative}, {kin.term} of {official},[?place: held a post at {office}][?place.post: ({place.post})][?place:, dates: {place:period}][?company: had an interest in {company:all}][?stake.role: as {stake.role:all}][?stake.share:, a share of {stake.share:all}][?company:, dates: {stake:period}][?wed:; kin since {wed}].[?own: {official} led that unit, so one was the superior of the other.][?below: {official} led {unit} and {relative} led {office}, which is directly part of it.][?duty: {official} led that unit, and {relative} worked there in personnel, finance, audit or discipline (portfolio: {works}).][?heads: Both led that unit, under one superior.][?deputies: Both had a portfolio in that unit, under one superior.][?parent: Both units, which they led, are directly part of {parent}.][?village: The one supervises; the other is of those supervised: committee, board, manager or accountant.][?approval: {unit}, led by {official}, licensed that firm (approvals: {approval:all}, decided on {approval.decided_on:all}).][?body: {unit}, led by {official}, is on file as the regulator of that firm (the body {body}).]"
// exclusions:
//   - kin beyond those who must stand aside
//   - neither of them leads
//   - another unit
//   - a subordinate unit that the relative does not lead
//   - a subordinate unit of a subordinate unit
//   - one of two deputies without a portfolio
//   - heads under different parents
//   - posts that do not meet in time
//   - kinship that does not meet the posts in time
//   - married after both were in post, within the days of grace
//   - units that were not part of one another at that time
//   - a business of kin who are not spouse, child or child's spouse
//   - holding below the smallest share
//   - an interest that does not meet post or kinship in time
//   - an approval that is no licence
//   - an approval that was refused
//   - an approval that was not valid at that time
//   - a licence or regulator that the official does not lead
//   - a supervisor of something else than village or collective
//   - kin of a supervisor who are not near relatives
//   - a supervisor whose relative is a supervisor or has no such office
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 地域回避（公务员法 75）需要籍贯、成长地资料，未检查, en: "leaders in their home county (公务员法 75) are not looked at: home places are not known"}
//   - {zh: 经批准的任职回避例外没有数据，无法识别, en: "exceptions approved by the organisation department are not known"}
//   - {zh: 乡镇人口少、岗位特殊需要变通的，没有数据, en: "small townships, where the law may be eased, are not told apart"}
//   - {zh: 副职只在有分管工作时按同一领导班子成员检查，其与下级的关系未检查, en: "deputies are seen only by their portfolios, as under one superior; what is below them is not looked at"}
//   - {zh: 单位内部的层级没有数据，主要负责人与本单位其他人员一律列出, en: "levels inside a unit are not known: whoever leads it counts as the superior of all in it"}
//   - {zh: 村务监督机构与村委会登记为不同单位的未检查, en: "a village's supervisors that are on file as a unit of their own are not compared with its committee"}
// checklist:
//   - {zh: 调取任免文件、分工文件，核实职务和起止日期, en: "Get the orders of appointment and the division of work: posts and days"}
//   - {zh: 调取户籍、婚姻登记资料和干部人事档案，核实亲属关系, en: "Prove the kinship from the registers and the personnel files"}
//   - {zh: 核查是否报告并经组织部门批准、调整, en: "Ask whether it was reported, and whether an exception was approved or a move ordered"}
//   - {zh: 查任职期间的考核、提拔、报销和审批有无照顾, en: "Look at appraisals, promotions, expenses and approvals in those days"}
// innocent:
//   - {zh: 经批准的回避例外，或正在调整, en: "An exception was approved, or the move is under way"}
//   - {zh: 单位较大，二人之间另有领导层级, en: "A large unit, with other superiors between the two"}
//   - {zh: 企业不属于该单位监管的行业，许可为一般登记事项, en: "The unit does not regulate that business: the licence is a formality"}
// ---
// Official, relative and what sets them in one line: five shapes.
CALL () {
  // Whoever leads a unit, and a relative in it who does not; and both in one unit under one superior.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[place:HOLDS_POST]->(unit:Unit)<-[post:HOLDS_POST]-(official)
  WHERE kin.recuse
    AND (coalesce(post.is_leader OR post.acting, false) AND NOT coalesce(place.is_leader OR place.acting, false)
         OR official.id < relative.id
            AND coalesce(post.is_leader OR post.acting, false) = coalesce(place.is_leader OR place.acting, false)
            AND (post.is_leader OR post.acting OR size(post.portfolio) > 0 AND size(place.portfolio) > 0))
  RETURN official, kin, relative, post, unit, place, unit AS office, null AS part, null AS under, null AS parent,
         null AS stake, null AS company, null AS by, null AS approval, null AS to, null AS same, null AS body,
         CASE WHEN coalesce(post.is_leader OR post.acting, false) = coalesce(place.is_leader OR place.acting, false)
                   THEN 'same_superior'
              WHEN any(word IN $duties WHERE word IN place.portfolio) THEN 'duty' ELSE 'superior' END AS mode
  UNION ALL
  // Whoever leads a unit, and whoever leads one directly part of it.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[place:HOLDS_POST]->(office:Unit)-[under:PART_OF]->(unit:Unit)<-[post:HOLDS_POST]-(official)
  WHERE kin.recuse
    AND (post.is_leader OR post.acting)
    AND (place.is_leader OR place.acting)
  RETURN official, kin, relative, post, unit, place, office, null AS part, under, null AS parent,
         null AS stake, null AS company, null AS by, null AS approval, null AS to, null AS same, null AS body,
         'superior' AS mode
  UNION ALL
  // The heads of two units that are directly part of one.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[place:HOLDS_POST]->(office:Unit)-[under:PART_OF]->(parent:Unit)<-[part:PART_OF]-(unit:Unit)<-[post:HOLDS_POST]-(official)
  WHERE kin.recuse
    AND (post.is_leader OR post.acting)
    AND (place.is_leader OR place.acting)
    AND official.id < relative.id
  RETURN official, kin, relative, post, unit, place, office, part, under, parent,
         null AS stake, null AS company, null AS by, null AS approval, null AS to, null AS same, null AS body,
         'same_superior' AS mode
  UNION ALL
  // Supervisors of a village or collective, and those whom they supervise.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[place:HOLDS_POST]->(unit:Unit)<-[post:HOLDS_POST]-(official)
  WHERE kin.near
    AND (unit.kind = 'village' OR unit.level = 'village')
    AND any(word IN $watchers WHERE post.post CONTAINS word)
    AND any(word IN $watched WHERE place.post CONTAINS word)
    AND NOT any(word IN $watchers WHERE place.post CONTAINS word)
  RETURN official, kin, relative, post, unit, place, unit AS office, null AS part, null AS under, null AS parent,
         null AS stake, null AS company, null AS by, null AS approval, null AS to, null AS same, null AS body,
         'village' AS mode
  UNION ALL
  // Whoever leads a unit that licensed the business of a spouse, child or child's spouse.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[stake:INTEREST_IN]->(company:Company)<-[to:ISSUED_TO]-(approval:Approval)-[by:ISSUED_BY]->(unit:Unit)<-[post:HOLDS_POST]-(official)
  WHERE kin.core
    AND (post.is_leader OR post.acting)
    AND (stake.share >= $min_share OR stake.role IS NOT NULL OR stake.control OR stake.mandate)
    AND approval.result = 'granted'
    AND approval.type IN $licences
  RETURN official, kin, relative, post, unit, null AS place, null AS office, null AS part, null AS under, null AS parent,
         stake, company, by, approval, to, null AS same, null AS body, 'regulator' AS mode
  UNION ALL
  // Or that stands as regulator in the row of the business as a public body.
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[stake:INTEREST_IN]->(company:Company)<-[same:SAME_BODY]-(body:Unit),
        (official)-[post:HOLDS_POST]->(unit:Unit)
  WHERE kin.core
    AND (post.is_leader OR post.acting)
    AND (stake.share >= $min_share OR stake.role IS NOT NULL OR stake.control OR stake.mandate)
    AND (unit.id IN body.regulator_ids OR unit.uscc IN body.regulator_ids)
  RETURN official, kin, relative, post, unit, null AS place, null AS office, null AS part, null AS under, null AS parent,
         stake, company, null AS by, null AS approval, null AS to, same, body, 'regulator' AS mode
}
// All of them meet in pairs, so they have a day in common.
WITH *
WHERE overlaps(kin, post.since, post.until - duration({days: 1}))
  AND (place IS NULL OR overlaps(place, post.since, post.until - duration({days: 1})))
  AND (place IS NULL OR overlaps(place, kin.since, kin.until - duration({days: 1})))
  AND (stake IS NULL OR overlaps(stake, post.since, post.until - duration({days: 1})))
  AND (stake IS NULL OR overlaps(stake, kin.since, kin.until - duration({days: 1})))
  AND (under IS NULL OR overlaps(under, post.since, post.until - duration({days: 1})))
  AND (under IS NULL OR overlaps(under, place.since, place.until - duration({days: 1})))
  AND (under IS NULL OR overlaps(under, kin.since, kin.until - duration({days: 1})))
  AND (part IS NULL OR overlaps(part, post.since, post.until - duration({days: 1})))
  AND (part IS NULL OR overlaps(part, place.since, place.until - duration({days: 1})))
  AND (part IS NULL OR overlaps(part, kin.since, kin.until - duration({days: 1})))
  AND (part IS NULL OR overlaps(part, under.since, under.until - duration({days: 1})))
  AND (approval IS NULL OR overlaps(approval, post.since, post.until - duration({days: 1})))
  AND (approval IS NULL OR overlaps(approval, kin.since, kin.until - duration({days: 1})))
  AND (approval IS NULL OR overlaps(approval, stake.since, stake.until - duration({days: 1})))
// Kin before one of the two began, or still in the same places once the days of grace are over.
  AND (NOT before(post.since, kin.since)
       OR place IS NOT NULL AND NOT before(place.since, kin.since)
       OR stake IS NOT NULL AND NOT before(stake.since, kin.since)
       OR before(kin.since + duration({days: $grace}), post.until)
          AND before(kin.since + duration({days: $grace}), kin.until)
          AND (place IS NULL OR before(kin.since + duration({days: $grace}), place.until))
          AND (stake IS NULL OR before(kin.since + duration({days: $grace}), stake.until)))
RETURN official, kin, relative, post, unit, place, office, part, under, parent, stake, company, by, approval, to, same, body, mode,
       CASE WHEN mode = 'superior' AND under IS NULL THEN true END AS own,
       CASE WHEN mode = 'superior' AND under IS NOT NULL THEN true END AS below,
       CASE WHEN mode = 'duty' THEN true END AS duty, CASE WHEN mode = 'duty' THEN place.portfolio END AS works,
       CASE WHEN mode = 'same_superior' AND parent IS NULL AND (post.is_leader OR post.acting) THEN true END AS heads,
       CASE WHEN mode = 'same_superior' AND parent IS NULL AND NOT coalesce(post.is_leader OR post.acting, false)
            THEN true END AS deputies,
       CASE WHEN mode = 'village' THEN true END AS village,
       CASE WHEN kin.since > date({year: 1800}) THEN kin.since END AS wed
