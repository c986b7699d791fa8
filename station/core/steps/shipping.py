"""Where a pallet or case goes: to one dealer and region, with all that is in it.

Only what is finished and stands alone is shipped: a case in a pallet goes with the pallet. Goods of
one dealer (专供) go nowhere else, so that a scan elsewhere shows diversion. The containers need not
be of the order on the line, nor that order be open; all that is needed comes with the scan.
"""

from __future__ import annotations

from station.core import records as r
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.facts import BoxFact
from station.core.states import ContainerState
from station.core.turn import Turn
from station.core.verify import printable

GATE = "shipping"


def shipped(turn: Turn, event: w.ShipAsked) -> None:
    """A scanner at the gate asks in nobody's name: what it is refused, people must see."""
    box = event.box.box
    if box is None:
        why = f"{printable(event.box.data)}: no container of this station carries it"
    else:
        why = _why_not(box, *_whither(event, box))
    if not event.by:
        turn.clear_alarms(GATE, AlarmKind.NOT_SHIPPED, how="the next one was scanned")
    if why or box is None:
        turn.refuse("ship", why)
        if not event.by:
            turn.raise_alarm(AlarmKind.NOT_SHIPPED, GATE, why)
        return
    turn.records.append(r.Shipped(box.order, box.number, *_whither(event, box), event.by))


def unshipped(turn: Turn, event: w.UnshipAsked) -> None:
    box = event.box.box
    if box is None:
        shown = printable(event.box.data)
        turn.refuse("ship undo", f"{shown}: no container of this station carries it")
    elif not box.shipped_to:
        turn.refuse("ship undo", f"container {box.number} was not shipped")
    elif not event.reason:
        turn.refuse("ship undo", "it is taken back for a reason; give one")
    else:
        turn.records.append(r.Unshipped(box.order, box.number, event.reason, event.by))


def _whither(event: w.ShipAsked, box: BoxFact) -> tuple[str, str]:
    """Goods of one dealer know where they belong: nobody need say it."""
    if not event.dealer and box.dealer:
        return box.dealer, event.region or box.region
    return event.dealer, event.region or (box.region if event.dealer == box.dealer else "")


def _why_not(box: BoxFact, dealer: str, region: str) -> str:
    """Why the container may not go there; "" = it may."""
    name = f"container {box.number}"
    if box.state is not ContainerState.CONFIRMED:
        return f"{name} is {box.state.value}; close it and have its label read first"
    if box.quarantined:
        return f"{name} is in quarantine; have it released first"
    if box.desk:
        return f"{name} stands at the rework desk; scan its new label first"
    if box.parent:
        return f"{name} is in container {box.parent}; ship that one, or take this one out first"
    if box.shipped_to:
        return f"{name} was shipped to {box.shipped_to} already; undo that first"
    if not dealer:
        return "nobody said where it goes; name a dealer"
    if box.dealer and dealer != box.dealer:
        return f"{name} is only for {box.dealer}, not for {dealer}"
    if box.region and region != box.region:
        return f"{name} is only for the region {box.region}, not for {region or 'any other'}"
    return ""
