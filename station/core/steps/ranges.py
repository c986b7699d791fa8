"""A range of codes that must never be used, all or nothing, on the word of two people.

A spoilt roll of labels, a stolen file, numbers that a platform took back. Codes that never left the
pool are void by the block's end alone; the others go through the table of states. What is in a
container, or labels one, must be taken out of it first; what is at a printer would come out of it
all the same, so the printer is cleared first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from station.core import order_events as o
from station.core import records as r
from station.core.facts import Known
from station.core.states import Cause, CodeState
from station.core.steps import heads, labels, packer
from station.core.tracking import put
from station.core.turn import Turn
from station.core.verify import Verdict

NAMED_MAX = 5  # containers in one sentence
CODES_MAX = 100_000  # of one range that need a row each: one commit writes them all


def range_voided(turn: Turn, event: o.RangeVoidAsked) -> None:
    todo = [one for one in event.codes if one.state is not CodeState.VOID]
    if why := _why_not(event, todo):
        turn.refuse("void", why)
        return
    living = [one.code for one in todo if one.code in turn.live]
    turn.void_resting(
        [one for one in todo if one.code not in turn.live], event.reason, event.by, event.second
    )
    for level in sorted({turn.live[code].level for code in living}):
        _void_living(turn, event, level, [c for c in living if turn.live[c].level == level])
    for end in event.unused:
        turn.void_end(end, event.reason, event.by, event.second)
    for order, report in event.reports:
        turn.records.append(r.BatchReady(order, 0, report))
    if turn.state.order is not None:
        heads.top_up(turn)


def _why_not(event: o.RangeVoidAsked, todo: Sequence[Known]) -> str:
    """Why not a single one of them may be voided; "" = all may."""
    if not event.reason:
        return "codes are voided for a reason; give one"
    if not event.by or not event.second or event.by == event.second:
        return "it takes two people to void a range; name the second one too"
    if len(event.codes) > CODES_MAX:
        return f"more than {CODES_MAX} of them were in use; name fewer at a time"
    if event.granted < event.count:
        return f"only {event.granted} of these {event.count} codes were ever granted; name fewer"
    if not todo and not event.unused:
        return "all of them are void already"
    held = sorted({one.container for one in todo if one.container})
    if held:
        shown = ", ".join(map(str, held[:NAMED_MAX])) + (" …" if len(held) > NAMED_MAX else "")
        return f"some are in or on containers {shown}; take them out, or empty these, first"
    packed = sum(one.state is CodeState.BOUND for one in todo)
    if packed:
        return f"{packed} are the inner codes of packed items; take these out first"
    sent = sum(one.state is CodeState.SENT for one in todo)
    if sent:
        return f"{sent} are at a printer; wait for it, or clear its buffer, first"
    return ""


def _void_living(turn: Turn, event: o.RangeVoidAsked, level: int, codes: Sequence[int]) -> None:
    """Nothing on the line waits for these any more. A printed one keeps its place in the queue of
    the belt: an item carries it, and is rejected when the camera sees it."""
    for name, head in turn.state.heads.items():
        stock = tuple(issued for issued in head.stock if issued.code not in codes)
        turn.set_head(replace(turn.state.heads[name], stock=stock))
    turn.move(Cause.VOID, level, codes, reason=event.reason, by=event.by, second=event.second)
    labels.dropped(turn, level, tuple(codes))
    for code in codes if level == 0 else ():
        packer.taken_out(turn, code)
        for item in tuple(turn.state.belt.items.values()):
            if item.code == code:
                turn.set_belt(put(turn.state.belt, replace(item, verdict=Verdict.VOID, code=0)))
