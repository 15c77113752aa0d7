"""Money moves between accounts only: a party whose account is unknown has one stub account."""

from __future__ import annotations

from graphinv.mapping.resolve import resolve
from graphinv.mapping.sql import RID, literal
from graphinv.mapping.values import FOR_EVER, condition
from graphinv.mapping.work import Ref, Work
from graphinv.model import EDGES


def stub_accounts(work: Work) -> None:
    """The one account of each party whose real account is unknown, and who holds it."""
    for ref in (ref for ref in work.refs if ref.node.account_of):
        base = work.ref(ref.use, ref.node.account_of)
        resolve(work, base)
        for label in base.labels:
            work.run(
                "INSERT INTO m_stub SELECT 'Account', 'account-of-' || n.gid, NULL, false, 'of:' || n.gid, NULL, "
                f"NULL, 'account', {literal(ref.column)}, min(s.file), arg_min(s.row, m_place(s.file, s.row)) "
                f'FROM {base.table} r JOIN "m_node_{label}" n USING (nid) JOIN "{ref.use.table}" s ON {RID} = r.rid '
                f"WHERE {condition(ref.use.spec, ref.node.where)} GROUP BY n.gid"
            )
            _ground(work, ref, base, label)


def _ground(work: Work, ref: Ref, base: Ref, label: str) -> None:
    if "legal_ground" in ref.use.columns:
        work.run(
            "INSERT INTO m_ground SELECT 'account-of-' || n.gid, min(s.legal_ground) "
            f'FROM {base.table} r JOIN "m_node_{label}" n USING (nid) JOIN "{ref.use.table}" s ON {RID} = r.rid '
            f"WHERE s.legal_ground IS NOT NULL AND {condition(ref.use.spec, ref.node.where)} GROUP BY n.gid"
        )


def hold_accounts(work: Work) -> None:
    """HOLDS_ACCOUNT from each party to its stub account, for ever."""
    if any(ref.node.account_of for ref in work.refs):
        for start, _ in EDGES["HOLDS_ACCOUNT"].pairs:
            _hold(work, start)


def _hold(work: Work, label: str) -> None:
    of = f"FROM \"m_node_{label}\" n JOIN m_node_Account a ON a.gid = 'account-of-' || n.gid"
    since = ", ".join(FOR_EVER.values())
    work.run(
        f'INSERT INTO "e_HOLDS_ACCOUNT__{label}__Account" (eid, src, dst, since, until, since_certain, until_certain, '
        f"role, legal_ground, certain) SELECT m_eid('HOLDS_ACCOUNT' || chr(31) || a.gid), n.nid, a.nid, {since}, "
        f"'owner', g.legal_ground, true {of} LEFT JOIN (SELECT gid, min(legal_ground) AS legal_ground FROM m_ground "
        "GROUP BY gid) g ON g.gid = a.gid"
    )
    work.run(
        "INSERT INTO more_source SELECT m_eid('HOLDS_ACCOUNT' || chr(31) || a.gid), min(t.file), "
        f"arg_min(t.row, m_place(t.file, t.row)) {of} JOIN m_stub t ON t.gid = a.gid GROUP BY a.gid"
    )
