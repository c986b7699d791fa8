"""The end of an order: closed, called off, or changed over to the next one.

An order closes only when line clearance finds nothing open. What was never printed goes back or is
void: codes from elsewhere go back to no order's pool, so that another order of the product may have
them, sets and pairs whole or not at all; minted ones and SSCCs are never handed out again, they
stay free of this order for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from station.core import order_events as o
from station.core import records as r
from station.core.clearance import blocking, open_points
from station.core.code_id import SERIAL_MAX
from station.core.facts import Known, Standing
from station.core.order import CANCELLED
from station.core.states import Cause, CodeState, Phase
from station.core.steps import clock, orders
from station.core.turn import Turn


def close(turn: Turn, event: o.CloseAsked) -> None:
    """Line clearance: the order closes only when every code is accounted for."""
    shown = _open(turn, event.standing)
    if shown or turn.state.phase is not Phase.COMPLETING:
        turn.refuse("close", shown or f"the order is {turn.state.phase.value}")
        return
    if why := turn.state.cancelled:
        _close(turn, o.Unprinted.VOID, event.unused, event.by, why)
    else:
        _close(turn, event.unprinted, event.unused, event.by)


def cancel(turn: Turn, event: o.CancelAsked) -> None:
    """The order runs empty, and is closed as cancelled, whoever closes it then. Its printed codes
    keep their history."""
    if not event.reason:
        turn.refuse("cancel", "an order is called off for a reason; give one")
        return
    why = f"{CANCELLED}{event.reason}"
    if turn.state.phase is not Phase.COMPLETING:
        orders.run_empty(turn, event.by, why)
    turn.state = replace(turn.state, cancelled=why)
    if shown := _open(turn, event.standing):
        turn.refuse("cancel", f"it runs empty; ask again when all is settled: {shown}")
        return
    _close(turn, o.Unprinted.VOID, event.unused, event.by, why)


def change_over(turn: Turn, event: o.ChangeOverAsked) -> None:
    """Both or neither: nothing is done to the old order unless the new one may be opened."""
    old = turn.state.order
    given = o.OrderGiven(event.order, event.at_ms, event.by, event.used)
    if old is None or turn.state.phase is Phase.COMPLETE:
        orders.given(turn, given)
        return
    if why := orders.why_not_given(given) or clock.why_no_dates(turn):
        turn.refuse("change over", why)
        return
    if turn.state.phase is not Phase.COMPLETING:
        orders.run_empty(turn, event.by, f"change over to {event.order.number}")
    if shown := _open(turn, event.standing):
        turn.refuse("change over", f"order {old.number} is finished; still open: {shown}")
        return
    _close(turn, event.unprinted, event.unused, event.by)
    orders.given(turn, given)


def _open(turn: Turn, standing: Standing) -> str:
    """What keeps the order open, in words."""
    state = replace(turn.state, live=turn.live)
    return blocking(open_points(state, standing))


def _close(
    turn: Turn, unprinted: o.Unprinted, unused: Sequence[o.Unused], by: str, why: str = ""
) -> None:
    void = unprinted is o.Unprinted.VOID
    given_back = _empty_heads(turn, void, by, why)
    for block in unused:
        assert block.order == turn.number, f"{block} is not of order {turn.number}"
        if void:
            _void(turn, block, by, why or "never printed")
        elif block.returnable:
            _release(turn, block, given_back, by)
    turn.records.append(r.BatchReady(turn.number, 0))
    turn.set_phase(Phase.COMPLETE, by, why)
    turn.state = replace(turn.state, cancelled="")


def _empty_heads(turn: Turn, void: bool, by: str, why: str) -> frozenset[int]:
    """What lies ready for the printers and was never sent; which codes are back in the pool."""
    back: set[int] = set()
    for name, head in turn.state.heads.items():
        codes = tuple(issued.code for issued in head.stock)
        if void:
            turn.move(Cause.VOID, head.level, codes, reason=why or "never printed", by=by)
        else:
            turn.move(Cause.RETURN, head.level, codes, reason="order closed", by=by)
            back.update(codes)
        turn.set_head(replace(turn.state.heads[name], stock=(), dry=False, lease_asked=False))
    return frozenset(back)


def _void(turn: Turn, block: o.Unused, by: str, why: str) -> None:
    known = [Known(code, block.order, block.level, CodeState.FREE) for code in block.back]
    turn.void_resting(known, why, by)
    if block.count:
        turn.void_end(block, why, by)


def _release(turn: Turn, block: o.Unused, given_back: frozenset[int], by: str) -> None:
    """The end of the block as far as nothing of it ever went to a printer, nor to a set that was
    begun."""
    first = max(o.end_of_block(block, given_back) & SERIAL_MAX, block.whole_from)
    count = block.first + block.count - first
    if count > 0:
        turn.release_end(replace(block, first=first, count=count), by)
