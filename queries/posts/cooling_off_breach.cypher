// ---
// id: cooling-off-breach
// code: G1
// version: 1
// title: {zh: 离职三年、两年内违规从业, en: Works for a firm of the old line within three or two years}
// class: P
// severity: critical
// domains: [关键少数]
// basis: [公务员法 107, 中国共产党纪律处分条例 105]
// needs: [HOLDS_POST.leave_kind, EMPLOYED_BY, OVERSEES, ACT]
// params:
//   leaves: {type: list, default: [resign, retire], basis: 公务员法第一百零七条，辞去公职或者退休 (resigned or retired)}
//   long: {type: int, default: 3, basis: 公务员法第一百零七条，领导成员、县处级以上领导职务三年 (three years for leaders and from county division level up)}
//   short: {type: int, default: 2, basis: 公务员法第一百零七条，其他公务员两年 (two years for all others)}
//   ranks: {type: list, default: [县处级, 厅局级, 司局级, 省部级, 国家级], basis: 县处级以上领导职务层次的用语 (the words for ranks from county division level up)}
//   months: {type: int, default: 36, basis: 离职前三十六个月内的职务行为计入 (acts of the 36 months before leaving count; starting value)}
//   acts: {type: list, default: [award, approval], basis: 中标和行政许可 (awards and approvals)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   min_fee: {type: money, default: 10000, basis: 报酬合计一万元起 (fees from 10 000 yuan in all; starting value)}
// identity: [official, unit, company]
// population: MATCH (o:Person)-[p:HOLDS_POST]->(:Unit) WHERE p.leave_kind IN $leaves RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（{unit}[{post.post}][，{post.rank}]）于{post.until}离任（{post.leave_kind}），其后未满{years}年即[?jobs:受雇于{company}（{jobs:period}）][?interests:在{company}][?interests.role:任{interests.role:all}，][?interests.share:持股{interests.share:all}][?interests:（{interests:period}）][?payments:收取{company}转款{payments:count}笔（{payments.on:range}），合计{payments.amount:sum}]。[?acts:其离职前{months}个月内，其任职、分管或管辖的{bodies:all}对该企业作出{acts.kind:all}决定（{acts.on:range}）。][?fits:该企业在其原任职单位的地区，并属其原分管行业。]"
//   en: "{official} ([{post.post}, ]{unit}[, {post.rank}]) left on {post.until} ({post.leave_kind}) and, within {years} years,[?jobs: was employed by {company} ({jobs:period})][?interests: took an interest in {company} ({interests:period})][?interests.role: as {interests.role:all}][?interests.share: with a share of {interests.share:all}][?payments: was paid {payments.amount:sum} by {company} (payments: {payments:count}, {payments.on:range})].[?acts: In the {months} months before, bodies overseen in that post ({bodies:all}) had acted in favour of that firm ({acts.kind:all}, {acts.on:range}).][?fits: The firm lies in the area of the old unit and works in its line.]"
// exclusions:
//   - transferred, dismissed or died in office
//   - still in another post
//   - a job begun before leaving
//   - a job begun after the years
//   - a lower post after two years
//   - an interest from before leaving
//   - holding below the smallest share
//   - fees below the smallest amount, or before leaving, or after the years
//   - bank data without a recorded legal ground
//   - an account not held on the day of the payment
//   - an act of another kind
//   - an act too long before leaving or after it
//   - an act of a body that the official did not oversee
//   - another line or another area
// reasons:
//   soe: {zh: 国有企业，可能为组织委派，严重程度降一级, en: "a state-owned firm, perhaps by assignment: one step less severe"}
//   unpaid: {zh: 登记的工资为零，严重程度降一级, en: "the wage on file is zero: one step less severe"}
//   no_rank: {zh: 离职满两年、未满三年，职级不详，无法判断适用两年还是三年, en: "after two and within three years, and the rank is unknown: which of them applies cannot be judged"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 未检查以亲属、他人名义从业或代持, en: "work or holdings in the name of relatives or others are not looked at"}
//   - {zh: 经同意的兼职、组织委派没有数据, en: "approved or assigned jobs are not known"}
//   - {zh: 业务相关只按职务往来，或地区与行业同时相符判断, en: "whether the business is related is judged by acts, or by area and line together"}
//   - {zh: 没有填写离任方式的任职不检查, en: "posts without a kind of leave are not looked at"}
// checklist:
//   - {zh: 调取离任文件，核对职级、离任方式和日期, en: "Get the order of leave: rank, kind of leave and day"}
//   - {zh: 调取劳动合同、社保和个税记录，核实实际从业及报酬, en: "Get contract, insurance and tax records: was the work real, what was paid"}
//   - {zh: 调取原单位与该企业往来事项的经办、审批记录, en: "Get who handled the acts between the old unit and the firm"}
//   - {zh: 核查是否按规定报告从业去向或经组织同意, en: "Check whether the job was reported or approved"}
// innocent:
//   - {zh: 组织委派或经批准任职、兼职不取酬, en: "Assigned or approved, or unpaid"}
//   - {zh: 该企业业务与原工作无直接关系, en: The business has nothing to do with the old work}
//   - {zh: 公开招聘的普通劳动岗位, en: "An ordinary job, openly advertised"}
// ---
// Jobs, interests and fees that began after the official had left and before the years were over.
CALL () {
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit), (official)-[job:EMPLOYED_BY]->(company:Company)
  WHERE post.leave_kind IN $leaves
    AND NOT before(job.since, post.until)
    AND before(job.since, post.until + duration({years: $long}))
    AND (post.is_leader OR post.acting OR post.rank IS NULL OR any(word IN $ranks WHERE post.rank CONTAINS word)
         OR before(job.since, post.until + duration({years: $short})))
  RETURN official, post, unit, company, job, null AS interest, null AS pays, null AS payment, null AS holds, job.since AS began
  UNION ALL
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit), (official)-[interest:INTEREST_IN]->(company:Company)
  WHERE post.leave_kind IN $leaves
    AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
    AND NOT before(interest.since, post.until)
    AND before(interest.since, post.until + duration({years: $long}))
    AND (post.is_leader OR post.acting OR post.rank IS NULL OR any(word IN $ranks WHERE post.rank CONTAINS word)
         OR before(interest.since, post.until + duration({years: $short})))
    AND NOT EXISTS { MATCH (official)-[old:INTEREST_IN]->(company)
                     WHERE (old.share >= $min_share OR old.role IS NOT NULL OR old.control OR old.mandate)
                       AND before(old.since, post.until) }
  RETURN official, post, unit, company, null AS job, interest, null AS pays, null AS payment, null AS holds,
         interest.since AS began
  UNION ALL
  MATCH (official:Person)-[post:HOLDS_POST]->(unit:Unit),
        (official)-[holds:HOLDS_ACCOUNT]->(own:Account)<-[payment:PAID]-(source:Account)<-[pays:HOLDS_ACCOUNT]-(company:Company)
  WHERE post.leave_kind IN $leaves
    AND payment.legal_ground IS NOT NULL
    AND pays.legal_ground IS NOT NULL
    AND holds.legal_ground IS NOT NULL
    AND coalesce(payment.currency, 'CNY') = 'CNY'
    AND valid_at(pays, payment.on)
    AND valid_at(holds, payment.on)
    AND NOT before(payment.on, post.until)
    AND before(payment.on, post.until + duration({years: $long}))
    AND (post.is_leader OR post.acting OR post.rank IS NULL OR any(word IN $ranks WHERE post.rank CONTAINS word)
         OR before(payment.on, post.until + duration({years: $short})))
  RETURN official, post, unit, company, null AS job, null AS interest, pays, payment, holds, payment.on AS began
}
WITH official, post, unit, company, collect(DISTINCT job) AS jobs, collect(DISTINCT interest) AS interests,
     collect(DISTINCT pays) AS payers, collect(DISTINCT payment) AS found, collect(DISTINCT holds) AS holders, min(began) AS first, min(job.wage) AS lowest
