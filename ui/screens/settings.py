"""What this screen is set to: language, theme, how large everything is, the cleaning lock; the
check of the line file; and what runs. None of it touches the line.

Language and theme change at once. So does the size: the application builds the screen anew
(`ui.app`), or says that it wouldn't fit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from station.core.access import Right
from station.talk.look import Seat
from station.talk.people_requests import About, CheckLineFile, FileChecked, StationAbout
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.screens.findings import FindingsOverlay
from ui.screens.page import Host, Page
from ui.seat_words import why_not_here
from ui.theme.metrics import DENSITY_STEP, EDGE_MM, KEY_MM, PX_PER_MM
from ui.theme.palette import Theme
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

# Each row: its name, and its keys; the two on the right have a text after them.
LEFT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("language", (ENGLISH, CHINESE)),
    ("theme", (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)),
)
RIGHT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("size", ("smaller", "larger")),
    ("line", ("check",)),
)
SPACE_COLUMN, TEXT_COLUMN = 4, 8


class SettingsPage(Page):
    name = "settings"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._names = {name: text_label(wrap=True) for name, _ in (*LEFT, *RIGHT)}
        self._size, self._found = text_label("quiet", wrap=True), text_label("quiet", wrap=True)
        self._about = text_label("quiet", wrap=True)
        self._runs: StationAbout | None = None
        self._checked: FileChecked | None = None
        acts: dict[str, Callable[[], None]] = {
            **{name: partial(self._speak, name) for name in (ENGLISH, CHINESE)},
            **{theme.value: partial(self._wear, theme) for theme in Theme},
            "smaller": partial(self._resize, -1),
            "larger": partial(self._resize, 1),
            "check": self._check_line,
        }
        self.keys: dict[str, TouchKey] = {name: self.key(act) for name, act in acts.items()}
        self.clean = self.key(host.clean, shape="disc")
        self._lay_out()

    def _lay_out(self) -> None:
        grid, edge = QGridLayout(), self.feel.px(EDGE_MM)
        grid.setSpacing(edge)
        for rows, first in ((LEFT, 0), (RIGHT, SPACE_COLUMN + 1)):
            for row, (name, keys) in enumerate(rows):
                grid.addWidget(self._names[name], row, first)
                for column, key in enumerate(keys, first + 1):
                    grid.addWidget(self.keys[key], row, column)
        texts: tuple[QLabel, ...] = (self._size, self._found)
        for row, label in enumerate(texts):
            grid.addWidget(label, row, TEXT_COLUMN)
        grid.setColumnMinimumWidth(SPACE_COLUMN, edge)
        grid.setColumnStretch(TEXT_COLUMN, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge)
        layout.addLayout(grid)
        layout.addStretch()
        layout.addWidget(self._about)

    def title(self) -> str:
        return self.tr("Settings")

    def bar_keys(self) -> list[TouchKey]:
        return [self.clean]

    def retranslate(self) -> None:
        names = {
            "language": self.tr("Language"),
            "theme": self.tr("Theme"),
            "size": self.tr("Size"),
            "line": self.tr("Line file"),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        keys = {
            ENGLISH: "English",
            CHINESE: "中文",
            Theme.LIGHT.value: self.tr("Light"),
            Theme.DARK.value: self.tr("Dark"),
            Theme.CONTRAST.value: self.tr("High contrast"),
            "smaller": self.tr("Smaller"),
            "larger": self.tr("Larger"),
            "check": self.tr("Check"),
        }
        for name, text in keys.items():
            self.keys[name].setText(text)
        self.clean.setText(self.tr("Clean screen"))
        self._show()

    def entered(self) -> None:
        self.station.ask(About(), self._told)
        self._show()

    def left(self) -> None:
        self._checked = None

    def show_seat(self, seat: Seat) -> None:
        self._show()

    # -- what it shows

    def _show(self) -> None:
        for name, key in self.keys.items():
            key.set_lit(name in (self.language.name, self.feel.theme.value))
        density = self.feel.metrics.px_per_mm
        least, most = PX_PER_MM
        self.keys["smaller"].set_why(self.tr("It gets no smaller.") if density <= least else "")
        self.keys["larger"].set_why(self.tr("It gets no larger.") if density >= most else "")
        self.keys["check"].set_why(why_not_here(self.station.seat, Right.CONFIGURE))
        size = self.tr("{density} px a mm: a key is {mm} mm high. If a ruler says less: Larger.")
        self._size.setText(size.format(mm=f"{KEY_MM:.0f}", density=f"{density:.2f}"))
        self._found.setText(self._found_text())
        self._about.setText(self._about_text())

    def _found_text(self) -> str:
        checked = self._checked
        if checked is None:
            return ""
        if not checked.findings:
            return self.tr("{path}: nothing is wrong.").format(path=checked.path)
        found = self.tr("{path}: {count} findings")
        return found.format(path=checked.path, count=len(checked.findings))

    def _about_text(self) -> str:
        if self._runs is None:
            return ""
        kept = (
            self.tr("the database is encrypted")
            if self._runs.encrypted
            else self.tr("the database is not encrypted")
        )
        return self.tr("Packline {version}; line file {file}; {kept}").format(
            version=self._runs.version, file=self._runs.line_file, kept=kept
        )

    def _told(self, runs: StationAbout) -> None:
        self._runs = runs
        self._show()

    # -- what is pressed

    def _speak(self, name: str) -> None:
        self.language.set(name)
        self._show()

    def _wear(self, theme: Theme) -> None:
        self.feel.set_theme(theme)
        self._show()

    def _resize(self, steps: int) -> None:
        least, most = PX_PER_MM
        density = round(self.feel.metrics.px_per_mm + steps * DENSITY_STEP, 2)
        self.feel.density_asked.emit(min(max(density, least), most))

    def _check_line(self) -> None:
        self.station.ask(CheckLineFile(), self._take)

    def _take(self, checked: FileChecked) -> None:
        self._checked = checked
        self._show()
        if checked.findings:
            chinese = self.language.is_chinese
            self.host.open(FindingsOverlay(self.feel, self.host, checked, chinese=chinese))
