"""The queue towards the platform: written with the facts, worked off by `sync`.

That may be another process. Each step is guarded by the state before it, so that doing it twice
changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, func, select, update

from station.store.errors import StoreRefused
from station.store.schema import outbox

LISTED_MAX = 10_000


@dataclass(frozen=True)
class OutboxRow:
    id: int
    order: str
    container: int  # 0 = the closing report of the order
    state: str  # pending, prepared, acknowledged, refused
    content_id: str
    body: bytes
    attempts: int
    next_try_ms: int
    receipt: str
    why: str


@dataclass(frozen=True)
class OutboxStatus:
    waiting: int
    acknowledged: int
    refused: int
    oldest_waiting: int  # id, 0 = none


def pending(engine: Engine, limit: int = LISTED_MAX) -> list[OutboxRow]:
    """What the platform has not acknowledged yet, oldest first."""
    return listed(engine, ("pending", "prepared"), limit)


def listed(engine: Engine, states: Sequence[str], limit: int = LISTED_MAX) -> list[OutboxRow]:
    found = select(outbox).where(outbox.c.state.in_(states)).order_by(outbox.c.id).limit(limit)
    with engine.connect() as connection:
        return [
            OutboxRow(
                row.id,
                row.order_number,
                row.container,
                row.state,
                row.content_id or "",
                bytes(row.body or b""),
                row.attempts,
                row.next_try_ms,
                row.receipt or "",
                row.why or "",
            )
            for row in connection.execute(found)
        ]


def prepare(engine: Engine, number: int, content_id: str, body: bytes) -> None:
    """Fix the body for good, before its first byte is sent."""
    _change(engine, number, ("pending",), state="prepared", content_id=content_id, body=body)


def acknowledge(engine: Engine, number: int, receipt: str) -> None:
    """The platform holds it. A second receipt for the same row is no news."""
    _change(engine, number, ("prepared", "acknowledged"), state="acknowledged", receipt=receipt)


def refuse(engine: Engine, number: int, why: str) -> None:
    """The platform won't have it; a person must look."""
    _change(engine, number, ("prepared", "refused"), state="refused", why=why)


def reschedule(engine: Engine, number: int, next_try_ms: int, why: str) -> None:
    """It didn't go through this time."""
    with engine.begin() as connection:
        connection.execute(
            update(outbox)
            .where(outbox.c.id == number, outbox.c.state.in_(("pending", "prepared")))
            .values(attempts=outbox.c.attempts + 1, next_try_ms=next_try_ms, why=why)
        )


def retry(engine: Engine) -> int:
    """Give what was refused another chance; how many."""
    with engine.begin() as connection:
        return connection.execute(
            update(outbox)
            .where(outbox.c.state == "refused")
            .values(state="prepared", next_try_ms=0, why=None)
        ).rowcount


def status(engine: Engine) -> OutboxStatus:
    with engine.connect() as connection:
        rows = connection.execute(
            select(outbox.c.state, func.count(), func.min(outbox.c.id)).group_by(outbox.c.state)
        ).all()
    counts = {state: count for state, count, _ in rows}
    oldest = min((first for s, _, first in rows if s in ("pending", "prepared")), default=0)
    waiting = counts.get("pending", 0) + counts.get("prepared", 0)
    return OutboxStatus(waiting, counts.get("acknowledged", 0), counts.get("refused", 0), oldest)


def _change(engine: Engine, number: int, before: Sequence[str], **values: object) -> None:
    with engine.begin() as connection:
        touched = connection.execute(
            update(outbox).where(outbox.c.id == number, outbox.c.state.in_(before)).values(**values)
        ).rowcount
    if touched != 1:
        raise StoreRefused(f"outbox row {number} is not {' or '.join(before)}")
