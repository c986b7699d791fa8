"""The last reads, newest first: verdict by shape and word, the covered code, and the newest picture
that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM, SMALL_CAP_MM
from ui.widgets.shapes import draw_shape

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class ReadLine:
    at: str
    word: str
    code: str
    shape: str
    color: str


class Reads(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._lines: tuple[ReadLine, ...] = ()
        self._picture: QPixmap | None = None
        self.setMinimumSize(QSize(feel.px(50), feel.px(11)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    def set_lines(self, lines: Sequence[ReadLine]) -> None:
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.update()

    def set_picture(self, png: bytes) -> None:
        """Of the newest read that has one; b"" = none."""
        picture = QPixmap()
        self._picture = picture if picture.loadFromData(png) else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter, feel = QPainter(self), self._feel
        side = min(self.height(), self.width() * 0.38) if self._picture else 0
        if self._picture:
            self._draw_picture(painter, side)
        left, width = side + (feel.px(2) if side else 0), self.width()
        font, small = feel.font(CAP_MM), feel.font(SMALL_CAP_MM)
        high = QFontMetrics(font).height() + feel.px(0.5)
        for number, line in enumerate(self._lines[: max(1, int(self.height() // high))]):
            place = QRectF(left, number * high, width - left, high)
            sign = QRectF(place.x(), place.y() + high * 0.15, high * 0.7, high * 0.7)
            draw_shape(painter, line.shape, sign, feel.color(line.color))
            place.setLeft(place.left() + high)
            painter.setFont(font)
            painter.setPen(feel.color("text"))
            painter.drawText(place, LEFT, line.word)
            taken = painter.fontMetrics().horizontalAdvance(line.word) + feel.px(2)
            painter.setFont(small)
            painter.setPen(feel.color("quiet"))
            place.setLeft(place.left() + taken)
            said = f"{line.code}  {line.at}" if line.code else line.at
            if painter.fontMetrics().horizontalAdvance(said) > place.width():
                said = line.at
            painter.drawText(place, RIGHT, said)

    def _draw_picture(self, painter: QPainter, side: float) -> None:
        assert self._picture is not None
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size().scaled(
            QSize(int(side), self.height()), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
