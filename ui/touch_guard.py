"""Touches that must press nothing: the one that wakes a dark screen, those of a cleaning cloth, and
those that were meant for the page before.

An event filter of the whole application. What begins while touches are blocked is swallowed to its
end: the release of a swallowed press presses nothing either. Qt makes mouse events of a touch that
nobody takes, and the release of those comes after the touch has ended; so a finger and the mouse
that it moves are followed apart.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ui.feel import steady_ms

DEAD_MS = 300  # after each change of page
SLEEP_MS = 15 * 60_000  # without a touch, on a line that stands
CLEANING_S = 20
Kind = QEvent.Type
FINGER = frozenset({Kind.TouchBegin, Kind.TouchUpdate, Kind.TouchEnd, Kind.TouchCancel})
MOUSE = frozenset(
    {Kind.MouseButtonPress, Kind.MouseButtonDblClick, Kind.MouseMove, Kind.MouseButtonRelease}
)
PRESSES = frozenset({Kind.TouchBegin, Kind.MouseButtonPress})
ENDS = frozenset({Kind.TouchEnd, Kind.TouchCancel, Kind.MouseButtonRelease})


class TouchGuard(QObject):
    slept = Signal(bool)  # the screen is to be dark, or to be woken
    cleaning = Signal(int)  # seconds left of the cleaning lock; 0 = over

    def __init__(
        self, now_ms: Callable[[], int] = steady_ms, parent: QObject | None = None
    ) -> None:
        """With a `parent` it ends with it: its timers must not end in another thread."""
        super().__init__(parent)
        self._now_ms = now_ms
        self._dead_until_ms = now_ms()
        self._swallows = {FINGER: False, MOUSE: False}
        self._asleep = False
        self._cleaning_s = 0
        self.stays_awake = False  # a line that runs is always shown
        self._sleep = QTimer(self)
        self._sleep.setSingleShot(True)
        self._sleep.setInterval(SLEEP_MS)
        self._sleep.timeout.connect(self.fall_asleep)
        self._sleep.start()
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self.one_second)

    def page_changed(self) -> None:
        self._dead_until_ms = self._now_ms() + DEAD_MS

    def clean(self) -> None:
        """Take no touch for some seconds."""
        self._cleaning_s = CLEANING_S
        self._second.start()
        self.cleaning.emit(self._cleaning_s)

    def wake(self) -> None:
        """Something must be seen: an alarm, a line that runs."""
        if self._asleep:
            self._asleep = False
            self.page_changed()  # from dark to a page that nobody has looked at yet
            self.slept.emit(False)
        self._sleep.start()

    @property
    def is_asleep(self) -> bool:
        return self._asleep

    @property
    def is_cleaned(self) -> bool:
        return self._cleaning_s > 0

    def blocks(self) -> bool:
        """Whether a touch that begins now presses nothing."""
        return self._asleep or self.is_cleaned or self._now_ms() < self._dead_until_ms

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        kind = event.type()
        by = FINGER if kind in FINGER else MOUSE
        if kind not in by:
            return False
        if kind in PRESSES and not self._swallows[by]:
            # The mouse that a swallowed finger moves is swallowed with it.
            self._swallows[by] = self._swallows[FINGER] or self.blocks()
            self.wake()
        swallowed = self._swallows[by]
        if kind in ENDS:
            self._swallows[by] = False
        return swallowed

    # -- what its timers do

    def fall_asleep(self) -> None:
        """Nobody touched it for long."""
        if self.stays_awake:
            self._sleep.start()
            return
        self._asleep = True
        self.slept.emit(True)

    def one_second(self) -> None:
        """Of the cleaning lock."""
        self._cleaning_s -= 1
        if self._cleaning_s <= 0:
            self._second.stop()
            self.page_changed()
        self.cleaning.emit(self._cleaning_s)
