"""What the parts of the reports page have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.screens.page import Host
from ui.widgets.key import TouchKey


class ReportPart(QWidget):
    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__()
        self.feel, self.language, self.station, self.host = feel, language, station, host

    def title(self) -> str:
        """What its key says."""
        return ""

    def bar_keys(self) -> list[TouchKey]:
        """Made once; shown while the part is."""
        return []

    def entered(self) -> None:
        """It is on the screen now, or somebody else is at it."""

    def left(self) -> None:
        """Another part or page is."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def key(self, chosen: Callable[[], None], shape: str, mark: str = "") -> TouchKey:
        key = TouchKey(self.feel, shape=shape, mark=mark)
        key.chosen.connect(chosen)
        key.explained.connect(self.host.say)
        return key
