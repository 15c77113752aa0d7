"""The index of a sweep: leads by what changed, results by rule, leads by unit, coverage and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from graphinv.render.case import safe_word
from graphinv.render.html import render_page
from graphinv.render.values import money_short, number
from graphinv.render.view import Coverage, SweepLead, SweepRule, SweepView, pick
from graphinv.render.words import Words, load_words

ROWS_PER_PAGE = 2_000
"""Rows of one page of the list; 5,000 take a browser 1.4 s."""

MOST_CASES = 200
"""So many cases of several leads are listed, the gravest first."""

CHANGES = ("new", "changed", "continuing", "gone", "cleared")
SEVERITIES = ("critical", "high", "medium", "low")


def page_file(number_: int) -> str:
    """The file of a page of the index."""
    return "index.html" if number_ == 1 else f"index-{number_}.html"


def index_pages(sweep: SweepView, files: Mapping[str, str], lang: str, reports: Path) -> dict[str, str]:
    """File name -> HTML of the index; the first page also holds the tables by rule and unit and the coverage."""
    words = load_words(reports, lang)
    leads = sorted(sweep.leads, key=_rank)
    pages = max(1, -(-len(leads) // ROWS_PER_PAGE))
    shared = _shared(sweep, leads, words)
    rendered = {}
    cases = _cases(sweep, files, words)
    for page in range(1, pages + 1):
        part = leads[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
        rows = [_row(one, files, words) for one in part]
        context = {
            **shared,
            "rows": rows,
            "cases": cases[:MOST_CASES],
            "all_cases": len(cases),
            "filters": _filters(part, words),
            "total": len(leads),
            "shown": len(rows),
            "page_no": page,
            "pages": pages,
            "page_file": page_file,
        }
        assets = ["base.css", "index.css", "index.js"]
        rendered[page_file(page)] = render_page(reports, lang, "index.html.j2", assets, context)
    return rendered


def _rank(one: SweepLead) -> tuple[int, int, float, str]:
    """New before changed before the rest, grave before light, high scores first, then by key."""
    change = CHANGES.index(one.change) if one.change in CHANGES else len(CHANGES)
    score = number(one.lead.get("score") or 0) or Decimal(0)
    return change, severity_rank(one.lead.get("severity")), -float(score), str(one.lead["key"])


def severity_rank(severity: object) -> int:
    """0 for critical; unknown words last."""
    return SEVERITIES.index(str(severity)) if severity in SEVERITIES else len(SEVERITIES)


def _shared(sweep: SweepView, leads: Sequence[SweepLead], words: Words) -> dict[str, Any]:
    counts = Counter(one.change for one in leads)
    told = sweep.sweep
    return {
        "sweep": {
            "id": told.get("sweep", ""),
            "as_of": told.get("as_of") or "",
            "engine": told.get("engine", ""),
            "suppressed": told.get("suppressed", 0),
        },
        "counts": [(state, counts[state]) for state in CHANGES],
        "rules": [_rule(rule, words) for rule in sweep.rules],
        "units": _units(leads, words),
        "coverage": [_coverage(row, words) for row in sweep.coverage],
        "named": sweep.named,
        "missing": [pick(text, words.lang) for text in sweep.missing],
    }


def _row(one: SweepLead, files: Mapping[str, str], words: Words) -> dict[str, Any]:
    lead = one.lead
    return {
        "change": safe_word(one.change),
        "severity": safe_word(lead.get("severity", "")),
        "certainty": safe_word(lead.get("certainty", "")),
        "key": lead["key"],
        "rule": lead.get("rule", ""),
        "code": lead.get("code") or "",
        "href": files.get(str(lead["key"])),
        "title": pick(lead.get("title", {}), words.lang),
        "sentence": pick(lead.get("sentence", {}), words.lang),
        "units": one.units,
        "amount": _amount(lead, words),
        "first_seen": lead.get("first_seen") or "",
        "case": (lead.get("case") or {}).get("key", ""),
    }


def _cases(sweep: SweepView, files: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
    """The cases of several leads, those with the gravest and with the most rules first."""
    rows = {str(one.lead["key"]): _row(one, files, words) for one in sweep.leads}
    found = [
        {"key": case.key, "around": case.around, "leads": [rows[key] for key in case.leads if key in rows]}
        for case in sweep.cases
    ]
    return sorted(found, key=_case_rank)


def _case_rank(case: Mapping[str, Any]) -> tuple[int, int, int, str]:
    leads = case["leads"]
    worst = min((severity_rank(lead["severity"]) for lead in leads), default=len(SEVERITIES))
    return worst, -len({lead["code"] for lead in leads}), -len(leads), str(case["key"])


def _amount(lead: Mapping[str, Any], words: Words) -> str:
    amount = lead.get("amount")
    return "" if amount is None else money_short(amount, words, lead.get("currency"))


def _filters(leads: Sequence[SweepLead], words: Words) -> list[tuple[str, list[dict[str, str]]]]:
    """The choices above the list, each with the values that occur on this page."""
    changes = [state for state in CHANGES if any(one.change == state for one in leads)]
    severities = sorted({str(one.lead.get("severity", "")) for one in leads}, key=severity_rank)
    rules = sorted({(str(one.lead.get("code") or ""), str(one.lead.get("rule", ""))) for one in leads})
    return [
        ("change", [{"value": safe_word(state), "text": words.word("change", state)} for state in changes]),
        ("severity", [{"value": safe_word(one), "text": words.word("severity", one)} for one in severities]),
        ("rule", [{"value": rule, "text": f"{code} {rule}".strip()} for code, rule in rules]),
    ]


def _rule(rule: SweepRule, words: Words) -> dict[str, Any]:
    rate = ""
    if rule.population:
        rate = words("index.rate_per_thousand", n=f"{1000 * rule.leads / rule.population:.3g}")
    return {
        "rule": rule.rule,
        "code": rule.code,
        "title": pick(rule.title, words.lang),
        "result": safe_word(rule.result),
        "reason": pick(rule.reason, words.lang),
        "leads": f"{rule.leads:,}",
        "population": "" if rule.population is None else f"{rule.population:,}",
        "rate": rate,
        "unknown": f"{rule.unknown:,}" if rule.unknown else "",
    }


def _units(leads: Sequence[SweepLead], words: Words) -> list[dict[str, Any]]:
    """Open leads by unit, the unit with most of them first; what is gone or cleared does not count."""
    of: dict[str, list[SweepLead]] = {}
    for one in leads:
        if one.change not in ("gone", "cleared"):
            for unit in dict.fromkeys(one.units):
                of.setdefault(unit, []).append(one)
    found = []
    for unit, members in sorted(of.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        severities = Counter(safe_word(one.lead.get("severity", "")) for one in members)
        found.append(
            {
                "name": unit,
                "leads": len(members),
                "severities": sorted(severities.items(), key=lambda pair: severity_rank(pair[0])),
                "amount": _sum(members, words),
            }
        )
    return found


def _sum(leads: Sequence[SweepLead], words: Words) -> str:
    """The amounts of some leads together; leads in several currencies are not added up."""
    known = [one.lead for one in leads if one.lead.get("amount") is not None]
    currencies = {one.get("currency") for one in known}
    if len(currencies) != 1:
        return ""
    amounts = [number(one["amount"]) or Decimal(0) for one in known]
    return money_short(sum(amounts, Decimal(0)), words, currencies.pop())


def _coverage(row: Coverage, words: Words) -> dict[str, Any]:
    return {
        "table": row.table,
        "files": f"{row.files:,}",
        "rows": f"{row.rows:,}",
        "loaded": f"{row.rows - row.rejected:,}",
        "rejected": f"{row.rejected:,}",
        "note": pick(row.note, words.lang),
    }
