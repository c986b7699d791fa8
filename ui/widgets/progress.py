"""How far something is, as a bar: so much of so much."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel

HIGH_MM = 4.0


class Progress(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel, self._done, self._whole = feel, 0, 1
        self.setMinimumSize(QSize(feel.px(30), feel.px(HIGH_MM)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        feel.changed.connect(self.update)

    def set_stand(self, done: int, whole: int) -> None:
        """More than the whole is shown as the whole."""
        if (done, whole) != (self._done, self._whole):
            self._done, self._whole = done, whole
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter, feel = QPainter(self), self._feel
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        share = min(1.0, self._done / max(1, self._whole))
        filled = QRectF(frame.x(), frame.y(), frame.width() * share, frame.height())
        painter.fillRect(filled, feel.color("idle"))
        painter.setPen(QPen(feel.color("line"), 1))
        painter.drawRect(frame)
