"""The rework desk of a station that isn't running: the same core, without devices.

The order that stands open is taken up as at a start, and put down again: what the station would
find then, it finds. What needs a printer can't be done here.
"""

from __future__ import annotations

import time
from typing import Any

from station.compose.all_codes import AllCodes
from station.compose.desk_book import StoredDesk
from station.compose.remains import remains_of
from station.core import rework_events as w
from station.core.effects import Refused
from station.core.facts import BoxFact, ItemFact, Scanned
from station.core.line import step
from station.core.records import Record
from station.core.restart import take_up
from station.core.state import Limits, LineState, new_line
from station.store import queries
from station.store.errors import StoreRefused
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
        state, taken_up = self._line()
        _, records, effects = step(state, command)
        refused = next((one for one in effects if isinstance(one, Refused)), None)
        if refused is not None:
            raise StoreRefused(f"{refused.command}: {refused.why} (rule: {refused.rule})")
        self._store.commit([*taken_up, *records], command.at_ms)
        return records

    def _line(self) -> tuple[LineState, tuple[Record, ...]]:
        with self._store.engine.connect() as connection:
            container, alarm, token = queries.next_numbers(connection)
            line = new_line((), Limits(), container, alarm, token)
            row = queries.open_order(connection)
            if row is None:
                return line, ()
            remains = remains_of(connection, row, self._books.of(row.order.number))
        state, records, _ = take_up(line, remains, self.now_ms())
        return state, records

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
