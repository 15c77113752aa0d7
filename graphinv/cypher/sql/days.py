"""Functions of dates and durations as SQL."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import DATE, DURATION, MapKind
from graphinv.cypher.signatures import DAY_PARTS
from graphinv.cypher.sql.build import SQL, both, cast, not_null, number, paren, struct, text, when
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as
from graphinv.cypher.sql.makers import Maker, kind
from graphinv.cypher.sql.props import whole_entries


def _date(node: ast.Call, env: Env) -> SQL:
    given = node.args[0]
    if isinstance(kind(node, env), MapKind):
        return _day_of(given, env)
    value = emit(given, env)
    return value if kind(node, env) == DATE else cast(value, DATE)


def _day_of(parts: ast.Expr, env: Env) -> SQL:
    """{year: y} is its first day, {year: y, month: m} the first of that month."""
    given = whole_entries(parts, env)
    year, month, day = (given.get(name, number(1)) for name in DAY_PARTS)
    return exp.DateFromParts(year=year, month=month, day=day)


def _truncated(node: ast.Call, env: Env) -> SQL:
    unit = node.args[0]
    word = str(unit.value).lower() if isinstance(unit, ast.Literal) else ""
    return cast(exp.Anonymous(this="DATE_TRUNC", expressions=[text(word), emit_as(node.args[1], DATE, env)]), DATE)


def _duration(node: ast.Call, env: Env) -> SQL:
    """Whole days as their number, else {months, days}."""
    parts = whole_entries(node.args[0], env)
    days = _total(parts, {"weeks": 7, "days": 1})
    if not parts:
        return exp.Null()
    if kind_of(node, env.scope) == DURATION:
        return days
    return _span(_total(parts, {"years": 12, "months": 1}), days)


def _span(months: SQL, days: SQL) -> SQL:
    """Months and days together; missing where one of them is."""
    made = struct({"days": days, "months": months})
    tests = both(not_null(part.copy()) for part in (months, days) if part.find(exp.Column, exp.Null, exp.Placeholder))
    return when(tests, made) if tests else made


def _total(parts: dict[str, SQL], units: dict[str, int]) -> SQL:
    found: SQL | None = None
    for name, size in units.items():
        if name in parts:
            part = paren(parts[name])
            part = part if size == 1 else exp.Mul(this=part, expression=number(size))
            found = part if found is None else exp.Add(this=found, expression=part)
    return number(0) if found is None else found


def _ends(node: ast.Call, env: Env) -> tuple[SQL, SQL]:
    start, end = (paren(emit_as(arg, DATE, env)) for arg in node.args)
    return start, end


def _in_days(node: ast.Call, env: Env) -> SQL:
    return _days_between(*_ends(node, env))


def _days_between(start: SQL, end: SQL) -> SQL:
    return exp.DateDiff(this=end, expression=start, unit=exp.Var(this="DAY"))


def _months_between(start: SQL, end: SQL) -> SQL:
    """Whole months, as java.time counts them: each date is a number of months and, below 32, of days."""
    return exp.Paren(this=exp.IntDiv(this=exp.Paren(this=_apart(start, end)), expression=number(32)))


def _apart(start: SQL, end: SQL) -> SQL:
    def packed(day: SQL) -> SQL:
        def part(name: str) -> SQL:
            return exp.Extract(this=exp.Var(this=name), expression=day.copy())

        months = exp.Add(this=exp.Mul(this=part("YEAR"), expression=number(12)), expression=part("MONTH"))
        return exp.Add(this=exp.Mul(this=exp.Paren(this=months), expression=number(32)), expression=part("DAY"))

    return exp.Sub(this=packed(end), expression=exp.Paren(this=packed(start)))


def _in_months(node: ast.Call, env: Env) -> SQL:
    return _span(_months_between(*_ends(node, env)), number(0))


def _between(node: ast.Call, env: Env) -> SQL:
    """Whole months, and the days that are left."""
    start, end = _ends(node, env)
    months = _months_between(start, end)
    steps = exp.Anonymous(this="TO_MONTHS", expressions=[exp.Cast(this=months.copy(), to=exp.DataType.build("INT"))])
    there = cast(exp.Add(this=start.copy(), expression=steps), DATE)
    return _span(months, _days_between(there, end.copy()))


OF_DAYS: dict[str, Maker] = {
    "date": _date,
    "date.truncate": _truncated,
    "duration": _duration,
    "duration.inDays": _in_days,
    "duration.inMonths": _in_months,
    "duration.between": _between,
}
