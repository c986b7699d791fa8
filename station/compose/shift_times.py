"""Spans of time as people name them: this shift, the last one, today; by the plant's clock.

A shift begins at each of the line file's times and lasts until the next. A span that still runs
ends now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from station.store.figures import FOREVER_MS, Window

SPANS = ("this", "last", "today", "yesterday", "week")  # as `span_of` takes them
DAYS_OF_A_WEEK = 7


def span_of(name: str, now_ms: int, starts: Sequence[str]) -> Window:
    """`name` is one of SPANS, or "" for all time; `starts` are times of day such as 06:00."""
    if not name:
        return Window(0, FOREVER_MS)
    now = datetime.fromtimestamp(now_ms / 1_000)
    if name in ("this", "last"):
        edges = _edges(now, starts)
        at = max(n for n, edge in enumerate(edges) if edge <= now) - (name == "last")
        begin, end = edges[at], edges[at + 1]
    else:
        midnight = datetime.combine(now.date(), time())
        before = {"today": 0, "yesterday": 1, "week": DAYS_OF_A_WEEK - 1}[name]
        begin = midnight - timedelta(days=before)
        end = begin + timedelta(days=DAYS_OF_A_WEEK if name == "week" else 1)
    return Window(_ms(begin), min(_ms(end), now_ms + 1))


def _edges(now: datetime, starts: Sequence[str]) -> list[datetime]:
    """Every beginning of a shift from two days ago until tomorrow; one shift is a day at most."""
    times = [time.fromisoformat(one) for one in starts]
    days = [now.date() + timedelta(days=n) for n in (-2, -1, 0, 1)]
    return sorted(datetime.combine(day, at) for day in days for at in times)


def _ms(local: datetime) -> int:
    return round(local.astimezone().timestamp() * 1_000)
