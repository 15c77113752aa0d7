// ---
// id: bidders-shared-identifiers
// code: E2
// version: 1
// title: {zh: 同标段投标人共用联系方式或标识, en: Bidders of one lot share contact details}
// class: S
// severity: high
// domains: [招投标, 工程建设]
// basis: [招标投标法实施条例 40]
// needs: [BID, USES, Identifier.weight]
// params:
//   link_min: {type: float, default: 0.5, basis: "仅两家使用的同一手机号即达到，同一房间单独达不到 (one mobile number of two users gives 0.505, one room 0.379; starting value)"}
//   max_df: {type: int, default: 20, basis: 使用者超过 20 个的多为代办机构、总机或园区 (more users mean an agency or a switchboard; starting value)}
//   days: {type: int, default: 365, basis: 公告前一年内的使用仍有意义 (what was used in the year before the notice still counts; starting value)}
// identity: [lot, bidder_a, bidder_b]
// population: MATCH (:Company)-[bid:BID]->(lot:Lot) WITH lot, count(bid) AS bids WHERE bids > 1 RETURN count(lot)
// explain:
//   zh: "{bidder_a}与{bidder_b}同时参加标段“{lot}”的投标（投标截止{lot.deadline_on}）；公告前{days}日至投标截止期间，两家共用标识{identifiers:count}项：{identifiers.kind:all}（每项的使用者不超过{users}个，关联分值{link}）。"
//   en: "{bidder_a} and {bidder_b} both bid for lot \"{lot}\" (deadline {lot.deadline_on}); between {days} days before the notice and the deadline both used the same {identifiers.kind:all} (items: {identifiers:count}, each with at most {users} users; link score {link})."
// exclusions:
//   - partners of one consortium
//   - withdrawn bids
//   - identifiers that many parties use
//   - identifiers without weight, such as sites and machines
//   - one after the other, as with a recycled phone number
//   - used only before the year of the notice or after the deadline
//   - an agency's contact on the white list
//   - the trading centre's network on the white list
//   - what is shared is too little
// route_to: [公共资源交易部门, 行政监督部门]
// not_checked:
//   - {zh: 未检查授权代表、项目成员是否由另一家投标人参保或发放工资, en: "clerks and project staff of a bid are not in the graph, so whether another bidder employs them is not checked"}
//   - {zh: 未检查共用银行账户、保证金来源账户，以及电子标书的作者和文件特征, en: "shared bank accounts, who paid the deposits, and authors and fingerprints of the bid files are not compared"}
//   - {zh: 未检查法定代表人、股东等个人的联系方式, en: "contact details of heads and holders themselves are not compared"}
//   - {zh: 书写不同的同一地址可能被视为不同标识, en: "one address in two spellings may count as two identifiers"}
// checklist:
//   - {zh: 核对两家企业登记和投标时所填的电话、邮箱、地址及使用期间, en: "Compare the telephone, e-mail and address that both filed at registration and in the bid, with dates"}
//   - {zh: 查实号码机主、邮箱和房屋的实际使用人, en: "Find out who holds the number, the mailbox and the premises"}
//   - {zh: 比对授权代表、项目成员的参保单位和投标文件的编制痕迹, en: "Compare who insures the representatives and project staff, and the traces in the bid files"}
// innocent:
//   - {zh: 同一代理记账、注册代办或物业公司的联系方式未列入白名单, en: The contact belongs to a book-keeper or registration agency that is not on the white list}
//   - {zh: 同一园区、写字楼的总机或共用地址, en: A switchboard or shared address of one business park}
//   - {zh: 号码停用后重新放号，登记日期不准, en: A number was given out again and the dates on file are wrong}
// ---
// First who shares what, which is rare, then their bids. A bid's contact stands for one day: for a day in common it is
// enough that both uses lie in the window.
MATCH (bidder_a:Company)-[use_a:USES]->(identifier:Identifier)<-[use_b:USES]-(bidder_b:Company)
WHERE bidder_a.id < bidder_b.id
  AND identifier.df <= $max_df
  AND identifier.weight > 0
  AND (use_a.bid_id IS NOT NULL OR use_b.bid_id IS NOT NULL OR overlaps(use_a, use_b.since, use_b.until - duration({days: 1})))
MATCH (bidder_a)-[bid_a:BID]->(lot:Lot)<-[bid_b:BID]-(bidder_b)
WHERE bid_a.status <> 'withdrawn'
  AND bid_b.status <> 'withdrawn'
  AND coalesce(bid_a.consortium_id, 'a') <> coalesce(bid_b.consortium_id, 'b')
  AND (overlaps(use_a, lot.published_on - duration({days: $days}), lot.deadline_on) OR valid_at(use_a, lot.deadline_on))
  AND (overlaps(use_b, lot.published_on - duration({days: $days}), lot.deadline_on) OR valid_at(use_b, lot.deadline_on))
  AND NOT EXISTS { MATCH (listed:Whitelisted)
                   WHERE listed.value = identifier.value
                     AND (listed.kind = 'agency_contact' OR listed.kind = 'centre_ip' AND identifier.kind = 'ip')
                     AND valid_at(listed, lot.deadline_on) }
WITH lot, bidder_a, bidder_b, collect(DISTINCT bid_a) AS bids_a, collect(DISTINCT bid_b) AS bids_b,
     collect(DISTINCT use_a) AS uses_a, collect(DISTINCT use_b) AS uses_b, collect(DISTINCT identifier) AS found
UNWIND found AS identifier
WITH lot, bidder_a, bidder_b, bids_a, bids_b, uses_a, uses_b,
     collect(identifier) AS identifiers, sum(identifier.weight) AS link, max(identifier.df) AS users
WHERE link >= $link_min
OPTIONAL MATCH (lot)-[buys:BUYER]->(unit:Unit)
RETURN lot, bidder_a, bids_a, bidder_b, bids_b, identifiers, uses_a, uses_b, buys, unit,
       lot.amount AS amount, users, round(link, 3) AS link, $days AS days
