"""The pictures that wait to be read: bounded, and the newest are never refused.

When more come than can be read, the oldest waiting one is given up: its product has passed, while
the newest can still get a verdict in time. Whoever puts a picture answers for the one given up.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from drivers.camera.source import Picture

__all__ = ["WAITING_MAX", "Arrival", "Waiting"]

WAITING_MAX = 32


@dataclass(frozen=True)
class Arrival:
    """A picture, and when it came (seconds of the monotonic clock)."""

    picture: Picture
    at: float

    def took_ms(self) -> float:
        return (time.monotonic() - self.at) * 1_000


class Waiting:
    """A queue between the thread that watches the source and those that read."""

    def __init__(self) -> None:
        self._arrivals: deque[Arrival] = deque()
        self._changed = threading.Condition()
        self._is_closed = False

    def put(self, arrival: Arrival) -> Arrival | None:
        """Add the newest; returns the one that is given up for it."""
        with self._changed:
            full = len(self._arrivals) >= WAITING_MAX
            given_up = self._arrivals.popleft() if full else None
            self._arrivals.append(arrival)
            self._changed.notify()
        return given_up

    def get(self) -> Arrival | None:
        """The oldest, as soon as there is one; None when closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._arrivals or self._is_closed)
            return self._arrivals.popleft() if self._arrivals else None

    def __len__(self) -> int:
        with self._changed:
            return len(self._arrivals)

    def close(self) -> None:
        """Let `get` end once it is empty."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
