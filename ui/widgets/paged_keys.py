"""Keys in a grid: as many as fit at their full size, and one key for the rest.

Nothing scrolls and nothing is made smaller: what doesn't fit stands on another page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import KEY_MM, NEAR_MM
from ui.widgets.key import TouchKey

WIDTH_MM = 33.0


@dataclass(frozen=True)
class KeySpec:
    """`why` it does nothing now, "" = it does."""

    name: str
    text: str
    why: str = ""
    hold: bool = False


class PagedKeys(QWidget):
    chosen = Signal(str)  # the name of a key
    explained = Signal(str)

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._specs: tuple[KeySpec, ...] = ()
        self._more, self._page = "", 0
        self.keys: dict[str, TouchKey] = {}
        self.more: TouchKey | None = None
        gap = feel.px(NEAR_MM)
        self.setMinimumSize(QSize(2 * feel.px(WIDTH_MM) + gap, 2 * feel.px(KEY_MM) + gap))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_keys(self, specs: Sequence[KeySpec], more: str) -> None:
        """`more` is what the key to the next page says."""
        if (tuple(specs), more) != (self._specs, self._more):
            if [one.name for one in specs] != [one.name for one in self._specs]:
                self._page = 0
            self._specs, self._more = tuple(specs), more
            self._make()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._make()

    def turn(self) -> None:
        """The next page; after the last one the first."""
        self._page += 1
        self._make()

    def _grid(self) -> tuple[int, int]:
        """Columns and rows that there is room for."""
        gap = self._feel.px(NEAR_MM)
        columns = (self.width() + gap) // (self._feel.px(WIDTH_MM) + gap)
        rows = (self.height() + gap) // (self._feel.px(KEY_MM) + gap)
        return max(2, columns), max(2, rows)

    def _make(self) -> None:
        for old in [*self.keys.values(), *([self.more] if self.more else [])]:
            old.hide()
            old.deleteLater()
        columns, rows = self._grid()
        room = columns * rows
        whole = len(self._specs) <= room
        each = room if whole else room - 1
        self._page %= max(1, -(-len(self._specs) // each))
        shown = self._specs[self._page * each : (self._page + 1) * each]
        self.keys = {one.name: self._key(one) for one in shown}
        self.more = None
        if not whole:
            self.more = TouchKey(self._feel, self._more, shape="right", parent=self)
            self.more.chosen.connect(self.turn)
        for number, key in enumerate(self.keys.values()):
            self._place(key, number, columns)
        if self.more is not None:
            self._place(self.more, room - 1, columns)

    def _key(self, spec: KeySpec) -> TouchKey:
        key = TouchKey(self._feel, spec.text, hold=spec.hold, parent=self)
        key.set_why(spec.why)
        key.chosen.connect(partial(self.chosen.emit, spec.name))
        key.explained.connect(self.explained)
        return key

    def _place(self, key: TouchKey, number: int, columns: int) -> None:
        gap, high = self._feel.px(NEAR_MM), self._feel.px(KEY_MM)
        width = (self.width() - (columns - 1) * gap) // columns
        row, column = divmod(number, columns)
        key.setGeometry(column * (width + gap), row * (high + gap), width, high)
        key.show()
