"""The language of the screen, switched while it runs: Qt tells every widget, which reads its texts
anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal

QM = Path(__file__).with_name("packline_zh.qm")
ENGLISH, CHINESE = "en", "zh"


class Language(QObject):
    changed = Signal()

    def __init__(self, name: str = ENGLISH) -> None:
        super().__init__()
        self._translator = QTranslator(self)
        self._loaded = self._translator.load(str(QM))
        self.name = ENGLISH
        self.set(name)

    @property
    def is_chinese(self) -> bool:
        return self.name == CHINESE

    def set(self, name: str) -> None:
        """ "en" or "zh". Raises RuntimeError where the Chinese isn't there."""
        if name == self.name:
            return
        if not self._loaded:
            raise RuntimeError(f"{QM} can't be loaded; run python -m ui.i18n")
        self.name = name
        if name == CHINESE:
            QCoreApplication.installTranslator(self._translator)
        else:
            QCoreApplication.removeTranslator(self._translator)
        self.changed.emit()
