"""Big keys in rows, as many as fit, and keys for the page before and after where there are more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.feel import Feel
from ui.theme.metrics import KEY_MM, NEAR_MM
from ui.widgets.key import TouchKey

TILE_WIDTH_MM = 56.0

Tile = tuple[str, str, str]  # what it means, its text, why it does nothing ("" = it does)


class Tiles(QWidget):
    chosen = Signal(str)
    explained = Signal(str)

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._feel = feel
        self._tiles: tuple[Tile, ...] = ()
        self._lit: frozenset[str] = frozenset()
        self._first = 0
        self.keys: dict[str, TouchKey] = {}
        gap = feel.px(NEAR_MM)
        self._grid = QGridLayout()
        self._grid.setSpacing(gap)
        self.before, self.after = TouchKey(feel, shape="left"), TouchKey(feel, shape="right")
        self.before.chosen.connect(lambda: self._turn(-1))
        self.after.chosen.connect(lambda: self._turn(1))
        paging = QVBoxLayout()
        paging.setSpacing(gap)
        paging.addWidget(self.before)
        paging.addWidget(self.after)
        paging.addStretch()
        left = QVBoxLayout()
        left.addLayout(self._grid)
        left.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(left, stretch=1)
        layout.addLayout(paging)
        self.setMinimumSize(QSize(feel.px(2 * KEY_MM), feel.px(2 * KEY_MM + NEAR_MM)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        if tuple(tiles) != self._tiles:
            self._tiles = tuple(tiles)
            self._place()

    def set_lit(self, names: Collection[str]) -> None:
        """Mark what is chosen."""
        self._lit = frozenset(names)
        for name, key in self.keys.items():
            key.set_lit(name in self._lit)

    @property
    def _columns(self) -> int:
        side = self._feel.px(KEY_MM + NEAR_MM)
        return max(1, (self.width() - side) // self._feel.px(TILE_WIDTH_MM + NEAR_MM))

    @property
    def _rows(self) -> int:
        return max(1, (self.height() + self._feel.px(NEAR_MM)) // self._feel.px(KEY_MM + NEAR_MM))

    def _turn(self, pages: int) -> None:
        first = self._first + pages * self._columns * self._rows
        if 0 <= first < len(self._tiles):
            self._first = first
            self._place()

    def _place(self) -> None:
        room = self._columns * self._rows
        self._first = min(self._first // room * room, max(0, len(self._tiles) - 1) // room * room)
        for key in self.keys.values():
            self._grid.removeWidget(key)
            key.deleteLater()
        self.keys = {}
        for column in range(max(self._grid.columnCount(), self._columns)):
            self._grid.setColumnStretch(column, int(column < self._columns))
        for number, tile in enumerate(self._tiles[self._first : self._first + room]):
            self._grid.addWidget(self._key(tile), *divmod(number, self._columns))
        for key, there in ((self.before, self._first > 0), (self.after, self._more(room))):
            key.setVisible(there)

    def _more(self, room: int) -> bool:
        return self._first + room < len(self._tiles)

    def _key(self, tile: Tile) -> TouchKey:
        name, text, why = tile
        key = TouchKey(self._feel, text)
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.set_why(why)
        key.set_lit(name in self._lit)
        key.chosen.connect(partial(self.chosen.emit, name))
        key.explained.connect(self.explained)
        self.keys[name] = key
        return key

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()
