"""The run page: what the line does now, at a glance from 2 m, and the keys that move it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.access import Right
from station.core.snapshot import PackShown
from station.talk.line_requests import CallHelp, ClosePartial, Picture, ReprintLabel, Start, Stop
from station.talk.look import Look, Recent, Seat
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.said import in_language
from ui.i18n.words import (
    DEVICE_SIGNS,
    device_name,
    device_word,
    level_word,
    verdict_word,
)
from ui.screens.choice import Choice
from ui.screens.page import Host, Page
from ui.seat_words import why_not_here
from ui.theme.metrics import EDGE_MM
from ui.widgets.bars import Bars
from ui.widgets.case_grid import CaseGrid, Place
from ui.widgets.hour_chart import HourChart
from ui.widgets.key import TouchKey
from ui.widgets.labels import Figure, Panel, text_label
from ui.widgets.reads import ReadLine, Reads
from ui.widgets.strip import Lamp, Strip

FIGURES = ("good", "rejected", "cases", "pallets", "rate", "pool")
PALLET, CASE = 2, 1
RIGHTS_OF = {
    "start": Right.RUN,
    "partial-1": Right.PARTIAL,
    "partial-2": Right.PARTIAL,
    "reprint": Right.REPRINT,
}


class RunPage(Page):
    name = "run"
    moves_line = True

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._figures = {name: Figure(feel) for name in FIGURES}
        self._case, self._last = Panel(feel), Panel(feel)
        self._why, self._hour = Panel(feel), Panel(feel)
        self._grid, self._reads = CaseGrid(feel), Reads(feel)
        self._bars, self._chart = Bars(feel), HourChart(feel)
        for panel, widget in (
            (self._case, self._grid),
            (self._last, self._reads),
            (self._why, self._bars),
            (self._hour, self._chart),
        ):
            panel.body.addWidget(widget, stretch=1)
        self._strip = Strip(feel)
        self._scan = text_label()
        self._picture = ""
        self._keys = {
            "start": self.key(self._start, shape="play", mark="good"),
            "pause": self.key(self._pause, shape="pause"),
            "partial-1": self.key(lambda: self._partial(CASE), shape="box"),
            "partial-2": self.key(lambda: self._partial(PALLET), shape="pallet"),
            "reprint": self.key(self._reprint, shape="label"),
            "help": self.key(self._help, shape="flag"),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM / 2)
        figures = QHBoxLayout()
        figures.setSpacing(edge)
        for figure in self._figures.values():
            figures.addWidget(figure, stretch=1)
        middle = QHBoxLayout()
        middle.setSpacing(edge)
        for panel, share in ((self._case, 5), (self._last, 6), (self._why, 5), (self._hour, 6)):
            middle.addWidget(panel, stretch=share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge)
        layout.addLayout(figures)
        layout.addLayout(middle, stretch=1)
        layout.addWidget(self._strip)

    def title(self) -> str:
        return self.tr("Run")

    def bar_keys(self) -> list[TouchKey]:
        return list(self._keys.values())

    def key_of(self, name: str) -> TouchKey:
        """start, pause, partial-1, partial-2, reprint, help."""
        return self._keys[name]

    def retranslate(self) -> None:
        names = {
            "good": self.tr("Good"),
            "rejected": self.tr("Rejected"),
            "cases": self.tr("Cases"),
            "pallets": self.tr("Pallets"),
            "pool": self.tr("Codes left, min"),
        }
        for name, text in names.items():
            self._figures[name].set_name(text)
        self._why.title.setText(self.tr("Why rejected"))
        self._hour.title.setText(self.tr("Last hour: good and rejected a minute"))
        self._chart.set_words(self.tr("60 min ago"), self.tr("now"))
        self._keys["start"].setText(self.tr("Start"))
        self._keys["pause"].setText(self.tr("Pause"))
        self._keys["partial-1"].setText(self.tr("Part case"))
        self._keys["partial-2"].setText(self.tr("Part pallet"))
        self._keys["reprint"].setText(self.tr("Reprint label"))
        self._keys["help"].setText(self.tr("Call help"))
        if self.station.look is not None:
            self.show_look(self.station.look)

    # -- what the station says

    def show_look(self, look: Look) -> None:
        target = look.target_per_minute
        minutes = next((pool.minutes for pool in look.pools if pool.level == 0), None)
        values = {
            "good": str(look.good),
            "rejected": str(look.rejected),
            "cases": str(look.cases),
            "pallets": str(look.pallets),
            "rate": f"{look.per_minute:.0f}",
            "pool": "–" if minutes is None else f"{minutes:.0f}",
        }
        for name, value in values.items():
            self._figures[name].set_value(value)
        rate = self.tr("Bottles / min")
        if target:
            rate = self.tr("Bottles / min, of {target}").format(target=f"{target:.0f}")
        self._figures["rate"].set_name(rate)
        self._show_case(look.line.packs[0] if look.line.packs else None)
        self._show_reads(look)
        self._bars.set_bars([(verdict_word(name), count) for name, count in look.rejects])
        minutes_of = tuple((one.at_ms, one.good, one.rejected) for one in look.minutes)
        self._chart.set_minutes(minutes_of, look.line.at_ms, target)
        self._strip.set_lamps([
            Lamp(
                device_name(one.name, one.role),
                device_word(one.status),
                *DEVICE_SIGNS.get(one.status, ("ring", "idle")),
            )
            for one in look.devices
        ])  # fmt: skip
        self._show_keys(look)

    def _show_case(self, pack: PackShown | None) -> None:
        if pack is None:
            self._case.title.setText(self.tr("No case is open"))
            self._grid.set_places(1, ())
            return
        said = self.tr("Open {what}: {filled} of {capacity}")
        if pack.held:
            said = self.tr("{what} at the camera: {filled} of {capacity}")
        title = said.format(
            what=level_word(pack.role),
            filled=len(pack.held_slots) if pack.held else pack.filled,
            capacity=pack.capacity,
        )
        self._case.title.setText(title)
        self._grid.set_places(pack.columns, tuple(places_of(pack)))

    def _show_reads(self, look: Look) -> None:
        first = look.first_article
        if first.awaited:
            self._last.title.setText(self.tr("First article: waiting for the first good read"))
        elif first.passed is not None:
            at = clock(first.passed.at_ms)
            self._last.title.setText(
                self.tr("Last reads; first article good at {at}").format(at=at)
            )
        else:
            self._last.title.setText(self.tr("Last reads"))
        self._reads.set_lines([read_line(one) for one in look.recent])
        picture = next((one.picture for one in look.recent if one.picture), "")
        if picture != self._picture:
            self._picture = picture
            if picture:
                self.station.ask(
                    Picture(picture), self._reads.set_picture, lambda _: None
                )  # it may be gone by now
            else:
                self._reads.set_picture(b"")

    # -- keys

    def show_seat(self, seat: Seat) -> None:
        if self.station.look is not None:
            self._show_keys(self.station.look)

    def _show_keys(self, look: Look) -> None:
        """A key says the core's own word why it would do nothing, or who it takes."""
        why_not = {key.name: key.why_not for key in look.keys}
        reprints = [name for name in why_not if name.startswith("reprint-")]
        said = {
            "start": why_not.get("start", ""),
            "pause": why_not.get("stop", ""),
            "partial-1": why_not.get("partial-1", self.tr("No case is open.")),
            "partial-2": why_not.get("partial-2", self.tr("No pallet is open.")),
            "reprint": "" if reprints else self.tr("No container waits for its label."),
            "help": "",
        }
        for name, key in self._keys.items():
            right = RIGHTS_OF.get(name)
            mine = why_not_here(self.station.seat, right, moves_line=True) if right else ""
            why = mine or said[name]
            key.set_why(in_language(why, chinese=self.language.is_chinese))

    def _start(self) -> None:
        self.station.ask(Start())

    def _pause(self) -> None:
        reasons = (
            ("break", lambda: self.tr("Break")),
            ("material", lambda: self.tr("Material")),
            ("cleaning", lambda: self.tr("Cleaning")),
            ("adjustment", lambda: self.tr("Adjustment")),
            ("fault of a machine", lambda: self.tr("Fault of a machine")),
            ("quality check", lambda: self.tr("Quality check")),
        )
        question = lambda: self.tr("Pause: why?")  # noqa: E731 - its words follow the language
        self.host.open(Choice(self.feel, self.host, question, reasons, self._paused))

    def _paused(self, reason: str) -> None:
        self.station.ask(Stop(reason))

    def _partial(self, level: int) -> None:
        reasons = (
            ("end of order", lambda: self.tr("End of order")),
            ("change of shift", lambda: self.tr("Change of shift")),
            ("items taken out", lambda: self.tr("Items taken out")),
            ("no more material", lambda: self.tr("No more material")),
        )
        question = lambda: self.tr("Close it though it isn't full: why?")  # noqa: E731
        self.host.open(
            Choice(
                self.feel,
                self.host,
                question,
                reasons,
                lambda reason: self.station.ask(ClosePartial(level, reason)),
                hold=True,
            )
        )

    def _reprint(self) -> None:
        """Of the container that waits longest for its label."""
        look = self.station.look
        if look is None:
            return
        waiting = [box for pack in look.line.packs for box in pack.waiting]
        if not waiting:
            return
        number = waiting[0][0]
        reasons = (
            ("label unreadable", lambda: self.tr("Label unreadable")),
            ("label lost", lambda: self.tr("Label lost")),
            ("label damaged", lambda: self.tr("Label damaged")),
        )
        question = lambda: self.tr("Print the same label once more: why?")  # noqa: E731
        self.host.open(
            Choice(
                self.feel,
                self.host,
                question,
                reasons,
                lambda reason: self.station.ask(ReprintLabel(number, reason)),
            )
        )

    def _help(self) -> None:
        self.station.ask(CallHelp(), lambda _: self.host.say(self.tr("Help was called.")))


def places_of(pack: PackShown) -> list[Place]:
    """What is in each place, as the station says it."""
    places = [Place.FREE] * pack.capacity
    for slot in pack.held_slots if pack.held else pack.taken_slots:
        if slot < pack.capacity:
            places[slot] = Place.GOOD
    for slot in pack.wrong_slots:
        places[slot] = Place.WRONG
    for slot in pack.missing_slots:
        places[slot] = Place.MISSING
    return places


def read_line(read: Recent) -> ReadLine:
    good = read.verdict == "good"
    shape, color = ("tick", "idle") if good else ("cross", "bad")
    return ReadLine(clock(read.at_ms), verdict_word(read.verdict), read.code, shape, color)


def clock(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1_000).strftime("%H:%M:%S")
