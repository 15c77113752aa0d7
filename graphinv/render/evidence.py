"""The evidence table: every fact with the source rows behind it, the cells that state it marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graphinv.render.describe import when
from graphinv.render.values import bounds, day, number, share
from graphinv.render.view import CaseView, RawRow, pick
from graphinv.render.words import Words

CELLS_SHOWN = 4
"""Cells of a source row that stand in the open besides those that the fact states."""

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[日月T]?")

NO_SOURCE: tuple[None] = (None,)  # the template says so in words

RowId = tuple[str, str | None, int | str]


def evidence_rows(view: CaseView, texts: Mapping[str, Words], lang: str) -> list[dict[str, Any]]:
    """The rows of the table in the order of the evidence, as the template wants them."""
    shown: dict[RowId, int] = {}
    cited = {n for step in view.steps for n in step.evidence}
    rows: list[dict[str, Any]] = []
    for item in view.lead.get("evidence", []):
        stated = _stated(item, view, texts)
        n = int(item["n"])
        sources = [_source(row, stated, shown, n) for row in _rows_of(item, view)]
        rows.append({**_facts(item, view, texts[lang]), "sources": sources or NO_SOURCE, "step": n in cited})
    return rows


def _facts(item: Mapping[str, Any], view: CaseView, words: Words) -> dict[str, Any]:
    props = item.get("props") or {}
    group = "nodes" if item.get("to") is None else "edges"
    return {
        "n": int(item["n"]),
        "type": words.find(f"{group}.{item['type']}.name") or item["type"],
        "fact": pick(view.facts[int(item["n"])], words.lang),
        "when": when(item, words),
        "certain": bool(item.get("certain", True)),
        "recorded": share(props["confidence"]) if props.get("confidence") is not None else "",
    }


def _rows_of(item: Mapping[str, Any], view: CaseView) -> list[RawRow]:
    """The source rows with their cells; rows that are only named in the lead stand without cells."""
    rows = list(view.raw.get(int(item["n"]), ()))
    known = {(row.file, row.row) for row in rows}
    for source in item.get("source", []):
        if (source["file"], source["row"]) not in known:
            rows.append(RawRow(source["file"], source.get("sheet"), source["row"]))
    return rows


def _source(row: RawRow, stated: set[str], shown: dict[RowId, int], n: int) -> dict[str, Any]:
    """A source row with the cells that the fact states marked; the other cells stand where it was shown first."""
    first = shown.setdefault((row.file, row.sheet, row.row), n)
    cells = [
        {"name": name, "value": value, "stated": _bare(value) in stated}
        for name, value in row.cells.items()
        if value not in (None, "")
    ]
    others = [cell for cell in cells if not cell["stated"]]
    beside = others[:CELLS_SHOWN] if first == n else []
    return {
        "file": row.file,
        "sheet": row.sheet,
        "row": row.row,
        "cells": [cell for cell in cells if cell["stated"] or cell in beside],
        "rest": others[CELLS_SHOWN:],
        "first": first if first != n and others else None,
    }


def _stated(item: Mapping[str, Any], view: CaseView, texts: Mapping[str, Words]) -> set[str]:
    """What a cell may hold to count as a value that the fact states: ids, names, days, amounts, words for codes."""
    props = item.get("props") or {}
    values: list[object] = [item.get("since"), item.get("until"), *bounds(item), *props.values()]
    for name, value in props.items():
        values += [words.find(f"enums.{name}.{value}") for words in texts.values()]
        values.append(day(value, props.get(f"{name}_last")) if f"{name}_last" in props else None)
    for end in ("from", "to"):
        if item.get(end) is not None:
            node_id = str(item[end])
            values += [node_id, view.nodes[node_id].name if node_id in view.nodes else None]
    stated: set[str] = set()
    for value in values:
        if value is not None and not isinstance(value, (bool, list, dict)):
            stated |= {_bare(str(value)), *_scaled(value)}
    return stated - {""}


def _bare(text: str) -> str:
    """A cell without what formats add: 2020/3/1 and 2020年3月1日 become 20200301, 60% becomes 60."""
    text = _DATE.sub(lambda match: "".join(part.zfill(2) for part in match.groups() if part), text)
    return re.sub(r"[\s,，%％¥￥/.-]", "", text).casefold()


def _scaled(value: object) -> set[str]:
    """A number as a table may print it: in yuan, 万元, per cent."""
    amount = number(value)
    if amount is None:
        return set()
    return {_bare(f"{(amount * factor).normalize():f}") for factor in (1, Decimal("0.0001"), 100)}
