"""What the core must know before an order ends or codes are void: free codes, what stands open.

Each answer is of one state of the database, on a connection that the caller opened. Nothing here
writes. The rules that use these answers are the core's (`steps/closing.py`, `steps/ranges.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from station.core import records as r
from station.core.facts import Known, Standing
from station.core.order_events import RangeVoidAsked, Unused, end_of_block
from station.core.states import CodeState, Phase
from station.core.steps.ranges import CODES_MAX
from station.store import queries, sets
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.schema import (
    CODE_STATES,
    IS_FREE,
    IS_WAITING,
    block,
    code,
    container,
    orders,
    outbox,
)

FROM_A_FILE = "file:"  # how the source of imported codes begins


@dataclass(frozen=True)
class Unassigned:
    """Codes from elsewhere that came back and are in no order's pool: serials `first` to
    `first + count - 1` of `series`. `order` had them last."""

    order: str
    gtin: str
    level: int
    series: int
    first: int
    count: int
    source: str


def unused(connection: Connection, order: str) -> tuple[Unused, ...]:
    """What is free of each block of an order."""
    found = [
        _unused(connection, row) for row in connection.execute(_blocks(orders.c.number == order))
    ]
    kept = [one for one in found if one.count or one.back]
    return tuple(_whole(connection, kept))


def _whole(connection: Connection, found: Sequence[Unused]) -> Iterator[Unused]:
    """With what is whole of those whose codes come in sets."""
    ends = [range(end_of_block(one), _stop(one)) if one.returnable else range(0) for one in found]
    if not sets.any_together(connection, ends):
        yield from found
        return
    for one, end in zip(found, sets.whole(connection, ends), strict=True):
        yield replace(one, whole_from=end.start & SERIAL_MASK) if one.returnable else one


def _stop(one: Unused) -> int:
    return (one.series << SERIAL_BITS) + one.first + one.count


def _blocks(which: ColumnElement[bool]) -> Any:
    joined = select(block, orders.c.number, orders.c.phase).join(orders)
    return joined.where(which).order_by(block.c.id)


def _unused(connection: Connection, row: Any) -> Unused:
    base = row.series << SERIAL_BITS
    mine = code.c.id.between(base + row.first, base + row.next - 1)
    here = and_(code.c.order_id == row.order_id, code.c.level == row.level, IS_FREE, mine)
    back = connection.scalars(select(code.c.id).where(here).order_by(code.c.id))
    count = row.first + row.size - row.voided - row.next
    # A block that ends with void codes keeps what is free before them.
    returnable = row.source.startswith(FROM_A_FILE) and not row.voided
    place = (row.number, row.level, row.series, row.next)
    return Unused(*place, count, returnable, tuple(back))


def standing(connection: Connection, order: str) -> Standing:
    """What of an order stands open away from the line."""
    mine = select(container.c.id).join(orders).where(orders.c.number == order, container.c.held > 0)
    unsent = select(func.count()).where(IS_WAITING, outbox.c.order_number == order)
    return Standing(
        tuple(connection.scalars(mine.where(container.c.desk > 0).order_by(container.c.id))),
        tuple(
            connection.scalars(mine.where(container.c.quarantined == 1).order_by(container.c.id))
        ),
        int(connection.scalar(unsent) or 0),
        sets.half_sets(connection, order),
    )


# ---------------------------------------------------------------- a range of serials


def in_range(connection: Connection, asked: RangeVoidAsked) -> RangeVoidAsked:
    """The event with what it wants filled in; one code too many where there are more than
    CODES_MAX."""
    first, stop = asked.first, asked.first + asked.count
    touching = and_(
        block.c.series == asked.series, block.c.first < stop, block.c.first + block.c.size > first
    )
    rows = connection.execute(_blocks(touching)).all()
    codes: list[Known] = []
    ends: list[Unused] = []
    for row in rows:
        part = range(max(first, row.first), min(stop, row.first + row.size - row.voided))
        end = _end_in(row, part)
        if end is not None:
            ends.append(end)
            part = range(part.start, end.first)
        codes += _known(connection, row, part[: CODES_MAX + 1 - len(codes)])
    granted = [range(max(first, r.first), min(stop, r.first + r.size)) for r in rows]
    closed = sorted({row.number for row in rows if row.phase == Phase.COMPLETE})
    return replace(
        asked,
        granted=sum(map(len, granted)),
        codes=tuple(codes),
        unused=tuple(ends),
        reports=tuple((number, _closing_report(connection, number)) for number in closed),
    )


def _end_in(row: Any, part: range) -> Unused | None:
    """The unused end of a block, as far as the range covers it to the last serial."""
    stop = row.first + row.size - row.voided
    first = max(row.next, part.start)
    if first >= stop or part.stop < stop:
        return None
    place = (row.number, row.level, row.series, first, stop - first)
    return Unused(*place, returnable=False)


def _known(connection: Connection, row: Any, part: range) -> Iterator[Known]:
    """Every code of this part of a block, with the container that it is in or labels."""
    if not part:
        return
    base, label = row.series << SERIAL_BITS, container.alias("label")
    with_rows = (
        select(code.c.id, code.c.state, code.c.parent, label.c.id.label("labels"))
        .outerjoin(label, label.c.code == code.c.id)
        .where(code.c.id.between(base + part.start, base + part.stop - 1))
        .order_by(code.c.id)
    )
    for found in connection.execute(with_rows):
        around = found.parent or found.labels or 0
        yield Known(found.id, row.number, row.level, CODE_STATES[found.state], around)
    for serial in range(max(part.start, row.next), part.stop):
        yield Known(base + serial, row.number, row.level, CodeState.FREE)


def _closing_report(connection: Connection, order: str) -> int:
    newest = select(func.max(outbox.c.seq)).where(
        outbox.c.order_number == order, outbox.c.container == 0
    )
    return int(connection.scalar(newest) or 0)


# ---------------------------------------------------------------- codes that came back


def unassigned(connection: Connection) -> list[Unassigned]:
    """Codes that orders gave back and no order has taken since."""
    gaps: dict[int, list[Unassigned]] = {}
    for row in queries.all_orders(connection):
        number = row.order.number
        for entry in queries.entries_of_kind(connection, number, r.BlockReleased.__name__):
            rec = entry.record
            assert isinstance(rec, r.BlockReleased)
            place = (number, row.order.product.gtin, rec.level, rec.series, rec.first, rec.count)
            gap = Unassigned(*place, _source(connection, rec))
            gaps.setdefault(rec.series, []).append(gap)
    return [one for series in sorted(gaps) for one in _still_free(connection, gaps[series])]


def whole_sets(
    connection: Connection, there: Sequence[Unassigned]
) -> tuple[bool, list[Unassigned]]:
    """Whether codes of these come in sets or pairs; and these, without parts of torn ones."""
    starts = [(one.series << SERIAL_BITS) + one.first for one in there]
    ends = [range(at, at + one.count) for at, one in zip(starts, there, strict=True)]
    if not sets.any_together(connection, ends):
        return False, list(there)
    left = zip(there, sets.whole(connection, ends), strict=True)
    return True, [
        replace(one, first=end.start & SERIAL_MASK, count=len(end)) for one, end in left if end
    ]


def _still_free(connection: Connection, gaps: Sequence[Unassigned]) -> Iterator[Unassigned]:
    """These ranges without what they share with each other or with a block of today."""
    taken = connection.execute(
        select(block.c.first, block.c.size).where(block.c.series == gaps[0].series)
    )
    busy = [(row.first, row.first + row.size) for row in taken]
    for gap in reversed(gaps):  # who had them last counts
        parts = [(gap.first, gap.first + gap.count)]
        for low, high in busy:
            parts = [piece for part in parts for piece in _without(part, low, high)]
        busy += parts
        for first, stop in parts:
            yield replace(gap, first=first, count=stop - first)


def _without(part: tuple[int, int], low: int, high: int) -> Iterator[tuple[int, int]]:
    first, stop = part
    if first < min(stop, low):
        yield first, min(stop, low)
    if max(first, high) < stop:
        yield max(first, high), stop


def _source(connection: Connection, rec: r.BlockReleased) -> str:
    """Where the released codes had come from, from the record that granted them."""
    for entry in queries.entries_of_kind(connection, rec.order, r.Granted.__name__):
        told = entry.record
        assert isinstance(told, r.Granted)
        if told.series == rec.series and told.first <= rec.first < told.first + told.count:
            return told.source
    raise AssertionError(f"{rec} was never granted")
