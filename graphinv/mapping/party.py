"""References that may mean a person, a company or a unit: which of them each text means.

Decided once per different text, kind and name, not per row: a register names the same party thousands of times.
"""

from __future__ import annotations

from graphinv.mapping.sql import column, literal
from graphinv.mapping.values import condition, has
from graphinv.mapping.work import Ref, Work


def said(ref: Ref) -> str:
    """SQL for the label that the column `x_type` beside a reference says, or NULL."""
    beside = ref.node.id.removesuffix("_id") + "_type"
    if len(ref.labels) == 1 or beside not in ref.use.columns:
        return "NULL::VARCHAR"
    word = f"lower(CAST({column(beside)} AS VARCHAR))"
    cases = " ".join(f"WHEN {word} IN ({', '.join(map(literal, words))}) THEN '{label}'" for label, words in _WORDS)
    return f"CASE {cases} END"


_WORDS = (
    ("Person", ("person", "自然人", "个人")),
    ("Company", ("company", "企业", "法人")),
    ("Unit", ("unit", "单位", "机关单位")),
)


def party_labels(work: Work, ref: Ref) -> None:
    """Make `m_party_<n>` (text, name, said, label) and `m_label_<n>` (text, label, known): a valid number says what a
    text means, else the table that knows the id, else the type, else a registered name.

    Where rows with one text mean different parties, the reference is noted in `work.mixed`.
    """
    parties, labels = f"m_party_{ref.number}", f"m_label_{ref.number}"
    work.run(f"CREATE OR REPLACE TEMP TABLE {parties} AS SELECT *, {_LABEL} AS label FROM ({_facts(ref)})")
    work.run(
        f"CREATE OR REPLACE TEMP TABLE {labels} AS SELECT text, min(label) AS label, "
        f"count(DISTINCT label) > 1 OR count(label) < count(*) AS mixed, {_KNOWN} AS known "
        f"FROM {parties} WHERE text IS NOT NULL GROUP BY text"
    )
    if work.count(f"{labels} WHERE mixed"):
        work.mixed.add(ref.number)
        _note_ambiguous(work, ref)


def party_rows(ref: Ref) -> str:
    """`table ON condition` that gives each row `r` of a reference its label as `p.label`."""
    same = " AND ".join(f"p.{part} IS NOT DISTINCT FROM r.{part}" for part in ("text", "name", "said"))
    return f"m_party_{ref.number} p ON {same}"


def _facts(ref: Ref) -> str:
    """Per different text, name and type: which tables know the text, and which registers the name."""
    use, node = ref.use, ref.node
    text, name = column(node.id), f"{has(use, node.id.removesuffix('_id') + '_name')}::VARCHAR"
    different = (
        f"SELECT {text} AS text, {name} AS name, {said(ref)} AS said, any_value({has(use, node.id + '_ok')}) AS ok "
        f'FROM "{use.table}" s WHERE {condition(use.spec, node.where)} GROUP BY ALL'
    )
    return (
        "SELECT d.*, p.key IS NOT NULL AS p, c.key IS NOT NULL AS c, u.key IS NOT NULL AS u, "
        f"cn.gid IS NOT NULL AS cn, un.gid IS NOT NULL AS un FROM ({different}) d "
        "LEFT JOIN m_alias_Person p ON p.key = d.text LEFT JOIN m_alias_Company c ON c.key = d.text "
        "LEFT JOIN m_alias_Unit u ON u.key = d.text "
        "LEFT JOIN m_names_Company cn ON cn.name = m_name(coalesce(d.name, d.text)) "
        "LEFT JOIN m_names_Unit un ON un.name = m_name(coalesce(d.name, d.text))"
    )


_LABEL = (
    "CASE WHEN ok AND m_id_no_like(text) THEN 'Person' "
    "WHEN said = 'Person' AND p OR said = 'Company' AND c OR said = 'Unit' AND u THEN said "
    "WHEN p AND NOT c AND NOT u THEN 'Person' WHEN c AND NOT p THEN 'Company' WHEN u AND NOT p THEN 'Unit' "
    "WHEN p THEN NULL WHEN said IS NOT NULL THEN said "
    "WHEN ok OR text LIKE 'X:%' THEN 'Company' WHEN cn THEN 'Company' WHEN un THEN 'Unit' ELSE 'Person' END"
)
_KNOWN = "bool_and(CASE label WHEN 'Person' THEN p WHEN 'Company' THEN c ELSE u END)"


def _note_ambiguous(work: Work, ref: Ref) -> None:
    beside = ref.node.id.removesuffix("_id") + "_type"
    text, name = column(ref.node.id), f"{has(ref.use, ref.node.id.removesuffix('_id') + '_name')}::VARCHAR"
    rows = f'(SELECT s.file, s.row, {text} AS text, {name} AS name, {said(ref)} AS said FROM "{ref.use.table}" s) r'
    work.note(
        f"SELECT r.file, r.row, {literal(ref.node.id)}, CASE WHEN m_private(r.text) THEN NULL ELSE r.text END, "
        f"'the id is known as a person and as another party; fill `{beside}`; the row gives no link', "
        f"'该编号既是人员又是单位或企业，请填写主体类型；未建立关联' "
        f"FROM {rows} JOIN {party_rows(ref)} WHERE p.label IS NULL AND p.text IS NOT NULL"
    )
