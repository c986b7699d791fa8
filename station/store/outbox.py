"""The queue towards the platform: written with the facts, worked off by `sync`.

That may be another process. Each step is guarded by the state before it, so that doing it twice
changes nothing. A body is fixed before its first byte is sent and never changes afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    TextClause,
    and_,
    func,
    literal_column,
    select,
    update,
)

from station.core.records import BatchReady
from station.store.engine import reading, writing
from station.store.errors import StoreRefused
from station.store.points import reached
from station.store.schema import IS_ACKNOWLEDGED, IS_REFUSED, IS_WAITING, journal, outbox

LISTED_MAX = 10_000
WAITING = ("pending", "prepared")
BATCH = BatchReady.__name__  # the others are shipments


@dataclass(frozen=True)
class OutboxRow:
    id: int
    seq: int  # of its BatchReady in the journal, whose hash is `hash`
    hash: bytes
    order: str
    container: int  # 0 = the closing report of the order
    state: str  # pending, prepared, acknowledged, refused
    content_id: str
    body: bytes
    attempts: int
    next_try_ms: int
    receipt: str
    why: str
    replaces: int = 0  # the journal number of the batch that this one corrects, 0 = none
    kind: str = BATCH  # of the record that it came from


@dataclass(frozen=True)
class OutboxStatus:
    waiting: int
    acknowledged: int
    refused: int
    oldest_waiting: int  # id, 0 = none
    oldest_ms: int = 0  # when the oldest that waits was ready, 0 = none waits
    last_success_ms: int = 0  # 0 = none yet, or before this was kept


def pending(engine: Engine, limit: int = LISTED_MAX) -> list[OutboxRow]:
    """What the platform has not acknowledged yet, oldest first."""
    return _rows(engine, and_(IS_WAITING), limit)


def listed(engine: Engine, states: Sequence[str], limit: int = LISTED_MAX) -> list[OutboxRow]:
    """Rows in these states, oldest first."""
    return _rows(engine, outbox.c.state.in_(states), limit)


def bodies(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """Every body that was ever made, with its row's number."""
    made = select(outbox.c.id, outbox.c.body).where(outbox.c.body.is_not(None))
    for number, body in connection.execute(made.order_by(outbox.c.id)):
        yield number, bytes(body)


def content_id_of(engine: Engine, seq: int) -> str:
    """The content id of the batch with this journal number, "" while its body was not made."""
    with reading(engine) as connection:
        found = connection.scalar(select(outbox.c.content_id).where(outbox.c.seq == seq))
    return found or ""


def prepare(engine: Engine, number: int, content_id: str, body: bytes) -> None:
    """Fix the body for good, before its first byte is sent. The same body again is no news.

    Raises StoreRefused for another body, or one that another row has."""
    same = and_(
        outbox.c.state == "prepared", outbox.c.content_id == content_id, outbox.c.body == body
    )
    _change(
        engine,
        number,
        (outbox.c.state == "pending") | same,
        state="prepared",
        content_id=content_id,
        body=body,
    )


def acknowledge(engine: Engine, number: int, receipt: str, now_ms: int) -> None:
    """The platform holds it. A second receipt for the same row is no news; the first one stays."""
    before = outbox.c.state.in_(("prepared", "acknowledged"))
    first = func.coalesce(outbox.c.receipt, receipt)
    when = func.iif(outbox.c.receipt.is_(None), now_ms, outbox.c.settled_ms)
    _change(
        engine,
        number,
        before,
        state="acknowledged",
        receipt=first,
        settled_ms=when,
        why=None,
        codes_refused=None,
    )


def refuse(
    engine: Engine, number: int, why: str, now_ms: int, codes: Sequence[tuple[str, str]] = ()
) -> None:
    """The platform won't have it, or no batch can be made of it; a person must look. `codes` are
    texts of the single ones that it named, each with why."""
    before = outbox.c.state.in_((*WAITING, "refused"))
    told = json.dumps(codes, ensure_ascii=False) if codes else None
    _change(engine, number, before, state="refused", why=why, settled_ms=now_ms, codes_refused=told)


