// ---
// id: kin-intermediary
// code: A6
// version: 1
// title: {zh: 亲属中介机构参与项目, en: "Relative's firm as procurement agency, designer, supervisor, appraiser or auditor"}
// class: S
// severity: medium
// domains: [工程建设, 招投标]
// basis: ["中国共产党纪律处分条例 104、105", 公职人员政务处分法 33]
// needs: [OVERSEES, KIN, INTEREST_IN, SERVED.role, BUYER, PeerStat]
// params:
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   roles: {type: list, default: [agency, design, cost, supervise, appraise, audit, insure], basis: 招标代理、设计、造价、监理、评估、审计、保险 (the services of intermediaries)}
//   n: {type: int, default: 2, basis: 两个以上项目 (two projects or more; starting value)}
//   window: {type: int, default: 730, basis: 24 个月内 (within 24 months; starting value)}
//   fence: {type: float, default: 1.5, basis: "费率高于 Q3 + 1.5 × IQR 的视为异常高 (Tukey's fence)"}
//   bodies: {type: int, default: 3, basis: 当地同类机构不足三家的选择余地小 (with fewer than three there is little choice; starting value)}
// identity: [official, relative, company]
// population: MATCH (o:Person)-[:OVERSEES]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（任职单位：{seats:all}[，职务：{posts.post:all}]）管辖的{units:all}的项目由{company}提供中介服务（{services.role:all}），涉及{projects}个项目：{lots:all}[，服务开始日期{services.since:range}][，选取方式：{services.chosen_by:all}][，服务费合计{amount}][?often:，每项服务均属{window}日内不少于{least}个项目的情形][?dear:，有服务费占项目金额的比例明显高于同类（{rate:%}，同类上限{limit:%}）]；{official}的{kins.term:all}{relative}在{company}有利益（时间：{interests:period}[，持股{interests.share:all}][，任{interests.role:all}][?mandated:，可操作其账户][?controlled:，控制该企业]）。"
//   en: "{company} rendered services ({services.role:all}) to projects of {units:all}, overseen by {official} ([{posts.post:all}, ]{seats:all}); projects: {projects} ({lots:all})[; services began {services.since:range}][; chosen: {services.chosen_by:all}][; fees: {amount} in all][?often:; at least {least} projects within {window} days][?dear:; a fee stands out: {rate:%} of the project's value, where peers pay up to {limit:%}]. {relative}, {kins.term:all} of {official}, has an interest in {company} (dates: {interests:period}[; holding {interests.share:all}][; {interests.role:all}][?mandated:; mandate over its accounts][?controlled:; in control])."
// exclusions:
//   - one project only, at a usual fee
//   - projects more than 24 months apart
//   - lots of one project count once
//   - other services
//   - a project of a unit that is not overseen
//   - oversight that began after the service or had ended before it
//   - kin who are not near (in-laws, cousins), or no longer kin
//   - no interest in the firm at the time of the service
//   - holding below the smallest share
// reasons:
//   often: {zh: 24 个月内为多个项目提供服务, en: several projects within 24 months}
//   dear: {zh: 服务费率高于同类上限, en: the fee in the value of the project is above the upper fence of its peers}
//   drawn: {zh: 均经公开随机抽取，严重程度不高于低, en: "always chosen by public random draw: low at most"}
//   few: {zh: 当地提供同类服务的机构不足三家，严重程度降一级, en: "fewer than three firms render this service in the region: one step less severe"}
//   region: {zh: 仅因领导整个地区而管辖，严重程度不高于中, en: "overseen as part of the region only: medium at most"}
// route_to: [行政监督部门, 招标采购单位, 纪检监察机关]
// not_checked:
//   - {zh: 同类样本不足 20 个的，不判断费率, en: "fees are not judged where there are fewer than 20 peers"}
//   - {zh: 当地机构数按数据中提供过该服务的企业计算，不含未承接业务的机构, en: "how many firms there are is counted from services on file, not from a register of licences"}
//   - {zh: 未检查中标人与该中介机构的关联, en: "links between the later winner and the intermediary are not followed"}
// checklist:
//   - {zh: 调取中介机构的选取记录：谁提出、是否随机抽取、有几家候选, en: "Get the record of the selection: who proposed the firm, was it drawn, who else was there?"}
//   - {zh: 将服务费与收费标准、同类项目比对, en: "Compare the fee with the tariff and with other projects"}
//   - {zh: 查看由其代理、造价、审计的项目的中标人和结算增减, en: "Look at who won the projects that it ran, priced or audited, and at how the final accounts changed"}
//   - {zh: 调取户籍、婚姻登记资料和企业登记资料，核实亲属关系和利益, en: Prove the kinship and the interest from the registers}
// innocent:
//   - {zh: 经公开随机抽取或招标选定, en: It was drawn at random or won a tender}
//   - {zh: 当地只有少数几家有资质的机构, en: Few firms in the area hold the licence}
//   - {zh: 费率高是因为服务内容更多, en: The fee is higher because more was asked for}
// ---
// A service is known by the day on which it began; without it by the time in which its lot was planned and awarded.
MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[served:SERVED]->(lot:Lot)-[buys:BUYER]->(unit:Unit),
      (official)-[over:OVERSEES]->(body:Unit)
