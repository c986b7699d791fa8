"""The wall clock went elsewhere, and somebody says that it is right again.

Order is by sequence, never by time, so the line goes on. But times are suspect from then on, and
the dates of a new order would be computed from them: it has to wait until a person has looked.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.turn import Turn

CLOCK = "clock"


def jumped(turn: Turn, event: e.ClockJumped) -> None:
    """Waiting times on the belt are kept: they were measured by the clock that went wrong."""
    turn.records.append(r.ClockJumped("", event.expected_ms))
    by_ms = event.at_ms - event.expected_ms
    turn.state = replace(turn.state, clock_suspect=True)
    suspect(turn, f"it is off by {by_ms / 1_000:+.0f} s from what was due")
    belt = turn.state.belt
    items = {
        trigger: replace(item, at_camera_ms=max(0, item.at_camera_ms + by_ms))
        if item.at_camera_ms >= 0
        else item
        for trigger, item in belt.items.items()
    }
    turn.set_belt(replace(belt, items=items))


def suspect(turn: Turn, detail: str) -> None:
    turn.raise_alarm(AlarmKind.CLOCK, CLOCK, detail)


def trusted(turn: Turn, event: e.ClockTrusted) -> None:
    if not turn.state.clock_suspect:
        turn.refuse("confirm the clock", "nothing is wrong with it")
        return
    turn.records.append(r.ClockTrusted("", event.by))
    turn.state = replace(turn.state, clock_suspect=False)
    turn.clear_alarms(CLOCK, AlarmKind.CLOCK, by=event.by, how="the clock is right")


def why_no_dates(turn: Turn) -> str:
    """Why dates can't be believed just now; "" = they can."""
    if not turn.state.clock_suspect:
        return ""
    return "the clock jumped, so dates can't be believed; check the clock and confirm it first"
