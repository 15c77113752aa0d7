"""Header `tests:`: how it is read, what is wrong with it, and what it does to rows, findings and sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.pages import _tests
from graphinv.content.param_spec import bind
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.cypher import parse_graph
from graphinv.errors import SpecError
from graphinv.rules.cases import fill
from graphinv.rules.lint import lint
from graphinv.rules.run import Ran, run_rule
from graphinv.rules.tested import after_tests
from graphinv.rules.words import sentences
from graphinv.rules.written import probability
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import own_rule, write_rule

BODY = (
    "MATCH (person:Person)-[role:HAS_ROLE]->(company:Company) "
    "CALL (company) { MATCH (company)<-[mine:HAS_ROLE]-(:Person) RETURN count(mine) AS here } "
    "RETURN person, role, company, here, 1 AS others, 1 AS away, 40 AS rest, role.role = 'head' AS led, "
    "[2, 1] AS gave, [1, 2] AS got, 'x' AS word"
)
PARAMS = "{max_p: {type: float, default: 0.01, basis: b}, n: {type: int, default: 200, basis: b}}"
FISHER = "{odd: {method: fisher_greater, of: [here, others, away, rest], below: max_p%s}}"
REASONS = "{rare: {zh: 罕见, en: rare}, common: {zh: 常见, en: common}}"


def rule(folder: Path, tests: str, **changes: str) -> RuleSpec:
    return own_rule(
        folder,
        BODY,
        tests=tests,
        params=changes.pop("params", PARAMS.replace(", n: {type: int, default: 200, basis: b}", "")),
        **changes,
    )


def ran(asked: RuleSpec, roles: int, word: str = "director") -> Ran:
    graph = "\n".join(f"(p{n}:Person {{name: 甲{n}}})-[:HAS_ROLE {{role: {word}}}]->(c:Company)" for n in range(roles))
    with DuckStore.memory() as store:
        fill(asked, parse_graph(graph), store)
        return run_rule(store, asked)


def test_rows_stand_only_below_the_limit(tmp_path: Path) -> None:
    asked = rule(tmp_path, FISHER % "")
    assert lint(asked) == []
    assert len(ran(asked, 1).findings) == 0
    found = ran(asked, 4)
    assert len(found.findings) == 4
    assert found.findings[0].rows[0]["odd"] == pytest.approx(0.000_297, abs=0.001)


def test_unless_keeps_a_row(tmp_path: Path) -> None:
    asked = rule(tmp_path, FISHER % ", unless: led")
    assert lint(asked) == []
    assert len(ran(asked, 1).findings) == 0 and len(ran(asked, 1, "head").findings) == 1


def test_what_passed_and_failed_do(tmp_path: Path) -> None:
    more = ", passed: {step: 1, reason: rare}, failed: {step: 2, cap: low, reason: common}"
    asked = rule(tmp_path, FISHER % more, reasons=REASONS)
    assert lint(asked) == []
    (common,) = ran(asked, 1).findings
    assert (common.severity, common.reasons) == ("low", ("common",))
    rare = ran(asked, 4).findings[0]
    assert (rare.severity, rare.reasons) == ("high", ("rare",))


def test_an_unknown_count_does_not_pass(tmp_path: Path) -> None:
    asked = rule(tmp_path, FISHER % "")
    row = {"here": None, "others": 1, "away": 1, "rest": 40}
    assert after_tests(asked, [row], bind(asked.params)) == []


def test_a_shuffle(tmp_path: Path) -> None:
    tests = "{odd: {method: shuffle_p, of: [gave, got, rest], below: max_p, draws: n}}"
    asked = rule(tmp_path, tests, params=PARAMS)
    assert lint(asked) == []
    rows = [{"gave": [1, 1], "got": [1, 1], "rest": 9000}, {"gave": [9, 9], "got": [9, 9], "rest": 18}]
    assert [row["rest"] for row in after_tests(asked, rows, bind(asked.params))] == [9000]
    assert after_tests(asked, [{"gave": [1, None], "got": [1, 1], "rest": 9}], bind(asked.params)) == []


def test_the_p_in_a_sentence(tmp_path: Path) -> None:
    asked = rule(tmp_path, FISHER % "", explain="{zh: '偶然概率{odd:p}', en: 'p {odd:p}'}")
    assert lint(asked) == []
    found = ran(asked, 4)
    told = sentences(asked, found.form, found.findings[0], found.elements)
    assert "".join(word.text for word in told["en"]) == "p 0.00015"
    assert (probability(0.00002, "zh"), probability(0.00002, "en")) == ("小于 0.0001", "less than 0.0001")


def test_the_page_says_what_is_tested(tmp_path: Path) -> None:
    more = ", unless: led, passed: {step: 1, reason: rare}, failed: {cap: low}"
    assert _tests(rule(tmp_path, FISHER % more, reasons=REASONS)) == (
        "## Statistical tests\n\n- `odd` = fisher_greater(here, others, away, rest), p below `max_p`: severity +1, "
        "reason `rare`; otherwise low at most, unless `led` is there\n"
    )


@pytest.mark.parametrize(
    ("tests", "problem"),
    [
        ("{odd: {method: fischer_greater, of: [here], below: max_p}}", "Did you mean `fisher_greater`?"),
        ("{odd: {method: fisher_greater, of: [here], below: max_p}}", "`fisher_greater` reads 4 columns, not 1"),
        (FISHER.replace("max_p", "maxp") % "", "`below: maxp` is no parameter. Did you mean `max_p`?"),
        (FISHER.replace("max_p", "n") % "", "`below: n` must be a parameter of type float"),
        (FISHER % ", unles: led", "`unles` is not a key of `odd`. Did you mean `unless`?"),
        (FISHER % ", draws: n", "`draws` is not a key of `odd`"),
        (FISHER % ", failed: {reason: rar}", "the reason `rar` has no words under `reasons`. Did you mean `rare`?"),
        (FISHER % ", failed: {cap: lowest}", "`cap: lowest` is unknown. Did you mean `low`?"),
        (FISHER.replace("odd", "o dd") % "", "`o dd` is no name for a column"),
        ("{odd: {method: shuffle_p, of: [gave, got, rest], below: max_p}}", "`odd` needs `draws`"),
        ("[fisher_greater]", "`tests` must be a table of keys and values"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, tests: str, problem: str) -> None:
    path = write_rule(tmp_path, BODY, tests=tests, params=PARAMS, reasons=REASONS)
    with pytest.raises(SpecError) as caught:
        load_rule(path)
    found = [str(one) for one in caught.value.problems]
    assert any(one.startswith("line 1") and problem in one for one in found), found


@pytest.mark.parametrize(
    ("tests", "problem"),
    [
        (FISHER.replace("here", "her") % "", "`tests.odd`: `her` is not returned. Did you mean `here`?"),
        (FISHER.replace("here", "word") % "", "`tests.odd`: the column `word` must be a int, not a string"),
        (FISHER.replace("here", "gave") % "", "`tests.odd`: the column `gave` must be a int, not a list of int"),
        (FISHER.replace("odd", "here") % "", "`tests.here`: there is a column of this name"),
        (FISHER.replace("odd", "step") % "", "`tests.step`: there is a column of this name"),
        (FISHER % ", unless: ledd", "`tests.odd`: `ledd` is not returned. Did you mean `led`?"),
        (FISHER % ", unless: word", "`tests.odd`: the column `word` must be a bool, not a string"),
    ],
)
def test_lint_holds_a_test_to_the_columns(tmp_path: Path, tests: str, problem: str) -> None:
    found = [str(one) for one in lint(rule(tmp_path, tests))]
    assert any(problem in one for one in found), found
