"""What the parts of the orders' page have in common: each is a view with keys of its own.

The page shows one view at a time, and of the keys at the bottom edge only those of that view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from station.core.access import Right
from station.talk.look import Look
from ui.i18n.said import in_language
from ui.seat_words import why_not_here
from ui.widgets.key import TouchKey

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage

HOME, CLEARANCE, PAST = "home", "clearance", "past"


class OrderView(QWidget):
    """`keys` by name, in the order in which they stand."""

    def __init__(self, page: OrdersPage) -> None:
        super().__init__()
        self.page, self.feel, self.host, self.station = page, page.feel, page.host, page.station
        self.setObjectName("page")
        self.keys: dict[str, TouchKey] = {}

    def needs(self, key: str) -> bool:
        """Whether this key has a use just now; one that only does nothing for the moment has."""
        del key
        return True

    def entered(self) -> None:
        """It is shown now, or shown again."""

    def show_look(self, look: Look) -> None:
        """The newest look, while it is shown."""

    def every_second(self) -> None:
        """Asked while it is shown."""

    def retranslate(self) -> None:
        """Set every text anew."""

    # -- words

    def said(self, sentence: str) -> str:
        """A sentence of the station's in the language of the screen."""
        return in_language(sentence, chinese=self.page.language.is_chinese)

    def who(self, right: Right, *, moves_line: bool = True) -> str:
        """Why whoever sits here may not; "" = they may."""
        return why_not_here(self.station.seat, right, moves_line=moves_line)
