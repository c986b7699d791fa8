"""A device as a tile to press: what it does, its name, its state as word, shape and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.feel import Feel
from ui.theme.metrics import CAP_MM, KEY_MM, SMALL_CAP_MM
from ui.widgets.shapes import draw_shape

WIDE_MM = 58.0
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class DeviceTile(QAbstractButton):
    chosen = Signal(str)  # the device's name

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._name = self._role = self._word = ""
        self._shape, self._color = "ring", "idle"
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        feel.changed.connect(self.update)
        self.clicked.connect(self._clicked)

    def set_device(self, name: str, role: str, word: str, sign: tuple[str, str]) -> None:
        """`sign` is (shape, colour of the palette)."""
        shown = (name, role, word, *sign)
        if shown != (self._name, self._role, self._word, self._shape, self._color):
            self._name, self._role, self._word = name, role, word
            self._shape, self._color = sign
            self.setAccessibleName(f"{role} {name} {word}")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._feel.px(WIDE_MM), self._feel.px(KEY_MM))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(self._name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(feel.color("line"), 1))
        painter.setBrush(feel.color("key" if self.isDown() else "panel"))
        painter.drawRoundedRect(edge, feel.px(1), feel.px(1))
        side = feel.px(8)
        sign = QRectF(feel.px(2), (self.height() - side) / 2, side, side)
        draw_shape(painter, self._shape, sign, feel.color(self._color))
        left = sign.right() + feel.px(2)
        width, third = self.width() - left - feel.px(1), self.height() / 3
        for line, (text, font, color) in enumerate((
            (self._role, feel.font(CAP_MM, bold=True), "text"),
            (self._word, feel.font(CAP_MM), "text" if self._color == "idle" else self._color),
            (self._name, feel.font(SMALL_CAP_MM), "quiet"),
        )):  # fmt: skip
            painter.setFont(font)
            painter.setPen(feel.color(color))
            painter.drawText(QRectF(left, line * third, width, third), LEFT, text)
