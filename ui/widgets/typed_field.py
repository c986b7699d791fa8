"""A field with its name above it, together as high as a key; what is secret is shown as dots.

Input methods are off, as a badge may be scanned where a name is typed: what is typed here is what
the screen's keys and a scanner can write.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.feel import Feel
from ui.theme.metrics import KEY_MM
from ui.widgets.labels import text_label
from ui.widgets.scan_field import ScanField

CHARS_MAX = 128
LINE_MM = 15.5  # what the name leaves of a key's height


class Kind(StrEnum):
    TEXT = "text"
    SECRET = "secret"
    DIGITS = "digits"  # a secret of digits


class TypedField(QWidget):
    entered = Signal()  # the focus came here
    ended = Signal(str, bool)  # Enter came: what it says, and whether a scanner typed it

    def __init__(self, feel: Feel, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self._name = text_label("small")
        self.line = ScanField(feel)
        self.line.setMaxLength(CHARS_MAX)
        self.line.setMinimumHeight(feel.px(LINE_MM))
        if kind is not Kind.TEXT:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.scanned.connect(self.ended)
        self.line.installEventFilter(self)
        self.setFixedHeight(feel.px(KEY_MM))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(self.line, stretch=1)

    def set_name(self, name: str) -> None:
        self._name.setText(name)

    @property
    def text(self) -> str:
        return self.line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch of the name is one of the field."""
        event.accept()
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
