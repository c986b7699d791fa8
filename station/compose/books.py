"""The code books of all orders in a database, each made when it is first needed.

A desk may be shown any bottle that ever left the line. The order on the line is asked first, then
the others, newest first, as many as can be asked while the line waits. `engine` is one for reading:
books may look something up while somebody else reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Engine

from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.pool_numbers import pool_numbers
from station.core.codes import CodeError, split_aim
from station.core.gs1 import build, from_brackets
from station.core.minting import KeyRing
from station.store import desk_queries, queries

ORDERS_SEARCHED_MAX = 200


class Found(NamedTuple):
    """A code, and the symbol's content that it was found by."""

    code: int
    data: bytes
    aim: str


class Books:
    def __init__(
        self, engine: Engine, ring: KeyRing, orders_max: int = ORDERS_SEARCHED_MAX
    ) -> None:
        self._engine, self._ring, self._orders_max = engine, ring, orders_max
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

    def find_said(self, said: str) -> Found | None:
        """The code that people mean by what they scanned or typed. Who types a bare serial has not
        given what stands in the symbol."""
        meanings = _meanings(said.strip())
        for data, aim in meanings:
            code = self.find(data, aim)
            if code is not None:
                return Found(code, data, aim)
        for data, aim in meanings:
            known = (book.known_serial(data) for book in self._newest())
            serial = next((one for one in known if one is not None), None)
            if serial is not None:
                return Found(serial.code, data, aim)
        return None

    def _newest(self) -> Iterator[OrderCodes]:
        with self._engine.connect() as connection:
            numbers = desk_queries.newest_orders(connection, self._orders_max)
        return (self.of(number) for number in numbers)


def _meanings(said: str) -> Sequence[tuple[bytes, str]]:
    """What a text may mean: as read with or without its identifier, or in brackets."""
    raw = said.encode("utf-8")
    aim, data = split_aim(raw)
    found = [(data, aim)] if aim else [(raw, "")]
    if said.startswith("("):
        try:
            found.append((build(from_brackets(said.replace(" ", ""))).encode(), ""))
        except CodeError:
            return found  # brackets that mean no elements: then it is only what it says
    if said.isdigit() and len(said) == 18:
        found.append((b"00" + raw, ""))
    return found
