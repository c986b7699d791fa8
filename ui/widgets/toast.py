"""A sentence for whoever pressed a key, over the page's lower edge, until it goes or is touched.

It takes no room of the page's own, so nothing moves under a finger.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.feel import Feel
from ui.theme.metrics import EDGE_MM
from ui.widgets.labels import text_label
from ui.widgets.sign import Sign

SHOWN_MS = 10_000


class Toast(QFrame):
    def __init__(self, feel: Feel, over: QWidget, parent: QWidget) -> None:
        """At the lower edge of `over`; it is its `parent`'s child, and so lies over what else
        lies on `over`."""
        super().__init__(parent)
        self._over, self._parent = over, parent
        self.setProperty("kind", "toast")
        self._sign, self._text = Sign(feel, 7), text_label(wrap=True)
        edge = feel.px(EDGE_MM)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, stretch=1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, *, bad: bool) -> None:
        self._text.setText(text)
        self._sign.set_state("triangle" if bad else "tick", "wait" if bad else "good")
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """At the lower edge, as high as its text needs."""
        width = self._over.width()
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        at = self._over.mapTo(self._parent, QPoint(0, self._over.height() - height))
        self.setGeometry(at.x(), at.y(), width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()
        self.hide()
