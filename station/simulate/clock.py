"""Virtual time: one heap of deeds, each done at its millisecond, in the order they were planned.

Nobody waits. `run_until` does what is due and sets the clock to each deed's own time, so that hours
pass as fast as the deeds can be done. Deeds of the same millisecond keep the order in which they
were planned: nothing depends on hashes, threads or the PC's own clock.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

WALL_MS_AT_START = 1_767_225_600_000  # 2026-01-01T00:00:00Z

Deed = Callable[[], None]


@dataclass
class Planned:
    """A deed in the heap; `cancel` leaves it there and undone."""

    at_ms: int
    deed: Deed | None

    def cancel(self) -> None:
        self.deed = None


class Scheduler:
    def __init__(self) -> None:
        self.now_ms = 0
        self.done = 0  # deeds so far
        self._heap: list[tuple[int, int, Planned]] = []
        self._number = 0

    def at(self, at_ms: int, deed: Deed) -> Planned:
        """Do it at this time; at once, but not in the middle of another deed, if that is past."""
        self._number += 1
        planned = Planned(max(at_ms, self.now_ms), deed)
        heapq.heappush(self._heap, (planned.at_ms, self._number, planned))
        return planned

    def after(self, wait_ms: int, deed: Deed) -> Planned:
        return self.at(self.now_ms + wait_ms, deed)

    def run_until(self, until_ms: int) -> None:
        """Do all that is due by then. What a deed raises ends the run, the clock at that deed."""
        while self._heap and self._heap[0][0] <= until_ms:
            at_ms, _, planned = heapq.heappop(self._heap)
            if planned.deed is None:
                continue
            self.now_ms = at_ms
            self.done += 1
            planned.deed()
        self.now_ms = max(self.now_ms, until_ms)


class VirtualClock:
    """`station.runtime.clock.Clock` of a scheduler; `jump_ms` is what somebody did to the wall
    clock, which the monotonic one never shows."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.jump_ms = 0

    def wall_ms(self) -> int:
        return WALL_MS_AT_START + self._scheduler.now_ms + self.jump_ms

    def monotonic_ms(self) -> int:
        return self._scheduler.now_ms
