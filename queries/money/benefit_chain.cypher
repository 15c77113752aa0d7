// ---
// id: benefit-chain
// code: C2
// version: 1
// title: {zh: 公款拨付后经第三方流向干部家庭, en: Public money goes on through others to the official's family}
// class: S
// severity: critical
// domains: [招投标, 工程建设, 医药购销]
// basis: [公职人员政务处分法 34, 刑法 385, 刑法 388之一, "中国共产党纪律处分条例 94(2)"]
// needs: [HOLDS_POST, KIN, OVERSEES, FAMILY_PARTY, MONEY_PATH, HOLDS_ACCOUNT.legal_ground, PAID.legal_ground]
// params:
//   days: {type: int, default: 180, basis: 拨款后 180 日内到达的计入，资金链推导也以此为限 (what arrives within 180 days of the public payment counts; chains are followed no longer either; starting value)}
//   min_hops: {type: int, default: 2, basis: 至少经一个第三方，直接转款由规则 C1 提示 (through one third party at least; a direct payment is rule C1)}
//   max_hops: {type: int, default: 3, basis: "LDBC FinBench CR5、CR8 取三步，资金链推导也以此为限 (three payments as in FinBench; chains are followed no further)"}
//   min_amount: {type: money, default: 10000, basis: 两高 2016 解释第一条，有加重情节的一万元起 (10 000 yuan with aggravation); 每一笔均须达到 (every payment of the chain)}
//   critical_from: {type: money, default: 30000, basis: 两高 2016 解释第一条，三万元为数额较大 (30 000 yuan is a relatively large amount)}
//   usual_from: {type: int, default: 10, basis: "企业另有至少 10 笔付款才与其中位数比较 (the median of fewer other payments says nothing; starting value)"}
//   memo_words: {type: list, default: [工资, 薪, 奖金, 社保, 公积金, 税], basis: "工资、税款和社保不属于利益输送，是否挂名领薪由规则 C6 判断 (wages, tax and social insurance are no benefit; starting value)"}
// identity: [official, company]
// population: MATCH (o:Person)-[:HOLDS_POST]->(:Unit) RETURN count(DISTINCT o)
// explain:
//   zh: "{official}有权管理的{units:all}（{scopes.why:all}）向{company}支付公款{given}（{publics:count}笔，{publics.on:range}）；{days}日内，{company}的资金经第三方转手（资金链{paths:count}条，每条{paths.hops:all}笔，首笔{paths.first_at:range}，末笔{paths.last_at:range}），到达{payees:all}（{families.why:all}）的账户，合计{amount}，相当于上述公款的{part:%}（此为金额之比，不表示就是同一笔钱）。"
//   en: "{units:all}, over which {official} has power ({scopes.why:all}), paid {company} {given} of public money (payments: {publics:count}, {publics.on:range}); within {days} days money of {company} went on through others (chains: {paths:count}, each of {paths.hops:all} payments, the first {paths.first_at:range}, the last {paths.last_at:range}) and {amount} reached accounts of {payees:all} ({families.why:all}). That is {part:%} of the public money: a ratio of sums, not proof that it is the same coin."
// exclusions:
//   - paid before the public money came
//   - arrived too long after the public money
//   - a payment of the chain out of time order
//   - a payment that carries on too little
//   - more payments in a row than are followed
//   - a direct payment, which is rule C1
//   - no power over the unit on the day of the public payment
//   - no longer of the family when the money arrives
//   - an account that the company does not hold when it is paid
//   - a company of the family, which is rule A1
//   - wages, taxes and social insurance
//   - accounts and pairs of accounts on the white list
//   - bank data without a recorded legal ground
// reasons:
//   below_critical: {zh: 到达金额合计不足三万元（参数 critical_from），严重程度降一级, en: "less than critical_from arrived: one step less severe"}
//   usual: {zh: 到达金额低于该企业其他付款的中位数，可能属于日常往来，严重程度降一级, en: "what arrived is less than the median of the company's other payments, so it may be everyday business: one step less severe"}
//   truncated: {zh: 该企业付款太多，只追踪了金额最大的部分，可能还有其他资金链, en: "the company pays so many that only the largest payments were followed; there may be more chains"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 银行数据以外的去向（现金、第三方支付、境外）无法追踪, en: "cash, payment platforms and foreign accounts cannot be followed"}
//   - {zh: 拆成每笔不足起点金额的转款不在此列, en: "money split into payments below the smallest amount is not found here"}
//   - {zh: 只追踪从单位账户付给企业的款项，补贴发放未计入公款, en: "only payments from a public body's account are counted as public money, not subsidies"}
//   - {zh: 个人作为供应商收到的公款未追踪, en: "public money paid to a person is not followed"}
// checklist:
//   - {zh: 逐笔调取银行流水原件，核对时间、金额、摘要和对方户名, en: "Get the bank statement of every payment: time, amount, memo, name of the counterparty"}
//   - {zh: 查明每个中间账户由谁实际控制，与企业、与干部家庭是什么关系, en: "Find who really controls each account in between, and how they know the company and the family"}
//   - {zh: 调取中间人与前后手之间的合同、发票和履行凭证, en: "Ask those in between for contract, invoice and proof of performance on both sides"}
//   - {zh: 核对拨款审批表上的签批人和该干部当时的分管范围, en: "Check who approved the public payment and what the official was in charge of then"}
// innocent:
//   - {zh: 各笔转款分别是真实的货款、劳务、借款或租金，只是时间上前后相接, en: "Each payment is real: goods, work, a loan or rent, and they only happen to follow one another"}
//   - {zh: 亲属在中间企业正常工作或持股，取得公允的报酬或分红, en: "The relative works for or owns part of the firm in between, at fair pay"}
//   - {zh: 中间账户每天收付很多，资金早已混同, en: "The account in between is so busy that the money has long been mixed"}
// ---
MATCH (company:Company)-[path:MONEY_PATH {kind: 'flow'}]->(payee:Party)<-[family:FAMILY_PARTY]-(official:Person)-[scope:OVERSEES]->(seat:Unit)
WHERE path.hops >= $min_hops
  AND path.hops <= $max_hops
  AND path.least_amount >= $min_amount
  AND valid_at(family, date(path.last_at))
  AND NOT any(memo IN path.memos WHERE any(word IN $memo_words WHERE memo CONTAINS word))
