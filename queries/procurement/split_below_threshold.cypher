// ---
// id: split-below-threshold
// code: F1
// version: 1
// title: {zh: 化整为零规避招标, en: Purchases split to stay below the tender limit}
// class: P
// severity: high
// domains: [招投标, 学校食堂]
// basis: [政府采购法 28, 政府采购法实施条例 28, "招标投标法 4、49"]
// needs: ["config:thresholds", LIMITED_BY.value, BUYER, Award.method, Award.category]
// params:
//   limits: {type: list, default: [open_tender_limit, compulsory_tender], basis: "公开招标数额标准、必须招标的规模标准（thresholds 表；the limits above which a tender is due）"}
//   methods: {type: list, default: [selective, negotiated, consultation, inquiry, single_source, direct], basis: 公开招标以外的采购方式，不含框架协议 (政府采购法 26)}
//   exempt: {type: list, default: [approved, budget_change, emergency, recurring, 经批准, 预算调整, 紧急采购, 经常性采购], basis: "采用理由（reason_code）：预算调整或者经批准的除外 (政府采购法实施条例 28)；抢险救灾 (政府采购法 85)；按月重复发生的需求"}
//   n: {type: int, default: 2, basis: 多次采购，即两次以上 (政府采购法实施条例 28)}
//   digits: {type: int, default: 5, basis: "同一品目：编码前 5 位，如 A0201 (a group of the catalogue, or a category of CPV)"}
//   similar_digits: {type: int, default: 3, basis: "相近品目：编码前 3 位，如 A02，不多于 digits (a division of the catalogue or of CPV, no longer than digits; starting value)"}
//   near: {type: share, default: 0.9, basis: 金额达到限额九成的视为贴近限额 (starting value)}
//   near_n: {type: int, default: 3, basis: 贴近限额的次数 (starting value)}
//   near_days: {type: int, default: 30, basis: 贴近限额的采购之间的天数 (starting value)}
// identity: [unit, category, year]
// population: "MATCH (u:Unit)<-[:BUYER]-(a:Award) RETURN count(DISTINCT u)"
// explain:
//   zh: "{unit}[?category:就品目{category}]以公开招标以外的方式（{awards.method:all}）分{awards:count}次采购，每次均低于限额{applied.value:all}，成交日期{awards.awarded_on:range}，合计{amount}[?suppliers:，供应商：{suppliers:all}]。"
//   en: "{unit} made {awards:count} purchases [?category:of category {category} ]without an open tender ({awards.method:all}), each below the limit ({applied.value:all}), awarded {awards.awarded_on:range}, {amount} in all[?suppliers:; suppliers: {suppliers:all}]."
// exclusions:
//   - open tenders and framework call-offs
//   - approved exceptions, emergencies and recurring needs
//   - purchases of two fiscal years more than 30 days apart
//   - a purchase that reaches the limit by itself
//   - purchases that do not reach the limit together
//   - purchases of another category
//   - purchases of another buyer
//   - failed and cancelled lots
//   - a body that only runs the purchase for the buyer
//   - a contract and its lot are one purchase
//   - a selective tender where only the duty to tender is at stake
//   - amounts in another currency
//   - similar codes from different suppliers
// reasons:
//   law: {zh: 同一财政年度、同一品目，合计达到限额, en: "one fiscal year and one category, together at or above the limit"}
//   similar: {zh: 同一供应商、同一财政年度、相近品目，合计达到限额, en: "similar codes in one fiscal year from one supplier, together at or above the limit"}
//   near: {zh: 30 日内多次采购，每次金额均贴近限额, en: "several purchases within 30 days, each just below the limit"}
//   one_supplier: {zh: 均向同一供应商采购，严重程度升一级, en: "all from one supplier: one step more severe"}
//   no_category: {zh: 品目不详，按最低限额比对，严重程度不高于低, en: "the category is unknown and the lowest limit was taken: low at most"}
//   no_date: {zh: 采购日期不详，无法判断财政年度, en: the day of the purchase is unknown}
// route_to: [财政部门, 审计部门]
// not_checked:
//   - {zh: 未检查供应商之间的关联（共用电话、地址、人员等），关联供应商未视为同一供应商, en: "links between suppliers (shared phones, addresses, people) are not followed: linked suppliers are not grouped as one"}
//   - {zh: 未检查审批记录；经批准的例外只按采用理由识别, en: "approvals are not looked at: an approved exception is only known by its reason code"}
//   - {zh: 金额或采购方式不详的采购未计入, en: purchases without an amount or a method are not counted}
//   - {zh: 采购日期不详的，计入“无法判断”, en: "purchases without a day are counted as not to be judged, not as clear"}
//   - {zh: 未按预算项目和采购内容的文字归类，只按品目编码, en: "purchases are grouped by the codes of their category only, not by budget item or by their text"}
// checklist:
//   - {zh: 核对是否属于同一预算项目，预算是否一次下达, en: "Check whether they belong to one budget item, and whether the money came at once"}
//   - {zh: 查看每次采购的申请人、审批人和采购方式审批, en: "See who asked for each purchase, who approved it, and who approved the method"}
//   - {zh: 核对限额标准在当时当地是否适用, en: Check that the limit applied at that time and place}
//   - {zh: 比对各供应商的关联关系, en: Look for links between the suppliers}
// innocent:
//   - {zh: 预算年中调整或追加，需求分次产生, en: The budget was changed or raised during the year}
//   - {zh: 已获批准采用公开招标以外的方式, en: Another method was approved}
//   - {zh: 编码相同但内容不同的采购, en: Different things under one code}
// ---
// A purchase belongs to every fiscal year (calendar year) in which its day may lie; without a day it cannot be judged.
MATCH (award:Award)-[limited:LIMITED_BY]->(:Limit), (award)-[buys:BUYER]->(unit:Unit)
WHERE limited.name IN $limits
  AND award.method IN $methods
  AND NOT (award.method = 'selective' AND limited.name = 'compulsory_tender')
  AND award.amount < limited.value
  AND NOT coalesce(award.status, 'awarded') IN ['planning', 'planned', 'pending', 'failed', 'unsuccessful', 'cancelled', 'withdrawn']
  AND coalesce(buys.role, 'buyer') = 'buyer'
  AND NOT coalesce(award.reason_code, '') IN $exempt
  AND NOT EXISTS { MATCH (award)-[:FOR_LOT]->(lot:Lot) WHERE lot.status = 'cancelled' OR lot.reason_code IN $exempt }
  AND NOT EXISTS { MATCH (award)<-[:FOR_LOT]-(:Contract) }
