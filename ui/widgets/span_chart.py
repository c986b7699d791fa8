"""Items over a span of time, a bar for each part of it: good below, kicked off on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import SMALL_CAP_MM

HEADROOM = 1.1
DAY_MS = 86_400_000
Bar = tuple[int, int, int]  # when it begins in ms, good, rejected


class SpanChart(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._bars: tuple[Bar, ...] = ()
        self._span_ms, self._expected = 1, 0.0
        self._empty = ""
        self.setMinimumSize(QSize(feel.px(60), feel.px(14)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_empty(self, empty: str) -> None:
        """What stands there when there are no bars."""
        self._empty = empty
        self.update()

    def set_bars(self, bars: Sequence[Bar], span_ms: int, expected: float) -> None:
        """`expected` items a bar at rated speed are a dashed line; 0 = none."""
        self._bars, self._span_ms, self._expected = tuple(bars), max(1, span_ms), expected
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        font = feel.font(SMALL_CAP_MM)
        painter.setFont(font)
        if not self._bars:
            painter.setPen(feel.color("quiet"))
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._empty)
            return
        most = max(self._expected, 1.0, *(good + bad for _, good, bad in self._bars))
        metrics = QFontMetrics(font)
        high, scale = metrics.height(), metrics.horizontalAdvance(f"{most:.0f} ")
        plot = QRectF(scale, high / 2, self.width() - scale - 1, self.height() - 1.6 * high)
        self._draw_bars(painter, plot, most * HEADROOM)
        self._draw_axes(painter, plot, most)
        if self._expected:
            y = plot.bottom() - plot.height() * self._expected / (most * HEADROOM)
            painter.setPen(QPen(feel.color("info"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _draw_bars(self, painter: QPainter, plot: QRectF, top: float) -> None:
        first_ms = self._bars[0][0]
        slots = (self._bars[-1][0] - first_ms) // self._span_ms + 1
        width = plot.width() / slots
        good_color, bad_color = self._feel.color("idle"), self._feel.color("bad")
        for at_ms, good, bad in self._bars:
            x = plot.left() + (at_ms - first_ms) // self._span_ms * width
            bottom = plot.bottom()
            for count, color in ((good, good_color), (bad, bad_color)):
                height = plot.height() * count / top
                bar = QRectF(x + 0.5, bottom - height, max(1.0, width - 1), height)
                painter.fillRect(bar, color)
                bottom -= height

    def _draw_axes(self, painter: QPainter, plot: QRectF, most: float) -> None:
        high = painter.fontMetrics().height()
        painter.setPen(QPen(self._feel.color("line"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(self._feel.color("quiet"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        y = plot.bottom() - plot.height() / HEADROOM
        painter.drawText(QRectF(0, y - high / 2, plot.left() - 3, high), right, f"{most:.0f}")
        painter.drawText(QRectF(0, plot.bottom() - high / 2, plot.left() - 3, high), right, "0")
        foot = QRectF(plot.left(), plot.bottom() + 2, plot.width(), high)
        first, last = self._bars[0][0], self._bars[-1][0] + self._span_ms
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._at(first))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._at(last))

    def _at(self, at_ms: int) -> str:
        whole = self._bars[-1][0] + self._span_ms - self._bars[0][0]
        form = "%H:%M" if whole <= DAY_MS else "%m-%d %H:%M"
        return datetime.fromtimestamp(at_ms / 1_000).strftime(form)
