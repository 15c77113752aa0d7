// ---
// id: undeclared-kin-interest
// code: H1
// version: 1
// title: {zh: 未报告配偶、子女及其配偶经商、从业、持股, en: "Business, job or holding of spouse, child or child's spouse not declared"}
// class: P
// severity: high
// domains: [关键少数]
// basis: ["领导干部报告个人有关事项规定 3(7)", 领导干部个人有关事项报告查核结果处理办法]
// needs: [DECLARED, KIN, INTEREST_IN]
// params:
//   grace: {type: int, default: 30, basis: 事后 30 日内报告，引用前须核实 (to be reported within 30 days of the event; confirm before quoting)}
//   senior: {type: list, default: [董事长, 总经理, 总裁, 总监, 首席, 负责人, 合伙人], basis: 岗位含此类词语的视为高级职务 (a job with one of these words is a senior one; starting value)}
// identity: [official, relative, target, year]
// population: "MATCH (o:Person)-[:DECLARED]->(:Entry {register: 'declarations'}) RETURN count(DISTINCT o)"
// explain:
//   zh: "{official}的{kin.term}{relative}[?chain:通过其他企业][?held:持有{target}{held:%}的股份][?serves:任{target}的{interest.role}][?controls:控制{target}][?mandated:可操作{target}的银行账户][?vague:在{target}有利益][?hired:受雇于{target}，岗位为{job.post}][?home:与其登记在同一户][（{interest:period}）][（{job:period}）][（{lives:period}）]；{official}{year}年度的个人有关事项报告（填报{filed:count}项，报告时点{filed.as_of:range}）[?target:没有相应事项][!target:没有把此人列为家庭成员][?nothing:，该年度填报“无此类情况”]。"
//   en: "{relative}, {kin.term} of {official}, [?held:held {held:%} of {target}][?serves:was {interest.role} of {target}][?controls:controlled {target}][?mandated:could act at a bank account of {target}][?vague:had an interest in {target}][?chain: through other companies][?hired:was employed by {target} as {job.post}][?home:was registered in the same household][ ({interest:period})][ ({job:period})][ ({lives:period})]; the declaration of {official} for {year} (items: {filed:count}, stated {filed.as_of:range}) [?target:has no such item][!target:does not list this person as family][?nothing: and says that there was nothing to declare]."
// exclusions:
//   - declared by its key
//   - declared by its name, or a former one
//   - the company that holds it is declared
//   - sold before the day of the declaration
//   - bought less than 30 days before the day of the declaration
//   - kin beyond spouse, child and child's spouse
//   - divorced more than a year before the day of the declaration
//   - holding in a listed company
//   - contact person of the company
//   - a job that is not senior
//   - a member of the household who is declared
//   - a member of the household who moved in or out around that day
//   - a member of the household where no family is declared at all
//   - another person of the same name
// reasons:
//   nothing: {zh: 该年度填报“无此类情况”, en: the year's declaration says that there was nothing to declare}
//   household: {zh: 同户近亲属未列入家庭成员, en: "a spouse, child or child's spouse of the same household is not listed as family"}
//   no_declaration: {zh: 没有该干部的个人有关事项报告, en: the official's declarations are not loaded}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 名称按全称和曾用名比对，错别字、简称不作近似匹配，需人工核对, en: "names are compared whole, with former names; misspellings and short forms are not matched and must be checked by hand"}
//   - {zh: 有报告的年度才作比对，缺报的年度不在其内, en: "only years with a declaration are compared; a year that is missing is not shown"}
//   - {zh: 上市公司股票和房产、投资由规则 H2 检查, en: "listed shares, property and investments are rule H2"}
//   - {zh: 漏报还是瞒报由人判断, en: "whether it was forgotten or hidden is for people to judge"}
// checklist:
//   - {zh: 调取报告原件，逐项核对, en: "Get the declaration itself and compare it item by item"}
//   - {zh: 调取报告时点的企业登记资料和变更记录, en: "Get the company's register extract as of the day of the declaration, with its change log"}
//   - {zh: 核实亲属关系及起止时间, en: Prove the kinship and its dates}
//   - {zh: 听取本人说明, en: Hear the official}
// innocent:
//   - {zh: 企业已停业或登记信息滞后，本人不知情, en: "The firm had ceased or the register was behind, and the official did not know"}
//   - {zh: 以简称或品牌名填报, en: It was declared under a short name or brand}
//   - {zh: 数额很小的疏漏, en: A small item was forgotten}
// ---
// What spouse, children and their spouses had on the day of a declaration, 30 days long.
CALL () {
  MATCH (official:Person)-[filed:DECLARED]->(entry:Entry {register: 'declarations'}),
        (official)-[kin:KIN {core: true}]->(relative:Person)-[interest:INTEREST_IN]->(target:Company)
  WHERE valid_at(interest, filed.as_of) AND valid_at(interest, filed.as_of - duration({days: $grace}))
    AND (coalesce(target.kind, '') <> 'listed' OR interest.role IS NOT NULL)
    AND (interest.direct OR NOT EXISTS {
          MATCH (official)-[item:DECLARED]->(:Company)-[:OWNS*1..5]->(target) WHERE item.as_of.year = filed.as_of.year })
  RETURN official, filed, entry, kin, relative, interest, null AS job, target, null AS lives, null AS shares, null AS household
  UNION ALL
  MATCH (official:Person)-[filed:DECLARED]->(entry:Entry {register: 'declarations'}),
        (official)-[kin:KIN {core: true}]->(relative:Person)-[job:EMPLOYED_BY]->(target:Company)
  WHERE valid_at(job, filed.as_of) AND valid_at(job, filed.as_of - duration({days: $grace}))
    AND any(word IN $senior WHERE job.post CONTAINS word)
  RETURN official, filed, entry, kin, relative, null AS interest, job, target, null AS lives, null AS shares, null AS household
  UNION ALL
  MATCH (official:Person)-[filed:DECLARED]->(entry:Entry {register: 'declarations', category: 'kin'}),
        (official)-[kin:KIN {core: true}]->(relative:Person)-[lives:MEMBER_OF]->(household:Household)<-[shares:MEMBER_OF]-(official)
  WHERE valid_at(lives, filed.as_of) AND valid_at(lives, filed.as_of - duration({days: $grace}))
    AND valid_at(shares, filed.as_of)
  RETURN official, filed, entry, kin, relative, null AS interest, null AS job, null AS target, lives, shares, household
}
WITH *, filed.as_of.year AS year, coalesce(entry.category, '') = 'none' AS empty
WHERE valid_at(kin, filed.as_of)
  AND (target IS NULL OR NOT EXISTS {
        MATCH (official)-[item:DECLARED]->(target)
        WHERE item.as_of.year = year AND coalesce(item.relative_id, relative.id) = relative.id })
  AND (target IS NULL OR NOT EXISTS {
        MATCH (official)-[item:DECLARED]->(said:Entry)
        WHERE item.as_of.year = year AND coalesce(item.relative_id, relative.id) = relative.id
          AND (toLower(trim(said.summary)) = toLower(trim(target.name)) OR said.summary IN target.former_names) })
  AND (target IS NOT NULL OR NOT EXISTS {
        MATCH (official)-[item:DECLARED {kind: 'kin'}]->(relative) WHERE item.as_of.year = year })
  AND (target IS NOT NULL OR NOT EXISTS {
        MATCH (official)-[item:DECLARED {kind: 'kin'}]->(said:Entry)
        WHERE item.as_of.year = year AND trim(said.summary) = relative.name })