UNWIND [0, 1] AS later
WITH award, limited, unit, award.awarded_on.year + later AS year, later
WHERE (within_days(date({year: year}), award.awarded_on, 0, null) AND before(award.awarded_on, date({year: year + 1})))
   OR (award.awarded_on IS NULL AND later = 0)
// What all shapes have in common, so that few purchases are left: one buyer, year and division of the catalogue. Those near
// the limit are also taken by themselves, of whatever year.
UNWIND CASE WHEN later = 0 AND award.amount >= round($near * limited.value) THEN [false, true] ELSE [false] END AS close
WITH unit, close, limited.name AS name, CASE WHEN close THEN null ELSE year END AS year,
     substring(award.category, 0, $similar_digits) AS division,
     collect(award) AS found, sum(award.amount) AS most, max(limited.value) AS highest
UNWIND CASE WHEN size(found) > 1 AND (close OR most >= highest) THEN found ELSE [] END AS part
MATCH (part)-[limited:LIMITED_BY {name: name}]->(:Limit)
// law: one category and year. similar: similar codes from one supplier in a year. near: just below the limit.
UNWIND CASE WHEN close THEN ['near'] ELSE ['law', 'similar'] END AS mode
OPTIONAL MATCH (one:Company)-[won:WON]->(part)
WHERE mode = 'similar'
WITH unit, mode, one, name, year, CASE WHEN mode = 'similar' THEN division ELSE substring(part.category, 0, $digits) END AS category,
     collect(part) AS parts, sum(part.amount) AS total, max(limited.value) AS highest,
     min(substring(part.category, 0, $digits)) AS first_code, max(substring(part.category, 0, $digits)) AS last_code
WHERE size(parts) >= $n
  AND (mode = 'near' OR total >= highest)
  AND (mode <> 'similar' OR (one IS NOT NULL AND first_code <> last_code))
// Near the limit every window of so many days that begins with one of them; the others are one window.
UNWIND CASE WHEN mode = 'near' THEN parts ELSE [parts[0]] END AS first
UNWIND parts AS other
WITH unit, mode, name, year, category, first, other
WHERE mode <> 'near' OR within_days(first.awarded_on, other.awarded_on, 0, $near_days)
WITH unit, mode, name, year, category, first, collect(other) AS window
WHERE mode <> 'near' OR size(window) >= $near_n
UNWIND window AS bought
WITH DISTINCT unit, mode, name, category, CASE WHEN mode = 'near' THEN first.awarded_on.year ELSE year END AS year, bought
WITH unit, mode, name, category, year, collect(bought) AS awards, sum(bought.amount) AS spent
// The limit, buyer and supplier of each purchase that is left are the evidence.
UNWIND awards AS one_of_them
MATCH (one_of_them)-[limited:LIMITED_BY {name: name}]->(limit:Limit)
OPTIONAL MATCH (one_of_them)-[buys:BUYER]->(unit)
OPTIONAL MATCH (supplier:Company)-[won:WON]->(one_of_them)
WITH unit, mode, name, category, year, awards, spent, collect(limited) AS applied, collect(limit) AS limits,
     collect(buys) AS purchases, collect(won) AS wins, collect(supplier) AS suppliers,
     min(supplier.id) = max(supplier.id) AND count(*) = count(won) AS single
RETURN unit, category, year, awards, purchases, applied, limits, wins, suppliers,
       spent AS amount, mode,
       CASE WHEN single THEN 1 ELSE 0 END AS step,
       CASE WHEN category IS NULL THEN 'low' END AS cap,
       CASE mode WHEN 'law' THEN ['law'] WHEN 'similar' THEN ['similar'] ELSE ['near'] END
         + CASE WHEN single THEN ['one_supplier'] ELSE [] END
         + CASE WHEN category IS NULL THEN ['no_category'] ELSE [] END AS reasons,
       CASE WHEN year IS NULL THEN 'no_date' END AS unknown
