"""Counts by name as bars, the largest first; as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Bars(QWidget):
    def __init__(self, feel: Feel, color: str = "bad") -> None:
        super().__init__()
        self._feel, self._color = feel, color
        self._bars: tuple[tuple[str, int], ...] = ()
        self.setMinimumSize(QSize(feel.px(36), feel.px(11)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_bars(self, bars: Sequence[tuple[str, int]]) -> None:
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter, feel = QPainter(self), self._feel
        font = feel.font(CAP_MM)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        high = metrics.height() + feel.px(1.5)
        most = max([1, *(count for _, count in self._bars)])
        for number, (name, count) in enumerate(self._bars[: max(1, int(self.height() // high))]):
            place = QRectF(0, number * high, self.width(), high)
            bar = QRectF(0, place.bottom() - feel.px(1), self.width() * count / most, feel.px(0.8))
            painter.fillRect(bar, feel.color(self._color))
            painter.setPen(feel.color("text"))
            painter.drawText(place, LEFT, name)
            painter.drawText(place, RIGHT, str(count))
