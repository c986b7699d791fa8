"""An overlay that asks the station: answers that come when it has gone are nobody's any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from station.talk.message import Refusal, Request
from ui.bridge import Station
from ui.feel import Feel
from ui.screens.page import Host, Overlay
from ui.widgets.key import TouchKey

T = TypeVar("T")


class AskingOverlay(Overlay):
    def __init__(self, feel: Feel, host: Host, station: Station, *, chinese: bool) -> None:
        super().__init__(feel)
        self.host, self.station, self.chinese = host, station, chinese
        self._gone = False

    def ask(
        self,
        what: Request[T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """`refused` = None: the refusal is said in the line for the operator."""

        def take(answer: T) -> None:
            if not self._gone:
                then(answer)

        def refuse(refusal: Refusal) -> None:
            if not self._gone:
                (refused or self._say)(refusal)

        self.station.ask(what, take, refuse)

    def soon(self, then: Callable[[], Any], ms: int = 0) -> None:
        """In a moment, if it is still there; in 0 ms its parts know their sizes."""
        QTimer.singleShot(ms, self, then)

    def key(self, chosen: Callable[[], None], shape: str, mark: str = "") -> TouchKey:
        key = TouchKey(self.feel, shape=shape, mark=mark)
        key.chosen.connect(chosen)
        key.explained.connect(self.host.say)
        return key

    def _say(self, refusal: Refusal) -> None:
        self.host.say(refusal.why, bad=True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._gone = False
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._gone = True
        super().hideEvent(event)
