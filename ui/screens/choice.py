"""A question with a few answers as keys: why, which one, really?

The answer closes it. Whatever voids, stops or can't be had back is asked with `hold`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from ui.feel import Feel
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM, GAP_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

COLUMNS = 4

# Words are asked for when they are shown, so that they follow a change of language.
Words = Callable[[], str]


class Choice(Overlay):
    """`answers` are (what it means, its words); `then` gets what was chosen."""

    def __init__(
        self,
        feel: Feel,
        host: Host,
        question: Words,
        answers: Sequence[tuple[str, Words]],
        then: Callable[[str], None],
        *,
        hold: bool = False,
    ) -> None:
        super().__init__(feel)
        self._host, self._question, self._then = host, question, then
        self._title = text_label("big", wrap=True)
        self.back = TouchKey(feel)
        self.back.chosen.connect(host.close_overlay)
        self.answers: dict[str, TouchKey] = {}
        self._words = dict(answers)
        grid = QGridLayout()
        grid.setSpacing(feel.px(GAP_MM / 2))
        for number, (meaning, _) in enumerate(answers):
            key = TouchKey(feel, hold=hold)
            key.chosen.connect(partial(self._chosen, meaning))
            self.answers[meaning] = key
            grid.addWidget(key, *divmod(number, COLUMNS))
        top = QHBoxLayout()
        top.addWidget(self._title, stretch=1)
        top.addWidget(self.back)
        layout = QVBoxLayout(self)
        edge = feel.px(EDGE_MM)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addLayout(top)
        layout.addStretch()
        layout.addLayout(grid)
        layout.addStretch()

    def retranslate(self) -> None:
        self._title.setText(self._question())
        self.back.setText(self.tr("Back"))
        for meaning, key in self.answers.items():
            key.setText(self._words[meaning]())

    def _chosen(self, meaning: str) -> None:
        self._host.close_overlay()
        self._then(meaning)
