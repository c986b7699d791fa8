"""Line clearance as a checklist: what stands open, how to settle it, and the key that does it.

Asked anew every second while it is shown. When nothing keeps the order open, it is closed here, or
changed over to the next one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from station.core.access import Right
from station.talk.message import Refusal
from station.talk.order_requests import (
    CancelOrder,
    ChangeOver,
    Clearance,
    ClearanceShown,
    CloseOrder,
    EndStand,
)
from ui.order_words import reason_word
from ui.screens.choice import Choice
from ui.screens.order_point import PointRow
from ui.screens.order_view import HOME, OrderView
from ui.screens.order_ways import WayDoer
from ui.theme.metrics import EDGE_MM, KEY_MM
from ui.widgets.labels import text_label

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage

CALLED_OFF = ("called off by planning", "no material", "machine broken", "wrong order")
NOTHING = ClearanceShown("", "", True, ())


class ClearanceView(OrderView):
    def __init__(self, page: OrdersPage) -> None:
        super().__init__(page)
        self.shown = NOTHING
        self._next: ChangeOver | None = None
        self._first = 0  # the first point that is shown
        self._doer = WayDoer(self)
        self.rows: list[PointRow] = []
        self._title = text_label("big", wrap=True)
        self.keys = {
            "home": page.key(lambda: page.turn_to(HOME)),
            "close": page.key(self._close, shape="tick", mark="good"),
            "change_over": page.key(self._change_over, shape="tick", mark="good", hold=True),
            "cancel": page.key(self._cancel, shape="cross"),
            "before": page.key(lambda: self._turn(-1), shape="left"),
            "after": page.key(lambda: self._turn(1), shape="right"),
        }
        self._list = QVBoxLayout()
        self._list.setSpacing(self.feel.px(EDGE_MM / 2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.feel.px(EDGE_MM / 2))
        layout.addWidget(self._title)
        layout.addLayout(self._list)
        layout.addStretch()

    def change_over_to(self, asked: ChangeOver) -> None:
        """The order that comes next, as it was chosen."""
        self._next = asked

    def needs(self, key: str) -> bool:
        if key in ("before", "after"):
            return len(self.shown.points) > self._places
        if key in ("close", "change_over"):
            return (key == "change_over") == (self._next is not None)
        return True

    # -- what the station says

    def entered(self) -> None:
        self.station.ask(Clearance(), self.show_clearance, self._gone)

    def every_second(self) -> None:
        self.entered()

    def show_clearance(self, shown: ClearanceShown) -> None:
        self.shown = shown
        self._first = min(self._first, max(0, len(shown.points) - 1))
        self._show_points()
        self._show_title()
        self._show_keys()

    def _gone(self, refusal: Refusal) -> None:
        """No order is open any more: it was closed, here or at another screen."""
        del refusal
        self._next = None
        if self.page.view is self:
            self.page.turn_to(HOME)

    def _show_title(self) -> None:
        if self.shown.clear:
            text = self.tr("Line clearance of {order}: nothing keeps it open")
        else:
            text = self.tr("Line clearance of {order}: it can't close yet")
        if self._next is not None:
            then = self.tr("then {order} comes").format(order=self._next.number)
            text = f"{text}; {then}"
        self._title.setText(text.format(order=self.shown.order))

    @property
    def _places(self) -> int:
        """How many points there is room for."""
        room = self.height() - self._title.height()
        return max(1, room // (self.feel.px(KEY_MM) + self.feel.px(2 * EDGE_MM)))

    def _show_points(self) -> None:
        """A row stays while its point stands, so that a key that is held is not taken away."""
        points = self.shown.points[self._first : self._first + self._places]
        if [row.of for row in self.rows] != [PointRow.identity(point) for point in points]:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [PointRow(self, point, self._doer) for point in points]
            for row in self.rows:
                self._list.addWidget(row)
        for row, point in zip(self.rows, points, strict=True):
            row.show_point(point)

    def _turn(self, pages: int) -> None:
        first = self._first + pages * self._places
        if 0 <= first < len(self.shown.points):
            self._first = first
            self.show_clearance(self.shown)

    # -- keys

    def _show_keys(self) -> None:
        mine = self.who(Right.ORDERS)
        close = mine or self.said(self.shown.close)
        self.keys["close"].set_why(close)
        self.keys["change_over"].set_why(close)
        self.keys["cancel"].set_why(mine)
        self.keys["before"].set_why("" if self._first else self.tr("This is the first page."))
        last = self._first + self._places >= len(self.shown.points)
        self.keys["after"].set_why(self.tr("This is the last page.") if last else "")
        self.page.show_keys()

    def _close(self) -> None:
        answers = (
            ("return", lambda: self.tr("Give them back")),
            ("void", lambda: self.tr("Void them")),
        )
        question = lambda: self.tr(  # noqa: E731 - its words follow the language
            "Close the order. What becomes of codes that were never printed?"
        )
        choice = Choice(self.feel, self.host, question, answers, self._close_with, hold=True)
        self.host.open(choice)

    def _close_with(self, unprinted: str) -> None:
        self.station.ask(CloseOrder(unprinted), self._closed)

    def _closed(self, _: None) -> None:
        self.host.say(self.tr("Order {order} is closed.").format(order=self.shown.order))
        self.page.turn_to(HOME)

    def _change_over(self) -> None:
        if self._next is not None:
            self.station.ask(self._next, self._changed)

    def _changed(self, stand: EndStand) -> None:
        if not stand.done or self._next is None:
            self.host.say(stand.still_open, bad=True)
            return
        number, self._next = self._next.number, None
        self.host.say(self.tr("Order {order} is on the line.").format(order=number))
        self.page.turn_to(HOME)

    def _cancel(self) -> None:
        reasons = [(reason, partial(reason_word, reason)) for reason in CALLED_OFF]
        question = lambda: self.tr(  # noqa: E731
            "Call the order off: what was never printed becomes void. Why?"
        )
        choice = Choice(self.feel, self.host, question, reasons, self._cancel_for, hold=True)
        self.host.open(choice)

    def _cancel_for(self, reason: str) -> None:
        self.station.ask(CancelOrder(reason), partial(self._cancelled, self.shown.order))

    def _cancelled(self, order: str, stand: EndStand) -> None:
        if stand.done:
            self.host.say(self.tr("Order {order} is called off.").format(order=order))
            self.page.turn_to(HOME)
            return
        said = self.tr("Order {order} runs empty. Settle what stands open, then close it.")
        self.host.say(said.format(order=order))

    def retranslate(self) -> None:
        self.keys["home"].setText(self.tr("Back"))
        self.keys["close"].setText(self.tr("Close order"))
        self.keys["change_over"].setText(self.tr("Change over"))
        self.keys["cancel"].setText(self.tr("Call order off"))
        self.show_clearance(self.shown)
        for row in self.rows:
            row.retranslate()
