"""Speed and yield over the last hour, a bar a minute: good below, kicked off on top of it.

Painted by hand: a chart library takes a second to load and half the memory of the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import SMALL_CAP_MM

MINUTES = 60
MINUTE_MS = 60_000


class HourChart(QWidget):
    """`set_minutes` takes (start in ms, good, rejected) and the newest time; `target` is a line."""

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._minutes: tuple[tuple[int, int, int], ...] = ()
        self._now_ms, self._target = 0, 0.0
        self._words = ("", "")
        self.setMinimumSize(QSize(feel.px(40), feel.px(11)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_words(self, hour_ago: str, now: str) -> None:
        self._words = (hour_ago, now)
        self.update()

    def set_minutes(
        self, minutes: tuple[tuple[int, int, int], ...], now_ms: int, target: float
    ) -> None:
        at = now_ms // MINUTE_MS * MINUTE_MS
        if (minutes, at, target) != (self._minutes, self._now_ms, self._target):
            self._minutes, self._now_ms, self._target = minutes, at, target
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        font = feel.font(SMALL_CAP_MM)
        painter.setFont(font)
        high = QFontMetrics(font).height()
        top = max([self._target, 1.0, *(good + bad for _, good, bad in self._minutes)]) * 1.1
        scale = QFontMetrics(font).horizontalAdvance(f"{top:.0f} ")
        plot = QRectF(scale, high / 2, self.width() - scale - 1, self.height() - 1.6 * high)
        self._bars(painter, plot, top)
        painter.setPen(QPen(feel.color("line"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(feel.color("quiet"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, scale - 3, high), right, f"{top / 1.1:.0f}")
        painter.drawText(QRectF(0, plot.bottom() - high / 2, scale - 3, high), right, "0")
        foot = QRectF(plot.left(), plot.bottom() + 2, plot.width(), high)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._words[1])
        if self._target:
            y = plot.bottom() - plot.height() * self._target / top
            painter.setPen(QPen(feel.color("info"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _bars(self, painter: QPainter, plot: QRectF, top: float) -> None:
        width = plot.width() / MINUTES
        good_color, bad_color = self._feel.color("idle"), self._feel.color("bad")
        for at_ms, good, bad in self._minutes:
            slot = MINUTES - 1 - (self._now_ms - at_ms) // MINUTE_MS
            if not 0 <= slot < MINUTES:
                continue
            x, bottom = plot.left() + slot * width, plot.bottom()
            for count, color in ((good, good_color), (bad, bad_color)):
                height = plot.height() * count / top
                painter.fillRect(QRectF(x + 0.5, bottom - height, width - 1, height), color)
                bottom -= height
