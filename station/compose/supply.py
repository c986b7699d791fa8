"""Where the codes of orders on the line come from: blocks of minted codes and of SSCCs."""

from __future__ import annotations

from sqlalchemy import Engine

from station.compose.code_book import SsccSeries
from station.compose.pool_numbers import pool_numbers, series_of
from station.core.events import PoolGranted
from station.core.order import Order
from station.core.packaging import CodeKind
from station.store import pool
from station.store.errors import KnownError


class Supply:
    """`desk` may write the numbers of pools; minted codes are of this station and epoch."""

    def __init__(self, desk: Engine, reader: Engine, station: int, epoch: int) -> None:
        self._desk, self._reader = desk, reader
        self._station, self._epoch = station, epoch

    def prepare(self, order: Order) -> SsccSeries:
        """All that its codes need is there before the order is: the numbers of its pools."""
        for level in order.product.code_levels:
            self._series(order, level)
        return SsccSeries(self._numbers())

    def block(self, order: Order, level: int, count: int, now_ms: int) -> PoolGranted:
        """The next `count` codes of a level of the order. Raises KnownError where its codes come
        from elsewhere."""
        rule = order.product.rule_of(level)
        if rule.kind is CodeKind.IMPORTED:
            raise KnownError("imported codes come from a file: packline codes import FILE")
        series = self._series(order, level)
        with self._reader.connect() as connection:
            first = pool.next_serial(connection, series)
        source = "sscc" if rule.kind is CodeKind.SSCC else "minted"
        return PoolGranted(level, series, first, count, source, now_ms)

    def _series(self, order: Order, level: int) -> int:
        """An SSCC pool gets its number when it is first used."""
        rule = order.product.rule_of(level)
        return series_of(self._desk, self._numbers(), rule, self._station, self._epoch)

    def _numbers(self) -> dict[str, int]:
        with self._reader.connect() as connection:
            return pool_numbers(connection)
