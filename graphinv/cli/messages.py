"""What the commands say on stderr, in Chinese and English; a test checks that no key lacks either."""

from __future__ import annotations

import sys

from graphinv.cli.log import LOG
from graphinv.cli.options import GLOBALS, lang
from graphinv.content.messages import translator
from graphinv.errors import GraphinvError
from graphinv.message import Language, Message, told
from graphinv.render.visible import visible

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
    "contradictions": (
        "有 {count} 条亲属记录互相矛盾，未采用：graphinv load contradictions",
        "{count} declared relations contradict each other and are not used: graphinv load contradictions",
    ),
    "over": ("超出限值：{said}", "Over a limit: {said}"),
    "checked": ("检查通过，未写入任何内容。", "A load would go through; nothing was written."),
    "check_failed": ("检查未通过，未写入任何内容。", "A load would fail; nothing was written."),
    "check_strict": (
        "有被拒绝的行（--strict），未写入任何内容。",
        "Rows are rejected (--strict); nothing was written.",
    ),
    "would_load": (
        "读入 {rows} 行 = 可加载 {loaded} + 拒绝 {rejected}；将有 {nodes} 个节点，{edges} 条边，{seconds:.1f} 秒",
        "{rows} rows = {loaded} would load + {rejected} rejected; {nodes} nodes, {edges} edges, {seconds:.1f} s",
    ),
    "drafted": (
        "已起草 {path}：数据表 {table}，{known} / {all} 列已对应。请逐行检查标有 guessed 的内容。",
        "Drafted {path}: table {table}, {known} of {all} columns placed. Look at every line that says `guessed`.",
    ),
    "loader_is": ("{title}（{at}），文件名 {files}", "{title} ({at}), files {files}"),
    "draft_gives": (
        "用此草稿试装：{rows} 行中可加载 {loaded} 行，得到 {nodes} 个节点、{edges} 条边",
        "Tried out: it loads {loaded} of {rows} rows, which give {nodes} nodes and {edges} edges",
    ),
    "draft_fails": ("用此草稿试装未成功：{problem}", "Tried out, it does not load yet: {problem}"),
    "next_check": (
        "下一步：graphinv check {file}；再 graphinv load {file}",
        "Next: graphinv check {file}, then graphinv load {file}",
    ),
    "samples": ("{passed} 个样例通过，{failed} 个未通过", "{passed} samples passed, {failed} failed"),
    "no_sample": ("没有样例的加载器：{loaders}", "Loaders without a sample: {loaders}"),
    "swept": (
        "排查 {sweep}：新增 {new}，变化 {changed}，延续 {continuing}，消失 {gone}",
        "Sweep {sweep}: {new} new, {changed} changed, {continuing} continuing, {gone} gone",
    ),
    "published": (
        "已发布到 Neo4j：新增 {created}，更新 {updated}，删除 {deleted}",
        "Published to Neo4j: {created} created, {updated} updated, {deleted} deleted",
    ),
    "published_same": ("Neo4j 上的图没有变化。", "The graph on Neo4j is up to date; nothing has changed."),
    "exported_offline": (
        "已写出；停止 Neo4j 服务器后在其机器上运行 {path}，再启动服务器并运行 graphinv publish。",
        "Written. Run {path} on the server's machine while Neo4j is stopped, start it, then run graphinv publish.",
    ),
    "rows_cut": (
        "只显示前 {rows} 行；用 --max-rows 显示更多。",
        "Only the first {rows} rows are shown; --max-rows shows more.",
    ),
    "not_derived": (
        "图中没有生成 {names}，因此查不到。规则在 needs 中写明后，重新运行 graphinv load 即可生成。",
        "Note: {names}: not in this graph, so nothing of it is found. graphinv load builds it where a rule has it "
        "under `needs`.",
    ),
    "product": (
        "提示：此查询将一部分的每一行与另一部分的每一行组合（笛卡尔积），数据多时会很慢；请用关系或相等条件把各部分连起来。",
        "Note: this query joins each row of one part with each of another (a Cartesian product), which is slow on much "
        "data; connect the parts by a relationship or an equality.",
    ),
    "report_at": ("报告：{path}", "Report: {path}"),
    "written": ("已写入 {path}", "Wrote {path}"),
    "cases": ("{passed} 个用例通过，{failed} 个未通过", "{passed} cases passed, {failed} failed"),
    "not_checked": ("未核查：{text}", "Not checked: {text}"),
    "copy": ("{file} 与 {of} 内容相同，未作改动", "{file} holds the same rows as {of}: nothing changes"),
    "none": ("没有结果。", "Nothing to show."),
    "said": ("{text}", "{text}"),
    "stage": ("{stage}：{steps} 步，{seconds:.2f} 秒", "{stage}: {steps} steps, {seconds:.2f} s"),
    "stale": ("数据缺失或过期：{text}", "Data is missing or stale: {text}"),
}


def translate() -> Language:
    """From English templates to those of this run's language."""
    return translator(lang())


def text(key: str, **values: object) -> str:
    """The message in the language of this run."""
    zh, en = MESSAGES[key]
    return Message(zh if lang() == "zh" else en, values).text(translate())


def say(key: str, **values: object) -> None:
    """Print the message to stderr unless -q was given; it is logged in any case."""
    said = text(key, **values)
    LOG.line("info", key, said, values={name: _plain(value) for name, value in values.items()})
    if not GLOBALS.quiet:
        write_line(said)


def complain(said: Message | GraphinvError, code: int) -> None:
    """Print what went wrong, -q or not."""
    LOG.line("error", type(said).__name__, told(said), code=code)
    write_line(f"graphinv: {told(said, translate())}")


def write_line(said: str) -> None:
    """A line on stderr without signs that the terminal would obey."""
    sys.stderr.write(visible(said, keep_lines=True) + "\n")


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str) else told(value)
