"""The code book and the labels of whatever order is on the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from station.compose.all_codes import AllCodes
from station.compose.code_book import OrderCodes
from station.compose.labels import LabelPrinter, ShippingLabels
from station.core.effects import PrintLabel
from station.core.facts import Issued, Known, PresetSet
from station.core.order import Order
from station.store.guard import Guard


class OrderOnLine:
    """A `station.runtime.station.CodeBook`, and `label` its maker of labels. `on_line` says which
    order it is just now; no code is offered that the guard hasn't claimed."""

    def __init__(
        self,
        on_line: Callable[[], Order | None],
        books: AllCodes,
        guard: Guard,
        printers: Mapping[int, LabelPrinter],
    ) -> None:
        self._on_line, self._books, self._guard, self._printers = on_line, books, guard, printers
        self._labels: tuple[Order, ShippingLabels] | None = None

    @property
    def codes(self) -> OrderCodes:
        order = self._on_line()
        assert order is not None, "no order is on the line"
        return self._books.of(order.number)

    def lease(self, level: int, count: int) -> tuple[Issued, ...]:
        issued = self.codes.lease(level, count)
        return issued if self._guard.claim(level, [one.code for one in issued]) else ()

    def known(self, data: bytes, aim: str) -> Known | None:
        return None if self._on_line() is None else self.codes.known(data, aim)

    def set_of(self, code: int) -> PresetSet | None:
        return None if self._on_line() is None else self.codes.set_of(code)

    def label(self, effect: PrintLabel) -> bytes:
        """At the rework desk it may be of an order that left the line."""
        order = self._books.of(effect.order).order if effect.order else self.codes.order
        if self._labels is None or self._labels[0].number != order.number:
            self._labels = order, self.labels_of(order)
        return self._labels[1](effect)

    def labels_of(self, order: Order) -> ShippingLabels:
        return ShippingLabels(order, self._printers)
