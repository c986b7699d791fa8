"""What people ask of an order: open, change, start, stop, finish; and what they settle."""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import TEXTS, AlarmKind
from station.core.effects import ClearHead
from station.core.order import why_not, why_not_started
from station.core.packing import new_pack
from station.core.states import NEXT_PHASE, Cause, CodeState, Phase
from station.core.steps import clock, device_tests, heads, help_calls, labels, packer, print_quality
from station.core.tracking import Belt
from station.core.turn import Turn


def why_not_given(event: e.OrderGiven) -> str:
    """Why this order can't be opened, whatever is on the line; "" = it can."""
    if event.used:
        return f"order {event.order.number} was used before; give another number"
    return why_not(event.order)


def given(turn: Turn, event: e.OrderGiven) -> None:
    state = turn.state
    if state.order is not None and state.phase is not Phase.COMPLETE:
        turn.refuse("open order", f"order {state.order.number} is still open; close it first")
        return
    why = why_not_given(event) or clock.why_no_dates(turn)
    if why:
        turn.refuse("open order", why)
        return
    packs = {level.number: new_pack(level) for level in event.order.product.levels[1:]}
    turn.state = replace(
        state, order=event.order, phase=Phase.IDLE, packs=packs, belt=Belt(), rejects_in_row=0
    )
    turn.start_counting()
    turn.records.append(r.OrderOpened(event.order))


def changed(turn: Turn, event: e.OrderChangeAsked) -> None:
    """Its target, or the approval that its campaign was waiting for."""
    order = turn.order
    new = replace(
        order, target=event.target or order.target, approval=event.approval or order.approval
    )
    if new == order:
        turn.refuse("change order", "nothing would change; name a target or an approval number")
    elif order.approval not in ("", new.approval):
        turn.refuse("change order", f"its codes are approved under {order.approval} already")
    elif why := why_not(new):
        turn.refuse("change order", why)
    else:
        turn.state = replace(turn.state, order=new)
        turn.records.append(r.OrderChanged(new.number, new.target, new.approval, event.by))
        heads.top_up(turn)


def granted(turn: Turn, event: e.PoolGranted) -> None:
    turn.records.append(
        r.Granted(turn.number, event.level, event.series, event.first, event.count, event.source)
    )
    turn.grant(event.level, event.count)
    heads.pool_granted(turn, event.level)


def imported(turn: Turn, event: e.CodesImported) -> None:
    for block in event.blocks:
        granted(turn, block)


def start(turn: Turn, event: e.StartAsked) -> None:
    if Phase.EXECUTE not in NEXT_PHASE[turn.state.phase]:
        turn.refuse("start", f"the order is {turn.state.phase.value}")
        return
    if why := why_not_started(turn.order) or device_tests.why_not_started(turn):
        turn.refuse("start", why)
        return
    if turn.target_reached:
        turn.refuse("start", f"the target of {turn.order.target} is reached; raise it to go on")
        return
    turn.state = replace(turn.state, cancelled="")  # it is taken up again
    turn.set_phase(Phase.EXECUTE, event.by)
    turn.state = replace(turn.state, first_article=True)
    heads.check_ready(turn)
    heads.top_up(turn)


def stop(turn: Turn, event: e.StopAsked) -> None:
    """Never refused while anything runs, and never needs more than the press of a key. A pause is
    a stop that says why; starting again goes on with it."""
    if Phase.STOPPED in NEXT_PHASE[turn.state.phase]:
        turn.set_phase(Phase.STOPPED, event.by, event.reason)


def finish(turn: Turn, event: e.FinishAsked) -> None:
    if Phase.COMPLETING not in NEXT_PHASE[turn.state.phase]:
        turn.refuse("finish", f"the order is {turn.state.phase.value}")
        return
    run_empty(turn, event.by)


def run_empty(turn: Turn, by: str = "", reason: str = "") -> None:
    """Nothing more is coded; what is on its way may come to its end."""
    turn.set_phase(Phase.COMPLETING, by, reason)
    for head in turn.state.heads.values():
        if head.level == 0 and head.sent:
            turn.effects.append(ClearHead(head.name))
    heads.top_up(turn)


def alarm_cleared(turn: Turn, event: e.AlarmClearAsked) -> None:
    alarm = next((a for a in turn.state.alarms if a.number == event.alarm), None)
    if alarm is None:
        turn.refuse("clear alarm", f"alarm {event.alarm} does not stand any more")
    elif TEXTS[alarm.kind].own:
        turn.refuse("clear alarm", f"it clears itself: {TEXTS[alarm.kind].do}")
    else:
        turn.clear_alarm(alarm, event.by, event.how)
        print_quality.acknowledged(turn, alarm)
        turn.state = replace(turn.state, rejects_in_row=0)
        if alarm.kind is AlarmKind.REJECT_FAILED:
            packer.reject_settled(turn)
        if alarm.kind is AlarmKind.HELP_CALLED:
            help_calls.ended(turn)


def doubt_settled(turn: Turn, event: e.DoubtSettled) -> None:
    """Codes in doubt that nobody found are void for good."""
    wrong = [c for c in event.codes if turn.code_state(c) is not CodeState.IN_DOUBT]
    if wrong:
        turn.refuse("void", f"{len(wrong)} of these codes are not in doubt")
        return
    by_level = {code: turn.live[code].level for code in event.codes}
    for level in sorted(set(by_level.values())):
        codes = tuple(code for code in event.codes if by_level[code] == level)
        turn.move(Cause.VOID, level, codes, reason=event.reason, by=event.by)
        labels.dropped(turn, level, codes)
    heads.top_up(turn)
