// ---
// id: layered-pass-through
// code: C5
// version: 1
// title: {zh: 多层过账、快进快出后流向干部家庭, en: Money passes quickly or in parts through others to the official's family}
// class: S
// severity: high
// domains: [招投标, 工程建设, 养老社保]
// basis: [公职人员政务处分法 34, 刑法 385, 反洗钱法 19]
// needs: [HOLDS_POST, KIN, FAMILY_PARTY, PASS_THROUGH, LINKED, HOLDS_ACCOUNT.legal_ground, PAID.legal_ground]
// params:
//   min_amount: {type: money, default: 50000, basis: "起点五万元，过账推导也以此为限 (50 000 yuan in all; less is not derived; starting value)"}
//   max_kept: {type: share, default: 0.1, basis: "留存不足一成；AMLSim 每手留存 2 %–10 % (less than a tenth stays; AMLSim 2 to 10 %)"}
//   min_through: {type: int, default: 3, basis: AMLSim 分散转入、集中转出，至少三个中间账户 (scattered through three at least)}
//   link_min: {type: float, default: 0.5, basis: "共用标识的权重之和，一个手机号足够，一个房间不够 (sum of the weights of what is shared; one mobile number is enough, one room is not)"}
// identity: [official, sender, receiver]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "曾获公款的{sender}的资金，经他人账户[?fast:（快进快出）][?scattered:（分散转入、集中转出，中间{through}个账户主体）]，几乎不留余额，转到{receiver}[?families:（{families.why:all}；相关干部：{official}）][?links:（与干部{official}家庭的{relatives:all}共用{links.kind:all}）]，首笔{passes.first_at:range}，末笔{passes.last_at:range}，其中最大一次{amount}，中间留存不足{max_kept:%}。"
//   en: "Money of {sender}, which had received public money, went through accounts of others[?fast: (quickly in and out)][?scattered: (in parts, through {through} of them)] to {receiver}[?families: ({families.why:all}; the official is {official})][?links:, who shares {links.kind:all} with {relatives:all} of the family of the official {official}]; the first payment was {passes.first_at:range}, the last {passes.last_at:range}. The largest such passage was {amount}; less than {max_kept:%} stayed on the way."
// exclusions:
//   - less than the smallest amount in all
//   - those in between keep a tenth or more
//   - fewer accounts in between than a scatter needs
//   - paid on before all had been paid, or much later
//   - too slow for fast in and out
//   - the end is neither of the family nor linked to it
//   - too little in common with the family
//   - what is shared was not shared then
//   - no longer of the family when the money arrives
//   - a company of the family, which is rule A1
//   - kinds of firms that hand money on for a living
//   - accounts and pairs of accounts on the white list
//   - bank data without a recorded legal ground
// reasons:
//   linked: {zh: 收款方不属于干部家庭，仅与其共用联系方式，严重程度降一级, en: "the receiver is not of the family but shares contacts with it: one step less severe"}
//   several: {zh: 同类过账不止一次, en: it happened more than once}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 未核对该干部是否管理向企业拨款的单位, en: "whether the official has power over the body that the public money came from is not asked"}
//   - {zh: 终点与干部家庭没有关系的过账不列出, en: "what ends with nobody of or near an official's family is not shown"}
//   - {zh: 中间人把多笔合并或拆开转出的，只按快进快出识别, en: "those in between who merge or split what they got are found only if it is fast"}
//   - {zh: 不足一千元的收付、现金、支付平台未计入, en: "payments below 1 000 yuan, cash and payment platforms are not counted"}
// checklist:
//   - {zh: 查明中间账户的开户人、实际控制人、开户时间和其他收付, en: "Find who opened and who controls each account in between, when it was opened and what else it did"}
//   - {zh: 核对各笔流水的摘要、合同和经办人，看转入转出是否同一人操作, en: "Compare memo, contract and clerk of the payments in and out: was it one hand"}
//   - {zh: 询问收款方取得款项的原因, en: "Ask the receiver what the money was for"}
//   - {zh: 核对企业所获公款的审批人和该干部的职权, en: "Check who approved the company's public money and what power the official has there"}
// innocent:
//   - {zh: 代发工资、代收代付、劳务外包等中介业务，尚未列入白名单, en: "A payroll or collection service that is not on the white list yet"}
//   - {zh: 合作社向农户分配收入, en: "A co-operative that pays its farmers out"}
//   - {zh: 包工头代领代付工人工资和材料款, en: "A foreman who collects and pays wages and material"}
// ---
MATCH (sender:Company)-[pass:PASS_THROUGH]->(receiver:Party)<-[family:FAMILY_PARTY]-(official:Person)
WHERE pass.amount >= $min_amount
  AND pass.kept < $max_kept
  AND (pass.kind = 'fast' OR pass.through >= $min_through)
  AND valid_at(family, date(pass.last_at))
  AND NOT EXISTS { MATCH (official)-[own:FAMILY_PARTY]->(sender) WHERE valid_at(own, date(pass.first_at)) }
WITH official, sender, receiver, collect(DISTINCT pass) AS passes, collect(DISTINCT family) AS families,
     max(pass.amount) AS total, max(pass.through) AS through
RETURN official, sender, receiver, passes, families, null AS sides, null AS links, null AS relatives, total AS amount, through, $max_kept AS max_kept,
       CASE WHEN any(pass IN passes WHERE pass.kind = 'fast') THEN true END AS fast,
       CASE WHEN any(pass IN passes WHERE pass.kind = 'scatter') THEN true END AS scattered,
       0 AS step, CASE WHEN size(passes) > 1 THEN ['several'] ELSE [] END AS reasons
UNION ALL
MATCH (sender:Company)-[pass:PASS_THROUGH]->(receiver:Party)-[link:LINKED]-(relative:Party)<-[family:FAMILY_PARTY]-(official:Person)
WHERE pass.amount >= $min_amount
  AND pass.kept < $max_kept
  AND (pass.kind = 'fast' OR pass.through >= $min_through)
  AND overlaps(link, date(pass.first_at), date(pass.last_at))
  AND valid_at(family, date(pass.last_at))
  AND NOT EXISTS { MATCH (official)-[own:FAMILY_PARTY]->(sender) WHERE valid_at(own, date(pass.first_at)) }
  // The first part of the query has it then.
  AND NOT EXISTS { MATCH (official)-[inside:FAMILY_PARTY]->(receiver) WHERE valid_at(inside, date(pass.last_at)) }
WITH official, sender, receiver, collect(DISTINCT pass) AS passes, collect(DISTINCT family) AS sides,
     collect(DISTINCT link) AS links, collect(DISTINCT relative) AS relatives, max(pass.amount) AS total, max(pass.through) AS through
// An identifier shared in several periods, or with several of the family, counts once.
UNWIND links AS shared
WITH official, sender, receiver, passes, sides, links, relatives, total, through,
     shared.identifier AS identifier, max(shared.weight) AS weight
WITH official, sender, receiver, passes, sides, links, relatives, total, through, sum(weight) AS score
WHERE score >= $link_min
RETURN official, sender, receiver, passes, null AS families, sides, links, relatives, total AS amount, through, $max_kept AS max_kept,
       CASE WHEN any(pass IN passes WHERE pass.kind = 'fast') THEN true END AS fast,
       CASE WHEN any(pass IN passes WHERE pass.kind = 'scatter') THEN true END AS scattered,
       -1 AS step, ['linked'] + CASE WHEN size(passes) > 1 THEN ['several'] ELSE [] END AS reasons
