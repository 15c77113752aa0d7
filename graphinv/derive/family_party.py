"""FAMILY_PARTY: the official, the relatives and their firms, to whom money may flow (FAM in the rule catalogue).

| why | party |
|---|---|
| `self` | the official |
| `kin` | near kin, and persons registered as having a special relation |
| `firm` | a company in which the official has an interest |
| `kin_firm` | a company in which one of these relatives has an interest |

An interest is a share of at least `MIN_SHARE`, control, an office or a mandate. Kinship and interest must hold at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive import interest
from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.derive.span import TIMES, meeting, met
from graphinv.model import FIRST_DAY, OPEN_END, concrete

if TYPE_CHECKING:
    import duckdb

MIN_SHARE = 0.05
"""A smaller holding without office or control makes no firm the family's; a rule may ask for more, not for less."""

_KIN = table("KIN", "Person", "Person")
_STAKE = table("INTEREST_IN", "Person", "Company")
_POST = table("HOLDS_POST", "Person", "Unit")
_TIMES = ", ".join(TIMES)
_EVER = f"DATE '{FIRST_DAY}', DATE '{OPEN_END}', DATE '{FIRST_DAY}', DATE '{OPEN_END}'"

_STAKES = f"""
CREATE OR REPLACE TEMP TABLE family_stake AS
SELECT src, dst, certain, {_TIMES}, [{{'t': {_STAKE.tag}, 'e': eid}}] AS bases FROM {_STAKE.name}
WHERE share >= {MIN_SHARE} OR control OR mandate OR role IS NOT NULL
"""

_KINSHIP = f"""
CREATE OR REPLACE TEMP TABLE family_kin AS
SELECT k.src, k.dst, k.certain, {", ".join(f"k.{name}" for name in TIMES)}, [{{'t': {_KIN.tag}, 'e': k.eid}}] AS bases
FROM {_KIN.name} AS k WHERE (k.near OR k.assoc) AND k.src IN (SELECT src FROM {_POST.name})
"""

_FOUND = {
    "Person": f"""
        SELECT DISTINCT src, src AS dst, true AS certain, {_EVER}, []::STRUCT(t BIGINT, e BIGINT)[] AS bases,
            'self' AS why FROM {_POST.name}
        UNION ALL SELECT src, dst, certain, {_TIMES}, bases, 'kin' FROM family_kin
    """,
    "Company": f"""
        SELECT src, dst, certain, {_TIMES}, bases, 'firm' AS why FROM family_stake
        WHERE src IN (SELECT src FROM {_POST.name})
        UNION ALL
        SELECT k.src, s.dst, {meeting("k", "s")}, list_concat(k.bases, s.bases), 'kin_firm'
        FROM family_kin AS k JOIN family_stake AS s ON s.src = k.dst WHERE {met("k", "s")}
    """,
}


def _edges(label: str, found: str) -> str:
    eid = stable_eid("FAMILY_PARTY", "o.gid", "p.gid", "f.why", "list_transform(f.bases, lambda b: b.e)::VARCHAR")
    columns = f"src, dst, certain, {_TIMES}, bases, why"
    return f"""
        CREATE OR REPLACE TEMP TABLE family_edge AS
        SELECT {eid} AS eid, f.* FROM ({found}) AS f({columns})
        JOIN n_Person AS o ON o.nid = f.src JOIN n_{label} AS p ON p.nid = f.dst
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all FAMILY_PARTY edges; returns how many there are."""
    for statement in (_STAKES, _KINSHIP):
        con.execute(statement)
    count = 0
    for label in concrete("Party"):
        if label in _FOUND:
            con.execute(_edges(label, _FOUND[label]))
            count += replace_edges(con, table("FAMILY_PARTY", "Person", label), "family_edge")
    con.execute("DROP TABLE family_stake")
    con.execute("DROP TABLE family_kin")
    return count


_MADE_OF = ("FAMILY", "OWNS", "HAS_ROLE")
_READS = (*_MADE_OF, "KIN", "INTEREST_IN", "HOLDS_POST", *interest.DERIVATION.also)
DERIVATION = Derivation("FAMILY_PARTY", _MADE_OF, _READS, build, also=interest.DERIVATION.also)
