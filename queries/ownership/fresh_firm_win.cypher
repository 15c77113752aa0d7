// ---
// id: fresh-firm-win
// code: B6
// version: 1
// title: {zh: 新设企业快速中标, en: A firm younger than a year wins}
// class: W
// severity: medium
// domains: [招投标, 工程建设]
// basis: ["政府采购法 22（供应商条件）", "DIGIWHIST NewCompany (< 365 days)"]
// needs: [WON, BUYER, Company.founded_on, TIED, OVERSEES]
// params:
//   days: {type: int, default: 365, basis: 成立不满一年 (DIGIWHIST NewCompany)}
//   months: {type: int, default: 24, basis: 首次中标距成立不满两年 (starting value)}
//   big: {type: money, default: 1000000, basis: 首次中标金额超过一百万元 (starting value)}
//   hops: {type: int, default: 3, basis: "与官员相隔不超过三层关系，不得调高 (TIED holds no more, so only less can be asked for)"}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
// identity: [company, award]
// population: MATCH (c:Company)-[:WON]->(:Award) RETURN count(DISTINCT c)
// explain:
//   zh: "{company}成立于{company.founded_on}[（实缴资本{company.paid_in}）]，{award.awarded_on}中标{unit}的“{award}”[，金额{amount}][，距成立{age}日][，早于成立日期{early}日][?first:，为其首次中标]。[该企业经{tied.hops}层关系与{official}相关联][（{tied:period}）][，{unit}为其{power.why}（{power:period}）][?official:；有此类关联的官员共{official:count}人。]"
//   en: "{company}, founded on {company.founded_on}[ (paid-in capital {company.paid_in})], won \"{award}\" from {unit} on {award.awarded_on}[ ({amount})][, {age} days after it was founded][, {early} days before it was founded][?first:, as its first award].[ It is tied to {official}, steps: {tied.hops}][ ({tied:period})][; {unit} is {power.why} of that official ({power:period})][?official:. Officials with such a tie: {official:count}.]"
// exclusions:
//   - a year or more old, and no first large award
//   - two years or more old
//   - an earlier award
//   - a first award that is not large
//   - a first award in another currency
//   - a project company
//   - the successor of a firm that is old enough
// reasons:
//   young: {zh: 成立不满一年, en: younger than a year}
//   first: {zh: 成立不满两年，首次中标即为大额, en: "younger than two years, and the first award is a large one"}
//   tied: {zh: 与对采购单位负有职责的官员有关联，列为强疑点, en: "tied to an official with power over the buyer, which makes it a strong flag"}
//   no_date: {zh: 成立日期不详, en: the day of founding is unknown}
// route_to: [公共资源交易部门, 招标采购单位, 纪检监察机关]
// not_checked:
//   - {zh: 未登记前身的分立、改制企业按自身成立日期计算, en: "spin-offs and converted firms without a predecessor on file count from their own day of founding"}
//   - {zh: 与采购单位人员的关联只检查有任职记录的人员, en: "of the buyer's staff only those with a post on file are looked at"}
//   - {zh: 参保人数、场地、资质未比对, en: "staff, premises and qualifications are not compared"}
//   - {zh: 成立日期不详的企业计入“无法判断”, en: firms without a day of founding are counted as not to be judged}
// checklist:
//   - {zh: 调取设立和变更登记，核对前身、实际出资人和实缴资本, en: "Get the register file: predecessor, who paid in the capital, and how much"}
//   - {zh: 核对中标时的参保人员、场地和资质业绩是否真实, en: "Check the insured staff, premises, qualifications and references at the time of the award"}
//   - {zh: 查看该项目的资格条件、其他投标人和评标记录, en: "Look at the conditions, the other bidders and the evaluation"}
//   - {zh: 沿关联路径逐段核实关系及起止时间, en: "Verify each step of the tie, with its dates"}
// innocent:
//   - {zh: 由成熟团队或母公司新设的企业, en: A new firm of an experienced team or parent}
//   - {zh: 小额、低门槛采购面向新设小微企业, en: A small purchase that is open to new small firms}
//   - {zh: 更名、改制后的同一企业, en: "The same firm after a change of name or form"}
// ---
// An unknown day of founding may be any day: such rows are counted as not to be judged.
// The same firm under an older name or form counts from the day of the oldest.
CALL () {
  MATCH (company:Company)-[won:WON]->(award:Award)
  WHERE within_days(company.founded_on, award.awarded_on, null, $days - 1)
    AND NOT EXISTS { MATCH (company)-[:SUCCEEDS*1..4]->(older:Company)
                     WHERE within_days(older.founded_on, award.awarded_on, $days, null) }
  RETURN company, won, award, 'young' AS mode
  UNION ALL
  MATCH (company:Company)-[won:WON]->(award:Award)
  WHERE award.amount > $big
    AND coalesce(award.currency, 'CNY') = 'CNY'
    AND before(award.awarded_on, company.founded_on + duration({months: $months}))
    AND NOT EXISTS { MATCH (company)-[:WON]->(earlier:Award) WHERE before(earlier.awarded_on, award.awarded_on) }
    AND NOT EXISTS { MATCH (company)-[:SUCCEEDS*1..4]->(older:Company)
                     WHERE NOT before(award.awarded_on, older.founded_on + duration({months: $months})) }
    AND NOT EXISTS { MATCH (company)-[:SUCCEEDS*1..4]->(:Company)-[:WON]->(earlier:Award)
                     WHERE before(earlier.awarded_on, award.awarded_on) }
  RETURN company, won, award, 'first' AS mode
}
MATCH (award)-[buys:BUYER]->(unit:Unit)
WHERE coalesce(company.kind, '') <> 'spv'
// Whom with power over the buyer it is tied to. A region's head has power over every unit in it.
OPTIONAL MATCH (company)-[tied:TIED]->(official:Person)-[power:OVERSEES]->(seat:Unit)
WHERE tied.hops <= $hops
  AND (seat = unit OR unit.region_code STARTS WITH power.region_code)
  AND overlaps(tied, award.infl_from, award.awarded_on)
  AND overlaps(power, award.infl_from, award.awarded_on)
  AND within_days(power.until, award.awarded_on, null, $margin - 1)
RETURN company, won, award, buys, unit, tied, official, power,
       award.amount AS amount, mode,
       CASE WHEN award.awarded_on >= company.founded_on THEN duration.inDays(company.founded_on, award.awarded_on).days END AS age,
       CASE WHEN award.awarded_on < company.founded_on THEN duration.inDays(award.awarded_on, company.founded_on).days END AS early,
       CASE WHEN mode = 'first' THEN true END AS first,
       CASE WHEN official IS NULL THEN 'W' ELSE 'S' END AS class,
       CASE mode WHEN 'young' THEN ['young'] ELSE ['first'] END
         + CASE WHEN official IS NULL THEN [] ELSE ['tied'] END AS reasons,
       CASE WHEN company.founded_on IS NULL THEN 'no_date' END AS unknown
