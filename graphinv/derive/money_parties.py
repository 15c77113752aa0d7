"""Whose money is followed, and to whom: companies that live on public money, and officials' families."""

from __future__ import annotations

from graphinv.derive.base import table
from graphinv.derive.money_rows import PAID
from graphinv.model import concrete

FAMILY = "CREATE OR REPLACE TEMP TABLE money_family AS " + " UNION ".join(
    f"SELECT src AS official, dst AS party FROM {table('FAMILY_PARTY', 'Person', label).name}"
    for label in concrete("Party")
)
"""Every official with the parties of the family."""


def _accounts(label: str) -> str:
    return f"(SELECT src AS party, dst AS account FROM {table('HOLDS_ACCOUNT', label, 'Account').name})"


def _won(award: str) -> str:
    won = table("WON", "Company", award).name
    return f"SELECT w.src, a.awarded_on FROM {won} AS w JOIN n_{award} AS a ON a.nid = w.dst"


# The day from which each company had public money, or a claim to it. What a public body pays out is no bank secret.
PAYEES = f"""
CREATE OR REPLACE TEMP TABLE money_start AS
SELECT party, min(day) AS day FROM (
    SELECT c.party, p."on" AS day FROM {PAID.name} AS p
    JOIN {_accounts("Unit")} AS u ON u.account = p.src JOIN {_accounts("Company")} AS c ON c.account = p.dst
    UNION ALL SELECT src, paid_on FROM {table("RECEIVED", "Company", "Programme").name}
    UNION ALL {" UNION ALL ".join(map(_won, concrete("Award")))}
) GROUP BY party
"""
