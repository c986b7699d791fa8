"""What the rework desk asks: what rework left loose, what was told.

Reads on a connection of the caller's, like `queries`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from station.core.records import BatchReady, Reworked
from station.store.queries import IN_MAX
from station.store.schema import container, journal, orders, outbox, story


def newest_batch(connection: Connection, order: str, number: int) -> int:
    """The journal number of the newest batch about this container (0: the order's closing report),
    0 if the platform was never told."""
    told = (
        select(func.max(outbox.c.seq))
        .join(journal, journal.c.seq == outbox.c.seq)
        .where(
            outbox.c.order_number == order,
            outbox.c.container == number,
            journal.c.kind == BatchReady.__name__,
        )
    )
    return connection.scalar(told) or 0


def reworked(connection: Connection, codes: Sequence[int]) -> frozenset[int]:
    """Those of these codes in whose story rework stands."""
    found: set[int] = set()
    for at in range(0, len(codes), IN_MAX):
        part = codes[at : at + IN_MAX]
        told = (
            select(story.c.code)
            .join(journal, journal.c.seq == story.c.seq)
            .where(story.c.code.in_(part), journal.c.kind == Reworked.__name__)
        )
        found.update(connection.scalars(told))
    return frozenset(found)


def awaited(connection: Connection, order: str) -> frozenset[int]:
    """The labels that wait for their scan at the rework desk."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    waiting = select(container.c.desk).where(container.c.order_id == here, container.c.desk > 0)
    return frozenset(connection.scalars(waiting))
