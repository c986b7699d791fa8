"""A feel whose clock is the test's own, and fingers that touch widgets."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.feel import Feel
from ui.theme.metrics import Metrics
from ui.theme.palette import Theme

LEFT = Qt.MouseButton.LeftButton


class HandClock:
    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms


def feel_of(clock: HandClock, theme: Theme = Theme.LIGHT) -> Feel:
    return Feel(Metrics(4.0), theme, clock)


class Mouse:
    """Presses and lets go with the left button, as the window system tells it."""

    def down(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mousePress(widget.window().windowHandle(), LEFT, pos=in_window(widget, at))

    def move(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseMove(widget.window().windowHandle(), in_window(widget, at))
        QApplication.processEvents()

    def up(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseRelease(widget.window().windowHandle(), LEFT, pos=in_window(widget, at))


class Finger:
    """Touches a panel; Qt makes the mouse events that widgets hear."""

    device: QPointingDevice | None = None

    def __init__(self) -> None:
        if Finger.device is None:  # there is one panel, and Qt keeps it
            Finger.device = QTest.createTouchDevice()

    def down(self, widget: QWidget, at: QPoint | None = None) -> None:
        self._touch(widget).press(0, at or middle(widget), widget).commit()

    def move(self, widget: QWidget, at: QPoint) -> None:
        self._touch(widget).move(0, at, widget).commit()

    def up(self, widget: QWidget, at: QPoint | None = None) -> None:
        self._touch(widget).release(0, at or middle(widget), widget).commit()

    def _touch(self, widget: QWidget) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(widget.window(), Finger.device, False)


def middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def in_window(widget: QWidget, at: QPoint | None) -> QPoint:
    return widget.mapTo(widget.window(), at or middle(widget))
