"""The seam through which long work tells how far it is; how that is shown, and whether, is the caller's business."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of stages, each with a number of steps; `cli/words.py` has the names of stages in words."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins; 0 steps if their number is not known."""

    def step(self, what: str = "") -> None:
        """The next step of the stage begins; `what` is shown as it is, such as a file's name."""

    def done(self) -> None:
        """All of the work is done, or has failed; safe to repeat."""


class Silent:
    """Nobody watches."""

    def stage(self, name: str, total: int = 0) -> None:
        pass

    def step(self, what: str = "") -> None:
        pass

    def done(self) -> None:
        pass


SILENT: Progress = Silent()
