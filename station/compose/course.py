"""What is done to the line while the station is off: steps of the core, and one commit or none.

A course begins with an empty line, or with the order that stands open. That one is taken up in one
way only, as at a start of the station, so that a desk finds what the station would find. Desks
differ in what they bring: the heads that can print, and the books that say what the symbols of
codes hold (`Unread` for who only counts).
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from station.compose.remains import Issuing, remains_of
from station.core.effects import Refused
from station.core.events import Event
from station.core.line import step
from station.core.printing import Head
from station.core.records import Record
from station.core.restart import take_up, wake
from station.core.state import Limits, LineState, new_line
from station.store import queries
from station.store.errors import StoreRefused
from station.store.store import Store

NO_LIMITS = Limits()  # of a line without devices


def empty_line(
    connection: Connection, heads: Iterable[Head] = (), limits: Limits = NO_LIMITS
) -> LineState:
    """A line with no order on it; its running numbers go on where the database left them."""
    container, alarm, token = queries.next_numbers(connection)
    return new_line(heads, limits, container, alarm, token)


class Course:
    """`state` is the line after all steps so far, `records` what they left; nothing is written
    before `commit`."""

    def __init__(self, state: LineState, records: Iterable[Record] = ()) -> None:
        self.state = state
        self.records = tuple(records)

    @classmethod
    def taken_up(
        cls,
        connection: Connection,
        line: LineState,
        row: queries.OrderRow,
        codes: Issuing,
        now_ms: int,
    ) -> Course:
        """It begins with the order in `row` on this line, as after the station was off."""
        state, records, _ = take_up(line, remains_of(connection, row, codes), now_ms)
        return cls(state, records)

    @classmethod
    def without_order(cls, connection: Connection, line: LineState, now_ms: int) -> Course:
        """It begins with a line that has no order on it, as after the station was off."""
        state, records, _ = wake(line, queries.standing_alarms(connection), now_ms)
        return cls(state, records)

    def step(self, event: Event) -> tuple[Record, ...]:
        """One step further: what it left. Raises StoreRefused with why not; the course stands as
        it stood then."""
        state, records, effects = step(self.state, event)
        refused = next((one for one in effects if isinstance(one, Refused)), None)
        if refused is not None:
            rule = f" (rule: {refused.rule})" if refused.rule else ""
            raise StoreRefused(f"{refused.command}: {refused.why}{rule}")
        self.state, self.records = state, (*self.records, *records)
        return records

    def commit(self, store: Store, now_ms: int) -> None:
        """All of it in one transaction."""
        store.commit(self.records, now_ms)
