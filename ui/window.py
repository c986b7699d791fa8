"""The one window of the application, built anew in another size while it stands.

Sizes are given to every widget when it is made, so another size is another shell; the line to the
station and the language stay. A size that doesn't fit the panel is refused, since the key that
takes it back might be what is cut.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtWidgets import QApplication

from ui.feel import Feel
from ui.remembered import Remembered
from ui.shell import Shell
from ui.theme.metrics import Metrics


class Window(QObject):
    def __init__(self, application: QApplication, shell: Shell, remembered: Remembered) -> None:
        super().__init__()
        self._application, self._remembered = application, remembered
        self.shell = shell
        self._take_up(shell)

    def _take_up(self, shell: Shell) -> None:
        self.shell = shell
        self._application.installEventFilter(shell.guard)
        self._remembered.follow(shell.feel, shell.language)
        shell.feel.density_asked.connect(self._in_size)

    @Slot(float)
    def _in_size(self, px_per_mm: float) -> None:
        old = self.shell
        feel = Feel(Metrics(px_per_mm), old.feel.theme)
        new = Shell(feel, old.language, old.station, [type(one) for one in old.pages_of_menu])
        if not _holds(old.size(), new.least_size()):
            new.deleteLater()
            old.say(self.tr("In this size not everything fits on the panel; it stays as it is."))
            return
        self._remembered.set_density(px_per_mm)
        self._take_up(new)
        new.go(old.page.name)
        new.setGeometry(old.geometry())
        new.setWindowState(old.windowState())
        new.show()
        self._end(old)

    def _end(self, shell: Shell) -> None:
        """What it asked and wasn't answered is nobody's now."""
        shell.station.forget_questions()
        self._application.removeEventFilter(shell.guard)
        shell.hide()
        shell.deleteLater()


def _holds(panel: QSize, least: QSize) -> bool:
    return least.width() <= panel.width() and least.height() <= panel.height()
