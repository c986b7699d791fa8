"""Scanning many things one after the other: every item of a case, by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.feel import Feel
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.scan_field import ScanField

SCANS_MAX = 1_000


class ScanAll(Overlay):
    """`then` gets what was scanned, each once, in its order."""

    def __init__(self, feel: Feel, host: Host, then: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__(feel)
        self._host, self._then = host, then
        self._said: list[str] = []
        self.field = ScanField(feel)
        self.field.scanned.connect(self._scanned)
        self._title, self._told = text_label("big", wrap=True), text_label("far")
        self._last = text_label("quiet", wrap=True)
        self.undo, self.done = (
            TouchKey(feel, shape="left"),
            TouchKey(feel, shape="tick", mark="good"),
        )
        self.back = TouchKey(feel)
        self.undo.chosen.connect(self._take_back)
        self.done.chosen.connect(self._finish)
        self.back.chosen.connect(host.close_overlay)
        edge = feel.px(EDGE_MM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        top, keys = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, stretch=1)
        top.addWidget(self.back)
        for widget in (self.undo, self.done):
            keys.addWidget(widget)
        keys.addStretch()
        layout.addLayout(top)
        layout.addWidget(self.field)
        layout.addWidget(self._told)
        layout.addWidget(self._last)
        layout.addStretch()
        layout.addLayout(keys)

    def opened(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show("")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Scan every item of it, one after the other"))
        self.undo.setText(self.tr("Take last back"))
        self.done.setText(self.tr("That is all"))
        self.back.setText(self.tr("Back"))
        self._show("")

    @Slot(str, bool)
    def _scanned(self, said: str, _: bool) -> None:
        if said in self._said:
            self._show(self.tr("This one was scanned already."))
        elif len(self._said) < SCANS_MAX:
            self._said.append(said)
            self._show("")

    def _take_back(self) -> None:
        if self._said:
            self._said.pop()
        self._show("")

    def _finish(self) -> None:
        self._host.close_overlay()
        self._then(tuple(self._said))

    def _show(self, told: str) -> None:
        self._told.setText(self.tr("{count} scanned").format(count=len(self._said)))
        self._last.setText(told)
        nothing = self.tr("Nothing is scanned yet.") if not self._said else ""
        self.done.set_why(nothing)
        self.undo.set_why(nothing)
