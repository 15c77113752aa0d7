"""The blocks of companies that own each other in circles, and chains that lead through them.

What a holder has over all ways through a block (see interest_circle) takes the place of the steps inside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from graphinv.derive.interest_chains import DEPTH, MIN_CHAIN
from graphinv.derive.interest_circle import NAMES, ways
from graphinv.derive.span import met
from graphinv.model import FIRST_DAY

if TYPE_CHECKING:
    import duckdb

Ints = npt.NDArray[np.int64]
Columns = Mapping[str, npt.NDArray[Any]]

_BLOCK = "CREATE OR REPLACE TEMP TABLE interest_block (nid BIGINT, block BIGINT)"
_WAY = """
CREATE OR REPLACE TEMP TABLE interest_way (src BIGINT, dst BIGINT, since BIGINT, until BIGINT, share DOUBLE)
"""
_INSIDE = """
SELECT DISTINCT src, dst FROM interest_step WHERE company AND opens AND share IS NOT NULL
    AND dst IN (SELECT src FROM interest_step)
"""
_INTO = f"""
SELECT b.block, s.src, s.dst, s.since - DATE '{FIRST_DAY}' AS since, s.until - DATE '{FIRST_DAY}' AS until, s.share
FROM interest_step AS s JOIN interest_block AS b ON b.nid = s.dst WHERE s.share > 0 ORDER BY b.block
"""

# Steps into no block as they are, and each way into a block or from one member to another as one step.
_HOPS = f"""
CREATE OR REPLACE TEMP TABLE interest_hop AS
SELECT s.src, s.dst, s.since, s.until, s.share, s.opens, s.company, false AS circled, false AS starts
FROM interest_step AS s ANTI JOIN interest_block AS b ON b.nid = s.dst WHERE s.share IS NOT NULL
UNION ALL
SELECT w.src, w.dst, DATE '{FIRST_DAY}' + w.since::INTEGER, DATE '{FIRST_DAY}' + w.until::INTEGER, w.share, true, true,
    true, h.block IS NOT NULL
FROM interest_way AS w LEFT JOIN interest_block AS h ON h.nid = w.src
    AND h.block = (SELECT block FROM interest_block AS b WHERE b.nid = w.dst)
"""


def _longer(above: str, below: str, nodes: str) -> str:
    return f"""{above}.src, {below}.dst, greatest({above}.since, {below}.since), least({above}.until, {below}.until),
        {above}.share * {below}.share, {above}.circled OR {below}.circled, {nodes}"""


def _goes_on(chain: str, hop: str, new: str) -> str:
    return f"""{met(chain, hop)} AND len({chain}.nodes) <= {DEPTH} AND NOT list_contains({chain}.nodes, {hop}.{new})
        AND {chain}.share * {hop}.share >= {MIN_CHAIN}"""


_FIRST = "src, dst, since, until, share, circled, [src, dst] AS nodes"

# A way from one member to another stands only at the beginning: every way into a block holds those inside already.
_WHOLE = f"""
INSERT INTO interest_item
WITH RECURSIVE up AS (
    SELECT {_FIRST}, starts AS ended FROM interest_hop
    WHERE dst IN (SELECT nid FROM interest_used) AND (company OR circled)
    UNION ALL
    SELECT {_longer("h", "u", "list_prepend(h.src, u.nodes)")}, h.starts
    FROM up AS u JOIN interest_hop AS h ON h.dst = u.src AND h.opens AND NOT u.ended WHERE {_goes_on("u", "h", "src")}
),
down AS (
    SELECT {_FIRST}, opens FROM interest_hop WHERE src IN (SELECT nid FROM interest_family)
    UNION ALL
    SELECT {_longer("d", "h", "list_append(d.nodes, h.dst)")}, h.opens
    FROM down AS d JOIN interest_hop AS h ON h.src = d.dst AND d.opens AND NOT h.starts
    WHERE {_goes_on("d", "h", "dst")}
)
SELECT src, dst, since, until, since, until, true, share, NULL, false, false, false, [], NULL, [], false, true, false
FROM (
    SELECT src, dst, since, until, share FROM up WHERE circled
    UNION ALL
    SELECT src, dst, since, until, share FROM down WHERE circled AND dst NOT IN (SELECT nid FROM interest_used)
)
"""


def find(con: duckdb.DuckDBPyConnection, *, layered: bool) -> bool:
    """Make `interest_block`: the companies in circles of holdings, and which belong together. Whether there are any."""
    con.execute(_BLOCK)
    if not layered:
        return False
    inside = _columns(con, _INSIDE)
    src, dst = _core(inside["src"], inside["dst"])
    if not src.size:
        return False
    graph: nx.DiGraph[int] = nx.DiGraph(zip(src.tolist(), dst.tolist(), strict=True))
    parts = nx.strongly_connected_components(graph)
    circles = [found for found in parts if len(found) > 1 or graph.has_edge(*found, *found)]
    member = np.array([nid for found in circles for nid in sorted(found)], np.int64)
    block = np.repeat([min(found) for found in circles], [len(found) for found in circles]).astype(np.int64)
    _insert(con, "interest_block", {"nid": member, "block": block})
    return bool(circles)


def _core(src: Ints, dst: Ints) -> tuple[Ints, Ints]:
    """What is left when edges that lead into no circle or come from none are taken off, layer by layer."""
    while src.size:
        kept = np.isin(src, dst) & np.isin(dst, src)
        if kept.all():
            break
        src, dst = src[kept], dst[kept]
    return src, dst


def whole(con: duckdb.DuckDBPyConnection) -> None:
    """Add to `interest_item` what each holder has of a company over all ways that lead through a block."""
    into = _columns(con, _INTO)
    starts = np.flatnonzero(np.diff(into["block"], prepend=-1))
    ends = [*starts[1:], into["block"].size]
    found = [ways({name: into[name][a:b] for name in NAMES}) for a, b in zip(starts, ends, strict=True)]
    con.execute(_WAY)
    _insert(con, "interest_way", {name: np.concatenate([one[name] for one in found]) for name in NAMES})
    for statement in (_HOPS, _WHOLE, "DROP TABLE interest_way", "DROP TABLE interest_hop"):
        con.execute(statement)


def _columns(con: duckdb.DuckDBPyConnection, query: str) -> Columns:
    return {name: np.asarray(column) for name, column in con.execute(query).fetchnumpy().items()}


def _insert(con: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> None:
    con.register("interest_rows", dict(columns))
    con.execute(f"INSERT INTO {table} SELECT {', '.join(columns)} FROM interest_rows")
    con.unregister("interest_rows")
