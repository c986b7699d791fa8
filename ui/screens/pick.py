"""One of a few or many, as keys on as many pages as they need; the choice closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.feel import Feel
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM, KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

WIDE_MM = 44.0  # of an answer at the least: a long name on two lines


class PickOne(Overlay):
    """`answers` are what can be meant; `words` says one in the language of now."""

    def __init__(
        self,
        feel: Feel,
        host: Host,
        question: Callable[[], str],
        *,
        answers: Sequence[str],
        words: Callable[[str], str],
        now: str,
        then: Callable[[str], None],
    ) -> None:
        super().__init__(feel)
        self._host, self._question, self._then = host, question, then
        self._words, self._page = words, 0
        self._title = text_label("big", wrap=True)
        self._area = QWidget()
        self._area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._whole, self._grid = QVBoxLayout(self), QGridLayout(self._area)
        self.answers = {meaning: self._answer(meaning, now) for meaning in answers}
        self.back, self.before, self.after = (
            TouchKey(feel, shape=shape) for shape in ("cross", "left", "right")
        )
        self.back.chosen.connect(host.close_overlay)
        self.before.chosen.connect(partial(self._turn, -1))
        self.after.chosen.connect(partial(self._turn, 1))
        for key in (self.before, self.after):
            key.explained.connect(host.say)
        self._lay_out()

    def _answer(self, meaning: str, now: str) -> TouchKey:
        key = TouchKey(self.feel, parent=self._area)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.set_lit(meaning == now)
        key.chosen.connect(partial(self._chosen, meaning))
        key.hide()
        return key

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(edge)
        layout = self._whole
        layout.setContentsMargins(edge, edge, edge, 0)
        layout.setSpacing(edge)
        layout.addWidget(self._title)
        layout.addWidget(self._area, stretch=1)
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
        for meaning, key in self.answers.items():
            key.setText(self._words(meaning))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._show()

    @property
    def _shape(self) -> tuple[int, int]:
        """How many columns and rows of keys there is room for."""
        self._whole.activate()
        edge, key, wide = (self.feel.px(mm) for mm in (EDGE_MM, KEY_MM, WIDE_MM))
        columns = (self._area.width() + edge) // (wide + edge)
        return max(1, columns), max(1, (self._area.height() + edge) // (key + edge))

    def _show(self) -> None:
        columns, rows = self._shape
        pages = max(1, -(-len(self.answers) // (columns * rows)))
        self._page = min(self._page, pages - 1)
        while self._grid.takeAt(0) is not None:
            pass
        first = self._page * columns * rows
        for number, key in enumerate(self.answers.values()):
            at = number - first
            key.setVisible(0 <= at < columns * rows)
            if 0 <= at < columns * rows:
                self._grid.addWidget(key, *divmod(at, columns))
        self._grid.setRowStretch(rows, 1)
        self.before.set_why("" if self._page else self.tr("This is the first page."))
        at_end = self._page >= pages - 1
        self.after.set_why(self.tr("This is the last page.") if at_end else "")

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._show()

    def _chosen(self, meaning: str) -> None:
        self._host.close_overlay()
        self._then(meaning)
