"""The ledger only grows; a lead's status is a fold over its events and nothing else."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from graphinv.errors import LedgerError, UsageError
from graphinv.ledger import Entry, Event, Ledger, State, SweepRecord, fold
from graphinv.ledger.events import ABSENT, CLEARED, CONFIRMED, REOPENED, SEEN

DAY = date(2026, 3, 1)


def folded(*steps: str) -> State:
    """Steps such as 'seen a', 'absent', 'cleared', one a day."""
    events = []
    for number, words in enumerate(steps):
        kind, _, facts = words.partition(" ")
        events.append(Event("L-1", kind, DAY + timedelta(days=number), facts=facts))
    state = fold(events)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("steps", "change", "status"),
    [
        (("seen a",), "new", "new"),
        (("seen a", "seen a"), "continuing", "continuing"),
        (("seen a", "seen b"), "changed", "changed"),
        (("seen a", "seen b", "seen b"), "continuing", "continuing"),
        (("seen a", "absent"), "gone", "gone"),
        (("seen a", "absent", "seen a"), "reopened", "reopened"),
        (("seen a", "absent", "seen a", "seen a"), "continuing", "continuing"),
        (("seen a", "cleared"), "new", "cleared"),
        (("seen a", "cleared", "seen a"), "suppressed", "cleared"),
        (("seen a", "cleared", "seen a", "seen a"), "suppressed", "cleared"),
        (("seen a", "cleared", "seen b"), "reopened", "reopened"),
        (("seen a", "cleared", "seen b", "seen a"), "changed", "changed"),
        # Cleared on the same facts stays cleared, also when it was gone in between.
        (("seen a", "cleared", "absent", "seen a"), "suppressed", "cleared"),
        (("seen a", "cleared", "absent"), "gone", "gone"),
        (("seen a", "cleared", "reopened"), "reopened", "reopened"),
        (("seen a", "cleared", "reopened", "seen a"), "continuing", "continuing"),
        (("seen a", "confirmed", "seen a"), "continuing", "confirmed"),
        (("seen a", "confirmed", "seen b"), "changed", "confirmed"),
        (("seen a", "confirmed", "cleared", "seen a"), "suppressed", "cleared"),
    ],
)
def test_status_is_a_fold(steps: tuple[str, ...], change: str, status: str) -> None:
    assert (folded(*steps).change, folded(*steps).status) == (change, status)


def test_kinds_of_events_are_those_of_the_table_above() -> None:
    assert {SEEN, ABSENT, CLEARED, CONFIRMED, REOPENED} == {"seen", "absent", "cleared", "confirmed", "reopened"}
    assert fold([]) is None


def test_first_and_last_day() -> None:
    state = folded("seen a", "seen a", "absent", "seen b", "cleared")
    assert (state.first_seen, state.last_seen) == (DAY, DAY + timedelta(days=3))


def entries(**facts: str) -> list[Entry]:
    return [Entry(f"L-{name}", f"rule-{name[0]}", hash_, f"body {hash_}") for name, hash_ in facts.items()]


def sweep(number: int) -> SweepRecord:
    day = DAY + timedelta(days=30 * number)
    return SweepRecord(f"S-{number}", day - timedelta(days=1), day, {"n": number})


def test_three_sweeps(tmp_path: Path) -> None:
    path, rules = tmp_path / "ledger.sqlite", {"rule-a", "rule-b"}
    with Ledger(path) as ledger:
        first = ledger.record(sweep(0), entries(a1="x", a2="x", b1="x"), rules)
    assert {state.change for state in first.values()} == {"new"}
    with Ledger(path) as ledger:
        second = ledger.record(sweep(1), entries(a1="x", a2="y", a3="x"), rules)
        assert {lead: state.change for lead, state in second.items()} == {
            "L-a1": "continuing",
            "L-a2": "changed",
            "L-a3": "new",
            "L-b1": "gone",
        }
    with Ledger(path) as ledger:
        third = ledger.record(sweep(2), entries(a1="x", b1="x"), rules)
        assert {lead: state.status for lead, state in third.items()} == {
            "L-a1": "continuing",
            "L-a2": "gone",
            "L-a3": "gone",
            "L-b1": "reopened",
        }
        assert (third["L-a1"].first_seen, third["L-a1"].last_seen) == (sweep(0).on, sweep(2).on)
        assert third["L-a2"].last_seen == sweep(1).on
        assert [record.id for record in ledger.sweeps()] == ["S-0", "S-1", "S-2"]
        assert ledger.sweeps()[1] == sweep(1)


def test_a_rule_that_could_not_be_judged_takes_no_lead_away() -> None:
    with Ledger() as ledger:
        ledger.record(sweep(0), entries(a1="x", b1="x"), {"rule-a", "rule-b"})
        after = ledger.record(sweep(1), entries(a1="x"), {"rule-a"})
        assert after["L-b1"].status == "new"
        assert after["L-b1"].present
        assert ledger.record(sweep(2), entries(a1="x"), {"rule-a", "rule-b"})["L-b1"].status == "gone"


def test_gone_is_written_once() -> None:
    with Ledger() as ledger:
        ledger.record(sweep(0), entries(a1="x"), {"rule-a"})
        for number in (1, 2):
            ledger.record(sweep(number), [], {"rule-a"})
        assert [event.kind for event in ledger.events("L-a1")] == ["seen", "absent"]


def test_decisions_of_people() -> None:
    with Ledger() as ledger:
        ledger.record(sweep(0), entries(a1="x"), {"rule-a"})
        assert ledger.judge("L-a1", "cleared", DAY, "审查员", "已回避").status == "cleared"
        assert ledger.record(sweep(1), entries(a1="x"), {"rule-a"})["L-a1"].change == "suppressed"
        assert ledger.record(sweep(2), entries(a1="y"), {"rule-a"})["L-a1"].status == "reopened"
        assert [(event.kind, event.who, event.note) for event in ledger.events("L-a1")][1] == (
            "cleared",
            "审查员",
            "已回避",
        )
        with pytest.raises(UsageError, match="no lead L-9"):
            ledger.judge("L-9", "cleared", DAY)
        with pytest.raises(UsageError, match="`forget` is no decision"):
            ledger.judge("L-a1", "forget", DAY)


def test_content_is_kept_once_and_as_last_seen() -> None:
    with Ledger() as ledger:
        weak = Entry("L-w", "rule-w", "x", "weak", opens=False)
        ledger.record(sweep(0), [*entries(a1="x"), weak], {"rule-a", "rule-w"})
        ledger.record(sweep(1), [*entries(a1="x"), weak], {"rule-a", "rule-w"})
        ledger.record(sweep(2), entries(a1="y"), {"rule-a"})
        (lead,) = ledger.kept()
        assert (lead.lead, lead.body, lead.as_of, lead.state.change) == ("L-a1", "body y", sweep(2).as_of, "changed")
        assert [(kept.lead, kept.opens, kept.as_of) for kept in ledger.kept(findings=True)] == [
            ("L-a1", True, sweep(2).as_of),
            ("L-w", False, sweep(1).as_of),
        ]
        assert ledger._rows("SELECT count(*) FROM content") == [(3,)]


@pytest.mark.parametrize("statement", ["UPDATE event SET kind = 'seen'", "DELETE FROM event", "DELETE FROM sweep"])
def test_nothing_that_is_written_can_be_changed(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.record(sweep(0), entries(a1="x"), {"rule-a"})
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def test_a_sweep_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.record(sweep(0), entries(a1="x"), {"rule-a"})
        with pytest.raises(LedgerError, match="UNIQUE"):
            ledger.record(sweep(0), entries(a1="y", a2="x"), {"rule-a"})
        assert ledger.states().keys() == {"L-a1"}
        assert ledger.states()["L-a1"].change == "new"
        with pytest.raises(TypeError):
            ledger.record(SweepRecord("S-9", DAY, DAY, {"n": object()}), entries(a2="x"), {"rule-a"})
        assert len(ledger.sweeps()) == 1 and ledger.states().keys() == {"L-a1"}


def test_a_ledger_that_is_none_or_in_use_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_text("not a database, but long enough to be taken for one" * 20)
    with pytest.raises(LedgerError, match=r"broken\.sqlite: cannot be used"):
        Ledger(broken)
    monkeypatch.setattr("graphinv.ledger.ledger._WAIT_SECONDS", 0.05)
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="in use by another process"):
            ledger.record(sweep(0), entries(a1="x"), {"rule-a"})
        other.close()
        assert ledger.record(sweep(0), entries(a1="x"), {"rule-a"})["L-a1"].status == "new"
