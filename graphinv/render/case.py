"""The case report: one lead as one self-contained HTML document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from graphinv.render.describe import complete
from graphinv.render.drawing import Figure, draw
from graphinv.render.evidence import evidence_rows
from graphinv.render.html import render_page
from graphinv.render.layout import Box
from graphinv.render.shapes import ICONS, inner_line, outline
from graphinv.render.values import money, money_short, number
from graphinv.render.view import CaseView, Related, pick
from graphinv.render.words import Words, load_all

MOST_RELATED = 30
"""So many of the other leads of a case are listed on the page of one."""

DISPOSITIONS = ("verify", "ask", "clear", "transfer", "hold")


@dataclass(frozen=True)
class FigurePart:
    """One figure of the report. Further figures (timeline, money flow, dossier) are added to `_figures`."""

    id: str
    heading: str
    template: str
    drawing: Figure
    legend: Sequence[Mapping[str, str | None]]
    broad: bool  # printed on a page of its own, turned sideways


def render_case(view: CaseView, lang: str, reports: Path) -> str:
    """The report as HTML text. The same view gives the same bytes; nothing in it loads from anywhere."""
    texts = load_all(reports)
    words = texts[lang]
    view = complete(view, texts)
    drawing = draw(view, words, view.facts)
    data = {"nodes": drawing.names, "columns": drawing.columns}
    context = {"case": _context(view, texts, lang), "figures": _figures(drawing, words), "named": view.named}
    return render_page(reports, lang, "case.html.j2", ["base.css", "case.css", "case.js"], context, data)


def _figures(drawing: Figure, words: Words) -> list[FigurePart]:
    box = Box(1, 1, 32, 20)
    legend = [
        {"kind": kind, "outline": outline(kind, box), "inner": inner_line(kind, box), "icon": ICONS[kind]}
        for kind in drawing.kinds
    ]
    broad = drawing.width > 760 and drawing.width > 1.35 * drawing.height
    return [FigurePart("figure", words("case.figure"), "network_figure.html.j2", drawing, legend, broad)]


def _context(view: CaseView, texts: Mapping[str, Words], lang: str) -> dict[str, Any]:
    lead, words = view.lead, texts[lang]
    rows = evidence_rows(view, texts, lang)
    sources = {(one["file"], one["sheet"], one["row"]) for row in rows for one in row["sources"] if one}
    return {
        **{name: lead.get(name) or "" for name in ("key", "code", "rule", "as_of", "first_seen", "last_seen")},
        "title": pick(lead.get("title", {}), lang),
        "sentence": pick(lead.get("sentence", {}), lang),
        "rule_title": pick(view.rule_title, lang),
        "rule_version": lead.get("rule_version", ""),
        "rule_class": lead.get("class", ""),
        "severity": safe_word(lead.get("severity", "")),
        "certainty": safe_word(lead.get("certainty", "")),
        "status": lead.get("status", ""),
        "score": lead.get("score", ""),
        **_amount(view, words),
        "facts_count": len(rows),
        "files_count": len({file for file, _, _ in sources}),
        "rows_count": len(sources),
        "reasons": [pick(text, lang) for text in lead.get("reasons", [])],
        "steps": [
            {"text": pick(step.text, lang), "evidence": list(step.evidence), "inferred": step.inferred}
            for step in view.steps
        ],
        "any_inferred": any(step.inferred for step in view.steps),
        "innocent": [pick(text, lang) for text in view.innocent],
        "checklist": [pick(text, lang) for text in view.checklist],
        "evidence": rows,
        "query": None if view.query is None else _query(view),
        "not_checked": [pick(text, lang) for text in lead.get("not_checked", [])],
        "related": [_related(other, lang) for other in view.related[:MOST_RELATED]],
        "related_count": len(view.related),
        "history": [{"on": event.on, "text": pick(event.text, lang)} for event in view.history],
        "dispositions": DISPOSITIONS,
    }


def _related(other: Related, lang: str) -> dict[str, str]:
    return {
        "key": other.key,
        "code": other.code,
        "severity": safe_word(other.severity),
        "title": pick(other.title, lang),
        "sentence": pick(other.sentence, lang),
        "href": other.file,
    }


def safe_word(code: object) -> str:
    """A code that may become part of a class name."""
    return re.sub(r"[^A-Za-z0-9_-]", "", str(code))


def _query(view: CaseView) -> dict[str, Any]:
    assert view.query is not None
    return {"cypher": view.query.cypher, "params": [(name, str(value)) for name, value in view.query.params.items()]}


def _amount(view: CaseView, words: Words) -> dict[str, Any]:
    """The total and, where it can be shown, the evidence that it is the sum of."""
    total = number(view.lead["amount"]) if view.lead.get("amount") is not None else None
    if total is None:
        return {"amount": "", "amount_full": "", "amount_parts": []}
    parts = _summands(view.lead.get("evidence", []), total)
    currency = (parts[0].get("props") or {}).get("currency") if parts else view.lead.get("currency")
    return {
        "amount": money_short(total, words, currency),
        "amount_full": money(total, words, currency),
        "amount_parts": [item["n"] for item in parts],
    }


def _summands(evidence: Sequence[Mapping[str, Any]], total: Decimal) -> list[Mapping[str, Any]]:
    """The evidence of one type whose amounts add up to the total; nothing if there is none."""
    by_type: dict[str, list[Mapping[str, Any]]] = {}
    for item in evidence:
        if (item.get("props") or {}).get("amount") is not None:
            by_type.setdefault(item["type"], []).append(item)
    for items in by_type.values():
        amounts = [number(item["props"]["amount"]) for item in items]
        if sum((amount for amount in amounts if amount is not None), Decimal(0)) == total:
            return items
    return []
