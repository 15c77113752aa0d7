// ---
// id: nominee-profile
// code: B4
// version: 1
// title: {zh: 挂名股东画像异常, en: The owner on paper does not fit the firm}
// class: W
// severity: medium
// domains: [招投标, 工程建设]
// basis: [公职人员政务处分法 33, "反洗钱法 19（受益所有人）", "公司法 265（实际控制人）"]
// needs: [OWNS, HAS_ROLE, WON, BUYER, TIED, FAMILY_PARTY, OVERSEES]
// params:
//   won_min: {type: money, default: 1000000, basis: 持股或任职期间中标合计一百万元以上 (starting value)}
//   signs_min: {type: int, default: 2, basis: 至少符合两项，单项多有正当原因 (one sign alone often has a good reason; starting value)}
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为股东（starting value; OpenSanctions uses 5 % for PEPs）}
//   aid_days: {type: int, default: 180, basis: 中标前后 180 日内领取的救助 (aid paid within 180 days of the award; starting value)}
//   young: {type: int, default: 20, basis: 不满 20 周岁 (starting value)}
//   old: {type: int, default: 75, basis: 超过 75 周岁 (older than 75; starting value)}
//   founder_years: {type: int, default: 10, basis: 持股十年以上的年长股东多为创办人 (who has held for ten years grew old as an owner; starting value)}
//   firms_min: {type: int, default: 5, basis: 同时任五家以上企业的法定代表人 (starting value)}
//   hops: {type: int, default: 2, basis: "与官员相隔不超过两层关系，不得超过 3 (TIED holds up to 3; starting value)"}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
// identity: [holder, company]
// population: MATCH (c:Company)-[:WON]->(:Award) MATCH (c)<-[:OWNS|HAS_ROLE]-(p:Person) RETURN count(DISTINCT p)
// explain:
//   zh: "{holder}是{company}登记的股东或法定代表人[（持股{holds.share:all}）][（{holds.role:all}）]，期间该企业中标{awards:count}项（{awards.awarded_on:range}，合计{amount}）。[?aids:中标前后{holder}领取经济困难类补助“{programmes:all}”（{aids.paid_on:range}）。][?jobs:中标时由{employers:all}全职参保（{jobs.since:range}起）。][?aged:出生日期{holder.born_on}。][?leads:中标时同时任{leads:count}家企业的法定代表人。][?patrons:中标时受雇于官员家庭持股或任职的企业{firms:all}。][?unpaid:登记的出资未实缴，或企业中标当年纳税额为零。][{holder}经{tied.hops}层关系与{official}相关联][（{tied:period}）][，{unit}为其{power.why}（{power:period}）。]"
//   en: "{holder} is on file as holder or legal representative of {company}[ (share {holds.share:all})][ ({holds.role:all})], which meanwhile won (awards: {awards:count}, {awards.awarded_on:range}, {amount} in all).[?aids: Around an award {holder} drew means-tested aid \"{programmes:all}\" ({aids.paid_on:range}).][?jobs: At an award {holder} was insured full time by {employers:all} (begun {jobs.since:range}).][?aged: Born on {holder.born_on}.][?leads: At an award legal representative of {leads:count} firms.][?patrons: At an award employed by {firms:all}, a firm of an official's family.][?unpaid: Nothing was paid in on the share, or the company paid no tax in the year of an award.][ {holder} is tied to {official}, steps: {tied.hops}][ ({tied:period})][; {unit} is {power.why} of that official ({power:period}).]"
// exclusions:
//   - only one sign
//   - the company won less than a million yuan in all
//   - awards before the holding or office began or after it ended
//   - a holding below the smallest share, or another office
//   - aid that is not means-tested, was reversed, or was paid long before or after
//   - a job that is not full time or not insured, had ended, or is with the company itself
//   - a holder of working age
//   - an elderly holder of many years
//   - legal representative of four firms
//   - registration agencies on the white list
//   - a firm in which an official's family has no interest
//   - co-operatives
//   - kinds of company on the white list
// reasons:
//   aid: {zh: 领取经济困难类补助, en: draws means-tested aid}
//   job: {zh: 由其他单位全职参保, en: insured full time by another employer}
//   age: {zh: 年龄不满 20 周岁或超过 75 周岁, en: younger than 20 or older than 75}
//   many: {zh: 同时任多家企业法定代表人, en: legal representative of many firms}
//   patron: {zh: 受雇于官员家庭的企业, en: employed by a firm of an official's family}
//   paid_in: {zh: 登记的出资未实缴，或企业当年无纳税, en: "nothing paid in on the share, or no tax paid by the company"}
//   tied: {zh: 与对采购单位负有职责的官员有关联，列为强疑点, en: "tied to an official with power over the buyer, which makes it a strong flag"}
// route_to: [纪检监察机关, 行政监督部门]
// not_checked:
//   - {zh: 个人所得税、社保以外的收入和实际经营参与情况没有数据, en: "income tax of persons and who really runs the firm are in no table"}
//   - {zh: 出资、纳税额不详的不作为情形；只有登记为零的计入, en: "unknown capital and tax are no sign, only what is filed as nought"}
//   - {zh: 经其他企业间接持股的股东未检查, en: "those who hold through other companies are not looked at"}
//   - {zh: 外籍、港澳台人员的救助和参保没有数据, en: "aid and insurance of foreigners are in no table"}
// checklist:
//   - {zh: 询问该股东是否知情、是否参与经营、有无出资能力, en: "Ask whether the holder knows of it, runs the firm and could pay for it"}
//   - {zh: 核对出资来源、分红去向和账户实际控制人, en: "Trace who paid in, who draws the dividends and who controls the account"}
//   - {zh: 核对救助资格、参保和任职记录的时间, en: "Check the dates of the aid, the insurance and the office"}
//   - {zh: 沿关联路径核实与官员的关系, en: Verify each step of the tie to the official}
// innocent:
//   - {zh: 家族企业由年长或年轻成员登记持股, en: A family firm in the name of an old or young member}
//   - {zh: 小股东另有正式工作, en: A minority holder with a job elsewhere}
//   - {zh: 企业正常经营，救助资格核定滞后, en: "A sound firm, and aid that was not yet stopped"}
// ---
// A second MATCH lets the office that is the holder's own count among the five.
// The signs, each on the day of an award that the company won while this person held it or stood for it.
CALL () {
  MATCH (holder:Person)-[aid:RECEIVED]->(programme:Programme),
        (holder)-[hold:OWNS|HAS_ROLE]->(company:Company)-[won:WON]->(award:Award)
  WHERE programme.means_tested AND aid.amount > 0 AND within_days(award.awarded_on, aid.paid_on, -$aid_days, $aid_days)
  RETURN holder, hold, company, won, award, 'aid' AS sign, aid, programme, null AS job, null AS employer, null AS leads,
         null AS patron, null AS firm, null AS master, null AS filed, null AS report
  UNION ALL
  MATCH (holder:Person)-[job:EMPLOYED_BY]->(employer:Party),
        (holder)-[hold:OWNS|HAS_ROLE]->(company:Company)-[won:WON]->(award:Award)
  WHERE job.insured AND job.full_time AND employer <> company AND valid_at(job, award.awarded_on)
  RETURN holder, hold, company, won, award, 'job' AS sign, null AS aid, null AS programme, job, employer, null AS leads,
         null AS patron, null AS firm, null AS master, null AS filed, null AS report
  UNION ALL
  MATCH (holder:Person)-[hold:OWNS|HAS_ROLE]->(company:Company)-[won:WON]->(award:Award)
  WHERE holder.born_on IS NOT NULL
    AND (before(award.awarded_on, holder.born_on + duration({years: $young}))
         OR before(holder.born_on + duration({years: $old}), award.awarded_on)
            AND NOT before(hold.since, award.awarded_on - duration({years: $founder_years})))
  RETURN holder, hold, company, won, award, 'age' AS sign, null AS aid, null AS programme, null AS job, null AS employer,
         null AS leads, null AS patron, null AS firm, null AS master, null AS filed, null AS report
  UNION ALL
  MATCH (holder:Person)-[lead:HAS_ROLE {role: 'legal_rep'}]->(led:Company)
  MATCH (holder)-[hold:OWNS|HAS_ROLE]->(company:Company)-[won:WON]->(award:Award)
  WHERE valid_at(lead, award.awarded_on)
    AND NOT EXISTS { MATCH (holder)-[:USES]->(contact:Identifier), (listed:Whitelisted {kind: 'agency_contact'})
                     WHERE listed.value = contact.value AND valid_at(listed, award.awarded_on) }
  WITH holder, hold, company, won, award, collect(DISTINCT lead) AS found, count(DISTINCT led) AS number
  WHERE number >= $firms_min
  UNWIND found AS leads
  RETURN holder, hold, company, won, award, 'many' AS sign, null AS aid, null AS programme, null AS job, null AS employer,
         leads, null AS patron, null AS firm, null AS master, null AS filed, null AS report
  UNION ALL
  MATCH (holder:Person)-[job:EMPLOYED_BY]->(firm:Company)<-[patron:FAMILY_PARTY]-(master:Person),
        (holder)-[hold:OWNS|HAS_ROLE]->(company:Company)-[won:WON]->(award:Award)
  WHERE firm <> company AND valid_at(job, award.awarded_on) AND valid_at(patron, award.awarded_on)
  RETURN holder, hold, company, won, award, 'patron' AS sign, null AS aid, null AS programme, job, null AS employer,
         null AS leads, patron, firm, master, null AS filed, null AS report
  UNION ALL
  MATCH (holder:Person)-[hold:OWNS]->(company:Company)-[won:WON]->(award:Award)
  WHERE hold.paid_in = 0
  RETURN holder, hold, company, won, award, 'paid_in' AS sign, null AS aid, null AS programme, null AS job, null AS employer,
         null AS leads, null AS patron, null AS firm, null AS master, null AS filed, null AS report
  UNION ALL
  MATCH (company:Company)-[filed:REPORTED]->(report:CompanyYear),
        (holder:Person)-[hold:OWNS|HAS_ROLE]->(company)-[won:WON]->(award:Award)
  WHERE report.tax_paid = 0 AND report.year = award.awarded_on.year
  RETURN holder, hold, company, won, award, 'paid_in' AS sign, null AS aid, null AS programme, null AS job, null AS employer,
         null AS leads, null AS patron, null AS firm, null AS master, filed, report
}
MATCH (award)-[buys:BUYER]->(unit:Unit)
WHERE valid_at(hold, award.awarded_on)
  AND (hold.share >= $min_share OR hold.role = 'legal_rep')
  AND coalesce(company.kind, '') <> 'coop'
  AND NOT EXISTS { MATCH (listed:Whitelisted {kind: 'entity_type'})
                   WHERE listed.value = company.kind AND valid_at(listed, award.awarded_on) }
