"""The case report as text: what it says, what it must not hold, its size and speed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from graphinv.errors import SpecError
from graphinv.render.case import MOST_RELATED, render_case
from graphinv.render.html import digest, environment, json_block
from graphinv.render.redact import contains_secret
from graphinv.render.view import OFFICIALS, RELATIVES, NodeView, Related
from tests.render import sample

LANGS = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_same_view_same_bytes(reports: Path, lang: str) -> None:
    assert render_case(sample.kin_case(), lang, reports) == render_case(sample.kin_case(), lang, reports)


@pytest.mark.parametrize("lang", LANGS)
def test_small(reports: Path, lang: str) -> None:
    view = sample.wide_case(2, 4)
    page = render_case(view, lang, reports)
    assert len(page.encode()) < 100_000
    assert len(view.nodes) >= 10


@pytest.mark.parametrize("lang", LANGS)
def test_other_leads_of_the_case_are_listed(reports: Path, lang: str) -> None:
    assert 'id="related"' not in render_case(sample.kin_case(), lang, reports)
    said = {"zh": "<i>同一企业</i>另有中标", "en": "<i>the same firm</i> won again"}
    one = Related("L-2", "C1", "high", {"zh": "标题", "en": "title"}, said, "C1-L-2.html")
    others = [one, *(replace(one, key=f"L-{number}", file="") for number in range(3, 40))]
    page = render_case(replace(sample.kin_case(), related=others), lang, reports)
    found = page[page.index('id="related"') : page.index('id="disposition"')]
    assert '<a class="mono" href="C1-L-2.html"><bdi>L-2</bdi></a>' in found and "38" in found
    assert "&lt;i&gt;" in found and "<i>" not in found
    assert found.count("<li>") == MOST_RELATED


def test_policy_names_every_script_and_style_by_hash(reports: Path) -> None:
    page = render_case(sample.hostile_case(), "zh", reports)
    policy = unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[0])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == len(styles) == 1
    assert f"script-src {digest(scripts[0])};" in policy
    assert f"style-src {digest(styles[0])};" in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL))
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)


def test_data_cannot_end_its_element() -> None:
    block = json_block({"name": "</script><!--<script>\u2028&"})
    assert not set("<>&\u2028") & set(block)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_text_is_escaped_everywhere(reports: Path, lang: str) -> None:
    page = render_case(sample.hostile_case(), lang, reports)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "\x0b" not in page
    assert unescape(page).count("=cmd|' /C calc'!A0") >= 3


def test_unmasked_values_come_only_from_the_caller(reports: Path) -> None:
    secrets = ["王建国", "李秀英", "110101199001018888"]
    for lang in LANGS:
        assert contains_secret(render_case(sample.kin_case(), lang, reports), secrets) == []


def test_people_who_look_alike_when_masked_stay_apart(reports: Path) -> None:
    view = sample.kin_case()
    nodes = dict(view.nodes)
    nodes[sample.RELATIVE] = NodeView(sample.RELATIVE, "Person", "王**", RELATIVES)
    nodes[sample.OFFICIAL] = NodeView(sample.OFFICIAL, "Person", "王**", OFFICIALS)
    page = render_case(replace(view, nodes=nodes), "zh", reports)
    assert "王**②是王**①的子女" in page


def test_total_is_shown_as_the_sum_of_listed_evidence(reports: Path) -> None:
    page = render_case(sample.kin_case(), "zh", reports)
    tile = page[page.index('class="tile strong"') :][:600]
    assert "1,353 万元" in tile
    assert re.findall(r"\[E(\d+)\]", tile) == ["7", "10", "13"]
    wrong = replace(sample.kin_case(), lead={**sample.kin_lead(), "amount": "1.00"})
    tile = render_case(wrong, "zh", reports).split('class="tile strong"')[1][:600]
    assert "[E" not in tile


@pytest.mark.parametrize("lang", LANGS)
def test_a_node_that_was_not_announced_is_drawn_by_its_id(reports: Path, lang: str) -> None:
    view = replace(sample.kin_case(), nodes={})
    page = render_case(view, lang, reports)
    assert page.count('<g class="node') == 7
    assert sample.FIRM in page


@pytest.mark.parametrize("lang", LANGS)
def test_a_lead_with_little_to_say_renders(reports: Path, lang: str) -> None:
    lead = {"key": "L-1", "evidence": [], "title": {}, "sentence": {}}
    page = render_case(replace(sample.kin_case(), lead=lead, nodes={}, raw={}, query=None), lang, reports)
    assert "L-1" in page
    assert "<svg" not in page.split("<main")[1].split('id="evidence"')[0].replace('<svg class="key', "")


def test_five_thousand_nodes_collapse(reports: Path) -> None:
    view = sample.wide_case(60, 5000)
    page = render_case(view, "zh", reports)
    assert page.count('<g class="node') < 60
    assert "另有 4988 份合同" in page
    assert page.count("<tbody id=") == len(view.lead["evidence"])


def test_an_unknown_name_in_a_template_is_an_error(reports: Path) -> None:
    with pytest.raises(Exception, match="undefined"):
        environment(reports).from_string("{{ nothing }}").render()


def test_templates_are_sandboxed(reports: Path) -> None:
    with pytest.raises(Exception, match="unsafe"):
        environment(reports).from_string("{{ ''.__class__.__mro__ }}").render()


def test_missing_reports_folder_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"zh\.json"):
        render_case(sample.kin_case(), "zh", tmp_path)


def test_a_report_with_real_names_says_so(reports: Path) -> None:
    assert "本报告含真实姓名" in render_case(replace(sample.kin_case(), named=True), "zh", reports)
    assert "本报告含真实姓名" not in render_case(sample.kin_case(), "zh", reports)
