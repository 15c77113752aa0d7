// ---
// id: kin-gets-approval
// code: A4
// version: 1
// title: {zh: 为亲属企业审批、出让、批贷, en: "Licence, land, resource, credit or quota for a relative's firm"}
// class: P
// severity: high
// domains: [行政审批, 土地出让]
// basis: ["中国共产党纪律处分条例 104", 公职人员政务处分法 33, "刑法 388之一"]
// needs: [OVERSEES, KIN, INTEREST_IN, Approval.decided_on, PeerStat]
// params:
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   types: {type: list, default: [land, mining, licence, loan, quota, exemption, fine_waiver], basis: 党纪处分条例 104 所列审批、资源开发、金融信贷、土地出让等事项 (the acts listed there)}
//   before: {type: int, default: 365, basis: 决定前一年内的利益仍计入 (an interest within the year before the decision counts; starting value)}
//   routine: {type: share, default: 0.95, basis: 准予率超过 95% 的视为人人可得的登记事项 (more granted than this is a formality that everybody gets; starting value)}
//   fence: {type: float, default: 1.5, basis: "快于 Q1 − 1.5 × IQR 的视为异常快 (Tukey's fence)"}
//   contest: {type: int, default: 3, basis: 三家以上竞买视为充分竞争 (three bidders or more are a contest; starting value)}
// identity: [official, relative, company, approval]
// population: MATCH (o:Person)-[:OVERSEES]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{unit}于{approval.decided_on}准予{company}的{approval.type}申请（编号{approval}[，金额{amount}][，面积{approval.area_m2}平方米][，竞买人{approval.bidders}家][，{approval.applied_on}受理][，用时{days}日]）；该单位在{official}（任职单位：{seats:all}[，职务：{posts.post:all}]）的管辖范围内（{over.why:all}），{official}的{kin.term}{relative}在{company}有利益（时间：{interest:period}[?indirect:，间接][，持股{interest.share}][，任{interest.role}][?mandated:，可操作其账户][?controls:，控制该企业]）[?acts:；{official}本人参与办理（{acts.action:all}）][?stepped_aside:；{official}有回避记录][；该单位当年此类事项准予率{rate.mean:%}]。"
//   en: "On {approval.decided_on} {unit} granted {company} its application ({approval.type}, number {approval}[, {amount}][, {approval.area_m2} square metres][, bidders: {approval.bidders}][, received {approval.applied_on}][, days taken: {days}]). {official} ([{posts.post:all}, ]{seats:all}) oversees that unit ({over.why:all}); {relative}, {kin.term} of {official}, has an interest in {company} (dates: {interest:period}[?indirect:; indirect][; holding {interest.share}][; {interest.role}][?mandated:; mandate over its accounts][?controls:; in control])[?acts:; {official} took part in the decision ({acts.action:all})][?stepped_aside:; a recusal of {official} is on file][; the unit granted {rate.mean:%} of such applications that year]."
// exclusions:
//   - formalities that nearly every applicant gets
//   - applications that were refused
//   - kinds of approval that are not asked for
//   - a unit that is not overseen
//   - oversight that began after the decision or had ended before it
//   - kin who are not near (in-laws, cousins), or no longer kin
//   - an interest that ended more than a year before the decision
//   - an interest acquired after the decision
//   - holding below the smallest share
//   - contact person of the company
// reasons:
//   decided: {zh: 本人参与办理，严重程度升一级, en: "the official took part in the decision: one step more severe"}
//   fast: {zh: 办理明显快于同类事项, en: decided markedly faster than others of its kind}
//   contest: {zh: 竞买人三家以上，严重程度降一级, en: "an auction with enough bidders: one step less severe"}
//   region: {zh: 仅因领导整个地区而管辖，严重程度不高于中, en: "overseen as part of the region only: medium at most"}
// route_to: [纪检监察机关, 行政监督部门]
// not_checked:
//   - {zh: 只检查发给企业的审批，发给亲属个人的不检查, en: "approvals issued to the company only, not those to the relative in person"}
//   - {zh: 成交价未与基准地价、评估价、同期利率等比对, en: "prices and rates are not compared with the going ones"}
//   - {zh: 样本不足时不判断准予率和快慢，均视为非例行事项, en: "where there are too few cases, neither the rate of grants nor the usual time is known, and nothing counts as a formality"}
//   - {zh: 没有经办记录时，不能判断本人是否参与办理, en: "without sign-offs nobody knows whether the official took part"}
// checklist:
//   - {zh: 调取审批卷宗，核对受理、审核、决定各环节经办人, en: "Get the file: who received, checked and decided it?"}
//   - {zh: 将用时、价格、条件与标准和其他申请人比对, en: "Compare time, price and conditions with the standard and with other applicants"}
//   - {zh: 查是否有被拒或退出的竞争申请人，并向其了解情况, en: "Look for applicants who were refused or withdrew, and ask them"}
//   - {zh: 调取户籍、婚姻登记资料和企业登记资料，核实亲属关系和利益, en: "Prove the kinship and the interest from the registers"}
//   - {zh: 核对分工文件和回避记录, en: "Check the order on the division of work, and any recusal"}
// innocent:
//   - {zh: 申请符合条件，其他申请人同样获准, en: "The application met the conditions, as others that were granted"}
//   - {zh: 经公开招拍挂，出价最高者得, en: It was a public auction and the highest bid won}
//   - {zh: 本人已回避，或不分管审批事项, en: "The official stepped aside, or has no part in approvals"}
// ---
MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)<-[to:ISSUED_TO]-(approval:Approval)-[by:ISSUED_BY]->(unit:Unit),
      (official)-[over:OVERSEES]->(body:Unit)
