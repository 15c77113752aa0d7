// ---
// id: nominee-shared-contact
// code: B2
// version: 1
// title: {zh: 中标企业与干部家庭共用联系方式, en: Winner shares contact details with the official's family}
// class: S
// severity: high
// domains: [招投标, 工程建设]
// basis: [公职人员政务处分法 33, 政府采购法 12, "中国共产党纪律处分条例 104"]
// needs: [FAMILY_PARTY, KIN, USES, LINKED, OVERSEES, WON, BUYER]
// params:
//   link_min: {type: float, default: 0.5, basis: "仅两家使用的同一手机号即达到，同一房间单独达不到 (one mobile number of two users gives 0.505, one room 0.379; starting value)"}
//   max_df: {type: int, default: 20, basis: "使用者超过 20 个的多为代办机构、总机或园区，不得调高 (more users mean an agency or a switchboard; LINKED leaves them out, so only less can be asked for)"}
//   overlap: {type: int, default: 30, basis: "共用不满 30 日的不计；投标文件所填的只有一天，不受此限 (shared for less than 30 days does not count, save what a bid names, which is known on one day; starting value)"}
//   heads: {type: list, default: [legal_rep, head, sole_owner], basis: 代表企业的人 (those who stand for a firm)}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
// identity: [official, party, company, award]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{company}中标{unit}的“{award}”（中标日期{award.awarded_on}[，金额{amount}]），{unit}为{official}的{powers.why:all}（{powers:period}）；该企业[?heads:的{roles.role:all}{heads:all}]与{official}[?self:本人][?kins:的{kins.term:all}{party}][?firm:的家庭持股或任职的企业{firm}]共用标识{items}项：{links.kind:all}（共用期间：{links:period}；每项的使用者不超过{users}个，关联分值{link}）。"
//   en: "{company} won \"{award}\" from {unit} (awarded on {award.awarded_on}[, {amount}]), which is {powers.why:all} of {official} ({powers:period}); [?heads:{heads:all}, {roles.role:all} of that company,][!heads:that company] and [?self:the official][?kins:{party} ({kins.term:all} of the official)][?firm:{firm}, a firm of the official's family,] used the same {links.kind:all} (items: {items}, shared {links:period}, each with at most {users} users; link score {link})."
// exclusions:
//   - identifiers that many parties use
//   - an agency's contact on the white list
//   - one after the other, as with a recycled phone number
//   - shared for less than 30 days
//   - shared only before or after the time in which the award could be influenced
//   - what is shared is too little
//   - kin who are neither near nor registered, or no longer kin
//   - people of the company who do not stand for it, or no longer do
//   - a winner in which the family has an interest itself
//   - a unit over which the official has no power
//   - post begun after the award or ended 90 days or more before it
// reasons:
//   one_item: {zh: 只共用一项标识，严重程度降一级, en: "only one identifier is shared: one step less severe"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 两家分别与第三方共用标识（间接关联）的，未列出, en: "contacts that lead over a third party are not followed"}
//   - {zh: 企业其他股东、董事、监事、联系人的个人联系方式未比对, en: "contact details of other holders, directors, supervisors and contact persons are not compared"}
//   - {zh: 家庭成员代管企业账户的，视为利益关系，不在本规则列出, en: "a mandate over the company's account is an interest and no shared contact"}
//   - {zh: 书写不同的同一地址可能被视为不同标识, en: "one address in two spellings may count as two identifiers"}
// checklist:
//   - {zh: 查实号码机主、邮箱注册人、房屋和设备的实际使用人及起止时间, en: "Find out who really holds the number, mailbox, premises or device, and since when"}
//   - {zh: 调取企业登记档案和投标文件，看联系人栏由谁填写、何时变更, en: "Get the register file and the bids: who wrote the contact, and when was it changed"}
//   - {zh: 核对企业实际出资人、账户流水和用工，查明是否代持, en: "Check who paid in the capital, the account and the staff: does somebody hold for another"}
//   - {zh: 核对该采购各环节的签批人和回避记录, en: "Check who signed each stage of the purchase, and any recusal"}
// innocent:
//   - {zh: 号码停用后重新放号，登记日期不准, en: A number was given out again and the dates on file are wrong}
//   - {zh: 同一代理记账、注册代办或物业公司的联系方式未列入白名单, en: The contact belongs to a book-keeper or agency that is not on the white list}
//   - {zh: 邻近店铺、同住亲友借用电话或地址, en: A neighbour or a shop next door borrowed the telephone or the address}
// ---
// First whom the families share something with, which is rare: the company itself, or one who stands for it.
CALL () {
  MATCH (official:Person)-[tie:FAMILY_PARTY]->(party:Party)-[link:LINKED]-(company:Company)
  RETURN official, tie, party, link, company, null AS head, null AS role
  UNION ALL
  MATCH (official:Person)-[tie:FAMILY_PARTY]->(party:Party)-[link:LINKED]-(head:Person)-[role:HAS_ROLE]->(company:Company)
  WHERE role.role IN $heads
  RETURN official, tie, party, link, company, head, role
}
MATCH (company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit)
WHERE link.df <= $max_df
  AND (link.bid OR within_days(link.since, link.until, $overlap, null))
  AND overlaps(link, award.infl_from, award.awarded_on)
  AND overlaps(tie, award.infl_from, award.awarded_on)
  AND (role IS NULL OR overlaps(role, award.infl_from, award.awarded_on))
// A step of its own: few awards are left. A region's head has power over every unit in it.
UNWIND [1] AS step_of_its_own
MATCH (official)-[power:OVERSEES]->(seat:Unit)
WHERE (seat = unit OR unit.region_code STARTS WITH power.region_code)
  AND overlaps(power, award.infl_from, award.awarded_on)
  AND within_days(power.until, award.awarded_on, null, $margin - 1)
  // What the family holds is asked by other rules; that a firm has its owner's telephone is no news.
  AND NOT EXISTS { MATCH (official)-[stake:FAMILY_PARTY]->(company)
                   WHERE overlaps(stake, award.infl_from, award.awarded_on) }
OPTIONAL MATCH (official)-[kin:KIN]->(party)
WITH official, party, company, award, unit, won, buys,
     collect(DISTINCT tie) AS ties, collect(DISTINCT link) AS links, collect(DISTINCT head) AS heads,
     collect(DISTINCT role) AS roles, collect(DISTINCT power) AS powers, collect(DISTINCT kin) AS kins
// An identifier shared in several periods, or with the company and its head, counts once.
UNWIND links AS shared
WITH official, party, company, award, unit, won, buys, ties, links, heads, roles, powers, kins,
     shared.identifier AS identifier, max(shared.weight) AS weight, max(shared.df) AS df
WITH official, party, company, award, unit, won, buys, ties, links, heads, roles, powers, kins,
     sum(weight) AS score, count(identifier) AS items, max(df) AS users
WHERE score >= $link_min
RETURN official, ties, kins, party, links, heads, roles, company, won, award, buys, unit, powers,
       award.amount AS amount, items, users, round(score, 3) AS link,
       CASE WHEN party = official THEN true END AS self,
       CASE WHEN party:Company THEN party END AS firm,
       CASE WHEN items < 2 THEN -1 ELSE 0 END AS step,
       CASE WHEN items < 2 THEN ['one_item'] ELSE [] END AS reasons
