"""The rework desk of a station that isn't running: the same core, without devices.

The order that stands open is taken up as at a start (`compose.course`), and put down again: what
the station would find then, it finds. What needs a printer can't be done here.
"""

from __future__ import annotations

import time
from typing import Any

from station.compose.all_codes import AllCodes
from station.compose.course import Course, empty_line
from station.compose.desk_book import StoredDesk
from station.core import rework_events as w
from station.core.facts import BoxFact, ItemFact, Scanned
from station.core.records import Record
from station.store import queries
from station.store.store import Store


class OfflineDesk:
    def __init__(self, store: Store, books: AllCodes) -> None:
        self._store, self._books = store, books
        self._desk = StoredDesk(store.engine, books)

    def scan(self, said: str) -> Scanned:
        """What somebody scanned or typed, with what the store says of it."""
        read = self._books.as_read(said)
        return self._desk.scanned(read.data, read.aim)

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def do(self, command: w.Rework) -> tuple[Record, ...]:
        """Carry it out: what was recorded. Raises StoreRefused with why not; nothing is changed
        then."""
        course = self._taken_up()
        done = course.step(command)
        course.commit(self._store, command.at_ms)
        return done

    def _taken_up(self) -> Course:
        """The order that is open, if one is."""
        with self._store.engine.connect() as connection:
            line, row = empty_line(connection), queries.open_order(connection)
            if row is None:
                return Course(line)
            book = self._books.of(row.order.number)
            return Course.taken_up(connection, line, row, book, self.now_ms())

    # -- for people

    def shown(self, scan: Scanned) -> dict[str, Any]:
        """What was scanned, what it is in, and what is in that."""
        assert scan.item is not None, "only what is known can be shown"
        around = [box for box in (scan.box, *scan.around) if box is not None]
        return {**self._item(scan.item), "containers": [self._box(box) for box in around]}

    def _item(self, item: ItemFact) -> dict[str, Any]:
        book = self._books.of(item.order)
        return {
            "text": book.human(item.level, [item.issued.code])[0],
            "role": book.order.product.levels[item.level].role,
            "order": item.order,
            "state": item.state.value,
            "reason": item.reason,
        }

    def _box(self, box: BoxFact) -> dict[str, Any]:
        book = self._books.of(box.order)
        return {
            "container": box.number,
            "role": book.order.product.levels[box.level].role,
            "label": self._item(box.label)["text"] if box.label else "",
            "state": box.state.value,
            "reason": box.why,
            "capacity": box.capacity,
            "quarantined": box.quarantined,
            "at_desk": box.desk is not None,
            "shipped_to": box.shipped_to,
            "told": box.batch_seq > 0,
            "content": [{"place": slot + 1, **self._item(one)} for slot, one in box.children],
        }
