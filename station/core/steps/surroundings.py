"""What goes wrong around the line: a disk that fills up, a witness out of reach, a failed backup.

A full disk must not tear a case in two: the line finishes the one that is open and stops then. A
small reserve, given free at that moment, holds what it writes until it stands.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.packing import in_packer
from station.core.state import LastCase
from station.core.states import NEXT_PHASE, Phase
from station.core.steps import heads
from station.core.turn import RUNNING_PHASES, Turn

LAST_CASE_MS_MAX = 60_000  # the reserve is not for ever
DISK_FULL = "the disk is full"


def found(turn: Turn, event: e.TroubleFound) -> None:
    turn.raise_alarm(event.trouble, event.where, event.detail)
    runs = turn.state.order is not None and turn.state.phase in RUNNING_PHASES
    if event.trouble is AlarmKind.DISK_FULL and runs and turn.state.last_case is None:
        last = LastCase(min(_in_open_case(turn), default=0), event.at_ms)
        turn.state = replace(turn.state, last_case=last)
        _stop_if_closed(turn, event.at_ms)


def over(turn: Turn, event: e.TroubleOver) -> None:
    turn.clear_alarms(event.where, event.trouble, how="it is as it should be again")
    if event.trouble is AlarmKind.DISK_FULL:
        turn.state = replace(turn.state, last_case=None)
    elif event.trouble is AlarmKind.WITNESS_AWAY and turn.state.order is not None:
        for level in range(len(turn.order.product.levels)):
            heads.pool_granted(turn, level)  # what it held back may flow again


def tick(turn: Turn, event: e.Tick) -> None:
    if turn.state.last_case is not None:
        _stop_if_closed(turn, event.at_ms)


def _in_open_case(turn: Turn) -> frozenset[int]:
    """What is in the container of the first level that is being filled, however it is packed."""
    pack = turn.state.packs.get(1)
    if pack is None:
        return frozenset()
    bound = pack.open.children.values() if pack.open is not None else ()
    return frozenset(in_packer(pack)) | {one.code for one in bound}


def _stop_if_closed(turn: Turn, at_ms: int) -> None:
    last = turn.state.last_case
    assert last is not None, "nothing is being finished"
    waited_ms = at_ms - last.since_ms
    if last.code in _in_open_case(turn) and waited_ms < LAST_CASE_MS_MAX:
        return
    turn.state = replace(turn.state, last_case=None)
    if Phase.STOPPED in NEXT_PHASE[turn.state.phase]:
        turn.set_phase(Phase.STOPPED, reason=DISK_FULL)
