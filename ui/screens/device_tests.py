"""Trying a device: one test print, one read, one kick; and the scanner's self-test.

Whether a test may be now, and what came of it, the station says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.access import Right
from station.talk import device_requests as q
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.said import in_language
from ui.screens.device_parts import Part
from ui.seat_words import why_not_here
from ui.theme.metrics import EDGE_MM, GAP_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import Panel, text_label
from ui.widgets.scan_field import ScanField

TYPED_KEPT = 4
LABEL_MM = (100, 60)  # of a test label
DOTS = (4, 8)  # dots a millimetre that it comes in
MakeKey = Callable[..., TouchKey]


class TryPart(Part):
    """The keys of what can be tried with the device, and the last results."""

    def __init__(self, feel: Feel, station: Station, make_key: MakeKey) -> None:
        super().__init__(feel)
        self._station = station
        self._panel = Panel(feel)
        self._how, self._result = text_label(wrap=True), text_label(wrap=True)
        self.keys: dict[str, TouchKey] = {
            "print": make_key(lambda: self._ask(q.PrintTest), shape="label", mark="info"),
            "end-print": make_key(lambda: self._ask(q.EndPrintTest), shape="cross", hold=True),
            "read": make_key(lambda: self._ask(q.ReadOnce), shape="play", mark="info"),
            "reject": make_key(lambda: self._ask(q.RejectOnce), shape="right", hold=True),
        }
        row = QHBoxLayout()
        row.setSpacing(feel.px(GAP_MM))
        for key in self.keys.values():
            row.addWidget(key)
        row.addStretch()
        self._panel.body.addWidget(self._how)
        self._panel.body.addLayout(row)
        self._panel.body.addWidget(self._result)
        self._panel.body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panel)

    def _ask(self, kind: type[q.DeviceCommand]) -> None:
        if self.device is not None:
            self._station.ask(kind(self.device.name))

    def retranslate(self) -> None:
        self._panel.title.setText(self.tr("Only while the line stands; each test is on record"))
        self.keys["print"].setText(self.tr("Print one test code"))
        self.keys["end-print"].setText(self.tr("Take it back"))
        self.keys["read"].setText(self.tr("Read once"))
        self.keys["reject"].setText(self.tr("Kick once"))
        if self.device is not None:
            self.show_device(self.device)

    def show_device(self, device: q.DeviceShown) -> None:
        super().show_device(device)
        allowed = {one.name: one.why_not for one in device.tests}
        for name, key in self.keys.items():
            key.setVisible(name in allowed)
            mine = why_not_here(self._station.seat, Right.RUN, moves_line=True)
            why = mine or in_language(allowed.get(name, ""), chinese=self.is_chinese)
            key.set_why(why)
        self._how.setText(self._hint(device, allowed))
        self._result.setText("\n".join(self._results(device)))

    def _hint(self, device: q.DeviceShown, allowed: dict[str, str]) -> str:
        if "print" in allowed and device.kind == "coder":
            return self.tr("Let one item pass the coder by hand, then take it away.")
        if "print" in allowed:
            return self.tr("One label comes out; throw it away.")
        if "reject" in allowed:
            return self.tr("The rejecter kicks once without an item. Keep hands away from it.")
        if "read" in allowed and device.kind == "scanner":
            return self.tr("Press the key, then scan within 30 s. What is read goes nowhere.")
        if "read" in allowed:
            return self.tr("Hold a code before the reader. What is read goes nowhere.")
        return self.tr("This device has no test.")

    def _results(self, device: q.DeviceShown) -> list[str]:
        lines = []
        printed = device.print_test
        if printed is not None:
            at = _clock(printed.over_ms or printed.asked_ms)
            text = (
                self.tr("{at}  “{text}”: {result}")
                if printed.over_ms
                else self.tr("{at}  “{text}” is sent and not out yet")
            )
            result = self._result_word(printed.result)
            lines.append(text.format(at=at, text=printed.text, result=result))
        read = device.read_test
        if read is not None:
            lines += self._read_lines(read)
        return lines

    def _result_word(self, result: str) -> str:
        """What became of a test print; a reason behind it stays the device's own."""
        word, colon, reason = result.partition(": ")
        shown = {
            "printed": self.tr("printed"),
            "printed, as the PLC counted it": self.tr("printed, as the PLC counted it"),
            "taken back": self.tr("taken back"),
            "not printed": self.tr("not printed"),
            "in doubt": self.tr("in doubt (look whether it came out)"),
        }.get(word, word)
        return f"{shown}{colon}{in_language(reason, chinese=self.is_chinese)}"

    def _read_lines(self, read: q.ReadTestShown) -> list[str]:
        at = _clock(read.asked_ms)
        if read.reads:
            return [f"{at}  {one.text}  {one.aim}".rstrip() for one in read.reads]
        if read.waits:
            return [self.tr("{at}  waiting for a read").format(at=at)]
        said = in_language(read.said, chinese=self.is_chinese) or self.tr("nothing was read")
        return [f"{at}  {said}"]