// A step of its own: few chains arrive, and public payments are looked for from their companies only.
UNWIND [1] AS step_of_its_own
MATCH (unit:Unit)-[has:HOLDS_ACCOUNT]->(treasury:Account)-[public:PAID]->(account:Account)<-[holds:HOLDS_ACCOUNT]-(company)
WHERE (unit = seat OR unit.region_code STARTS WITH scope.region_code)
  AND within_days(public.on, date(path.first_at), 0, null)
  AND within_days(public.on, date(path.last_at), null, $days)
  AND valid_at(scope, public.on)
  AND valid_at(holds, public.on)
  // What a firm of the family earns is rule A1; that it pays its owners is no news.
  AND NOT EXISTS { MATCH (official)-[own:FAMILY_PARTY]->(company) WHERE valid_at(own, public.on) }
WITH official, company, collect(DISTINCT scope) AS scopes, collect(DISTINCT unit) AS units, collect(DISTINCT has) AS treasuries,
     collect(DISTINCT public) AS found, collect(DISTINCT holds) AS accounts, collect(DISTINCT path) AS paths,
     collect(DISTINCT payee) AS payees, collect(DISTINCT family) AS families
UNWIND found AS paid
WITH official, company, scopes, units, treasuries, accounts, paths, payees, families,
     collect(paid) AS publics, sum(paid.amount) AS given
// One payment into an account of two is counted once, and so is one that ends several chains.
UNWIND paths AS chain
WITH DISTINCT official, company, scopes, units, treasuries, publics, given, accounts, paths, payees, families,
     chain.last_at AS arrived_at, chain.last_amount AS arrived
WITH official, company, scopes, units, treasuries, publics, given, accounts, paths, payees, families, sum(arrived) AS total
CALL (company, paths) {
  MATCH (company)-[:HOLDS_ACCOUNT]->(:Account)-[other:PAID]->(:Account)
  WHERE NOT any(chain IN paths WHERE chain.first_at = other.at AND chain.first_amount = other.amount)
  RETURN count(other) AS others, percentileCont(other.amount, 0.5) AS median
}
WITH *, others >= $usual_from AND total < median AS usual
RETURN official, scopes, units, treasuries, publics, accounts, company, paths, families, payees, $days AS days, given,
       total AS amount, round(toFloat(total) / toFloat(given), 3) AS part,
       CASE WHEN total < $critical_from THEN -1 ELSE 0 END + CASE WHEN usual THEN -1 ELSE 0 END AS step,
       CASE WHEN total < $critical_from THEN ['below_critical'] ELSE [] END
         + CASE WHEN usual THEN ['usual'] ELSE [] END
         + CASE WHEN any(chain IN paths WHERE chain.truncated) THEN ['truncated'] ELSE [] END AS reasons
