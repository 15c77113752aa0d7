// ---
// id: reciprocal-kin-favours
// code: G3
// version: 1
// title: {zh: 互为对方亲属谋利, en: "I favour yours, you favour mine"}
// class: P
// severity: critical
// domains: [关键少数]
// basis: [中国共产党纪律处分条例 95]
// needs: [FAVOURS]
// params:
//   window: {type: int, default: 730, basis: 二十四个月内 (within 24 months; starting value)}
//   min_amount: {type: money, default: 50000, basis: "每一环至少有一项五万元以上的决定，或者安排工作 (an act of 50 000 yuan or a job from each to the next; starting value)"}
//   longest: {type: int, default: 4, basis: 至多四人的循环 (rings of at most four officials; starting value)}
//   draws: {type: int, default: 200, basis: 随机重排二百次 (200 shuffles; starting value)}
//   max_p: {type: float, default: 0.01, basis: 偶然出现的概率低于 1% (chance alone brings the ring about in less than 1 of 100 shuffles; starting value)}
// identity: [ring]
// population: MATCH (o:Person)-[:FAVOURS]->(:Person) RETURN count(DISTINCT o)
// tests:
//   chance: {method: shuffle_p, of: [given, received, edges], below: max_p, draws: draws}
// explain:
//   zh: "{ring:all}{size}人依次为下一人（末一人为第一人）的亲属谋利：{window}日内（{from_on}[至{to_on}]），各自任职、分管或管辖的单位对下一人的亲属或亲属企业作出{number}项决定（{kind}）[，金额合计{total}]。如与这些人之间的往来无关，随机重排{draws}次，这一循环偶然出现的概率为{chance:p}。[?ties:其中有人互为亲属（{ties.term:all}）。]"
//   en: "Each of {ring:all} favoured the relatives of the next, the last those of the first: within {window} days ({from_on}[ to {to_on}]) bodies that they were in or oversaw took {number} decisions for the next one's relatives or their firms ({kind})[, {total} in all]. If nothing tied them to each other, the ring would come about by chance with a probability of {chance:p} ({draws} shuffles).[?ties: Some of them are kin to each other ({ties.term:all}).]"
// exclusions:
//   - favours in one direction only
//   - further apart than the window
//   - acts below the smallest amount, other than jobs
//   - longer rings
//   - what goes to the official in person
//   - what goes to a firm of both families
//   - what a body does in which the taker is in post
//   - rings that chance explains
// reasons:
//   kin_between: {zh: 循环中有人互为亲属, en: "some of the ring are kin to each other"}
// route_to: [纪检监察机关]
// not_checked:
//   - {zh: 经中间人、下属出面的谋利未检查, en: "favours through middlemen or subordinates are not looked at"}
//   - {zh: 未区分具体经办、决策人，以任职、分管、管辖为准, en: "who decided is not told apart; being in post or in charge counts"}
//   - {zh: 民营企业为亲属安排的工作未检查, en: "jobs that private firms gave to relatives are not looked at"}
// checklist:
//   - {zh: 将各项决定按时间列在一条时间轴上, en: Put all acts on one timeline}
//   - {zh: 逐项查明经办、决策人和亲属关系证明, en: "For each act find who decided, and the proof of kinship"}
//   - {zh: 查明这些官员之间的往来, en: What ties do these officials have to each other}
// innocent:
//   - {zh: 小县城亲属关系交织，公开竞争下偶然形成, en: "In a small county families are entangled; open competition brought it about"}
//   - {zh: 普惠性补贴、统一招录, en: "Benefits for everybody, or jobs by open examination"}
// ---
// Rings of two, three and four from their first favour on; what each gave the next is gathered step by step.
CALL () {
  MATCH (a:Person)-[first:FAVOURS]->(b:Person)-[second:FAVOURS]->(a)
  WHERE (first.amount >= $min_amount OR first.kind = 'job')
    AND (second.amount >= $min_amount OR second.kind = 'job')
    AND within_days(first.on, second.on, 0, $window)
  WITH a, b, first, collect(second) AS seconds
  RETURN [a, b] AS ring, [b, a] AS after, [first] + seconds AS favours
  UNION ALL
  MATCH (a:Person)-[first:FAVOURS]->(b:Person)-[second:FAVOURS]->(c:Person)
  WHERE $longest >= 3
    AND (first.amount >= $min_amount OR first.kind = 'job')
    AND (second.amount >= $min_amount OR second.kind = 'job')
    AND within_days(first.on, second.on, 0, $window)
  WITH a, b, c, first, collect(second) AS seconds
  MATCH (c)-[third:FAVOURS]->(a)
  WHERE (third.amount >= $min_amount OR third.kind = 'job')
    AND within_days(first.on, third.on, 0, $window)
  WITH a, b, c, first, seconds, collect(third) AS thirds
  RETURN [a, b, c] AS ring, [b, c, a] AS after, [first] + seconds + thirds AS favours
  UNION ALL
  MATCH (a:Person)-[first:FAVOURS]->(b:Person)-[second:FAVOURS]->(c:Person)
  WHERE $longest >= 4
    AND a <> c
    AND (first.amount >= $min_amount OR first.kind = 'job')
    AND (second.amount >= $min_amount OR second.kind = 'job')
    AND within_days(first.on, second.on, 0, $window)
  WITH a, b, c, first, collect(second) AS seconds
  MATCH (c)-[third:FAVOURS]->(d:Person)
  WHERE b <> d
    AND (third.amount >= $min_amount OR third.kind = 'job')
    AND within_days(first.on, third.on, 0, $window)
  WITH a, b, c, d, first, seconds, collect(third) AS thirds
  MATCH (d)-[fourth:FAVOURS]->(a)
  WHERE (fourth.amount >= $min_amount OR fourth.kind = 'job')
    AND within_days(first.on, fourth.on, 0, $window)
  WITH a, b, c, d, first, seconds, thirds, collect(fourth) AS fourths
  RETURN [a, b, c, d] AS ring, [b, c, d, a] AS after, [first] + seconds + thirds + fourths AS favours
}
UNWIND favours AS favour
WITH ring, after, favours, collect(favour) AS acts, collect(DISTINCT favour.kind) AS kind, sum(favour.amount) AS total,
     min(favour.on) AS from_on, max(favour.on) AS to_on
// How usual favours are: the counts that the shuffles keep.
UNWIND ['award', 'approval', 'grant', 'job'] AS sort
WITH ring, after, acts, kind, total, from_on, to_on, sort,
     COUNT { MATCH (one:Person)-[any:FAVOURS]->(other:Person) WHERE any.kind = sort RETURN DISTINCT one, other } AS pairs
WITH ring, after, acts, kind, total, from_on, to_on, sum(pairs) AS edges
UNWIND ring AS member
OPTIONAL MATCH (member)-[kin:KIN]->(relative:Person)
WHERE relative IN ring
WITH ring, after, acts, kind, total, from_on, to_on, edges, collect(DISTINCT kin) AS ties
RETURN ring, acts, ties, total AS amount, total, size(acts) AS number, kind, from_on,
       CASE WHEN to_on <> from_on THEN to_on END AS to_on, edges, size(ring) AS size, $window AS window,
       $draws AS draws,
       [one IN ring | COUNT { MATCH (one)-[any:FAVOURS]->(other:Person) RETURN DISTINCT other, any.kind }] AS given,
       [one IN after | COUNT { MATCH (other:Person)-[any:FAVOURS]->(one) RETURN DISTINCT other, any.kind }] AS received,
       CASE WHEN size(ties) > 0 THEN ['kin_between'] ELSE [] END AS reasons
