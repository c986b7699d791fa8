"""Orders on a station that isn't running: the same core, without devices."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from config.line import LineFile
from station.compose.course import Course, empty_line
from station.compose.database import Database, database_at
from station.compose.epochs import epoch_of
from station.compose.first_codes import codes_wanted, granting, returned_codes
from station.compose.importing import Import, held, make_import
from station.compose.minting_key import ring_for
from station.compose.pool_numbers import pool_numbers, series_of
from station.compose.products import heads_of
from station.compose.secrets import SecretStore
from station.compose.work_orders import check_schemes
from station.core import events as e
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule, Product
from station.core.presets import ImportPlan
from station.core.state import LineState
from station.store import order_facts, pool, queries
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused
from station.store.guard import Guard
from station.store.lock import StationLock
from station.store.machine import place_of
from station.store.store import Store


def open_order(
    path: Path,
    line: LineFile,
    order: Order,
    secrets: SecretStore,
    plan: ImportPlan | None = None,
    *,
    by: str = "",
) -> dict[str, int]:
    """Open an order in the database at `path` and fill its pools; codes by role. Where codes come
    from elsewhere and no file of them is given (`plan`), those are taken that earlier orders of the
    product gave back.

    Raises StoreRefused if another order is open, the number was used, or a code of the file was
    imported before; nothing is changed then. KnownError for what the surroundings lack."""
    check_schemes(order)
    database = Database(path, secrets)
    with (
        StationLock(path),
        database.store(station=line.station, encrypted=line.store.encrypt) as store,
    ):
        guard = Guard(store, path.parent / line.store.witness, place_of(path))
        guard.refuse_locked()
        ring_for(store, secrets)  # from the first order on, codes can be shown and exported
        epoch_of(store, secrets)
        state = _line(store, line, order)
        now_ms = time.time_ns() // 1_000_000
        made = make_import(store.engine, plan, now_ms) if plan is not None else None
        returned = {} if plan is not None else _returned(store, order)
        state = _do(store, state, e.OrderGiven(order, now_ms, by))
        granted = {}
        for level in order.product.code_levels:
            rule = order.product.rule_of(level)
            if level in returned:
                state = _take_back(store, state, returned[level], now_ms)
                granted[order.product.role_of(level)] = sum(one.count for one in returned[level])
            elif rule.kind is not CodeKind.IMPORTED:
                count = codes_wanted(order, level)
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


def import_codes(
    path: Path,
    line: LineFile,
    read: Callable[[Product], ImportPlan],
    by: str,
) -> dict[str, int]:
    """Put the codes of a file into the pools of the order that is open in the database at `path`;
    codes by role. `read` reads the file for the order's product.

    Raises StoreRefused without an open order, or if a code was ever imported before."""
    if not path.exists():
        raise KnownError(f"{path}: no database is there; open an order first: packline order open")
    with StationLock(path), database_at(path).opened(station=line.station) as store:
        Guard(store, path.parent / line.store.witness, place_of(path)).refuse_locked()
        with reading(store.engine) as connection:
            row = queries.open_order(connection)
            fresh = empty_line(connection)
        if row is None:
            raise StoreRefused("no order is open; open one first: packline order open")
        product = row.order.product
        made = make_import(store.engine, read(product), time.time_ns() // 1_000_000)
        state = replace(fresh, order=row.order, phase=row.phase)
        granted = _import(store, state, product, made)
        what = f"codes of {made.event.blocks[0].source}"
        _do(store, state, e.Noted(e.Category.CONFIGURATION, what, "done", made.event.at_ms, by))
    return granted


def _import(store: Store, state: LineState, product: Product, made: Import) -> dict[str, int]:
    """All levels of the file in one transaction, or none."""
    with held(store, made):
        _do(store, state, made.event)
    return {product.role_of(block.level): block.count for block in made.event.blocks}


def trust_clock(path: Path, by: str) -> bool:
    """Record that `by` says that the clock is right; whether anything was wrong with it."""
    if not path.exists():
        raise KnownError(f"{path}: there is no database; name the file of a station")
    with StationLock(path), database_at(path).opened(station=0) as store:
        now_ms = time.time_ns() // 1_000_000
        with reading(store.engine) as connection:
            suspect = queries.clock_suspect(connection)
            line = replace(empty_line(connection), clock_suspect=suspect)
            course = Course.without_order(connection, line, now_ms)
        if suspect:
            course.commit(store, now_ms)
            _do(store, course.state, e.ClockTrusted(now_ms, by))
    return suspect


def _line(store: Store, line: LineFile, order: Order) -> LineState:
    with store.engine.connect() as connection:
        open_one = queries.open_order(connection)
        used = queries.get_order(connection, order.number)
        fresh = empty_line(connection, heads_of(line))
        suspect = queries.clock_suspect(connection)
    if open_one is not None:
        raise StoreRefused(f"order {open_one.order.number} is still open; close it first")
    if used is not None:
        raise StoreRefused(f"order {order.number} was used before; give another number")
    return replace(fresh, clock_suspect=suspect)


def _returned(store: Store, order: Order) -> Mapping[int, Sequence[order_facts.Unassigned]]:
    with reading(store.engine) as connection:
        return returned_codes(connection, order)


def _take_back(
    store: Store, state: LineState, blocks: Sequence[order_facts.Unassigned], now_ms: int
) -> LineState:
    for one in blocks:
        state = _do(store, state, granting(one, now_ms))
    return state


def _do(store: Store, state: LineState, event: e.Event) -> LineState:
    """One step, committed at once: the next one is told what this one wrote."""
    course = Course(state)
    course.step(event)
    course.commit(store, event.at_ms)
    return course.state


def _series(store: Store, line: LineFile, rule: CodeRule) -> int:
    epoch = int(store.get_meta("epoch") or 0)
    return series_of(store.engine, _numbers(store), rule, line.station, epoch)


def _numbers(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return pool_numbers(connection)
