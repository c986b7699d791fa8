"""Orders on a station that isn't running: the same core, without devices."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from config.line import LineFile
from station.compose.importing import Import, make_import
from station.compose.pool_numbers import pool_numbers, series_of
from station.compose.products import heads_of
from station.compose.secrets import SecretStore, next_epoch
from station.core import events as e
from station.core.code_schemes import scheme_of
from station.core.effects import Refused
from station.core.line import step
from station.core.order import Order
from station.core.packaging import INNER, CodeKind, CodeRule, Product
from station.core.presets import ImportPlan
from station.core.state import LineState, new_line
from station.store import pool, queries
from station.store.engine import open_engine
from station.store.errors import KnownError, StoreRefused
from station.store.lock import StationLock
from station.store.store import Store

SPARE = 1.1  # codes for each item: some are lost on the way
SPARE_CONTAINERS = 50


def open_order(
    path: Path,
    line: LineFile,
    order: Order,
    secrets: SecretStore,
    plan: ImportPlan | None = None,
) -> dict[str, int]:
    """Open an order in the database at `path` and fill its pools; codes by role. `plan` are the
    codes that come from a file.

    Raises StoreRefused if another order is open, the number was used, or a code of the file was
    imported before; nothing is changed then. KnownError for what the surroundings lack."""
    _check_schemes(order)
    with StationLock(path), Store.open(path, station=line.station) as store:
        if store.get_meta("epoch") is None:
            store.set_meta({"epoch": str(next_epoch(secrets))})
        state = _line(store, line, order)
        now_ms = time.time_ns() // 1_000_000
        made = make_import(store.engine, plan, now_ms) if plan is not None else None
        state = _do(store, state, e.OrderGiven(order, now_ms))
        granted = {}
        for level in order.product.code_levels:
            rule = order.product.rule_of(level)
            if rule.kind is CodeKind.IMPORTED:
                continue
            count = _count(order, level)
            series = _series(store, line, rule)
            with store.engine.connect() as connection:
                first = pool.next_serial(connection, series)
            source = "sscc" if rule.kind is CodeKind.SSCC else "minted"
            event = e.PoolGranted(level, series, first, count, source, now_ms)
            state = _do(store, state, event)
            granted[order.product.role_of(level)] = count
        if made is not None:
            granted |= _import(store, state, order.product, made)
    return granted


def import_codes(path: Path, read: Callable[[Product], ImportPlan]) -> dict[str, int]:
    """Put the codes of a file into the pools of the order that is open in the database at `path`;
    codes by role. `read` reads the file for the order's product.

    Raises StoreRefused without an open order, or if a code was ever imported before."""
    with StationLock(path), Store.open(path, station=_station_of(path)) as store:
        with store.engine.connect() as connection:
            row = queries.open_order(connection)
            container, alarm, token = queries.next_numbers(connection)
        if row is None:
            raise StoreRefused("no order is open; open one first: packline order open")
        product = row.order.product
        made = make_import(store.engine, read(product), time.time_ns() // 1_000_000)
        line = new_line((), next_container=container, next_alarm=alarm, next_token=token)
        state = replace(line, order=row.order, phase=row.phase)
        return _import(store, state, product, made)


def _import(store: Store, state: LineState, product: Product, made: Import) -> dict[str, int]:
    """All levels of the file in one transaction, or none."""
    for (series, first), staged in made.staged.items():
        store.hold_texts(series, first, staged)
    _do(store, state, made.event)
    return {product.role_of(block.level): block.count for block in made.event.blocks}


def _station_of(path: Path) -> int:
    """The station's number, as an existing database has it. Raises KnownError without one."""
    if not path.exists():
        raise KnownError(f"{path}: no database is there; open an order first: packline order open")
    engine = open_engine(path, read_only=True)
    try:
        with engine.connect() as connection:
            return int(queries.database_facts(connection)["station"])
    finally:
        engine.dispose()


def _check_schemes(order: Order) -> None:
    """Raises CodeError where batch or expiry can't stand in a code, before anything is written."""
    for level in order.product.code_levels:
        scheme_of(order.product.rule_of(level), order.product.gtin, order.batch, order.expiry)


def _line(store: Store, line: LineFile, order: Order) -> LineState:
    with store.engine.connect() as connection:
        standing = queries.open_order(connection)
        used = queries.get_order(connection, order.number)
        container, alarm, token = queries.next_numbers(connection)
    if standing is not None:
        raise StoreRefused(f"order {standing.order.number} is still open; close it first")
    if used is not None:
        raise StoreRefused(f"order {order.number} was used before; give another number")
    return new_line(heads_of(line), next_container=container, next_alarm=alarm, next_token=token)


def _do(store: Store, state: LineState, event: e.Event) -> LineState:
    state, records, effects = step(state, event)
    refused = next((one for one in effects if isinstance(one, Refused)), None)
    if refused is not None:
        raise StoreRefused(f"{refused.command}: {refused.why}")
    store.commit(records, event.at_ms)
    return state


def _count(order: Order, level: int) -> int:
    units = order.target
    for one in order.product.levels[1 : level % INNER + 1]:
        units = -(-units // one.capacity)
    return int(units * SPARE) + SPARE_CONTAINERS


def _series(store: Store, line: LineFile, rule: CodeRule) -> int:
    epoch = int(store.get_meta("epoch") or 0)
    return series_of(store.engine, _numbers(store), rule, line.station, epoch)


def _numbers(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return pool_numbers(connection)
