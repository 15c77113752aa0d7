"""The log file: one JSON object a line for each message, stage and error; made only when --log-file names it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from graphinv.errors import UsageError


class Log:
    """Appends lines to a file; without one it does nothing."""

    def __init__(self) -> None:
        self._file: TextIO | None = None

    def open(self, path: Path) -> None:
        """Write to this file from now on. Raises UsageError if it cannot be written."""
        try:
            self._file = path.open("a", encoding="utf-8", errors="replace", buffering=1)
        except OSError as error:
            raise UsageError(
                "cannot be written: {error}.", at=str(path), hint="Name another file.", error=error.strerror or error
            ) from None

    def line(self, level: str, event: str, text: str = "", **values: object) -> None:
        """One event, with its time in UTC; values that JSON does not know are written as text."""
        if self._file is None:
            return
        entry = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "event": event}
        told = {"text": text} if text else {}
        self._file.write(json.dumps({**entry, **told, **values}, ensure_ascii=False, default=str) + "\n")


LOG = Log()
