// ---
// id: relative-lobbies
// code: R1
// version: 1
// title: {zh: 登记人（议员等）的亲属受雇的机构向登记人给付或由登记人持股, en: A member's relative works for a firm that gives to a member or is held by one}
// class: S
// severity: medium
// domains: [利益登记]
// basis: ["The Code of Conduct, Guide to the Rules: categories 2 to 7 and 10 of the register of interests"]
// needs: [DECLARED, FAMILY, EMPLOYED_BY, PAID, OWNS]
// identity: [member, relative, firm, recipient]
// population: MATCH (m:Person)-[:DECLARED]->(:Entry) RETURN count(DISTINCT m)
// explain:
//   zh: "{member}的亲属{relative}曾受雇于{firm}[（{job.post}）][（{job:period}）]；[?payment:该机构向{recipient}给付{payment:count}笔（{payment.on:range}），合计{amount}][?holding:{recipient}曾持有该机构股份][（登记比例下限{holding.share}）]。"
//   en: "{relative}, a relative of {member}, worked for {firm}[ as {job.post}][ ({job:period})]; [?payment:that firm paid {recipient} {amount} in all (payments: {payment:count}, {payment.on:range})][?holding:{recipient} held shares in that firm][ (registered as at least {holding.share})]."
// exclusions:
//   - employment that ended before the payment
//   - employment that ended before the holding began
//   - payment to a person who files no interests
//   - relative of a person who files no interests
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 未检查间接持股和机构之间的控股关系, en: "indirect holdings and links between firms are not followed"}
//   - {zh: 名称不同但实为同一机构的记录未合并, en: "firms under different names are not merged"}
//   - {zh: 登记表只公布起止日期的一部分，就业起始日期多为空, en: "the register gives few dates; the start of a job is mostly unknown"}
// checklist:
//   - {zh: 核对亲属是否实际从事与该登记人职责有关的游说, en: Ask whether the relative lobbies on matters before the member}
//   - {zh: 核对给付或持股是否按期登记, en: Check whether the payment or the holding was registered in time}
// innocent:
//   - {zh: 亲属的工作与议会事务无关, en: "The relative's work has nothing to do with the chamber"}
//   - {zh: 给付面向众多登记人，与该亲属无关, en: The firm gives to many members and the relative has no part in it}
// ---
MATCH (member:Person)-[family:FAMILY]-(relative:Person)-[job:EMPLOYED_BY]->(firm:Company),
      (firm)-[payer:HOLDS_ACCOUNT]->(source:Account)-[payment:PAID]->(target:Account)<-[payee:HOLDS_ACCOUNT]-(recipient:Person)
WHERE EXISTS { MATCH (member)-[:DECLARED]->(:Entry) }
  AND EXISTS { MATCH (recipient)-[:DECLARED]->(:Entry) }
  AND valid_at(job, payment.on)
RETURN member, family, relative, job, firm, payer, source, payment, target, payee, recipient, null AS holding,
       payment.amount AS amount
UNION
MATCH (member:Person)-[family:FAMILY]-(relative:Person)-[job:EMPLOYED_BY]->(firm:Company)<-[holding:OWNS]-(recipient:Person)
WHERE EXISTS { MATCH (member)-[:DECLARED]->(:Entry) }
  AND EXISTS { MATCH (recipient)-[:DECLARED]->(:Entry) }
  AND overlaps(holding, job.since, job.until - duration({days: 1}))
RETURN member, family, relative, job, firm, null AS payer, null AS source, null AS payment, null AS target,
       null AS payee, recipient, holding,
       null AS amount
