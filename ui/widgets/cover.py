"""Covers the whole window: the station is away, the screen is being cleaned, or it sleeps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.feel import Feel
from ui.theme.metrics import BIG_CAP_MM, CAP_MM
from ui.widgets.shapes import draw_shape

CENTERED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
BLACK = QColor("#000000")


class Cover(QWidget):
    """Hidden until it is needed. Takes every touch that comes to it."""

    def __init__(self, feel: Feel, window: QWidget) -> None:
        super().__init__(window)
        self._feel, self._window = feel, window
        self.words: tuple[str, str] = ("", "")
        self.hide()

    def cover(self, what: str, more: str) -> None:
        self.words = (what, more)
        self._show()

    def darken(self) -> None:
        self.words = ("", "")
        self._show()

    def lift(self) -> None:
        self.hide()

    def _show(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        what, more = self.words
        if not what:
            painter.fillRect(self.rect(), BLACK)
            return
        painter.fillRect(self.rect(), feel.color("ground"))
        middle, side = self.height() / 2, feel.px(24)
        sign = QRectF((self.width() - side) / 2, middle - side - feel.px(6), side, side)
        draw_shape(painter, "triangle", sign, feel.color("wait"))
        painter.setPen(feel.color("text"))
        edge = feel.px(10)
        for text, cap_mm, top in ((what, BIG_CAP_MM, middle), (more, CAP_MM, middle + feel.px(18))):
            painter.setFont(feel.font(cap_mm, bold=text == what))
            painter.drawText(
                QRectF(edge, top, self.width() - 2 * edge, feel.px(18)), CENTERED, text
            )
