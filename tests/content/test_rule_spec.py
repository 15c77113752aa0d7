"""Rule files and case files: strict, and all problems of a file at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.pages import rule_page
from graphinv.content.param_spec import bind
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.errors import SpecError, UsageError
from tests.rules.graphs import BODY, own_rule, rule_paths, write_rule


def problems(path: Path) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_rule(path)
    return [str(problem) for problem in caught.value.problems] or [str(caught.value)]


@pytest.mark.parametrize("path", rule_paths(), ids=lambda path: path.stem)
def test_built_in_rules_load_and_say_what_they_do_not_check(path: Path) -> None:
    rule = load_rule(path)
    assert rule.not_checked and rule.checklist and rule.innocent and rule.exclusions and rule.basis
    assert rule.id.replace("-", "_") == path.stem


def test_a_rule_file_is_a_header_and_a_text(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, since="2020-01-01", until="2030-01-01", needs="[HAS_ROLE.role, 'config:watched']")
    assert (rule.id, rule.code, rule.version, rule.class_) == ("own-rule", "Z9", 1, "S")
    assert rule.title == {"zh": "规则", "en": "A rule"}
    assert rule.cypher == BODY + "\n"
    assert rule.at.read_text("utf-8").splitlines()[rule.first_line - 1] == BODY
    assert [(need.element, need.prop, need.config) for need in rule.needs] == [
        ("HAS_ROLE", "role", ""),
        ("", "", "watched"),
    ]
    assert [rule.in_force(day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2030, 1, 1))] == [
        False,
        True,
        False,
    ]


def test_all_problems_of_a_header_at_once_with_line_and_nearest_name(tmp_path: Path) -> None:
    path = write_rule(
        tmp_path, class_="Q", severity="hihg", needs="[HAS_ROL, HAS_ROLE.rol]", route_to="[审计部]", since="2020-02-30",
        titel="x", identity="[person, person]", params="{min: {type: shar, default: 2, basis: b}}", tests="[fisher]",
    )  # fmt: skip
    found = problems(path)
    for part in (
        "line 6: `class: Q` is unknown",
        "line 7: `severity: hihg` is unknown. Did you mean `high`?",
        "line 8: `needs: HAS_ROL` is no label or edge type. Did you mean `HAS_ROLE`?",
        "`needs: HAS_ROLE.rol`: HAS_ROLE has no property `rol`. Did you mean `role`?",
        "line 9: `identity` names `person` twice",
        "`route_to: 审计部` is unknown. Did you mean `审计部门`?",
        "`since: 2020-02-30` is no day",
        "`titel` is not a key of `rule`. Did you mean `title`?",
        "`type: shar` is unknown. Did you mean `share`?",
        "`tests` must be a table of keys and values",
    ):
        assert any(part in problem for problem in found), (part, found)


@pytest.mark.parametrize("key", ["id", "code", "version", "title", "needs", "identity", "population", "explain"])
def test_what_a_header_must_have(tmp_path: Path, key: str) -> None:
    assert any(f"needs `{key}" in problem for problem in problems(write_rule(tmp_path, **{key: ""})))


def test_repeated_keys_are_errors(tmp_path: Path) -> None:
    path = write_rule(tmp_path)
    path.write_text(path.read_text("utf-8").replace("// code: Z9", "// code: Z9\n// code: Z8"), "utf-8")
    assert problems(path) == ["line 4: `code` stands already at line 3"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BODY, "has no header"),
        ("// ---\n// id: x\n" + BODY, "has no header"),
        ("// ---\nid: x\n// ---\n" + BODY, "own.cypher:2: has a header line without `//`"),
    ],
)
def test_a_text_without_a_header(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.cypher"
    path.write_text(text, "utf-8")
    assert message in problems(path)[0]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "own.cypher"
    path.write_bytes("// ---\n// id: 规则\n// ---\n".encode("gb18030"))
    assert "is not UTF-8" in problems(path)[0]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "90", 90),
        ("share", "0.05", 0.05),
        ("money", "'1,000,000.50'", 100_000_050),
        ("float", "1.5", 1.5),
        ("string", "0123", "0123"),
        ("bool", "true", True),
        ("date", "2024-06-30", date(2024, 6, 30)),
        ("list", "[a, b]", ("a", "b")),
    ],
)
def test_parameters_become_what_the_query_gets(tmp_path: Path, kind: str, text: str, value: object) -> None:
    rule = own_rule(tmp_path, params=f"{{x: {{type: {kind}, default: {text}, basis: b}}}}")
    assert bind(rule.params) == {"x": value}


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("int", "1.5", "a whole number"),
        ("share", "35", "a share from 0 to 1"),
        ("money", "1.005", "yuan with at most two decimals"),
        ("float", "nan", "a number"),
        ("bool", "NO", "true or false"),
        ("date", "2021-02-30", "a day"),
    ],
)
def test_a_wrong_default_says_what_is_wanted(tmp_path: Path, kind: str, text: str, wanted: str) -> None:
    path = write_rule(tmp_path, params=f"{{x: {{type: {kind}, default: '{text}', basis: b}}}}")
    assert any(f"`x: {text}` must be {wanted}" in problem for problem in problems(path))


def test_a_page_shows_parameters_as_they_are_written(tmp_path: Path) -> None:
    params = "{big: {type: money, default: 200000, basis: b}, kinds: {type: list, default: [甲, 乙], basis: b}}"
    rule = own_rule(tmp_path, params=params)
    rule.cases_path.write_text(GOOD, "utf-8")
    page = rule_page(rule)
    assert "| `big` | money | 200000 | b |" in page
    assert "| `kinds` | list | 甲,乙 | b |" in page
    assert "every `person` with a lead, counted once, over the population" in page
    assert "leads over" not in page


def test_given_parameters_replace_defaults(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, params="{big: {type: money, default: 10, basis: b}}")
    assert bind(rule.params, {"big": "2.50"}) == {"big": 250}
    with pytest.raises(UsageError, match="no parameter `bg`"):
        bind(rule.params, {"bg": "1"})
    with pytest.raises(UsageError, match="must be yuan"):
        bind(rule.params, {"big": "much"})


def case_problems(rule: RuleSpec, text: str) -> list[str]:
    rule.cases_path.write_text(text, "utf-8")
    with pytest.raises(SpecError) as caught:
        load_cases(rule)
    return [str(problem) for problem in caught.value.problems]


GOOD = "- match: fires\n  graph: x\n  expect: [{person: p, company: c}]\n"


def test_cases_are_read(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, exclusions="[former]", params="{n: {type: int, default: 1, basis: b}}")
    text = GOOD + "- clean: left before\n  exclusion: former\n  graph: y\n  as_of: 2024-01-31\n  params: {n: 2}\n"
    rule.cases_path.write_text(text + "- gap: none\n  graph: z\n  why: later\n", "utf-8")
    match, clean, gap = load_cases(rule)
    assert (match.kind, match.name, match.expect[0].roles) == ("match", "fires", {"person": "p", "company": "c"})
    assert (clean.exclusion, clean.as_of, clean.params) == ("former", date(2024, 1, 31), {"n": "2"})
    assert (gap.kind, gap.why) == ("gap", "later")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("match: x", "line 1: the file must be a list of cases"),
        (GOOD + "- graph: x\n", "line 4: a case needs one of `match:`, `clean:`, `gap:`"),
        ("- match: x\n  graph: y\n", "`match: x` needs `expect`"),
        (GOOD + "- clean: x\n  graph: y\n  expect: [{person: p, company: c}]\n", "line 6: `clean: x` expects nothing"),
        (GOOD + "- gap: x\n  graph: y\n", "`gap: x` needs `why`"),
        (GOOD + "- clean: x\n  graf: y\n", "line 5: `graf` is not a key of `case`. Did you mean `graph`?"),
        (GOOD.replace("person", "persn"), "`persn` is not a key of `expect`. Did you mean `person`?"),
        (GOOD + "  params: {m: 2}\n", "the rule has no parameter `m`"),
        (GOOD + "- clean: x\n  graph: y\n  exclusion: frmer\n", "no exclusion `frmer`. Did you mean `former`?"),
        (GOOD, "no `clean` case shows `exclusion: former`"),
        (GOOD.replace("match", "gap"), "at least one case must be a `match`"),
        (GOOD + GOOD, "two cases are called `fires`"),
        (GOOD + "  as_of: 2024-02-30\n", "`as_of: 2024-02-30` is no day"),
    ],
)
def test_problems_of_case_files(tmp_path: Path, text: str, problem: str) -> None:
    rule = own_rule(tmp_path, exclusions="[former]")
    assert any(problem in found for found in case_problems(rule, text))
