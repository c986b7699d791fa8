"""Somebody at a touchscreen: touches keys as fingers do, and reads what stands there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from station.talk.look import Look
from station.talk.people_requests import LogIn
from tests.features.stage import WORD
from ui.app import Options, make_window
from ui.remembered import Remembered
from ui.screens.alarms import AlarmsPage
from ui.screens.page import Page
from ui.shell import Shell
from ui.touch_guard import DEAD_MS
from ui.widgets.key import HOLD_MS, TouchKey
from ui.widgets.scan_field import ScanField

WAIT_MS_MAX = 30_000


class AtScreen:
    """Somebody at a touchscreen: touches keys as fingers do, and reads what stands there."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Path, name: str) -> None:
        self._qtbot = qtbot
        self._application = QApplication.instance()
        assert isinstance(self._application, QApplication)
        options = Options(folder, name, "en", "light", 4.0, window=True)
        remembered = Remembered(QSettings(str(settings), QSettings.Format.IniFormat))
        self._window = make_window(self._application, options, remembered)
        self.shell: Shell = self._window.shell
        self.shell.resize(1_280, 800)
        self.shell.show()
        self.until(lambda: self.shell.station.look is not None, "the station at the screen")

    def close(self) -> None:
        assert isinstance(self._application, QApplication)
        self._application.removeEventFilter(self.shell.guard)
        self.shell.station.stop()
        self.shell.close()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(self.shell, QEvent.Type.DeferredDelete)

    @property
    def look(self) -> Look:
        look = self.shell.station.look
        assert look is not None
        return look

    def until(self, right: Callable[[], bool], what: str) -> None:
        try:
            self._qtbot.waitUntil(right, timeout=WAIT_MS_MAX)
        except (AssertionError, NeverCame):
            look = self.shell.station.look
            raise AssertionError(f"{what} never came; at last the line was {look}") from None

    def log_in(self, name: str) -> None:
        self.shell.station.ask(LogIn(name, WORD))
        self.until(lambda: bool(self.shell.station.seat and self.shell.station.seat.person), name)

    def go(self, page: str) -> Page:
        self.shell.go(page)
        return self.shell.page

    def press(self, which: TouchKey | Callable[[], TouchKey]) -> None:
        """With a finger: not before the page takes touches, and as long as the key needs. A key
        that may be made anew meanwhile is looked for then."""
        until = time.monotonic() + (DEAD_MS + 20) / 1_000
        self.until(lambda: time.monotonic() > until and not self.shell.guard.blocks(), "a touch")
        key = which if isinstance(which, TouchKey) else which()
        middle = QPoint(key.width() // 2, key.height() // 2)
        assert key.isVisible(), f"the key {key.text()!r} is not on the screen"
        QTest.mousePress(key, Qt.MouseButton.LeftButton, pos=middle)
        if key.holds and not key.why:
            held = time.monotonic() + (HOLD_MS + 60) / 1_000
            self.until(lambda: time.monotonic() > held, "a long touch")
        if isValid(key):  # what it did may have closed what it stood on
            QTest.mouseRelease(key, Qt.MouseButton.LeftButton, pos=middle)

    def way_out(self) -> AlarmsPage:
        page = self.go(AlarmsPage.name)
        assert isinstance(page, AlarmsPage)
        return page


def type_scan(field: ScanField, said: str) -> None:
    """As a scanner does that types: the letters in a burst, then Enter."""
    QTest.keyClicks(field, said)
    QTest.keyClick(field, Qt.Key.Key_Return)