WITH holder, company, award, unit, buys, collect(DISTINCT hold) AS holds, collect(DISTINCT won) AS then_won,
     collect(DISTINCT sign) AS signs, collect(DISTINCT aid) AS aids,
     collect(DISTINCT programme) AS programmes, collect(DISTINCT CASE WHEN sign = 'job' THEN job END) AS jobs,
     collect(DISTINCT employer) AS employers, collect(DISTINCT leads) AS leads, collect(DISTINCT patron) AS patrons,
     collect(DISTINCT CASE WHEN sign = 'patron' THEN job END) AS services, collect(DISTINCT firm) AS firms,
     collect(DISTINCT master) AS masters, collect(DISTINCT filed) AS filings, collect(DISTINCT report) AS reports
WHERE size(signs) >= $signs_min
// All that the company won while this person held it or stood for it.
CALL (holder, company) {
  MATCH (holder)-[still:OWNS|HAS_ROLE]->(company)-[wins:WON]->(other:Award)
  WHERE valid_at(still, other.awarded_on)
    AND (still.share >= $min_share OR still.role = 'legal_rep')
    AND coalesce(other.currency, 'CNY') = 'CNY'
  RETURN collect(DISTINCT wins) AS wins, collect(DISTINCT other) AS found
}
UNWIND found AS one
WITH holder, company, award, unit, buys, holds, then_won, signs, aids, programmes, jobs, employers, leads, patrons, services, firms, masters,
     filings, reports, wins, collect(one) AS awards, sum(one.amount) AS total
