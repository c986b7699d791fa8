"""What printers say, and keeping them supplied. A code is recorded as sent before it is sent."""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.effects import Lease, SendCodes
from station.core.facts import Issued
from station.core.printing import Head, HeadStatus, forget, take, without_reprints
from station.core.states import Cause, CodeState, Phase
from station.core.steps import device_tests, labels, silent
from station.core.tracking import lose_place
from station.core.turn import Turn

CODING = frozenset({Phase.EXECUTE, Phase.HELD})
LABELLING = frozenset({Phase.EXECUTE, Phase.HELD, Phase.COMPLETING})
HEAD_ALARMS = (AlarmKind.PRINTER_LOST, AlarmKind.POOL_EMPTY)


def top_up(turn: Turn) -> None:
    """Send what fits into each item head, lease what runs short, label what is closed."""
    for name in turn.state.heads:
        head = turn.state.heads[name]
        if not _needed(turn, head):
            turn.clear_alarms(name, *HEAD_ALARMS, how="it has nothing to do in this order")
            continue
        if head.level == 0 and turn.state.phase in CODING:
            _send(turn, head)
        if turn.state.phase in (CODING if head.level == 0 else LABELLING):
            _lease(turn, turn.state.heads[name])
    if turn.state.phase in LABELLING:
        labels.print_waiting(turn)


def _needed(turn: Turn, head: Head) -> bool:
    """Whether this order still has work for the head, or codes at it."""
    order, phase = turn.state.order, turn.state.phase
    if order is None or head.level > order.product.top:
        return False
    if order.product.levels[head.level].code.preprinted:
        return bool(head.sent)
    return bool(head.sent) or phase in (CODING if head.level == 0 else LABELLING)


def check_ready(turn: Turn) -> None:
    """The order starts: a head that is away holds it until it is there."""
    for head in turn.state.heads.values():
        if head.status is HeadStatus.OFFLINE and _needed(turn, head):
            turn.raise_alarm(AlarmKind.PRINTER_LOST, head.name, "it is not ready")


def _send(turn: Turn, head: Head) -> None:
    if turn.target_reached:
        return  # what is at the printer and on the belt may still come; no code is added to it
    if head.room and head.dry and not head.stock:
        turn.raise_alarm(AlarmKind.POOL_EMPTY, head.name)
    head, going = take(head, head.room)
    if not going:
        return
    codes = tuple(issued.code for issued in going)
    turn.set_head(head)
    turn.move(Cause.SEND, head.level, codes, device=head.name)
    turn.set_belt(replace(turn.state.belt, run=turn.state.belt.run + codes))
    turn.effects.append(SendCodes(head.name, going))


def _lease(turn: Turn, head: Head) -> None:
    if head.wants:
        turn.effects.append(Lease(head.name, head.level, head.wants))
        turn.set_head(replace(head, lease_asked=True))


def leased(turn: Turn, event: e.CodesLeased) -> None:
    head = turn.state.heads[event.head]
    turn.allocate(head.level, event.issued)
    head = replace(head, stock=head.stock + event.issued, lease_asked=False, dry=not event.issued)
    turn.set_head(head)
    top_up(turn)


def pool_granted(turn: Turn, level: int) -> None:
    """The pool of a level was filled up: ask it again."""
    for name, head in turn.state.heads.items():
        if head.level == level and head.dry:
            turn.set_head(replace(head, dry=False))
            turn.clear_alarms(name, AlarmKind.POOL_EMPTY, how="codes came in")
    top_up(turn)


def ready(turn: Turn, event: e.HeadReady) -> None:
    head = turn.state.heads[event.head]
    if head.level == 0 and head.status is HeadStatus.OFFLINE:
        turn.state = replace(turn.state, first_article=True)
    # What is out takes room in the printer; the credit is what is left beside it.
    depth = event.credit + len(head.sent) + head.trying or head.depth or 1
    turn.set_head(replace(head, status=HeadStatus.READY, depth=depth, uncounted=0))
    turn.clear_alarms(head.name, AlarmKind.PRINTER_LOST, how="ready again")
    top_up(turn)


