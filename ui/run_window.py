"""The run screen: what the line does now. It shows what the station says and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.core.snapshot import AlarmShown, Snapshot
from ui.snapshot_file import Look, Presence, Shown, SnapshotFile
from ui.widgets import GREY, LIGHT, ORANGE, VERMILION, CaseGrid, Number, StateSign, plain
from ui.words import Language, word

REFRESH_MS = 100  # the station's picture is new ten times a second at most
NUMBERS = ("good", "rejected", "in_doubt", "cases", "pallets", "rate")
TOGETHER = "\u00a0"  # a device stays on one line with its mark
DEVICE_MARKS = {"ready": "●", "warning": "▲", "fault": "■"}
BUTTON_MM = 22  # for gloves


class RunWindow(QWidget):
    def __init__(self, source: SnapshotFile, language: Language = "en") -> None:
        super().__init__()
        self._source, self._language = source, language
        self.setWindowTitle("Packline")
        self.setStyleSheet(f"RunWindow {{ background: {LIGHT}; }}")
        self._sign, self._state = StateSign(), plain(QLabel())
        self._state.setStyleSheet("font-size: 30pt; font-weight: 600;")
        self._order, self._case = plain(QLabel()), plain(QLabel())
        self._order.setStyleSheet("font-size: 14pt;")
        self._case.setStyleSheet(f"font-size: 12pt; color: {GREY};")
        self._numbers = {name: Number() for name in NUMBERS}
        self._grid = CaseGrid()
        self._alarm, self._devices = plain(QLabel()), plain(QLabel())
        for label in (self._alarm, self._devices):
            label.setWordWrap(True)
        self._switch = QPushButton()
        side = round(BUTTON_MM / 25.4 * self.logicalDpiX())
        self._switch.setMinimumSize(side, side)
        self._switch.clicked.connect(self._switch_language)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(REFRESH_MS)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for widget in (self._sign, self._state):
            head.addWidget(widget)
        head.addWidget(self._order, stretch=1)
        head.addWidget(self._switch)
        numbers = QGridLayout()
        for place, name in enumerate(NUMBERS):
            numbers.addWidget(self._numbers[name], place // 3, place % 3)
        case = QVBoxLayout()
        case.addWidget(self._case)
        case.addWidget(self._grid, stretch=1)
        middle = QHBoxLayout()
        middle.addLayout(numbers, stretch=3)
        middle.addLayout(case, stretch=2)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addLayout(middle, stretch=1)
        layout.addWidget(self._alarm)
        layout.addWidget(self._devices)

    @Slot()
    def refresh(self) -> None:
        """Take the newest picture and show it."""
        self._show(self._source.look())

    @Slot()
    def _switch_language(self) -> None:
        self._language = "zh" if self._language == "en" else "en"
        self.refresh()

    def _show(self, look: Look) -> None:
        self._switch.setText(self._word("language"))
        if look.shown is not None:
            self._show_line(look.shown)
        if look.presence is not Presence.LIVE:
            self._sign.set_state("")
            self._state.setText(self._word(look.presence.value))

    def _show_line(self, shown: Shown) -> None:
        line = shown.line
        self._sign.set_state(line.phase)
        self._state.setText(self._word(line.phase))
        mark = f"{self._word('demonstration')}   " if shown.demonstration else ""
        self._order.setText(
            f"{mark}{line.product}\n{self._word('order')} {line.order}   "
            f"{self._word('batch')} {line.batch}   {self._word('target')} {line.target}"
        )
        for name, value in _values(shown).items():
            self._numbers[name].show_number(self._word(name), value)
        self._show_case(line)
        self._show_alarm(line.alarms)
        marks = (
            TOGETHER.join((DEVICE_MARKS.get(one.status, "○"), one.name, one.status))
            for one in shown.devices
        )
        self._devices.setText("    ".join(marks))

    def _show_case(self, line: Snapshot) -> None:
        if not line.packs:
            return
        pack = line.packs[0]
        self._case.setText(f"{self._word('open')}  {pack.filled} / {pack.capacity}")
        self._grid.set_places(pack.columns or 6, pack.capacity, pack.taken_slots)

    def _show_alarm(self, alarms: tuple[AlarmShown, ...]) -> None:
        if not alarms:
            self._alarm.setStyleSheet(f"font-size: 14pt; color: {GREY}; padding: 8px;")
            self._alarm.setText(self._word("no_alarm"))
            return
        alarm = next((one for one in alarms if one.holds), alarms[-1])
        english = self._language == "en"
        what, do = (alarm.what, alarm.do) if english else (alarm.what_zh, alarm.do_zh)
        color = VERMILION if alarm.holds else ORANGE
        self._alarm.setStyleSheet(
            f"font-size: 16pt; padding: 8px; background: white; border-left: 12px solid {color};"
        )
        self._alarm.setText(f"▲ {what} ({alarm.where})\n{do}")

    def _word(self, key: str) -> str:
        return word(key, self._language)


def _values(shown: Shown) -> dict[str, str]:
    """The numbers as the station counts them; the screen adds nothing up."""
    counts = {(level, state): count for level, state, count in shown.line.counts}
    return {
        "good": str(shown.good),
        "rejected": str(counts.get((0, "rejected"), 0)),
        "in_doubt": str(counts.get((0, "in_doubt"), 0)),
        "cases": str(counts.get((1, "bound"), 0)),
        "pallets": str(counts.get((2, "verified"), 0)),
        "rate": f"{shown.bottles_per_min:.0f}",
    }
