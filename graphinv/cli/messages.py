"""What the commands say on stderr, in Chinese and English; a test checks that no key lacks either."""

from __future__ import annotations

import sys

from graphinv.cli.options import GLOBALS, lang

MESSAGES: dict[str, tuple[str, str]] = {
    "workspace_made": (
        "已建立工作区 {folder}。下一步：graphinv -w {folder} load 文件…",
        "Made the workspace {folder}. Next: graphinv -w {folder} load FILES…",
    ),
    "county_written": (
        "已生成虚构的县：{files} 个文件，{seconds:.1f} 秒（{folder}）",
        "Wrote an invented county: {files} files in {seconds:.1f} s ({folder})",
    ),
    "loaded": (
        "读入 {rows} 行 = 加载 {loaded} + 拒绝 {rejected}；{nodes} 个节点，{edges} 条边，{seconds:.1f} 秒",
        "{rows} rows = {loaded} loaded + {rejected} rejected; {nodes} nodes, {edges} edges, {seconds:.1f} s",
    ),
    "unchanged": ("文件没有变化，图保持原样。", "Nothing has changed; the graph stays as it is."),
    "left_out": ("未加载 {file}：{why}", "Left out {file}: {why}"),
    "took": ("{file} → {loader}（{why}）", "{file} -> {loader} ({why})"),
    "unknown_columns": (
        "{file} 中未使用的列（已保留）：{columns}",
        "{file}: columns that no loader uses (kept): {columns}",
    ),
    "stubs": ("{column} 有 {count} 个编号未找到对应记录", "{column}: {count} ids without a record of their own"),
    "swept": (
        "排查 {sweep}：新增 {new}，变化 {changed}，延续 {continuing}，消失 {gone}",
        "Sweep {sweep}: {new} new, {changed} changed, {continuing} continuing, {gone} gone",
    ),
    "not_evaluable": ("{rule} 无法判断：{reason}", "{rule} is not evaluable: {reason}"),
    "report_at": ("报告：{path}", "Report: {path}"),
    "written": ("已写入 {path}", "Wrote {path}"),
    "cases": ("{passed} 个用例通过，{failed} 个未通过", "{passed} cases passed, {failed} failed"),
    "not_checked": ("未核查：{text}", "Not checked: {text}"),
    "copy": ("{file} 与 {of} 内容相同，未作改动", "{file} holds the same rows as {of}: nothing changes"),
    "none": ("没有结果。", "Nothing to show."),
}


def text(key: str, **values: object) -> str:
    """The message in the language of this run."""
    zh, en = MESSAGES[key]
    return (zh if lang() == "zh" else en).format(**values)


def say(key: str, **values: object) -> None:
    """Print the message to stderr unless -q was given."""
    if not GLOBALS.quiet:
        sys.stderr.write(text(key, **values) + "\n")
