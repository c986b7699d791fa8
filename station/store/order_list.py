"""Orders as people look through them: a page at a time, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from station.core.order import Order
from station.core.states import Phase
from station.store import codec
from station.store.schema import orders


@dataclass(frozen=True)
class OrderAt:
    """`place` orders them by when they were opened."""

    place: int
    order: Order
    phase: Phase


def orders_below(connection: Connection, below: int, limit: int) -> list[OrderAt]:
    """At most `limit` orders that were opened before the one at `below`, the newest first."""
    found = select(orders).where(orders.c.id < below).order_by(orders.c.id.desc()).limit(limit)
    return [
        OrderAt(row.id, codec.decode_order(row.body), Phase(row.phase))
        for row in connection.execute(found)
    ]
