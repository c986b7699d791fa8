"""The outbox as people look through it: a page at a time, the newest first, without the bodies.

Not responsible for working it off: `station.store.outbox`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, TextClause, select, text

from station.store.schema import (
    IS_ACKNOWLEDGED,
    IS_REFUSED,
    IS_WAITING,
    container,
    journal,
    outbox,
)

WHICH: Mapping[str, TextClause] = {
    "all": text("1"),
    "waiting": IS_WAITING,
    "refused": IS_REFUSED,
    "acknowledged": IS_ACKNOWLEDGED,
}


@dataclass(frozen=True)
class UploadRow:
    """A batch and how it stands. `level` is its container's, 0 for a closing report."""

    id: int
    seq: int
    hash: str
    order: str
    container: int
    level: int
    kind: str  # of the record that it came from
    replaces: int
    state: str
    attempts: int
    next_try_ms: int
    ready_ms: int
    settled_ms: int
    content_id: str
    receipt: str
    why: str
    refused: tuple[tuple[str, str], ...]  # texts of single codes, each with why


_COLUMNS = (
    *(outbox.c.id, outbox.c.seq, outbox.c.order_number, outbox.c.container, outbox.c.replaces),
    *(outbox.c.state, outbox.c.attempts, outbox.c.next_try_ms, outbox.c.settled_ms),
    *(outbox.c.content_id, outbox.c.receipt, outbox.c.why, outbox.c.codes_refused),
    *(journal.c.kind, journal.c.hash, journal.c.at_ms, container.c.level),
)


def page(connection: Connection, which: str, below: int, limit: int) -> list[UploadRow]:
    """At most `limit` rows of a kind (`WHICH`) with numbers below `below`, the newest first."""
    # By number first: the index of its state finds them, and no body is touched.
    here = select(outbox.c.id).where(WHICH[which], outbox.c.id < below)
    numbers = list(connection.scalars(here.order_by(outbox.c.id.desc()).limit(limit)))
    rows = connection.execute(_rows().where(outbox.c.id.in_(numbers)).order_by(outbox.c.id.desc()))
    return [_row(row) for row in rows]


def one(connection: Connection, number: int) -> UploadRow | None:
    row = connection.execute(_rows().where(outbox.c.id == number)).first()
    return None if row is None else _row(row)


def number_of(connection: Connection, seq: int) -> int:
    """The row of the batch with this number in the journal, 0 = there is none."""
    return connection.scalar(select(outbox.c.id).where(outbox.c.seq == seq)) or 0


def body_of(connection: Connection, number: int) -> bytes:
    """The body of a row, b"" while none was made."""
    return bytes(connection.scalar(select(outbox.c.body).where(outbox.c.id == number)) or b"")


def _rows() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .select_from(outbox)
        .join(journal, journal.c.seq == outbox.c.seq)
        .outerjoin(container, container.c.id == outbox.c.container)
    )


def _row(row: Any) -> UploadRow:
    return UploadRow(
        id=row.id,
        seq=row.seq,
        hash=bytes(row.hash).hex(),
        order=row.order_number,
        container=row.container,
        level=row.level or 0,
        kind=row.kind,
        replaces=row.replaces,
        state=row.state,
        attempts=row.attempts,
        next_try_ms=row.next_try_ms,
        ready_ms=row.at_ms,
        settled_ms=row.settled_ms,
        content_id=row.content_id or "",
        receipt=row.receipt or "",
        why=row.why or "",
        refused=tuple((code, why) for code, why in json.loads(row.codes_refused or "[]")),
    )
