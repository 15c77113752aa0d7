"""A batch's report as lines for a table: what, which column, how many, and the rest in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphinv.errors import Said
from graphinv.message import msg

Line = dict[str, Any]


def summary(report: Mapping[str, Any]) -> Line:
    """A batch at a glance."""
    unknown = sum(found["rows"] for found in report["unknown_ids"].values())
    columns = sum(len(file["unknown_columns"]) for file in report["files"])
    as_of = [file["as_of"] for file in report["files"] if file["as_of"]]
    days = {"as_of": max(as_of, default=None)}
    counts = {"conflicts": report["conflicts"], "unknown_ids": unknown, "unknown_columns": columns}
    counts |= {name: sum(report[name].values()) for name in ("stubs", "by_name")}
    kept = ("batch", "loader", "rows", "loaded", "warned", "rejected")
    days |= {"first": report["from"], "last": report["to"]}
    return {name: report[name] for name in kept} | counts | days


def lines(report: Mapping[str, Any], lang: str) -> Iterator[Line]:
    """Everything that is known about a batch, most important first."""
    reason = "reason_zh" if lang == "zh" else "reason"
    for said in report["over"]:
        yield _line("over", detail=said)
    for file in report["files"]:
        yield from _file(file)
    for kind, name in (("rejected", "rejected_by"), ("warned", "warned_by")):
        for found in report[name]:
            where = f" ({_rows(found['first'], found['rows'])})" if found["rows"] else ""
            yield _line(kind, found["column"], found["rows"] or None, found[reason] + where)
    if report["conflicts"]:
        yield _line("conflicts", count=report["conflicts"])
    for column, found in report["unknown_ids"].items():
        yield _line("unknown_ids", column, found["rows"], f"/ {found['of']}")
    for kind in ("stubs", "by_name", "name_only", "local"):
        for column, count in report[kind].items():
            yield _line(kind, column, count)
    for found in report["dates"]:
        yield _line("dates", found["column"], found["filled"], f"{found['first'] or '?'} … {found['last'] or '?'}")


def _file(file: Mapping[str, Any]) -> Iterator[Line]:
    place = file["file"] + (f" [{file['sheet']}]" if file["sheet"] else "")
    yield _line("source", count=file["rows"], detail=msg("{place}: {said}", place=place, said=file["why"]))
    if file["as_of"] or file["since"] or file["until"]:
        yield _line("filing", detail=f"{file['since'] or '?'} … {file['until'] or '?'}, {file['as_of'] or '?'}")
    for column, part in file["unknown_columns"].items():
        yield _line("unknown_columns", column, detail=percent(part))


def percent(part: float) -> str:
    """A part of the rows as a spreadsheet shows it; a little is never nothing."""
    return f"{100 * part:.2g} %" if 0 < part < 0.1 else f"{100 * part:.0f} %"


def _rows(first: Sequence[int | str], count: int) -> str:
    return ", ".join(map(str, first)) + (", …" if count > len(first) else "")


def _line(kind: str, column: str = "", count: int | None = None, detail: Said = "") -> Line:
    return {"kind": kind, "column": column, "count": count, "detail": detail}
