"""One of a list that may be longer than the screen; the choice closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.feel import Feel
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.paged_table import Column, PagedTable, Row

Words = Callable[[str], str]


class PickOne(Overlay):
    """`answers` are what can be meant; `words` says one in the language of now."""

    def __init__(
        self,
        feel: Feel,
        host: Host,
        question: Callable[[], str],
        *,
        answers: Sequence[str],
        words: Words,
        now: str,
        then: Callable[[str], None],
    ) -> None:
        super().__init__(feel)
        self._host, self._question, self._then = host, question, then
        self._answers, self._words = tuple(answers), words
        self._title = text_label("big", wrap=True)
        self.table = PagedTable(feel, choosable=True)
        self.table.set_picked(now)
        self.table.chosen.connect(self._chosen)
        self.table.paged.connect(self._show_keys)
        self.back = TouchKey(feel, shape="cross")
        self.back.chosen.connect(host.close_overlay)
        self.before, self.after = TouchKey(feel, shape="left"), TouchKey(feel, shape="right")
        self.before.chosen.connect(lambda: self.table.turn(-1))
        self.after.chosen.connect(lambda: self.table.turn(1))
        for key in (self.before, self.after):
            key.explained.connect(host.say)
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, 0)
        layout.setSpacing(edge)
        layout.addWidget(self._title)
        layout.addWidget(self.table, stretch=1)
        keys = QHBoxLayout()
        keys.setSpacing(edge)
        for key in (self.before, self.after):
            keys.addWidget(key)
        keys.addStretch()
        keys.addWidget(self.back)
        layout.addLayout(keys)

    def retranslate(self) -> None:
        self._title.setText(self._question())
        self.before.setText(self.tr("Page before"))
        self.after.setText(self.tr("Next page"))
        self.back.setText(self.tr("Back"))
        self.table.set_columns((Column("", 1),), self.tr("There is nothing to choose."))
        self.table.set_rows([Row((self._words(one),), None, one or " ") for one in self._answers])
        self._show_keys()

    def _show_keys(self) -> None:
        table = self.table
        self.before.set_why("" if table.page else self.tr("This is the first page."))
        last = table.page >= table.pages - 1
        self.after.set_why(self.tr("This is the last page.") if last else "")

    def _chosen(self, key: str) -> None:
        self._host.close_overlay()
        self._then(key.strip())
