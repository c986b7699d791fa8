"""The preconditions of rework, each with a name and one sentence that says the way out.

A check yields what forbids the command, the gravest first; the first one answers it. Nothing here
changes anything. What is asked about is what the store said a moment ago (`Scanned`), and of the
order on the line also what the line itself holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, pairwise
from typing import NamedTuple

from station.core.facts import BoxFact, ItemFact, Scanned
from station.core.packaging import PackMode
from station.core.packing import find_waiting
from station.core.rework_events import DropReason, Fate
from station.core.states import CodeState, ContainerState
from station.core.turn import Turn


class Rule(StrEnum):
    REASON = "reason"  # each rework says why
    UNKNOWN = "unknown"  # no code of this station, or in no container
    LABEL = "label"  # the container's own label must be scanned
    SHIPPED = "shipped"  # what has left the plant isn't changed
    AT_DESK = "at_desk"  # its label waits for a scan
    NOT_AT_DESK = "not_at_desk"
    ON_LINE = "on_line"  # the line still works on it
    GONE = "gone"  # it was emptied: it is no container any more
    ORDER = "order"  # of another order, so of another product or batch
    LEVEL = "level"  # a bottle goes into a case, a case onto a pallet
    STATE = "state"  # only what is verified and loose may go in
    ELSEWHERE = "elsewhere"  # in one container at a time
    INSIDE = "inside"  # it isn't in this container
    TWICE = "twice"  # scanned twice
    CAPACITY = "capacity"
    FATE = "fate"  # a case leaves a pallet whole
    CLOSED = "closed"  # a closed order has no loose good item
    TWIN = "twin"  # two items carry this code
    PRINTER = "printer"
    NO_CODE = "no_code"
    QUARANTINE = "quarantine"


class No(NamedTuple):
    rule: Rule
    why: str


Faults = Iterator[No]

BY_HAND = frozenset({PackMode.HAND, PackMode.SCANNED})  # a person may change what stands open
REASONS = ", ".join(DropReason)
REMEDY = {
    CodeState.FREE: "it was never printed; check what was scanned",
    CodeState.ALLOCATED: "it was never printed; check what was scanned",
    CodeState.SENT: "it is still on its way; let the camera read it",
    CodeState.PRINTED: "it is still on its way; let the camera read it",
    CodeState.VERIFIED: "it is good already",
    CodeState.IN_DOUBT: "it is in doubt; read it again and accept it first",
    CodeState.REJECTED: "it was rejected; read it again and accept it first",
    CodeState.SAMPLED: "it was taken as a sample; undo that first",
    CodeState.VOID: "it is void, and a void code is never used again; destroy the item",
}


def first(*checks: Iterable[No]) -> No | None:
    """The first thing that forbids it, None if nothing does."""
    return next(chain.from_iterable(checks), None)


def refused(turn: Turn, command: str, no: No | None) -> bool:
    """Whether it was; then the person is told why."""
    if no is not None:
        turn.refuse(command, no.why, no.rule)
    return no is not None


# ---------------------------------------------------------------- why, and what becomes of it


def reasoned(reason: str, fate: Fate = Fate.LOOSE) -> Faults:
    """Every rework has a reason; what leaves the game has one of the words that systems share."""
    if not reason.strip():
        yield No(Rule.REASON, "say why: no rework without a reason")
    if fate is not Fate.LOOSE and reason.partition(":")[0].strip() not in tuple(DropReason):
        yield No(Rule.REASON, f'the reason must begin with one of: {REASONS}; then ": " and words')


def fate_fits(turn: Turn, box: BoxFact | None, fate: Fate) -> Faults:
    if box is None:
        return
    if box.level > 1 and fate is not Fate.LOOSE:
        yield No(Rule.FATE, "a container leaves whole; take it out as loose, then empty it")
    if fate is Fate.LOOSE and not turn.on_line(box.order):
        yield No(Rule.CLOSED, f"{_closed(box.order)}; choose reject, sample or destroy")


def still_open(turn: Turn, order: str) -> Faults:
    """For what would leave a good item loose."""
    if not turn.on_line(order):
        yield No(Rule.CLOSED, f"{_closed(order)}; take it as a sample, or destroy it")


def _closed(order: str) -> str:
    return f"order {order} is not open on the line, so no good item of it may stand loose"


# ---------------------------------------------------------------- containers


def found(scan: Scanned) -> Faults:
    if scan.item is None:
        yield No(Rule.UNKNOWN, "what was scanned is no code of this station; scan it again")
    elif scan.box is None:
        yield No(Rule.UNKNOWN, "it is in no container; scan a label, or an item in a container")


def reworkable(turn: Turn, boxes: Sequence[BoxFact]) -> Faults:
    """The container and those around it, innermost first, as they must be for any rework."""
    if not boxes:
        yield No(Rule.UNKNOWN, "it is in no container; scan a label, or an item in a container")
        return
    for box in boxes:
        if box.shipped_to:
            where = f"container {box.number} was shipped to {box.shipped_to}"
            yield No(Rule.SHIPPED, f"{where}; take the shipping back first")
        if box.desk is not None:
            where = f"container {box.number} stands at the desk"
            yield No(Rule.AT_DESK, f"{where}; scan its new label first")
    yield from changeable(turn, boxes[0])


def changeable(turn: Turn, box: BoxFact) -> Faults:
    """It left the line with its label confirmed, or stands open where people pack by hand."""
    if open_by_hand(turn, box):
        return
    if _waits_on_line(turn, box):
        where = f"the line still works on container {box.number}"
        yield No(Rule.ON_LINE, f"{where}; wait until its label is confirmed, then rework it")
    elif box.state is not ContainerState.CONFIRMED:
        where = f"container {box.number} was emptied and is none any more"
        yield No(Rule.GONE, f"{where}; pack what is left into another one")


def open_by_hand(turn: Turn, box: BoxFact) -> bool:
    pack = turn.state.packs.get(box.level)
    here = pack is not None and pack.open is not None and pack.open.number == box.number
    return here and pack is not None and pack.mode in BY_HAND


def on_the_line(turn: Turn, box: BoxFact) -> bool:
    return open_by_hand(turn, box) or _waits_on_line(turn, box)


def _waits_on_line(turn: Turn, box: BoxFact) -> bool:
    if find_waiting(turn.state.packs, box.number) is not None:
        return True
    pack = turn.state.packs.get(box.level)
    return pack is not None and pack.open is not None and pack.open.number == box.number


def may_lose(turn: Turn, holders: Sequence[BoxFact], count: int) -> Faults:
    """A container that loses all it holds is none any more, and leaves what it was in: so the ones
    around it must be free to change as well."""
    for inner, outer in pairwise(holders):
        if count < len(inner.children):
            return
        yield from changeable(turn, outer)
        count = 1


def own_label(turn: Turn, label: Scanned, box: BoxFact | None) -> Faults:
    """The scan that confirms which container is meant. One that stands open has no label yet:
    then anything in it will do."""
    named = [one.number for one in (label.box, *label.around) if one is not None]
    if box is None or not named:
        yield No(Rule.LABEL, "no container was named; scan the label of the container itself")
    elif box.number not in named:
        mine, other = box.number, named[0]
        yield No(Rule.LABEL, f"it is in container {mine}, the label is that of {other}; check both")
    elif not (named[0] == box.number and label.is_label) and not open_by_hand(turn, box):
        yield No(Rule.LABEL, f"that was not its label; scan the label on container {box.number}")


# ---------------------------------------------------------------- items


def inside(scans: Sequence[Scanned], box: BoxFact | None) -> Faults:
    """Everything that was scanned is in this container, and was scanned once."""
    if not scans:
        yield No(Rule.INSIDE, "nothing was scanned; scan what shall leave the container")
    for scan in scans:
        if scan.item is None:
            yield No(Rule.UNKNOWN, "what was scanned is no code of this station; scan it again")
            return
        holders = scan.holders
        if box is None or not holders or holders[0].number != box.number:
            where = f"in container {holders[0].number}" if holders else "in no container"
            wanted = f"not in {box.number}" if box else "in none that was named"
            yield No(Rule.INSIDE, f"what was scanned is {where}, {wanted}; check both")
            return
    yield from once(scans)


def once(scans: Sequence[Scanned]) -> Faults:
    codes = [scan.item.issued.code for scan in scans if scan.item]
    if len(set(codes)) != len(codes):
        yield No(Rule.TWICE, "the same item was scanned twice; scan each one once")


def fits(box: BoxFact | None, scan: Scanned) -> Faults:
    """Of the same order, so of its product and batch, and of the level below."""
    item = scan.item
    if item is None:
        yield No(Rule.UNKNOWN, "what was scanned is no code of this station; scan it again")
        return
    if box is None:
        return
    if item.order != box.order:
        orders = f"it is of order {item.order}, container {box.number} of order {box.order}"
        yield No(Rule.ORDER, f"{orders}; take one of the same order")
    if item.level != box.level - 1:
        levels = f"it is of level {item.level}, container {box.number} takes level {box.level - 1}"
        yield No(Rule.LEVEL, f"{levels}; take one of that level")


def whole(turn: Turn, scan: Scanned) -> Faults:
    """A container that goes into another one must itself be done."""
    if scan.is_box and scan.box is not None:
        yield from reworkable(turn, (scan.box,))


def loose(item: ItemFact | None) -> Faults:
    if item is None:
        return
    if item.state is CodeState.BOUND:
        where = f"it is in container {item.container}"
        yield No(Rule.ELSEWHERE, f"{where}; move it, or take it out there first")
    elif item.state is not CodeState.VERIFIED:
        yield No(Rule.STATE, REMEDY[item.state])


def room(box: BoxFact | None, count: int) -> Faults:
    if box is not None and len(box.children) + count > box.capacity:
        held = f"container {box.number} holds {len(box.children)} of {box.capacity}"
        yield No(Rule.CAPACITY, f"{held}; take something out first, or use another one")


def an_item(scan: Scanned) -> Faults:
    """One item by its own code, not a container by its label."""
    if scan.item is None:
        yield No(Rule.UNKNOWN, "what was scanned is no code of this station; scan it again")
    elif scan.item.level != 0:
        yield No(Rule.LEVEL, "that is a container's label; scan the item, or empty the container")
