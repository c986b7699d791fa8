"""An order read once more before it goes on the line: what it says, its codes, and the key.

With an order on the line it is the change over: that one is finished, cleared and closed first.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.talk.message import Refusal
from station.talk.order_requests import ChangeOver, EndStand, OpenOrder, OrdersShown, Waiting
from ui.i18n.said import in_language
from ui.screens.order_text import OrderSheet
from ui.screens.order_view import CLEARANCE
from ui.screens.page import Overlay
from ui.theme.metrics import EDGE_MM, GAP_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage

RETURN, VOID = "return", "void"
CODE_FILES_MAX = 3


class PutOnLine(Overlay):
    def __init__(self, page: OrdersPage, shown: OrdersShown, order: Waiting) -> None:
        super().__init__(page.feel)
        assert order.says is not None, "only an order that can be read is put on the line"
        self._page, self._shown, self._order = page, shown, order
        self._number = order.says.number
        self._busy = shown.on_line is not None
        self._unprinted, self._codes = RETURN, ""
        self._title, self._why = text_label("big", wrap=True), text_label(wrap=True)
        self.sheet = OrderSheet(page.feel)
        self.go = TouchKey(page.feel, shape="tick", mark="good", hold=True)
        self.back = TouchKey(page.feel)
        self.choices: dict[tuple[str, str], TouchKey] = {}
        self._heads: dict[str, object] = {}
        self._lay_out()
        self.go.chosen.connect(self._go)
        self.back.chosen.connect(page.host.close_overlay)

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        top = QHBoxLayout()
        top.setSpacing(edge)
        top.addWidget(self._title, stretch=1)
        top.addWidget(self.go)
        top.addSpacing(self.feel.px(GAP_MM) - edge)
        top.addWidget(self.back)
        choices = QHBoxLayout()
        choices.setSpacing(edge)
        if self._busy:
            self._add_choice(choices, "unprinted", (RETURN, VOID))
        if self._order.needs_codes:
            files = self._shown.code_files[:CODE_FILES_MAX]
            self._add_choice(choices, "codes", ("", *files))
        choices.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        layout.addLayout(top)
        layout.addWidget(self.sheet, stretch=1)
        layout.addWidget(self._why)
        layout.addLayout(choices)

    def _add_choice(self, row: QHBoxLayout, what: str, values: tuple[str, ...]) -> None:
        for value in values:
            key = TouchKey(self.feel)
            key.chosen.connect(partial(self._choose, what, value))
            self.choices[what, value] = key
            row.addWidget(key)
        self._choose(what, values[0])

    def _choose(self, what: str, value: str) -> None:
        if what == "codes":
            self._codes = value
        else:
            self._unprinted = value
        for (group, one), key in self.choices.items():
            if group == what:
                key.set_lit(one == value)

    def retranslate(self) -> None:
        title = (
            self.tr("Change over to {order}") if self._busy else self.tr("Put {order} on the line")
        )
        self._title.setText(title.format(order=self._number))
        self.go.setText(self.tr("Change over") if self._busy else self.tr("Put on the line"))
        self.back.setText(self.tr("Back"))
        if self._busy:
            self._why.setText(
                self.tr(
                    "The order on the line is finished first. Its codes that were never printed:"
                )
            )
        elif self._order.needs_codes:
            self._why.setText(self.tr("Where its codes come from:"))
        assert self._order.says is not None
        self.sheet.show_order(self._order.says, self._order.product)
        names = {
            ("unprinted", RETURN): self.tr("Give them back"),
            ("unprinted", VOID): self.tr("Void them"),
            ("codes", ""): self.tr("Codes that came back"),
        }
        for place, key in self.choices.items():
            key.setText(names.get(place, place[1]))

    # -- what is asked

    def _go(self) -> None:
        station = self._page.station
        if not self._busy:
            station.ask(OpenOrder(self._number, self._codes), self._opened, self._refused)
            return
        asked = ChangeOver(self._number, self._unprinted, self._codes)
        station.ask(asked, partial(self._changed, asked), self._refused)

    def _opened(self, _: None) -> None:
        host = self._page.host
        host.close_overlay()
        host.say(self.tr("Order {order} is on the line.").format(order=self._number))

    def _changed(self, asked: ChangeOver, stand: EndStand) -> None:
        if stand.done:
            self._opened(None)
            return
        self._page.host.close_overlay()
        self._page.clearance.change_over_to(asked)
        self._page.turn_to(CLEARANCE)

    def _refused(self, refusal: Refusal) -> None:
        self._why.setText(in_language(refusal.why, chinese=self._page.language.is_chinese))
