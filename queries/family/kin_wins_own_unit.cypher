// ---
// id: kin-wins-own-unit
// code: A1
// version: 2
// title: {zh: 亲属企业在本人任职单位中标, en: Relative's company wins from the official's own unit}
// class: P
// severity: critical
// domains: [招投标, 学校食堂]
// basis: ["公务员法 74、76", 公职人员政务处分法 33, 政府采购法 12, 政府采购法实施条例 9, "中国共产党纪律处分条例 104、107"]
// needs: [HOLDS_POST, KIN, INTEREST_IN, WON, BUYER]      # absent data -> "not evaluable", never "clear"
// params:
//   min_share: {type: share, default: 0.05, basis: 持股 5% 起视为利益（starting value; OpenSanctions uses 5 % for PEPs）}
//   margin: {type: int, default: 90, basis: 离任不满 90 日的中标仍计入 (an award less than 90 days after the post ended still counts; starting value)}
// identity: [official, relative, company, award]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}（{unit}[{post.post}]，任职时间{post:period}）的{kin.term}{relative}[?chain:通过其他企业][持有{company}{interest.share}的股份并任{interest.role}][?holds:持有{company}{interest.share}的股份][?serves:任{company}的{interest.role}][?controls:控制{company}][?mandated:可操作{company}的银行账户][（{interest:period}）]；{company}中标该单位的“{award}”（中标日期{award.awarded_on}[，金额{amount}]）。"
//   en: "{relative}, {kin.term} of {official} ([{post.post}, ]{unit}, in post {post:period}), [held {interest.share} of {company} and was its {interest.role}][?holds:held {interest.share} of {company}][?serves:was {interest.role} of {company}][?controls:controlled {company}][?mandated:could act at a bank account of {company}][?chain: through other companies][ ({interest:period})]; {company} won \"{award}\" from that unit (awarded on {award.awarded_on}[, {amount}])."
// exclusions:
//   - kin who are not near (in-laws, cousins)
//   - divorced more than a year before the award
//   - married after the award
//   - small holding in a listed company
//   - share bought after the award
//   - share sold before the award could be influenced
//   - contact person of the company
//   - nominee who holds for somebody else
//   - holding in a listed or state company that holds the winner
//   - mandate over an account without a recorded legal ground
//   - card user of the company's account
//   - post begun after the award
//   - post ended 90 days or more before the award
//   - holding below the smallest share
//   - another person of the same name
// reasons:
//   framework: {zh: 框架协议采购，严重程度降一级, en: "framework purchase: one step less severe"}
// route_to: [纪检监察机关, 招标采购单位]
// not_checked:
//   - {zh: 间接持股最多穿透六层，不穿透上市公司、国有企业和持有人超过五十人的基金, en: "chains of holdings are followed over six steps at most, and not through listed or state companies and funds of more than 50 holders"}
//   - {zh: 登记以外的代持和口头约定不在数据中, en: "nominees and agreements that no register shows are not in the data"}
//   - {zh: 政府采购法实施条例第九条所列近姻亲和三代以内旁系血亲不属本规则的近亲属范围，未列出, en: "close in-laws and collateral relatives up to the third generation (政府采购法实施条例 9) are not near kin and not shown by this rule"}
//   - {zh: 亲属关系最多按五条申报记录逐步推算，未申报的亲属无从得知, en: "kinship is followed over at most five declared rows; relatives whom nobody declared are not known"}
//   - {zh: 未检查本人在采购决策中的签批和回避记录, en: "sign-offs and recusals of the official are not loaded"}
// checklist:
//   - {zh: 调取户籍、婚姻登记资料，核实亲属关系及起止时间, en: "Prove the kinship and its dates by household book and marriage register"}
//   - {zh: 调取中标时点的企业登记资料和变更记录, en: "Get the company's register extract as of the award, with its change log"}
//   - {zh: 核对任免文件和该项目各环节的签批人、回避记录, en: "Check the appointment order, who signed each stage, and any recusal"}
//   - {zh: 查看其他投标人的报价和评标记录, en: "Look at the other bids and the evaluation"}
// innocent:
//   - {zh: 本人已按规定报告并回避, en: The official declared the relation and stepped aside}
//   - {zh: 本人不参与该项采购的决策，也不分管相关工作, en: The official has no part in this purchase}
//   - {zh: 该项采购按最低价公开竞争，报价确为最低, en: It was open competition on price and this was the lowest bid}
// ---
// INTEREST_IN already leaves out contact persons and nominees, and in listed companies every holding of no more than half.
MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)-[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit),
      (official)-[post:HOLDS_POST]->(unit)
WHERE kin.near
  AND overlaps(kin, award.infl_from, award.awarded_on)
  AND overlaps(interest, award.infl_from, award.awarded_on)
  AND (interest.share >= $min_share OR interest.role IS NOT NULL OR interest.control OR interest.mandate)
  AND overlaps(post, award.infl_from, award.awarded_on)
  AND within_days(post.until, award.awarded_on, null, $margin - 1)
RETURN official, post, unit, kin, relative, interest, company, won, award, buys,
       award.amount AS amount,
       CASE WHEN award.method = 'framework' THEN -1 ELSE 0 END AS step,
       CASE WHEN award.method = 'framework' THEN ['framework'] ELSE [] END AS reasons,
       CASE WHEN NOT interest.direct THEN true END AS chain,
       CASE WHEN interest.role IS NULL THEN interest.share END AS holds,
       CASE WHEN interest.share IS NULL THEN interest.role END AS serves,
       CASE WHEN interest.share IS NULL AND interest.role IS NULL AND interest.control THEN true END AS controls,
       CASE WHEN interest.share IS NULL AND interest.role IS NULL AND NOT interest.control THEN true END AS mandated