WHERE total >= $won_min
// To whom with power over the buyer the holder is tied. A region's head has power over every unit in it.
OPTIONAL MATCH (holder)-[tied:TIED]->(official:Person)-[power:OVERSEES]->(seat:Unit)
WHERE (tied.hops <= $hops OR official IN masters)
  AND (seat = unit OR unit.region_code STARTS WITH power.region_code)
  AND overlaps(tied, award.infl_from, award.awarded_on)
  AND overlaps(power, award.infl_from, award.awarded_on)
  AND within_days(power.until, award.awarded_on, null, $margin - 1)
RETURN holder, holds, company, then_won, wins, awards, buys, unit, aids, programmes, jobs, employers, leads, patrons, services, firms,
       filings, reports, tied, official, power,
       total AS amount,
       CASE WHEN 'age' IN signs THEN true END AS aged,
       CASE WHEN 'paid_in' IN signs THEN true END AS unpaid,
       CASE WHEN official IS NULL THEN 'W' ELSE 'S' END AS class,
       CASE WHEN 'aid' IN signs THEN ['aid'] ELSE [] END
         + CASE WHEN 'job' IN signs THEN ['job'] ELSE [] END
         + CASE WHEN 'age' IN signs THEN ['age'] ELSE [] END
         + CASE WHEN 'many' IN signs THEN ['many'] ELSE [] END
         + CASE WHEN 'patron' IN signs THEN ['patron'] ELSE [] END
         + CASE WHEN 'paid_in' IN signs THEN ['paid_in'] ELSE [] END
         + CASE WHEN official IS NULL THEN [] ELSE ['tied'] END AS reasons
