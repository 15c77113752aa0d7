# ruff: noqa: E501 -- sentences stand as they are read
"""What the rules say of interests that are no plain holding, word for word; nobody in them exists."""

from __future__ import annotations

import pytest

from tests.rules.graphs import told

TIMES = "since: 2020-03-01, until: 2023-05-11"
AWARD = """
    (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2024-02-01}]->(u:Unit {name: 某局})
    (k:Contract {title: 维修, amount: 500000, infl_from: 2022-03-01, awarded_on: 2022-06-30})-[:BUYER]->(u)
    (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红}), (c:Company {name: 丙公司})-[:WON]->(k)"""
CHAIN = f"(p)-[:OWNS {{share: 0.6, {TIMES}}}]->(h:Company {{name: 丁公司}})-[:OWNS {{share: 0.5, {TIMES}}}]->(c)"
AGREEMENT = f"(p)-[:OWNS {{kind: agreement, {TIMES}}}]->(c)"
MANDATE = f"""(p)-[:OPERATES {{role: authorised, legal_ground: 协查函1, {TIMES}}}]->(a:Account)
    (c)-[:HOLDS_ACCOUNT {{role: owner, legal_ground: 协查函1, since: 2018-01-01, until: 2026-01-01}}]->(a)"""
DECLARED = "(o)-[:DECLARED {kind: none, as_of: 2022-12-31}]->(e:Entry {register: declarations, category: none})"

SNAPSHOTS = [
    (
        "kin_wins_own_unit",
        f"{AWARD}\n{CHAIN}",
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的子女王小红通过其他企业持有丙公司30%的股份（2020-03-01至2023-05-11）；丙公司中标该单位的“维修”（中标日期2022-06-30，金额500,000.00 元）。",
        '王小红, child of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), held 30% of 丙公司 through other companies (from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30, CNY 500,000.00).',
    ),
    (
        "kin_wins_own_unit",
        f"{AWARD}\n{AGREEMENT}",
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的子女王小红控制丙公司（2020-03-01至2023-05-11）；丙公司中标该单位的“维修”（中标日期2022-06-30，金额500,000.00 元）。",
        '王小红, child of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), controlled 丙公司 (from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30, CNY 500,000.00).',
    ),
    (
        "kin_wins_own_unit",
        f"{AWARD}\n{MANDATE}",
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的子女王小红可操作丙公司的银行账户（2020-03-01至2023-05-11）；丙公司中标该单位的“维修”（中标日期2022-06-30，金额500,000.00 元）。",
        '王小红, child of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), could act at a bank account of 丙公司 (from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30, CNY 500,000.00).',
    ),
    (
        "hidden_chain_owner",
        f"{AWARD}\n{CHAIN}",
        "王建国（任职单位：某局，职务：局长）的子女王小红未登记为丙公司的股东，穿透后持有其30%的股份（2020-03-01至2023-05-11）；丙公司中标“维修”（中标日期2022-06-30，金额500,000.00 元），采购单位某局在王建国的管辖范围内（任职单位，2019-01-01至2024-02-01）。",
        '王小红, child of 王建国 (局长, 某局), is not on record as a shareholder of 丙公司; effective share through other companies: 30% (from 2020-03-01 until 2023-05-11). 丙公司 won "维修" (awarded on 2022-06-30, CNY 500,000.00) from 某局, which 王建国 oversees (the own unit, from 2019-01-01 until 2024-02-01).',
    ),
    (
        "undeclared_kin_interest",
        f"{AWARD}\n(p)-[:OWNS {{share: 0.3, {TIMES}}}]->(c)\n{DECLARED}",
        "王建国的子女王小红持有丙公司30%的股份（2020-03-01至2023-05-11）；王建国2022年度的个人有关事项报告（填报1项，报告时点2022-12-31）没有相应事项，该年度填报“无此类情况”。",
        "王小红, child of 王建国, held 30% of 丙公司 (from 2020-03-01 until 2023-05-11); the declaration of 王建国 for 2022 (items: 1, stated on 2022-12-31) has no such item and says that there was nothing to declare.",
    ),
]


@pytest.mark.parametrize(("stem", "graph", "zh", "en"), SNAPSHOTS)
def test_sentences(stem: str, graph: str, zh: str, en: str) -> None:
    view = told(graph, stem)
    assert view.sentence("zh") == zh
    assert view.sentence("en") == en


def test_the_lead_unfolds_to_each_step_of_the_chain() -> None:
    facts = told(f"{AWARD}\n{CHAIN}", "hidden_chain_owner").lead.evidence
    assert [fact.props["share"] for fact in facts if fact.type == "OWNS"] == [0.6, 0.5]
