"""Codes that nobody uses yet: which come next, and which serials a new block may have.

Asking takes nothing: the ALLOCATE record does, in its own transaction. There is one core thread, so
nothing can come between. Nine of ten left gives nine.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from station.core.states import CodeState
from station.store.fold import IN_MAX, SERIAL_BITS
from station.store.schema import CODE_NUMBER, block, code, code_text, orders


def peek(connection: Connection, order: str, level: int, count: int) -> list[int]:
    """The next codes of a level, `count` at most: returned ones first, then never-used ones."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    back = select(code.c.id).where(
        code.c.order_id == here,
        code.c.level == level,
        code.c.state == CODE_NUMBER[CodeState.FREE],
    )
    found = list(connection.scalars(back.order_by(code.c.id).limit(count)))
    blocks = select(block).where(
        block.c.order_id == here,
        block.c.level == level,
        block.c.next < block.c.first + block.c.size,
    )
    for row in connection.execute(blocks.order_by(block.c.id)):
        end = min(row.first + row.size, row.next + count - len(found))
        found += [(row.series << SERIAL_BITS) + serial for serial in range(row.next, end)]
    return found


def next_serial(connection: Connection, series: int) -> int:
    """The first serial of a series that no block ever had; serials begin at 1."""
    ends = select(func.max(block.c.first + block.c.size)).where(block.c.series == series)
    return connection.scalar(ends) or 1


def next_import_series(connection: Connection) -> int:
    """A series for one more imported file: small numbers, apart from those of stations."""
    used = select(func.max(block.c.series)).where(block.c.source.startswith("file:"))
    return (connection.scalar(used) or 0) + 1


def texts_of(connection: Connection, codes: Sequence[int]) -> dict[int, bytes]:
    """The texts of imported codes among these."""
    rows = connection.execute(select(code_text).where(code_text.c.id.in_(codes)))
    return {row.id: bytes(row.text) for row in rows}


def first_known(connection: Connection, texts: Sequence[bytes]) -> bytes | None:
    """The first of these texts that was ever imported, None if all are new."""
    for at in range(0, len(texts), IN_MAX):
        part = texts[at : at + IN_MAX]
        found = set(connection.scalars(select(code_text.c.text).where(code_text.c.text.in_(part))))
        if found:
            return next(one for one in part if one in found)
    return None


def code_of_text(connection: Connection, text: bytes) -> int | None:
    """The imported code with exactly this text."""
    found: int | None = connection.scalar(select(code_text.c.id).where(code_text.c.text == text))
    return found
