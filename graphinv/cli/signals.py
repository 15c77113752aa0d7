"""An interrupt (Ctrl-C, SIGTERM, a closed terminal) ends the work at once and leaves everything whole.

Signals are noticed between two steps of Python only; a thread that the system wakes ends the running query.
"""

from __future__ import annotations

import signal
import socket
import sys
import threading
from types import FrameType

from graphinv.stopping import stop_queries

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]


class Guard:
    """Turns the first signal into KeyboardInterrupt; later ones are ignored, so that cleaning up is not disturbed."""

    def __init__(self) -> None:
        self.interrupted = False

    def start(self) -> None:
        """Take over the signals of this process; only its main thread may do this."""
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, self._interrupt)
        threading.Thread(target=self._wait, daemon=True, name="interrupts").start()

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self.interrupted = True
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        # What was interrupted half-way into a `with` is cleaned up when it is collected, where nobody can catch errors.
        sys.unraisablehook = lambda _: None
        raise KeyboardInterrupt

    def _wait(self) -> None:
        while number := self._reader.recv(1):
            if number[0] in _SIGNALS:
                stop_queries()
