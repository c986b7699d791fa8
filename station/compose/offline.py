"""Orders on a station that isn't running: the same core, without devices."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.line import LineFile
from station.compose.database import Database, database_at
from station.compose.epochs import epoch_of
from station.compose.pool_numbers import number_of, pool_numbers, series_of
from station.compose.products import roles_of
from station.compose.secrets import SecretStore
from station.core import events as e
from station.core.code_schemes import scheme_of
from station.core.code_shapes import masked
from station.core.effects import Refused
from station.core.line import step
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule
from station.core.printing import Head
from station.core.records import Granted
from station.core.restart import wake
from station.core.state import Limits, LineState, new_line
from station.store import order_facts, pool, queries
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused
from station.store.guard import Guard
from station.store.lock import StationLock
from station.store.machine import place_of
from station.store.store import Store

SPARE = 1.1  # codes for each item: some are lost on the way
SPARE_CONTAINERS = 50


def open_order(
    path: Path,
    line: LineFile,
    order: Order,
    secrets: SecretStore,
    *,
    texts: Sequence[str] = (),
    file: str = "",
    by: str = "",
) -> dict[str, int]:
    """Open an order in the database at `path` and fill its pools; codes by role. Where codes come
    from elsewhere and no file of them is given, those are taken that earlier orders of the product
    gave back.

    Raises StoreRefused if another order is open, the number was used, or a code of the file was
    imported before; nothing is changed then. KnownError for what the surroundings lack."""
    _check_schemes(order)
    database = Database(path, secrets)
    with (
        StationLock(path),
        database.store(station=line.station, encrypted=line.store.encrypt) as store,
    ):
        guard = Guard(store, path.parent / line.store.witness, place_of(path))
        guard.refuse_locked()
        epoch_of(store, secrets)
        state = _line(store, line, order)
        _refuse_known(store, texts, file)
        returned = {} if texts else _returned(store, order)
        now_ms = time.time_ns() // 1_000_000
        state = _do(store, state, e.OrderGiven(order, now_ms, by))
        granted = {}
        for level in order.product.levels:
            count = _count(order, level.number, len(texts))
            if level.number in returned:
                state = _take_back(store, state, returned[level.number], now_ms)
                count = sum(one.count for one in returned[level.number])
            elif level.code.kind is CodeKind.IMPORTED:
                _import(store, _Import(order.number, level.number, texts, file), now_ms)
            else:
                series = _series(store, line, level.code)
                with store.engine.connect() as connection:
                    first = pool.next_serial(connection, series)
                source = "sscc" if level.code.kind is CodeKind.SSCC else "minted"
                event = e.PoolGranted(level.number, series, first, count, source, now_ms)
                state = _do(store, state, event)
            granted[level.role] = count
    return granted


def trust_clock(path: Path, by: str) -> bool:
    """Record that `by` says that the clock is right; whether anything was wrong with it."""
    if not path.exists():
        raise KnownError(f"{path}: there is no database; name the file of a station")
    with StationLock(path), database_at(path).opened(station=0) as store:
        with reading(store.engine) as connection:
            numbers = queries.next_numbers(connection)
            standing_alarms = queries.standing_alarms(connection)
            suspect = queries.clock_suspect(connection)
        if suspect:
            now_ms = time.time_ns() // 1_000_000
            line = replace(new_line([], Limits(), *numbers), clock_suspect=True)
            line, awake, _ = wake(line, standing_alarms, now_ms)
            store.commit(awake, now_ms)
            _do(store, line, e.ClockTrusted(now_ms, by))
    return suspect


def _check_schemes(order: Order) -> None:
    """Raises CodeError where batch or expiry can't stand in a code, before anything is written."""
    for level in order.product.levels:
        scheme_of(level.code, order.product.gtin, order.batch, order.expiry)


