"""What people do with orders and codes while the station is off: the same core, without devices.

Each act is one commit or none: all its records are computed first, and a refusal leaves the orders
as they were. Who they are is proved before; whether they may is asked here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from station.compose.all_codes import AllCodes
from station.compose.clearance import find_order
from station.compose.course import Course, empty_line
from station.compose.database import Database
from station.compose.minting_key import kept_ring
from station.compose.office import Office
from station.compose.offline_desk import OfflineDesk
from station.compose.remains import Unread
from station.compose.secrets import SecretStore
from station.compose.store_word import StoreWord
from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.access import RIGHT_OF, Principal, Right
from station.core.alarms import AlarmKind
from station.core.clearance import open_points
from station.core.facts import Standing
from station.core.order import Order
from station.core.printing import Head
from station.core.state import LineState
from station.core.states import Phase
from station.store import order_facts, queries
from station.store.accounts import Accounts
from station.store.errors import KnownError, StoreRefused
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.guard import guard_of
from station.store.lock import StationLock
from station.store.passwords import Passwords
from station.store.store import Store

People = Sequence[Principal]
ABOUT_THE_STATION = frozenset({"running", "alarms"})  # no code and no container is open in these


class NotAllowed(StoreRefused):
    """These people have no right to it; that they asked is in the audit trail."""


@contextmanager
def open_desk(database: Database, secrets: SecretStore) -> Iterator[OrderDesk]:
    """The desk of the station whose database this is; no station may run on it meanwhile.

    Raises KnownError; StoreRefused while the database is locked."""
    path = database.path
    if not path.exists():
        raise KnownError(f"{path}: there is no database; open an order with `packline order open`")
    with StationLock(path), database.opened(station=0) as store:
        guard = guard_of(store)
        guard.refuse_locked()
        guard.skip_left_open(_now_ms())
        yield OrderDesk(store, Accounts(store.engine, Passwords(database.keys().pepper)), secrets)


class OrderDesk:
    def __init__(self, store: Store, accounts: Accounts, secrets: SecretStore) -> None:
        self._store, self._secrets = store, secrets
        self.office = Office(store, accounts)

    @cached_property
    def _codes(self) -> AllCodes:
        """Where a code is named by its text. Raises KnownError without the minting key."""
        return AllCodes(self._store.engine, kept_ring(self._secrets))

    def _allow(self, right: Right, people: Sequence[Principal]) -> tuple[str, str]:
        """The names of who may do this. Raises NotAllowed."""
        if why := self.office.why_not(right, people):
            raise NotAllowed(why)
        names = (*(one.name for one in people), "")
        return names[0], names[1]

    # -- orders

    def change(self, people: People, target: int, approval: str) -> Order:
        """A new target, or the approval number that was missing; the order as it is then. Nothing
        that was under way is touched, so nothing is taken up."""
        by, _ = self._allow(Right.ORDERS, people)
        with self._store.engine.connect() as connection:
            row = find_order(connection)
            counts = {
                (level, state): count
                for level in row.order.product.code_levels
                for state, count in queries.counts(connection, row.order.number, level).items()
            }
        course = Course(LineState({}, order=row.order, counts=counts))
        self._step(course, e.OrderChangeAsked(_now_ms(), by, target, approval))
        course.commit(self._store, _now_ms())
        assert course.state.order is not None
        return course.state.order

    def close(self, people: People, unprinted: e.Unprinted, belt_is_clear: bool = False) -> str:
        """Close the order that is open, if nothing of it is under way; its number."""
        by, _ = self._allow(Right.ORDERS, people)
        course = self._finished(by, belt_is_clear)
        return self._end(course, e.CloseAsked(_now_ms(), by, unprinted))

    def cancel(self, people: People, reason: str, belt_is_clear: bool = False) -> str:
        """Close the order that is open as cancelled; its number."""
        by, _ = self._allow(Right.ORDERS, people)
        course = self._taken_up(by, belt_is_clear)
        return self._end(course, e.CancelAsked(reason, _now_ms(), by))

    def void_unread(self, people: People, reason: str, belt_is_clear: bool = False) -> int:
        """Finish the order that is open, and void what nobody read of the sets and pairs that were
        begun; how many codes that are."""
        by, _ = self._allow(Right.SETTLE_DOUBT, people)
        course = self._finished(by, belt_is_clear)
        done = self._step(course, e.UnreadVoided(reason, _now_ms(), by))
        course.commit(self._store, _now_ms())
        return sum(len(one.codes) for one in done if isinstance(one, r.CodesMoved))

    def _finished(self, by: str, belt_is_clear: bool) -> Course:
        course = self._taken_up(by, belt_is_clear)
        if course.state.phase is not Phase.COMPLETING:
            self._step(course, e.FinishAsked(_now_ms(), by))
        return course

    def _end(self, course: Course, event: e.Event) -> str:
        self._step(course, event)
        course.commit(self._store, _now_ms())
        assert course.state.order is not None
        return course.state.order.number

    def _taken_up(self, by: str, belt_is_clear: bool) -> Course:
        """The order that is open; of a belt that needs no look, no alarm stands."""
        with self._store.engine.connect() as connection:
            row = find_order(connection)
            heads = [Head(f"printer of level {n}", n) for n in row.order.product.code_levels]
            line = empty_line(connection, heads)
            course = Course.taken_up(connection, line, row, Unread(), _now_ms())
            standing = order_facts.standing(connection, row.order.number)
        if belt_is_clear:
            self._step(course, e.BeltCleared(_now_ms(), by))
            self._needs_no_check(course, by, "the belt is clear")
        elif not _under_way(course.state, standing):
            self._needs_no_check(course, by, "nothing of the order is under way")
        return course

    def _needs_no_check(self, course: Course, by: str, how: str) -> None:
        for alarm in course.state.alarms:
            if alarm.kind is AlarmKind.CHECK_AFTER_RESTART:
                self._step(course, e.AlarmClearAsked(alarm.number, _now_ms(), by, how))

    # -- codes

    def void_range(self, people: People, first: str, last: str, reason: str) -> int:
        """Void all codes between these two, both included; how many that are."""
        by, second = self._allow(Right.VOID_RANGE, people)
        low, high = sorted((self._code(first), self._code(last)))
        if low >> SERIAL_BITS != high >> SERIAL_BITS:
            raise StoreRefused(f"{first} and {last} are not of one series; name a range of one")
        count, serial = high - low + 1, low & SERIAL_MASK
        event = e.RangeVoidAsked(low >> SERIAL_BITS, serial, count, reason, _now_ms(), by, second)
        self._alone(event)
        return count

    def ship(self, people: People, said: str, dealer: str, region: str) -> r.Shipped:
        by, _ = self._allow(Right.SHIP, people)
        event = w.ShipAsked(self._codes.as_read(said), dealer, region, _now_ms(), by)
        return next(one for one in self._alone(event) if isinstance(one, r.Shipped))

    def unship(self, people: People, said: str, reason: str) -> r.Unshipped:
        by, _ = self._allow(Right.SHIP, people)
        event = w.UnshipAsked(self._codes.as_read(said), reason, _now_ms(), by)
        return next(one for one in self._alone(event) if isinstance(one, r.Unshipped))

    def _code(self, said: str) -> int:
        code = self._codes.find(said)
        if code is None:
            raise StoreRefused(f"{said}: no code of this station; check what was scanned")
        return code

    def _alone(self, event: e.Event) -> tuple[r.Record, ...]:
        """What concerns no order's course: done to a line with nothing on it."""
        with self._store.engine.connect() as connection:
            course = Course(empty_line(connection))
        self._step(course, event)
        course.commit(self._store, _now_ms())
        return course.records

    # -- rework

    @cached_property
    def bench(self) -> OfflineDesk:
        """Where things are scanned and mended. Raises KnownError without the minting key."""
        return OfflineDesk(self._store, self._codes)

    def rework(self, people: People, command: w.Rework) -> tuple[r.Record, ...]:
        """Carry it out, signed by them: what was recorded."""
        by, _ = self._allow(RIGHT_OF[type(command)], people)
        return self.bench.do(replace(command, by=by))

    def _step(self, course: Course, event: e.Event) -> tuple[r.Record, ...]:
        """One step: what it left, with what the store says to it filled in."""
        order = course.state.order
        needs_books = isinstance(event, w.Rework | e.ReprintAsked)
        say = StoreWord(self._store.engine, self._codes if needs_books else None)
        return course.step(say(event, order.number if order else ""))


def _under_way(state: LineState, standing: Standing) -> bool:
    """Whether anything but the station itself keeps the order open."""
    points = {point.key for point in open_points(state, standing) if point.blocks}
    return not points <= ABOUT_THE_STATION


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
