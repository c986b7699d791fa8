"""The orders' page: what is on the line, what waits, line clearance, what was before.

It is four views in one place: which one is shown decides which keys stand at the bottom edge.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from station.talk.look import Look, Seat
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.screens.order_clearance import ClearanceView
from ui.screens.order_past import PastView
from ui.screens.order_view import CLEARANCE, HOME, PAST, OrderView
from ui.screens.orders_home import HomeView
from ui.screens.page import Host, Page
from ui.widgets.key import TouchKey

EVERY_MS = 1_000


class OrdersPage(Page):
    name = "orders"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self.home, self.clearance, self.past = HomeView(self), ClearanceView(self), PastView(self)
        self.views: dict[str, OrderView] = {
            HOME: self.home,
            CLEARANCE: self.clearance,
            PAST: self.past,
        }
        self._stack = QStackedWidget()
        for view in self.views.values():
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._every_second)
        self._show(HOME)

    def title(self) -> str:
        return self.tr("Orders")

    def bar_keys(self) -> list[TouchKey]:
        return [key for view in self.views.values() for key in view.keys.values()]

    @property
    def view(self) -> OrderView:
        return next(one for one in self.views.values() if one is self._stack.currentWidget())

    def turn_to(self, name: str) -> None:
        """Show another view; as with every change of page, touches rest for a moment."""
        self._show(name)
        self.host.go(self.name)

    def _show(self, name: str) -> None:
        self._stack.setCurrentWidget(self.views[name])
        self.show_keys()

    def show_keys(self) -> None:
        """Of all keys only those of the view that is shown, and of these what it needs."""
        for view in self.views.values():
            for name, key in view.keys.items():
                key.setVisible(view is self.view and view.needs(name))

    # -- as a page

    def entered(self) -> None:
        self._timer.start()
        self.view.entered()

    def left(self) -> None:
        self._timer.stop()
        self._show(HOME)

    def show_look(self, look: Look) -> None:
        self.view.show_look(look)

    def show_seat(self, seat: Seat) -> None:
        self.view.entered()

    def retranslate(self) -> None:
        for view in self.views.values():
            view.retranslate()

    @Slot()
    def _every_second(self) -> None:
        if self.station.is_attached:
            self.view.every_second()
