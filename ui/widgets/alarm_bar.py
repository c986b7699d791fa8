"""The alarm that needs an answer most: when, what, where, what to do; how many more there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.feel import Feel
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.sign import Sign

TEXT_MM = 24.6  # four lines: two of what, two of what to do


class AlarmBar(QFrame):
    """As high with an alarm as without: nothing jumps under a finger."""

    asked = Signal()  # what to do, step by step

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._sign = Sign(feel, 9)
        self._what, self._do = text_label("lead", wrap=True), text_label(wrap=True)
        self.more = TouchKey(feel)
        self.more.chosen.connect(self.asked)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._what)
        texts.addWidget(self._do)
        texts.addStretch()
        layout = QHBoxLayout(self)
        edge = feel.px(EDGE_MM / 2)
        layout.setContentsMargins(2 * edge, edge, edge, edge)
        layout.setSpacing(feel.px(EDGE_MM))
        layout.addWidget(self._sign)
        layout.addLayout(texts, stretch=1)
        layout.addWidget(self.more)
        self.setFixedHeight(feel.px(TEXT_MM) + 2 * edge + 2)

    def show_alarm(self, holds: bool, what: str, do: str) -> None:
        self._sign.set_state("stop" if holds else "triangle", "bad" if holds else "wait")
        self._what.setText(what)
        self._what.setVisible(True)
        self._do.setText(do)
        self.more.setVisible(True)

    def show_quiet(self, text: str) -> None:
        self._sign.set_state("tick", "idle")
        self._what.setVisible(False)
        self._do.setText(text)
        self.more.setVisible(False)
