"""Devices that dial somebody themselves: what they would say to whom, and who carries it out.

A twin only notes its calls; a `Dialler` makes each a connection of its own, one after the other, in
a thread beside the twin's. A call that nobody takes is lost, as it is with a device.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

CALLS_MAX = 1_024
DIAL_S_MAX = 1.0
STOP_S_MAX = 1.5 * DIAL_S_MAX


@dataclass(frozen=True)
class Call:
    """One connection: dialled, `data` said, hung up."""

    host: str
    port: int
    data: bytes


@runtime_checkable
class Dials(Protocol):
    """A twin that dials."""

    def take_calls(self) -> Sequence[Call]:
        """What it would dial now; each is told once."""
        ...


class Dialler:
    """`lost`: calls that nobody took, or that were too many at a time."""

    def __init__(self) -> None:
        self.lost = 0
        self._calls: queue.Queue[Call | None] = queue.Queue(CALLS_MAX)
        self._stopping = False
        self._thread: threading.Thread | None = None

    def dial(self, calls: Sequence[Call]) -> None:
        if calls and self._thread is None:
            self._thread = threading.Thread(target=self._main, name="dialler", daemon=True)
            self._thread.start()
        for call in calls:
            try:
                self._calls.put_nowait(call)
            except queue.Full:
                self.lost += 1

    def stop(self) -> None:
        """Hang up; what was only noted is lost."""
        if self._thread is None:
            return
        self._stopping = True
        self._calls.put(None, timeout=STOP_S_MAX)
        self._thread.join(STOP_S_MAX)
        assert not self._thread.is_alive(), "the dialler's thread did not stop"
        self._thread = None

    def _main(self) -> None:
        while (call := self._calls.get()) is not None:
            if self._stopping:
                self.lost += 1
                continue
            try:
                with socket.create_connection((call.host, call.port), DIAL_S_MAX) as line:
                    line.sendall(call.data)
            except OSError:
                self.lost += 1  # it was busy or not there: a device doesn't try again
