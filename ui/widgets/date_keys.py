"""A date chosen with big keys: year, month and day each up and down; no calendar to aim at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.feel import Feel
from ui.theme.metrics import NEAR_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

ISO = Qt.DateFormat.ISODate
PARTS = ("year", "month", "day")


class DateKeys(QWidget):
    changed = Signal()

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._date = QDate(2000, 1, 1)
        self._values = {part: text_label("big") for part in PARTS}
        self._names = {part: text_label("small") for part in PARTS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(feel.px(2 * NEAR_MM))
        grid.setVerticalSpacing(feel.px(NEAR_MM / 2))
        for row in (0, 5):
            grid.setRowStretch(row, 1)
        for column, part in enumerate(PARTS):
            for row, text, by in ((1, "+", 1), (4, "−", -1)):
                key = TouchKey(feel, text)
                key.chosen.connect(partial(self._step, part, by))
                grid.addWidget(key, row, column)
            for row, label in ((2, self._names[part]), (3, self._values[part])):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(label, row, column)

    def set_names(self, year: str, month: str, day: str) -> None:
        for part, name in zip(PARTS, (year, month, day), strict=True):
            self._names[part].setText(name)

    @property
    def text(self) -> str:
        """YYYY-MM-DD."""
        return str(self._date.toString(ISO))

    def set_text(self, said: str) -> None:
        """A date as YYYY-MM-DD; what is none changes nothing."""
        date = QDate.fromString(said, ISO)
        if date.isValid():
            self._set(date)

    def months_after(self, said: str, months: int) -> None:
        """So many months after this date, less a day: what was made on the first is good to the
        last."""
        date = QDate.fromString(said, ISO)
        if date.isValid():
            self._set(date.addMonths(months).addDays(-1))

    def _set(self, date: QDate) -> None:
        self._date = date
        for part, value in zip(PARTS, (date.year(), date.month(), date.day()), strict=True):
            self._values[part].setText(f"{value:02d}")
        self.changed.emit()

    def _step(self, part: str, by: int) -> None:
        steps = {
            "year": self._date.addYears,
            "month": self._date.addMonths,
            "day": self._date.addDays,
        }
        self._set(steps[part](by))