WHERE kin.near
  AND approval.result = 'granted'
  AND approval.type IN $types
  AND (body = unit OR unit.region_code STARTS WITH over.region_code)
  AND valid_at(kin, approval.decided_on)
  AND valid_at(over, approval.decided_on)
  AND overlaps(interest, approval.decided_on - duration({days: $before}), approval.decided_on)
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
OPTIONAL MATCH (rate:PeerStat {metric: 'granted', unit: unit.id, category: approval.type, year: approval.decided_on.year})
OPTIONAL MATCH (usual:PeerStat {metric: 'days_to_decide', category: approval.type})
WHERE (usual.year IS NULL OR usual.year = approval.decided_on.year) AND (usual.region IS NULL OR usual.region = unit.region_code)
CALL (official, approval) {
  MATCH (official)-[act:DECIDED]->(approval)
  RETURN collect(CASE WHEN act.action <> 'recused' THEN act END) AS acts, collect(CASE WHEN act.action = 'recused' THEN act END) AS recusals
}
CALL (official, approval) {
  MATCH (official)-[post:HOLDS_POST]->(seat:Unit)
  WHERE valid_at(post, approval.decided_on)
  RETURN collect(post) AS posts, collect(seat) AS seats
}
WITH *, duration.inDays(approval.applied_on, approval.decided_on).days AS days
WITH *, coalesce(days < usual.q1 - $fence * (usual.q3 - usual.q1), false) AS fast
WHERE coalesce(rate.mean, 0.0) <= $routine OR fast OR size(acts) > 0
RETURN official, posts, seats, over, unit, by, approval, to, company, interest, relative, kin, acts, recusals, rate, usual,
       approval.price AS amount, days,
       CASE WHEN size(recusals) > 0 THEN true END AS stepped_aside,
       CASE WHEN NOT interest.direct THEN true END AS indirect, CASE WHEN interest.mandate THEN true END AS mandated,
       CASE WHEN interest.control THEN true END AS controls,
       CASE WHEN size(acts) > 0 THEN 1 ELSE 0 END + CASE WHEN approval.bidders >= $contest THEN -1 ELSE 0 END AS step,
       CASE WHEN over.why = 'region' THEN 'medium' END AS cap,
       CASE WHEN size(acts) > 0 THEN ['decided'] ELSE [] END
         + CASE WHEN fast THEN ['fast'] ELSE [] END
         + CASE WHEN approval.bidders >= $contest THEN ['contest'] ELSE [] END
         + CASE WHEN over.why = 'region' THEN ['region'] ELSE [] END AS reasons
