"""What the statements of one record say one after the other, as states with the time for which each held.

A statement says what was so on its day. The next statement of the same record, in whatever file, says it again, changes
it, or closes the record. What is said again is one edge with several rows. A change counts from the day that the new
state gives as its start if that lies after the last statement of the old one, else from the day of the statement. A
state is certain from its start to the last day on which it was stated (or the day of which the file speaks, if it says
so), and possible up to the change, the end, or for ever.
"""

from __future__ import annotations

from graphinv.mapping.sql import FIRST, LAST, column
from graphinv.mapping.work import Use, Work
from graphinv.model import EDGES, INTERVAL
from graphinv.model.layout import edge_tables, quoted

VALUES = ("share_exact", "share_from", "share_over", "share_to", "share_under", "beneficial", "party_record")
"""What makes one state differ from the next, with the day on which the interest began; the id of the party is as the
statement writes it, which is the same in every file."""


def run(work: Work) -> None:
    """Give the edges of each loader of statements the times of their states."""
    for use in work.uses:
        if "statement_history" in use.spec.transforms:
            _states(work, use)
            for kind in dict.fromkeys(edge.type for edge in use.spec.edges):
                for table in edge_tables((kind,)):
                    _apply(work, quoted(table.name), kind)
            work.run("DROP TABLE m_state")


def _states(work: Work, use: Use) -> None:
    """Make `m_state`: for each row its keeper (the first row of its state) and the four days."""
    kinds = dict.fromkeys(("stated_on", "since", "since_last", "until", "until_last"), "DATE")
    kinds |= dict.fromkeys(
        (*VALUES, "interest", "direct", "stated_at", "status", "record_id", "statement_id"), "VARCHAR"
    )
    cells = [f"{column(name) if name in use.columns else 'NULL'}::{kind} AS {name}" for name, kind in kinds.items()]
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_said AS SELECT *, stated_on AS day, concat_ws('/', interest, direct) AS what "
        f'FROM (SELECT s.file, s.row, {", ".join(cells)} FROM "{use.table}" s)'
    )
    work.run(f"CREATE OR REPLACE TEMP TABLE m_state AS {_STATES}")
    work.run("DROP TABLE m_said")


def _apply(work: Work, table: str, kind: str) -> None:
    """Edges of further rows of a state go, their rows become rows of its first edge, which takes the state's days."""
    if not EDGES[kind].interval or not work.count(f"{table} e SEMI JOIN m_state USING (file, row)"):
        return
    days = ", ".join(f"s.{name} AS {name}" for name in INTERVAL)
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_dated AS SELECT e.* REPLACE ({days}), s.keeper_file, s.keeper_row "
        f"FROM {table} e JOIN m_state s USING (file, row)"
    )
    again = "keeper_file <> file OR keeper_row <> row"
    work.run(f"DELETE FROM {table} WHERE eid IN (SELECT eid FROM m_dated)")
    work.run(f"INSERT INTO {table} SELECT * EXCLUDE (keeper_file, keeper_row) FROM m_dated WHERE NOT ({again})")
    work.run(
        "CREATE OR REPLACE TEMP TABLE m_again AS SELECT k.eid AS kept, a.eid, a.file, a.row FROM m_dated a "
        "JOIN m_dated k ON k.file = a.keeper_file AND k.row = a.keeper_row WHERE a.eid <> k.eid"
    )
    work.run(
        "INSERT INTO more_source SELECT kept, file, row FROM m_again "
        "UNION ALL SELECT a.kept, m.file, m.row FROM more_source m JOIN m_again a USING (eid)"
    )
    work.run("DELETE FROM more_source WHERE eid IN (SELECT eid FROM m_again)")
    work.run("DROP TABLE m_dated")
    work.run("DROP TABLE m_again")


_SAME = " AND ".join(f"{name} IS NOT DISTINCT FROM lag({name}) OVER thread" for name in (*VALUES, "since"))