UNWIND CASE WHEN size(found) = 0 THEN [null] ELSE found END AS fee
WITH official, post, unit, company, jobs, interests, payers, holders, first, lowest, collect(fee) AS payments, sum(fee.amount) AS fees
WHERE (size(jobs) + size(interests) > 0 OR fees >= $min_fee)
  AND NOT EXISTS { MATCH (official)-[other:HOLDS_POST]->(:Unit) WHERE valid_at(other, post.until) }
// The lines of the old unit and post; a code without an entry in the list of lines stands for an industry itself.
WITH official, post, unit, company, jobs, interests, payers, payments, holders, first, lowest,
     CASE WHEN unit.region_code ENDS WITH '0000' THEN left(unit.region_code, 2)
          WHEN unit.region_code ENDS WITH '00' THEN left(unit.region_code, 4) ELSE unit.region_code END AS area,
     [''] + coalesce(unit.line_codes, []) + coalesce(post.portfolio, []) AS codes
UNWIND codes AS code
OPTIONAL MATCH (line:Line)
WHERE line.code = code
  AND overlaps(line, post.until - duration({months: $months}), post.until)
WITH official, post, unit, company, jobs, interests, payers, payments, holders, first, lowest,
     collect(DISTINCT CASE WHEN company.region_code STARTS WITH area AND company.industry STARTS WITH line.industry_prefix
                           THEN line END) AS lines,
     max(CASE WHEN code <> '' AND line IS NULL AND company.region_code STARTS WITH area
                   AND company.industry STARTS WITH code THEN 1 ELSE 0 END) AS same_industry
