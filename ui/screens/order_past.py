"""Orders that are closed, the newest first, with what became of their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from station.talk.order_requests import PastOrder, PastOrders, PastShown
from ui.screens.order_view import HOME, OrderView
from ui.widgets.labels import text_label
from ui.widgets.paged_table import Column, PagedTable, Row

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage


class PastView(OrderView):
    def __init__(self, page: OrdersPage) -> None:
        super().__init__(page)
        self._shown = PastShown((), 1, 1)
        self._title, self.table = text_label("big"), PagedTable(self.feel)
        self.keys = {
            "home": page.key(lambda: page.turn_to(HOME)),
            "newer": page.key(lambda: self._ask(self._shown.page - 1), shape="left"),
            "older": page.key(lambda: self._ask(self._shown.page + 1), shape="right"),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self.table, stretch=1)

    def needs(self, key: str) -> bool:
        return key == "home" or self._shown.pages > 1

    def entered(self) -> None:
        self._ask(self._shown.page)

    def _ask(self, page: int) -> None:
        self.station.ask(PastOrders(max(1, page), self.table.rows_a_page), self.show_past)

    def show_past(self, shown: PastShown) -> None:
        self._shown = shown
        title = self.tr("Closed orders, page {page} of {pages}")
        self._title.setText(title.format(page=shown.page, pages=shown.pages))
        self.table.set_rows([self._row(one) for one in shown.orders])
        self.keys["newer"].set_why("" if shown.page > 1 else self.tr("These are the newest."))
        self.keys["older"].set_why(
            "" if shown.page < shown.pages else self.tr("There are no older ones.")
        )
        self.page.show_keys()

    def _row(self, one: PastOrder) -> Row:
        ended = self.tr("closed")
        if one.cancelled:
            ended = self.tr("called off: {why}").format(why=one.cancelled)
        counts = tuple(map(str, (one.target, one.good, one.rejected, one.void)))
        mark = ("cross", "wait") if one.cancelled else ("tick", "idle")
        return Row((one.number, one.product, one.batch, *counts, ended), mark)

    def retranslate(self) -> None:
        self.keys["home"].setText(self.tr("Back"))
        columns = (
            Column(self.tr("Order"), 4),
            Column(self.tr("Product"), 4),
            Column(self.tr("Batch"), 3),
            Column(self.tr("Target"), 2, right=True),
            Column(self.tr("Good"), 2, right=True),
            Column(self.tr("Rejected"), 2, right=True),
            Column(self.tr("Void"), 2, right=True),
            Column(self.tr("How it ended"), 5),
        )
        self.table.set_columns(columns, self.tr("No order was closed yet."))
        self.show_past(self._shown)
