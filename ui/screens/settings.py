"""What this screen is set to (language, theme, cleaning lock), users, and the check of the line
file."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from station.talk.people_requests import CheckLineFile, FileChecked
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.screens.page import Host, Page
from ui.theme.metrics import EDGE_MM
from ui.theme.palette import Theme
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label


class SettingsPage(Page):
    name = "settings"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._names = {name: text_label() for name in ("language", "theme", "line")}
        self._languages = {
            ENGLISH: self.key(lambda: self._speak(ENGLISH)),
            CHINESE: self.key(lambda: self._speak(CHINESE)),
        }
        self._themes = {
            Theme.LIGHT: self.key(lambda: self._wear(Theme.LIGHT)),
            Theme.DARK: self.key(lambda: self._wear(Theme.DARK)),
            Theme.CONTRAST: self.key(lambda: self._wear(Theme.CONTRAST)),
        }
        self._check = self.key(self._check_line)
        self._clean = self.key(host.clean, shape="disc")
        self._found = text_label(wrap=True)
        grid = QGridLayout()
        grid.setSpacing(feel.px(EDGE_MM))
        rows: dict[str, list[TouchKey]] = {
            "language": list(self._languages.values()),
            "theme": list(self._themes.values()),
            "line": [self._check],
        }
        for row, (name, keys) in enumerate(rows.items()):
            grid.addWidget(self._names[name], row, 0)
            for column, key in enumerate(keys, 1):
                grid.addWidget(key, row, column)
        grid.setColumnStretch(4, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(self._found, stretch=1)

    def title(self) -> str:
        return self.tr("Settings")

    def bar_keys(self) -> list[TouchKey]:
        return [self._clean]

    def retranslate(self) -> None:
        self._names["language"].setText(self.tr("Language"))
        self._names["theme"].setText(self.tr("Theme"))
        self._names["line"].setText(self.tr("Line file"))
        self._languages[ENGLISH].setText("English")
        self._languages[CHINESE].setText("中文")
        self._themes[Theme.LIGHT].setText(self.tr("Light"))
        self._themes[Theme.DARK].setText(self.tr("Dark"))
        self._themes[Theme.CONTRAST].setText(self.tr("High contrast"))
        self._check.setText(self.tr("Check"))
        self._clean.setText(self.tr("Clean screen"))
        self._mark()

    def _mark(self) -> None:
        for name, key in self._languages.items():
            key.set_lit(name == self.language.name)
        for theme, key in self._themes.items():
            key.set_lit(theme is self.feel.theme)

    def _speak(self, name: str) -> None:
        self.language.set(name)
        self._mark()

    def _wear(self, theme: Theme) -> None:
        self.feel.set_theme(theme)
        self._mark()

    def _check_line(self) -> None:
        self.station.ask(CheckLineFile(), self._checked)

    def _checked(self, checked: FileChecked) -> None:
        if checked.findings:
            self._found.setText("\n".join(checked.findings))
        else:
            self._found.setText(self.tr("{path}: nothing is wrong.").format(path=checked.path))
