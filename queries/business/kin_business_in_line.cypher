// ---
// id: kin-business-in-line
// code: A3
// version: 1
// title: {zh: 本人或亲属在管辖地区、业务范围内经商办企业, en: "Relative (or the official) runs a business in the official's area and line"}
// class: P
// severity: high
// domains: [经商办企业]
// basis: ["中国共产党纪律处分条例 107", "公务员法 59(16)、74", "公职人员政务处分法 33、36"]
// needs: [HOLDS_POST, KIN, INTEREST_IN, OVERSEES, "config:ban_rules", Company.industry, Company.region_code]
// params:
//   min_share: {type: share, default: 0.05, basis: "亲属持股 5% 起视为经商；本人持有非上市企业股份不论多少 (relatives from 5 %; of the official any share in an unlisted firm; starting value)"}
//   grace: {type: int, default: 90, basis: "任职后 90 日内退出的不计；继承、受赠股份 90 日内转出的不计 (90 days to get out after the appointment, or after shares were inherited or given; starting value)"}
//   idle: {type: int, default: 2, basis: 连续两年无收入、无纳税 (24 months without revenue or tax; starting value)}
// identity: [official, relative, company]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（{unit}[，{post.post}][，{post.rank}]，任职时间{post:period}）[?relative:的{kin.term}{relative}][!relative:本人]在{company}（{company.region_code}，行业{company.industry}）有利益（时间：{interest:period}[?indirect:，间接][，持股{interest.share}][，任{interest.role}][?mandated:，可操作其账户][?controls:，控制该企业]）[?ban:；该企业在其管辖地区内，所属行业在其业务范围内][（条线{line.code}）][?ban:，与禁业规定所列情形相符][，依据：{ban.legal_ref}][?order:；已报告并被要求整改，整改期限{order.due_on}届满时仍未退出][?active:；任职期间该企业有收入或中标][?shelf:；该企业近年无收入、无纳税]。"
//   en: "[?relative:{relative}, {kin.term} of ]{official} ([{post.post}, ][{post.rank}, ]{unit}, in post {post:period})[?relative:,] has an interest in {company} (region {company.region_code}, industry {company.industry}; dates: {interest:period}[?indirect:; indirect][; holding {interest.share}][; {interest.role}][?mandated:; mandate over its accounts][?controls:; in control])[?ban:; it lies in the official's area and its industry in the official's line, which matches a rule on business bans][ ({ban.legal_ref})][?order:; this was declared and ordered to be corrected, and still held on the due date ({order.due_on})][?active:; the company had revenue or won an award in that time][?shelf:; the company had neither revenue nor tax in recent years]."
// exclusions:
//   - a company in another region
//   - a company of another trade
//   - no rule on business bans for this rank, relation, trade or place
//   - a rule on business bans that was not in force, or gave way to that of the place
//   - relatives who are not spouse, child or child's spouse
//   - divorced before, or married after
//   - given up within 90 days after the appointment
//   - given up before the appointment, or acquired after the post
//   - inherited or given shares passed on within 90 days
//   - a relative's holding below the smallest share
//   - employees without shares or office
//   - given up by the day that the order set
//   - an order about another matter, or a business that was never declared
// reasons:
//   kin: {zh: 配偶、子女及其配偶经商, en: "business of the spouse, a child or a child's spouse"}
//   self: {zh: 本人经商, en: the official's own business}
//   ordered: {zh: 已报告、被要求整改，到期仍未退出, en: "declared, ordered to be corrected, and not given up in time"}
//   scope_only: {zh: 仅行业和地区相符，未见收入或中标，严重程度降一级, en: "only trade and place fit, without revenue or award: one step less severe"}
//   shelf: {zh: 空壳企业，两年无收入、无纳税，严重程度不高于低, en: "a shelf company without revenue and tax for two years: low at most"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 禁业规定按 ban_rules 表比对，表中没有的不能发现, en: "bans are those of the list ban_rules; what it does not hold is not found"}
//   - {zh: 经营范围文字未检查，只比对行业代码, en: "the text of the licence is not read, only the code of the trade"}
//   - {zh: 本人被要求整改的情形只在整改台账关联该企业时检查, en: "orders to correct are found where the ledger item names the company"}
// checklist:
//   - {zh: 调取职级任免文件和分工文件，核对禁业规定的适用条款, en: "Get the order of rank and the division of work, and read the clause that applies"}
//   - {zh: 调取企业登记资料、纳税和开票记录，核实是否实际经营, en: "Get register, tax and invoices: does the company trade?"}
//   - {zh: 核对个人有关事项报告和谈话、整改记录, en: "Compare the declarations, and what was said and ordered"}
//   - {zh: 查看企业客户是否为其管辖、监管对象, en: Look at whether its customers are those the official oversees}
// innocent:
//   - {zh: 任职前已有的企业，正在退出, en: The company is older than the post and is being given up}
//   - {zh: 当地规定不禁止该类经营活动, en: The rule of the place allows this kind of business}
//   - {zh: 企业未实际经营, en: The company does not trade}
// ---
// Post, kinship, interest and ban overlap in pairs, so they have a day in common.
CALL () {
  MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company), (official)-[post:HOLDS_POST]->(unit:Unit)
  WHERE kin.core
    AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
    AND overlaps(kin, post.since + duration({days: $grace}), post.until - duration({days: 1}))
    AND overlaps(kin, interest.since, interest.until - duration({days: 1}))
  RETURN official, kin, relative, relative AS holder, interest, company, post, unit, kin.term AS relation
  UNION ALL
  MATCH (official:Person)-[interest:INTEREST_IN]->(company:Company), (official)-[post:HOLDS_POST]->(unit:Unit)
  RETURN official, null AS kin, null AS relative, official AS holder, interest, company, post, unit, 'self' AS relation
}
WITH *, CASE WHEN unit.region_code ENDS WITH '0000' THEN substring(unit.region_code, 0, 2)
             WHEN unit.region_code ENDS WITH '00' THEN substring(unit.region_code, 0, 4) ELSE unit.region_code END AS area
