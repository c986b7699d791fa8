"""One thing to be typed: a number with the number pad, or a text with letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from ui.feel import Feel
from ui.screens.choice import Words
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM, KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.pad import Pad

CHARS_MAX = 100


class Typing(Overlay):
    """`then` gets what was typed, without blanks around it; nothing typed does nothing."""

    def __init__(
        self,
        feel: Feel,
        host: Host,
        question: Words,
        then: Callable[[str], None],
        *,
        letters: bool = True,
        text: str = "",
    ) -> None:
        super().__init__(feel)
        self._host, self._question, self._then = host, question, then
        self._title = text_label("big", wrap=True)
        self.field = QLineEdit(text)
        self.field.setMaxLength(CHARS_MAX)
        self.field.setMinimumHeight(feel.px(KEY_MM))
        self.done, self.back = TouchKey(feel, mark="good"), TouchKey(feel)
        self.pad = Pad(feel, self.field, letters=letters)
        self._lay_out()
        self.done.chosen.connect(self._typed)
        self.pad.done.connect(self._typed)
        self.field.returnPressed.connect(self._typed)
        self.back.chosen.connect(host.close_overlay)

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        top = QHBoxLayout()
        top.setSpacing(edge)
        top.addWidget(self._title, stretch=1)
        top.addWidget(self.field, stretch=1)
        top.addWidget(self.done)
        top.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge // 2)
        layout.addLayout(top)
        layout.addWidget(self.pad, stretch=1)

    def opened(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def retranslate(self) -> None:
        self._title.setText(self._question())
        self.done.setText(self.tr("Enter"))
        self.back.setText(self.tr("Back"))

    @Slot()
    def _typed(self) -> None:
        said = self.field.text().strip()
        if said:
            self._host.close_overlay()
            self._then(said)
