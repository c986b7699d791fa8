"""The station's outbox, as `sync.push` wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from station.store import outbox
from station.store.errors import StoreRefused
from sync.ports import JournalPoint, Overtaken, Waiting


class StationOutbox:
    """`Outbox` on the station's database; `engine` is the store's (`Store.engine`)."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def pending(self, limit: int) -> Sequence[Waiting]:
        return [
            Waiting(
                row.id,
                row.order,
                row.container,
                JournalPoint(row.seq, row.hash.hex()),
                row.content_id,
                row.body,
                row.attempts,
                row.next_try_ms,
                shipment=row.kind != outbox.BATCH,
                replaces=row.replaces,
            )
            for row in outbox.pending(self._engine, limit)
        ]

    def waiting(self) -> int:
        return outbox.status(self._engine).waiting

    def content_id_of(self, seq: int) -> str:
        return outbox.content_id_of(self._engine, seq)

    def prepare(self, id: int, content_id: str, body: bytes) -> None:
        with _told_apart():
            outbox.prepare(self._engine, id, content_id, body)

    def acknowledge(self, id: int, receipt: str, now_ms: int) -> None:
        with _told_apart():
            outbox.acknowledge(self._engine, id, receipt, now_ms)

    def refuse(self, id: int, why: str, now_ms: int, codes: Sequence[tuple[str, str]] = ()) -> None:
        with _told_apart():
            outbox.refuse(self._engine, id, why, now_ms, codes)

    def reschedule(self, id: int, next_try_ms: int, why: str) -> None:
        outbox.reschedule(self._engine, id, next_try_ms, why)


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except StoreRefused as refused:
        raise Overtaken(str(refused)) from refused
