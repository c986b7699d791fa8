"""The uploads page: what waits, what the platform has, what it refused; batch by batch.

It asks anew when the look says that something changed; the newest page only, so that nobody who
reads an older one loses their place.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.talk.look import Look, Seat, Uploads
from station.talk.upload_requests import NEWEST, Batches, BatchesShown, BatchLine, RetryRefused
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.report_words import UPLOAD_SIGNS, batch_word, clock, lasting, upload_state_word
from ui.i18n.said import in_language
from ui.i18n.words import level_word, roles_with
from ui.screens.choice import Choice
from ui.screens.page import Host, Page
from ui.screens.upload_batch import BatchOverlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import Figure, text_label
from ui.widgets.paged_table import Column, PagedTable, Row

WHICH = ("all", "waiting", "refused", "acknowledged")
FIGURES = ("waiting", "refused", "acknowledged", "oldest", "success")
CONFIGURE = "configure"


class UploadsPage(Page):
    name = "uploads"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._figures = {name: Figure(feel, far=False) for name in FIGURES}
        self._where = text_label("small")
        self._table = PagedTable(feel, choosable=True)
        self._table.chosen.connect(self._pick)
        self._keys = {
            "show": self.key(self._ask_which, shape="menu"),
            "before": self.key(lambda: self._turn(-1), shape="left"),
            "after": self.key(lambda: self._turn(1), shape="right"),
            "codes": self.key(self._open_batch, shape="label"),
            "again": self.key(self._send_again, shape="play"),
        }
        self._which, self._picked = "all", ""
        self._starts = [NEWEST]  # where the pages before this one begin, and this one
        self._shown: BatchesShown | None = None
        self._said: Uploads | None = None
        self._why_not_seen = ""
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM / 2)
        figures = QHBoxLayout()
        figures.setSpacing(edge)
        for figure in self._figures.values():
            figures.addWidget(figure, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge)
        layout.addLayout(figures)
        layout.addWidget(self._where)
        layout.addWidget(self._table, stretch=1)

    def title(self) -> str:
        return self.tr("Uploads")

    def bar_keys(self) -> list[TouchKey]:
        return list(self._keys.values())

    def retranslate(self) -> None:
        names = {
            "waiting": self.tr("Waiting"),
            "refused": self.tr("Refused"),
            "acknowledged": self.tr("Received"),
            "oldest": self.tr("Oldest waits"),
            "success": self.tr("Last success"),
        }
        for name, text in names.items():
            self._figures[name].set_name(text)
        self._keys["before"].setText(self.tr("Newer"))
        self._keys["after"].setText(self.tr("Older"))
        self._keys["codes"].setText(self.tr("Code by code"))
        self._keys["again"].setText(self.tr("Send refused again"))
        self._show()

    # -- what the station says

    def entered(self) -> None:
        self._said = None
        self._ask()

    def show_look(self, look: Look) -> None:
        if look.uploads != self._said and len(self._starts) == 1:
            self._said = look.uploads
            self._ask()

    def show_seat(self, seat: Seat) -> None:
        self._show_keys()
        self._said = None  # somebody else may see more, or nothing

    def _ask(self) -> None:
        request = Batches(self._which, self._starts[-1], self._table.rows_a_page)
        self.station.ask(request, self._take, lambda refusal: self._not_seen(refusal.why))

    def _take(self, shown: BatchesShown) -> None:
        self._shown, self._why_not_seen = shown, ""
        self._show()

    def _not_seen(self, why: str) -> None:
        self._shown, self._why_not_seen = None, why
        self._show()

    # -- what it shows

    def _show(self) -> None:
        shown = self._shown
        empty = in_language(self._why_not_seen, chinese=self.language.is_chinese)
        self._table.set_columns(
            (
                Column(self.tr("Batch"), 3),
                Column(self.tr("Order"), 2),
                Column(self.tr("State"), 2),
                Column(self.tr("When"), 2),
                Column(self.tr("Receipt, or why not"), 5),
            ),
            empty or self.tr("No batch is here."),
        )
        self._table.set_rows([self._row(line) for line in shown.lines] if shown else [])
        self._show_figures(shown)
        self._show_keys()

    def _show_figures(self, shown: BatchesShown | None) -> None:
        values = dict.fromkeys(FIGURES, "–")
        if shown is not None:
            oldest = lasting(shown.oldest_s) if shown.waiting else "–"
            counts = (shown.waiting, shown.refused, shown.acknowledged)
            values = dict(zip(FIGURES, (*map(str, counts), oldest), strict=False))
            values["success"] = clock(shown.last_success_ms)
        for name, value in values.items():
            self._figures[name].set_value(value)
        platform = shown.platform if shown else ""
        where = platform or self.tr("no platform in the line file")
        shows = upload_state_word(self._which)
        self._where.setText(
            self.tr("Shown: {which}   Platform: {where}").format(which=shows, where=where)
        )

    def _row(self, line: BatchLine) -> Row:
        what = batch_word(line.what)
        if line.what == "container":
            what = f"{level_word(line.role)} {line.container}"
        elif line.container:
            what = f"{what}: {level_word(line.role)} {line.container}"
        if line.correction:
            what = self.tr("{what}, corrected").format(what=what)
        return Row(
            (
                what,
                line.order,
                upload_state_word(line.state),
                clock(line.settled_ms or line.ready_ms),
                self._told(line),
            ),
            UPLOAD_SIGNS.get(line.state, ("ring", "idle")),
            str(line.batch),
        )

    def _told(self, line: BatchLine) -> str:
        """The receipt, or what keeps it."""
        told = [in_language(line.why, chinese=self.language.is_chinese)] if line.why else []
        if line.state == "acknowledged":
            told.append(self.tr("receipt {number}").format(number=line.receipt))
        if line.codes_refused:
            told.append(self.tr("codes refused: {count}").format(count=line.codes_refused))
        if line.attempts and line.state == "waiting":
            told.append(self.tr("tries: {count}").format(count=line.attempts))
        if line.next_try_ms:
            told.append(self.tr("again at {time}").format(time=clock(line.next_try_ms)))
        return ", ".join(told)

    def _show_keys(self) -> None:
        shown, seat = self._shown, self.station.seat
        self._keys["show"].setText(self.tr("Show…"))
        first = len(self._starts) == 1
        self._keys["before"].set_why(self.tr("This is the newest page.") if first else "")
        older = shown is not None and shown.older > 0
        self._keys["after"].set_why("" if older else self.tr("This is the oldest page."))
        picked = any(row.key == self._picked for row in self._table.rows)
        self._keys["codes"].set_why("" if picked else self.tr("Touch a batch first."))
        self._keys["again"].set_why(self._why_not_again(seat))

    def _why_not_again(self, seat: Seat | None) -> str:
        if seat is None or CONFIGURE not in seat.rights:
            return self.tr("It takes: {who}").format(who=roles_with(CONFIGURE))
        if self._shown is None or not self._shown.refused:
            return self.tr("No batch was refused.")
        return ""

    # -- what is pressed

    def _pick(self, batch: str) -> None:
        self._picked = batch
        self._show_keys()

    def _turn(self, pages: int) -> None:
        if pages < 0:
            self._starts.pop()
        elif self._shown is not None:
            self._starts.append(self._shown.older)
        self._ask()

    def _ask_which(self) -> None:
        answers = [(which, lambda which=which: upload_state_word(which)) for which in WHICH]
        question = self.tr("Which batches?")
        self.host.open(Choice(self.feel, self.host, lambda: question, answers, self._show_which))

    def _show_which(self, which: str) -> None:
        self._which, self._starts = which, [NEWEST]
        self._ask()

    def _open_batch(self) -> None:
        self.host.open(
            BatchOverlay(
                self.feel,
                self.host,
                self.station,
                int(self._picked),
                chinese=self.language.is_chinese,
            )
        )

    def _send_again(self) -> None:
        self.station.ask(RetryRefused(), self._sent_again)

    def _sent_again(self, count: int) -> None:
        self.host.say(self.tr("Batches to be sent again: {count}").format(count=count))
        self._ask()