def lost(turn: Turn, event: e.HeadLost) -> None:
    head = turn.state.heads[event.head]
    turn.set_head(replace(head, status=HeadStatus.OFFLINE))
    if _needed(turn, head):
        turn.raise_alarm(AlarmKind.PRINTER_LOST, head.name, f"{event.said}: {event.hint}")


def done(turn: Turn, event: e.PrintDone) -> None:
    head = turn.state.heads[event.head]
    if event.code == 0:
        turn.raise_alarm(AlarmKind.PRINT_UNEXPLAINED, head.name)
        return
    turn.set_head(forget(head, (event.code,)))
    # A camera may have been quicker than the printer's word; then there is nothing to add.
    state = turn.code_state(event.code)
    if state is CodeState.ALLOCATED and head.level == 0:
        spoil(turn, event.code, "printed, though it counted as not sent")
        turn.raise_alarm(AlarmKind.PRINT_UNEXPLAINED, head.name)
    elif state is CodeState.SENT or (state is CodeState.IN_DOUBT and head.level > 0):
        turn.move(Cause.PRINT, head.level, (event.code,), device=head.name)
    if head.level > 0:
        labels.printed(turn, head.level, event.code)
    top_up(turn)


def counted(turn: Turn, event: e.PrintsCounted) -> None:
    event = device_tests.counted(turn, event)
    if not turn.is_open:
        return
    level = turn.state.heads[event.head].level
    for code in silent.counted(turn, event):
        if level > 0:
            labels.printed(turn, level, code)
    top_up(turn)


def spoil(turn: Turn, code: int, reason: str) -> None:
    """An item carries this code, yet it lies ready to be sent: it must never be."""
    for head in turn.state.heads.values():
        stock = tuple(issued for issued in head.stock if issued.code != code)
        turn.set_head(replace(head, stock=stock))
    turn.move(Cause.VOID, 0, (code,), reason=reason)


def unsent(turn: Turn, event: e.CodesUnsent) -> None:
    """Not one byte left: the codes go back to where they were, to be sent first next time."""
    head, originals = without_reprints(turn.state.heads[event.head], event.codes)
    codes = _still_sent(turn, originals)
    turn.move(Cause.UNSEND, head.level, codes, reason=event.reason, device=head.name)
    back = tuple(Issued(code, turn.live[code].data, turn.live[code].aim) for code in codes)
    head = forget(head, originals)
    if head.level > 0:
        head = silent.never_left(head, len(event.codes) - len(codes))
    else:
        head = replace(head, stock=back + head.stock)
        run = tuple(code for code in turn.state.belt.run if code not in codes)
        turn.set_belt(replace(turn.state.belt, run=run))
    turn.set_head(head)
    top_up(turn)


def doubted(turn: Turn, event: e.CodesDoubted) -> None:
    """They may be printed or not: never sent again, still expected by the camera."""
    head = turn.state.heads[event.head]
    codes = _still_sent(turn, event.codes)
    turn.move(Cause.DOUBT, head.level, codes, reason=event.reason, device=head.name)
    if turn.state.phase in (CODING if head.level == 0 else LABELLING):
        head = silent.doubted(head, codes)
    turn.set_head(forget(head, event.codes))
    if head.level == 0 and codes:
        turn.set_belt(lose_place(turn.state.belt, codes))
    top_up(turn)


def cleared(turn: Turn, event: e.HeadCleared) -> None:
    """The printer dropped what it held. Whatever it says, a code that was sent is never sent
    again: it is void."""
    head = turn.state.heads[event.head]
    codes = _still_sent(turn, event.codes)
    turn.move(Cause.VOID, head.level, codes, reason="cleared from the printer", device=head.name)
    turn.set_head(forget(head, event.codes))
    if head.level == 0:
        run = tuple(code for code in turn.state.belt.run if code not in codes)
        turn.set_belt(replace(turn.state.belt, run=run))
    else:
        labels.dropped(turn, head.level, codes)
    top_up(turn)


def _still_sent(turn: Turn, codes: tuple[int, ...]) -> tuple[int, ...]:
    """Each once: a label that was asked for once more was out twice."""
    return tuple(c for c in dict.fromkeys(codes) if turn.code_state(c) is CodeState.SENT)
