"""Progress bars on stderr: only on a terminal, only when messages are wanted, and only for what takes its time."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from graphinv.cli.log import LOG
from graphinv.cli.options import GLOBALS
from graphinv.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

DELAY = 1.0
"""Seconds before the first bar appears: what is done sooner needs none."""


def progress() -> Progress:
    """What long work of this run reports to."""
    return Reporter(shown=not GLOBALS.quiet and sys.stderr.isatty())


class Reporter:
    """Shows the stage and its steps as one bar, says the seconds of each stage with -v, and logs them."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: RichProgress | None = None
        self._task: TaskID | None = None
        self._timer: threading.Timer | None = None
        self._stage, self._since, self._steps = "", 0.0, 0

    def stage(self, name: str, total: int = 0) -> None:
        self._end_stage()
        self._stage, self._since, self._steps = name, time.perf_counter(), 0
        LOG.line("debug", "stage", stage=name, total=total)
        if self._shown:
            self._show(name, total)

    def step(self, what: str = "") -> None:
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, completed=self._steps, what=_short(what))
        self._steps += 1
        LOG.line("debug", "step", stage=self._stage, step=what)

    def done(self) -> None:
        self._end_stage()
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()  # it may be starting the bars just now
        if self._bars is not None and self._bars.live.is_started:
            self._bars.stop()
        self._bars = self._timer = self._task = None

    def _show(self, name: str, total: int) -> None:
        from graphinv.cli.words import stage_word

        if self._bars is None:
            self._bars = _bars()
            self._timer = threading.Timer(DELAY, self._bars.start)
            self._timer.daemon = True
            self._timer.start()
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(stage_word(name), total=total or None, what="")

    def _end_stage(self) -> None:
        from graphinv.cli.messages import say

        if not self._stage:
            return
        seconds = round(time.perf_counter() - self._since, 3)
        LOG.line("info", "stage_done", stage=self._stage, steps=self._steps, seconds=seconds)
        if GLOBALS.verbose:
            from graphinv.cli.words import stage_word

            say("stage", stage=stage_word(self._stage), steps=self._steps, seconds=seconds)
        self._stage = ""


def _short(what: str) -> str:
    """A name of a file, harmless to look at and narrow enough for one line."""
    from graphinv.render.measure import shorten
    from graphinv.render.visible import visible

    return shorten(visible(what), 18.0)


def _bars() -> RichProgress:
    """One line that vanishes at the end; markup is off, as names of files are hostile."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
        console=Console(stderr=True, emoji=False, highlight=False),
        transient=True,
        refresh_per_second=5,
    )