WHERE kin.near
  AND served.role IN $roles
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
  AND (body = unit OR unit.region_code STARTS WITH over.region_code)
  AND CASE WHEN served.since IS NULL THEN overlaps(kin, lot.infl_from, lot.awarded_on) ELSE valid_at(kin, served.since) END
  AND CASE WHEN served.since IS NULL THEN overlaps(interest, lot.infl_from, lot.awarded_on) ELSE valid_at(interest, served.since) END
  AND CASE WHEN served.since IS NULL THEN overlaps(over, lot.infl_from, lot.awarded_on) ELSE valid_at(over, served.since) END
WITH official, relative, company, collect(DISTINCT kin) AS kins, collect(DISTINCT interest) AS interests, collect(DISTINCT over) AS overs,
     collect(DISTINCT served) AS all_served, max(CASE WHEN over.why = 'region' THEN 0 ELSE 1 END) AS closer,
     max(CASE WHEN interest.mandate THEN 1 ELSE 0 END) AS mandates, max(CASE WHEN interest.control THEN 1 ELSE 0 END) AS controls
// Every window that begins with one of these services; lots of one project are one.
MATCH (company)-[first:SERVED]->(lot:Lot)
WHERE first IN all_served
MATCH (company)-[other:SERVED]->(further:Lot)
WHERE other IN all_served
  AND CASE WHEN first.since IS NOT NULL AND other.since IS NOT NULL THEN within_days(first.since, other.since, 0, $window)
           WHEN first.since IS NOT NULL THEN within_days(first.since, further.awarded_on, 0, $window)
           WHEN other.since IS NOT NULL THEN within_days(lot.awarded_on, other.since, 0, $window)
           ELSE within_days(lot.awarded_on, further.awarded_on, 0, $window) END
OPTIONAL MATCH (further)-[of:LOT_OF]->(tender:Tender)
WITH official, relative, company, kins, interests, overs, closer, mandates, controls, first, lot, collect(DISTINCT other) AS together, collect(DISTINCT of) AS joined,
     count(DISTINCT coalesce(other.project_id, tender.project_id, tender.id, further.id)) AS found
