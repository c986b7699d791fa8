"""A key for gloves: at least 22 mm, says why it does nothing, and may have to be held.

A held key fires after one second of unbroken touch, while a ring fills; letting go or sliding off
before that does nothing at all, nor does a page that changes under the finger. A key that the
station would refuse stays pressable: it tells why.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import CAP_MM, KEY_MM
from ui.widgets.shapes import draw_shape

HOLD_MS = 1_000
RING_EVERY_MS = 33
LINES_MAX = 2
WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class TouchKey(QAbstractButton):
    chosen = Signal()  # it was pressed through
    explained = Signal(str)  # it was pressed though it does nothing now: why

    def __init__(
        self,
        feel: Feel,
        text: str = "",
        *,
        shape: str = "",
        mark: str = "",
        hold: bool = False,
        cap_mm: float = CAP_MM,
        parent: QWidget | None = None,
    ) -> None:
        """`mark` is the palette's colour of a key that stands out, "" = a plain one; `cap_mm` the
        height of its capitals."""
        super().__init__(parent)
        self._cap_mm = cap_mm
        self._feel, self._shape, self._mark, self._hold = feel, shape, mark, hold
        self._why = ""
        self._lit = False
        self._held_since_ms = 0
        self._ring = QTimer(self)
        self._ring.setInterval(RING_EVERY_MS)
        self._ring.timeout.connect(self._fill)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a wedge's Enter must not press a key
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        feel.changed.connect(self.update)
        self.clicked.connect(self._clicked)

    @property
    def holds(self) -> bool:
        return self._hold

    @property
    def why(self) -> str:
        """Why it does nothing now, "" = it does."""
        return self._why

    def set_why(self, why: str) -> None:
        if why != self._why:
            self._why = why
            self._stop_holding()
            self.update()

    def set_lit(self, lit: bool) -> None:
        """Mark what is chosen among several keys."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def press(self) -> None:
        """As a finger does that stays long enough; for whoever has no finger."""
        if self._why:
            self.explained.emit(self._why)
        else:
            self.chosen.emit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the text on two lines, or on one with the shape above it."""
        metrics = QFontMetrics(self._feel.font(self._cap_mm, bold=True))
        least, text = self._feel.px(KEY_MM), self.text()
        room = 2 * self._feel.px(1.5)
        width = max(least, _narrowest(metrics, text) + room)
        return QSize(width, least)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    # -- pressing

    @Slot()
    def _clicked(self) -> None:
        if self._why:
            self.explained.emit(self._why)
        elif not self._hold:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mousePressEvent(event)
        if self._hold and not self._why and self.isDown():
            self._held_since_ms = self._feel.now_ms()
            self._ring.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        if not self.isDown():
            self._stop_holding()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._stop_holding()
        super().mouseReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._stop_holding()
        self.setDown(False)
        super().hideEvent(event)

    def _held_ms(self) -> int:
        return self._feel.now_ms() - self._held_since_ms

    @Slot()
    def _fill(self) -> None:
        if self._held_ms() >= HOLD_MS:
            self._stop_holding()
            self.setDown(False)
            self.chosen.emit()
        self.update()

    def _stop_holding(self) -> None:
        if self._ring.isActive():
            self._ring.stop()
            self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        feel, off = self._feel, bool(self._why)
        ground = feel.color("key_off" if off else self._mark or "key")
        ink = feel.color("key_off_text" if off else "on_mark" if self._mark else "key_text")
        if self._lit:
            ground, ink = feel.color("info"), feel.color("on_mark")
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(feel.color("line"), 1 if self.isDown() else 2))
        painter.setBrush(ground.darker(115) if self.isDown() else ground)
        painter.drawRoundedRect(edge, feel.px(1.5), feel.px(1.5))
        self._draw_content(painter, edge, ink)
        if self._ring.isActive():
            self._draw_ring(painter, ink)

    def _draw_content(self, painter: QPainter, edge: QRectF, ink: QColor) -> None:
        feel, inner = self._feel, edge.adjusted(3, 3, -3, -3)
        painter.setFont(feel.font(self._cap_mm, bold=True))
        painter.setPen(ink)
        if self._shape and self.text():
            side = feel.px(6.5)
            place = QRectF(inner.x(), inner.y() + feel.px(1), inner.width(), side)
            draw_shape(painter, self._shape, place, ink)
            inner.setTop(inner.top() + feel.px(1) + side)
        elif self._shape:
            margin = edge.height() * 0.28
            place = edge.adjusted(margin, margin, -margin, -margin)
            draw_shape(painter, self._shape, place, ink)
            return
        painter.drawText(inner, WRAPPED, self.text())

    def _draw_ring(self, painter: QPainter, ink: QColor) -> None:
        share = min(1.0, self._held_ms() / HOLD_MS)
        width = self._feel.px(1.2)
        side = min(self.width(), self.height()) - 2 * width
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, width))
        painter.drawArc(place, 90 * 16, -round(share * 360 * 16))


def _narrowest(metrics: QFontMetrics, text: str) -> int:
    """The least width at which the text needs no more than two lines. Chinese breaks anywhere."""
    words = [word for word in text.split() if word.isascii()]
    width = max((metrics.horizontalAdvance(word) for word in words), default=0)
    width = max(width, metrics.horizontalAdvance(text) // LINES_MAX)
    while width < metrics.horizontalAdvance(text):
        box = metrics.boundingRect(0, 0, width, 10_000, WRAPPED, text)
        if box.height() <= LINES_MAX * metrics.lineSpacing() + 1 and box.width() <= width:
            break
        width += 4
    return width + 4
