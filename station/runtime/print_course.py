"""The course of each print head's score over the last hour, minute by minute, for a chart.

The score itself, and whether a head is worsening, is `core.print_trend`'s. Fed with each step on
the core thread, read from any thread: a head's course is replaced whole. Not kept over a restart.
"""

from __future__ import annotations

from dataclasses import dataclass

from station.core.state import LineState
from station.runtime.loop import Stepped

MINUTE_MS = 60_000
MINUTES = 60


@dataclass(frozen=True)
class Point:
    """The mean of late at the end of a minute, and how many reads that minute added."""

    at_ms: int
    score: float
    reads: int


class PrintCourse:
    def __init__(self) -> None:
        self._points: dict[str, tuple[Point, ...]] = {}

    def observe(self, stepped: Stepped) -> None:
        """An observer of the loop."""
        if stepped.after.trends is not stepped.before.trends:
            self._trends(stepped.before, stepped.after, stepped.event.at_ms)

    def _trends(self, before: LineState, after: LineState, at_ms: int) -> None:
        for head, trend in after.trends.items():
            old = before.trends.get(head)
            if trend is old:
                continue
            if old is None or old.product != trend.product:
                self._points.pop(head, None)  # another product has another usual score
            self._add(head, Point(at_ms // MINUTE_MS * MINUTE_MS, trend.of_late, 1))

    def _add(self, head: str, new: Point) -> None:
        points = self._points.get(head, ())
        if points and points[-1].at_ms == new.at_ms:
            new = Point(new.at_ms, new.score, points[-1].reads + 1)
            points = points[:-1]
        oldest_ms = new.at_ms - MINUTES * MINUTE_MS
        self._points[head] = (*(one for one in points if one.at_ms > oldest_ms), new)[-MINUTES:]

    def of(self, head: str, now_ms: int) -> tuple[Point, ...]:
        """Oldest first; minutes in which nothing was read are left out."""
        oldest_ms = now_ms - MINUTES * MINUTE_MS
        return tuple(one for one in self._points.get(head, ()) if one.at_ms >= oldest_ms)
