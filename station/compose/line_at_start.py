"""The line as a station finds it when it starts: an order taken up, or nothing on it but alarms."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from config.line import LineFile
from station.compose.all_codes import AllCodes
from station.compose.course import Course, empty_line
from station.compose.products import limits_of
from station.core.alarms import Alarm, AlarmKind
from station.core.printing import Head
from station.core.state import LineState
from station.store import queries
from station.store.standing import Lock


def line_at_start(
    connection: Connection, heads: list[Head], line: LineFile, books: AllCodes, now_ms: int
) -> Course:
    """Its records must be written before anything is done to the line."""
    empty = empty_line(connection, heads, limits_of(line))
    fresh = replace(empty, clock_suspect=queries.clock_suspect(connection))
    row = queries.open_order(connection)
    if row is None:
        return Course.without_order(connection, fresh, now_ms)
    return Course.taken_up(connection, fresh, row, books.of(row.order.number), now_ms)


def shown_locked(found: LineState, lock: Lock, now_ms: int) -> LineState:
    """A picture for the screen, and no more: nothing of it is ever written."""
    alarm = Alarm(0, AlarmKind.LOCKED, "database", str(lock), now_ms)
    return replace(found, alarms=(alarm,), running=False)