// Acts in favour of the company by bodies that the official oversaw on the day of the act.
OPTIONAL MATCH (body:Unit)-[act:ACT]->(company)
WHERE act.kind IN $acts
  AND NOT before(act.on, post.until - duration({months: $months}))
  AND before(act.on, post.until)
OPTIONAL MATCH (official)-[over:OVERSEES]->(seat:Unit)
WHERE valid_at(over, act.on)
  AND (seat = body OR over.why = 'region' AND body.region_code STARTS WITH over.region_code)
WITH official, post, unit, company, jobs, interests, payers, payments, holders, first, lowest, lines, same_industry,
     collect(DISTINCT CASE WHEN over IS NOT NULL THEN act END) AS acts,
     collect(DISTINCT CASE WHEN over IS NOT NULL THEN body END) AS bodies, collect(DISTINCT over) AS powers
WHERE size(acts) + size(lines) + same_industry > 0
WITH official, post, unit, company, jobs, interests, payers, payments, holders, first, lowest, lines, same_industry, acts, bodies, powers,
     post.is_leader OR post.acting OR any(word IN $ranks WHERE post.rank CONTAINS word) AS senior
RETURN official, post, unit, company, jobs, interests, payers, payments, holders, lines, powers, bodies, acts,
       $months AS months, CASE WHEN senior THEN $long ELSE $short END AS years,
       CASE WHEN size(lines) + same_industry > 0 THEN true END AS fits,
       CASE WHEN company.kind = 'soe' THEN -1 ELSE 0 END + CASE WHEN lowest = 0 THEN -1 ELSE 0 END AS step,
       CASE WHEN company.kind = 'soe' THEN ['soe'] ELSE [] END
         + CASE WHEN lowest = 0 THEN ['unpaid'] ELSE [] END AS reasons,
       CASE WHEN post.rank IS NULL AND NOT coalesce(post.is_leader OR post.acting, false)
                 AND first >= post.until + duration({years: $short}) THEN 'no_rank' END AS unknown
