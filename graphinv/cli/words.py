"""Headings and coded words of the terminal's tables, in Chinese and English."""

from __future__ import annotations

from graphinv.cli.options import lang

HEADINGS: dict[str, tuple[str, str]] = {
    "around": ("核心对象", "around"),
    "batch": ("批次", "batch"),
    "base_rate": ("基准率", "base rate"),
    "amount": ("金额(元)", "amount"),
    "case": ("用例", "case"),
    "certainty": ("确定性", "certainty"),
    "check": ("检查", "check"),
    "class": ("类别", "class"),
    "code": ("代码", "code"),
    "codes": ("规则", "rules"),
    "column": ("列", "column"),
    "count": ("数量", "count"),
    "created": ("新增", "created"),
    "deleted": ("删除", "deleted"),
    "detail": ("说明", "detail"),
    "element": ("元素", "element"),
    "engine": ("引擎", "engine"),
    "fact": ("事实", "fact"),
    "file": ("文件", "file"),
    "fix": ("处理办法", "fix"),
    "found": ("现状", "found"),
    "from": ("起点", "from"),
    "key": ("线索", "key"),
    "setting": ("设置", "setting"),
    "kind": ("类型", "kind"),
    "leads": ("线索数", "leads"),
    "loaded": ("加载", "loaded"),
    "loader": ("加载器", "loader"),
    "n": ("编号", "no."),
    "new": ("新增", "new"),
    "parties": ("当事方", "parties"),
    "passed": ("通过", "passed"),
    "person": ("人员", "person"),
    "place": ("位置", "place"),
    "population": ("基数", "population"),
    "reason": ("原因", "reason"),
    "rejected": ("拒绝", "rejected"),
    "result": ("结果", "result"),
    "row": ("行", "row"),
    "sheet": ("工作表", "sheet"),
    "rows": ("行数", "rows"),
    "rule": ("规则", "rule"),
    "seconds": ("秒", "seconds"),
    "sample": ("样例", "sample"),
    "sentence": ("内容", "sentence"),
    "severity": ("级别", "severity"),
    "since": ("起", "since"),
    "source": ("来源", "source"),
    "state": ("状态", "state"),
    "status": ("状态", "status"),
    "title": ("标题", "title"),
    "to": ("终点", "to"),
    "type": ("事实", "fact"),
    "until": ("止", "until"),
    "updated": ("更新", "updated"),
    "used": ("仍采用", "used"),
    "value": ("原值", "value"),
    "version": ("版本", "version"),
    "table": ("数据表", "table"),
    "format": ("格式", "format"),
    "files": ("文件名", "files"),
    "first": ("最早", "first"),
    "last": ("最晚", "last"),
    "datatype": ("数据类型", "type"),
    "path": ("路径", "path"),
    "step": ("步", "step"),
    "hop": ("距离", "hop"),
    "group": ("线索组", "case"),
    "headers": ("表头", "headers"),
    "req": ("必填", "req."),
    "origin": ("出处", "origin"),
    "unknown_ids": ("编号无记录", "unknown ids"),
    "warned": ("警告", "warned"),
}

WORDS: dict[str, tuple[str, str]] = {
    "critical": ("极高", "critical"),
    "high": ("高", "high"),
    "medium": ("中", "medium"),
    "low": ("低", "low"),
    "certain": ("确定", "certain"),
    "possible": ("可能", "possible"),
    "new": ("新增", "new"),
    "changed": ("变化", "changed"),
    "continuing": ("延续", "continuing"),
    "gone": ("消失", "gone"),
    "cleared": ("已排除", "cleared"),
    "confirmed": ("属实", "confirmed"),
    "reopened": ("重开", "reopened"),
    "hit": ("命中", "hit"),
    "clear": ("未命中", "clear"),
    "not_evaluable": ("无法判断", "not evaluable"),
    "ok": ("正常", "ok"),
    "warn": ("注意", "warn"),
    "bad": ("异常", "bad"),
    "flag": ("命令行", "command line"),
    "default": ("默认值", "default"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "match": ("应命中", "match"),
    "clean": ("应不命中", "clean"),
    "gap": ("已知遗漏", "gap"),
    "source": ("文件", "file"),
    "filing": ("备案覆盖，截止", "filed: covers, as of"),
    "rejected": ("拒绝", "rejected"),
    "warned": ("警告", "warned"),
    "conflicts": ("主键冲突", "keys in conflict"),
    "unknown_ids": ("编号无记录", "ids without a record"),
    "stubs": ("补建节点", "stubs made"),
    "by_name": ("仅按名称关联", "linked by name only"),
    "name_only": ("仅有名称", "known by name only"),
    "local": ("仅本行可见", "known from this row only"),
    "dates": ("日期范围", "dates reach"),
    "unknown_columns": ("未使用的列", "column nobody uses"),
    "over": ("超出限值", "over a limit"),
    "problem": ("问题", "problem"),
    "column": ("列", "column"),
    "node": ("节点", "node"),
    "edge": ("关系", "edge"),
}


STAGES: dict[str, tuple[str, str]] = {
    "county": ("生成虚构的县", "inventing a county"),
    "files": ("读取文件", "reading files"),
    "rows": ("汇总数据行", "gathering rows"),
    "graph": ("构建图", "building the graph"),
    "derive": ("派生关系", "deriving relations"),
    "rules": ("运行规则", "running rules"),
    "cases": ("运行用例", "running cases"),
    "leads": ("形成线索", "making leads"),
    "adjacency": ("整理邻接关系", "indexing the graph"),
    "pages": ("生成报告", "writing pages"),
    "publish": ("发布到 Neo4j", "publishing to Neo4j"),
}
"""What long work is doing, above its bar."""


def stage_word(name: str) -> str:
    """A stage in words."""
    return STAGES[name][0 if lang() == "zh" else 1]


def heading(name: str) -> str:
    """The heading of a column; an unknown one stands for itself."""
    return HEADINGS.get(name, (name, name))[0 if lang() == "zh" else 1]


def word(name: str) -> str:
    """A coded value in words; what is no code stands for itself."""
    return WORDS.get(name, (name, name))[0 if lang() == "zh" else 1]