def reschedule(engine: Engine, number: int, next_try_ms: int, why: str = "") -> None:
    """It didn't go through this time. A row that was settled meanwhile stays as it is."""
    with writing(engine) as connection:
        connection.execute(
            update(outbox)
            .where(outbox.c.id == number, outbox.c.state.in_(WAITING))
            .values(attempts=outbox.c.attempts + 1, next_try_ms=next_try_ms, why=why)
        )


def send_again(engine: Engine, order: str) -> int:
    """The platform lost what it had acknowledged of this order: the very same bytes are to be sent
    once more; how many batches. What it still has it counts once."""
    again = (
        update(outbox)
        .where(outbox.c.order_number == order, outbox.c.state == "acknowledged")
        .values(
            state="prepared",
            receipt=None,
            next_try_ms=0,
            settled_ms=0,
            why="the platform lost it",
        )
    )
    with writing(engine) as connection:
        return connection.execute(again).rowcount


def retry(engine: Engine) -> int:
    """Give what was refused another chance, with the same body; how many."""
    again = (
        update(outbox)
        .where(outbox.c.state == "refused")
        .values(
            state=func.iif(outbox.c.body.is_(None), "pending", "prepared"),
            next_try_ms=0,
            settled_ms=0,
            why=None,
            codes_refused=None,
        )
    )
    with writing(engine) as connection:
        return connection.execute(again).rowcount


def status(engine: Engine) -> OutboxStatus:
    """Each figure from the index of its state: a screen asks every other second, and rows carry
    their bodies with them."""
    oldest = select(outbox.c.id, journal.c.at_ms).join(journal, journal.c.seq == outbox.c.seq)
    oldest = oldest.where(IS_WAITING).order_by(outbox.c.id).limit(1)
    newest = select(func.max(outbox.c.settled_ms)).where(IS_ACKNOWLEDGED)
    with reading(engine) as connection:
        waiting, acknowledged, refused = (
            _count(connection, state) for state in (IS_WAITING, IS_ACKNOWLEDGED, IS_REFUSED)
        )
        first = connection.execute(oldest).first()
        last_ms = connection.scalar(newest) or 0
    number, since_ms = (0, 0) if first is None else (first.id, first.at_ms)
    return OutboxStatus(waiting, acknowledged, refused, number, since_ms, last_ms)


def _count(connection: Connection, state: TextClause) -> int:
    counted = select(func.count(literal_column("1"))).select_from(outbox).where(state)
    return connection.scalar(counted) or 0


def _rows(engine: Engine, which: ColumnElement[bool], limit: int) -> list[OutboxRow]:
    joined = outbox.join(journal, journal.c.seq == outbox.c.seq)
    found = select(outbox, journal.c.hash, journal.c.kind).select_from(joined).where(which)
    found = found.order_by(outbox.c.id).limit(limit)
    with reading(engine) as connection:
        return [
            OutboxRow(
                row.id,
                row.seq,
                bytes(row.hash),
                row.order_number,
                row.container,
                row.state,
                row.content_id or "",
                bytes(row.body or b""),
                row.attempts,
                row.next_try_ms,
                row.receipt or "",
                row.why or "",
                kind=row.kind,
                replaces=row.replaces,
            )
            for row in connection.execute(found)
        ]


def _change(engine: Engine, number: int, before: ColumnElement[bool], **values: object) -> None:
    reached(f"outbox: to be {values['state']}")
    with writing(engine) as connection:
        touched = connection.execute(
            update(outbox).where(outbox.c.id == number, before).values(**values)
        ).rowcount
        if touched != 1:
            state = connection.scalar(select(outbox.c.state).where(outbox.c.id == number))
            wanted = values["state"]
            raise StoreRefused(
                f"outbox row {number} is {state or 'not there'} and can't be {wanted}"
            )
    reached(f"outbox: {values['state']}")
