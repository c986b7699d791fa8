"""Touches that must press nothing: the one that wakes a dark screen, those of a cleaning cloth, and
those that were meant for the page before.

An event filter of the whole application. What begins while touches are blocked is swallowed to its
end: the release of a swallowed press presses nothing either.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal

DEAD_MS = 300  # after each change of page
SLEEP_MS = 15 * 60_000  # without a touch, on a line that stands
CLEANING_S = 20
PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
ENDS = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd})
TOUCHES = (
    PRESSES
    | ENDS
    | {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchCancel,
    }
)


class TouchGuard(QObject):
    slept = Signal(bool)  # the screen is to be dark, or to be woken
    cleaning = Signal(int)  # seconds left of the cleaning lock; 0 = over

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dead = QElapsedTimer()
        self._swallowing = False
        self._asleep = False
        self._cleaning_s = 0
        self.stays_awake = False  # a line that runs is always shown
        self._sleep = QTimer(self)
        self._sleep.setSingleShot(True)
        self._sleep.setInterval(SLEEP_MS)
        self._sleep.timeout.connect(self._fall_asleep)
        self._sleep.start()
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._one_second)

    def page_changed(self) -> None:
        self._dead.start()

    def clean(self) -> None:
        """Take no touch for some seconds."""
        self._cleaning_s = CLEANING_S
        self._second.start()
        self.cleaning.emit(self._cleaning_s)

    def wake(self) -> None:
        """Something must be seen: an alarm, a line that runs."""
        if self._asleep:
            self._asleep = False
            self.slept.emit(False)
        self._sleep.start()

    @property
    def is_asleep(self) -> bool:
        return self._asleep

    def blocks(self) -> bool:
        """Whether a touch that begins now presses nothing."""
        dead = self._dead.isValid() and self._dead.elapsed() < DEAD_MS
        return self._asleep or dead or self._cleaning_s > 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        kind = event.type()
        if kind not in TOUCHES:
            return False
        if kind in PRESSES and not self._swallowing:
            self._swallowing = self.blocks()
            self.wake()
        swallowed = self._swallowing
        if kind in ENDS:
            self._swallowing = False
        return swallowed

    def _fall_asleep(self) -> None:
        if self.stays_awake:
            self._sleep.start()
            return
        self._asleep = True
        self.slept.emit(True)

    def _one_second(self) -> None:
        self._cleaning_s -= 1
        if self._cleaning_s <= 0:
            self._second.stop()
            self.page_changed()
        self.cleaning.emit(self._cleaning_s)
