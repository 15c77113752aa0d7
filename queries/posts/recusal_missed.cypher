// ---
// id: recusal-missed
// code: G4
// version: 1
// title: {zh: 应回避未回避, en: Deciders tied to the counterparty without recusal}
// class: P
// severity: high
// domains: [招投标, 关键少数, 营商]
// basis: [政府采购法 12, "政府采购法实施条例 9、18", 公务员法 76, 招标投标法 37]
// needs: [DECIDED_FOR, KIN, INTEREST_IN]
// params:
//   years: {type: int, default: 3, basis: 政府采购法实施条例第九条，参加采购活动前三年内 (employed or in office there in the three years before)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   heads: {type: list, default: [legal_rep, head, sole_owner, partner], basis: "政府采购法实施条例第九条，法定代表人或者负责人，以及出资人 (the legal representative or head, and owners in person)"}
//   services: {type: list, default: [design, cost, supervise, appraise], basis: "政府采购法实施条例第十八条，整体设计、规范编制、项目管理、监理、检测 (who designed, specified, managed or supervised the project)"}
// identity: [decider, company, act]
// population: MATCH (o:Person)-[d:DECIDED_FOR|EVALUATED]->() RETURN count(DISTINCT o)
// explain:
//   zh: "[?decider:{decider}对{act_type}“{act}”作出{action}（{first_on}][至{last_on}][?decider:），相对方为{company}，未见其回避记录][?kins:；其{kins.term:all}{relatives:all}][?interests.role:，任该企业{interests.role:all}][?interests.share:，持有该企业{interests.share:all}的股份][?interests:（{interests:period}）][?owns:；{decider}本人在此前{years}年内或当时][?owns.role:，任该企业{owns.role:all}][?owns.share:，持有该企业{owns.share:all}的股份][?owns:（{owns:period}）][?jobs:；{decider}在此前{years}年内受雇于该企业（{jobs:period}）][?services:{company}曾为同一项目提供{services.role:all}服务（{services:period}），又参加标段“{act}”的投标]。"
//   en: "[?decider:{decider} acted on {act_type} \"{act}\" ({action}, {first_on}][ to {last_on}][?decider:) towards {company}, and no recusal is on record][?kins:; {relatives:all}, {kins.term:all} of the decider][?interests.role:, was {interests.role:all} of that firm][?interests.share:, held {interests.share:all} of that firm][?interests: ({interests:period})][?owns:; in the {years} years before or on the day {decider}][?owns.role: was {owns.role:all} of that firm][?owns.share: held {owns.share:all} of that firm][?owns: ({owns:period})][?jobs:; in the {years} years before, {decider} was employed there ({jobs:period})][?services:{company} worked on the same project before ({services.role:all}, {services:period}) and bid for lot \"{act}\"]."
// exclusions:
//   - the decider stood aside
//   - a clerk without discretion
//   - bids that were withdrawn
//   - kin beyond those who must stand aside
//   - not yet or no longer kin on the day of the decision
//   - interest begun after the decision or ended before it
//   - holding below the smallest share
//   - holding in a listed company
//   - a relative who is neither head nor holder
//   - office or work that ended more than the years before the decision, or began after it
//   - a former holding that was no control
//   - another company
//   - the agency of the tender
//   - a service that began with the bid or after it
//   - a service for another project
// reasons:
//   no_day: {zh: 评审记录没有日期，无法判断当时是否应回避, en: "the evaluation names no day, so whether the tie held then is unknown"}
//   own: {zh: 本人在相对方任职、持股或受雇, en: "the decider's own office, holding or work at the counterparty"}
// route_to: [行政监督部门, 招标采购单位, 纪检监察机关]
// not_checked:
//   - {zh: 相对方为自然人的事项未检查, en: "acts towards persons are not looked at"}
//   - {zh: 相对方以企业为限，其控股母公司、关联企业的人员未检查, en: "only the counterparty itself is looked at, not the people of its parents and sister firms"}
//   - {zh: 在系统以外登记的回避无法识别, en: "recusals recorded elsewhere than in the sign-offs and evaluations are not known"}
//   - {zh: 未区分表决意见，投反对票的也列出, en: "votes are not told apart, so a vote against is listed, too"}
// checklist:
//   - {zh: 调取该事项的签批、评审原始记录和回避登记, en: "Get the original sign-offs or evaluation sheets, and the register of recusals"}
//   - {zh: 核实亲属关系或任职、受雇关系及其起止时间, en: "Prove the kinship, office or employment, and its dates"}
//   - {zh: 查明该环节有无裁量权，以及其意见对结果的影响, en: "Find out what discretion the step had and whether it changed the outcome"}
// innocent:
//   - {zh: 已口头或在其他系统申请回避，记录未录入, en: "The decider stood aside, but the record is elsewhere"}
//   - {zh: 只负责收发、登记等没有裁量权的事务, en: "The step was clerical, without any choice"}
//   - {zh: 随机抽取的专家事前不知道投标人，其亲属也未参与该项目, en: "An expert drawn at random did not know who would bid"}
// ---
// Who had a say towards which firm; and, without any decider, firms that bid for what they have designed.
CALL () {
  MATCH (decider:Person)-[decided:DECIDED_FOR]->(company:Company)
  WHERE decided.action <> 'recused'
    AND coalesce(decided.discretion, true)
    AND NOT EXISTS { MATCH (decider)-[aside:DECIDED_FOR]->(company)
                     WHERE aside.action = 'recused' AND aside.act_id = decided.act_id }
  RETURN decider, decided AS event, null AS bid, null AS served, null AS part, company, decided.act_id AS act,
         decided.act_type AS act_type, decided.action AS done
  UNION ALL
  MATCH (decider:Person)-[judged:EVALUATED]->(lot:Lot)<-[bid:BID]-(company:Company)
  WHERE bid.status <> 'withdrawn'
    AND NOT EXISTS { MATCH (decider)-[out:EVALUATED]->(lot) WHERE out.recused }
    AND NOT EXISTS { MATCH (decider)-[aside:DECIDED_FOR]->(company)
                     WHERE aside.action = 'recused' AND aside.act_id = lot.id }
  RETURN decider, judged AS event, bid, null AS served, null AS part, company, lot.id AS act, 'lot' AS act_type,
         'evaluated' AS done
  UNION ALL
  MATCH (company:Company)-[served:SERVED]->(tender:Tender)<-[part:LOT_OF]-(lot:Lot)<-[bid:BID]-(company)
  WHERE bid.status <> 'withdrawn'
    AND served.role IN $services
    AND within_days(served.since, lot.deadline_on, 1, null)
  RETURN null AS decider, null AS event, bid, served, part, company, lot.id AS act, 'lot' AS act_type, null AS done
}
OPTIONAL MATCH (decider)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company)
WHERE kin.recuse
  AND (event.at IS NULL OR valid_at(kin, date(event.at)) AND valid_at(interest, date(event.at)))
  AND (interest.role IN $heads
       OR (interest.share >= $min_share OR interest.control) AND coalesce(company.kind, 'private') <> 'listed')
