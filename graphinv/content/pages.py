"""Reference pages written from the content itself, so that they cannot fall behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphinv.content.case_spec import CaseSpec, load_cases
from graphinv.content.column_check import KIN_WORDS
from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from graphinv.content.rule_spec import RuleSpec, Text
from graphinv.content.stat_spec import Outcome
from graphinv.model import EDGES, LABELS, SUPERTYPES, EdgeType, Label, PropType

CONTRACT_HEAD = """\
# The data contract: tables that load as they are

This page is written from the loaders by `make docs`. A file is recognised by its name (`persons.csv`,
`persons_2023.xlsx`) and its headers: the English name or one of the Chinese ones, compared after trimming and in half
width. A unit in brackets is read, not compared: `中标金额(万元)`, `持股比例(%)`; `免职时间(含)` means an inclusive day.

- csv (UTF-8, UTF-16, GB18030; comma, semicolon or tab), xlsx (every sheet that fits), parquet, JSON lines, and
  databases by their URL.
- A small list may also be YAML under its name (`thresholds.yaml`): entries that begin with `- `, with the headers as
  their keys; the row of an entry is its line.
- **yes**: a row without it is quarantined. **rec**: rules that need it answer not evaluable without it.
- A row with the same key and the same values counts once; complementary values are merged; contradicting rows are both
  quarantined and listed by `graphinv load rejects`.
- Beside a reference `x_id` the columns `x_name` and, for a party, `x_type` may stand. A person with a name only is
  never merged with another; a company or unit with a name only is linked if exactly one registered name is equal, and
  what rests on that is `possible`.
- Dates may be partial (`2021`, `2021-02`); a hit that is true only for some days of it is `possible`. An empty `until`
  counts as "not ended" on the day that `data_filings` gives for the file, else as unknown.
