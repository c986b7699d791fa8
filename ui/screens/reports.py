"""The reports page: batch records, the figures of a shift, and the audit trail, one at a time.

Each part is a file of its own with its own keys; the three keys at the left choose between them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from station.talk.look import Seat
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.screens.page import Host, Page
from ui.screens.report_part import ReportPart
from ui.screens.report_records import RecordsPart
from ui.screens.report_shift import ShiftPart
from ui.screens.report_trail import TrailPart
from ui.widgets.key import TouchKey

KINDS: tuple[tuple[type[ReportPart], str], ...] = (
    (RecordsPart, "box"),
    (ShiftPart, "play"),
    (TrailPart, "person"),
)


class ReportsPage(Page):
    name = "reports"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self.parts = [kind(feel, language, station, host) for kind, _ in KINDS]
        self._stack = QStackedWidget()
        self._tabs: list[TouchKey] = []
        for number, (part, (_, shape)) in enumerate(zip(self.parts, KINDS, strict=True)):
            self._stack.addWidget(part)
            self._tabs.append(self.key(partial(self.show_part, number), shape=shape))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._now = 0
        self._sees: tuple[str, tuple[str, ...]] | None = None
        self._mark()

    def title(self) -> str:
        return self.tr("Reports")

    def bar_keys(self) -> list[TouchKey]:
        return [*self._tabs, *(key for part in self.parts for key in part.bar_keys())]

    def retranslate(self) -> None:
        for part, tab in zip(self.parts, self._tabs, strict=True):
            part.retranslate()
            tab.setText(part.title())

    @property
    def part(self) -> ReportPart:
        return self.parts[self._now]

    def show_part(self, number: int) -> None:
        if number != self._now:
            self.part.left()
            self._now = number
            self._mark()
        self._stack.setCurrentIndex(number)
        self.part.entered()

    def _mark(self) -> None:
        for number, (part, tab) in enumerate(zip(self.parts, self._tabs, strict=True)):
            tab.set_lit(number == self._now)
            for key in part.bar_keys():  # hidden first: two parts' at once would widen the window
                key.setVisible(False)
        for key in self.part.bar_keys():
            key.setVisible(True)

    def entered(self) -> None:
        self.part.entered()

    def left(self) -> None:
        self.part.left()

    def show_seat(self, seat: Seat) -> None:
        """Somebody else may see more, or nothing."""
        before, self._sees = self._sees, (seat.person, seat.rights)
        if before not in (None, self._sees):
            self.part.entered()
