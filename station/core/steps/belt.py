"""From the coder to the packer: sightings, verdicts, rejects, and what vanished on the way."""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.effects import GiveVerdict
from station.core.packing import in_packer
from station.core.states import Cause, CodeState
from station.core.steps import content, heads, packer, print_quality, sight, silent, spoiled
from station.core.tracking import (
    BELT_ITEMS_MAX,
    Item,
    Settlement,
    behind,
    judged,
    overdue,
    put,
    settle,
    settle_rest,
    take_off,
    unjudged_before,
)
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict, judge, judge_pair

BELT = "belt"
NOT_SEEN_YET = (CodeState.SENT, CodeState.PRINTED, CodeState.IN_DOUBT)
# What a first article may show: its own code, or nothing (it may have passed the coder before).
# Of a cap nothing is said: the coder doesn't print it.
UNSUSPICIOUS = frozenset(
    {
        *(Verdict.GOOD, Verdict.NO_READ, Verdict.MISSING, Verdict.TOO_LATE),
        *(Verdict.PAIR_INCOMPLETE, Verdict.PAIR_BROKEN),
    }
)


def at_coder(turn: Turn, event: e.AtCoder) -> None:
    belt = turn.state.belt
    assert len(belt.items) < BELT_ITEMS_MAX, "more items on the belt than a belt can hold"
    if event.trigger not in belt.items and not belt.knows(event.trigger):
        turn.set_belt(put(belt, Item(event.trigger)))
        silent.passed_coder(turn)


def at_camera(turn: Turn, event: e.AtCamera) -> None:
    """The item stands before the camera; whatever should have come before it never will."""
    for item in unjudged_before(turn.state.belt, event.trigger):
        _judged(turn, BELT, item, Judgement(Verdict.MISSING))
        turn.set_belt(take_off(turn.state.belt, item.trigger))
    belt = turn.state.belt
    if not belt.knows(event.trigger):
        item = belt.item(event.trigger)
        turn.set_belt(put(belt, replace(item, at_camera_ms=event.at_ms)))
    _settle(turn)


def sighted(turn: Turn, event: e.Sighting) -> None:
    """The camera's word on one item. The first one counts; a later one is for the scan log."""
    belt = turn.state.belt
    item = belt.item(event.trigger)
    if belt.knows(event.trigger) or item.verdict is not None:
        return
    sight.receive(turn, sight.sight_of(turn, event.symbols, 0), event.device)
    look = judge_pair if sight.carries_pair(turn, 0) else judge
    result = look(event.symbols, 0, turn.number, turn.by_data, turn.live)
    item = replace(item, at_camera_ms=max(item.at_camera_ms, 0))
    _judged(turn, event.device, item, result, event.picture)
    turn.effects.append(GiveVerdict(event.trigger, result.verdict is Verdict.GOOD))
    if result.verdict is Verdict.GOOD:
        _verify(turn, event, result)
    else:
        _not_good(turn, event, result)
    _settle(turn)


def _judged(turn: Turn, device: str, item: Item, result: Judgement, picture: str = "") -> None:
    """Exactly one verdict for each trigger, on record."""
    good = result.verdict is Verdict.GOOD
    turn.records.append(
        r.Judged(
            turn.number,
            device,
            item.trigger,
            result.verdict,
            result.code,
            result.seen,
            "" if good else picture,
        )
    )
    code = result.code if good else 0
    item = replace(
        item, verdict=result.verdict, code=code, sighted=good or _goes_with(turn, result)
    )
    turn.set_belt(judged(turn.state.belt, item))


def _goes_with(turn: Turn, result: Judgement) -> bool:
    """Whether the code that was read is this item's own, though the item isn't good."""
    live = turn.live.get(result.code)
    return live is not None and live.level == 0 and live.state in NOT_SEEN_YET


def _verify(turn: Turn, event: e.Sighting, result: Judgement) -> None:
    code = result.code
    print_quality.seen(turn, 0, event.symbols, code)
    spoiled.read_well(turn, event.device)
    sight.verify(turn, 0, result, event.device, event.trigger)
    if any(code in head.sent for head in turn.state.heads.values()):
        silent.came_out(turn, 0, code)
        heads.top_up(turn)
    turn.state = replace(turn.state, rejects_in_row=0, first_article=False)


