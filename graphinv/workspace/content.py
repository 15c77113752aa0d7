"""What can be done with content alone, without a workspace: show a rule's SQL, run its cases, write its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphinv.content.catalogue import Catalogue
from graphinv.content.pages import contract_page, graph_page, rule_page
from graphinv.content.rule_spec import RuleSpec
from graphinv.errors import UsageError
from graphinv.progress import SILENT, Progress
from graphinv.workspace.config import FILE


def root_of(folder: Path | None) -> Path | None:
    """The workspace meant: the folder given, else the nearest one upward; None if there is none."""
    if folder is not None:
        if not (folder / FILE).is_file():
            raise UsageError("{folder} is no workspace.", hint="Make one with: graphinv init {folder}", folder=folder)
        return folder
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if (place / FILE).is_file()), None)


def catalogue(folder: Path | None) -> Catalogue:
    """The content in force: built-in, and the workspace's own if there is one."""
    return Catalogue(root_of(folder))


def rule_sql(rule: RuleSpec) -> str:
    """The SQL that the embedded store runs for a rule, possible and certain."""
    from graphinv.cypher import compile_query

    parts = []
    for mode in ("possible", "certain"):
        compiled = compile_query(rule.cypher, mode=mode, pretty=True)
        parts.append(f"-- {rule.id}, {mode}\n{compiled.sql};\n")
    return "\n".join(parts)


def rule_cypher(folder: Path | None, rule: RuleSpec) -> str:
    """The Cypher that runs on Neo4j for a rule, possible and certain, with its parameters as Neo4j Browser sets them.

    Within the label of the workspace, if there is one.
    """
    from graphinv.content.param_spec import bind
    from graphinv.cypher.native import as_cypher, native
    from graphinv.workspace.engines import label_of
    from graphinv.workspace.space import Workspace

    label = label_of(Workspace.open(root)) if (root := root_of(folder)) else ""
    values = bind(rule.params, {})
    parts = []
    for mode in ("possible", "certain"):
        made = native(rule.cypher, label, mode)
        params = "".join(f":param {name} => {as_cypher(values[name])};\n" for name in sorted(made.parameters))
        parts.append(f"// {rule.id}, {mode}\n{params}{made.text};\n")
    return "\n".join(parts)


def rule_cases(folder: Path | None, ident: str = "", progress: Progress = SILENT) -> list[dict[str, Any]]:
    """One row per case: rule, kind, name, whether it passed, and what differed."""
    from graphinv.rules.cases import test_rule

    content = catalogue(folder)
    rules = [content.rule(ident)] if ident else list(content.rules.values())
    progress.stage("cases", len(rules))
    done: list[dict[str, Any]] = []
    try:
        for rule in rules:
            progress.step(f"{rule.code} {rule.id}")
            done += [dict(vars(case)) for case in test_rule(rule)]
    finally:
        progress.done()
    return done


def pages(content: Catalogue) -> Iterator[tuple[str, str]]:
    """Name and text of every page that is written from the content and the model."""
    yield "graph.md", graph_page()
    yield "data-contract.md", contract_page(content.loaders.values())
    for rule in content.rules.values():
        yield f"rules/{rule.id}.md", rule_page(rule)


def write_pages(folder: Path | None, target: Path) -> list[Path]:
    """Write the reference pages; returns their paths."""
    written = []
    for name, text in pages(catalogue(folder)):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written.append(path)
    return written
