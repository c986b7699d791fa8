"""The queue to the platform, as the uploads page asks for it.

Codes leave covered: a screen stands where everybody passes. A batch whose body was not made yet is
made for the look alone, from the same facts, and thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from station.compose.workplace import Workplace
from station.core.access import Right
from station.core.code_shapes import covered_words, masked
from station.core.order import Order
from station.door.acts import does
from station.door.seats import Taken
from station.store import outbox, queries, upload_list
from station.store.engine import reading
from station.store.upload_list import UploadRow
from station.talk import upload_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses
from sync.making import made_of
from sync.named_codes import NamedCode, named_in
from sync.ports import JournalPoint, NotFinal, Waiting
from sync.station_facts import StationFacts

LOOK = "look at the uploads"
RECEIPT_CHARACTERS_MAX = 600
STATES = {"pending": "waiting", "prepared": "waiting"}


class UploadActs:
    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._orders: dict[str, Order] = {}
        # The codes of the batch that was looked at last: its pages are asked for one by one.
        self._codes_of: tuple[int, str] = (0, "")
        self._codes: tuple[q.CodeTold, ...] = ()

    @does(q.Batches)
    def batches(self, seat: Taken, asked: q.Batches) -> q.BatchesShown:
        self._place.service.must(seat.people, Right.READ, LOOK)
        if asked.which not in upload_list.WHICH:
            known = ", ".join(upload_list.WHICH)
            raise Refuses(Refusal(f"{asked.which} is no kind of batches; there are: {known}"))
        rows = _bounded(asked.rows)
        with reading(self._place.reader) as connection:
            found = upload_list.page(connection, asked.which, asked.below, rows + 1)
        stand = outbox.status(self._place.reader)
        waited_ms = self._place.now_ms() - stand.oldest_ms if stand.waiting else 0
        platform = self._place.line.platform
        return q.BatchesShown(
            lines=tuple(map(self._line, found[:rows])),
            older=found[rows - 1].id if len(found) > rows else 0,
            waiting=stand.waiting,
            refused=stand.refused,
            acknowledged=stand.acknowledged,
            oldest_ms=stand.oldest_ms,
            oldest_s=max(0, waited_ms) / 1_000,
            last_success_ms=stand.last_success_ms,
            platform="" if platform is None else platform.url,
        )

    @does(q.Batch)
    def batch(self, seat: Taken, asked: q.Batch) -> q.BatchDetail:
        self._place.service.must(seat.people, Right.READ, LOOK)
        with reading(self._place.reader) as connection:
            row = upload_list.one(connection, asked.batch)
            body = upload_list.body_of(connection, asked.batch)
        if row is None:
            raise Refuses(Refusal(f"batch {asked.batch} isn't there; choose one of the list"))
        codes, not_final = self._codes_in(row, body)
        first = min(max(0, asked.first), len(codes))
        return q.BatchDetail(
            line=self._line(row),
            content_id=row.content_id,
            receipt=row.receipt[:RECEIPT_CHARACTERS_MAX],
            body_bytes=len(body),
            replaces=self._replaced(row),
            codes_total=len(codes),
            first=first,
            codes=codes[first : first + _bounded(asked.rows)],
            not_final=not_final,
        )

    @does(q.RetryRefused)
    def retry_refused(self, seat: Taken, _: q.RetryRefused) -> int:
        return self._place.service.retry_uploads(seat.people)

    # -- lines

    def _line(self, row: UploadRow) -> q.BatchLine:
        return q.BatchLine(
            batch=row.id,
            order=row.order,
            what=_what(row),
            container=row.container,
            role=self._order(row.order).product.role_of(row.level) if row.container else "",
            correction=bool(row.replaces),
            state=STATES.get(row.state, row.state),
            attempts=row.attempts,
            next_try_ms=row.next_try_ms if row.state in STATES else 0,
            ready_ms=row.ready_ms,
            settled_ms=row.settled_ms,
            receipt=_receipt_name(row.receipt),
            why=covered_words(row.why),
            codes_refused=len(row.refused),
        )

    def _order(self, number: str) -> Order:
        if number not in self._orders:
            with reading(self._place.reader) as connection:
                found = queries.get_order(connection, number)
            assert found is not None, f"a batch of order {number}, which isn't there"
            self._orders[number] = found.order
        return self._orders[number]

    def _replaced(self, row: UploadRow) -> int:
        if not row.replaces:
            return 0
        with reading(self._place.reader) as connection:
            return upload_list.number_of(connection, row.replaces)

    # -- codes

    def _codes_in(self, row: UploadRow, body: bytes) -> tuple[tuple[q.CodeTold, ...], str]:
        """All codes of a batch, or why there is no list of them yet."""
        if not body:
            try:
                body = self._as_it_would_be(row)
            except NotFinal as fault:
                return (), str(fault)
            return self._told(row, tuple(named_in(body))), ""
        if self._codes_of != (row.id, row.state):
            self._codes = self._told(row, tuple(named_in(body)))
            self._codes_of = (row.id, row.state)
        return self._codes, ""

    def _as_it_would_be(self, row: UploadRow) -> bytes:
        place, shipment = self._place, row.kind != outbox.BATCH
        waiting = Waiting(
            row.id, row.order, row.container, JournalPoint(row.seq, row.hash), shipment=shipment
        )
        facts = StationFacts(lambda: reading(place.reader))
        texts = place.all_codes.of(row.order).texts
        return made_of(place.line.station, waiting, facts, texts).body

    def _told(self, row: UploadRow, named: Sequence[NamedCode]) -> tuple[q.CodeTold, ...]:
        """The refused ones first; what the platform named besides stands among them."""
        product, refused = self._order(row.order).product, dict(row.refused)
        told = [
            q.CodeTold(
                masked(one.text), product.role_of(one.level), one.state, refused.get(one.text, "")
            )
            for one in named
        ]
        foreign = refused.keys() - {one.text for one in named}
        told += [q.CodeTold(masked(text), "", "", refused[text]) for text in sorted(foreign)]
        return tuple(sorted(told, key=lambda one: not one.refused))


def _bounded(rows: int) -> int:
    return min(max(1, rows), q.ROWS_MAX)


def _what(row: UploadRow) -> str:
    if row.kind != outbox.BATCH:
        return "shipment"
    return "container" if row.container else "closing"


def _receipt_name(receipt: str) -> str:
    """The platform's own number of the batch, where its receipt has one."""
    try:
        return str(json.loads(receipt)["batch"])
    except (ValueError, KeyError, TypeError):
        return receipt[:24]
