"""The code books of all orders in a database, each made when it is first needed.

A desk may be shown any bottle that ever left the line. The order on the line is asked first, then
the others, newest first, as many as can be asked while the line waits.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.pool_numbers import pool_numbers
from station.core.minting import KeyRing
from station.store import desk_queries, queries

ORDERS_SEARCHED_MAX = 200


class Books:
    def __init__(self, engine: Engine, ring: KeyRing) -> None:
        self._engine, self._ring = engine, ring
        self._made: dict[str, OrderCodes] = {}

    def of(self, number: str) -> OrderCodes:
        """The code book of an order that is in the database."""
        if number not in self._made:
            with self._engine.connect() as connection:
                row = queries.get_order(connection, number)
                series = SsccSeries(pool_numbers(connection))
            assert row is not None, f"there is no order {number}"
            self._made[number] = OrderCodes(row.order, self._engine, self._ring, series)
        return self._made[number]

    def find(self, data: bytes, aim: str) -> int | None:
        """The code that a symbol holds, None if no order knows it."""
        known = (book.known(data, aim) for book in self._newest())
        return next((one.code for one in known if one is not None), None)

    def find_serial(self, data: bytes) -> int | None:
        """The same for a bare serial, as people type it."""
        known = (book.known_serial(data) for book in self._newest())
        return next((one.code for one in known if one is not None), None)

    def _newest(self) -> Iterator[OrderCodes]:
        with self._engine.connect() as connection:
            numbers = desk_queries.newest_orders(connection, ORDERS_SEARCHED_MAX)
        return (self.of(number) for number in numbers)
