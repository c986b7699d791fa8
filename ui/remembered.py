"""What this screen is set to, kept for its next start: language, theme, density."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Slot

from ui.feel import Feel
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.theme.metrics import PX_PER_MM
from ui.theme.palette import Theme


class Remembered(QObject):
    """In the user's settings of this PC; a value that nobody knows counts as none."""

    def __init__(self, settings: QSettings | None = None) -> None:
        super().__init__()
        self._settings = settings or QSettings("Packline", "screen")
        self._feel: Feel | None = None
        self._of: Language | None = None

    @property
    def language(self) -> str:
        said = str(self._settings.value("language", ""))
        return said if said in (ENGLISH, CHINESE) else ""

    @property
    def theme(self) -> str:
        said = str(self._settings.value("theme", ""))
        return said if said in list(Theme) else ""

    @property
    def px_per_mm(self) -> float:
        """0 = as the panel says of itself."""
        least, most = PX_PER_MM
        try:
            said = float(str(self._settings.value("px_per_mm", 0)))
        except ValueError:
            return 0.0
        return said if least <= said <= most else 0.0

    def set_density(self, px_per_mm: float) -> None:
        self._settings.setValue("px_per_mm", px_per_mm)

    def follow(self, feel: Feel, language: Language) -> None:
        """From now on; a screen that is built anew has another feel and the same language."""
        if self._of is not language:
            language.changed.connect(self._keep)
        self._feel, self._of = feel, language
        feel.changed.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        assert self._feel is not None
        assert self._of is not None
        self._settings.setValue("theme", self._feel.theme.value)
        self._settings.setValue("language", self._of.name)