// What the service cost in the value of all its lots, beside what is usual.
CALL (company, first) {
  MATCH (company)-[same:SERVED {project_id: first.project_id, role: first.role}]->(part:Lot)
  RETURN sum(coalesce(part.amount, part.estimate, 0)) AS whole, sum(CASE WHEN coalesce(part.amount, part.estimate) > 0 THEN 0 ELSE 1 END) AS without
}
CALL (lot) { MATCH (lot)-[:BUYER]->(buyer:Unit) RETURN min(buyer.region_code) AS place }
WITH *, coalesce(lot.region_code, place) AS region, CASE WHEN first.project_id IS NULL THEN coalesce(lot.amount, lot.estimate) WHEN without = 0 THEN whole END AS value
CALL (first, region) {
  MATCH (rival:Company)-[:SERVED {role: first.role}]->(theirs:Lot)
  WHERE theirs.region_code = region
  RETURN collect(DISTINCT rival.id) AS rivals
}
OPTIONAL MATCH (usual:PeerStat {metric: 'service_fee', category: first.role})
WHERE (usual.year IS NULL OR usual.year = coalesce(first.since.year, lot.awarded_on.year)) AND (usual.region IS NULL OR usual.region = region)
WITH *, CASE WHEN value > 0 THEN toFloat(first.fee) / toFloat(value) END AS rate, usual.q3 + $fence * (usual.q3 - usual.q1) AS limit
WITH *, found >= $n AS often, coalesce(rate > limit, false) AS dear
WHERE often OR dear
UNWIND CASE WHEN often THEN together ELSE [first] END AS service
WITH official, relative, company, kins, interests, overs, closer, mandates, controls, collect(DISTINCT service) AS services, collect(DISTINCT first) AS begun,
     max(CASE WHEN often THEN 1 ELSE 0 END) AS repeated, max(CASE WHEN dear THEN rate END) AS rate, max(CASE WHEN dear THEN limit END) AS limit,
     max(size(rivals)) AS rivals, min(CASE WHEN service.chosen_by = 'random' THEN 1 ELSE 0 END) AS drawn
UNWIND services AS one
WITH official, relative, company, kins, interests, overs, closer, mandates, controls, services, repeated, rate, limit, rivals, drawn,
     one.role AS role, coalesce(one.project_id, toString(one.eid)) AS what, max(one.fee) AS fee
WITH official, relative, company, kins, interests, overs, closer, mandates, controls, services, repeated, rate, limit, rivals, drawn, sum(fee) AS total
MATCH (company)-[mine:SERVED]->(lot:Lot)-[buys:BUYER]->(unit:Unit)
WHERE mine IN services
OPTIONAL MATCH (lot)-[belongs:LOT_OF]->(tender:Tender)
WITH official, relative, company, kins, interests, overs, closer, mandates, controls, services, repeated, rate, limit, rivals, drawn, total,
     collect(DISTINCT lot) AS lots, collect(DISTINCT buys) AS purchases, collect(DISTINCT unit) AS units,
     collect(DISTINCT mine) AS served, collect(DISTINCT belongs) AS parts,
     count(DISTINCT coalesce(mine.project_id, tender.project_id, tender.id, lot.id)) AS projects
CALL (official, overs) {
  UNWIND overs AS one
  MATCH (official)-[post:HOLDS_POST]->(seat:Unit)
  WHERE overlaps(one, post.since, post.until - duration({days: 1}))
  RETURN collect(DISTINCT post) AS posts, collect(DISTINCT seat) AS seats
}
RETURN official, posts, seats, overs, units, purchases, lots, parts, served AS services, company, interests, relative, kins,
       CASE WHEN total > 0 THEN total END AS amount, projects, $window AS window, $n AS least,
       CASE WHEN repeated = 1 THEN true END AS often, CASE WHEN rate IS NOT NULL THEN true END AS dear,
       round(rate, 4) AS rate, round(limit, 4) AS limit,
       CASE WHEN mandates = 1 THEN true END AS mandated, CASE WHEN controls = 1 THEN true END AS controlled,
       CASE WHEN rivals < $bodies THEN -1 ELSE 0 END AS step,
       CASE WHEN drawn = 1 THEN 'low' WHEN closer = 0 THEN 'medium' END AS cap,
       CASE WHEN repeated = 1 THEN ['often'] ELSE [] END
         + CASE WHEN rate IS NOT NULL THEN ['dear'] ELSE [] END
         + CASE WHEN drawn = 1 THEN ['drawn'] ELSE [] END
         + CASE WHEN rivals < $bodies THEN ['few'] ELSE [] END
         + CASE WHEN closer = 0 THEN ['region'] ELSE [] END AS reasons
