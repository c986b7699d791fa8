"""The figures of a shift: OEE with what each factor is made of, why items were rejected, the course
of it, and what was closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.talk.message import Refusal
from station.talk.report_requests import AskShift, OeePart, ShiftShown
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.report_words import day_and_time, factor_word, lacking_word, lasting, span_word
from ui.i18n.said import in_language
from ui.i18n.words import level_word, verdict_word
from ui.screens.page import Host
from ui.screens.pick import PickOne
from ui.screens.report_part import ReportPart
from ui.theme.metrics import EDGE_MM
from ui.widgets.bars import Bars
from ui.widgets.key import TouchKey
from ui.widgets.labels import Panel, text_label
from ui.widgets.span_chart import SpanChart

SPANS = ("this", "last", "today", "yesterday", "week")
FACTORS = ("overall", "availability", "performance", "quality")


class FactorPanel(Panel):
    """A factor as a share, with what it was made of below it."""

    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self._share, self._made = text_label("big", text="–"), text_label("small", wrap=True)
        self.body.setSpacing(0)
        self.body.addWidget(self._share)
        self.body.addWidget(self._made)

    def show_part(self, share: str, made: str) -> None:
        self._share.setText(share)
        self._made.setText(made)


class ShiftPart(ReportPart):
    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._head = text_label(wrap=True)
        self._factors = {name: FactorPanel(feel) for name in FACTORS}
        self._why, self._over, self._counts = Panel(feel), Panel(feel), Panel(feel)
        self._bars, self._chart = Bars(feel), SpanChart(feel)
        self._told = text_label(wrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        for panel, widget in (
            (self._why, self._bars),
            (self._over, self._chart),
            (self._counts, self._told),
        ):
            panel.body.addWidget(widget, stretch=1)
        self.span = self.key(self._ask_span, "menu")
        self.again = self.key(self.entered, "play")
        self._asked = "this"
        self._shown: ShiftShown | None = None
        self._why_not_seen = ""
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM / 2)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row in (upper, lower):
            row.setSpacing(edge)
        for factor in self._factors.values():
            upper.addWidget(factor, stretch=1)
        for panel, share in ((self._why, 3), (self._over, 5), (self._counts, 3)):
            lower.addWidget(panel, stretch=share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge)
        layout.addWidget(self._head)
        layout.addLayout(upper)
        layout.addLayout(lower, stretch=1)

    def title(self) -> str:
        return self.tr("Shift figures")

    def bar_keys(self) -> list[TouchKey]:
        return [self.span, self.again]

    def entered(self) -> None:
        self.station.ask(AskShift(self._asked), self._take, self._not_seen)

    def _take(self, shown: ShiftShown) -> None:
        self._shown, self._why_not_seen = shown, ""
        self.retranslate()

    def _not_seen(self, refusal: Refusal) -> None:
        self._shown, self._why_not_seen = None, refusal.why
        self.retranslate()

    def retranslate(self) -> None:
        self.span.setText(self.tr("Which shift…"))
        self.again.setText(self.tr("Ask again"))
        self._why.title.setText(self.tr("Why rejected"))
        self._over.title.setText(self.tr("Over time: good and rejected"))
        self._counts.title.setText(self.tr("Counts"))
        self._chart.set_empty(self.tr("Nothing was read."))
        shown = self._shown
        self._head.setText(self._named(shown))
        parts = {one.name: one for one in shown.parts} if shown else {}
        for name, panel in self._factors.items():
            panel.title.setText(factor_word(name))
            panel.show_part(*self._part(parts.get(name)))
        self._bars.set_bars(
            [(verdict_word(name), count) for name, count in shown.reasons] if shown else []
        )
        bars = [(one.at_ms, one.good, one.rejected) for one in shown.course] if shown else []
        expected = shown.expected_per_span if shown else 0.0
        self._chart.set_bars(bars, shown.span_ms if shown else 1, expected)
        self._told.setText("\n".join(self._counted(shown)) if shown else "")

    def _named(self, shown: ShiftShown | None) -> str:
        if shown is None:
            why = in_language(self._why_not_seen, chinese=self.language.is_chinese)
            return why or self.tr("Asking the station…")
        return self.tr("{span}: {begin} to {end}   Orders: {orders}").format(
            span=span_word(self._asked),
            begin=day_and_time(shown.from_ms),
            end=day_and_time(shown.to_ms),
            orders=", ".join(shown.orders) or self.tr("none"),
        )

    def _part(self, part: OeePart | None) -> tuple[str, str]:
        """The share, and its inputs or what lacks."""
        if part is None:
            return "–", ""
        if part.share is None:
            return "–", lacking_word(part.lacking)
        share = f"{part.share:.1%}"
        if part.unit == "s":
            return share, f"{lasting(part.made)} ÷ {lasting(part.of)}"
        if part.unit == "items":
            return share, f"{part.made:.0f} ÷ {part.of:.0f}"
        return share, self.tr("the product of the three")

    def _counted(self, shown: ShiftShown) -> list[str]:
        told = [
            self.tr("Good: {count}").format(count=shown.good),
            self.tr("Rejected: {count}").format(count=shown.rejected),
        ]
        for role, full, partial in shown.closed:
            told.append(
                self.tr("{what}: {full} full, {partial} part").format(
                    what=level_word(role), full=full, partial=partial
                )
            )
        told.append(self.tr("Held by alarms: {time}").format(time=lasting(shown.held_s)))
        return told

    def _ask_span(self) -> None:
        question = self.tr("Which span of time?")
        self.host.open(
            PickOne(
                self.feel,
                self.host,
                lambda: question,
                answers=SPANS,
                words=span_word,
                now=self._asked,
                then=self._show_of,
            )
        )

    def _show_of(self, span: str) -> None:
        self._asked = span
        self.entered()
