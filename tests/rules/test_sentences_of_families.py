# ruff: noqa: E501 -- sentences stand as they are read
"""What the rules on family business say, word for word, in both languages; nobody in them exists."""

from __future__ import annotations

import pytest

from tests.rules.graphs import told

SNAPSHOTS = [
    (
        "kin_wins_in_scope",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, is_leader: true, since: 2021-07-01, until: 2024-02-01}]->(v:Unit {name: 某局})
        (u:Unit {name: 某所})-[:PART_OF {since: 2010-01-01, until: 9999-12-31}]->(v)
        (u)<-[:BUYER]-(k:Contract {title: 维修, amount: 500000, infl_from: 2022-03-01, awarded_on: 2022-06-30})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 2023-05-11}]->(c:Company {name: 丙公司})-[:WON]->(k)
        (u)<-[:BUYER]-(b:Contract {awarded_on: 2020-06-30, infl_from: 2020-06-30, amount: 100000})<-[:WON]-(d:Company)
        """,
        "王建国（任职单位：某局，职务：局长）的子女王小红在丙公司有利益（时间：2020-03-01至2023-05-11，持股60%，控制该企业）；丙公司中标“维修”（中标日期2022-06-30，金额500,000.00 元），采购单位某所在王建国的管辖范围内（下属单位，2021-07-01至2024-02-01）。管辖开始（2021-07-01）后730日内，丙公司占该单位采购额的100%，此前730日内占0%。",
        '王小红, child of 王建国 (局长, 某局), has an interest in 丙公司 (dates: from 2020-03-01 until 2023-05-11; holding 60%; in control). 丙公司 won "维修" (awarded on 2022-06-30, CNY 500,000.00) from 某所, which 王建国 oversees (a subordinate unit, from 2021-07-01 until 2024-02-01). In the 730 days from the start of that oversight (2021-07-01) 丙公司 had 100% of this buyer\'s purchases by value; in the 730 days before: 0%.',
    ),
    (
        "kin_wins_in_scope",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 县长, is_leader: true, since: 2019-01-01, until: 2024-02-01}]->(v:Unit {name: 某县政府, kind: government, region_code: 330102}), (u:Unit {name: 某所, region_code: 330102})
        (u)<-[:BUYER]-(k:Contract {title: 维修, infl_from: 2022-03-01, awarded_on: 2022-06-30})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:HAS_ROLE {role: director}]->(c:Company {name: 丙公司})-[:WON]->(k)
        """,
        "王建国（任职单位：某县政府，职务：县长）的子女王小红在丙公司有利益（时间：不详，任董事）；丙公司中标“维修”（中标日期2022-06-30），采购单位某所在王建国的管辖范围内（主政地区内的单位，2019-01-01至2024-02-01）。",
        '王小红, child of 王建国 (县长, 某县政府), has an interest in 丙公司 (dates: unknown; director). 丙公司 won "维修" (awarded on 2022-06-30) from 某所, which 王建国 oversees (a unit in the region, from 2019-01-01 until 2024-02-01).',
    ),
    (
        "kin_business_in_line",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 副局长, rank: 县处级副职, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 教育局, region_code: 330102, line_codes: [EDU]})
        (b:BanRule {rank: 县处级副职, relation: child, legal_ref: 某省规定第五条, since: 2015-01-01, until: 9999-12-31}), (n:Line {code: EDU, industry_prefix: P, since: 2015-01-01, until: 9999-12-31})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 2023-05-11}]->(c:Company {name: 丙学校, region_code: 330102, industry: P8399})-[:WON]->(k:Contract {infl_from: 2022-03-01, awarded_on: 2022-06-30})
        """,
        "王建国（教育局，副局长，县处级副职，任职时间2019-01-01至2024-02-01）的子女王小红在丙学校（330102，行业P8399）有利益（时间：2020-03-01至2023-05-11，持股60%，控制该企业）；该企业在其管辖地区内，所属行业在其业务范围内（条线EDU），与禁业规定所列情形相符，依据：某省规定第五条；任职期间该企业有收入或中标。",
        "王小红, child of 王建国 (副局长, 县处级副职, 教育局, in post from 2019-01-01 until 2024-02-01), has an interest in 丙学校 (region 330102, industry P8399; dates: from 2020-03-01 until 2023-05-11; holding 60%; in control); it lies in the official's area and its industry in the official's line, which matches a rule on business bans (某省规定第五条); the company had revenue or won an award in that time.",
    ),
    (
        "kin_business_in_line",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {rank: 县处级副职, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 教育局, region_code: 330102, line_codes: [P83]})
        (b:BanRule {rank: 县处级副职, relation: self, since: 2015-01-01, until: 9999-12-31})
        (o)-[:OWNS {share: 0.01, since: 2020-03-01, until: 2023-05-11}]->(c:Company {name: 丙学校, region_code: 330102, industry: P8399})
        """,
        "王建国（教育局，县处级副职，任职时间2019-01-01至2024-02-01）本人在丙学校（330102，行业P8399）有利益（时间：2020-03-01至2023-05-11，持股1%）；该企业在其管辖地区内，所属行业在其业务范围内，与禁业规定所列情形相符。",
        "王建国 (县处级副职, 教育局, in post from 2019-01-01 until 2024-02-01) has an interest in 丙学校 (region 330102, industry P8399; dates: from 2020-03-01 until 2023-05-11; holding 1%); it lies in the official's area and its industry in the official's line, which matches a rule on business bans.",
    ),
    (
        "kin_business_in_line",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 副局长, rank: 县处级副职, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 教育局, region_code: 330102})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 2023-05-11}]->(c:Company {name: 丙学校, region_code: 330102, industry: P8399})
        (o)-[:DECLARED {declaration_id: 1, kind: business, as_of: 2021-12-31, relative_id: p}]->(c), (t:LedgerItem {kind: rectification, rule_id: A3, due_on: 2022-06-30})-[:CONCERNS]->(c)
        """,
        "王建国（教育局，副局长，县处级副职，任职时间2019-01-01至2024-02-01）的子女王小红在丙学校（330102，行业P8399）有利益（时间：2020-03-01至2023-05-11，持股60%，控制该企业）；已报告并被要求整改，整改期限2022-06-30届满时仍未退出。",
        "王小红, child of 王建国 (副局长, 县处级副职, 教育局, in post from 2019-01-01 until 2024-02-01), has an interest in 丙学校 (region 330102, industry P8399; dates: from 2020-03-01 until 2023-05-11; holding 60%; in control); this was declared and ordered to be corrected, and still held on the due date (2022-06-30).",
    ),
    (
        "kin_gets_approval",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 某局, region_code: 330102})
        (a:Approval {type: mining, result: granted, applied_on: 2022-03-01, decided_on: 2022-03-15, price: 800000})-[:ISSUED_BY]->(u)
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 2023-05-11}]->(c:Company {name: 丙公司}), (a)-[:ISSUED_TO]->(c)
        (o)-[:DECIDED {act_id: a, act_type: approval, action: signed, at: 2022-03-15}]->(a)
        """,
        "某局于2022-03-15准予丙公司的矿权申请（编号a，金额800,000.00 元，2022-03-01受理，用时14日）；该单位在王建国（任职单位：某局，职务：局长）的管辖范围内（任职单位），王建国的子女王小红在丙公司有利益（时间：2020-03-01至2023-05-11，持股60%，控制该企业）；王建国本人参与办理（签批）。",
        "On 2022-03-15 某局 granted 丙公司 its application (mining right, number a, CNY 800,000.00, received 2022-03-01, days taken: 14). 王建国 (局长, 某局) oversees that unit (the own unit); 王小红, child of 王建国, has an interest in 丙公司 (dates: from 2020-03-01 until 2023-05-11; holding 60%; in control); 王建国 took part in the decision (signed).",
    ),
    (
        "kin_gets_approval",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 某局, region_code: 330102})
        (a:Approval {type: licence, result: granted, decided_on: 2022-03})-[:ISSUED_BY]->(u)
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6}]->(c:Company {name: 丙公司}), (a)-[:ISSUED_TO]->(c)
        (o)-[:DECIDED {act_id: a, act_type: approval, action: recused, at: 2022-03-15}]->(a)
        """,
        "某局于2022-03准予丙公司的许可证照申请（编号a）；该单位在王建国（任职单位：某局）的管辖范围内（任职单位），王建国的子女王小红在丙公司有利益（时间：不详，持股60%，控制该企业）；王建国有回避记录。",
        "On 2022-03 某局 granted 丙公司 its application (licence, number a). 王建国 (某局) oversees that unit (the own unit); 王小红, child of 王建国, has an interest in 丙公司 (dates: unknown; holding 60%; in control); a recusal of 王建国 is on file.",
    ),
    (
        "kin_subcontract",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 某局})
        (u)<-[:BUYER]-(k:Contract {title: 道路改造, amount: 2000000, infl_from: 2022-03-01, awarded_on: 2022-06-30, since: 2022-07-15, until: 2023-06-30})<-[:WON]-(m:Company {name: 总包公司})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 9999-12-31}]->(c:Company {name: 丙公司})
        (m)-[:SUBCONTRACTED {subcontract_id: 1, contract_id: k, amount: 500000, signed_on: 2022-09-01, filed: true}]->(c)
        """,
        "总包公司中标王建国（任职单位：某局，职务：局长）管辖的某局的“道路改造”（中标日期2022-06-30，合同金额2,000,000.00 元）；自中标至合同结束后90日，总包公司向丙公司分包1项（签订日期2022-09-01），已备案，合计500,000.00 元；王建国的子女王小红在丙公司有利益（时间：2020-03-01起，持股60%，控制该企业）。",
        '总包公司 won "道路改造" (awarded on 2022-06-30, contract of CNY 2,000,000.00) from 某局, overseen by 王建国 (局长, 某局); between the award and 90 days after the end of the contract 总包公司 gave subcontracts to 丙公司 (number: 1; signed on 2022-09-01), filed with the authority: CNY 500,000.00 in all. 王小红, child of 王建国, has an interest in 丙公司 (dates: since 2020-03-01; holding 60%; in control).',
    ),
    (
        "kin_subcontract",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 某局})
        (u)<-[:BUYER]-(k:Contract {title: 道路改造, amount: 2000000, infl_from: 2022-03-01, awarded_on: 2022-06-30, since: 2022-07-15, until: 2023-06-30})<-[:WON]-(m:Company {name: 总包公司})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:HAS_ROLE {role: director, since: 2020-03-01, until: 9999-12-31}]->(c:Company {name: 丙公司})
        (m)-[:SUBCONTRACTED {subcontract_id: 1, contract_id: k, amount: 150000, signed_on: 2022-09-01, filed: false}]->(c)
        (m)-[:HOLDS_ACCOUNT {role: owner, legal_ground: 协查函1, since: 2018-01-01, until: 9999-12-31}]->(s:Account)-[:PAID {tx_id: 1, amount: 400000, on: 2022-10-15, legal_ground: 协查函1}]->(t:Account)<-[:HOLDS_ACCOUNT {role: owner, legal_ground: 协查函1, since: 2018-01-01, until: 9999-12-31}]-(c)
        """,
        "总包公司中标王建国（任职单位：某局，职务：局长）管辖的某局的“道路改造”（中标日期2022-06-30，合同金额2,000,000.00 元）；自中标至合同结束后90日，总包公司向丙公司分包1项（签订日期2022-09-01），有未备案的，并向丙公司转款1笔（2022-10-15，银行流水不能对应到具体合同），合计400,000.00 元（转款只计超出已登记分包的部分）；王建国的子女王小红在丙公司有利益（时间：2020-03-01起，任董事）。",
        '总包公司 won "道路改造" (awarded on 2022-06-30, contract of CNY 2,000,000.00) from 某局, overseen by 王建国 (局长, 某局); between the award and 90 days after the end of the contract 总包公司 gave subcontracts to 丙公司 (number: 1; signed on 2022-09-01), not all of them filed with the authority, and made payments to 丙公司 (number: 1; on 2022-10-15; bank records do not say for which contract): CNY 400,000.00 in all (of payments only what goes beyond the subcontracts on file). 王小红, child of 王建国, has an interest in 丙公司 (dates: since 2020-03-01; director).',
    ),
    (
        "kin_intermediary",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2026-01-01}]->(u:Unit {name: 某局, region_code: 330102})
        (c)-[:SERVED {role: design, fee: 20000, since: 2022-03-01, chosen_by: direct}]->(l:Lot {title: 一期, amount: 1000000, region_code: 330102, awarded_on: 2022-06-30})-[:BUYER]->(u)
        (c)-[:SERVED {role: cost, fee: 30000, since: 2023-01-10, chosen_by: direct}]->(m:Lot {title: 二期, amount: 1000000, region_code: 330102, awarded_on: 2023-05-31})-[:BUYER]->(u)
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.6, since: 2020-03-01, until: 2026-01-01}]->(c:Company {name: 丙公司})
        """,
        "王建国（任职单位：某局，职务：局长）管辖的某局的项目由丙公司提供中介服务（造价、设计），涉及2个项目：一期、二期，服务开始日期2022-03-01至2023-01-10，选取方式：直接委托，服务费合计50,000.00 元，每项服务均属730日内不少于2个项目的情形；王建国的子女王小红在丙公司有利益（时间：2020-03-01至2026-01-01，持股60%，控制该企业）。",
        "丙公司 rendered services (cost estimate, design) to projects of 某局, overseen by 王建国 (局长, 某局); projects: 2 (一期, 二期); services began from 2022-03-01 to 2023-01-10; chosen: directly; fees: CNY 50,000.00 in all; at least 2 projects within 730 days. 王小红, child of 王建国, has an interest in 丙公司 (dates: from 2020-03-01 until 2026-01-01; holding 60%; in control).",
    ),
    (
        "kin_same_line",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, is_leader: true, since: 2018-01-01, until: 2024-01-01}]->(u:Unit {name: 某局})
        (o)-[:FAMILY {type: spouse, since: 2020-01-01, until: 9999-12-31}]->(p:Person {name: 李红})-[:HOLDS_POST {post: 财务科长, portfolio: [FIN], since: 2019-01-01, until: 2023-01-01}]->(u)
        """,
        "王建国在某局任职（局长），时间：2018-01-01至2024-01-01；其配偶李红在某局任职（财务科长），时间：2019-01-01至2023-01-01；亲属关系始于2020-01-01。王建国主持该单位工作，李红在该单位从事组织人事、财务、审计或纪检工作（分工：FIN）。",
        "王建国 held a post at 某局 (局长), dates: from 2018-01-01 until 2024-01-01; 李红, spouse of 王建国, held a post at 某局 (财务科长), dates: from 2019-01-01 until 2023-01-01; kin since 2020-01-01. 王建国 led that unit, and 李红 worked there in personnel, finance, audit or discipline (portfolio: FIN).",
    ),
    (
        "kin_same_line",
        """
        (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, is_leader: true, since: 2018-01-01, until: 2024-01-01}]->(u:Unit {name: 某局})
        (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})-[:OWNS {share: 0.4, since: 2019-01-01, until: 2023-01-01}]->(c:Company {name: 丙公司})
        (c)<-[:ISSUED_TO]-(a:Approval {type: licence, result: granted, decided_on: 2017-05-01, since: 2017-05-01, until: 2026-01-01})-[:ISSUED_BY]->(u)
        """,
        "王建国在某局任职（局长），时间：2018-01-01至2024-01-01；其子女王小红在丙公司有利益，持股40%，时间：2019-01-01至2023-01-01。王建国主持工作的某局向该企业颁发许可（a，决定日期：2017-05-01）。",
        "王建国 held a post at 某局 (局长), dates: from 2018-01-01 until 2024-01-01; 王小红, child of 王建国, had an interest in 丙公司, a share of 40%, dates: from 2019-01-01 until 2023-01-01. 某局, led by 王建国, licensed that firm (approvals: a, decided on 2017-05-01).",
    ),
]


@pytest.mark.parametrize(("stem", "graph", "zh", "en"), SNAPSHOTS)
def test_sentences(stem: str, graph: str, zh: str, en: str) -> None:
    view = told(graph, stem)
    assert view.sentence("zh") == zh
    assert view.sentence("en") == en
