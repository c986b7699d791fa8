"""`./packline pictures`: makes the pictures of every page in both languages, from a real line.

A stage with a running station; the pages are shown by the real screen and grabbed. What stands on
them is whatever the line does just then, so a picture made anew differs in its figures.
"""

from __future__ import annotations

import argparse
import base64
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station.talk.line_requests import ClearAlarm, Start, Stop
from station.talk.order_requests import CreateOrder, OrderText
from station.talk.people_requests import LogIn, TakeControl
from tests.features.stage import CHIEF, ROOT, WORD, Stage
from ui.app import Options, make_window
from ui.remembered import Remembered
from ui.screens.devices import DevicesPage
from ui.screens.log_in import LogInOverlay
from ui.screens.orders import OrdersPage
from ui.screens.reports import ReportsPage
from ui.screens.rework import ReworkPage
from ui.shell import Shell
from ui.theme.palette import Theme

SIZE, PX_PER_MM = (1_280, 800), 4.2  # a panel of 14"
SETTLE_S, START_S = 1.2, 3.0
SEED = 1_949  # of which nothing comes that needs a hand: the stage has no operator
RATED = "[limits]\nrated_per_minute = 400\n"
LANGUAGES = ("en", "zh")
BOTTLES = 900


def main() -> None:
    parser = argparse.ArgumentParser(prog="packline pictures", description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    application = QApplication(["pictures"])
    with (
        tempfile.TemporaryDirectory() as folder,
        Stage(
            Path(folder) / "line", bottles=BOTTLES, faults="some", seed=SEED, speed=0.25
        ) as stage,
    ):
        for name in pictures(application, stage, asked.to):
            print(name)  # noqa: T201 - a command


def pictures(application: QApplication, stage: Stage, to: Path) -> Iterator[str]:
    file = stage.folder / "line.toml"
    file.write_text(file.read_text("utf-8").replace("[limits]\n", RATED), "utf-8")
    stage.hire()
    stage.open_order("WO-1126-3")
    stage.start_station()
    leader = stage.sit_down("Line", "Lin")
    leader.until(lambda look: all(one.status == "ready" for one in look.devices), "devices")
    stage.hall.do("begin")
    leader.line.ask(CreateOrder(WAITING), leader.hear)
    leader.line.ask(Start(), leader.hear)
    leader.line.ask(ClearAlarm(1, "a second disk comes tomorrow"), leader.hear)
    camera = Camera(application, stage, to)
    leader.until(lambda look: look.cases >= 2, "two cases")
    scanned = base64.b64decode(stage.hall.do("truth")["tape"][3]).decode()
    for language in LANGUAGES:
        yield from camera.of_a_running_line(language)
    leader.until(lambda look: look.pallets >= 1, "a pallet")
    leader.line.ask(Stop("break"), leader.hear)
    for language in LANGUAGES:
        yield from camera.of_pages(language, scanned)
    camera.take_control("Zhou")
    camera.press_start()
    stage.hall.do("trouble_labels", level=1, fault="ribbon_out")
    leader.until(lambda look: any(one.holds for one in look.line.alarms), "the alarm")
    for language in LANGUAGES:
        yield camera.of_an_alarm(language)
    camera.close()


WAITING = OrderText(
    number="WO-1127-1",
    product="water-24",
    batch="L20261127A",
    target=4_800,
    produced="2026-11-27",
    expiry="2027-11-26",
    dealer="Hangzhou Drinks",
    region="Zhejiang",
)


class Camera:
    """One screen with somebody of QA at it; its language is switched while it runs."""

    def __init__(self, application: QApplication, stage: Stage, to: Path) -> None:
        self._application, self._to, self._language = application, to, LANGUAGES[0]
        options = Options(stage.folder, "Screen 1", "en", "light", PX_PER_MM, window=True)
        settings = QSettings(str(stage.folder / "screen.ini"), QSettings.Format.IniFormat)
        self._window = make_window(application, options, Remembered(settings))
        self.shell: Shell = self._window.shell
        self.shell.resize(*SIZE)
        self.shell.show()
        self._settle(START_S)
        self.take_control("Wang")

    def press_start(self) -> None:
        self.shell.station.ask(Start())
        self._settle()

    def take_control(self, name: str) -> None:
        self.shell.station.ask(LogIn(name, WORD))
        self.shell.station.ask(TakeControl())
        self._settle()

    def _speak(self, language: str) -> None:
        self._language = language
        self.shell.language.set(language)

    def close(self) -> None:
        self.shell.station.stop()
        self.shell.close()

    def of_a_running_line(self, language: str) -> Iterator[str]:
        shell = self.shell
        self._speak(language)
        for theme in (Theme.DARK, Theme.CONTRAST, Theme.LIGHT):
            if theme is Theme.LIGHT or language == LANGUAGES[0]:
                shell.feel.set_theme(theme)
                yield self._take("run" if theme is Theme.LIGHT else f"run-{theme}")

    def of_pages(self, language: str, scanned: str) -> Iterator[str]:
        shell = self.shell
        self._speak(language)
        for page in ("orders", "rework", "devices", "uploads", "reports", "settings", "menu"):
            shell.go(page)
            yield from self._parts_of(page, scanned)
        shell.go("run")
        shell.open(LogInOverlay(shell.feel, shell.station, shell))
        yield self._take("log-in")
        shell.close_overlay()
        shell.station.ask(LogIn(CHIEF, WORD))  # who runs no line, and so takes no control
        self._settle()
        shell.go("users")
        yield self._take("users")
        self.take_control("Wang")

    def _parts_of(self, page: str, scanned: str) -> Iterator[str]:
        shown = self.shell.page
        if isinstance(shown, ReworkPage):
            QTest.keyClicks(shown.field, scanned)
            QTest.keyClick(shown.field, Qt.Key.Key_Return)
        if isinstance(shown, ReportsPage):
            shown.show_part(0)
        yield self._take(page)
        if isinstance(shown, OrdersPage):
            shown.turn_to("clearance")
            yield self._take("line-clearance")
        elif isinstance(shown, DevicesPage):
            shown.choose("coder")
            yield self._take("device")
        elif isinstance(shown, ReportsPage):
            for number in range(1, len(shown.parts)):
                shown.show_part(number)
                yield self._take(f"reports-{number + 1}")

    def of_an_alarm(self, language: str) -> str:
        self._speak(language)
        self.shell.go("alarms")
        return self._take("alarm")

    def _take(self, name: str) -> str:
        self._settle()
        file = self._to / f"{name}-{self._language}.png"
        picture = self.shell.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        assert picture.save(str(file), quality=0), f"{file} can't be written"
        return file.name

    def _settle(self, seconds: float = SETTLE_S) -> None:
        """Let answers arrive and be painted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    main()
