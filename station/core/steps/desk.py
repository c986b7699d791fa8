"""The rework desk: a new label for a container that left the line, or its own once more.

Content stays, whatever the label. Until the label on the container is read, with proof that this
is the container, nothing is exchanged: the old code stands, the container is marked as standing at
the desk, and it is neither shipped nor uploaded. So a printer that fails, or a power cut, leaves
nothing half done. The scan then exchanges the codes in one turn. A wrong label puts the container
into quarantine, and there it stays until QA releases it: labels were mixed up.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.effects import PrintLabel
from station.core.facts import BoxFact, Issued, ItemFact, Scanned
from station.core.packing import find_waiting
from station.core.printing import Head, HeadStatus, head_of
from station.core.rework_events import Fate
from station.core.states import Cause, CodeState
from station.core.steps import labels, rules, silent
from station.core.steps.bench import Bench
from station.core.steps.rework import Action
from station.core.steps.rules import Faults, No, Rule
from station.core.turn import Turn
from station.core.verify import printable

NOT_ON_IT = frozenset({CodeState.ALLOCATED, CodeState.FREE, CodeState.VOID})


def relabel(turn: Turn, event: w.RelabelAsked) -> None:
    """A new code for the container; its label is printed now and exchanged by the scan."""
    box = event.box.box
    no = rules.first(
        rules.reasoned(event.reason),
        rules.found(event.box),
        _may_stand(turn, event.box),
        _printer_ready(turn, box),
        _code_left(box, event.fresh),
    )
    if rules.refused(turn, Action.RELABEL, no):
        return
    assert box is not None
    assert box.label is not None
    assert event.fresh is not None
    bench = Bench(turn, (event.box,), event.reason, event.by)
    fresh = ItemFact(event.fresh, box.order, box.level, CodeState.FREE)
    bench.items[event.fresh.code] = fresh
    codes = (event.fresh.code,)
    bench.tell(Action.RELABEL, box.order, box.number, out=(box.label.issued.code,), put=codes)
    _forget_asked(bench, box)
    bench.move(Cause.ALLOCATE, codes)
    bench.stand(box.number, event.fresh)
    _print(bench, box, bench.items[event.fresh.code], reprint=False)
    bench.finish()


def _forget_asked(bench: Bench, box: BoxFact) -> None:
    """A label that was asked for before and isn't wanted any more is void."""
    asked = box.desk
    if asked is None or box.label is None or asked.issued == box.label.issued:
        return
    bench.items[asked.issued.code] = asked
    if asked.state is not CodeState.VOID:
        bench.move(Cause.VOID, (asked.issued.code,))
    silent.unwanted(bench.turn, box.level, asked.issued.code)


def reprint(turn: Turn, event: e.ReprintAsked) -> None:
    """The same label once more. On the line the label scanner confirms it, else the desk."""
    box = event.box
    if box is None or find_waiting(turn.state.packs, event.container) is not None:
        labels.reprint(turn, event)
        return
    no = rules.first(
        rules.reasoned(event.reason),
        _may_stand(turn, Scanned(b"", box=box)),
        _printer_ready(turn, box),
        _not_void(box),
    )
    if rules.refused(turn, Action.REPRINT, no):
        return
    label = box.desk or box.label
    assert label is not None
    bench = Bench(turn, (Scanned(b"", box=box),), event.reason, event.by)
    bench.items[label.issued.code] = label
    bench.turn.records.append(
        r.LabelReprinted(box.order, box.number, label.issued.code, event.reason, event.by)
    )
    if box.desk is None:
        bench.stand(box.number, label.issued)
    _print(bench, box, label, reprint=label.state is not CodeState.ALLOCATED)


def _print(bench: Bench, box: BoxFact, label: ItemFact, *, reprint: bool) -> None:
    turn = bench.turn
    head = _head(turn, box)
    assert head is not None, "a printer that was checked"
    code = label.issued.code
    if not reprint:
        bench.move(Cause.SEND, (code,))
    if not reprint and turn.on_line(box.order):
        turn.set_head(replace(head, sent=(*head.sent, code)))
    elif turn.is_open:
        silent.printed_again(turn, head, code)
    count = len(box.children)
    turn.effects.append(
        PrintLabel(head.name, box.level, box.number, label.issued, count, reprint, box.order)
    )


def _head(turn: Turn, box: BoxFact) -> Head | None:
    return head_of(turn.state.heads, box.level)


# ---------------------------------------------------------------- preconditions


def _may_stand(turn: Turn, scan: Scanned) -> Faults:
    """It left the line; one that stands at the desk already may be given another label there."""
    box = scan.box
    if box is None:
        return
    yield from rules.reworkable(turn, (replace(box, desk=None), *scan.around))
    if rules.open_by_hand(turn, box):
        where = f"container {box.number} stands open on the line"
        yield No(Rule.ON_LINE, f"{where}; close it first, then it gets its label")
    for outer in scan.around[:1]:
        yield from rules.changeable(turn, outer)


