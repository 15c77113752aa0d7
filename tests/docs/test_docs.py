"""The documentation is true: fresh pages, links that resolve, commands that exist, every key and column named."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from typer.main import get_command

from graphinv.cli.app import app
from graphinv.content import case_spec, loader_spec, param_spec, rule_spec
from graphinv.content.catalogue import Catalogue
from graphinv.cypher import compile_query
from graphinv.mapping.transforms import TRANSFORMS
from graphinv.rules.form import RESERVED
from graphinv.rules.template import FORMATS, parse_template
from graphinv.workspace.content import pages
from tests.docs.pages import DOCS, ROOT, Page, all_pages, page, written_by_hand
from tests.packaging.test_layers import LAYERS

CLI: Any = get_command(app)
GLOBAL_OPTIONS = {option for parameter in CLI.params for option in parameter.opts}


def test_reference_pages_are_fresh() -> None:
    """`make docs` writes them; what lies there must be what it would write now."""
    wanted = dict(pages(Catalogue()))
    for name, text in wanted.items():
        assert (DOCS / name).is_file(), f"docs/{name} is missing: run make docs"
        assert (DOCS / name).read_text("utf-8") == text, f"docs/{name} is stale: run make docs"
    assert {f"rules/{path.name}" for path in (DOCS / "rules").iterdir()} <= wanted.keys()


@pytest.mark.parametrize("found", all_pages(), ids=lambda found: found.name)
def test_links_resolve(found: Page) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", found.prose):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        path = (found.path.parent / name).resolve() if name else found.path
        assert path.exists(), target
        assert not anchor or anchor in page(str(path)).anchors(), target


@pytest.mark.parametrize("found", all_pages(), ids=lambda found: found.name)
@pytest.mark.parametrize("mode", ["possible", "certain"])
def test_cypher_blocks_compile(found: Page, mode: Any) -> None:
    for text in found.blocks("cypher"):
        compile_query(text, mode=mode)


def commands(found: Page) -> Iterator[list[str]]:
    """The words of each `graphinv …` in a page's shell blocks and inline code."""
    lines = [line for block in found.blocks() for line in block.splitlines()]
    for line in [*lines, *found.code()]:
        for part in line.split("&&"):
            words = shlex.split(part, comments=True) if part.strip().startswith("graphinv ") else []
            if words[1:]:
                yield words[1:]


def command(words: list[str]) -> Any:
    """The command that these words call, and its own words."""
    found, here = CLI, list(words)
    while here and here[0] in GLOBAL_OPTIONS:
        here = here[1:] if here[0] in ("-q", "--quiet", "--debug", "--version") else here[2:]
    if not here:
        return CLI, []
    while here and here[0] in getattr(found, "commands", {}):
        found, here = found.commands[here[0]], here[1:]
    return (found.commands["files"] if found is CLI.commands["load"] and here else found), here


@pytest.mark.parametrize("found", written_by_hand(), ids=lambda found: found.name)
def test_commands_exist(found: Page) -> None:
    for words in commands(found):
        called, rest = command(words)
        assert called is not CLI or not rest, f"graphinv {' '.join(words)}: there is no such command"
        known = {option for parameter in called.params for option in parameter.opts} | {"--help"}
        for word in rest:
            assert not word.startswith("-") or word in known, f"graphinv {' '.join(words)}: {word} is no option of it"


def leaves(found: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, inner in found.commands.items():
        if hasattr(inner, "commands"):
            yield from leaves(inner, (*path, name))
        else:
            yield (*path, name), inner


def test_every_command_and_option_is_documented() -> None:
    """Once in English and, in the Chinese README, every command once in Chinese."""
    for readme in ("README.md", "README.zh-CN.md"):
        called = [command(words)[0] for words in commands(page(readme))]
        for path, leaf in leaves(CLI):
            assert leaf in called, f"{readme} does not show graphinv {' '.join(path)}"
    text = "\n".join(found.text for found in written_by_hand())
    for path, leaf in leaves(CLI):
        for options in (parameter.opts for parameter in leaf.params if parameter.opts[0].startswith("-")):
            explained = any(re.search(rf"{option}(?![\w-])", text) for option in options)
            assert explained, f"graphinv {' '.join(path)} {options[-1]} is nowhere explained"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme(name: str) -> None:
    """It lists the rules in force, its query runs, and `make` knows what it names."""
    found = page(name)
    listed = {(row[0], row[1].strip("`")) for row in found.rows() if re.fullmatch(r"[A-Z]\d+", row[0])}
    assert listed == {(rule.code, rule.id) for rule in Catalogue().rules.values()}
    queries = [words[1] for words in commands(found) if words[0] == "query"]
    assert queries
    for text in queries:
        compile_query(text)
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {line.split()[1] for block in found.blocks() for line in block.splitlines() if line.startswith("make ")}
    assert named and named <= targets


def test_how_it_works_names_every_part() -> None:
    parts = {word for row in page("docs/how-it-works.md").rows() for word in re.findall(r"`(\w+)`", row[0])}
    assert parts == {*LAYERS, "demo"}


def test_every_key_of_a_rule_is_explained() -> None:
    known = {code for row in page("docs/add-a-rule.md").rows() for code in re.findall(r"`([^`]+)`", row[0])}
    spec = {field.name.rstrip("_") for field in fields(rule_spec.RuleSpec)}
    spec -= {"cypher", "first_line", "at"}
    case = {field.name for field in fields(case_spec.CaseSpec)} - {"rule", "kind", "name", "line"} | {*case_spec.KINDS}
    assert spec | case | set(RESERVED) <= known
    words = page("docs/add-a-rule.md").prose
    for word in (*rule_spec.OFFICES, *param_spec.TYPES, *rule_spec.SEVERITIES):
        assert re.search(rf"(?<!\w){word}(?!\w)", words), word


def test_the_language_of_sentences_is_explained() -> None:
    """Each form of the table parses, and each format stands in it."""
    cells = [row[0] for row in page("docs/add-a-rule.md").section("The sentence").rows()]
    forms = [form.replace("…", "") for cell in cells for form in re.findall(r"`([^`]+)`", cell)]
    for form in forms:
        parse_template(form)
    for wanted in filter(None, FORMATS):
        assert any(form.endswith(f":{wanted}}}") for form in forms), wanted
    for mark in ("[?", "[!"):
        assert any(form.startswith(mark) for form in forms), mark


def test_every_key_of_a_loader_is_explained() -> None:
    found = page("docs/add-a-source.md")
    known = {*found.code(), *re.findall(r"\*\*(\w+)\*\*", found.prose)}
    written = {"name": "as", "headers": "also", "start": "from", "end": "to", "maximum": "assert"}
    for spec in (loader_spec.LoaderSpec, loader_spec.ColumnSpec, loader_spec.NodeSpec, loader_spec.EdgeSpec):
        for field in fields(spec):
            word = written.get(field.name, field.name)
            if field.name not in ("at", "minimum"):
                assert any(re.match(rf"{word}\b", code) for code in known), f"{spec.__name__}: {word}"
    for word in (*loader_spec.VALUE_TYPES, *loader_spec.REFERENCES, *loader_spec.FINDS, *TRANSFORMS):
        assert word in known, word
