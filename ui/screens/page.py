"""What every page is: shown by the shell, told the newest look, and bringing its own keys.

A page shows; sums, rules and rights are the station's. Its texts are set in `retranslate`, which is
called when it is made and whenever the language changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from station.talk.look import Look, Seat
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.widgets.key import TouchKey


class Overlay(QWidget):
    """Something to be answered before the page goes on; lies over page and keys. Made by a page,
    opened by `Host.open`, closed by `Host.close_overlay`."""

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self.feel = feel
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # else the page shines through

    def opened(self) -> None:
        """It is on the screen now: put the focus where it belongs."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Host(Protocol):
    """The shell, as a page sees it."""

    def open(self, overlay: Overlay) -> None: ...

    def close_overlay(self) -> None: ...

    def say(self, text: str, *, bad: bool = False) -> None:
        """One line for the operator, for some seconds."""
        ...

    def go(self, page: str) -> None: ...

    def clean(self) -> None:
        """Take no touch for a while: somebody wipes the screen."""
        ...


class Page(QWidget):
    name = ""  # as `Host.go` takes it
    in_menu = True
    moves_line = False  # its keys do, so they stand apart from each other

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__()
        self.feel, self.language, self.station, self.host = feel, language, station, host
        self.setObjectName("page")

    def title(self) -> str:
        """Its name in the menu."""
        return self.name

    def bar_keys(self) -> list[TouchKey]:
        """Its keys for the bottom edge, made once; those that move the line stand apart."""
        return []

    def show_look(self, look: Look) -> None:
        """The newest look; only while the page is shown, and once when it is entered."""

    def show_seat(self, seat: Seat) -> None:
        """Who is logged in here now; likewise."""

    def entered(self) -> None:
        """It is on the screen now."""

    def left(self) -> None:
        """Another page is."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def key(
        self, chosen: Callable[[], None], *, shape: str = "", mark: str = "", hold: bool = False
    ) -> TouchKey:
        """A key of this page; its text comes with `retranslate`."""
        key = TouchKey(self.feel, shape=shape, mark=mark, hold=hold)
        key.chosen.connect(chosen)
        key.explained.connect(lambda why: self.host.say(why, bad=True))
        return key
