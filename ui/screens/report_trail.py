"""The audit trail, newest first, by person, kind, order and time.

The station looks through a bounded part of its journal for each answer; where that gave less than
a page, the page goes on asking by itself and says how far back it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout

from station.talk.message import Refusal
from station.talk.report_requests import (
    AskTrail,
    RecordOrders,
    RecordOrdersShown,
    TrailLine,
    TrailShown,
)
from station.talk.upload_requests import NEWEST, ROWS_MAX
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.report_words import act_word, category_word, day_and_time, span_word
from ui.i18n.said import in_language
from ui.screens.page import Host
from ui.screens.pick import PickOne
from ui.screens.report_part import ReportPart
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.paged_table import TWO_LINES_MM, Column, PagedTable, Row

SPANS = ("", "this", "last", "today", "yesterday", "week")


class TrailPart(ReportPart):
    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._head = text_label("small", wrap=True)
        self.table = PagedTable(feel, row_mm=TWO_LINES_MM)
        self.before = self.key(lambda: self._turn(-1), "left")
        self.after = self.key(lambda: self._turn(1), "right")
        self.who = self.key(self._ask_who, "person")
        self.what = self.key(self._ask_what, "menu")
        self.order = self.key(self._ask_order, "box")
        self.when = self.key(self._ask_when, "play")
        self._asked = AskTrail()
        self._starts = [NEWEST]
        self._lines: tuple[TrailLine, ...] = ()
        self._older, self._back_ms, self._looking = 0, 0, False
        self._people: tuple[str, ...] = ()
        self._categories: tuple[str, ...] = ()
        self._why_not_seen = ""
        self._number = 0  # of the page that is being asked for: late answers of others are dropped
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.table, stretch=1)

    def title(self) -> str:
        return self.tr("Audit trail")

    def bar_keys(self) -> list[TouchKey]:
        return [self.before, self.after, self.who, self.what, self.order, self.when]

    # -- asking

    def entered(self) -> None:
        self._number += 1
        self._lines, self._looking = (), True
        self._ask(self._starts[-1])

    def left(self) -> None:
        self._number += 1
        self._looking = False

    def _ask(self, below: int) -> None:
        number = self._number
        rows = max(1, min(ROWS_MAX, self.table.rows_a_page - len(self._lines)))

        def take(shown: TrailShown) -> None:
            if number == self._number:
                self._take(shown)

        def refuse(refusal: Refusal) -> None:
            if number == self._number:
                self._not_seen(refusal)

        self.station.ask(replace(self._asked, below=below, rows=rows), take, refuse)

    def _take(self, shown: TrailShown) -> None:
        self._why_not_seen = ""
        self._lines = (*self._lines, *shown.lines)
        self._older, self._back_ms = shown.older, shown.back_ms
        self._people, self._categories = shown.people, shown.categories
        self._looking = bool(shown.older) and len(self._lines) < self.table.rows_a_page
        self.retranslate()
        if self._looking:
            self._ask(shown.older)

    def _not_seen(self, refusal: Refusal) -> None:
        self._lines, self._older, self._looking = (), 0, False
        self._why_not_seen = refusal.why
        self.retranslate()

    # -- showing

    def retranslate(self) -> None:
        chinese = self.language.is_chinese
        self.before.setText(self.tr("Newer"))
        self.after.setText(self.tr("Older"))
        self.who.setText(self.tr("Who…"))
        self.what.setText(self.tr("What…"))
        self.order.setText(self.tr("Order…"))
        self.when.setText(self.tr("When…"))
        self._head.setText(self._filters())
        empty = self.tr("Nothing was found.")
        if self._looking:
            empty = self.tr("Looking back…")
        self.table.set_columns(
            (
                Column(self.tr("When"), 5),
                Column(self.tr("Who"), 3),
                Column(self.tr("What"), 5),
                Column(self.tr("About"), 4),
                Column(self.tr("Why, or how it went"), 11),
            ),
            in_language(self._why_not_seen, chinese=chinese) or empty,
        )
        self.table.set_rows([self._row(line) for line in self._lines])
        first = len(self._starts) == 1
        self.before.set_why(self.tr("This is the newest page.") if first else "")
        self.after.set_why("" if self._older else self.tr("This is the oldest page."))

    def _filters(self) -> str:
        asked = self._asked
        told = self.tr("Who: {who}   What: {what}   Order: {order}   When: {when}").format(
            who=asked.person or self.tr("everybody"),
            what=category_word(asked.category),
            order=asked.order or self.tr("all"),
            when=span_word(asked.span),
        )
        if self._looking and self._back_ms:
            back = self.tr("looking back: {time}").format(time=day_and_time(self._back_ms))
            told = f"{told}   {back}"
        return told

    def _row(self, line: TrailLine) -> Row:
        about = line.order
        if line.container:
            box = self.tr("container {number}").format(number=line.container)
            about = f"{about} {box}".strip()
        if line.codes:
            codes = self.tr("codes: {count}").format(count=line.codes)
            about = f"{about} {codes}".strip()
        reason = in_language(line.reason, chinese=self.language.is_chinese)
        return Row((day_and_time(line.at_ms), line.by or "–", act_word(line.what), about, reason))

    # -- what is pressed

    def _turn(self, pages: int) -> None:
        if pages < 0:
            self._starts.pop()
        else:
            self._starts.append(self._older)
        self.entered()

    def _filter(self, asked: AskTrail) -> None:
        self._asked, self._starts = asked, [NEWEST]
        self.entered()

    def _pick(
        self,
        question: str,
        answers: Sequence[str],
        words: Callable[[str], str],
        now: str,
        then: Callable[[str], None],
    ) -> None:
        self.host.open(
            PickOne(
                self.feel,
                self.host,
                lambda: question,
                answers=answers,
                words=words,
                now=now,
                then=then,
            )
        )

    def _ask_who(self) -> None:
        self._pick(
            self.tr("Whose acts?"),
            ("", *self._people),
            lambda name: name or self.tr("everybody"),
            self._asked.person,
            lambda name: self._filter(replace(self._asked, person=name)),
        )

    def _ask_what(self) -> None:
        self._pick(
            self.tr("Which acts?"),
            ("", *self._categories),
            category_word,
            self._asked.category,
            lambda name: self._filter(replace(self._asked, category=name)),
        )

    def _ask_order(self) -> None:
        number = self._number

        def take(shown: RecordOrdersShown) -> None:
            if number == self._number:  # still on this part
                self._pick_order(shown)

        self.station.ask(RecordOrders(rows=ROWS_MAX), take)

    def _pick_order(self, shown: RecordOrdersShown) -> None:
        self._pick(
            self.tr("Of which order?"),
            ("", *(one.number for one in shown.orders)),
            lambda name: name or self.tr("all"),
            self._asked.order,
            lambda name: self._filter(replace(self._asked, order=name)),
        )

    def _ask_when(self) -> None:
        self._pick(
            self.tr("Of when?"),
            SPANS,
            span_word,
            self._asked.span,
            lambda name: self._filter(replace(self._asked, span=name)),
        )