"""


def contract_page(loaders: Iterable[LoaderSpec]) -> str:
    """The page on all loaders of the contract's own tables (ids without a dot), and a list of the others."""
    specs = list(loaders)
    own = [spec for spec in specs if "." not in spec.id]
    others = [spec for spec in specs if "." in spec.id]
    parts = [CONTRACT_HEAD, *(_table(spec) for spec in own)]
    if others:
        rows = "\n".join(
            f"| `{spec.id}` | {spec.title['en']} / {spec.title['zh']} | {_code(spec.files)} |" for spec in others
        )
        parts.append(f"## Other layouts\n\n| loader | title | files |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _table(spec: LoaderSpec) -> str:
    rows = "\n".join(_row(column) for column in spec.columns.values())
    return (
        f"## {spec.id} {spec.title['zh']}\n\n{spec.title['en']}. Key: {_code(spec.key)}.\n\n"
        f"| column | Chinese headers | type | req. |\n|---|---|---|---|\n{rows}\n" + _rules_of(spec)
    )


def _rules_of(spec: LoaderSpec) -> str:
    """What holds between the columns of a row."""
    lines = [f"{_code(pair)} must differ." for pair in spec.differ]
    lines += [f"At least one of {_code(names)} must be filled." for names in spec.any_of]
    lines += [f"{_code(spec.order)} should not decrease in this order (a warning)."] if spec.order else []
    for column, conditions in spec.required_if.items():
        when = " and ".join(f"`{name}` is {value}" for name, value in conditions.items())
        lines.append(f"`{column}` is needed where {when}.")
    return "\n" + "\n".join(f"- {line}" for line in lines) + "\n" if lines else ""


def _row(column: ColumnSpec) -> str:
    headers = "、".join(header for header in column.headers if header != column.name)
    words = ", ".join(" ".join((name, *also[:2])) for name, also in column.values.items())
    kind = f"{column.type}: {words}" if words else column.type
    kind += "; or any kin word of one of these" if column.of == KIN_WORDS else ""
    return f"| `{column.name}` | {headers} | {kind} | {column.req} |"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


GRAPH_HEAD = """\
# The graph: labels, edge types and their properties

This page is written from the model by `make docs`. Every node also has `id` (its key in the source tables) and `gid`
(minted, stable); every edge has `certain`. *dated* elements carry `since` and `until`, half-open. Supertypes: {supers}.
"""


def graph_page() -> str:
    """The page on everything that a query may name."""
    supers = "; ".join(f"`{name}` = {', '.join(members)}" for name, members in SUPERTYPES.items())
    nodes = "\n".join(_label(label) for label in LABELS.values())
    edges = "\n".join(_edge(edge) for edge in EDGES.values())
    return (
        f"{GRAPH_HEAD.format(supers=supers)}\n## Labels\n\n| label | properties |\n|---|---|\n{nodes}\n\n"
        f"## Edge types\n\n| type | from → to | properties |\n|---|---|---|\n{edges}\n"
    )


def _label(label: Label) -> str:
    marks = (" dated" if label.interval else "") + (" derived" if label.derived else "")
    return f"| `{label.name}`{marks} | {_props(label.props)} |"


def _edge(edge: EdgeType) -> str:
    marks = (" dated" if edge.interval else "") + (" derived" if edge.derived else "")
    pairs = ", ".join(f"{start}→{end}" for start, end in edge.pairs)
    return f"| `{edge.name}`{marks} | {pairs} | {_props(edge.props)} |"


def _props(props: Mapping[str, PropType]) -> str:
    return ", ".join(f"{name} ({kind})" for name, kind in props.items())


SENTENCE_NOTE = (
    "What stands in braces is filled in from the lead. A part in square brackets is left out when a value in it is "
    "unknown; `[?x: …]` is there only if x is known, `[!x: …]` only if it is not."
)
_KINDS = {"match": "Must fire", "clean": "Must stay silent", "gap": "Known to be missed"}


def rule_page(rule: RuleSpec) -> str:
    """The page of one rule: what it asks, how, with which numbers, and the cases that prove it."""
    cases = load_cases(rule)
    example = next(case for case in cases if case.kind == "match")
    parts = [
        f"# {rule.code} {rule.id}\n\n{rule.title['zh']} / {rule.title['en']}\n",
        f"Class {rule.class_}, severity {rule.severity}, version {rule.version}. Who checks first: "
        f"{'、'.join(rule.route_to) or 'not said'}. This page is written from the rule by `make docs`.\n",
        f"## What a lead says\n\n{SENTENCE_NOTE}\n\n> {rule.explain['zh']}\n\n> {rule.explain['en']}\n",
        f"## Method\n\n```cypher\n{rule.cypher.strip()}\n```\n",
        f"A lead is one: {_code(rule.identity)}. Base rate: every `{rule.identity[0]}` with a lead, counted once, over "
        f"the population\n\n```cypher\n{rule.population}\n```\n",
        f"Needs {_code(need.text for need in rule.needs)}; if one of them was not loaded, the rule is not evaluable.\n",
        _tests(rule),
        _params_table(rule),
        f"## Example\n\n{example.name}:\n\n```\n{example.graph.strip()}\n```\n",
        _section("Innocent explanations", map(_both, rule.innocent)),
        _section("What to verify first", map(_both, rule.checklist)),
        _section("Excluded", rule.exclusions),
        _section("Not checked yet", map(_both, rule.not_checked)),
        _section("Legal basis", rule.basis),
        _cases_list(cases),
    ]
    return "\n".join(part for part in parts if part)


def _params_table(rule: RuleSpec) -> str:
    if not rule.params:
        return ""
    rows = "\n".join(f"| `{name}` | {spec.type} | {spec.text} | {spec.basis} |" for name, spec in rule.params.items())
    return f"## Parameters\n\n| name | type | default | why |\n|---|---|---|---|\n{rows}\n"


def _tests(rule: RuleSpec) -> str:
    """What each statistical test reads and what becomes of the rows."""
    lines = []
    for stat in rule.tests:
        stays = f", unless `{stat.unless}` is there" if stat.unless else ""
        fails = "the row goes" if stat.failed is None else f"otherwise {_outcome(stat.failed)}"
        draws = f" with `{stat.draws}` shuffles and a fixed seed" if stat.draws else ""
        lines.append(
            f"`{stat.name}` = {stat.method}({', '.join(stat.of)}){draws}, p below `{stat.below}`: "
            f"{_outcome(stat.passed)}; {fails}{stays}"
        )
    return _section("Statistical tests", lines)


def _outcome(outcome: Outcome) -> str:
    parts = [f"severity {outcome.step:+d}"] if outcome.step else []
    parts += [f"{outcome.cap} at most"] if outcome.cap else []
    parts += [f"reason `{outcome.reason}`"] if outcome.reason else []
    return ", ".join(parts) or "the row stands"


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(f"- {line}" for line in lines)
    return f"## {title}\n\n{body}\n" if body else ""


def _both(text: Text) -> str:
    return f"{text['zh']} / {text['en']}"


def _cases_list(cases: Iterable[CaseSpec]) -> str:
    lines = [f"- {_KINDS[case.kind]}: {case.name}" + (f" ({case.why})" if case.why else "") for case in cases]
    return "## Cases\n\n" + "\n".join(lines) + "\n"
