"""What a store would add to people's commands, told from a ledger alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from station.core import events as e
from station.core.facts import Known, Standing
from station.core.ledger import BlockRow, Ledger
from station.core.states import CodeState, Phase


def with_facts(ledger: Ledger, event: e.Event) -> e.Event:
    """The event as the runtime hands it to the core."""
    match event:
        case e.OrderGiven():
            return replace(event, used=event.order.number in ledger.orders)
        case e.CloseAsked() | e.CancelAsked():
            return replace(event, unused=open_pools(ledger), standing=standing(ledger))
        case e.ChangeOverAsked():
            used = event.order.number in ledger.orders
            unused = open_pools(ledger)
            return replace(event, used=used, unused=unused, standing=standing(ledger))
        case e.RangeVoidAsked():
            return in_range(ledger, event)
        case _:
            return event


def open_pools(ledger: Ledger) -> tuple[e.Unused, ...]:
    """What is free of each block of the order that is open."""
    orders = [number for number, phase in ledger.phases.items() if phase is not Phase.COMPLETE]
    found = [unused(ledger, block) for block in ledger.blocks if block.order in orders]
    return tuple(one for one in found if one.count or one.back)


def unused(ledger: Ledger, block: BlockRow) -> e.Unused:
    base, end = block.series << 40, block.first + block.count - block.voided
    rows = [code - base for code in ledger.codes if block.holds(code)]
    first = max(rows, default=block.first - 1) + 1
    serials = range(block.first, first)
    back = tuple(base + serial for serial in serials if state(ledger, base + serial) == "free")
    returnable = block.source.startswith("file:") and not block.voided
    place = (block.order, block.level, block.series)
    return e.Unused(*place, first, end - first, returnable, back)


def standing(ledger: Ledger) -> Standing:
    held = [
        (number, row)
        for number, row in ledger.containers.items()
        if ledger.phases[row.order] is not Phase.COMPLETE and ledger.children[number]
    ]
    return Standing(
        tuple(number for number, row in held if row.desk),
        tuple(number for number, row in held if row.quarantined),
        len(ledger.batches),
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