OPTIONAL MATCH (decider)-[own:INTEREST_IN]->(company)
WHERE (own.role IS NOT NULL OR own.control OR own.mandate
       OR own.share >= $min_share AND (event.at IS NULL OR valid_at(own, date(event.at))))
  AND (event.at IS NULL OR overlaps(own, date(event.at) - duration({years: $years}), date(event.at)))
OPTIONAL MATCH (decider)-[job:EMPLOYED_BY]->(company)
WHERE event.at IS NULL OR overlaps(job, date(event.at) - duration({years: $years}), date(event.at))
WITH decider, event, bid, served, part, company, act, act_type, done, kin, relative, interest, own, job
WHERE kin IS NOT NULL OR own IS NOT NULL OR job IS NOT NULL OR served IS NOT NULL
WITH decider, company, act, act_type, event.at IS NULL AND served IS NULL AS undated, collect(DISTINCT done) AS action,
     collect(DISTINCT event) AS events, collect(DISTINCT bid) AS bids, collect(DISTINCT served) AS services,
     collect(DISTINCT part) AS parts, collect(DISTINCT kin) AS kins, collect(DISTINCT relative) AS relatives,
     collect(DISTINCT interest) AS interests, collect(DISTINCT own) AS owns, collect(DISTINCT job) AS jobs,
     min(date(event.at)) AS first_on, max(date(event.at)) AS last
RETURN decider, events, act, act_type, action, first_on, CASE WHEN last <> first_on THEN last END AS last_on,
       company, bids, services, parts, kins, relatives, interests, owns, jobs, $years AS years,
       CASE WHEN size(services) > 0 THEN 'service' ELSE 'decision' END AS mode,
       CASE WHEN size(owns) + size(jobs) > 0 THEN ['own'] ELSE [] END AS reasons,
       CASE WHEN undated THEN 'no_day' END AS unknown
