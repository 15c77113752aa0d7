"""Small helpers over sqlglot: quoted names, typed literals, parentheses, casts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlglot import exp

from graphinv.cypher.kinds import Kind, ListKind, NodeKind, Scalar

SQL = exp.Expr

_TYPES = {
    "string": exp.DType.VARCHAR,
    "int": exp.DType.BIGINT,
    "money": exp.DType.BIGINT,
    "price": exp.DType.BIGINT,
    "float": exp.DType.DOUBLE,
    "share": exp.DType.DOUBLE,
    "bool": exp.DType.BOOLEAN,
    "date": exp.DType.DATE,
    "datetime": exp.DType.TIMESTAMP,
}
_LOOSE = (exp.Binary, exp.Connector, exp.Not, exp.Neg, exp.Case, exp.In)


def quoted(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def column(name: str, table: str) -> exp.Column:
    return exp.Column(this=quoted(name), table=quoted(table))


def again(value: SQL) -> SQL:
    """The same value at one more place of a statement. A column may stand in several: nothing asks for its parent."""
    return value if isinstance(value, exp.Column) else value.copy()


def named(value: SQL, name: str) -> exp.Alias:
    return exp.Alias(this=value, alias=quoted(name))


def number(value: float) -> SQL:
    """A literal of type BIGINT or DOUBLE; the exponent keeps engines from reading a decimal."""
    if isinstance(value, int):
        return exp.Literal.number(value)
    text = repr(value)
    return exp.Literal.number(text if "e" in text else f"{text}e0")


def text(value: str) -> SQL:
    return exp.Literal.string(value)


def paren(value: SQL) -> SQL:
    """In parentheses if it could be torn apart by an operator beside it."""
    return exp.Paren(this=value) if isinstance(value, _LOOSE) else value


def both(values: Iterable[SQL]) -> SQL | None:
    """All conditions joined by AND; None if there are none."""
    return _joined(exp.And, values)


def either(values: Iterable[SQL]) -> SQL | None:
    """All conditions joined by OR; None if there are none."""
    return _joined(exp.Or, values)


def _joined(kind: type[exp.Connector], values: Iterable[SQL]) -> SQL | None:
    found: SQL | None = None
    for value in values:
        part = exp.Paren(this=value) if isinstance(value, exp.Connector) else value
        found = part if found is None else kind(this=found, expression=part)
    return found


def equal(left: SQL, right: SQL) -> SQL:
    return exp.EQ(this=left, expression=right)


def is_null(value: SQL) -> SQL:
    return exp.Is(this=paren(value), expression=exp.Null())


def not_null(value: SQL) -> SQL:
    return exp.Not(this=is_null(value))


def when(test: SQL, value: SQL, default: SQL | None = None) -> exp.Case:
    return exp.Case(ifs=[exp.If(this=test, true=value)], default=default)


def sql_type(kind: Kind) -> exp.DataType | None:
    """The stored type of a kind; None where it is open."""
    if isinstance(kind, NodeKind):
        return exp.DataType(this=exp.DType.BIGINT)
    if isinstance(kind, ListKind):
        item = sql_type(kind.item)
        return None if item is None else exp.DataType(this=exp.DType.ARRAY, expressions=[item], nested=True)
    if isinstance(kind, Scalar) and kind.name in _TYPES:
        return exp.DataType(this=_TYPES[kind.name])
    return None


def cast(value: SQL, kind: Kind) -> SQL:
    """CAST to the stored type of a kind, or the value as it is."""
    to = sql_type(kind)
    return value if to is None else exp.Cast(this=value, to=to)


def edge_ref(tag: SQL, eid: SQL) -> SQL:
    """A relationship in a result: {t: number of its table, e: eid}."""
    fields = [
        exp.PropertyEQ(this=exp.to_identifier(name), expression=value) for name, value in (("t", tag), ("e", eid))
    ]
    return exp.Struct(expressions=fields)


def struct(entries: Mapping[str, SQL]) -> SQL:
    """A map by its keys."""
    return exp.Struct(expressions=[exp.PropertyEQ(this=quoted(name), expression=entries[name]) for name in entries])


def field(value: SQL, name: str) -> SQL:
    """One value of a map."""
    return exp.Anonymous(this="STRUCT_EXTRACT", expressions=[value, text(name)])


def array(items: Sequence[SQL]) -> SQL:
    """A list of these values; a lone subquery in parentheses, or it would be written as the list of its rows."""
    return exp.Array(expressions=[exp.Paren(this=item) if isinstance(item, exp.Query) else item for item in items])


def subquery(query: exp.Query, alias: str) -> exp.Subquery:
    return exp.Subquery(this=query, alias=exp.TableAlias(this=quoted(alias)))


def select(values: Iterable[SQL], source: SQL | None = None) -> exp.Select:
    made = exp.Select(expressions=list(values))
    if source is not None:
        made.set("from_", exp.From(this=source))
    return made


def filtered(query: exp.Select, test: SQL | None) -> exp.Select:
    if test is not None:
        query.set("where", exp.Where(this=test))
    return query


def fenced(query: exp.Select) -> exp.Select:
    """With OFFSET 0: conditions outside stay outside, or the optimizer takes them for range joins."""
    query.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    return query
