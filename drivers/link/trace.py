"""The last bytes that went over a link, both ways, with their times: evidence for support.

A ring: the oldest go when BYTES_MAX or ENTRIES_MAX is reached. The runner's thread writes, any
thread may take a copy; the lock guards only that copy.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Literal

BYTES_MAX = 65_536
ENTRIES_MAX = 4_096

Direction = Literal["sent", "received", "note"]


@dataclass(frozen=True)
class TraceEntry:
    """`data` as it passed at `at_ms` (the runner's monotonic clock); a note is text of ours."""

    at_ms: int
    direction: Direction
    data: bytes

    def __str__(self) -> str:
        arrow = {"sent": ">", "received": "<", "note": "-"}[self.direction]
        return f"{self.at_ms:>12} {arrow} {self.data!r}"


class Trace:
    def __init__(self, bytes_max: int = BYTES_MAX, entries_max: int = ENTRIES_MAX) -> None:
        self._bytes_max, self._entries_max = bytes_max, entries_max
        self._entries: deque[TraceEntry] = deque()
        self._size = 0
        self._lock = threading.Lock()

    def add(self, at_ms: int, direction: Direction, data: bytes) -> None:
        """Keep `data`; of a piece longer than the ring, its end."""
        entry = TraceEntry(at_ms, direction, data[-self._bytes_max :])
        with self._lock:
            self._entries.append(entry)
            self._size += len(entry.data)
            while self._size > self._bytes_max or len(self._entries) > self._entries_max:
                self._size -= len(self._entries.popleft().data)

    def entries(self) -> tuple[TraceEntry, ...]:
        with self._lock:
            return tuple(self._entries)
