"""A payment under a contract that also stands in the bank statements is one payment: the transfer, with its contract.

The data contract says so: such a payment takes the transfer's tx_id as its payment_id.
"""

from __future__ import annotations

from graphinv.mapping.work import Work
from graphinv.model.layout import source_rows

_TABLE = '"e_PAID__Account__Account"'


def run(work: Work) -> None:
    """Take the contract over to the transfer, add the payment's row as its source, and drop the payment's own edge."""
    uses = {name: [use for use in work.uses if use.spec.table == name] for name in ("payments", "transfers")}
    if not all(uses.values()):
        return
    numbers = {
        name: " UNION ALL ".join(f'SELECT {column} AS number FROM "{use.table}"' for use in uses[name])
        for name, column in (("payments", "payment_id"), ("transfers", "tx_id"))
    }
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_both AS SELECT number FROM "
        f"({numbers['payments']}) SEMI JOIN ({numbers['transfers']}) t USING (number) WHERE number IS NOT NULL"
    )
    if work.count("m_both"):
        _merge(work)


def _merge(work: Work) -> None:
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_paid AS SELECT e.eid, e.tx_id, e.amount, e.contract_id, r.file, r.row, f.tbl "
        f"FROM (FROM {_TABLE} WHERE tx_id IN (SELECT number FROM m_both)) e "
        f"JOIN {source_rows(_TABLE)} r ON r.eid = e.eid JOIN files f ON f.file = r.file"
    )
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_pair AS SELECT p.eid AS gone, t.eid AS kept, p.contract_id, p.file, p.row, "
        "p.amount AS paid, t.amount AS moved FROM m_paid p JOIN m_paid t USING (tx_id) "
        "WHERE p.tbl = 'payments' AND t.tbl = 'transfers'"
    )
    work.note(
        "SELECT file, row, 'amount', (paid / 100)::DECIMAL(18, 2)::VARCHAR, 'the transfer with this number says ' || "
        "(moved / 100)::DECIMAL(18, 2)::VARCHAR || ', which is kept', '同号资金流水金额为 ' || "
        "(moved / 100)::DECIMAL(18, 2)::VARCHAR || '，已采用该值' FROM m_pair WHERE paid <> moved"
    )
    work.run(
        f"UPDATE {_TABLE} e SET contract_id = p.contract_id FROM (SELECT kept, min(contract_id) AS contract_id "
        "FROM m_pair GROUP BY kept) p WHERE p.kept = e.eid AND e.contract_id IS NULL"
    )
    work.run("INSERT INTO more_source SELECT DISTINCT kept, file, row FROM m_pair")
    for table in (_TABLE, "more_source"):
        work.run(f"DELETE FROM {table} WHERE eid IN (SELECT gone FROM m_pair)")
