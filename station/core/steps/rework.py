"""Rework of what is in containers: replace, remove, add, move, empty.

Each is one turn: the checks (`rules.py`), then on the bench all of it or nothing. A case is found
by its label or by any bottle in it; where content changes, its own label is scanned in the same
command, which is the confirmation that a closed container needs. What comes from elsewhere leaves
its old container first, so that the platform hears of the leaving before the arriving.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from station.core import rework_events as w
from station.core.facts import BoxFact, Scanned
from station.core.states import CodeState
from station.core.steps import rules
from station.core.steps.bench import Bench
from station.core.steps.rules import Faults, No, Rule
from station.core.turn import Turn


class Action(StrEnum):
    """What a command is called; a `Reworked` record too, but where a record of its own says who
    and why: reprints and quarantine."""

    REPLACE = "replace"
    REMOVE = "remove"
    ADD = "add"
    MOVE = "move"
    EMPTY = "empty"
    RELABEL = "relabel"
    REPRINT = "reprint"
    CONFIRM_LABEL = "confirm_label"
    SAMPLE = "sample"
    UNSAMPLE = "unsample"
    DESTROY = "destroy"
    ACCEPT = "accept"
    QUARANTINE = "quarantine"
    RELEASE = "release"


def replace(turn: Turn, event: w.ReplaceAsked) -> None:
    """碎瓶重装: the good item takes the place of the broken one."""
    holders, put = event.out.holders, event.put
    box = holders[0] if holders else None
    no = rules.first(
        rules.reasoned(event.reason, event.fate),
        rules.found(event.out),
        rules.reworkable(turn, holders),
        rules.own_label(turn, event.label, box),
        rules.fate_fits(turn, box, event.fate),
        rules.fits(box, put),
        rules.once((event.out, put)),
        rules.whole(turn, put),
        _may_come(turn, box, put),
    )
    if rules.refused(turn, Action.REPLACE, no):
        return
    assert box is not None
    out_code, put_code = _code(event.out), _code(put)
    bench = Bench(turn, (event.out, put, event.label), event.reason, event.by)
    slot = next(slot for slot, one in box.children if one.issued.code == out_code)
    bench.tell(Action.REPLACE, box.order, box.number, out=(out_code,), put=(put_code,))
    if put.holders:
        bench.take_out(put.holders[0].number, (put_code,))
    bench.take_out(box.number, (out_code,))
    bench.leave((out_code,), event.fate)
    bench.put_in(box.number, (put_code,), (slot,))
    bench.finish()


def _may_come(turn: Turn, box: BoxFact | None, put: Scanned) -> Faults:
    """The item that goes in is loose. A closed order has none: there it comes out of another
    container, so that nothing good is ever left over."""
    if box is None or put.item is None:
        return
    holders = put.holders
    if turn.on_line(box.order) or put.item.state is not CodeState.BOUND:
        yield from rules.loose(put.item)
    elif holders and holders[0].number == box.number:
        yield No(Rule.ELSEWHERE, "it is in this very container; take one from another container")
    else:
        yield from rules.reworkable(turn, holders)
        yield from rules.may_lose(turn, holders, 1)


def remove(turn: Turn, event: w.RemoveAsked) -> None:
    holders = event.out[0].holders if event.out else ()
    box = holders[0] if holders else None
    no = rules.first(
        rules.reasoned(event.reason, event.fate),
        rules.inside(event.out, box),
        rules.reworkable(turn, holders),
        *(rules.whole(turn, scan) for scan in event.out),
        rules.own_label(turn, event.label, box),
        rules.fate_fits(turn, box, event.fate),
        rules.may_lose(turn, holders, len(event.out)),
    )
    if rules.refused(turn, Action.REMOVE, no):
        return
    assert box is not None
    codes = _codes(event.out)
    bench = Bench(turn, (*event.out, event.label), event.reason, event.by)
    bench.tell(Action.REMOVE, box.order, box.number, out=codes)
    bench.take_out(box.number, codes)
    bench.leave(codes, event.fate)
    bench.finish()


def add(turn: Turn, event: w.AddAsked) -> None:
    box = _target(turn, event.label, event.put)
    no = rules.first(
        rules.reasoned(event.reason),
        _addable(turn, event.put, event.label, box),
        *(rules.loose(scan.item) for scan in event.put),
        rules.room(box, len(event.put)),
    )
    if rules.refused(turn, Action.ADD, no):
        return
    assert box is not None
    codes = _codes(event.put)
    bench = Bench(turn, (*event.put, event.label), event.reason, event.by)
    bench.tell(Action.ADD, box.order, into=box.number, put=codes)
    bench.put_in(box.number, codes)
    bench.finish()


def move(turn: Turn, event: w.MoveAsked) -> None:
    """Out of the containers that hold them, into this one, all or none."""
    box = _target(turn, event.into, event.what)
    no = rules.first(
        rules.reasoned(event.reason),
        _addable(turn, event.what, event.into, box),
        comes_out(turn, event.what, box),
        rules.room(box, len(event.what)),
    )
    if rules.refused(turn, Action.MOVE, no):
        return
    assert box is not None
    bench = Bench(turn, (*event.what, event.into), event.reason, event.by)
    sources = _by_holder(event.what)
    bench.tell(
        Action.MOVE,
        box.order,
        next(iter(sources)),
        into=box.number,
        out=_codes(event.what),
        put=_codes(event.what),
    )
    for number, codes in sources.items():
        bench.take_out(number, codes)
    bench.put_in(box.number, _codes(event.what))
    bench.finish()


def _target(turn: Turn, label: Scanned, scans: Sequence[Scanned]) -> BoxFact | None:
    """The container that is meant: a pallet that stands open, for a case, is named by any case
    on it."""
    level = next((scan.item.level + 1 for scan in scans if scan.item is not None), 0)
    fits = (box for box in label.around if box.level == level and rules.open_by_hand(turn, box))
    return next(fits, label.box)


def _addable(turn: Turn, scans: Sequence[Scanned], label: Scanned, box: BoxFact | None) -> Faults:
    """What may be said of anything that shall go into this container."""
    if not scans:
        yield No(Rule.INSIDE, "nothing was scanned; scan what shall go in")
    yield from rules.found(label)
    if box is None:
        return
    around = [one for one in label.around if one.level > box.level]
    yield from rules.reworkable(turn, (box, *around))
    yield from rules.own_label(turn, label, box)
    for scan in scans:
        yield from rules.fits(box, scan)
        yield from rules.whole(turn, scan)
    yield from rules.still_open(turn, box.order)
    yield from rules.once(scans)


def comes_out(turn: Turn, scans: Sequence[Scanned], box: BoxFact | None) -> Faults:
    for scan in scans:
        holders = scan.holders
        if not holders:
            yield No(Rule.ELSEWHERE, "it is in no container; add it instead")
        elif box is not None and holders[0].number == box.number:
            yield No(Rule.ELSEWHERE, "it is in this very container already; check what was scanned")
        yield from rules.reworkable(turn, holders)
    for number, codes in _by_holder(scans).items():
        holders = next(s.holders for s in scans if s.holders and s.holders[0].number == number)
        yield from rules.may_lose(turn, holders, len(codes))


def empty(turn: Turn, event: w.EmptyAsked) -> None:
    """All comes out, and the container is none any more: its label is void."""
    box = event.box.box
    boxes = (box, *event.box.around) if box is not None else ()
    count = len(box.children) if box is not None else 0
    no = rules.first(
        rules.reasoned(event.reason, event.fate),
        rules.found(event.box),
        rules.reworkable(turn, boxes),
        rules.fate_fits(turn, box, event.fate),
        _left_the_line(turn, box),
        rules.may_lose(turn, boxes, count),
    )
    if rules.refused(turn, Action.EMPTY, no):
        return
    assert box is not None
    codes = tuple(one.issued.code for _, one in box.children)
    bench = Bench(turn, (event.box,), event.reason, event.by)
    bench.tell(Action.EMPTY, box.order, box.number, out=codes)
    bench.take_out(box.number, codes)
    bench.leave(codes, event.fate)
    bench.finish()


def _left_the_line(turn: Turn, box: BoxFact | None) -> Faults:
    if box is not None and rules.open_by_hand(turn, box):
        where = f"container {box.number} stands open on the line"
        yield No(Rule.ON_LINE, f"{where}; take out what is in it item by item")


def _code(scan: Scanned) -> int:
    assert scan.item is not None, "a scan that was checked"
    return scan.item.issued.code


def _codes(scans: Iterable[Scanned]) -> tuple[int, ...]:
    return tuple(_code(scan) for scan in scans)


def _by_holder(scans: Iterable[Scanned]) -> dict[int, tuple[int, ...]]:
    """The codes by the container that holds them, in the order in which they were scanned."""
    found: dict[int, tuple[int, ...]] = {}
    for scan in scans:
        if scan.holders and scan.item is not None:
            number = scan.holders[0].number
            found[number] = (*found.get(number, ()), scan.item.issued.code)
    return found