WHERE company.region_code STARTS WITH area
  AND overlaps(interest, post.since + duration({days: $grace}), post.until - duration({days: 1}))
  AND NOT EXISTS { MATCH (holder)-[own:OWNS]->(company)
                   WHERE own.acquired_by IN ['inheritance', 'gift'] AND own.since = interest.since AND interest.role IS NULL
                     AND within_days(own.since, own.until, null, $grace) }
MATCH (ban:BanRule {relation: relation})
WHERE (ban.rank IS NULL OR ban.rank = post.rank)
  AND (ban.region_code IS NULL OR unit.region_code STARTS WITH ban.region_code)
  AND (ban.activity IS NULL OR company.industry STARTS WITH ban.activity)
  AND (ban.area IS NULL OR company.region_code STARTS WITH ban.area)
  AND overlaps(ban, post.since + duration({days: $grace}), post.until - duration({days: 1}))
  AND overlaps(ban, interest.since, interest.until - duration({days: 1}))
  AND (kin IS NULL OR overlaps(ban, kin.since, kin.until - duration({days: 1})))
  AND NOT EXISTS { MATCH (nearer:BanRule {relation: relation})
                   WHERE unit.region_code STARTS WITH nearer.region_code AND size(nearer.region_code) > size(coalesce(ban.region_code, ''))
                     AND coalesce(nearer.rank, '') = coalesce(ban.rank, '')
                     AND overlaps(nearer, ban.since, ban.until - duration({days: 1})) }
// In the line: a line code of the unit or the portfolio, by the list or itself the code of a trade; who heads a region, in all.
UNWIND CASE WHEN size(coalesce(unit.line_codes, []) + coalesce(post.portfolio, [])) = 0 THEN [''] ELSE coalesce(unit.line_codes, []) + coalesce(post.portfolio, []) END AS code
OPTIONAL MATCH (line:Line {code: code})
WHERE overlaps(line, post.since, post.until - duration({days: 1}))
OPTIONAL MATCH (official)-[heads:OVERSEES {why: 'region'}]->(unit)
WHERE overlaps(heads, post.since, post.until - duration({days: 1}))
WITH *
WHERE heads IS NOT NULL OR (code <> '' AND company.industry STARTS WITH coalesce(line.industry_prefix, code))
CALL (company, post, interest) {
  MATCH (company)-[:REPORTED]->(year:CompanyYear)
  WHERE year.year >= coalesce(post.since.year, 0) AND year.year >= coalesce(interest.since.year, 0)
  RETURN sum(CASE WHEN year.revenue > 0 OR year.tax_paid > 0 THEN 1 ELSE 0 END) AS busy, sum(CASE WHEN year.revenue = 0 AND year.tax_paid = 0 THEN 1 ELSE 0 END) AS quiet
}
WITH *, busy > 0 OR EXISTS { MATCH (company)-[:WON]->(award:Award) WHERE valid_at(post, award.awarded_on) AND valid_at(interest, award.awarded_on) } AS active
RETURN official, post, unit, kin, relative, interest, company, ban, line, heads, null AS declared, null AS about, null AS order,
       CASE WHEN NOT interest.direct THEN true END AS indirect, CASE WHEN interest.mandate THEN true END AS mandated,
       CASE WHEN interest.control THEN true END AS controls, CASE WHEN active THEN true END AS active,
       CASE WHEN NOT active AND quiet >= $idle THEN true END AS shelf,
       CASE WHEN kin IS NULL THEN 'self' ELSE 'kin' END AS mode,
       CASE WHEN active THEN 0 ELSE -1 END AS step,
       CASE WHEN NOT active AND quiet >= $idle THEN 'low' END AS cap,
       CASE WHEN kin IS NULL THEN ['self'] ELSE ['kin'] END
         + CASE WHEN active THEN [] WHEN quiet >= $idle THEN ['shelf'] ELSE ['scope_only'] END AS reasons
UNION
MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)<-[declared:DECLARED]-(official),
      (order:LedgerItem)-[about:CONCERNS]->(company), (official)-[post:HOLDS_POST]->(unit:Unit)
WHERE kin.core
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
  AND order.kind = 'rectification'
  AND coalesce(order.rule_id, 'A3') IN ['A3', 'kin-business-in-line']
  AND before(declared.as_of, order.due_on)
  AND valid_at(kin, order.due_on)
  AND valid_at(interest, order.due_on)
  AND valid_at(post, order.due_on)
RETURN official, post, unit, kin, relative, interest, company, null AS ban, null AS line, null AS heads, declared, about, order,
       CASE WHEN NOT interest.direct THEN true END AS indirect, CASE WHEN interest.mandate THEN true END AS mandated,
       CASE WHEN interest.control THEN true END AS controls, null AS active, null AS shelf,
       'ordered' AS mode, 0 AS step, null AS cap, ['ordered'] AS reasons