class ScannerPart(Part):
    """A known label is scanned, and each fault of the scanner's settings is named.

    Of a device of the line the station has what it read; what a scanner types at this screen is
    sent from the field."""

    def __init__(self, feel: Feel, station: Station, make_key: MakeKey) -> None:
        super().__init__(feel)
        self._station = station
        self._labels: tuple[str, ...] = ()
        self._at = 0
        self._typed: list[str] = []
        self._checked: q.SelfTestShown | None = None
        self._panel, self._picture = Panel(feel), text_label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._how, self._found = text_label(wrap=True), text_label(wrap=True)
        self.field = ScanField(feel)
        self.field.scanned.connect(self._scanned)
        self.next_label = make_key(lambda: self._turn_label(1), shape="right")
        self.listen = make_key(self._listen, shape="play", mark="info")
        keys = QHBoxLayout()
        keys.setSpacing(feel.px(GAP_MM))
        keys.addWidget(self.next_label)
        keys.addWidget(self.listen)
        keys.addWidget(self.field, stretch=1)
        for widget in (self._how, self._found):
            self._panel.body.addWidget(widget)
        self._panel.body.addStretch()
        self._panel.body.addLayout(keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(feel.px(EDGE_MM))
        row.addWidget(self._picture, stretch=1)
        row.addWidget(self._panel, stretch=1)

    @property
    def label(self) -> str:
        return self._labels[self._at] if self._labels else ""

    def begin(self, device: q.DeviceShown | None) -> None:
        """`device` None: the scanner that types at this screen."""
        self.device, self._typed, self._checked = device, [], None
        self.field.setVisible(device is None)
        self.listen.setVisible(device is not None)
        if not self._labels:
            self._station.ask(q.ScannerLabels(), self._take_labels)
        else:
            self._turn_label(0)
        if device is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.retranslate()

    def _take_labels(self, labels: tuple[str, ...]) -> None:
        self._labels = labels
        self._turn_label(0)

    def _turn_label(self, steps: int) -> None:
        if self._labels:
            self._at = (self._at + steps) % len(self._labels)
            self._typed, self._checked = [], None
            self._fetch_picture()
            self.retranslate()

    def _take_picture(self, png: bytes) -> None:
        """Dot by dot: scaled, no scanner would read it off the screen."""
        picture = QPixmap()
        picture.loadFromData(png)
        self._picture.setPixmap(picture)

    def _fetch_picture(self) -> None:
        wide = self.width() / 2 >= LABEL_MM[0] * DOTS[1] and self.height() >= LABEL_MM[1] * DOTS[1]
        self._station.ask(q.ScannerLabel(self.label, DOTS[int(wide)]), self._take_picture)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._labels:
            self._fetch_picture()

    def retranslate(self) -> None:
        self._panel.title.setText(self.tr("Test label: {label}").format(label=self.label))
        self.next_label.setText(self.tr("Next label"))
        self.listen.setText(self.tr("Scan now"))
        self._how.setText(
            self.tr("Scan the label on the left with the scanner of this screen.")
            if self.device is None
            else self.tr("Press “Scan now”, then scan the label on the left with this scanner.")
        )
        self._found.setText(self._findings())

    def show_device(self, device: q.DeviceShown) -> None:
        """Asked anew for as long as the test read of this device says something."""
        if self.device is None or self.device.name != device.name:
            return
        super().show_device(device)
        keys = {one.name: one.why_not for one in device.tests}
        self.listen.set_why(in_language(keys.get("read", ""), chinese=self.is_chinese))
        if device.read_test is not None and device.read_test.reads and self.label:
            self._station.ask(q.CheckScanner(device.name, self.label), self._take_check)

    def _listen(self) -> None:
        if self.device is not None:
            self._checked = None
            self._station.ask(q.ReadOnce(self.device.name))

    def _scanned(self, said: str, burst: bool) -> None:
        """What comes in several pieces is kept together: that is one of the faults."""
        del burst
        if self._checked is not None and self._checked.good:
            self._typed = []
        self._typed = [*self._typed, said][-TYPED_KEPT:]
        self._station.ask(q.CheckTyped(self.label, tuple(self._typed)), self._take_check)

    def _take_check(self, checked: q.SelfTestShown) -> None:
        self._checked = checked
        self._found.setText(self._findings())

    def _findings(self) -> str:
        checked = self._checked
        if checked is None or (not checked.good and not checked.findings):
            return self.tr("Nothing was scanned yet.")
        if checked.good:
            return self.tr("The scanner is set well for this label.")
        lines = []
        for number, one in enumerate(checked.findings, 1):
            said = one.chinese if self.is_chinese else one.english
            lines.append(f"{number}. {said}" + (f" ({one.detail})" if one.detail else ""))
        return "\n".join(lines)


def _clock(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1_000).strftime("%H:%M:%S")
