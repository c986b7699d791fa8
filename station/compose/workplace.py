"""A station put together in a data folder: store, keys, devices, loop; opened and closed as one."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from secrets import token_urlsafe
from typing import Self

from config.line import LineFile
from drivers.api import RunnableDevice
from station.compose.all_codes import AllCodes
from station.compose.backups import BackupThread, Made, make
from station.compose.code_book import OrderCodes
from station.compose.database import Database
from station.compose.epochs import epoch_of
from station.compose.first_codes import granting, returned_codes
from station.compose.importing import held, make_import
from station.compose.labels import printers_of
from station.compose.line_at_start import line_at_start, shown_locked
from station.compose.minting_key import ring_for
from station.compose.order_on_line import OrderOnLine
from station.compose.print_trials import PrintTrials
from station.compose.products import heads_of, roles_of
from station.compose.secrets import SecretStore
from station.compose.store_word import StoreWord
from station.compose.supply import Supply
from station.compose.veil import Veil, veiled_logs
from station.core import device_events as t
from station.core import effects as f
from station.core import events as e
from station.core.alarms import TEXTS, AlarmKind
from station.core.order import Order
from station.core.presets import ImportPlan
from station.core.snapshot import Snapshot
from station.core.state import LineState
from station.runtime.clock import Clock, SystemClock
from station.runtime.loop import LineStopped, Observer
from station.runtime.service import Service
from station.runtime.sessions import Sessions
from station.runtime.station import DeviceShown, Parts, Station
from station.runtime.watches import ClockWatch, DiskWatch
from station.store import outbox, queries
from station.store.accounts import Accounts
from station.store.disk import MB, Disk, same_disk
from station.store.errors import KnownError
from station.store.guard import Guard
from station.store.lock import StationLock
from station.store.machine import place_of
from station.store.passwords import Passwords
from station.store.points import reached
from station.store.standing import Lock
from station.store.store import Store

STARTING = e.StartAsked | e.OrderGiven | e.ChangeOverAsked
UNENCRYPTED = (
    'the database is not encrypted ([store] encryption = "off"): whoever gets the file can read '
    "imported codes and what was scanned"
)

log = logging.getLogger("packline.station")


class Workplace:
    """Use with `with`; `station` runs inside it. Raises KnownError for what is lacking."""

    station_type = Station

    def __init__(
        self,
        data: Path,
        line: LineFile,
        devices: Mapping[str, RunnableDevice],
        secrets: SecretStore,
        *,
        observer: Observer | None = None,
        clock: Clock | None = None,
        demo: bool = False,
    ) -> None:
        self.data, self.line = data, line
        self.demo = demo
        self._devices, self._secrets, self._observer = devices, secrets, observer
        self._clock = clock or SystemClock()
        self._open = ExitStack()
        store = line.store
        self.disk = Disk(data, line.limits.disk_reserve_mb * MB, store.reserve_mb * MB)
        self.locked: Lock | None = None  # why it only reads
        self.store: Store
        self.guard: Guard
        self.station: Station
        self.service: Service  # what everybody goes through who isn't the station itself
        self.all_codes: AllCodes
        self.on_line: OrderOnLine
        self._trials: PrintTrials
        self._supply: Supply  # of a station that isn't locked

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            path = self.data / self.line.store.path
            opening.enter_context(StationLock(path))
            self.disk.check()
            self.database = Database(path, self._secrets)
            if path.exists():
                self.database.quick_look()
            opening.enter_context(veiled_logs(Veil(self.database.keys().tags, self._living)))
            encrypt = self.line.store.encrypt
            if not encrypt:
                log.warning("%s", UNENCRYPTED)
            self.store = opening.enter_context(
                self.database.store(station=self.line.station, encrypted=encrypt, demo=self.demo)
            )
            # The store's own connection is the core thread's. People's commands use another one,
            # and whoever only looks things up a third.
            self.desk = self.database.engine()
            opening.callback(self.desk.dispose)
            self.reader = self.database.engine(read_only=True)
            opening.callback(self.reader.dispose)
            self.all_codes = AllCodes(self.reader, ring_for(self.store, self._secrets))
            self._backups = BackupThread(self.back_up, self._backup_failed)
            self.guard = self._make_guard(path)
            self.on_line = OrderOnLine(
                lambda: self.state.order, self.all_codes, self.guard, printers_of(self.line)
            )
            self._trials = PrintTrials(self.line, self._devices, self.all_codes)
            self.locked = self.guard.standing()
            if self.locked is None:
                self._begin()
            self.station = self._make_station()
            self.service = self._make_service()
            if self.locked is None:
                self._start(opening)
            else:
                log.critical("%s", self.locked)
            self._open = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    # -- what people do at the workplace

    @property
    def snapshot(self) -> Snapshot:
        return self.station.snapshot

    @property
    def state(self) -> LineState:
        return self.station.loop.state

    @property
    def devices(self) -> Sequence[DeviceShown]:
        return self.station.devices

    def device(self, name: str) -> RunnableDevice:
        return self._devices[name]

    def now_ms(self) -> int:
        return self._clock.wall_ms()

    def trace_ahead_ms(self) -> int:
        """The wall clock minus the steady one, by which devices' bytes are dated."""
        return self._clock.wall_ms() - self._clock.monotonic_ms()

    def ask(self, command: e.Event) -> f.Refused | None:
        why = self._why_not_now(command)
        if why:
            return f.Refused(type(command).__name__, why)
        if isinstance(command, e.OrderGiven | e.ChangeOverAsked):
            if why := self.on_line.labels_of(command.order).why_not():
                return f.Refused(type(command).__name__, why)
            self.all_codes.add(command.order, self._supply.prepare(command.order))
        return self.station.ask(command)

    def _why_not_now(self, command: e.Event) -> str:
        """What only the surroundings know: a locked station does nothing, and no order starts
        without room on the disk. Stopping is always free."""
        if self.locked is not None:
            return str(self.locked)
        if isinstance(command, t.PrintTestAsked):
            return self._trials.why_not(command.head)
        return self.disk.why_no_order() if isinstance(command, STARTING) else ""

    def _may_open_block(self) -> None:
        """Raises KnownError while the station is locked, or its witness out of reach."""
        why = str(self.locked or "") or self.guard.why_away
        if why:
            raise KnownError(why)

    def back_up(self, target: Path | None = None) -> Made:
        """A backup beside the running line; to the usual folder, where only so many are kept."""
        store = self.line.store
        folder = self.data / store.backup
        kept = store.backups_kept if target is None else 0
        return make(self.database, target or folder, kept=kept)

    def open_order(self, order: Order, codes: Mapping[int, int], by: str = "") -> None:
        """Put a new order on the line with `codes[level]` codes of each level in its pool."""
        self._may_open_block()
        self._must(e.OrderGiven(order, self.now_ms(), by))
        for level, count in codes.items():
            self.grant(level, count)

    def change_over(
        self,
        order: Order,
        codes: Mapping[int, int],
        by: str = "",
        unprinted: e.Unprinted = e.Unprinted.RETURN,
    ) -> f.Refused | None:
        """Close the order on the line and open this one, with codes as in `open_order`; what
        still stands open instead, if anything does."""
        self._may_open_block()
        refused = self.ask(e.ChangeOverAsked(order, self.now_ms(), by, unprinted))
        if refused is None:
            for level, count in codes.items():
                self.grant(level, count)
        return refused

    def ship_to(self, dealer: str, region: str) -> None:
        """Where what passes the shipping scanner goes from now on; "" = to whom it belongs."""
        self.station.ship_to(dealer, region)

    def grant(self, level: int, count: int) -> None:
        """Put `count` more codes into the pool of a level of the order on the line."""
        self._may_open_block()
        order = self.state.order
        assert order is not None, "codes are granted to an order"
        self._must(self._supply.block(order, level, count, self.now_ms()))

    def grant_more(self, level: int) -> None:
        """One more block of the line's usual size."""
        self.grant(level, self.line.pool.block)

    def retry_uploads(self) -> int:
        """Give what the platform refused another chance; how many batches. Raises KnownError while
        the station is locked."""
        if self.locked is not None:
            raise KnownError(str(self.locked))
        return outbox.retry(self.desk)

    def take_back(self) -> None:
        """What earlier orders gave back of the product's codes from elsewhere, for the order on the
        line. Raises StoreRefused where a level has none."""
        self._may_open_block()
        order = self.state.order
        assert order is not None, "codes are granted to an order"
        with self.reader.connect() as connection:
            returned = returned_codes(connection, order)
        for block in chain.from_iterable(returned.values()):
            self._must(granting(block, self.now_ms()))

    def import_codes(self, plan: ImportPlan) -> None:
        """Put the codes of a file into the pools of the order on the line, all or none.

        Raises KnownError without an order, StoreRefused, naming the code, if one was ever imported
        before."""
        if self.state.order is None:
            raise KnownError("codes are imported for an order; open one first")
        made = make_import(self.desk, plan, self.now_ms())
        with held(self.store, made):
            self._must(made.event)

    @property
    def codes(self) -> OrderCodes:
        """The code book of the order on the line."""
        return self.on_line.codes

    def make_label(self, effect: f.PrintLabel) -> bytes:
        return self.on_line.label(effect)

    def _must(self, command: e.Event) -> None:
        refused = self.ask(command)
        if refused is not None:
            raise KnownError(f"{refused.command}: {refused.why}")

    # -- putting it together

    def _make_guard(self, path: Path) -> Guard:
        return Guard(
            self.store,
            self.data / self.line.store.witness,
            place_of(path),
            when_full=self.disk.give_free,
            when_closed=self._backups.ask,
        )

    def _begin(self) -> None:
        """A new session of the newest database: what the one before may have used is skipped."""
        epoch = epoch_of(self.store, self._secrets)
        self._supply = Supply(self.desk, self.reader, self.line.station, epoch)
        self.guard.skip_left_open(self.now_ms())
        self.guard.begin()

    def _living(self) -> Sequence[str]:
        """The texts of codes on their way, for what covers them in logs."""
        if not hasattr(self, "station"):
            return ()
        return [data.decode("utf-8", "replace") for data in self.state.by_data]

    def _start(self, opening: ExitStack) -> None:
        opening.callback(self._end_session)
        self._backups.start()
        opening.callback(self._backups.stop)
        self.station.start()
        opening.callback(self.station.stop)
        if not self.demo and same_disk(self.guard.path, self.store.path):
            self._tell(AlarmKind.WITNESS_NEAR, str(self.guard.path))

    def _end_session(self) -> None:
        """Only after an orderly stop is what was claimed and not used as good as new."""
        if self.station.loop.failure is None:
            self.guard.end()

    def _backup_failed(self, why: str) -> None:
        self._tell(AlarmKind.BACKUP_FAILED, str(self.data / self.line.store.backup), why)

    def _tell(self, kind: AlarmKind, where: str, detail: str = "") -> None:
        """An alarm for what no watch finds."""
        text = TEXTS[kind].what
        log.warning("%s: %s%s", where, text, f" ({detail})" if detail else "")
        try:
            self.station.loop.post(e.TroubleFound(kind, where, detail, self.now_ms()))
        except LineStopped:
            log.warning("%s: the line had stopped before that could be shown", where)

    def _make_station(self) -> Station:
        with self.reader.connect() as connection:
            newest = queries.newest_entry(connection)
        clock = ClockWatch(newest.at_ms if newest else 0)
        watches = (clock.look, DiskWatch(self.disk).look, self.guard.look)
        says = StoreWord(self.reader, self.all_codes, self.guard.claim)
        parts = Parts(
            roles_of(self.line), self.on_line, self.make_label, says, watches, self._trials
        )
        return self.station_type(
            self._line_state(),
            self.guard,
            self._devices,
            parts,
            self._clock,
            observer=self._observer,
        )

    def _make_service(self) -> Service:
        passwords = Passwords.of_demo if self.demo else Passwords
        accounts = Accounts(self.reader, passwords(self.database.keys().pepper))
        sessions = Sessions(self._clock.monotonic_ms, token_urlsafe)
        return Service(self, self.store, accounts, sessions)

    def _line_state(self) -> LineState:
        now_ms = self.now_ms()
        with self.reader.connect() as connection:
            heads = heads_of(self.line, self._devices)
            found = line_at_start(connection, heads, self.line, self.all_codes, now_ms)
        if self.locked is not None:
            return shown_locked(found.state, self.locked, now_ms)
        if found.records:
            found.commit(self.store, now_ms)
            reached("restart: on record")
        # Whatever the conveyor was told before, it is told again by the first turn.
        return replace(found.state, running=True)


def quiet_libraries() -> None:
    """Libraries that log what we publish as events anyway."""
    for library in ("pymodbus.logging", "asyncua"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
