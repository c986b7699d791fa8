"""One point of line clearance: shape and word, what stands open, the way out, and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station.core.access import Right
from station.talk.order_requests import PointShown
from ui.i18n.words import level_word
from ui.order_words import way_word
from ui.screens.order_ways import WayDoer
from ui.theme.metrics import EDGE_MM, GAP_MM, KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from ui.screens.order_view import OrderView

Identity = tuple[str, int, tuple[str, ...]]


class PointRow(QFrame):
    def __init__(self, view: OrderView, point: PointShown, doer: WayDoer) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._view, self._doer, self._point = view, doer, point
        self.of = self.identity(point)
        feel = view.feel
        self._sign, self._stand = Sign(feel, 7), text_label("small")
        self._what, self._way_out = text_label("big", wrap=True), text_label(wrap=True)
        self.keys: dict[str, TouchKey] = {}
        edge = feel.px(EDGE_MM / 2)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._what)
        texts.addWidget(self._way_out)
        texts.addStretch()
        stand = QVBoxLayout()
        stand.addStretch()
        stand.addWidget(self._sign)
        stand.addWidget(self._stand)
        stand.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * edge, edge, edge, edge)
        layout.setSpacing(2 * edge)
        layout.addLayout(stand)
        layout.addLayout(texts, stretch=1)
        for number, way in enumerate(one for one in point.ways if doer.knows(one)):
            key = view.page.key(partial(self._do, way.name), hold=doer.holds(way))
            if number:
                layout.addSpacing(feel.px(GAP_MM) - 2 * edge)
            layout.addWidget(key)
            self.keys[way.name] = key
        self.setMinimumHeight(feel.px(KEY_MM) + 2 * edge)
        self.retranslate()

    @property
    def point(self) -> PointShown:
        return self._point

    @staticmethod
    def identity(point: PointShown) -> Identity:
        """What makes it another row: its keys stay while this stays."""
        return point.key, point.level, tuple(way.name for way in point.ways)

    def show_point(self, point: PointShown) -> None:
        self._point = point
        chinese = self._view.page.language.is_chinese
        what = point.what_zh if chinese else point.what[:1].upper() + point.what[1:]
        place = f" ({level_word(point.where)})" if point.level >= 0 else ""
        count = "" if point.key == "running" else f": {point.count}"  # an order runs or doesn't
        self._what.setText(f"{what}{place}{count}")
        self._way_out.setText(point.way_out_zh if chinese else point.way_out)
        self._sign.set_state(*(("triangle", "wait") if point.blocks else ("disc", "info")))
        for way in point.ways:
            if way.name in self.keys:
                right = self._doer.right(way)
                why = self._view.who(Right(right)) if right else ""
                self.keys[way.name].set_why(why or self._view.said(way.why_not))

    def _do(self, name: str) -> None:
        way = next((one for one in self._point.ways if one.name == name), None)
        if way is not None:
            self._doer.do(way)

    def retranslate(self) -> None:
        self._stand.setText(self.tr("open") if self._point.blocks else self.tr("to know"))
        for name, key in self.keys.items():
            key.setText(way_word(name))
        self.show_point(self._point)
