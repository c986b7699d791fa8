"""Somebody calls for help: a lamp and an alarm until whoever came clears it."""

from __future__ import annotations

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.effects import CallLamp
from station.core.turn import Turn


def called(turn: Turn, event: e.HelpAsked) -> None:
    """Twice from one place is once. The lamp is lit only with an alarm that can put it out."""
    detail = ": ".join(part for part in (event.by, event.why) if part)
    turn.raise_alarm(AlarmKind.HELP_CALLED, event.where, detail)
    if _awaited(turn):
        turn.effects.append(CallLamp(True))
    else:
        turn.refuse("call for help", "too many alarms stand already; look after them first")


def ended(turn: Turn) -> None:
    """An alarm was cleared: the lamp goes out with the last call."""
    if not _awaited(turn):
        turn.effects.append(CallLamp(False))


def _awaited(turn: Turn) -> bool:
    return any(one.kind is AlarmKind.HELP_CALLED for one in turn.state.alarms)
