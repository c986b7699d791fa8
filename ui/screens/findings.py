"""What a check found, one sentence a row, on as many pages as it takes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.talk.people_requests import FileChecked
from ui.feel import Feel
from ui.i18n.said import in_language
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.paged_table import TWO_LINES_MM, Column, PagedTable, Row


class FindingsOverlay(Overlay):
    def __init__(self, feel: Feel, host: Host, checked: FileChecked, *, chinese: bool) -> None:
        super().__init__(feel)
        self._checked, self._chinese = checked, chinese
        self._title = text_label("lead", wrap=True)
        self.table = PagedTable(feel, row_mm=TWO_LINES_MM)
        self.before, self.after, self.back = (
            TouchKey(feel, shape=shape) for shape in ("left", "right", "")
        )
        self.before.chosen.connect(partial(self.table.turn, -1))
        self.after.chosen.connect(partial(self.table.turn, 1))
        for key in (self.before, self.after):
            key.explained.connect(host.say)
        self.back.chosen.connect(host.close_overlay)
        self.table.paged.connect(self._show_turns)
        edge = feel.px(EDGE_MM)
        keys = QHBoxLayout()
        keys.setSpacing(edge)
        keys.addWidget(self._title, stretch=1)
        for key in (self.before, self.after, self.back):
            keys.addWidget(key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge // 2)
        layout.addWidget(self.table, stretch=1)
        layout.addLayout(keys)

    def retranslate(self) -> None:
        count = self.tr("{path}: {count} findings")
        self._title.setText(
            count.format(path=self._checked.path, count=len(self._checked.findings))
        )
        self.table.set_columns((Column(self.tr("What is wrong, and what to do"), 1),))
        self.table.set_rows(
            [Row((in_language(one, chinese=self._chinese),)) for one in self._checked.findings]
        )
        self.before.setText(self.tr("Page before"))
        self.after.setText(self.tr("Next page"))
        self.back.setText(self.tr("Back"))
        self._show_turns()

    def _show_turns(self) -> None:
        first, last = self.table.page == 0, self.table.page >= self.table.pages - 1
        self.before.set_why(self.tr("This is the first page.") if first else "")
        self.after.set_why(self.tr("This is the last page.") if last else "")
