"""The open container as a grid: what is in each place, by shape and colour.

A full disc is a verified item, a ring a free place, a cross a place that the last picture said is
wrong, and a triangle one that it didn't show though something went in.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.widgets.shapes import draw_shape


class Place(StrEnum):
    FREE = "free"
    GOOD = "good"
    WRONG = "wrong"
    MISSING = "missing"
    MARKED = "marked"  # the one that is talked about


LOOKS = {
    Place.FREE: ("ring", "line"),
    Place.GOOD: ("disc", "idle"),
    Place.WRONG: ("cross", "bad"),
    Place.MISSING: ("triangle", "wait"),
    Place.MARKED: ("disc", "info"),
}


class CaseGrid(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._columns, self._places = 1, tuple[Place, ...]()
        self.setMinimumSize(QSize(feel.px(24), feel.px(12)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_places(self, columns: int, places: tuple[Place, ...]) -> None:
        """One for each place, row by row; `columns` 0 = as it fits."""
        if not columns:
            columns = self._as_it_fits(len(places))
        if (columns, places) != (self._columns, self._places):
            self._columns, self._places = columns, places
            self.update()

    def _as_it_fits(self, count: int) -> int:
        height = max(1, self.height())
        best = max(range(1, count + 1), key=lambda n: self._pitch(n, count, height), default=1)
        return best

    def _pitch(self, columns: int, count: int, height: int) -> float:
        return min(self.width() / columns, height / -(-count // columns))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        if not self._places:
            return
        painter = QPainter(self)
        pitch = self._pitch(self._columns, len(self._places), self.height())
        rows = -(-len(self._places) // self._columns)
        left = (self.width() - pitch * self._columns) / 2
        top = (self.height() - pitch * rows) / 2
        gap = pitch * 0.08
        for number, place in enumerate(self._places):
            row, column = divmod(number, self._columns)
            shape, color = LOOKS[place]
            at = QRectF(
                left + column * pitch + gap,
                top + row * pitch + gap,
                pitch - 2 * gap,
                pitch - 2 * gap,
            )
            draw_shape(painter, shape, at, self._feel.color(color))
