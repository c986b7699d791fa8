"""What a good read says of the head that printed it: a notice when its prints become worse."""

from __future__ import annotations

from dataclasses import replace

from station.core.alarms import Alarm, AlarmKind
from station.core.facts import Seen
from station.core.print_trend import Trend, observed
from station.core.printing import head_of
from station.core.turn import Turn


def seen(turn: Turn, level: int, symbols: tuple[Seen, ...], code: int) -> None:
    """A thing of `level` was read good: its own symbol's score is one of its head's."""
    head = head_of(turn.state.heads, level)
    scores = (one.score for one in symbols if turn.by_data.get(one.data) == code)
    score = next((score for score in scores if score is not None), None)
    if head is None or score is None or turn.order.product.rule_of(level).preprinted:
        return
    product = turn.order.product.name
    old = turn.state.trends.get(head.name, Trend())
    if old.product != product:  # another symbol on another ground has another usual score
        old = Trend(product)
        turn.clear_alarms(head.name, AlarmKind.PRINT_WORSENING, how="another product is printed")
    trend = observed(old, score)
    turn.state = replace(turn.state, trends={**turn.state.trends, head.name: trend})
    if trend.worsening and not old.worsening:
        said = f"its print score fell from {trend.usual:.0f} to {trend.of_late:.0f} of 100"
        turn.raise_alarm(AlarmKind.PRINT_WORSENING, head.name, said)
    elif old.worsening and not trend.worsening:
        turn.clear_alarms(head.name, AlarmKind.PRINT_WORSENING, how="its prints are good again")


def acknowledged(turn: Turn, alarm: Alarm) -> None:
    """A person has dealt with the head: what is usual for it is learned anew."""
    if alarm.kind is AlarmKind.PRINT_WORSENING:
        trends = {name: one for name, one in turn.state.trends.items() if name != alarm.where}
        turn.state = replace(turn.state, trends=trends)