WITH official, kin, relative, target, year, interest, job, lives, shares, household,
     collect(filed) AS filed, collect(entry) AS entries, max(CASE WHEN empty THEN 1 END) AS nothing
RETURN official, null AS post, kin, relative, interest, job, target, lives, shares, household, filed, entries, year, nothing,
       CASE WHEN NOT interest.direct THEN true END AS chain,
       interest.share AS held,
       CASE WHEN interest.share IS NULL THEN interest.role END AS serves,
       CASE WHEN interest.share IS NULL AND interest.role IS NULL AND interest.control THEN true END AS controls,
       CASE WHEN interest.share IS NULL AND interest.role IS NULL AND interest.mandate THEN true END AS mandated,
       CASE WHEN interest.share IS NULL AND interest.role IS NULL AND NOT interest.control AND NOT interest.mandate THEN true END AS vague,
       job.post AS hired, CASE WHEN target IS NULL THEN true END AS home,
       CASE WHEN nothing = 1 THEN ['nothing'] ELSE [] END + CASE WHEN target IS NULL THEN ['household'] ELSE [] END AS reasons,
       null AS unknown
UNION
MATCH (official:Person)-[kin:KIN {core: true}]->(relative:Person)-[interest:INTEREST_IN]->(target:Company),
      (official)-[post:HOLDS_POST]->(:Unit)
OPTIONAL MATCH (official)-[item:DECLARED]->(:Entry {register: 'declarations'})
WITH official, post, kin, relative, interest, target, collect(item) AS filed
WHERE size(filed) = 0
RETURN official, post, kin, relative, interest, null AS job, target, null AS lives, null AS shares, null AS household,
       filed, [] AS entries, null AS year, null AS nothing, null AS chain, null AS held, null AS serves,
       null AS controls, null AS mandated, null AS vague, null AS hired, null AS home, [] AS reasons,
       CASE WHEN size(filed) = 0 THEN 'no_declaration' END AS unknown
