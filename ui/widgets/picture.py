"""A picture, as large as there is room, never larger than it is sharp."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM

ENLARGED_MAX = 3.0
CENTERED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class Picture(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel, self._pixels, self._words = feel, QPixmap(), ""
        self.setMinimumSize(QSize(feel.px(24), feel.px(12)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_png(self, png: bytes, words: str = "") -> None:
        """b"" = there is none; then `words` say so."""
        self._pixels, self._words = QPixmap(), words
        if png:
            self._pixels.loadFromData(png)
        self.update()

    @property
    def is_there(self) -> bool:
        return not self._pixels.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        if not self.is_there:
            painter.setFont(self._feel.font(CAP_MM))
            painter.setPen(self._feel.color("quiet"))
            painter.drawText(self.rect(), CENTERED, self._words)
            return
        wide, high = self._pixels.width(), self._pixels.height()
        scale = min(self.width() / wide, self.height() / high, ENLARGED_MAX)
        width, height = wide * scale, high * scale
        place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixels, QRectF(self._pixels.rect()))
