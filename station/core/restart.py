"""Taking an order up again after the station was off: what was on its way is in doubt.

Codes that were leased and not sent are safe. Codes at the printer, and printed ones that no camera
has passed, are in doubt until something shows them. Items verified and not yet packed stay
verified: a look-down picture may still show them. An open container that was packed by queue is
quarantined until somebody scans its content; a label that may or may not be printed is printed
again under the same number, on record, and confirmed by a scan as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from station.core.alarms import AlarmKind
from station.core.effects import Effect
from station.core.facts import Issued
from station.core.order import Order
from station.core.packaging import Level, PackMode
from station.core.packing import Container, Pack, new_pack
from station.core.printing import head_of
from station.core.records import AlarmRaised, Record
from station.core.state import LineState
from station.core.states import Cause, CodeState, ContainerState, Phase
from station.core.steps import clock, silent
from station.core.steps.belt import BELT
from station.core.turn import Turn
from station.core.verify import Live

RESTART = "the station was restarted"


@dataclass(frozen=True)
class Remains:
    """What the store knows of an order that was not complete."""

    order: Order
    phase: Phase
    counts: Mapping[tuple[int, CodeState], int]
    live: Mapping[int, Live]
    containers: tuple[Container, ...]  # not confirmed, or open; oldest first
    alarms: tuple[AlarmRaised, ...]  # still standing in the journal
    cancelled: str = ""  # why it runs empty, if the plant called it off
    table: frozenset[int] = frozenset()  # good items that rework left loose
    awaited: frozenset[int] = frozenset()  # labels that wait for their scan at the rework desk


def take_up(
    line: LineState, remains: Remains, at_ms: int
) -> tuple[LineState, tuple[Record, ...], tuple[Effect, ...]]:
    """The line as it stands after the restart, with the records that say so. The order is
    stopped until somebody starts it."""
    state = replace(
        line,
        order=remains.order,
        phase=remains.phase,
        counts=dict(remains.counts),
        live=dict(remains.live),
        by_data={live.data: code for code, live in remains.live.items()},
        packs=_packs(remains),
        cancelled=remains.cancelled,
        table=remains.table,
    )
    turn = Turn(state, at_ms)
    _alarms_anew(turn, remains.alarms)
    _doubt(turn)
    _restock(turn, remains.awaited)
    for pack in tuple(turn.state.packs.values()):
        if pack.mode is PackMode.QUEUE and pack.open is not None:
            turn.set_pack(replace(pack, open=turn.quarantine(pack.open, True, RESTART)))
    if remains.phase in (Phase.EXECUTE, Phase.HELD):
        turn.set_phase(Phase.STOPPED, reason=RESTART)
    if remains.phase is not Phase.IDLE:
        turn.raise_alarm(AlarmKind.CHECK_AFTER_RESTART, BELT)
    return turn.done()


def wake(
    line: LineState, alarms: Iterable[AlarmRaised], at_ms: int
) -> tuple[LineState, tuple[Record, ...], tuple[Effect, ...]]:
    """A line without an order after the station was off."""
    turn = Turn(line, at_ms)
    _alarms_anew(turn, alarms)
    return turn.done()


def _alarms_anew(turn: Turn, alarms: Iterable[AlarmRaised]) -> None:
    """Whatever still holds is raised by whoever finds it; of the clock only a person can tell, and
    whoever called for help waits still: the lamp stands in the PLC."""
    for old in alarms:
        turn.forget_alarm(old, RESTART)
        if old.kind == AlarmKind.HELP_CALLED:
            turn.raise_alarm(AlarmKind.HELP_CALLED, old.where, old.detail)
    if turn.state.clock_suspect:
        clock.suspect(turn, "it jumped before the restart")


def _fresh(level: Level) -> Pack:
    """Nobody knows which verdicts reached the PLC, nor which items passed the packer unrecorded:
    by queue they may be in the open container, or in the one that was begun after it; by sets in
    any that was not read yet."""
    by_queue = level.pack is PackMode.QUEUE
    doubtful = by_queue or level.pack is PackMode.PRESET
    return replace(new_pack(level), recheck=True, recheck_child=by_queue, doubtful=doubtful)


def _packs(remains: Remains) -> dict[int, Pack]:
    levels = remains.order.product.levels[1:]
    packs = {level.number: _fresh(level) for level in levels}
    for container in remains.containers:
        pack = packs[container.level]
        if container.state is ContainerState.OPEN:
            # One that was emptied again is left behind; its number is not used any more.
            if container.children:
                packs[container.level] = replace(pack, open=container)
        else:
            label = container.label
            if label is not None and label.code not in remains.live:
                label = None  # it is void, and no other one had been chosen yet
            waiting = (*pack.waiting, replace(container, label=label))
            packs[container.level] = replace(pack, waiting=waiting)
    return packs


def _doubt(turn: Turn) -> None:
    for level in range(len(turn.order.product.levels)):  # an inner code never waits on its way
        states = (CodeState.SENT, CodeState.PRINTED) if level == 0 else (CodeState.SENT,)
        codes = turn.living(level, *states)
        turn.move(Cause.DOUBT, level, codes, reason=RESTART)
        head = head_of(turn.state.heads, level)
        if head is not None and level > 0:  # what the PLC's ring holds of them is yet to be read
            turn.set_head(silent.doubted(head, codes))


def _restock(turn: Turn, awaited: frozenset[int]) -> None:
    """Codes that never left for a printer are sent as if nothing had happened."""
    labels = {
        container.label.code
        for pack in turn.state.packs.values()
        for container in pack.waiting
        if container.label is not None
    }
    for level in range(len(turn.order.product.levels)):
        head = head_of(turn.state.heads, level)
        assigned = labels | awaited
        codes = [c for c in turn.living(level, CodeState.ALLOCATED) if c not in assigned]
        if head is not None:
            stock = tuple(Issued(c, turn.live[c].data, turn.live[c].aim) for c in sorted(codes))
            turn.set_head(replace(head, stock=stock))
