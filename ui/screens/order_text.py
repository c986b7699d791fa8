"""What an order says, name by name in two columns; what it doesn't say is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from station.talk.order_requests import OrderText
from ui.feel import Feel
from ui.order_words import scene_word
from ui.theme.metrics import EDGE_MM
from ui.widgets.labels import text_label

COLUMNS = 2


class OrderSheet(QWidget):
    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(feel.px(2 * EDGE_MM))
        self._grid.setVerticalSpacing(feel.px(EDGE_MM / 3))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._labels = [(text_label("quiet"), text_label(wrap=True)) for _ in range(12)]
        rows = len(self._labels) // COLUMNS
        for number, pair in enumerate(self._labels):
            column, row = divmod(number, rows)
            for offset, label in enumerate(pair):
                label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label, row, 2 * column + offset)
        self._grid.setRowStretch(rows, 1)

    def show_order(self, says: OrderText, product: str) -> None:
        lines = [line for line in self._lines(says, product) if line[1]]
        lines += [("", "")] * (len(self._labels) - len(lines))
        for (name, value), said in zip(self._labels, lines, strict=True):
            name.setText(said[0])
            value.setText(said[1])

    def _lines(self, says: OrderText, product: str) -> list[tuple[str, str]]:
        return [
            (self.tr("Number"), says.number),
            (self.tr("Product"), product or says.product),
            (self.tr("Batch"), says.batch),
            (self.tr("Target"), str(says.target)),
            (self.tr("Produced"), says.produced or self.tr("on the day it is opened")),
            (self.tr("Expires"), says.expiry),
            (self.tr("Dealer"), says.dealer),
            (self.tr("Region"), says.region),
            (self.tr("Campaign"), says.campaign),
            (self.tr("Approval"), says.approval),
            (self.tr("Codes are for"), ", ".join(scene_word(one) for one in says.scenes)),
            (self.tr("Prize policy"), says.activity),
        ]
