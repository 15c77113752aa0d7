"""docs/cypher.md against the compiler: every function, predicate and refusal, and the answers of its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graphinv.cypher import check, expand, parse, to_cypher
from graphinv.cypher.functions import SIGNATURES
from graphinv.cypher.periods import PREDICATES
from graphinv.cypher.refuse import CLAUSES, FUNCTIONS, MAX_LENGTH
from tests.cypher.conftest import Graph
from tests.docs.pages import page

PAGE = page("docs/cypher.md")
CALL = re.compile(r"([\w.]+)\(([^()]*)\)")
ROLES = {"a": "signed_on", "d": "signed_on", "d1": "signed_on", "b": "awarded_on", "d2": "awarded_on"}


def test_every_function_with_its_arguments() -> None:
    """Name, least and most arguments; `…` stands for as many as there may be."""
    shown = {}
    for row in PAGE.section("Functions").rows():
        for name, args in CALL.findall(row[0]):
            needed = args.split("[")[0].split(",")
            shown.setdefault(name, (len([word for word in needed if word.strip(" …")]), args.count(",") + 1))
    wanted = {name: (signature.needed, signature.most) for name, signature in SIGNATURES.items()}
    wanted["coalesce"] = (wanted["coalesce"][0], 2)
    assert wanted["coalesce"][0] == 1 and SIGNATURES["coalesce"].most == 9
    assert shown == wanted


def _forms(name: str, mode: Any) -> str:
    """What the compiler makes of a predicate, in the words of the page."""
    words = {"e": "e", "n": ""}
    args = _args(name)
    text = ", ".join(
        words.get(arg, f"k.{ROLES[arg]}" if arg in ROLES else {"lo": "111", "hi": "222"}.get(arg, arg)) for arg in args
    )
    query = parse(f"MATCH ()-[e:HOLDS_POST]->(), (k:Contract) WHERE {name}({text}) RETURN e")
    check(query)
    found = to_cypher(expand(query, mode)).split("\nWHERE ")[1].split("\nRETURN")[0].removesuffix(" AND e.certain")
    for stored, shown in (
        ("e.since_certain", "e.since:last"),
        ("e.until_certain", "e.until:first"),
        *((f"k.{ROLES[arg]}_last", f"{arg}:last") for arg in args if arg in ROLES),
    ):
        found = found.replace(stored, shown)
    found = re.sub(r"e\.since(?!:)", "e.since:first", found)
    found = re.sub(r"e\.until(?!:)", "e.until:last", found)
    for arg in (arg for arg in args if arg in ROLES):
        found = found.replace(f"k.{ROLES[arg]}", f"{arg}:first")
    found = re.sub(r"\((\S+) \+ duration\(\{days: (\d+)\}\)\)", r"\1 + \2", found)
    return found.replace("111", "lo").replace("222", "hi").replace(":", ".")


def _row(name: str) -> list[str]:
    rows = PAGE.section("Named time predicates").rows()
    return next(row for row in rows if row[0].startswith(f"`{name}("))


def _args(name: str) -> list[str]:
    return [word.strip() for word in CALL.findall(_row(name)[0])[0][1].split(",")]


@pytest.mark.parametrize("name", PREDICATES)
def test_exact_meaning_of_the_predicates(name: str) -> None:
    assert len(_args(name)) == len(PREDICATES[name])
    _, _, possible, certain = _row(name)
    assert possible.strip("`") == _forms(name, "possible")
    assert certain.strip("`") == _forms(name, "certain")


def test_everything_refused_is_listed() -> None:
    cells = [row[0] for row in PAGE.section("Refused, and what to write").rows()]
    words = {word.lower() for cell in cells for word in re.findall(r"\w+", cell)}
    assert {*FUNCTIONS} <= words
    assert {word.lower() for word in CLAUSES} <= words
    assert f"at most {MAX_LENGTH}" in PAGE.prose


@pytest.fixture(scope="module")
def drawn() -> Iterator[Graph]:
    made = Graph(PAGE.blocks()[0])
    yield made
    made.base.close()


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(value[key])}' for key in sorted(value))}}}"
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("text", PAGE.blocks("cypher"), ids=lambda text: text.splitlines()[0])
def test_answers_of_the_examples(drawn: Graph, text: str) -> None:
    """`// →` is a row of the possible reading, `// certain →` one of the certain reading, which may be left out."""
    for mark, mode in (("// → ", "possible"), ("// certain → ", "certain")):
        wanted = [line.removeprefix(mark) for line in text.splitlines() if line.startswith(mark)]
        assert wanted or mode == "certain", "the example shows no answer"
        if wanted:
            assert [", ".join(map(_shown, row)) for row in drawn.rows(text, mode=mode)] == wanted
