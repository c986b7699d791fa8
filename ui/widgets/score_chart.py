"""The course of a head's print score over the last hour, with what is usual and where it warns.

Painted by hand, as the chart of the hour is. Minutes in which nothing was read are gaps.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.talk.device_requests import CourseShown
from ui.feel import Feel
from ui.theme.metrics import SMALL_CAP_MM

GAP_MS = 150_000  # minutes farther apart are not joined
SCORE_MAX = 100.0
DOT_MM = 1.0


class ScoreChart(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._course: CourseShown | None = None
        self._words = ("", "", "", "")
        self.setMinimumSize(QSize(feel.px(60), feel.px(24)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_words(self, hour_ago: str, now: str, usual: str, warns: str) -> None:
        """What stands at the ends of the time, and at the two lines."""
        self._words = (hour_ago, now, usual, warns)
        self.update()

    def set_course(self, course: CourseShown | None) -> None:
        if course != self._course:
            self._course = course
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        font = feel.font(SMALL_CAP_MM)
        painter.setFont(font)
        high = QFontMetrics(font).height()
        scale = QFontMetrics(font).horizontalAdvance("100 ")
        plot = QRectF(scale, high / 2, self.width() - scale - 1, self.height() - 2 * high)
        painter.setPen(feel.color("quiet"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for score in (0, 50, 100):
            y = self._y(plot, score)
            painter.drawText(QRectF(0, y - high / 2, scale - 4, high), right, str(score))
        foot = QRectF(plot.left(), plot.bottom() + high * 0.3, plot.width(), high)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._words[1])
        painter.setPen(QPen(feel.color("line"), 1))
        for score in (0, 50, 100):
            y = self._y(plot, score)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if self._course is not None:
            self._line(painter, plot, self._course)
            self._levels(painter, plot, self._course, high)

    def _levels(self, painter: QPainter, plot: QRectF, course: CourseShown, high: float) -> None:
        levels = ((course.usual, "info", self._words[2], -high), (course.warn_below, "wait",
            self._words[3], 0.0))  # fmt: skip
        for level, color, word, above in levels:
            if level is None:
                continue
            y = self._y(plot, level)
            painter.setPen(QPen(self._feel.color(color), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            text = f"{word} {level:.0f}"
            wide = painter.fontMetrics().horizontalAdvance(text)
            place = QRectF(plot.left() + 4, y + above, wide, high)
            painter.fillRect(place, self._feel.color("panel"))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)

    def _line(self, painter: QPainter, plot: QRectF, course: CourseShown) -> None:
        color = self._feel.color("bad" if course.worsening else "text")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = max(1, course.to_ms - course.from_ms)
        before: tuple[int, QPointF] | None = None
        for at_ms, score, _ in course.points:
            x = plot.left() + plot.width() * (at_ms - course.from_ms) / span
            point = QPointF(max(plot.left(), x), self._y(plot, score))
            painter.setPen(QPen(color, 2))
            if before is not None and at_ms - before[0] <= GAP_MS:
                painter.drawLine(before[1], point)
            painter.setBrush(color)
            radius = self._feel.px(DOT_MM) / 2
            painter.drawEllipse(point, radius, radius)
            before = (at_ms, point)

    @staticmethod
    def _y(plot: QRectF, score: float) -> float:
        return plot.bottom() - plot.height() * score / SCORE_MAX
