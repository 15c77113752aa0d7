"""ACT: what a public body decided in a party's favour, in one hop.

| kind | from → to | on | amount |
|---|---|---|---|
| `award` | buyer → winner | the day of the award | of the award |
| `approval` | who granted it → applicant | the day of the decision | its price |
| `grant` | body that runs the programme → recipient | the day of the payment | of the payment |
| `job` | employer → relative of an official | the first day of work | |

Grants to persons, and jobs, are listed for officials and their kin only: no rule asks for everybody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

_FAMILY = "(SELECT dst FROM e_KIN__Person__Person UNION SELECT src FROM e_HOLDS_POST__Person__Unit)"


def _bases(*edges: tuple[str, str, str, str]) -> str:
    """The evidence: edge type, its two labels, and the alias under which it is joined."""
    parts = [f"{{'t': {table(name, start, end).tag}, 'e': {alias}.eid}}" for name, start, end, alias in edges]
    return f"[{', '.join(parts)}] AS bases"


def _acts(label: str) -> Iterator[str]:
    """Rows src, dst, kind, on, on_last, amount, act_id, certain, bases for recipients of one label."""
    if label == "Company":
        for award in concrete("Award"):
            buyer, won = table("BUYER", award, "Unit"), table("WON", "Company", award)
            bases = _bases(("BUYER", award, "Unit", "b"), ("WON", "Company", award, "w"))
            yield (
                f"SELECT b.dst AS src, w.src AS dst, 'award' AS kind, a.awarded_on AS \"on\", "
                f"a.awarded_on_last AS on_last, a.amount, a.id AS act_id, b.certain AND w.certain AS certain, {bases} "
                f"FROM {buyer.name} AS b JOIN {won.name} AS w ON w.dst = b.src JOIN n_{award} AS a ON a.nid = b.src"
            )
    by, to = table("ISSUED_BY", "Approval", "Unit"), table("ISSUED_TO", "Approval", label)
    bases = _bases(("ISSUED_BY", "Approval", "Unit", "b"), ("ISSUED_TO", "Approval", label, "t"))
    yield (
        "SELECT b.dst AS src, t.dst AS dst, 'approval' AS kind, a.decided_on AS \"on\", a.decided_on_last AS on_last, "
        f"a.price AS amount, a.id AS act_id, b.certain AND t.certain AS certain, {bases} FROM {by.name} AS b "
        f"JOIN {to.name} AS t ON t.src = b.src JOIN n_Approval AS a ON a.nid = b.src WHERE a.result = 'granted'"
    )
    received, managed = table("RECEIVED", label, "Programme"), table("MANAGED_BY", "Programme", "Unit")
    bases = _bases(("RECEIVED", label, "Programme", "r"), ("MANAGED_BY", "Programme", "Unit", "m"))
    only = f"WHERE r.src IN {_FAMILY}" if label == "Person" else ""
    yield (
        "SELECT m.dst AS src, r.src AS dst, 'grant' AS kind, r.paid_on AS \"on\", r.paid_on_last AS on_last, r.amount, "
        f"r.payment_id AS act_id, r.certain AND m.certain AS certain, {bases} FROM {received.name} AS r "
        f"JOIN {managed.name} AS m ON m.src = r.dst {only}"
    )
    if label == "Person":
        job = table("EMPLOYED_BY", "Person", "Unit")
        yield (
            "SELECT j.dst AS src, j.src AS dst, 'job' AS kind, j.since AS \"on\", j.since_certain AS on_last, "
            "NULL::BIGINT AS amount, NULL::VARCHAR AS act_id, j.certain, "
            f"{_bases(('EMPLOYED_BY', 'Person', 'Unit', 'j'))} FROM {job.name} AS j "
            "WHERE j.src IN (SELECT dst FROM e_KIN__Person__Person)"
        )


def _edges(label: str) -> str:
    bases = "list_transform(f.bases, lambda b: b.e)::VARCHAR"
    eid = stable_eid("ACT", "u.gid", "p.gid", "f.kind", bases)
    return f"""
        CREATE OR REPLACE TEMP TABLE act_edge AS
        SELECT {eid} AS eid, f.* FROM ({" UNION ALL BY NAME ".join(_acts(label))}) AS f
        JOIN n_Unit AS u ON u.nid = f.src JOIN n_{label} AS p ON p.nid = f.dst
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all ACT edges; returns how many there are."""
    count = 0
    for label in concrete("Party"):
        con.execute(_edges(label))
        count += replace_edges(con, table("ACT", "Unit", label), "act_edge")
    return count


_MADE_OF = ("BUYER", "WON", "ISSUED_BY", "ISSUED_TO", "RECEIVED", "MANAGED_BY", "EMPLOYED_BY")
DERIVATION = Derivation("ACT", _MADE_OF, (*_MADE_OF, "KIN", "HOLDS_POST"), build)
