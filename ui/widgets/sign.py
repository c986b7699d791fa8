"""A state as shape and colour; the word stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.feel import Feel
from ui.widgets.shapes import draw_shape


class Sign(QWidget):
    def __init__(self, feel: Feel, side_mm: float) -> None:
        super().__init__()
        self._feel, self._shape, self._color = feel, "ring", "idle"
        side = feel.px(side_mm)
        self.setFixedSize(side, side)
        feel.changed.connect(self.update)

    def set_state(self, shape: str, color: str) -> None:
        """A name of `shapes.SHAPES` and a field of the palette."""
        if (shape, color) != (self._shape, self._color):
            self._shape, self._color = shape, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        draw_shape(painter, self._shape, QRectF(self.rect()), self._feel.color(self._color))
