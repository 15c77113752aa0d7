"""Sentences: a small template language, values written out, and nothing in a name that could change the sentence."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from graphinv.derive.kin_patterns import patterns
from graphinv.kinship import coded
from graphinv.model import PropType
from graphinv.rules.run import run_rule
from graphinv.rules.template import Field, Option, parse_template
from graphinv.rules.terms import word
from graphinv.rules.words import Word, sentences
from graphinv.rules.written import days, money, period, share, span, written
from tests.rules.graphs import draw, own_rule

FIRST, OPEN = date(1, 1, 1), date(9999, 12, 31)


def test_a_template_is_text_placeholders_and_optional_parts() -> None:
    assert parse_template("{a} in {b.c:%}[ since {d}][?e: known][!e.f: unknown]") == (
        Field("a"),
        " in ",
        Field("b", "c", "%"),
        Option((" since ", Field("d"))),
        Option((" known",), Field("e"), True),
        Option((" unknown",), Field("e", "f"), False),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{a", "has no partner"),
        ("a}", "has no partner"),
        ("{}", "is no placeholder"),
        ("{a-b}", "is no placeholder"),
        ("{a:bold}", "the format `bold` is unknown; known: %, p, period"),
        ("[a", "is never closed"),
        ("a]", "closes nothing"),
        ("[a [b]]", "inside of"),
    ],
)
def test_a_wrong_template_says_why(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_template(text)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2021, 5, 3), date(2021, 5, 3), "2021-05-03"),
        (date(2021, 5, 1), date(2021, 5, 31), "2021-05"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2021, 5, 3), date(2021, 6, 1), "2021-05-03/2021-06-01"),
        (date(2021, 1, 1), date(2022, 12, 31), "2021-01-01/2022-12-31"),
        (FIRST, OPEN, None),
        (FIRST, date(2021, 6, 1), "2021-06-01"),
    ],
)
def test_days_that_are_known_in_part(first: date, last: date, text: str | None) -> None:
    assert days(first, last) == text


def bounds(since: date, until: date, since_certain: date, until_certain: date) -> dict[str, date]:
    return {"since": since, "until": until, "since_certain": since_certain, "until_certain": until_certain}


DAY, LATER = date(2020, 3, 1), date(2022, 6, 30)


@pytest.mark.parametrize(
    ("props", "zh", "en"),
    [
        (bounds(DAY, LATER, DAY, LATER), "2020-03-01至2022-06-30", "from 2020-03-01 until 2022-06-30"),
        (bounds(DAY, OPEN, DAY, FIRST), "2020-03-01起", "since 2020-03-01"),
        (bounds(DAY, OPEN, DAY, date(2024, 12, 31)), "2020-03-01起", "since 2020-03-01"),
        (bounds(FIRST, LATER, OPEN, LATER), "截至2022-06-30", "until 2022-06-30"),
        (bounds(DAY, LATER, date(2020, 3, 31), date(2022, 6, 1)), "2020-03至2022-06", "from 2020-03 until 2022-06"),
        (bounds(FIRST, OPEN, OPEN, FIRST), None, None),
        (bounds(FIRST, OPEN, FIRST, OPEN), None, None),
    ],
)
def test_periods(props: dict[str, date], zh: str | None, en: str | None) -> None:
    assert (period(props, "zh"), period(props, "en")) == (zh, en)


def test_money_and_shares_are_exact() -> None:
    assert money(128_500_000, "zh") == "1,285,000.00 元"
    assert money(128_500_005, "en") == "CNY 1,285,000.05"
    assert money(-500, "en", "GBP") == "GBP -5.00"
    assert money(500, "zh", "GBP") != money(500, "zh")
    assert [share(part) for part in (0.05, 0.5, 1.0, 0.333333333, 0.07)] == ["5%", "50%", "100%", "33.3333%", "7%"]
    assert (span("a", "a", "zh"), span("a", "b", "zh")) == ("a", "a至b")
    assert (span("a", "a", "en"), span("a", "b", "en")) == ("on a", "from a to b")


@pytest.mark.parametrize(
    ("name", "kind", "props", "zh", "en"),
    [
        ("role", PropType.STRING, {"role": "legal_rep"}, "法定代表人", "legal representative"),
        ("post", PropType.STRING, {"post": "局长"}, "局长", "局长"),
        ("portfolio", PropType.LIST, {"portfolio": ["FIN", "HR"]}, "FIN、HR", "FIN, HR"),
        ("acting", PropType.BOOL, {"acting": True}, "是", "yes"),
        ("at", PropType.DATETIME, {"at": datetime(2024, 1, 2, 9, 30)}, "2024-01-02 09:30:00", "2024-01-02 09:30:00"),
        ("amount", PropType.MONEY, {"amount": 500, "currency": "GBP"}, "5.00 英镑", "GBP 5.00"),
        (
            "paid_on",
            PropType.DATE,
            {"paid_on": date(2024, 1, 1), "paid_on_last": date(2024, 1, 31)},
            "2024-01",
            "2024-01",
        ),
        ("post", PropType.STRING, {"post": ""}, None, None),
        ("portfolio", PropType.LIST, {"portfolio": []}, None, None),
        ("paid_on", PropType.DATE, {"paid_on": FIRST, "paid_on_last": OPEN}, None, None),
    ],
)
def test_values_by_their_type(
    name: str, kind: PropType, props: dict[str, object], zh: str | None, en: str | None
) -> None:
    assert (written(name, kind, props, "zh"), written(name, kind, props, "en")) == (zh, en)


def test_every_term_of_kinship_has_words() -> None:
    assert all(coded(pattern.term, lang) for pattern in patterns() for lang in ("zh", "en"))
    assert word("term", "child_spouse", "zh") == "子女的配偶"
    assert word("term", "parent_sibling_child", "en") == "parent's sibling's child"
    assert word("term", "大舅子", "en") == "大舅子"


def test_the_words_that_an_element_brings_along_are_said() -> None:
    props = {"term": "spouse_parent", "term_zh": "岳父", "term_en": "father-in-law"}
    assert [written("term", PropType.STRING, props, lang) for lang in ("zh", "en")] == ["岳父", "father-in-law"]
    assert written("term", PropType.STRING, {"term": "spouse_parent", "term_zh": None}, "zh") == "配偶的父母"


HOSTILE = [
    "<script>alert(1)</script>",
    "{company}[!x: gone]",
    "=cmd|' /C calc'!A0",
    "a]b[c}d{e",
    "\u202eevil",
    "字" * 300,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_just_text(tmp_path: Path, name: str) -> None:
    text = "{zh: '{person}[任{role.role}]于{company}', en: '{person} at {company}'}"
    rule = own_rule(tmp_path, explain=text)
    with draw("(p:Person)-[:HAS_ROLE]->(c:Company)") as store:
        store.con.execute("UPDATE n_Company SET name = ?", [name])
        ran = run_rule(store, rule)
        (finding,) = ran.findings
        told = sentences(rule, ran.form, finding, ran.elements)
        gids = {node.label: node.gid for node in ran.elements.nodes.values()}
    assert told["en"] == (Word("node", gids["Person"]), Word("text", " at "), Word("node", gids["Company"]))
    assert told["zh"] == (Word("node", gids["Person"]), Word("text", "于"), Word("node", gids["Company"]))


def test_the_row_that_says_most_is_told_and_certain_ones_first(tmp_path: Path) -> None:
    body = """MATCH (person:Person)-[own:OWNS]->(company:Company)
        WHERE valid_at(own, date('2022-01-01')) RETURN person, own, company"""
    english = "{own.share:all}, {own:count} rows, {company.kind}[, {company.industry}]"
    text = "{zh: '[{own.share}][{own:period}]', en: '" + english + "'}"
    rule = own_rule(tmp_path, body, needs="[OWNS]", explain=text)
    graph = """(p:Person)-[:OWNS {share: 0.2}]->(c:Company)
        (p)-[:OWNS {share: 0.3, since: 2020-01-01, until: 2023-01-01}]->(c)
        (p)-[:OWNS {share: 0.1, since: 2020-01-01}]->(c)"""
    with draw(graph) as store:
        ran = run_rule(store, rule)
        (finding,) = ran.findings
        told = sentences(rule, ran.form, finding, ran.elements)
    assert [word.text for word in told["zh"]] == ["30%", "2020-01-01至2023-01-01"]
    assert "".join(word.text for word in told["en"]) == "10%, 20%, 30%, 3 rows, unknown"


@pytest.mark.parametrize(
    ("second", "zh"),
    [
        ("amount: 7", "12.00 元"),
        ("currency: CNY", "5.00 元"),
        ("amount: 7, currency: GBP", "不详"),
    ],
)
def test_a_sum_is_over_the_different_elements_of_all_rows(tmp_path: Path, second: str, zh: str) -> None:
    body = "MATCH (person:Account)-[pay:PAID]->(company:Account), (u:Unit) RETURN person, pay, company, u"
    rule = own_rule(tmp_path, body, needs="[PAID]", explain="{zh: '{pay.amount:sum}', en: '{pay.amount:sum}'}")
    graph = f"(p:Account)-[:PAID {{amount: 5}}]->(c:Account), (p)-[:PAID {{{second}}}]->(c), (u:Unit), (v:Unit)"
    with draw(graph) as store:
        ran = run_rule(store, rule)
        (finding,) = ran.findings
        told = sentences(rule, ran.form, finding, ran.elements)
    assert len(finding.rows) == 4
    assert [word.text for word in told["zh"]] == [zh]