def _printer_ready(turn: Turn, box: BoxFact | None) -> Faults:
    head = _head(turn, box) if box is not None else None
    if head is None:
        yield No(Rule.PRINTER, "this line has no printer for such a label; print it where one is")
    elif head.status is HeadStatus.OFFLINE:
        yield No(Rule.PRINTER, "the label printer is away; mend it first")
    elif not head.room:
        yield No(Rule.PRINTER, "the label printer is busy; ask again in a moment")


def _code_left(box: BoxFact | None, fresh: Issued | None) -> Faults:
    if box is not None and fresh is None:
        lacking = f"no code of level {box.level} of order {box.order} can be given out now"
        yield No(Rule.NO_CODE, f"{lacking}; bring in more, or reprint the same label")


def _not_void(box: BoxFact) -> Faults:
    if box.desk is not None and box.desk.state is CodeState.VOID:
        yield No(Rule.STATE, "that label is void; ask for a new one instead")


# ---------------------------------------------------------------- the scan that confirms it


def label_scanned(turn: Turn, event: w.LabelScanned) -> None:
    """The label on the container was read, and something in it."""
    holders = event.inside.holders
    box = holders[0] if holders else None
    no = rules.first(rules.found(event.inside), _awaited(turn, holders))
    if rules.refused(turn, Action.CONFIRM_LABEL, no):
        return
    assert box is not None
    assert box.desk is not None
    assert box.label is not None
    if event.label.data != box.desk.issued.data:
        _wrong(turn, event, box, box.desk)
        return
    bench = Bench(turn, (event.inside,), "the new label was read", event.by)
    bench.items[box.desk.issued.code] = box.desk
    new, old = box.desk.issued.code, box.label.issued.code
    bench.tell(
        Action.CONFIRM_LABEL,
        box.order,
        box.number,
        out=() if new == old else (old,),
        put=(new,),
    )
    silent.came_out(turn, box.level, new)
    if new != old:
        _exchange(bench, holders, old, new)
    bench.stand(box.number, None)
    bench.finish()
    how = "the right label was read"
    turn.clear_alarms(_place(box), AlarmKind.DESK_LABEL_WRONG, by=event.by, how=how)


def _awaited(turn: Turn, holders: tuple[BoxFact, ...]) -> Faults:
    if not holders:
        yield No(Rule.UNKNOWN, "it is in no container; scan an item that is in the container")
        return
    box = holders[0]
    if box.desk is None:
        where = f"container {box.number} doesn't wait for a label"
        yield No(Rule.NOT_AT_DESK, f"{where}; ask for a new label, or a reprint, first")
    elif box.desk.state in NOT_ON_IT:
        state = f"its new label is {box.desk.state.value}"
        yield No(Rule.STATE, f"{state}; have it printed again, or ask for another one")
    for outer in holders[1:2]:
        yield from rules.changeable(turn, outer)


def _exchange(bench: Bench, holders: tuple[BoxFact, ...], old: int, new: int) -> None:
    """The old code leaves, and is void; the new one takes its place, in the same slot."""
    box = holders[0]
    if bench.items[new].state in (CodeState.SENT, CodeState.IN_DOUBT):
        bench.move(Cause.PRINT, (new,))
    bench.move(Cause.VERIFY, (new,))
    outer = bench.boxes[box.parent] if box.parent else None
    if outer is not None:
        slot = next(slot for slot, one in outer.children if one.issued.code == old)
        bench.take_out(outer.number, (old,))
    else:
        bench.correct(box.number)
    bench.move(Cause.VOID, (old,))
    bench.assign(box.number, bench.items[new])
    if outer is not None:
        bench.put_in(outer.number, (new,), (slot,))
    elif bench.turn.on_line(box.order):
        bench.leave((new,), Fate.LOOSE)


def _wrong(turn: Turn, event: w.LabelScanned, box: BoxFact, awaited: ItemFact) -> None:
    """Another label is on it than the one that was printed for it."""
    read, wanted = printable(event.label.data), printable(awaited.issued.data)
    bench = Bench(turn, (event.inside,), "a wrong label was on it at the desk", event.by)
    bench.quarantine(box.number, True)
    detail = f"expected {wanted}, read {read}"
    turn.raise_alarm(AlarmKind.DESK_LABEL_WRONG, _place(box), detail)
    what = f"{detail}; the container is in quarantine now: put the right label on and scan again"
    turn.refuse(Action.CONFIRM_LABEL, what, Rule.LABEL)


def _place(box: BoxFact) -> str:
    return f"container {box.number}"
