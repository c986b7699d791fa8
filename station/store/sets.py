"""Codes that a file put together, a set or a pair: which were begun and not finished, and which are
whole and may go to another order.

A code is *untouched* while it is free, or leased to a printer that hasn't got it. What belongs
together is torn where one code is untouched and another isn't, or is of no use to this order. Each
question goes over what is untouched, and that is little where much was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, exists, false, not_, or_, select

from station.core.facts import Known
from station.core.states import CodeState
from station.store.belonging import preset_inner, preset_members
from station.store.fold import SERIAL_BITS
from station.store.queries import IN_MAX
from station.store.schema import CODE_NUMBER, IS_FREE, block, code, orders, preset

TORN_MAX = 20_000  # links in one answer; what is more is told when these are settled
CUTS_MAX = 100  # of ends that tear each other's sets; a file in such an order gives nothing back

Numbers = Sequence[range]  # of codes, as they stand in the database


def half_sets(connection: Connection, order: str) -> tuple[tuple[Known, ...], ...]:
    """The sets and pairs of an order of which some codes were used, each with those that nobody
    read."""
    blocks = connection.execute(select(block).join(orders).where(orders.c.number == order)).all()
    ends = {_untouched_end(row): row.level for row in blocks}
    torn = _torn(connection, order, [one for one in ends if one])
    found = (_unread(connection, order, ends, top) for top in _tops(connection, torn))
    return tuple(codes for codes in found if codes)


def whole(connection: Connection, ends: Numbers) -> list[range]:
    """These ends of blocks, each from where on all that belongs together lies within them."""
    now = list(ends)
    for _ in range(CUTS_MAX):
        cut = [range(max(one.start, _last_torn(connection, one, now) + 1), one.stop) for one in now]
        if cut == now:
            return now
        now = cut
    return [range(one.stop, one.stop) for one in now]


def any_together(connection: Connection, ends: Numbers) -> bool:
    """Whether a file said of any of these codes where it belongs, or what belongs to it."""
    said = or_(_in(preset.c.code, ends), _in(preset.c.into, ends))
    return connection.scalar(select(preset.c.code).where(said).limit(1)) is not None


# ---------------------------------------------------------------- torn


def _untouched_end(row: Row[Any]) -> range:
    """The codes of a block that never left it."""
    base = row.series << SERIAL_BITS
    return range(base + row.next, base + row.first + row.size - row.voided)


def _torn(connection: Connection, order: str, ends: Numbers) -> list[tuple[int, int]]:
    """(code, what it belongs to): one of the two is untouched in this order and the other isn't."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    came_back = select(code.c.id).where(code.c.order_id == here, IS_FREE)
    found: set[tuple[int, int]] = set()
    for mine, others in ((preset.c.code, preset.c.into), (preset.c.into, preset.c.code)):
        ours = or_(_in(mine, ends), mine.in_(came_back))
        links = select(preset.c.code, preset.c.into).where(ours, not_(_untouched(others, ends)))
        found.update((one.code, one.into) for one in connection.execute(links.limit(TORN_MAX)))
    return sorted(found)


def _in(column: Column[int], ends: Numbers) -> ColumnElement[bool]:
    return or_(false(), *(column.between(one.start, one.stop - 1) for one in ends))


def _untouched(column: Column[int], ends: Numbers) -> ColumnElement[bool]:
    other = code.alias("other")
    states = [CODE_NUMBER[state] for state in (CodeState.FREE, CodeState.ALLOCATED)]
    kept = exists(select(other.c.id).where(other.c.id == column, other.c.state.in_(states)))
    return or_(_in(column, ends), kept)


def _tops(connection: Connection, links: Iterable[tuple[int, int]]) -> list[int]:
    """What these belong to in the end: the container of a set, the main code of a pair."""
    into = sorted({into for _, into in links})
    above: dict[int, int] = {}
    for at in range(0, len(into), IN_MAX):
        part = into[at : at + IN_MAX]
        rows = connection.execute(select(preset).where(preset.c.code.in_(part)))
        above.update((row.code, row.into) for row in rows)
    return sorted({above.get(one, one) for one in into})


def _unread(
    connection: Connection, order: str, ends: dict[range, int], top: int
) -> tuple[Known, ...]:
    """The free codes of what belongs together under `top`, in the order of the levels."""
    inside = [top, *(one for one, _ in preset_members(connection, top))]
    codes = [*inside, *preset_inner(connection, inside).values()]
    back = select(code.c.id, code.c.level).join(orders).where(orders.c.number == order, IS_FREE)
    levels = {row.id: row.level for row in connection.execute(back.where(code.c.id.in_(codes)))}
    levels |= {one: level for end, level in ends.items() for one in codes if one in end}
    free = sorted(levels.items(), key=lambda one: (one[1], one[0]))
    return tuple(Known(one, order, level, CodeState.FREE) for one, level in free)


# ---------------------------------------------------------------- whole


def _last_torn(connection: Connection, end: range, ends: Numbers) -> int:
    """The last code of this end that belongs together with one outside of all ends; 0 = none."""
    if not end:
        return 0
    last = 0
    for mine, others in ((preset.c.code, preset.c.into), (preset.c.into, preset.c.code)):
        torn = select(mine).where(mine.between(end.start, end.stop - 1), not_(_in(others, ends)))
        last = max(last, connection.scalar(torn.order_by(mine.desc()).limit(1)) or 0)
    return last
