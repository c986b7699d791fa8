"""Codes that nobody uses yet: which come next, and which serials a new block may have.

Asking takes nothing: the ALLOCATE record does, in its own transaction. There is one core thread,
so nothing can come between. Nine of ten left gives nine.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select

from station.store.errors import StoreRefused
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.schema import IS_FREE, block, code, meta, orders
from station.store.texts import code_of_text, first_known, texts_of

POOL_NUMBERS = "sscc_pools"  # fact of the database: each pool's small number, as JSON
SERIAL_FLOORS = "serial_floors"  # fact: by series, the last serial that a lost time may have used

__all__ = [
    "POOL_NUMBERS",
    "SERIAL_FLOORS",
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
    """The first serial of a series that no block ever had; serials begin at 1.

    Nor may a block of a time that was lost have had it: after a restore the floors stand where the
    witness saw the series end."""
    ends = select(func.max(block.c.first + block.c.size)).where(block.c.series == series)
    return max(connection.scalar(ends) or 1, floors(connection).get(series, 0) + 1)


def floors(connection: Connection) -> dict[int, int]:
    """By series, the last serial that may have been used in a time that a restore lost."""
    told = connection.scalar(select(meta.c.value).where(meta.c.key == SERIAL_FLOORS))
    return {int(series): last for series, last in json.loads(told or "{}").items()}


def next_serials(connection: Connection, series: int, count: int) -> range:
    """Serials for a new block, above all that any order ever had of this series.

    Raises StoreRefused when the series has not as many left."""
    first = next_serial(connection, series)
    if first + count - 1 > SERIAL_MASK:
        raise StoreRefused(f"series {series} has {SERIAL_MASK + 1 - first} serials left")
    return range(first, first + count)
