"""A table without scrolling: as many rows as fit, and keys for the page before and after.

It shows what it is given; where there is more than it was given, the owner fetches on `turned`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM, KEY_MM, SMALL_CAP_MM
from ui.widgets.shapes import draw_shape

ROW_MM = 8.0
TWO_LINES_MM = 14.0


@dataclass(frozen=True)
class Column:
    """`share` of the width; `right` for numbers."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class Row:
    """`mark` is (shape, colour of the palette) before the first cell; `key` says which row it is
    where rows are chosen."""

    cells: tuple[str, ...]
    mark: tuple[str, str] | None = None
    key: str = ""


class PagedTable(QWidget):
    """Rows are as high as a key where they are `choosable`, since they are pressed then."""

    chosen = Signal(str)  # a row's key
    paged = Signal()  # another page, or another number of pages

    def __init__(self, feel: Feel, *, choosable: bool = False, row_mm: float = ROW_MM) -> None:
        """`row_mm` is for rows that aren't choosable: TWO_LINES_MM where texts may be long."""
        super().__init__()
        self._feel, self._choosable = feel, choosable
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._page, self._picked = 0, ""
        self._pressed: Row | None = None
        self._empty = ""
        self._row_px = feel.px(KEY_MM if choosable else row_mm)
        self._head_px = QFontMetrics(feel.font(SMALL_CAP_MM)).height() + feel.px(1)
        self.setMinimumSize(QSize(feel.px(60), self._head_px + self._row_px))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        feel.changed.connect(self.update)

    # -- what it shows

    def set_columns(self, columns: Sequence[Column], empty: str = "") -> None:
        """`empty` stands there when there are no rows."""
        self._columns, self._empty = tuple(columns), empty
        self.update()

    def set_rows(self, rows: Sequence[Row]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._page = min(self._page, self.pages - 1)
            self.update()
            self.paged.emit()

    def set_picked(self, key: str) -> None:
        if key != self._picked:
            self._picked = key
            self.update()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def rows_top(self) -> int:
        """Where the first row begins, below the titles, in pixels."""
        return self._head_px

    @property
    def rows_a_page(self) -> int:
        return max(1, (self.height() - self._head_px) // self._row_px)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self._rows) // self.rows_a_page))

    @property
    def page(self) -> int:
        return self._page

    def turn(self, pages: int) -> None:
        """So many pages on, or back; at the ends it stays."""
        page = min(max(0, self._page + pages), self.pages - 1)
        if page != self._page:
            self._page = page
            self.update()
            self.paged.emit()

    def shown_rows(self) -> tuple[Row, ...]:
        start = self._page * self.rows_a_page
        return self._rows[start : start + self.rows_a_page]

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._page = min(self._page, self.pages - 1)
        self.paged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Chosen is what was pressed and let go at one place."""
        row, pressed = self._row_at(event), self._pressed
        self._pressed = None
        if self._choosable and row is not None and pressed is not None and row.key == pressed.key:
            self.set_picked(row.key)
            self.chosen.emit(row.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed = self._row_at(event)

    def _row_at(self, event: QMouseEvent) -> Row | None:
        at = event.position().toPoint()
        number, rows = (at.y() - self._head_px) // self._row_px, self.shown_rows()
        return rows[number] if self.rect().contains(at) and 0 <= number < len(rows) else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        feel, painter = self._feel, QPainter(self)
        painter.setFont(feel.font(SMALL_CAP_MM))
        painter.setPen(feel.color("quiet"))
        self._cells(painter, 0, self._head_px, tuple(one.title for one in self._columns), 0)
        painter.setFont(feel.font(CAP_MM))
        if not self._rows:
            place = QRectF(0, self._head_px, self.width(), self.height() - self._head_px)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._empty)
            return
        for number, row in enumerate(self.shown_rows()):
            self._row(painter, self._head_px + number * self._row_px, row)

    def _row(self, painter: QPainter, top: int, row: Row) -> None:
        feel = self._feel
        place = QRectF(0, top, self.width(), self._row_px)
        picked = bool(row.key) and row.key == self._picked
        if picked:
            painter.fillRect(place, feel.color("info"))
        painter.setPen(QPen(feel.color("line"), 1))
        painter.drawLine(place.topLeft(), place.topRight())
        indent = 0
        if row.mark is not None:
            side = feel.px(4)
            at = QRectF(feel.px(1), top + (self._row_px - side) / 2, side, side)
            color = feel.color("on_mark" if picked else row.mark[1])
            draw_shape(painter, row.mark[0], at, color)
            indent = side + feel.px(2)
        painter.setPen(feel.color("on_mark" if picked else "text"))
        self._cells(painter, top, self._row_px, row.cells, indent)

    def _cells(
        self, painter: QPainter, top: int, height: int, cells: tuple[str, ...], indent: int
    ) -> None:
        """A cell that doesn't fit is made of two lines, and only then cut with a mark."""
        total = sum(one.share for one in self._columns) or 1.0
        left, pad = 0.0, self._feel.px(1)
        for column, cell in zip(self._columns, cells, strict=True):
            width = self.width() * column.share / total
            place = QRectF(left + pad + indent, top, width - 2 * pad - indent, height)
            align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            flags = int(align | Qt.AlignmentFlag.AlignVCenter)
            text = painter.fontMetrics().elidedText(
                cell, Qt.TextElideMode.ElideMiddle, int(place.width())
            )
            if text != cell and height >= 2 * painter.fontMetrics().lineSpacing():
                text, flags = cell, flags | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(place, flags, text)
            left, indent = left + width, 0
