"""The earliest recorded death is a property of the person; each register's own date stays on its edge DIED."""

from __future__ import annotations

from graphinv.mapping.sql import FIRST, LAST
from graphinv.mapping.work import Work


def run(work: Work) -> None:
    """Move `died_on` of a person forward to the earliest of all registers, as first and last possible day."""
    work.run(
        f"UPDATE {work.node('Person')} p SET "
        f"died_on = CASE WHEN {_unknown('p')} THEN d.first ELSE least(p.died_on, d.first) END, "
        f"died_on_last = CASE WHEN {_unknown('p')} THEN d.last ELSE least(p.died_on_last, d.last) END "
        'FROM (SELECT src, min(died_on) AS first, min(died_on_last) AS last FROM "e_DIED__Person__Register" e '
        f"WHERE NOT ({_unknown('e')}) GROUP BY src) d WHERE d.src = p.nid"
    )


def _unknown(row: str) -> str:
    return f"{row}.died_on = {FIRST} AND {row}.died_on_last = {LAST}"
