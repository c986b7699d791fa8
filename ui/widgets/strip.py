"""The device strip: each device with its state as shape, colour and word, on as many lines as it
takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM
from ui.widgets.shapes import draw_shape

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Lamp:
    name: str
    word: str
    shape: str
    color: str


class Strip(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._lamps: tuple[Lamp, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        feel.changed.connect(self.update)

    def set_lamps(self, lamps: Sequence[Lamp]) -> None:
        if tuple(lamps) != self._lamps:
            self._lamps = tuple(lamps)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._feel.px(60), self._line() * max(1, len(self._lines())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.updateGeometry()

    def _line(self) -> int:
        return QFontMetrics(self._feel.font(CAP_MM)).height() + self._feel.px(1)

    def _width(self, lamp: Lamp) -> int:
        text = QFontMetrics(self._feel.font(CAP_MM)).horizontalAdvance(self._text(lamp))
        return self._line() + text + self._feel.px(4)

    @staticmethod
    def _text(lamp: Lamp) -> str:
        return f"{lamp.name}: {lamp.word}"

    def _lines(self) -> list[list[Lamp]]:
        lines: list[list[Lamp]] = [[]]
        left = self.width()
        for lamp in self._lamps:
            width = self._width(lamp)
            if width > left and lines[-1]:
                lines.append([])
                left = self.width()
            lines[-1].append(lamp)
            left -= width
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter, feel, line = QPainter(self), self._feel, self._line()
        painter.setFont(feel.font(CAP_MM))
        for row, lamps in enumerate(self._lines()):
            left = 0.0
            for lamp in lamps:
                sign = QRectF(left + line * 0.15, (row + 0.15) * line, line * 0.7, line * 0.7)
                draw_shape(painter, lamp.shape, sign, feel.color(lamp.color))
                painter.setPen(feel.color("text"))
                width = self._width(lamp)
                place = QRectF(left + line, row * line, width - line, line)
                painter.drawText(place, LEFT, self._text(lamp))
                left += width
