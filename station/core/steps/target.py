"""The order's target: once reached, no more codes are sent, and the order asks to be finished.

So at most as many items too many are made as codes were at the printer and on the belt. A line
file may have the order finished by itself; else the line stands until somebody finishes the order
or raises its target.
"""

from __future__ import annotations

from station.core.alarms import AlarmKind
from station.core.states import Phase
from station.core.steps import orders
from station.core.turn import Turn

ORDER = "order"
CODING = frozenset({Phase.EXECUTE, Phase.HELD})


def check(turn: Turn) -> None:
    """Called after each event: raise, answer or clear, as the counts say."""
    reached = turn.state.phase in CODING and turn.target_reached
    if not reached:
        turn.clear_alarms(ORDER, AlarmKind.TARGET_REACHED, how="the order goes on, or is finished")
    elif turn.state.limits.finish_at_target:
        orders.run_empty(turn, reason=f"the target of {turn.order.target} is reached")
    else:
        turn.raise_alarm(AlarmKind.TARGET_REACHED, ORDER, f"{turn.order.target} good items")
