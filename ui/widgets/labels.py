"""Texts and panels, by what they are for; none of them reads markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.feel import Feel
from ui.theme.metrics import EDGE_MM


def text_label(kind: str = "", *, wrap: bool = False, text: str = "") -> QLabel:
    """`kind`: far, big, lead, small, quiet, or "" for what is read at the screen. Text of codes and
    devices is never read as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if kind:
        label.setProperty("kind", kind)
    return label


class Panel(QFrame):
    """A bordered place with a layout of its own; `title` stands above what is added to `body`."""

    def __init__(self, feel: Feel, title: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        edge = feel.px(EDGE_MM / 2)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(edge)
        self.title = text_label("small")
        if title:
            self.body.addWidget(self.title)


class Figure(QFrame):
    """A count that can be read from 2 m, with its name below; `far` = False for lesser ones."""

    def __init__(self, feel: Feel, *, far: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._value = text_label("far" if far else "big", text="–")
        self._name = text_label("small")
        layout = QVBoxLayout(self)
        edge = feel.px(1)
        layout.setContentsMargins(edge, 0, edge, edge)
        layout.setSpacing(0)
        for label in (self._value, self._name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)

    def set_name(self, name: str) -> None:
        self._name.setText(name)

    def set_value(self, value: str) -> None:
        self._value.setText(value)
