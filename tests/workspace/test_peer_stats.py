"""What is usual among peers is made by a load and counted with the nodes; paths and a second load work as before."""

from __future__ import annotations

from pathlib import Path

from graphinv.workspace import Workspace
from graphinv.workspace.answers import Question

UNITS = "单位编码,单位名称,行政区划代码\nU1,规划局,330102\n"
HEAD = "审批编号,审批单位,申请人,申请人类型,审批事项,审批结果,受理日期,决定日期\n"


def approvals(count: int) -> str:
    rows = (f"A{n},U1,X:{n},企业,许可证照,准予,2022-01-02,2022-01-{3 + n % 20:02d}" for n in range(count))
    return HEAD + "\n".join(rows) + "\n"


def test_a_load_makes_them(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "units.csv").write_text(UNITS, "utf-8")
    (exports / "approvals.csv").write_text(approvals(20), "utf-8")
    with Workspace.create(tmp_path / "case") as workspace:
        report = workspace.load([exports])
        assert "PeerStat" in (workspace.store.built() or ())
        assert report.graph is not None and report.graph.nodes["PeerStat"] == 2
        assert "PeerStat" not in report.graph.edges
        assert not workspace.load([exports]).changed
        question = Question("MATCH (s:PeerStat) RETURN s.metric AS metric, s.n AS n, s.mean AS mean ORDER BY metric")
        assert workspace.query(question, named=True).rows == [
            {"metric": "days_to_decide", "n": 20, "mean": 10.5},
            {"metric": "granted", "n": 20, "mean": 1.0},
        ]
        (exports / "approvals.csv").write_text(approvals(19), "utf-8")
        report = workspace.load([exports])
        assert report.graph is not None and "PeerStat" not in report.graph.nodes
