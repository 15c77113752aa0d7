"""Random queries of the documented subset, as text that mostly passes the check."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.cypher.naive.random_columns import Columns, Projections, Scope
from tests.cypher.naive.random_draws import Draw
from tests.cypher.naive.random_graph import JOINS, NODES
from tests.cypher.naive.random_patterns import Made
from tests.cypher.naive.random_scope import BOOL, INT, INTS, SCALARS, SPANS, STRING, TEXTS, At, Kind, ends_of


class Queries(Projections):
    """Clauses one after the other, each with the variables that it leaves."""

    def query(self) -> str:
        """Half of them many expressions over rows that are there, half clauses of all sorts."""
        if self.chance(2):
            return self._parts({}, self.number(1, 3))[0]
        first, scope = self._plain_match()
        clauses = [first]
        for make in (self._optional, self._gather, self._lists, self._maps):
            if self.chance(2):
                text, scope = make(scope)
                clauses.append(text)
        columns = Columns()
        for _ in range(self.number(3, 6)):
            kind = BOOL if self.chance(4) else self.kind_of_column(At(scope))
            text = self.condition(At(scope, 3)) if kind == BOOL else self.value(kind, At(scope, 3))
            columns.add(self.fresh("c"), text, kind)
        keys = [name for name, kind in scope.items() if kind.name in ("node", "rel")]
        return "\n".join([*clauses, f"RETURN {', '.join([*keys, *columns.items])}"])

    def _plain_match(self) -> tuple[str, Scope]:
        """A node or a relationship that the graph has, without conditions."""
        joins = [join for join in JOINS if join[0] in self.present]
        if not joins or self.chance(4):
            label = self.one([name for name in NODES if name in self.present] or NODES)
            name = self.fresh("n")
            return f"MATCH ({name}:{label})", {name: Kind("node", frozenset({label}))}
        kind, start, end = self.one(joins)
        near, rel, far = self.fresh("n"), self.fresh("r"), self.fresh("n")
        owners = frozenset({kind})
        scope = {near: Kind("node", frozenset({start})), far: Kind("node", frozenset({end})), rel: Kind("rel", owners)}
        path = self.fresh("p") if self.chance(2) else ""
        scope |= {path: Kind("path", owners)} if path else {}
        return f"MATCH {f'{path} = ' if path else ''}({near}:{start})-[{rel}:{kind}]->({far}:{end})", scope

    def _optional(self, scope: Scope) -> tuple[str, Scope]:
        made = self._patterns(scope, 1)
        where = self._where({**scope, **made.scope}) if self.chance(3) else ""
        return f"OPTIONAL MATCH {made.text}{where}", {**scope, **made.scope}

    def _gather(self, scope: Scope) -> tuple[str, Scope]:
        """What one variable is, collected for each group of the others."""
        name, new = self.one([one for one, kind in scope.items() if kind.name in ("node", "rel")]), self.fresh("b")
        others = {one: kind for one, kind in scope.items() if one != name and kind.name != "path"}
        text = ", ".join([*others, f"collect({name}) AS {new}"])
        return f"WITH {text}", {**others, new: Kind("bag", item=scope[name])}

    def _lists(self, scope: Scope) -> tuple[str, Scope]:
        """Lists with a name, perhaps with null among their elements."""
        texts, numbers = self.fresh("l"), self.fresh("l")
        items = [f"{self.value(TEXTS, At(scope, 2))} AS {texts}", f"{self.value(INTS, At(scope, 2))} AS {numbers}"]
        return f"WITH *, {', '.join(items)}", {**scope, texts: TEXTS, numbers: INTS}

    def _maps(self, scope: Scope) -> tuple[str, Scope]:
        """A map with a name, perhaps a list of such maps, perhaps a duration."""
        kind = self.map_kind(At(scope))
        made = {self.fresh("m"): kind}
        made |= {self.fresh("l"): Kind("list", item=kind)} if self.chance(2) else {}
        made |= {self.fresh("d"): self.one(SPANS)} if self.chance(4) else {}
        items = [f"{self.value(one, At(scope, 2))} AS {name}" for name, one in made.items()]
        return f"WITH *, {', '.join(items)}", {**scope, **made}

    def _parts(self, scope: Scope, count: int) -> tuple[str, Columns]:
        """Clauses and RETURN, now and then with a second part."""
        clauses, scope = self.clauses(scope, count)
        first, columns = self._return(scope)
        text = "\n".join([*clauses, first])
        if self.chance(6) and columns.kinds:
            bags = any(kind.name == "bag" for kind in columns.kinds.values())
            return f"{text}\nUNION {self.one(['ALL '] if bags else ['', 'ALL '])}\n{self._other_part(columns)}", columns
        return text, columns

    def clauses(self, scope: Scope, count: int) -> tuple[list[str], Scope]:
        """Some clauses; the first binds something."""
        found: list[str] = []
        for place in range(count):
            later = [self._match, self._match, self._unwind, self._with, self._call, self._maps]
            first = [self._match, self._match, self._match, self._unwind, *([self._rows] if not place else [])]
            text, scope = self.one(later if scope else first)(scope)
            found.append(text)
        return found, scope

    def _match(self, scope: Scope) -> tuple[str, Scope]:
        optional = bool(scope) and self.chance(3)
        made = self._patterns(scope, self.number(1, 2))
        where = self._where({**scope, **made.scope}) if self.chance(2) else ""
        return f"{'OPTIONAL ' if optional else ''}MATCH {made.text}{where}", {**scope, **made.scope}

    def _patterns(self, scope: Mapping[str, Kind], count: int) -> Made:
        whole = Made()
        for place in range(count):
            one = self.pattern({**scope, **whole.scope}, 1 if place else 3)
            whole.text += f"{', ' if place else ''}{one.text}"
            whole.scope |= one.scope
        return whole

    def _where(self, scope: Scope) -> str:
        return f" WHERE {self.condition(At(scope, 2))}"

    def _unwind(self, scope: Scope) -> tuple[str, Scope]:
        name = self.fresh("u")
        lists = [(one, kind.item or INT) for one, kind in scope.items() if kind.name in ("list", "bag")]
        lists += [
            (f"relationships({one})", Kind("rel", scope[one].owners)) for one in scope if scope[one].name == "path"
        ]
        lists += [(f"nodes({one})", Kind("node", ends_of(scope[one]))) for one in scope if scope[one].name == "path"]
        item = self.one([STRING, INT, self.map_kind(At(scope))])
        lists.append((self.value(Kind("list", item=item), At(scope, 1)), item))
        lists.append(self.one([("$texts", STRING), ("$ints", INT), ("$empty", INT), ("$none", INT)]))
        text, kind = self.one(lists)
        return f"UNWIND {text} AS {name}", {**scope, name: kind}

    def _with(self, scope: Scope) -> tuple[str, Scope]:
        if scope and self.chance(6):
            return f"WITH * WHERE {self.condition(At(scope, 1))}", scope
        columns = self.columns(scope)
        text = f"WITH {self.projected(columns, scope)}"
        where = f" WHERE {self.condition(At(columns.kinds, 1))}" if self.chance(2) else ""
        return text + where, columns.kinds

    def _return(self, scope: Scope) -> tuple[str, Columns]:
        """Durations cannot be returned."""
        told = {name: kind for name, kind in scope.items() if kind not in SPANS}
        if told and told == scope and self.chance(10):
            return "RETURN *", Columns(kinds=dict(sorted(scope.items())))
        columns = self.columns(told)
        return f"RETURN {self.projected(columns, scope)}", columns

    def _call(self, scope: Scope) -> tuple[str, Scope]:
        nodes = [name for name, kind in scope.items() if kind.name == "node"]
        if not nodes:
            return self._unwind(scope)
        known = {name: scope[name] for name in {*self.some(nodes, 2), *nodes[:1]}}
        made = self._patterns(known, 1)
        inner = {**known, **made.scope}
        where = self._where(inner) if self.chance(2) else ""
        between, inner = self._with(inner) if self.chance(6) else ("", inner)
        totals = {self.fresh("s"): self.aggregate(inner) for _ in range(self.number(1, 2))}
        items = ", ".join(f"{text} AS {name}" for name, (text, _) in totals.items())
        body = f"MATCH {made.text}{where} {between} RETURN {items}"
        return f"CALL ({', '.join(known)}) {{ {body} }}", {
            **scope,
            **{name: kind for name, (_, kind) in totals.items()},
        }

    def _rows(self, scope: Scope) -> tuple[str, Scope]:
        """CALL () with a query of its own, as the first clause."""
        if self.number(0, 2):
            return self._match(scope)
        text, columns = self._parts(scope, 1)
        return f"CALL () {{ {text} }}", {**scope, **columns.kinds}

    def subquery(self, at: At) -> str:
        """The inside of EXISTS and COUNT: mostly a pattern that touches what is around it."""
        made = self._patterns(at.scope, 1)
        inner = {**at.scope, **made.scope}
        below = At(inner, min(at.depth, 1))
        where = f" WHERE {self.condition(below)}" if self.chance(2) else ""
        if self.number(0, 4):
            return f"{made.text}{where}"
        if self.chance(3):  # an aggregate here makes one of the whole column on Neo4j, see docs/cypher.md
            passed = self.plain_columns(inner)
            where += f" WITH {self.projected(passed, inner)}"
            inner = passed.kinds
        columns = self.plain_columns(inner)
        return f"MATCH {made.text}{where} RETURN {', '.join(columns.items)}"

    def _other_part(self, columns: Columns) -> str:
        """A part of UNION with the same columns in another order."""
        clauses, scope = self.clauses({}, 1)
        items = []
        for name, kind in reversed(columns.kinds.items()):
            same = [one for one, other in scope.items() if other == kind]
            literal = self.value(kind, At(scope, 1)) if kind in SCALARS else "null"
            items.append(f"{self.one(same) if same else literal} AS {name}")
        return "\n".join([*clauses, f"RETURN {', '.join(items)}"])


def random_query(draw: Draw, graph: str) -> str:
    """A query over mostly what the graph holds; now and then one that the check refuses."""
    writer = Queries(draw)
    writer.present = frozenset(re.findall(r":(\w+)[ )\]]", graph))
    return writer.query()
