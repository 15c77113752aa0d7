"""What an interrupt must reach: a query runs outside of Python, so that a signal is noticed only when it has ended."""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from typing import Protocol, TypeVar
from weakref import WeakSet


class Interruptible(Protocol):
    """A connection whose running query another thread may end."""

    def interrupt(self) -> None: ...


T = TypeVar("T", bound=Interruptible)

_open: WeakSet[Interruptible] = WeakSet()
_stopped = Event()


def interruptible(con: T) -> T:
    """The connection, noted for as long as it exists."""
    _open.add(con)
    return con


def stop_queries() -> None:
    """End every running query of this process; it raises in the thread that waits for it."""
    _stopped.set()
    for con in list(_open):
        with suppress(Exception):  # closed in the meantime
            con.interrupt()


def go_on() -> None:
    """Raises KeyboardInterrupt if the process was told to stop: signals reach the main thread only."""
    if _stopped.is_set():
        raise KeyboardInterrupt
