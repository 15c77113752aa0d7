"""What statements of ownership say besides edges: owners not disclosed, remarks, totals of known chains."""

from __future__ import annotations

from graphinv.mapping.sql import column
from graphinv.mapping.values import has
from graphinv.mapping.work import Use, Work


def run(work: Work) -> None:
    """Note the rows of statements whose owner stands nowhere, that carry a remark, or that give no edge and why."""
    for use in work.uses:
        if "statement_notes" in use.spec.transforms:
            for column_name, value, condition, en, zh in _NOTES:
                shown = has(use, value) if value else "NULL"
                if _there(use, column_name):
                    work.note(
                        f"SELECT s.file, s.row, '{column_name}', {shown}, '{en}', '{zh}' "
                        f'FROM "{use.table}" s WHERE {condition.format(column(column_name))}'
                    )


def _there(use: Use, name: str) -> bool:
    return name in use.columns


_NOTES = (
    (
        *("undisclosed", "undisclosed", "{} IS NOT NULL"),
        "the owner is not disclosed; no person and no edge was made",
        "所有人未披露：未建立人员和关联",
    ),
    (
        *("annotations", "annotations", "{} IS NOT NULL"),
        "the statement carries a remark; it is kept with the row",
        "声明带有批注，随该行保留",
    ),
    (
        *("covered", "", "{}"),
        "a total of a chain whose steps say their shares: the steps are used, so that nothing counts twice",
        "链条的合计值，各环节已有比例：采用各环节，避免重复计算",
    ),
    (
        *("subject_kind", "", "{} = 'unit' AND party_type IS DISTINCT FROM 'unit'"),
        "a body of the state has no owners here; no edge was made",
        "国家机关没有股东：未建立关联",
    ),
)
