"""Sentences about evidence, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphinv.model import EDGES, LABELS
from graphinv.render.describe import card, display_names, fact, facts, label, steps, when
from graphinv.render.gather import gather, numbers_text
from graphinv.render.values import day, money, money_short, share
from graphinv.render.view import CaseView, NodeView
from graphinv.render.words import LANGS, load_all, load_words
from tests.render import sample
from tests.render.sample import edge

NAMES = {"A": "王**", "B": "李**", "C": "鑫源公司", "U": "某局", "K": "道路工程"}

SENTENCES: list[tuple[dict[str, Any], str, str]] = [
    (
        edge(1, "FAMILY", "A", "B", props={"type": "child", "term": "长女"}),
        "李**是王**的子女（登记称谓：长女）",
        "李** is the child of 王** (recorded as 长女)",
    ),
    (
        edge(1, "FAMILY", "A", "B", props={"type": "spouse"}),
        "李**是王**的配偶，起止日期不详",
        "李** is the spouse of 王**, dates unknown",
    ),
    (
        edge(
            *(1, "KIN", "A", "B"),
            since="2010-01-01",
            props={"term": "spouse_parent", "term_zh": "岳父", "term_en": "father-in-law", "steps": 2},
        ),
        "李**是王**的岳父，相隔 2 步，自 2010-01-01 起（未见截止日期）",
        "李** is the father-in-law of 王**, 2 steps away, since 2010-01-01 (no end recorded)",
    ),
    (
        edge(1, "HOLDS_POST", "A", "U", since="2019-01-01", since_certain="2019-01-31", props={"post": "局长"}),
        "王**在某局任局长，自 2019-01 起（未见截止日期）",
        "王** holds the post of 局长 at 某局, since 2019-01 (no end recorded)",
    ),
    (
        edge(1, "HOLDS_POST", "A", "U", since="2019-01-01", until_certain="2024-03-01"),
        "王**在某局任职（职务不详），自 2019-01-01 起，至数据日未结束",
        "王** holds the post of (not named) at 某局, since 2019-01-01, not ended on the data date",
    ),
    (
        edge(1, "OWNS", "B", "C", since="2020-03-01", until="2022-07-01", props={"share": 0.6, "kind": "equity"}),
        "李**持有鑫源公司 60% 的股权，方式：股权，自 2020-03-01 起至 2022-07-01 前",
        "李** holds 60% of 鑫源公司 (equity), from 2020-03-01 until before 2022-07-01",
    ),
    (
        edge(1, "OWNS", "B", "C", until="2022-07-01"),
        "李**持有鑫源公司股权（比例不详），至 2022-07-01 前（起始日期不详）",
        "李** holds a share of unknown size in 鑫源公司, until before 2022-07-01 (start unknown)",
    ),
    (
        edge(1, "HAS_ROLE", "B", "C", since="0001-01-01", until="9999-12-31", props={"role": "legal_rep"}),
        "李**任鑫源公司的法定代表人，起止日期不详",
        "李** is legal representative of 鑫源公司, dates unknown",
    ),
    (edge(1, "WON", "C", "K"), "鑫源公司中标“道路工程”", "鑫源公司 won “道路工程”"),
    (edge(1, "BUYER", "K", "U"), "“道路工程”的采购人是某局", "The buyer of “道路工程” is 某局"),
    (
        edge(1, "BID", "C", "K", props={"amount": "1285000.00", "status": "valid", "rank": 2}),
        "鑫源公司投标“道路工程”，报价 1,285,000.00 元，状态：有效，排名第 2",
        "鑫源公司 bid for “道路工程”, at CNY 1,285,000.00, status valid, ranked 2",
    ),
    (
        edge(1, "RECEIVED", "A", "K",
             props={"amount": "-300.50", "paid_on": "2022-01-01", "paid_on_last": "2022-01-31"}),
        "王**于 2022-01 领取“道路工程” -300.50 元",
        "王** received CNY -300.50 from “道路工程” on 2022-01",
    ),
    (
        edge(1, "DIED", "A", "U", props={"died_on": "2021-03-04"}),
        "据“某局”登记，王**于 2021-03-04 死亡",
        "According to register “某局”, 王** died on 2021-03-04",
    ),
    (
        edge(1, "PAID", "A", "B",
             props={"amount": 1200000, "at": "2021-02-03T14:05:00", "memo": "劳务费", "currency": "GBP"}),
        "王**于 2021-02-03 14:05:00 向李**付款 1,200,000.00 英镑，摘要“劳务费”",
        "王** paid GBP 1,200,000.00 to 李** at 2021-02-03 14:05:00, memo “劳务费”",
    ),
    (
        edge(1, "Contract", "K", None, props={"amount": "4860000.00", "awarded_on": "2021-04-16", "method": "open"}),
        "合同“道路工程”，金额 4,860,000.00 元，2021-04-16 授予，采购方式：公开招标",
        "Contract “道路工程”, CNY 4,860,000.00, awarded 2021-04-16, open tender",
    ),
    (
        edge(1, "SOMETHING_NEW", "A", "B", props={"amount": "5"}),
        "王**与李**有关系“SOMETHING_NEW”，金额 5.00 元",
        "王** and 李** are related by “SOMETHING_NEW”, CNY 5.00",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("item", "zh", "en"), SENTENCES)
def test_sentence(reports: Path, item: dict[str, Any], zh: str, en: str) -> None:
    texts = load_all(reports)
    assert fact(item, NAMES, texts["zh"]) == zh
    assert fact(item, NAMES, texts["en"]) == en


@pytest.mark.parametrize("lang", LANGS)
def test_no_template_mark_is_left_in_any_sentence(reports: Path, lang: str) -> None:
    """Every edge type and label, bare and with every property filled."""
    words = load_words(reports, lang)
    filled = {"string": "x", "int": 3, "float": 0.5, "bool": True, "date": "2020-01-02",
              "datetime": "2020-01-02T03:04:05", "money": "12.50", "price": "0.1234", "share": 0.25,
              "list": ["a", "b"]}  # fmt: skip
    for kind in [*EDGES.values(), *LABELS.values()]:
        to = "B" if kind.name in EDGES else None
        for props in ({}, {name: filled[value] for name, value in kind.props.items()}):
            item = edge(1, kind.name, "A", to, props=props, since="2020-01-01" if props else None)
            for text in (fact(item, NAMES, words), label(item, words), card(item, words) if to is None else ""):
                assert not set("[]{}") & set(text), text
                assert "None" not in text
            assert "王**" in fact(item, NAMES, words) or kind.name in ("ExclusivePair", "LocalLimit")
            assert label(item, words)
            assert "王**" not in label(item, words)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2019-05-01", "2019-05-31", "2019-05"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-05-03", "2019-05-03", "2019-05-03"),
        ("2019-05-03", None, "2019-05-03"),
        ("2019-05-03", "2019-06-02", "2019-05-03/2019-06-02"),
        ("2019-05", None, "2019-05"),
        ("0001-01-01", "9999-12-31", None),
        (None, None, None),
        ("9999-12-31", None, None),
    ],
)
def test_days(first: str | None, last: str | None, said: str | None) -> None:
    assert day(first, last) == said


def test_money_and_shares(reports: Path) -> None:
    zh, en = load_words(reports, "zh"), load_words(reports, "en")
    assert [money_short(value, zh) for value in ("1285000.00", "13530000", "960.5", "-20000", "123456789012.34")] == [
        "128.5 万元", "1,353 万元", "960.50 元", "-2 万元", "1,234.5678901234 亿元",
    ]  # fmt: skip
    assert money("1285000", zh) == "1,285,000.00 元"
    assert money("1285000.00", en) == "CNY 1,285,000.00"
    assert money_short("1285000.00", en, "GBP") == "GBP 1,285,000"
    assert money("a lot", zh) == "a lot"
    assert [share(value) for value in (0.6, "0.333333", 1, 0.05, 0.00005)] == [
        "60%",
        "33.3333%",
        "100%",
        "5%",
        "0.005%",
    ]


def test_short_times(reports: Path) -> None:
    zh = load_words(reports, "zh")
    assert when(edge(1, "OWNS", "A", "B", since="2020-01-01", until="2021-01-01"), zh) == "2020-01-01 至 2021-01-01 前"
    assert when(edge(1, "FAMILY", "A", "B", props={"type": "parent"}), zh) == ""
    assert when(edge(1, "WON", "A", "B"), zh) == ""
    assert when(edge(1, "Lot", "A", None, props={"awarded_on": "2021-04-16"}), zh) == "2021-04-16"


def test_steps_follow_the_evidence_and_cite_all_of_it(reports: Path) -> None:
    texts = load_all(reports)
    evidence = sample.kin_evidence()
    written = facts(evidence, sample.kin_nodes(), texts)
    path = steps(evidence, written, texts)
    assert sorted(n for step in path for n in step.evidence) == [item["n"] for item in evidence]
    assert [list(step.evidence) for step in path][:5] == [[1], [2], [3], [4], [5, 7]]
    assert [step.inferred for step in path] == [False, False, False, True, *[False] * 6]
    assert "；合同“城北道路改造工程 2021-017 标段”，金额 4,860,000.00 元" in path[4].text["zh"]


def test_repeated_payments_are_one_step_and_one_line(reports: Path) -> None:
    texts = load_all(reports)
    view = sample.paid_after_death_case()
    evidence = view.lead["evidence"]
    path = steps(evidence, facts(evidence, view.nodes, texts), texts)
    assert [list(step.evidence) for step in path] == [[1], [*range(2, 14), 14]]
    assert "同类记录共 12 条，合计 3,696 元" in path[1].text["zh"]
    assert "12 such records, CNY 3,696 in total" in path[1].text["en"]
    assert [len(tie.items) for tie in gather(view).ties] == [1, 12]


def test_numbers_on_labels() -> None:
    assert numbers_text([3]) == "E3"
    assert numbers_text([5, 6, 7, 9]) == "E5–E7, E9"
    assert numbers_text([1, 3, 5, 7]) == "E1, E3 …"


def test_collapsed_drawing_loses_no_evidence() -> None:
    view = sample.wide_case(30, 3000)
    drawing = gather(view)
    assert drawing.collapsed
    assert len(drawing.marks) <= 60
    assert sum(mark.stands_for for mark in drawing.marks.values()) == len(view.nodes)
    drawn = sorted(item["n"] for tie in drawing.ties for item in tie.items)
    assert drawn == [item["n"] for item in view.lead["evidence"]]


def test_people_of_one_masked_name_are_numbered() -> None:
    nodes = {key: NodeView(key, "Person", name, 1) for key, name in (("a", "王**"), ("b", "李**"), ("c", "王**"))}
    assert display_names(nodes) == {"a": "王**①", "b": "李**", "c": "王**②"}


def test_an_id_of_the_identity_that_is_a_set_or_a_value_is_no_trouble() -> None:
    lead = {**sample.kin_lead(), "identity": {"year": {"label": "Value", "id": "2023"},
            "bidders": [{"label": "Company", "id": sample.FIRM}]}}  # fmt: skip
    drawing = gather(CaseView(lead=lead, nodes=sample.kin_nodes()))
    assert "2023" not in drawing.marks
    assert sample.FIRM in drawing.marks
