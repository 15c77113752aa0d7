# ruff: noqa: E501 -- sentences stand as they are read
"""What the built-in rules say, word for word, in both languages; nobody in them exists."""

from __future__ import annotations

from datetime import date

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.rule_spec import load_rule
from graphinv.leads.to_json import View, people
from graphinv.render.redact import Mode, Redactor
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import FAMILY_FIRM, drawn, leads, rule_paths, told

BIDS = """
    (a:Company {name: 甲公司})-[:BID {status: valid}]->(l:Lot {title: 水渠整治一标, deadline_on: 2023-05-10, amount: 860000})
    (b:Company {name: 乙公司})-[:BID {status: valid}]->(l)"""
LIFE = """
    (p:Person {name: 王建国})-[:DIED {died_on: 2023-01-10}]->(r:Register {kind: police})
    (p)-[:DIED {died_on: 2023-01}]->(s:Register {kind: civil_affairs})
    (p)-[:RECEIVED {payment_id: 1, amount: 780, paid_on: 2023-04-20, period: 2023-04}]->(g:Programme {name: 低保, kind: welfare})
    (p)-[:RECEIVED {payment_id: 2, amount: 780, paid_on: 2023-05-20, period: 2023-05}]->(g)"""
PAYMENT = "RECEIVED {amount: 780, paid_on: 2023-03-20, period: 2023-03, since: 2023-03-01, until: 2023-04-01}"
APRIL = "RECEIVED {amount: 100, paid_on: 2023-04-20, period: 2023-04, since: 2023-04-01, until: 2023-05-01}"
MEMBER = """
    (m:Person {name: Ann Example})-[:DECLARED]->(e:Entry), (r:Person {name: Bob Sample})-[:DECLARED]->(i:Entry)
    (m)-[:FAMILY {type: spouse}]->(p:Person {name: Cy Example})-[:EMPLOYED_BY {post: Adviser, until: 2025-01-01}]->(f:Company)
    (f:Company {name: Model Ltd})
    """

