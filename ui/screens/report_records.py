"""Batch records: the orders, newest first, and the way to the record of the chosen one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from station.talk.message import Refusal
from station.talk.report_requests import DropRecord, RecordOrders, RecordOrdersShown
from station.talk.upload_requests import NEWEST
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.report_words import day_and_time
from ui.i18n.said import in_language
from ui.i18n.words import PHASE_SIGNS, phase_word
from ui.screens.page import Host
from ui.screens.record_preview import RecordPreview
from ui.screens.report_part import ReportPart
from ui.widgets.key import TouchKey
from ui.widgets.paged_table import Column, PagedTable, Row


class RecordsPart(ReportPart):
    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self.table = PagedTable(feel, choosable=True)
        self.table.chosen.connect(self._pick)
        self.before = self.key(lambda: self._turn(-1), "left")
        self.after = self.key(lambda: self._turn(1), "right")
        self.preview = self.key(self._open, "label")
        self._starts, self._picked = [NEWEST], ""
        self._shown: RecordOrdersShown | None = None
        self._why_not_seen = ""
        self._opened = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def title(self) -> str:
        return self.tr("Batch records")

    def bar_keys(self) -> list[TouchKey]:
        return [self.before, self.after, self.preview]

    def entered(self) -> None:
        """Also when the record was closed: what is still being made for it ends."""
        self.left()
        request = RecordOrders(self._starts[-1], self.table.rows_a_page)
        self.station.ask(request, self._take, self._not_seen)

    def left(self) -> None:
        if self._opened:
            self._opened = False
            self.station.ask(DropRecord())

    def _take(self, shown: RecordOrdersShown) -> None:
        self._shown, self._why_not_seen = shown, ""
        self.retranslate()

    def _not_seen(self, refusal: Refusal) -> None:
        self._shown, self._why_not_seen = None, refusal.why
        self.retranslate()

    def retranslate(self) -> None:
        empty = in_language(self._why_not_seen, chinese=self.language.is_chinese)
        self.table.set_columns(
            (
                Column(self.tr("Order"), 3),
                Column(self.tr("Product"), 4),
                Column(self.tr("Batch"), 3),
                Column(self.tr("Opened"), 4),
                Column(self.tr("Closed"), 4),
            ),
            empty or self.tr("There is no order yet."),
        )
        self.table.set_rows(self._rows())
        self.before.setText(self.tr("Newer"))
        self.after.setText(self.tr("Older"))
        self.preview.setText(self.tr("Preview, save"))
        self._show_keys()

    def _rows(self) -> list[Row]:
        orders = self._shown.orders if self._shown else ()
        return [
            Row(
                (
                    one.number,
                    one.product,
                    one.batch,
                    day_and_time(one.opened_ms),
                    day_and_time(one.ended_ms) if one.ended_ms else phase_word(one.phase),
                ),
                PHASE_SIGNS.get(one.phase, ("ring", "idle")),
                one.number,
            )
            for one in orders
        ]

    def _show_keys(self) -> None:
        first = len(self._starts) == 1
        self.before.set_why(self.tr("This is the newest page.") if first else "")
        older = self._shown is not None and self._shown.older > 0
        self.after.set_why("" if older else self.tr("This is the oldest page."))
        picked = any(row.key == self._picked for row in self.table.rows)
        self.preview.set_why("" if picked else self.tr("Touch an order first."))

    def _pick(self, order: str) -> None:
        self._picked = order
        self._show_keys()

    def _turn(self, pages: int) -> None:
        if pages < 0:
            self._starts.pop()
        elif self._shown is not None:
            self._starts.append(self._shown.older)
        self.entered()

    def _open(self) -> None:
        chinese = self.language.is_chinese
        self.host.open(
            RecordPreview(self.feel, self.host, self.station, self._picked, chinese=chinese)
        )
        self._opened = True
