"""The one door into the core thread: bounded, first in first out, never blocking the devices."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field

from station.core.effects import Refused
from station.core.events import Event
from station.store.points import unlucky

INBOX_MAX = 4_096
TURN_EVENTS_MAX = 64


class InboxFull(RuntimeError):
    """Events come faster than they can be recorded: the line must stop."""


@dataclass(frozen=True)
class Posted:
    """An event on its way in; who asked for an answer finds it in `answer`."""

    event: Event
    answer: queue.SimpleQueue[Refused | None] | None = field(default=None, compare=False)


class Inbox:
    def __init__(self, size: int = INBOX_MAX) -> None:
        self._queue: queue.Queue[Posted] = queue.Queue(size)

    def put(self, posted: Posted) -> None:
        """Raises InboxFull at the bound; a device thread must not wait for the core."""
        try:
            self._queue.put_nowait(posted)
        except queue.Full:
            raise InboxFull(f"{INBOX_MAX} events wait to be recorded") from None

    def take(self, timeout_s: float) -> list[Posted]:
        """What has come in, at most one turn's worth; waits up to `timeout_s` for the first."""
        try:
            taken = [self._queue.get(timeout=timeout_s)]
        except queue.Empty:
            return []
        while len(taken) < TURN_EVENTS_MAX and not unlucky("turn.cut"):
            try:
                taken.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return taken