def _not_good(turn: Turn, event: e.Sighting, result: Judgement) -> None:
    run = (turn.live[code] for code in turn.state.belt.run if code in turn.live)
    spoiled.look(turn, event.device, event.symbols, run)
    if result.verdict in (Verdict.DUPLICATE, Verdict.ALREADY_PACKED):
        _raise_duplicate(turn, event, result)
    elif turn.code_state(result.code) is CodeState.ALLOCATED:
        heads.spoil(turn, result.code, "seen on an item before it was sent")
    elif _goes_with(turn, result):
        # It is our code all the same, and it goes into the reject bin with this item.
        _reject_code(turn, result.code, result.verdict, event)
    if result.verdict is Verdict.PAIR_BROKEN and (other := _other_item(event, result)):
        _raise_duplicate(turn, event, replace(result, code=other))
    _reject_received(turn, event, result.verdict)
    if turn.state.first_article and result.verdict not in UNSUSPICIOUS:
        # A wrong message, or a field that stands still, shows at its first bottle.
        detail = f"item {event.trigger}: {result.verdict.value}, {result.seen}"
        turn.raise_alarm(AlarmKind.FIRST_ARTICLE, BELT, detail)
    _count_reject(turn)


def _other_item(event: e.Sighting, result: Judgement) -> int:
    """The item that has been paired with the inner code that was read on this one."""
    mates = (symbol.known.mate for symbol in event.symbols if symbol.known)
    return next((mate for mate in mates if mate not in (0, result.code)), 0)


def _reject_received(turn: Turn, event: e.Sighting, reason: str) -> None:
    """Codes from elsewhere that came in sight on this item go into the reject bin with it."""
    for code in {turn.by_data.get(symbol.data, 0): None for symbol in event.symbols}:
        live = turn.live.get(code)
        if live is None or live.state is not CodeState.PRINTED:
            continue
        if turn.order.product.rule_of(live.level).preprinted:
            turn.move(Cause.REJECT, live.level, (code,), reason=reason, trigger=event.trigger)


def _raise_duplicate(turn: Turn, event: e.Sighting, result: Judgement) -> None:
    """Two items carry the code: neither may pass, and what holds the first one is quarantined."""
    reason = "its code was seen on another item"
    holders = (s.known.container for s in event.symbols if s.known)
    holder = next((one for one in holders if one), 0)
    if holder and not content.quarantine_holder(turn, holder, reason):
        turn.records.append(r.QuarantineChanged(turn.number, holder, True, reason))
    if turn.code_state(result.code) is CodeState.VERIFIED:
        _stop_first(turn, result.code, event.trigger)
    where = f"container {holder}" if holder else BELT
    turn.raise_alarm(AlarmKind.DUPLICATE, where, f"item {event.trigger}: {result.seen}")


def _stop_first(turn: Turn, code: int, trigger: int) -> None:
    """The item that showed this code first is somewhere behind the camera, not packed yet."""
    turn.move(Cause.REJECT, 0, (code,), reason=Verdict.DUPLICATE, trigger=trigger)
    packer.taken_out(turn, code)
    for item in tuple(turn.state.belt.items.values()):
        if item.code == code:
            stopped = replace(item, verdict=Verdict.DUPLICATE, code=0)
            turn.set_belt(put(turn.state.belt, stopped))


def _reject_code(turn: Turn, code: int, reason: str, event: e.Sighting) -> None:
    if turn.code_state(code) is CodeState.SENT:
        turn.move(Cause.PRINT, 0, (code,), reason="seen", device=event.device)
    turn.move(Cause.REJECT, 0, (code,), reason=reason, trigger=event.trigger)
    silent.came_out_badly(turn, code)
    belt = turn.state.belt
    turn.set_belt(replace(belt, run=tuple(c for c in belt.run if c != code)))


def _count_reject(turn: Turn) -> None:
    in_row = turn.state.rejects_in_row + 1
    turn.state = replace(turn.state, rejects_in_row=in_row)
    if in_row >= turn.order.rejects_in_row_max:
        turn.raise_alarm(AlarmKind.REJECTS_IN_ROW, BELT, f"{in_row} in a row")


def _settle(turn: Turn) -> None:
    """Give every code that was passed over its fate."""
    trigger = max((item.trigger for item in turn.state.belt.unsettled), default=0)
    belt, outcomes = settle(turn.state.belt)
    turn.set_belt(belt)
    for outcome in outcomes:
        _apply(turn, outcome, trigger)


def _apply(turn: Turn, outcome: Settlement, trigger: int) -> None:
    known = (CodeState.SENT, CodeState.PRINTED)
    kicked = tuple(c for c in outcome.rejected if turn.code_state(c) in known)
    unheard = tuple(c for c in kicked if turn.code_state(c) is CodeState.SENT)
    turn.move(Cause.PRINT, 0, unheard, reason="a later code was seen")
    turn.move(Cause.REJECT, 0, kicked, reason=Verdict.NO_READ)
    doubted = tuple(c for c in outcome.doubted if turn.code_state(c) in known)
    turn.move(Cause.DOUBT, 0, doubted, reason="never came to the camera")
    if outcome.shift:
        turn.records.append(r.Resynced(turn.number, trigger, outcome.shift))
    if outcome.shift > 0:
        turn.raise_alarm(AlarmKind.QUEUE_SHIFTED, BELT, f"by {outcome.shift}")
    elif turn.state.alarms:
        turn.clear_alarms(BELT, AlarmKind.QUEUE_SHIFTED, how="back in step")


