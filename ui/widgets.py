"""Pieces of the run screen: a number with its name, the open case as a grid, the state's sign."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

# Okabe-Ito: told apart by everybody. Grey is normal; colour is for what is not.
GREY, DARK, LIGHT = "#5b6770", "#20272c", "#e9ecee"
BLUE, ORANGE, VERMILION, GREEN = "#0072b2", "#e69f00", "#d55e00", "#009e73"
STATE_COLORS = {"execute": GREEN, "held": ORANGE, "stopped": VERMILION, "complete": BLUE}


def plain(label: QLabel) -> QLabel:
    """Text of codes and devices is never read as markup."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class Number(QFrame):
    """A count that can be read from afar, with its name below."""

    def __init__(self, color: str = DARK) -> None:
        super().__init__()
        self.setStyleSheet("QFrame { background: white; border-radius: 6px; }")
        layout = QVBoxLayout(self)
        self._value = plain(QLabel("–"))
        self._value.setStyleSheet(f"font-size: 34pt; font-weight: 600; color: {color};")
        self._name = plain(QLabel())
        self._name.setStyleSheet(f"font-size: 12pt; color: {GREY};")
        for label in (self._value, self._name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)

    def show_number(self, name: str, value: str) -> None:
        self._name.setText(name)
        self._value.setText(value)


class StateSign(QWidget):
    """The machine's state as shape and colour: a triangle runs, bars hold, a square stands."""

    def __init__(self) -> None:
        super().__init__()
        self._state = ""
        self.setFixedSize(QSize(64, 64))

    def set_state(self, state: str) -> None:
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(STATE_COLORS.get(self._state, GREY)))
        if self._state in ("execute", "completing"):
            painter.drawPolygon(QPolygonF([QPointF(14, 8), QPointF(56, 32), QPointF(14, 56)]))
        elif self._state == "held":
            painter.drawRect(QRectF(14, 10, 13, 44))
            painter.drawRect(QRectF(37, 10, 13, 44))
        elif self._state == "complete":
            painter.drawEllipse(QRectF(10, 10, 44, 44))
        else:
            painter.drawRect(QRectF(12, 12, 40, 40))
        painter.end()


class CaseGrid(QWidget):
    """The open container: a disc for each place that is taken, a ring for each that is free."""

    def __init__(self) -> None:
        super().__init__()
        self._columns, self._capacity, self._taken = 6, 24, frozenset[int]()
        self.setMinimumSize(QSize(240, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_places(self, columns: int, capacity: int, taken: tuple[int, ...]) -> None:
        self._columns, self._capacity = max(1, columns), capacity
        self._taken = frozenset(taken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = -(-self._capacity // self._columns)
        pitch = min(self.width() / self._columns, self.height() / max(1, rows))
        for place in range(self._capacity):
            row, column = divmod(place, self._columns)
            disc = QRectF(column * pitch + 3, row * pitch + 3, pitch - 6, pitch - 6)
            painter.setPen(QColor(GREY))
            taken = place in self._taken
            painter.setBrush(QColor(GREY) if taken else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc)
        painter.end()