# `nth` counts the statements of a record, `thread` follows one interest of it from statement to statement.
_STATES = f"""
WITH numbered AS (
    SELECT *, dense_rank() OVER (PARTITION BY record_id ORDER BY day, stated_at, statement_id) AS nth,
        row_number() OVER (PARTITION BY record_id, statement_id, what ORDER BY file, row) AS k
    FROM m_said
),
statement AS (
    SELECT record_id, nth, any_value(day) AS day, bool_or(status = 'closed') AS closed FROM numbered GROUP BY ALL
),
following AS (SELECT *, lead(day) OVER (PARTITION BY record_id ORDER BY nth) AS next_day FROM statement),
marked AS (
    SELECT n.*, f.closed, f.next_day,
        CASE WHEN lag(nth) OVER thread = nth - 1 AND {_SAME} THEN 0 ELSE 1 END AS begins,
        max(n.day) FILTER (NOT f.closed) OVER (thread ROWS UNBOUNDED PRECEDING) AS confirmed
    FROM numbered n JOIN following f USING (record_id, nth)
    WINDOW thread AS (PARTITION BY record_id, what, k ORDER BY nth)
),
parted AS (SELECT *, sum(begins) OVER (PARTITION BY record_id, what, k ORDER BY nth) AS part FROM marked),
state AS (
    SELECT record_id, what, k, part, arg_min(file, nth) AS keeper_file, arg_min(row, nth) AS keeper_row,
        arg_max(file, nth) AS last_file,
        min(nth) AS first_nth, max(nth) AS last_nth, min(day) AS first_day, max(day) AS last_day,
        any_value(since) AS began, any_value(since_last) AS began_last, bool_or(closed) AS closed,
        last(next_day ORDER BY nth) AS next_day, max(confirmed) AS confirmed,
        arg_max(until, nth) FILTER (until IS NOT NULL) AS ended,
        arg_max(until_last, nth) FILTER (until_last IS NOT NULL) AS ended_last
    FROM parted GROUP BY ALL
),
changed AS (
    SELECT *, lag(last_nth) OVER thread = first_nth - 1 AS follows,
        CASE WHEN began > lag(last_day) OVER thread THEN began ELSE first_day END AS change,
        CASE WHEN began > lag(last_day) OVER thread THEN began_last ELSE first_day END AS change_last
    FROM state WINDOW thread AS (PARTITION BY record_id, what, k ORDER BY part)
),
bounded AS (
    SELECT *, lead(follows) OVER thread AS is_followed, lead(change) OVER thread AS until_change,
        lead(change_last) OVER thread AS until_change_last
    FROM changed WINDOW thread AS (PARTITION BY record_id, what, k ORDER BY part)
),
dated AS (
    SELECT *,
        CASE WHEN follows THEN coalesce(change, {FIRST}) ELSE coalesce(began, {FIRST}) END AS since,
        CASE WHEN follows THEN coalesce(change_last, {LAST}) ELSE coalesce(began_last, first_day, {LAST}) END
            AS since_certain,
        CASE WHEN ended_last IS NOT NULL THEN ended_last WHEN is_followed THEN coalesce(until_change_last, {LAST})
            WHEN closed THEN coalesce(last_day, {LAST}) ELSE coalesce(next_day, {LAST}) END AS until,
        CASE WHEN ended IS NOT NULL THEN ended WHEN is_followed AND until_change > last_day AND until_change < next_day
            THEN until_change
            ELSE coalesce(confirmed + 1, {FIRST}) END AS until_known
    FROM bounded
)
SELECT p.file, p.row, d.keeper_file, d.keeper_row, d.since, d.until, d.since_certain,
    CASE WHEN d.until = {LAST} THEN greatest(d.until_known, f.as_of + 1) ELSE least(d.until_known, d.until) END
        AS until_certain
FROM parted p JOIN dated d USING (record_id, what, k, part) LEFT JOIN files f ON f.file = d.last_file
"""
