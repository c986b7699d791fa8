"""What QA decides of single items and of whole containers: sample, destroy, accept; quarantine.

An item that is in a container leaves it first, on record; what is left is closed again as partial.
A code that was seen on two items is never accepted: one of them would be sold with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from station.core import rework_events as w
from station.core.facts import ItemFact, Scanned
from station.core.rework_events import Fate
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps import content, rules
from station.core.steps.bench import Bench
from station.core.steps.rework import Action
from station.core.steps.rules import Faults, No, Rule
from station.core.turn import Turn
from station.core.verify import Verdict

AT_HAND = frozenset({CodeState.VERIFIED, CodeState.BOUND, CodeState.REJECTED})
ENDS = {CodeState.IN_DOUBT, CodeState.SAMPLED}  # may be destroyed as well
TWINS = (Verdict.DUPLICATE, Verdict.ALREADY_PACKED, Verdict.MULTIPLE)


def sample(turn: Turn, event: w.SampleAsked) -> None:
    """QA takes an item: loose, packed or kicked off."""
    _drop(turn, event, Action.SAMPLE, Fate.SAMPLE, AT_HAND)


def destroy(turn: Turn, event: w.DestroyAsked) -> None:
    _drop(turn, event, Action.DESTROY, Fate.DESTROY, AT_HAND | ENDS)


def _drop(
    turn: Turn,
    event: w.SampleAsked | w.DestroyAsked,
    action: Action,
    fate: Fate,
    states: frozenset[CodeState],
) -> None:
    scan, item = event.what, event.what.item
    no = rules.first(
        rules.reasoned(event.reason, fate),
        rules.an_item(scan),
        _in_state(item, states),
        _out_of(turn, scan),
    )
    if rules.refused(turn, action, no):
        return
    assert item is not None
    code, holders = item.issued.code, scan.holders
    number = holders[0].number if holders else 0
    bench = Bench(turn, (scan,), event.reason, event.by)
    bench.tell(action, item.order, number, out=(code,))
    if number:
        bench.take_out(number, (code,))
    bench.leave((code,), fate)
    bench.finish()


def _in_state(item: ItemFact | None, states: frozenset[CodeState]) -> Faults:
    if item is not None and item.state not in states:
        yield No(Rule.STATE, rules.REMEDY[item.state])


def _out_of(turn: Turn, scan: Scanned) -> Faults:
    if scan.holders:
        yield from rules.reworkable(turn, scan.holders)
        yield from rules.may_lose(turn, scan.holders, 1)


def unsample(turn: Turn, event: w.UnsampleAsked) -> None:
    """The wrong one was taken: it is good and loose again."""
    item = event.what.item
    no = rules.first(
        rules.reasoned(event.reason),
        rules.an_item(event.what),
        _was_sampled(item),
        rules.still_open(turn, item.order if item else ""),
    )
    if not rules.refused(turn, Action.UNSAMPLE, no):
        _make_good(turn, event, Action.UNSAMPLE, (Cause.UNSAMPLE,))


def _was_sampled(item: ItemFact | None) -> Faults:
    if item is not None and item.state is not CodeState.SAMPLED:
        yield No(Rule.STATE, f"it is {item.state.value} and no sample; there is nothing to undo")


def accept(turn: Turn, event: w.AcceptAsked) -> None:
    """A good re-read of an item that was kicked off, or whose code is in doubt."""
    item = event.what.item
    no = rules.first(
        rules.reasoned(event.reason),
        rules.an_item(event.what),
        _acceptable(event.what),
        rules.still_open(turn, item.order if item else ""),
        _whole(turn, item),
    )
    if rules.refused(turn, Action.ACCEPT, no):
        return
    assert item is not None
    seen = (Cause.PRINT, Cause.VERIFY) if item.state is CodeState.IN_DOUBT else (Cause.ACCEPT,)
    _make_good(turn, event, Action.ACCEPT, seen, event.grade)


def _acceptable(scan: Scanned) -> Faults:
    item = scan.item
    if item is None:
        return
    if item.state is CodeState.BOUND:
        yield No(Rule.STATE, f"it is good already, in container {item.container}")
    elif item.state is CodeState.REJECTED and item.reason in TWINS:
        yield No(Rule.TWIN, "its code was seen on two items; destroy both, never pack either")
    elif item.state not in (CodeState.REJECTED, CodeState.IN_DOUBT):
        yield No(Rule.STATE, rules.REMEDY[item.state])
    elif scan.data != item.issued.data:
        yield No(Rule.UNKNOWN, "what was read is not what was printed; read the symbol itself")


def _whole(turn: Turn, item: ItemFact | None) -> Faults:
    """An item with two codes is good only with both: the other one can't be read at the desk."""
    if item is None or not turn.on_line(item.order):
        return
    if turn.order.product.levels[item.level].inner is not None and not item.mate:
        why = "its inner code was never read with it; let it pass the camera again, or destroy it"
        yield No(Rule.STATE, why)


def _make_good(
    turn: Turn,
    event: w.UnsampleAsked | w.AcceptAsked,
    action: Action,
    causes: Sequence[Cause],
    grade: str = "",
) -> None:
    item = event.what.item
    assert item is not None
    codes = (item.issued.code,)
    bench = Bench(turn, (event.what,), event.reason, event.by)
    bench.tell(action, item.order, put=codes, grade=grade)
    for cause in causes:
        bench.move(cause, codes)
    bench.leave(codes, Fate.LOOSE)
    bench.finish()


# ---------------------------------------------------------------- containers


def quarantine(turn: Turn, event: w.QuarantineAsked) -> None:
    """Neither shipped nor uploaded until somebody releases it."""
    box = event.box.box
    no = rules.first(
        rules.reasoned(event.reason), rules.found(event.box), _may_be_marked(event.box, on=True)
    )
    if rules.refused(turn, Action.QUARANTINE, no):
        return
    assert box is not None
    bench = Bench(turn, (event.box,), event.reason, event.by)
    if rules.on_the_line(turn, box):
        content.quarantine_holder(turn, box.number, event.reason, event.by)
    else:
        bench.quarantine(box.number, True)


def release(turn: Turn, event: w.ReleaseAsked) -> None:
    box = event.box.box
    no = rules.first(
        rules.reasoned(event.reason),
        rules.found(event.box),
        _may_be_marked(event.box, on=False),
        _settled_off_the_line(turn, event.box),
    )
    if rules.refused(turn, Action.RELEASE, no):
        return
    assert box is not None
    bench = Bench(turn, (event.box,), event.reason, event.by)
    bench.quarantine(box.number, False)


def _may_be_marked(scan: Scanned, *, on: bool) -> Faults:
    box = scan.box
    if box is None:
        return
    for one in (box, *scan.around):
        if on and one.shipped_to:
            where = f"container {one.number} was shipped to {one.shipped_to}"
            yield No(Rule.SHIPPED, f"{where}; recall it through the platform")
    if box.state is ContainerState.OPEN and not box.children:
        yield No(Rule.GONE, f"container {box.number} was emptied and is none any more")
    elif box.quarantined == on:
        stands = "in quarantine already" if on else "not in quarantine; nothing to release"
        yield No(Rule.QUARANTINE, f"container {box.number} is {stands}")


def _settled_off_the_line(turn: Turn, scan: Scanned) -> Faults:
    """On the line a quarantine says that something there is not proven yet."""
    if scan.box is not None and rules.on_the_line(turn, scan.box):
        where = f"the line still works on container {scan.box.number}"
        yield No(Rule.ON_LINE, f"{where}; scan its content or its label, as the alarm says")
