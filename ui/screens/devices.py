"""All devices as tiles; of the chosen one its state, last bytes, tests and print quality."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station.talk import device_requests as q
from station.talk.look import DeviceLine, Look, Seat
from station.talk.message import Refusal
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.said import in_language
from ui.i18n.words import DEVICE_SIGNS, device_name, device_word
from ui.screens.device_parts import BytesPart, Part, QualityPart, StatePart
from ui.screens.device_tests import ScannerPart, TryPart
from ui.screens.page import Host, Page
from ui.theme.metrics import EDGE_MM
from ui.widgets.device_tile import TileGrid, Told
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.sign import Sign

ASK_EVERY_MS = 1_000
ALL = "all"
SCREEN = "screen"  # the scanner that types at this screen


class DevicesPage(Page):
    name = "devices"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._device = ""  # the chosen one
        self._view = ALL
        self._lines: tuple[DeviceLine, ...] = ()
        self._shown: q.DeviceShown | None = None
        self._asks = False  # an answer is still to come
        self.bytes, self.quality = BytesPart(feel), QualityPart(feel)
        self.test = TryPart(feel, station, self.key)
        self.scanner = ScannerPart(feel, station, self.key)
        self.parts: dict[str, Part] = {
            "state": StatePart(feel),
            "bytes": self.bytes,
            "test": self.test,
            "quality": self.quality,
            "scanner": self.scanner,
        }
        self._tabs = {
            name: self.key(partial(self.show_view, name)) for name in (*self.parts, SCREEN)
        }
        self._back = self.key(partial(self.show_view, ALL), shape="menu")
        self._before = self.key(partial(self._turn, -1), shape="left")
        self._after = self.key(partial(self._turn, 1), shape="right")
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        for part in self.parts.values():
            part.turned.connect(self._show_keys)

    def _lay_out(self) -> None:
        feel = self.feel
        self.tiles = TileGrid(feel)
        self.tiles.chosen.connect(self.choose)
        self.tiles.paged.connect(self._show_keys)
        self._sign = Sign(feel, 7)
        self._title, self.said = text_label("big"), text_label(wrap=True)
        head = QHBoxLayout()
        head.setSpacing(feel.px(EDGE_MM))
        head.addWidget(self._sign)
        head.addWidget(self._title)
        head.addWidget(self.said, stretch=1)
        self._stack = QStackedWidget()
        for part in self.parts.values():
            self._stack.addWidget(part)
        chosen = QVBoxLayout()
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(feel.px(EDGE_MM / 2))
        chosen.addLayout(head)
        chosen.addWidget(self._stack, stretch=1)
        self._chosen_widget = QWidget()
        self._chosen_widget.setLayout(chosen)
        self._whole = QStackedWidget()
        self._whole.addWidget(self.tiles)
        self._whole.addWidget(self._chosen_widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)

    def title(self) -> str:
        return self.tr("Devices")

    def bar_keys(self) -> list[TouchKey]:
        return [self._back, *self._tabs.values(), self._before, self._after]

    def retranslate(self) -> None:
        self._back.setText(self.tr("All devices"))
        words = {
            "state": self.tr("State, counters"),
            "bytes": self.tr("Last bytes"),
            "test": self.tr("Test"),
            "quality": self.tr("Print quality"),
            "scanner": self.tr("Scanner test"),
            SCREEN: self.tr("Scanner of this screen"),
        }
        for name, text in words.items():
            self._tabs[name].setText(text)
        self._before.setText(self.tr("Page before"))
        self._after.setText(self.tr("Next page"))
        for part in self.parts.values():
            part.is_chinese = self.language.is_chinese
            part.retranslate()
        if self.station.look is not None:
            self.show_look(self.station.look)
        self._show_head()
        self._show_keys()

    # -- what the station says

    def entered(self) -> None:
        self._timer.start()
        self._ask()

    def left(self) -> None:
        self._timer.stop()

    def show_look(self, look: Look) -> None:
        self._lines = look.devices
        self._show_tiles()

    def show_seat(self, seat: Seat) -> None:
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """The chosen device anew; what isn't answered yet isn't asked twice."""
        if not self._device or self._asks:
            return
        self._asks = True
        self.station.ask(q.Device(self._device), self._take, self._refused)
        if self._view == "bytes":
            page, rows, characters = self.bytes.wanted
            asked = q.LastBytes(self._device, page, rows, characters)
            self.station.ask(asked, partial(self.take_bytes, self._device), lambda _: None)
        elif self._view == "quality":
            course = partial(self._take_course, self._device)
            self.station.ask(q.PrintQuality(self._device), course, lambda _: None)

    def _take(self, device: q.DeviceShown) -> None:
        self._asks = False
        if device.name != self._device:
            self._ask()
            return
        self._shown = device
        for part in self.parts.values():
            if part is not self.scanner or self._view == "scanner":
                part.show_device(device)
        self._show_head()
        self._show_keys()

    def take_bytes(self, device: str, shown: q.LastBytesShown) -> None:
        if device == self._device:
            self.bytes.show_bytes(shown)

    def _take_course(self, device: str, course: q.CourseShown) -> None:
        if device == self._device:
            self.quality.show_course(course)

    def _refused(self, refusal: Refusal) -> None:
        self._asks = False
        self.said.setText(in_language(refusal.why, chinese=self.language.is_chinese))

    # -- what is shown

    def _show_tiles(self) -> None:
        self.tiles.tell([
            Told(
                one.name,
                device_name(one.name, one.role.split(", ")[0]),
                device_word(one.status),
                DEVICE_SIGNS.get(one.status, ("ring", "idle")),
            )
            for one in self._lines
        ])  # fmt: skip

    def choose(self, name: str) -> None:
        self._device, self._shown = name, None
        self.bytes.begin()
        self.quality.begin()
        self.said.setText("")
        self._asks = False
        self.show_view("state")

    def show_view(self, view: str) -> None:
        self._view = view
        if view == ALL:
            self._device, self._shown = "", None
        elif view in ("scanner", SCREEN):
            self.scanner.begin(None if view == SCREEN else self._shown)
        in_stack = "scanner" if view == SCREEN else view
        if in_stack in self.parts:
            self._stack.setCurrentWidget(self.parts[in_stack])
        self._whole.setCurrentIndex(0 if view == ALL else 1)
        self._show_head()
        self._show_keys()
        self._ask()

    def _show_head(self) -> None:
        if self._view == SCREEN:
            self._sign.set_state("label", "idle")
            self._title.setText(self.tr("Scanner of this screen"))
            self.said.setText("")
            return
        line = next((one for one in self._lines if one.name == self._device), None)
        if line is None:
            return
        self._sign.set_state(*DEVICE_SIGNS.get(line.status, ("ring", "idle")))
        role = device_name(line.name, line.role.split(", ")[0])
        self._title.setText(f"{role}: {device_word(line.status)}")
        if self._shown is not None:
            chinese = self.language.is_chinese
            said = (in_language(self._shown.said, chinese=chinese), self._shown.hint)
            self.said.setText("; ".join(text for text in said if text) or line.name)

    @Slot()
    def _show_keys(self) -> None:
        on_device = self._view not in (ALL, SCREEN)
        tests = {one.name for one in self._shown.tests} if self._shown else set()
        can = {
            "state": on_device,
            "bytes": on_device,
            "test": on_device and bool(tests - {"scanner"}),
            "quality": on_device and self._shown is not None and self._shown.has_course,
            "scanner": on_device and "scanner" in tests,
            SCREEN: self._view == ALL,
        }
        for name, key in self._tabs.items():
            key.setVisible(can[name])
            key.set_lit(name == self._view)
        self._back.setVisible(self._view != ALL)
        page, pages = self._pages()
        for key in (self._before, self._after):
            key.setVisible(pages > 1)
        self._before.set_why(self.tr("This is the first page.") if page == 0 else "")
        self._after.set_why(self.tr("This is the last page.") if page >= pages - 1 else "")

    def _pages(self) -> tuple[int, int]:
        if self._view in self.parts:
            return self.parts[self._view].pages
        return (0, 1) if self._view == SCREEN else (self.tiles.page, self.tiles.pages)

    def _turn(self, pages: int) -> None:
        if self._view == ALL:
            self.tiles.turn(pages)
        elif self._view in self.parts:
            self.parts[self._view].turn(pages)
            self._asks = False
            self._ask()
            self._show_keys()
