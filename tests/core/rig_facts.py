"""What a store would add to people's commands, told from a ledger alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from station.core import events as e
from station.core.facts import Known, Standing
from station.core.ledger import BlockRow, Ledger
from station.core.order_events import end_of_block
from station.core.states import CodeState, Phase
from tests.core.rig_codes import Preset

NO_SETS: Preset = {}


def with_facts(ledger: Ledger, event: e.Event, preset: Preset = NO_SETS) -> e.Event:
    """The event as the runtime hands it to the core."""
    match event:
        case e.OrderGiven():
            return replace(event, used=event.order.number in ledger.orders)
        case e.CloseAsked() | e.CancelAsked():
            unused = open_pools(ledger, preset)
            return replace(event, unused=unused, standing=standing(ledger, preset))
        case e.ChangeOverAsked():
            used = event.order.number in ledger.orders
            unused = open_pools(ledger, preset)
            return replace(event, used=used, unused=unused, standing=standing(ledger, preset))
        case e.UnreadVoided():
            return replace(event, standing=standing(ledger, preset))
        case e.RangeVoidAsked():
            return in_range(ledger, event)
        case _:
            return event


def open_pools(ledger: Ledger, preset: Preset = NO_SETS) -> tuple[e.Unused, ...]:
    """What is free of each block of the order that is open."""
    orders = [number for number, phase in ledger.phases.items() if phase is not Phase.COMPLETE]
    found = [unused(ledger, block) for block in ledger.blocks if block.order in orders]
    found = [one for one in found if one.count or one.back]
    return tuple(whole_ends(found, preset) if preset else found)


def whole_ends(found: list[e.Unused], preset: Preset) -> list[e.Unused]:
    """Each end cut by one code after the other, until no set lies in part within the ends."""
    ends = [
        range(end_of_block(one), (one.series << 40) + one.first + one.count)
        if one.returnable
        else range(0)
        for one in found
    ]
    all_codes = {code for end in ends for code in end}
    while torn := next((c for s in sets_of(preset) if s - all_codes for c in s & all_codes), 0):
        at = next(n for n, end in enumerate(ends) if torn in end)
        all_codes -= set(range(ends[at].start, torn + 1))
        ends[at] = range(torn + 1, ends[at].stop)
    return [
        replace(one, whole_from=end.start & (1 << 40) - 1) if one.returnable else one
        for one, end in zip(found, ends, strict=True)
    ]


def sets_of(preset: Preset) -> list[set[int]]:
    """All that belongs together by the file."""
    found: dict[int, set[int]] = {}
    for code, (into, _) in preset.items():
        top = preset[into][0] if into in preset else into
        found.setdefault(top, {top}).update((code, into))
    return list(found.values())


def half_sets(ledger: Ledger, preset: Preset) -> Iterator[tuple[Known, ...]]:
    """What nobody read of the sets that were begun, in the order that is open."""
    for members in sets_of(preset):
        known = [_known(ledger, code) for code in sorted(members)]
        free = tuple(one for one in known if one is not None and one.state is CodeState.FREE)
        if free and len(free) < len(members):
            yield free


def unused(ledger: Ledger, block: BlockRow) -> e.Unused:
    base, end = block.series << 40, block.first + block.count - block.voided
    rows = [code - base for code in ledger.codes if block.holds(code)]
    first = max(rows, default=block.first - 1) + 1
    serials = range(block.first, first)
    back = tuple(base + serial for serial in serials if state(ledger, base + serial) == "free")
    returnable = block.source.startswith("file:") and not block.voided
    place = (block.order, block.level, block.series)
    return e.Unused(*place, first, end - first, returnable, back)


def standing(ledger: Ledger, preset: Preset = NO_SETS) -> Standing:
    held = [
        (number, row)
        for number, row in ledger.containers.items()
        if ledger.phases[row.order] is not Phase.COMPLETE and ledger.children[number]
    ]
    return Standing(
        tuple(number for number, row in held if row.desk),
        tuple(number for number, row in held if row.quarantined),
        len(ledger.batches),
        tuple(half_sets(ledger, preset)),
    )


def in_range(ledger: Ledger, event: e.RangeVoidAsked) -> e.Event:
    ends = tuple(_ends(ledger, event))
    base = event.series << 40
    whole = {base + end.first + at for end in ends for at in range(end.count)}
    serials = range(event.first, event.first + event.count)
    known = [_known(ledger, base + serial) for serial in serials]
    granted = tuple(one for one in known if one is not None)
    codes = tuple(one for one in granted if one.code not in whole)
    return replace(event, granted=len(granted), unused=ends, codes=codes)


def _ends(ledger: Ledger, event: e.RangeVoidAsked) -> Iterator[e.Unused]:
    for block in ledger.blocks:
        free = unused(ledger, block)
        first, stop = max(free.first, event.first), free.first + free.count
        if block.series == event.series and first < stop <= event.first + event.count:
            yield replace(free, first=first, count=stop - first, back=())


def _known(ledger: Ledger, code: int) -> Known | None:
    row = ledger.codes.get(code)
    on = next((n for n, box in ledger.containers.items() if box.code == code), 0)
    if row is not None:
        return Known(code, row.order, row.level, row.state, row.parent or on)
    for block in ledger.blocks:
        low = (block.series << 40) + block.first
        if low <= code < low + block.count:
            void = not block.holds(code)
            now = CodeState.VOID if void else CodeState.FREE
            return Known(code, block.order, block.level, now)
    return None


def state(ledger: Ledger, code: int) -> str:
    row = ledger.codes.get(code)
    return row.state.value if row else "free"
