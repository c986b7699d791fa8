"""A station put together in a data folder: store, keys, devices, loop; opened and closed as one."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Self

from config.line import LineFile
from drivers.api import RunnableDevice
from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.importing import make_import
from station.compose.labels import ShippingLabels
from station.compose.pool_numbers import pool_numbers, series_of
from station.compose.products import heads_of, limits_of, roles_of
from station.compose.remains import remains_of
from station.compose.secrets import SecretStore, master_secret, next_epoch
from station.core import effects as f
from station.core import events as e
from station.core.facts import Issued, Known, PresetSet
from station.core.minting import KeyRing, derive_key
from station.core.order import Order
from station.core.packaging import CodeKind
from station.core.presets import ImportPlan
from station.core.restart import take_up
from station.core.snapshot import Snapshot
from station.core.state import LineState, new_line
from station.runtime.clock import Clock, SystemClock
from station.runtime.loop import Observer
from station.runtime.station import DeviceShown, Parts, Station
from station.store import pool, queries
from station.store.check import quick_look
from station.store.engine import open_engine
from station.store.errors import KnownError
from station.store.lock import StationLock
from station.store.store import Store

KEY_NUMBER = 1


class Workplace:
    """Use with `with`; `station` runs inside it. Raises KnownError for what is lacking."""

    def __init__(
        self,
        data: Path,
        line: LineFile,
        devices: Mapping[str, RunnableDevice],
        secrets: SecretStore,
        *,
        observer: Observer | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.data, self.line = data, line
        self._devices, self._secrets, self._observer = devices, secrets, observer
        self._clock = clock or SystemClock()
        self._open = ExitStack()
        self.store: Store
        self.station: Station
        self._ring: KeyRing
        self._codes: OrderCodes | None = None
        self._labels: ShippingLabels | None = None

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            path = self.data / self.line.store.path
            opening.enter_context(StationLock(path))
            self._check_disk()
            if path.exists():
                quick_look(path)
            self.store = opening.enter_context(Store.open(path, station=self.line.station))
            # The store's own connection is the core thread's. People's commands use another one,
            # and whoever only looks things up a third.
            self.desk = open_engine(path)
            opening.callback(self.desk.dispose)
            self._reader = open_engine(path, read_only=True)
            opening.callback(self._reader.dispose)
            self._ring = KeyRing({KEY_NUMBER: derive_key(self._master(), KEY_NUMBER)}, KEY_NUMBER)
            self._draw_epoch()
            self.station = self._make_station()
            self.station.start()
            opening.callback(self.station.stop)
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

    def now_ms(self) -> int:
        return self._clock.wall_ms()

    def ask(self, command: e.Event) -> f.Refused | None:
        return self.station.ask(command)

    def open_order(self, order: Order, codes: Mapping[int, int], by: str = "") -> None:
        """Put a new order on the line with `codes[level]` codes of each level in its pool."""
        for level in order.product.code_levels:
            self._pool_series(level, order)
        self._use(order)
        self._must(e.OrderGiven(order, self.now_ms(), by))
        for level, count in codes.items():
            self.grant(level, count)

    def grant(self, level: int, count: int) -> None:
        """Put `count` more codes into the pool of a level of the order on the line."""
        order = self.state.order
        assert order is not None, "codes are granted to an order"
        rule = order.product.rule_of(level)
        if rule.kind is CodeKind.IMPORTED:
            raise KnownError("imported codes come from a file: packline codes import FILE")
        series = self._pool_series(level, order)
        with self._reader.connect() as connection:
            first = pool.next_serial(connection, series)
        source = "sscc" if rule.kind is CodeKind.SSCC else "minted"
        self._must(e.PoolGranted(level, series, first, count, source, self.now_ms()))

    def grant_more(self, level: int) -> None:
        """One more block of the line's usual size."""
        self.grant(level, self.line.pool.block)

    def import_codes(self, plan: ImportPlan, by: str = "") -> None:
        """Put the codes of a file into the pools of the order on the line, all or none.

        Raises StoreRefused, naming the code, if one was ever imported before."""
        made = make_import(self.desk, plan, self.now_ms(), by)
        try:
            for (series, first), staged in made.staged.items():
                self.store.hold_texts(series, first, staged)
            self._must(made.event)
        finally:
            for series, first in made.staged:
                self.store.drop_staged(series, first)

    @property
    def codes(self) -> OrderCodes:
        """The code book of the order on the line."""
        assert self._codes is not None, "no order is on the line"
        return self._codes

    def _must(self, command: e.Event) -> None:
        refused = self.ask(command)
        if refused is not None:
            raise KnownError(f"{refused.command}: {refused.why}")

    # -- the code book and label maker of whatever order is on the line

    def lease(self, level: int, count: int) -> tuple[Issued, ...]:
        assert self._codes is not None, "a lease without an order"
        return self._codes.lease(level, count)

    def known(self, data: bytes, aim: str) -> Known | None:
        return None if self._codes is None else self._codes.known(data, aim)

    def set_of(self, code: int) -> PresetSet | None:
        return None if self._codes is None else self._codes.set_of(code)

    def make_label(self, effect: f.PrintLabel) -> bytes:
        assert self._labels is not None, "a label without an order"
        return self._labels(effect)

    def _use(self, order: Order) -> None:
        series = SsccSeries(self._pool_numbers())
        self._codes = OrderCodes(order, self._reader, self._ring, series)
        self._labels = ShippingLabels(order)

    # -- putting it together

    def _master(self) -> bytes:
        return master_secret(self._secrets)

    def _check_disk(self) -> None:
        """Room enough to run and to stop in an orderly way, or no start."""
        free_mb = shutil.disk_usage(self.data).free // 1_000_000
        needed_mb = self.line.limits.disk_reserve_mb
        if free_mb < needed_mb:
            raise KnownError(
                f"{self.data}: only {free_mb} MB are free, {needed_mb} MB are needed; "
                "free some space, or lower limits.disk_reserve_mb in the line file"
            )

    def _draw_epoch(self) -> None:
        """Every database has an epoch of its own, so that no restored one mints old codes."""
        if self.store.get_meta("epoch") is None:
            self.store.set_meta({"epoch": str(next_epoch(self._secrets))})
        self._epoch = int(self.store.get_meta("epoch") or 0)

    def _make_station(self) -> Station:
        parts = Parts(roles_of(self.line), self, self.make_label)
        return Station(
            self._line_state(),
            self.store,
            self._devices,
            parts,
            self._clock,
            observer=self._observer,
        )

    def _line_state(self) -> LineState:
        with self._reader.connect() as connection:
            container, alarm, token = queries.next_numbers(connection)
            row = queries.open_order(connection)
        line = new_line(heads_of(self.line), limits_of(self.line), container, alarm, token)
        if row is None:
            return line
        self._use(row.order)
        assert self._codes is not None
        with self._reader.connect() as connection:
            remains = remains_of(connection, row, self._codes)
        state, records, _ = take_up(line, remains, self.now_ms())
        self.store.commit(records, self.now_ms())
        # Whatever the conveyor was told before, it is told again by the first turn.
        return replace(state, running=True)

    def _pool_series(self, level: int, order: Order) -> int:
        """The series of a level's codes; an SSCC pool gets its number when it is first used."""
        rule = order.product.rule_of(level)
        return series_of(self.desk, self._pool_numbers(), rule, self.line.station, self._epoch)

    def _pool_numbers(self) -> dict[str, int]:
        with self._reader.connect() as connection:
            return pool_numbers(connection)


def quiet_libraries() -> None:
    """Libraries that log what we publish as events anyway."""
    logging.getLogger("pymodbus.logging").setLevel(logging.CRITICAL)