def rejected(turn: Turn, event: e.ItemRejected) -> None:
    """The sensor saw the item kicked off."""
    belt = turn.state.belt
    if belt.knows(event.trigger):
        return
    item = belt.item(event.trigger)
    if item.verdict is None and item.trigger in belt.items:
        # No verdict reached the PLC in time, and its fail-safe kicked the item. One that this
        # belt has never known is of before a restart, and may have had its verdict then.
        _judged(turn, BELT, item, Judgement(Verdict.TOO_LATE))
        _count_reject(turn)
    elif item.code and turn.code_state(item.code) is CodeState.VERIFIED:
        turn.move(Cause.REJECT, 0, (item.code,), reason=Verdict.TOO_LATE, trigger=event.trigger)
    turn.set_belt(take_off(turn.state.belt, event.trigger))
    _settle(turn)


def reject_failed(turn: Turn, event: e.RejectFailed) -> None:
    """The PLC wanted the item out, and somebody takes it out by hand now. It may have had a good
    verdict that never reached the PLC: its code goes with it, and into no container."""
    item = turn.state.belt.item(event.trigger)
    if item.code and turn.code_state(item.code) is CodeState.VERIFIED:
        turn.move(Cause.REJECT, 0, (item.code,), reason=Verdict.TOO_LATE, trigger=event.trigger)
        stopped = replace(item, verdict=Verdict.TOO_LATE, code=0)
        turn.set_belt(put(turn.state.belt, stopped))
    turn.raise_alarm(AlarmKind.REJECT_FAILED, f"item {event.trigger}")


def at_packer(turn: Turn, event: e.AtPacker) -> None:
    """The item passed into the packer; what should have come before it has left the belt."""
    belt = turn.state.belt
    if belt.knows(event.trigger):
        return
    _vanished(turn, event.trigger)
    item = turn.state.belt.item(event.trigger)
    if item.verdict is None and event.trigger in turn.state.belt.items:
        _judged(turn, BELT, item, Judgement(Verdict.TOO_LATE))
    turn.set_belt(take_off(turn.state.belt, event.trigger))
    if item.verdict is Verdict.GOOD:
        if turn.code_state(item.code) is CodeState.VERIFIED:
            packer.item_arrived(turn, item.code)
    else:
        turn.raise_alarm(AlarmKind.REJECT_FAILED, f"item {event.trigger}")
    _settle(turn)


def _vanished(turn: Turn, trigger: int) -> None:
    """Items before this one came neither to the packer nor to the reject sensor: they were
    taken off, and nobody can say where their codes are."""
    for item in behind(turn.state.belt, trigger):
        if item.verdict is Verdict.GOOD and turn.code_state(item.code) is CodeState.VERIFIED:
            reason = "left the belt behind the camera"
            turn.move(Cause.DOUBT, 0, (item.code,), reason=reason, trigger=item.trigger)
        turn.set_belt(take_off(turn.state.belt, item.trigger))


def tick(turn: Turn, event: e.Tick) -> None:
    """Items whose result is overdue are rejected; the belt doesn't wait."""
    late = overdue(turn.state.belt, event.at_ms, turn.state.limits.camera_window_ms)
    for item in late:
        _judged(turn, BELT, item, Judgement(Verdict.TOO_LATE))
        turn.effects.append(GiveVerdict(item.trigger, False))
        _count_reject(turn)
    if late:
        _settle(turn)


def belt_cleared(turn: Turn, event: e.BeltCleared) -> None:
    """A person says that the belt is empty: settle whatever was still on it."""
    for item in tuple(turn.state.belt.items.values()):
        if item.verdict is None:
            _judged(turn, BELT, item, Judgement(Verdict.MISSING))
        turn.set_belt(take_off(turn.state.belt, item.trigger))
    _settle(turn)
    at_printer = frozenset(code for head in turn.state.heads.values() for code in head.sent)
    belt, outcome = settle_rest(turn.state.belt, at_printer)
    turn.set_belt(belt)
    _apply(turn, replace(outcome, shift=0), 0)
    kept = {code for pack in turn.state.packs.values() for code in in_packer(pack)}
    kept |= turn.state.table  # not on the belt, and not lost: somebody put them there
    loose = tuple(c for c in turn.living(0, CodeState.VERIFIED) if c not in kept)
    packer.believe_sets(turn)
    turn.move(Cause.DOUBT, 0, loose, reason="not on the belt any more", by=event.by)
    turn.clear_alarms(BELT, AlarmKind.QUEUE_SHIFTED, by=event.by, how="belt cleared")


def events_lost(turn: Turn, event: e.LineEventsLost) -> None:
    """What happened between two polls is unknown; the queue can't be believed."""
    turn.raise_alarm(AlarmKind.EVENTS_LOST, BELT, f"{event.count} events")
    packer.doubt_open(turn, "events of the PLC were lost")
