"""The application: one window on one station, with what this screen remembers."""

from __future__ import annotations

import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import ENGLISH, Language
from ui.pages import PAGES
from ui.remembered import Remembered
from ui.shell import Shell
from ui.theme.metrics import Metrics, metrics_of
from ui.theme.palette import Theme
from ui.window import Window

WINDOW_PX = (1_280, 800)
NO_FONT = "packline: no Chinese font is installed; see docs/install.md\n"
HEAR_SIGNALS_MS = 200  # Python hears a signal only when it runs


@dataclass(frozen=True)
class Options:
    """ "" and 0 = as remembered, else the usual."""

    connect: Path
    screen: str = ""
    language: str = ""
    theme: str = ""
    px_per_mm: float = 0.0
    window: bool = False
    until_shown: bool = False  # for measuring how soon that is


def make_window(application: QApplication, options: Options, remembered: Remembered) -> Window:
    """The window, with its line to the station begun."""
    density = options.px_per_mm or remembered.px_per_mm
    dpi = application.primaryScreen().physicalDotsPerInch()
    metrics = Metrics(density) if density else metrics_of(dpi)
    feel = Feel(metrics, Theme(options.theme or remembered.theme or Theme.LIGHT))
    language = Language(options.language or remembered.language or ENGLISH)
    station = Station(options.connect, options.screen or socket.gethostname())
    window = Window(application, Shell(feel, language, station, PAGES), remembered)
    station.start()
    return window


def run(options: Options) -> int:
    """Until the window is closed; what this screen is set to is kept beside the user's settings."""
    application = QApplication(sys.argv[:1])
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        sys.stderr.write(NO_FONT)
    window = make_window(application, options, Remembered())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    hears = QTimer()
    hears.timeout.connect(lambda: None)
    hears.start(HEAR_SIGNALS_MS)
    if options.window:
        window.shell.resize(*WINDOW_PX)
        window.shell.show()
    else:
        window.shell.showFullScreen()
    if options.until_shown:
        window.shell.grab()
        QTimer.singleShot(0, application.quit)
    code = application.exec()
    window.shell.station.stop()
    return code