SNAPSHOTS = [
    (
        "kin_wins_own_unit",
        FAMILY_FIRM,
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的子女王小红持有丙公司60%的股份（2020-03-01至2023-05-11）；"
        "丙公司中标该单位的“维修”（中标日期2022-06-30，金额1,285,000.00 元）。",
        "王小红, child of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), held 60% of 丙公司 "
        '(from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30, CNY 1,285,000.00).',
    ),
    (
        "kin_wins_own_unit",
        FAMILY_FIRM.replace(
            "->(p:Person {name: 王小红})",
            "->(d:Person)-[:FAMILY {type: spouse, since: 2010-01-01}]->(p:Person {name: 李明, sex: male})",
        ),
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的女婿李明持有丙公司60%的股份（2020-03-01至2023-05-11）；"
        "丙公司中标该单位的“维修”（中标日期2022-06-30，金额1,285,000.00 元）。",
        "李明, son-in-law of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), held 60% of 丙公司 "
        '(from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30, CNY 1,285,000.00).',
    ),
    (
        "kin_wins_own_unit",
        FAMILY_FIRM.replace("OWNS {share: 0.6,", "HAS_ROLE {role: legal_rep,").replace(", amount: 1285000", ""),
        "王建国（某局局长，任职时间2019-01-01至2024-02-01）的子女王小红任丙公司的法定代表人（2020-03-01至2023-05-11）；"
        "丙公司中标该单位的“维修”（中标日期2022-06-30）。",
        "王小红, child of 王建国 (局长, 某局, in post from 2019-01-01 until 2024-02-01), was legal representative of 丙公司 "
        '(from 2020-03-01 until 2023-05-11); 丙公司 won "维修" from that unit (awarded on 2022-06-30).',
    ),
    (
        "paid_after_death",
        LIFE,
        "王建国登记的死亡日期为2023-01、2023-01-10（来源：民政、公安），死亡60日后仍从“低保”领取补贴"
        "（2笔，发放日期2023-04-20至2023-05-20），净额1,560.00 元。",
        "王建国 is registered as having died on 2023-01, 2023-01-10 (by: civil affairs, police); "
        'more than 60 days later "低保" was still paying (entries: 2, from 2023-04-20 to 2023-05-20), net CNY 1,560.00.',
    ),
    (
        "subsidy_duplicate",
        f"(p:Person {{name: 王建国}})-[:{PAYMENT}]->(g:Programme {{name: 低保}}), (p)-[:{PAYMENT}]->(g)",
        "王建国从“低保”同一所属期重复领取补贴（所属期2023-03，2笔，发放日期2023-03-20），共领取1,560.00 元，其中重复部分780.00 元。",
        '王建国 was paid more than once by "低保" for the same period (for 2023-03; entries: 2, paid on 2023-03-20): '
        "CNY 1,560.00 in all, of which CNY 780.00 too much.",
    ),
    (
        "subsidy_duplicate",
        f"(p:Person {{name: 王建国}})-[:{PAYMENT}]->(g:Programme {{name: 低保}}), (p)-[:{PAYMENT}]->(h:Programme {{name: 特困}})"
        "(x:ExclusivePair {programme_a_id: h, programme_b_id: g, since: 2020-01-01, until: 9999-12-31, legal_ref: 第九条})",
        "王建国同期从互斥的“低保”和“特困”领取补贴，依据第九条（所属期2023-03，2笔，发放日期2023-03-20），共领取1,560.00 元，其中金额较少的一项780.00 元。",
        '王建国 drew "低保" and "特困", which exclude each other, for the same time (第九条) '
        "(for 2023-03; entries: 2, paid on 2023-03-20): CNY 1,560.00 in all, of which CNY 780.00 for the smaller one.",
    ),
    (
        "subsidy_duplicate",
        f"(p:Person {{name: 王建国}})-[:{PAYMENT}]->(g:Programme {{name: 低保}}), (p)-[:{PAYMENT}]->(g), (p)-[:{APRIL}]->(g), "
        f"(p)-[:{APRIL}]->(g)",
        "王建国从“低保”同一所属期重复领取补贴（所属期2023-03、2023-04，4笔，发放日期2023-03-20至2023-04-20），"
        "共领取1,760.00 元，其中重复部分880.00 元。",
        '王建国 was paid more than once by "低保" for the same period (for 2023-03, 2023-04; entries: 4, '
        "paid from 2023-03-20 to 2023-04-20): CNY 1,760.00 in all, of which CNY 880.00 too much.",
    ),
    (
        "common_control_bidders",
        f"{BIDS} (h:Person {{name: 王建国}})-[:OWNS {{share: 0.51, since: 2020-01-01, until: 2024-01-01}}]->(a)"
        "(h)-[:OWNS {share: 0.8, since: 2020-01-01, until: 2024-01-01}]->(b)",
        "甲公司与乙公司同时参加标段“水渠整治一标”的投标（投标截止2023-05-10），负责人或控股人同为王建国，"
        "持有前者51%、后者80%的股份。",
        '甲公司 and 乙公司 both bid for lot "水渠整治一标" (deadline 2023-05-10) under one head or holder: 王建国, '
        "holding 51% of the former and 80% of the latter.",
    ),
    (
        "common_control_bidders",
        f"{BIDS} (b)-[:OWNS {{share: 0.7, since: 2020-01-01, until: 2024-01-01}}]->(a)",
        "甲公司与乙公司同时参加标段“水渠整治一标”的投标（投标截止2023-05-10），乙公司持有甲公司70%的股份。",
        '甲公司 and 乙公司 both bid for lot "水渠整治一标" (deadline 2023-05-10); 乙公司 held 70% of 甲公司.',
    ),
    (
        "common_control_bidders",
        f"{BIDS} (h:Person {{name: 王建国}})-[:HAS_ROLE {{role: legal_rep, since: 2020-01-01, until: 2024-01-01}}]->(a)"
        "(h)-[:HAS_ROLE {role: head, since: 2020-01-01, until: 2024-01-01}]->(b)"
        "(a)-[:OWNS {share: 0.6, since: 2020-01-01, until: 2024-01-01}]->(b)",
        "甲公司与乙公司同时参加标段“水渠整治一标”的投标（投标截止2023-05-10），负责人或控股人同为王建国，"
        "任前者的法定代表人、后者的单位负责人，甲公司持有乙公司60%的股份。",
        '甲公司 and 乙公司 both bid for lot "水渠整治一标" (deadline 2023-05-10) under one head or holder: 王建国, '
        "legal representative of the former and head of the latter; 甲公司 held 60% of 乙公司.",
    ),
    (
        "relative_lobbies",
        f"{MEMBER} (f)-[:HOLDS_ACCOUNT]->(x:Account)-[:PAID {{amount: 5000, currency: GBP, on: 2024-03-01}}]->(y:Account)"
        "(r)-[:HOLDS_ACCOUNT]->(y)",
        "Ann Example的亲属Cy Example曾受雇于Model Ltd（Adviser）（截至2025-01-01）；"
        "该机构向Bob Sample给付1笔（2024-03-01），合计5,000.00 英镑。",
        "Cy Example, a relative of Ann Example, worked for Model Ltd as Adviser (until 2025-01-01); "
        "that firm paid Bob Sample GBP 5,000.00 in all (payments: 1, on 2024-03-01).",
    ),
    (
        "relative_lobbies",
        f"{MEMBER} (m)-[:OWNS {{share: 0.15}}]->(f)",
        "Ann Example的亲属Cy Example曾受雇于Model Ltd（Adviser）（截至2025-01-01）；"
        "Ann Example曾持有该机构股份（登记比例下限15%）。",
        "Cy Example, a relative of Ann Example, worked for Model Ltd as Adviser (until 2025-01-01); "
        "Ann Example held shares in that firm (registered as at least 15%).",
    ),
]


@pytest.mark.parametrize(("stem", "graph", "zh", "en"), SNAPSHOTS)
def test_sentences(stem: str, graph: str, zh: str, en: str) -> None:
    view = told(graph, stem)
    assert view.sentence("zh") == zh
    assert view.sentence("en") == en


@pytest.mark.parametrize("path", rule_paths(), ids=lambda path: path.stem)
def test_no_placeholder_stays_and_no_sentence_breaks_off(path: object) -> None:
    rule = load_rule(path)  # type: ignore[arg-type]
    cases = [case for case in load_cases(rule) if case.kind == "match" and not case.params]
    with DuckStore.memory() as store:
        for case in cases:
            with drawn(store, rule, case.graph, case.as_of or date(2024, 12, 31)):
                for lead in leads(store, rule):
                    is_whole(View(lead, False, Redactor(Mode.MASK, people(lead, False))))


def is_whole(view: View) -> None:
    for lang, end in (("zh", "。"), ("en", ".")):
        told = view.sentence(lang)
        assert told.endswith(end)
        assert not set("{}[]") & set(told), told
        assert "None" not in told and "  " not in told
