"""Finding a code of whichever order by what a scanner or a person says of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.pool_numbers import pool_numbers
from station.core.codes import CodeError, split_aim
from station.core.facts import Known, Scanned
from station.core.gs1 import build, from_brackets
from station.core.minting import KeyRing
from station.core.order import Order
from station.store import queries


class AllCodes:
    """The code books of all orders. Orders of one product share how their codes look, so that a
    text is tried once for each product, the newest first."""

    def __init__(self, engine: Engine, ring: KeyRing) -> None:
        self._engine, self._ring = engine, ring
        self._books: dict[str, OrderCodes] = {}
        with engine.connect() as connection:
            for row in queries.all_orders(connection):
                self.add(row.order, SsccSeries(pool_numbers(connection)))

    def add(self, order: Order, series: SsccSeries) -> OrderCodes:
        """The code book of an order, from now on among the others."""
        self._books[order.number] = OrderCodes(order, self._engine, self._ring, series)
        return self._books[order.number]

    def of(self, order: str) -> OrderCodes:
        return self._books[order]

    def known(self, data: bytes, aim: str) -> Known | None:
        """What the store says of a payload, of whichever order it is."""
        for book in self._one_a_product():
            known = book.known(data, aim) or book.known_serial(data)
            if known is not None:
                return known
        return None

    def find(self, said: str) -> int | None:
        """The code that `said` means; None if it is no code of this station."""
        for data, aim in meanings(said.strip()):
            known = self.known(data, aim)
            if known is not None:
                return known.code
        return None

    def as_read(self, said: str) -> Scanned:
        """What a scanner would have read where a person types `said`."""
        for data, aim in meanings(said.strip()):
            if self.known(data, aim) is not None:
                return Scanned(data, aim)
        return Scanned(said.encode("utf-8"))

    def _one_a_product(self) -> Sequence[OrderCodes]:
        newest: dict[object, OrderCodes] = {}
        for book in reversed(tuple(self._books.values())):
            newest.setdefault((book.order.product, book.order.batch, book.order.expiry), book)
        return tuple(newest.values())


def meanings(said: str) -> Sequence[tuple[bytes, str]]:
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