def _line(store: Store, line: LineFile, order: Order) -> LineState:
    with store.engine.connect() as connection:
        open_one = queries.open_order(connection)
        used = queries.get_order(connection, order.number)
        container, alarm, token = queries.next_numbers(connection)
        suspect = queries.clock_suspect(connection)
    if open_one is not None:
        raise StoreRefused(f"order {open_one.order.number} is still open; close it first")
    if used is not None:
        raise StoreRefused(f"order {order.number} was used before; give another number")
    heads = [Head(roles_of(line).coder, 0)]
    fresh = new_line(heads, next_container=container, next_alarm=alarm, next_token=token)
    return replace(fresh, clock_suspect=suspect)


def _returned(store: Store, order: Order) -> dict[int, list[order_facts.Unassigned]]:
    """By level, what came back of the product's codes from elsewhere, as much as this order wants.

    Raises StoreRefused if a level has none."""
    wanted = [lv.number for lv in order.product.levels if lv.code.kind is CodeKind.IMPORTED]
    with store.engine.connect() as connection:
        there = order_facts.unassigned(connection) if wanted else []
    found: dict[int, list[order_facts.Unassigned]] = {}
    for level in wanted:
        left = _wanted(order, level)
        mine = [one for one in there if (one.gtin, one.level) == (order.product.gtin, level)]
        for one in mine:
            part = replace(one, count=min(one.count, left))
            if part.count:
                found.setdefault(level, []).append(part)
            left -= part.count
        if level not in found:
            role = order.product.levels[level].role
            raise StoreRefused(
                f"no codes of {order.product.name!r} ({role}) are left from earlier orders; "
                "name a file of them with --codes FILE"
            )
    return found


def _take_back(
    store: Store, state: LineState, blocks: Sequence[order_facts.Unassigned], now_ms: int
) -> LineState:
    for one in blocks:
        block = (one.level, one.series, one.first, one.count, one.source)
        state = _do(store, state, e.PoolGranted(*block, now_ms))
    return state


def _do(store: Store, state: LineState, event: e.Event) -> LineState:
    state, records, effects = step(state, event)
    refused = next((one for one in effects if isinstance(one, Refused)), None)
    if refused is not None:
        raise StoreRefused(f"{refused.command}: {refused.why}")
    store.commit(records, event.at_ms)
    return state


def _count(order: Order, level: int, given: int) -> int:
    if order.product.levels[level].code.kind is CodeKind.IMPORTED:
        return given
    return _wanted(order, level)


def _wanted(order: Order, level: int) -> int:
    """With some to spare."""
    units = order.target
    for one in order.product.levels[1 : level + 1]:
        units = -(-units // one.capacity)
    return int(units * SPARE) + SPARE_CONTAINERS


def _series(store: Store, line: LineFile, rule: CodeRule) -> int:
    epoch = int(store.get_meta("epoch") or 0)
    return series_of(store.engine, _numbers(store), rule, line.station, epoch)


def _numbers(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return pool_numbers(connection)


@dataclass(frozen=True)
class _Import:
    order: str
    level: int
    texts: Sequence[str]
    file: str


def _refuse_known(store: Store, texts: Sequence[str], file: str) -> None:
    """A code that was ever imported before is never imported again, in whichever file."""
    with store.engine.connect() as connection:
        known = pool.first_known(connection, [one.encode() for one in texts])
        series = pool_numbers(connection).get(_file_key(texts), 0)
        if pool.floors(connection).get(series):
            raise StoreRefused(
                f"{file}: it was imported in the time that a restore lost, so its codes may be "
                "printed; get another file"
            )
    if known is not None:
        shown = masked(known.decode("utf-8", "backslashreplace"))
        raise StoreRefused(f"{file}: code {shown} was imported before; nothing was imported")


def _import(store: Store, given: _Import, now_ms: int) -> None:
    """All texts of the file in one transaction, or none."""
    texts = given.texts
    series = number_of(store.engine, _numbers(store), _file_key(texts))
    record = Granted(given.order, given.level, series, 1, len(texts), f"file:{given.file}")
    store.import_texts(record, series, 1, [one.encode() for one in texts], now_ms)


def _file_key(texts: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    return f"file:{digest}"
