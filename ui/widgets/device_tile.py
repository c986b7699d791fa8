"""A device as a tile to press: what it does, its name, its state as word, shape and colour; and as
many of them side by side as there is room for, by the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM, KEY_MM, NEAR_MM, SMALL_CAP_MM
from ui.widgets.key import TouchKey
from ui.widgets.shapes import draw_shape

WIDE_MM = 58.0
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class Told:
    """What a tile shows; `sign` is (shape, colour of the palette)."""

    name: str
    role: str
    word: str
    sign: tuple[str, str]


class DeviceTile(TouchKey):
    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self.feel = feel
        self.told = Told("", "", "", ("ring", "idle"))

    def tell(self, told: Told) -> None:
        if told != self.told:
            self.told = told
            self.setAccessibleName(f"{told.role} {told.name} {told.word}")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.feel.px(WIDE_MM), self.feel.px(KEY_MM))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self.feel, QPainter(self)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(feel.color("line"), 1))
        painter.setBrush(feel.color("key" if self.isDown() else "panel"))
        painter.drawRoundedRect(edge, feel.px(1), feel.px(1))
        side = feel.px(8)
        sign = QRectF(feel.px(2), (self.height() - side) / 2, side, side)
        told, (shape, mark) = self.told, self.told.sign
        draw_shape(painter, shape, sign, feel.color(mark))
        left = sign.right() + feel.px(2)
        width, third = self.width() - left - feel.px(1), self.height() / 3
        for line, (text, font, color) in enumerate((
            (told.role, feel.font(CAP_MM, bold=True), "text"),
            (told.word, feel.font(CAP_MM), "text" if mark == "idle" else mark),
            (told.name, feel.font(SMALL_CAP_MM), "quiet"),
        )):  # fmt: skip
            painter.setFont(font)
            painter.setPen(feel.color(color))
            painter.drawText(QRectF(left, line * third, width, third), LEFT, text)


class TileGrid(QWidget):
    """It asks for the room of one tile, and shows what fits into what it gets."""

    chosen = Signal(str)
    paged = Signal()  # another page, or another number of pages

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._told: tuple[Told, ...] = ()
        self._tiles: list[DeviceTile] = []
        self._page = 0
        self.setMinimumSize(feel.px(WIDE_MM), feel.px(KEY_MM))

    def tell(self, told: Sequence[Told]) -> None:
        if tuple(told) != self._told:
            self._told = tuple(told)
            self._place()

    @property
    def page(self) -> int:
        return self._page

    @property
    def pages(self) -> int:
        columns, rows = self._room()
        return max(1, -(-len(self._told) // (columns * rows)))

    def turn(self, pages: int) -> None:
        self._page = min(max(0, self._page + pages), self.pages - 1)
        self._place()

    def _choose(self, tile: DeviceTile) -> None:
        self.chosen.emit(tile.told.name)

    def _room(self) -> tuple[int, int]:
        """Columns and rows of tiles."""
        near = self._feel.px(NEAR_MM)
        columns = (self.width() + near) // (self._feel.px(WIDE_MM) + near)
        rows = (self.height() + near) // (self._feel.px(KEY_MM) + near)
        return max(1, columns), max(1, rows)

    def _place(self) -> None:
        columns, rows = self._room()
        self._page = min(self._page, self.pages - 1)
        first = self._page * columns * rows
        shown = self._told[first : first + columns * rows]
        near, high = self._feel.px(NEAR_MM), self._feel.px(KEY_MM)
        wide = (self.width() - near * (columns - 1)) // columns
        while len(self._tiles) < len(shown):
            tile = DeviceTile(self._feel)
            tile.setParent(self)
            tile.chosen.connect(partial(self._choose, tile))
            self._tiles.append(tile)
        for number, tile in enumerate(self._tiles):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                row, column = divmod(number, columns)
                place = QRect(column * (wide + near), row * (high + near), wide, high)
                tile.setGeometry(place)
                tile.tell(shown[number])
        self.paged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()
