"""Some relations are derived only where a rule needs them: a later rule is not judged before the next load."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.derive import ALWAYS
from graphinv.workspace import DEMO_DAY, Workspace, loading
from graphinv.workspace.answers import Question
from tests.rules.graphs import write_rule

FILES = {
    "units.csv": "单位编码,单位名称,上级单位编码\nU1,教育局,\nU2,第一中学,U1\n",
    "positions.csv": "身份证号,单位编码,职务,任职时间,是否一把手\nP1,U1,局长,2019-01-01,是\n",
}
BODY = "MATCH (person:Person)-[power:OVERSEES {why: 'subordinate'}]->(unit:Unit) RETURN person, power, unit"
HEADER = {
    "needs": "[OVERSEES]",
    "identity": "[person, unit]",
    "population": "MATCH (u:Unit) RETURN count(u)",
    "explain": "{zh: '{person}主管{unit}', en: '{person} oversees {unit}'}",
}


def swept(root: Path) -> tuple[str, str]:
    with Workspace.open(root) as workspace:
        (found,) = (rule for rule in workspace.sweep(DEMO_DAY).to_json()["rules"] if rule["code"] == "Z9")
    return str(found["result"]), str((found.get("reason_texts") or {}).get("en", ""))


def test_a_rule_that_comes_after_the_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, exports = tmp_path / "case", tmp_path / "exports"
    exports.mkdir()
    for name, text in FILES.items():
        (exports / name).write_text(text, "utf-8")
    with Workspace.create(root) as workspace:
        with monkeypatch.context() as older:
            older.setattr(loading, "derived_for", lambda _: ALWAYS)  # a release whose rules need no other relation
            workspace.load([exports])
        assert workspace.store.built() == {"KIN", "INTEREST_IN"}
        found = workspace.query(Question("MATCH (:Person)-[r:OVERSEES|KIN]->(x) RETURN x"), named=True)
        assert (found.rows, found.not_derived) == ([], ("OVERSEES",)), "and the user is told so"
        peers = workspace.query(Question("MATCH (s:PeerStat) RETURN s"), named=True)
        assert (peers.rows, peers.not_derived) == ([], ("PeerStat",)), "of labels, too"
    (root / "queries" / "own").mkdir(parents=True)
    write_rule(root / "queries" / "own", BODY, **HEADER)
    assert swept(root) == ("not_evaluable", "OVERSEES is not in this graph yet: run graphinv load again")
    with Workspace.open(root) as workspace:
        assert workspace.load([exports]).changed, "the same files, but the graph must hold more"
        assert not workspace.load([exports]).changed
    assert swept(root)[0] == "hit"
    with Workspace.open(root) as workspace:
        assert workspace.query(Question("MATCH (:Person)-[r:OVERSEES]->(x) RETURN x"), named=True).not_derived == ()
