"""Codes that nobody uses yet: which come next, and which serials a new block may have.

Asking takes nothing: the ALLOCATE record does, in its own transaction. There is one core thread,
so nothing can come between. Nine of ten left gives nine.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from station.store.errors import StoreRefused
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.schema import IS_FREE, block, code, orders
from station.store.texts import code_of_text, first_known, texts_of

__all__ = [
    "code_of_text",
    "first_known",
    "free_left",
    "next_serial",
    "next_serials",
    "peek",
    "texts_of",
]


def peek(connection: Connection, order: str, level: int, count: int) -> list[int]:
    """The next codes of a level, `count` at most: returned ones first, then never-used ones."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    back = select(code.c.id).where(code.c.order_id == here, code.c.level == level, IS_FREE)
    found = list(connection.scalars(back.order_by(code.c.id).limit(count)))
    blocks = select(block).where(
        block.c.order_id == here,
        block.c.level == level,
        block.c.next < block.c.first + block.c.size - block.c.voided,
    )
    for row in connection.execute(blocks.order_by(block.c.id)):
        end = min(row.first + row.size - row.voided, row.next + count - len(found))
        found += [(row.series << SERIAL_BITS) + serial for serial in range(row.next, end)]
    return found


def free_left(connection: Connection, order: str, level: int) -> int:
    """How many codes of a level can still be allocated."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    back = select(func.count()).where(code.c.order_id == here, code.c.level == level, IS_FREE)
    unused = block.c.first + block.c.size - block.c.voided - block.c.next
    ahead = select(func.coalesce(func.sum(unused), 0)).where(
        block.c.order_id == here, block.c.level == level
    )
    return int(connection.scalar(back) or 0) + int(connection.scalar(ahead) or 0)


def next_serial(connection: Connection, series: int) -> int:
    """The first serial of a series that no block ever had; serials begin at 1."""
    ends = select(func.max(block.c.first + block.c.size)).where(block.c.series == series)
    return connection.scalar(ends) or 1


def next_serials(connection: Connection, series: int, count: int) -> range:
    """Serials for a new block, above all that any order ever had of this series.

    Raises StoreRefused when the series has not as many left."""
    first = next_serial(connection, series)
    if first + count - 1 > SERIAL_MASK:
        raise StoreRefused(f"series {series} has {SERIAL_MASK + 1 - first} serials left")
    return range(first, first + count)
