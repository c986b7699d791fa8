"""One batch, code by code: what the platform said of it as a whole, and of each code."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.talk.upload_requests import Batch, BatchDetail, CodeTold
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.report_words import (
    UPLOAD_SIGNS,
    batch_word,
    clock,
    code_end_word,
    upload_state_word,
)
from ui.i18n.said import in_language
from ui.i18n.words import level_word
from ui.screens.asking_overlay import AskingOverlay
from ui.screens.page import Host
from ui.theme.metrics import EDGE_MM
from ui.widgets.labels import Panel, text_label
from ui.widgets.paged_table import TWO_LINES_MM, Column, PagedTable, Row

SHORT_ID = 16


class BatchOverlay(AskingOverlay):
    def __init__(
        self, feel: Feel, host: Host, station: Station, batch: int, *, chinese: bool
    ) -> None:
        super().__init__(feel, host, station, chinese=chinese)
        self._batch = batch
        self._detail: BatchDetail | None = None
        self._first = 0
        self._facts, self._text = Panel(feel), text_label(wrap=True)
        self._facts.body.addWidget(self._text)
        self._facts.body.addStretch()
        self.table = PagedTable(feel, row_mm=TWO_LINES_MM)
        self.back = self.key(host.close_overlay, "cross")
        self.before = self.key(lambda: self._turn(-1), "left")
        self.after = self.key(lambda: self._turn(1), "right")
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        row = QHBoxLayout()
        row.setSpacing(edge)
        row.addWidget(self._facts, stretch=2)
        row.addWidget(self.table, stretch=3)
        keys = QHBoxLayout()
        keys.setSpacing(edge)
        for key in (self.before, self.after):
            keys.addWidget(key)
        keys.addStretch()
        keys.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, 0)
        layout.setSpacing(edge)
        layout.addLayout(row, stretch=1)
        layout.addLayout(keys)

    def opened(self) -> None:
        self.soon(self._ask)

    def _ask(self) -> None:
        self.ask(Batch(self._batch, self._first, self.table.rows_a_page), self._take)

    def _take(self, detail: BatchDetail) -> None:
        self._detail = detail
        self.retranslate()

    def _turn(self, pages: int) -> None:
        self._first = max(0, self._first + pages * self.table.rows_a_page)
        self._ask()

    def retranslate(self) -> None:
        detail = self._detail
        self.back.setText(self.tr("Back"))
        self.before.setText(self.tr("Page before"))
        self.after.setText(self.tr("Next page"))
        self.table.set_columns(
            (
                Column(self.tr("Code"), 4),
                Column(self.tr("Of"), 2),
                Column(self.tr("What the platform said"), 5),
            ),
            self._why_no_codes(detail),
        )
        self.before.set_why(self.tr("This is the first page.") if not self._first else "")
        seen = detail is None or detail.first + len(detail.codes) >= detail.codes_total
        self.after.set_why(self.tr("This is the last page.") if seen else "")
        if detail is not None:
            self._facts.title.setText(self._title(detail))
            self._text.setText("\n".join(self._told(detail)))
            self.table.set_rows([self._row(one, detail) for one in detail.codes])

    def _why_no_codes(self, detail: BatchDetail | None) -> str:
        if detail is None:
            return self.tr("Asking the station…")
        return in_language(detail.not_final, chinese=self.chinese) or self.tr("It names no code.")

    def _title(self, detail: BatchDetail) -> str:
        line = detail.line
        what = batch_word(line.what)
        if line.container:
            what = f"{what}: {level_word(line.role)} {line.container}"
        return self.tr("Batch {number}, order {order}: {what}").format(
            number=line.batch, order=line.order, what=what
        )

    def _told(self, detail: BatchDetail) -> list[str]:
        line = detail.line
        told = [
            self.tr("State: {state}").format(state=upload_state_word(line.state)),
            self.tr("Ready: {time}").format(time=clock(line.ready_ms)),
            self.tr("Settled: {time}").format(time=clock(line.settled_ms)),
            self.tr("Codes: {count}, refused: {refused}").format(
                count=detail.codes_total, refused=line.codes_refused
            ),
        ]
        if detail.content_id:
            told.append(self.tr("Content id: {id}…").format(id=detail.content_id[:SHORT_ID]))
        else:
            told.append(self.tr("No body was made yet"))
        if detail.replaces:
            told.append(self.tr("Corrects batch {number}").format(number=detail.replaces))
        if line.receipt:
            told.append(self.tr("Receipt: {number}").format(number=line.receipt))
        if line.why:
            told.append(in_language(line.why, chinese=self.chinese))
        return told

    def _row(self, one: CodeTold, detail: BatchDetail) -> Row:
        state = "refused" if one.refused else detail.line.state
        if detail.line.state == "refused" and not one.refused:
            said, sign = self.tr("nothing of this one"), ("ring", "idle")
        else:
            said = one.refused or upload_state_word(state)
            sign = UPLOAD_SIGNS.get(state, ("ring", "idle"))
        role = level_word(one.role) if one.role else self.tr("not of this batch")
        ended = code_end_word(one.ended)
        return Row((one.code, f"{role}, {ended}" if ended else role, said), sign)
