"""The parts of the devices page that only show: what a device is and counted, its wire, its prints.

Each is given what the station said, and sets its words anew when the language changes.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station.talk.device_requests import CourseShown, DeviceShown, LastBytesShown
from ui.feel import Feel
from ui.theme.metrics import CAP_MM, EDGE_MM
from ui.widgets.labels import Panel, text_label
from ui.widgets.paged_table import Column, PagedTable, Row
from ui.widgets.score_chart import ScoreChart

MINUTE_MS = 60_000
WIRE_SHARES = (3.0, 2.6, 19.0)  # time, who, what
WIDEST = "码"  # no letter of a wire is wider, so that no line is cut


class Part(QWidget):
    """One view of a device."""

    turned = Signal()  # another page, or another number of pages

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self.feel = feel
        self.device: DeviceShown | None = None
        self.is_chinese = False

    @property
    def pages(self) -> tuple[int, int]:
        """(page from 0, how many)."""
        return 0, 1

    def turn(self, pages: int) -> None:
        """So many pages on, or back."""

    def show_device(self, device: DeviceShown) -> None:
        self.device = device

    def retranslate(self) -> None:
        """Set every text anew."""


class StatePart(Part):
    """What it is beside what was counted; both turn together."""

    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self.facts, self._counts = PagedTable(feel), PagedTable(feel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(feel.px(EDGE_MM))
        row.addWidget(self.facts, stretch=3)
        row.addWidget(self._counts, stretch=2)
        for table in (self.facts, self._counts):
            table.paged.connect(self.turned)

    @property
    def pages(self) -> tuple[int, int]:
        longer = max((self.facts, self._counts), key=lambda table: table.pages)
        return longer.page, longer.pages

    def turn(self, pages: int) -> None:
        self.facts.turn(pages)
        self._counts.turn(pages)

    def retranslate(self) -> None:
        self.facts.set_columns((Column(self.tr("What it is"), 2), Column("", 5)))
        self._counts.set_columns(
            (Column(self.tr("Counted since the station's start"), 4), Column("", 2, right=True)),
            self.tr("Nothing yet"),
        )
        if self.device is not None:
            self.show_device(self.device)

    def show_device(self, device: DeviceShown) -> None:
        super().show_device(device)
        self.facts.set_rows([Row(cells) for cells in self._fact_rows(device)])
        self._counts.set_rows([Row(cells) for cells in self._count_rows(device)])

    def _fact_rows(self, device: DeviceShown) -> list[tuple[str, str]]:
        tried = self.tr("on the real device") if device.tried else self.tr("on its twin only")
        rows = [
            (self.tr("Protocol"), device.protocol),
            (self.tr("Address"), device.address),
            (self.tr("Tried"), tried),
            (self.tr("Done is"), self._done_word(device.done)),
            (self.tr("Credit"), self._credit_word(device.credit)),
            (self.tr("Holds"), self._or_unknown(device.queue_depth, self.tr("{n} codes"))),
            (self.tr("Longest"), self._or_unknown(device.max_bytes, self.tr("{n} characters"))),
        ]
        if device.kind not in ("coder", "label"):
            rows = rows[:3]
        rows += self._long(self.tr("Manual"), device.manual)
        for number, said in enumerate(device.unverified):
            rows += self._long(self.tr("Not verified") if not number else "", said)
        return rows

    def _long(self, name: str, text: str) -> list[tuple[str, str]]:
        """A long text on as many rows as it takes: nothing is cut."""
        metrics = QFontMetrics(self.feel.font(CAP_MM))
        room = int(self.facts.width() * 5 / 7) - 3 * self.feel.px(1)
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > room:
                lines.append(line)
                longer = word
            line = longer
        return [(name if not n else "", one) for n, one in enumerate((*lines, line))]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.device is not None:
            self.show_device(self.device)

    def _or_unknown(self, number: int | None, text: str) -> str:
        return self.tr("not known") if number is None else text.format(n=number)

    def _done_word(self, done: str) -> str:
        return {
            "event_indexed": self.tr("told by the device, print by print, with its number"),
            "event": self.tr("told by the device, print by print"),
            "counter": self.tr("counted by the device"),
            "external": self.tr("counted by the PLC"),
            "none": self.tr("seen by the camera only"),
        }.get(done, done)

    def _credit_word(self, credit: str) -> str:
        return {
            "ack_nak": self.tr("the device says when it is full"),
            "count": self.tr("the device tells its free places"),
            "cts": self.tr("the device asks for the next code"),
            "none": self.tr("counted by the station"),
        }.get(credit, credit)

    def _count_rows(self, device: DeviceShown) -> list[tuple[str, str]]:
        rows = [(self.tr("Last event"), self._age(device.last_event_age_ms))]
        rows += [(self._count_word(name), str(count)) for name, count in device.counts]
        if device.own_count is not None:
            rows.append((self.tr("The device's own counter"), str(device.own_count)))
        rows += [(self._plc_word(name), str(count)) for name, count in device.plc_counts]
        return rows

    def _age(self, age_ms: int) -> str:
        if age_ms < 0:
            return self.tr("none yet")
        if age_ms < MINUTE_MS:
            return self.tr("{n} s ago").format(n=age_ms // 1_000)
        return self.tr("{n} min ago").format(n=age_ms // MINUTE_MS)

    def _count_word(self, name: str) -> str:
        return {
            "connections": self.tr("Connections made"),
            "link_losses": self.tr("Connections lost"),
            "faults": self.tr("Faults"),
            "warnings": self.tr("Warnings"),
            "accepted": self.tr("Jobs accepted"),
            "printed": self.tr("Printed"),
            "not_sent": self.tr("Not sent"),
            "in_doubt": self.tr("In doubt"),
            "cleared": self.tr("Emptied"),
            "reads": self.tr("Reads"),
            "no_reads": self.tr("No reads"),
            "line_events": self.tr("Events of the line"),
            "events_lost": self.tr("Times that events were lost"),
            "verdicts": self.tr("Verdicts taken"),
            "heartbeats_lost": self.tr("Heartbeats lost"),
        }.get(name, name)

    def _plc_word(self, name: str) -> str:
        return {
            "products": self.tr("PLC: products"),
            "prints": self.tr("PLC: prints"),
            "rejects": self.tr("PLC: kicked off"),
            "restarts": self.tr("PLC: counters begun anew"),
        }.get(name, name)


class BytesPart(Part):
    """The last bytes both ways, newest first; the station has them by the page."""

    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self._table = PagedTable(feel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table)
        self._shown: LastBytesShown | None = None
        self._page = 0

    @property
    def wanted(self) -> tuple[int, int, int]:
        """What to ask for: page, rows, characters a row."""
        metrics = QFontMetrics(self.feel.font(CAP_MM))
        width = self._table.width() * WIRE_SHARES[2] / sum(WIRE_SHARES) - 3 * self.feel.px(1)
        return self._page, self._table.rows_a_page, int(width / metrics.horizontalAdvance(WIDEST))

    @property
    def pages(self) -> tuple[int, int]:
        return (0, 1) if self._shown is None else (self._shown.page, self._shown.pages)

    def turn(self, pages: int) -> None:
        self._page = max(0, self.pages[0] + pages)

    def begin(self) -> None:
        """Another device: nothing is known of it yet."""
        self._shown, self._page = None, 0
        self._table.set_rows(())

    def show_bytes(self, shown: LastBytesShown) -> None:
        self._shown, self._page = shown, shown.page
        self.retranslate()
        self.turned.emit()

    def retranslate(self) -> None:
        has_wire = self._shown is None or self._shown.has_wire
        what = (
            self.tr("Last bytes, newest first; codes are covered")
            if has_wire
            else self.tr("Last events, newest first: the device's library keeps its bytes")
        )
        titles = (self.tr("Time"), self.tr("Who"), what)
        shares = zip(titles, WIRE_SHARES, strict=True)
        columns = tuple(Column(title, share) for title, share in shares)
        self._table.set_columns(columns, self.tr("Nothing has passed yet."))
        ways = {
            "sent": self.tr("station"),
            "received": self.tr("device"),
            "note": self.tr("link"),
            "event": self.tr("event"),
        }
        rows = () if self._shown is None else self._shown.rows
        self._table.set_rows([
            Row((_clock(one.at_ms) if one.way else "", ways.get(one.way, ""), one.text))
            for one in rows
        ])  # fmt: skip


class QualityPart(Part):
    """The course of a head's prints over the last hour."""

    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self._panel, self._chart = Panel(feel), ScoreChart(feel)
        self._said = text_label(wrap=True)
        self._panel.body.addWidget(self._said)
        self._panel.body.addWidget(self._chart, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panel)
        self._course: CourseShown | None = None

    def begin(self) -> None:
        self._course = None
        self._chart.set_course(None)

    def show_course(self, course: CourseShown) -> None:
        self._course = course
        self._chart.set_course(course)
        self._said.setText(self._sentence(course))

    def retranslate(self) -> None:
        self._panel.title.setText(
            self.tr("Print score, 0 to 100: the camera's estimate, for the trend only")
        )
        self._chart.set_words(
            self.tr("60 min ago"), self.tr("now"), self.tr("usual"), self.tr("warns below")
        )
        self._said.setText("" if self._course is None else self._sentence(self._course))

    def _sentence(self, course: CourseShown) -> str:
        if not course.reads:
            return self.tr("No score yet: it comes with good reads of a camera that grades.")
        if course.usual is None:
            text = self.tr("Learning what is usual: {reads} of {needed} reads.")
            return text.format(reads=course.reads, needed=course.reads_needed)
        if course.worsening:
            return self.tr("The prints become worse: clean the head, then look at the next ones.")
        return self.tr("The prints are as usual.")


def _clock(at_ms: int) -> str:
    at = datetime.fromtimestamp(at_ms / 1_000)
    return f"{at:%H:%M:%S}.{at_ms % 1_000:03d}"
