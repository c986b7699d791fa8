"""How long the codes in the pool last, in minutes of production: told before they run out.

The pace is what was verified in the last full minutes; a line that stands has no pace and uses up
nothing. Enough for the rest of the order is enough.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.states import CodeState, Phase
from station.core.turn import Turn

PACE_MS = 60_000
MADE = (CodeState.VERIFIED, CodeState.BOUND, CodeState.SAMPLED)
AHEAD = (CodeState.FREE, CodeState.ALLOCATED)
POOL = "pool"


def tick(turn: Turn, event: e.Tick) -> None:
    """Once a minute: measure the pace, and say if the pool is low."""
    state = turn.state
    if state.order is None or state.phase is not Phase.EXECUTE:
        turn.state = replace(state, pace_from_ms=0)
        return
    if not state.pace_from_ms or event.at_ms < state.pace_from_ms:
        turn.state = replace(state, pace_from_ms=event.at_ms, pace_made=_count(turn, MADE))
    elif event.at_ms - state.pace_from_ms >= PACE_MS:
        _measure(turn, event.at_ms)


def _measure(turn: Turn, at_ms: int) -> None:
    state, made = turn.state, _count(turn, MADE)
    per_minute = (made - state.pace_made) * PACE_MS // (at_ms - state.pace_from_ms)
    turn.state = replace(state, pace_from_ms=at_ms, pace_made=made)
    ahead = _count(turn, AHEAD)
    enough = ahead >= turn.order.target - made or per_minute <= 0
    minutes = ahead // per_minute if per_minute > 0 else 0
    if not enough and minutes < state.limits.low_water_minutes:
        turn.raise_alarm(AlarmKind.POOL_LOW, POOL, f"{ahead} codes, {minutes} min")
    elif ahead and (enough or minutes >= state.limits.low_water_minutes):
        turn.clear_alarms(POOL, AlarmKind.POOL_LOW, how="codes came in, or the line is slower")


def _count(turn: Turn, states: tuple[CodeState, ...]) -> int:
    return sum(turn.counted(0, state) for state in states)
