"""The settings page: language, theme, size, the cleaning lock, the line file, what runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from station.talk import people_requests as q
from station.talk.message import Refusal
from tests.ui.conftest import Screens
from tests.ui.samples import ADMIN, LOOK, SEAT
from ui.bridge import UNANSWERED, Station
from ui.i18n.language import CHINESE, ENGLISH
from ui.remembered import Remembered
from ui.screens.findings import FindingsOverlay
from ui.screens.run import RunPage
from ui.screens.settings import SettingsPage
from ui.shell import Shell
from ui.theme.metrics import DENSITY_STEP
from ui.theme.palette import Theme
from ui.window import Window

ABOUT = q.StationAbout("0.1.0", "line-2.toml", encrypted=True)
MANY = tuple(f"line-2.toml: devices.coder_{n}.url: no port" for n in range(30))


def opened(screens: Screens, size: tuple[int, int] = (1_280, 800), density: float = 4.0) -> Shell:
    shell = screens.shell(size, density, pages=(RunPage, SettingsPage))
    station: Any = shell.station
    station.answers[q.About] = ABOUT
    station.say(LOOK, ADMIN)
    shell.go(SettingsPage.name)
    return shell


def touch(qtbot: QtBot, shell: Shell, name: str) -> None:
    page = shell.page
    assert isinstance(page, SettingsPage)
    qtbot.mouseClick(page.keys[name], Qt.MouseButton.LeftButton)


def texts(shell: Shell) -> str:
    return "\n".join(one.text() for one in shell.page.findChildren(QLabel) if one.isVisible())


def test_the_language_changes_at_once_and_is_remembered(
    screens: Screens, qtbot: QtBot, settings: QSettings
) -> None:
    shell = opened(screens)
    remembered = Remembered(settings)
    remembered.follow(shell.feel, shell.language)
    touch(qtbot, shell, CHINESE)
    QApplication.sendPostedEvents()
    assert "语言" in texts(shell) and "产线文件 line-2.toml" in texts(shell)
    assert Remembered(settings).language == CHINESE
    touch(qtbot, shell, ENGLISH)
    QApplication.sendPostedEvents()
    assert "Language" in texts(shell)


@pytest.mark.parametrize("theme", list(Theme))
def test_the_theme_changes_at_once_and_is_remembered(
    screens: Screens, qtbot: QtBot, settings: QSettings, theme: Theme
) -> None:
    shell = opened(screens)
    Remembered(settings).follow(shell.feel, shell.language)
    remembered = Remembered(settings)
    remembered.follow(shell.feel, shell.language)
    touch(qtbot, shell, theme.value)
    assert shell.feel.theme is theme
    assert Remembered(settings).theme == theme


def test_the_cleaning_lock_takes_no_touch(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens)
    page = shell.page
    assert isinstance(page, SettingsPage)
    qtbot.mouseClick(page.clean, Qt.MouseButton.LeftButton)
    assert shell.guard.blocks()


# ---------------------------------------------------------------- the size


@pytest.fixture
def windows(settings: QSettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr("ui.touch_guard.DEAD_MS", 0)
    made: list[Window] = []

    def make(shell: Shell) -> Window:
        application: Any = QApplication.instance()
        made.append(Window(application, shell, Remembered(settings)))
        return made[-1]

    yield make
    for window in made:
        QApplication.instance().removeEventFilter(window.shell.guard)  # type: ignore[union-attr]
        window.shell.close()
        window.shell.deleteLater()


def test_another_size_is_there_at_once_and_remembered(
    screens: Screens, qtbot: QtBot, settings: QSettings, windows: Any
) -> None:
    window = windows(opened(screens))
    touch(qtbot, window.shell, "larger")
    new = window.shell
    assert new.feel.metrics.px_per_mm == pytest.approx(4.0 + DENSITY_STEP)
    assert (new.width(), new.height()) == (1_280, 800)
    assert new.isVisible() and isinstance(new.page, SettingsPage)
    assert "4.20 px a mm: a key is 22 mm high" in texts(new)
    assert Remembered(settings).px_per_mm == pytest.approx(4.0 + DENSITY_STEP)
    touch(qtbot, new, "smaller")
    assert window.shell.feel.metrics.px_per_mm == pytest.approx(4.0)


def test_the_screen_built_anew_shows_what_the_station_tells(
    screens: Screens, qtbot: QtBot, windows: Any
) -> None:
    window = windows(opened(screens))
    touch(qtbot, window.shell, "larger")
    station: Any = window.shell.station
    station.say(replace(LOOK, good=7), SEAT)
    window.shell.go("run")
    assert "7" in texts(window.shell)
    assert station.forgotten == 1


def test_an_answer_for_a_screen_that_has_gone_is_nobodys(qtbot: QtBot, tmp_path: Path) -> None:
    station = Station(tmp_path, "screen")  # with nobody at the other end
    station.ask(q.About(), lambda _: pytest.fail("nobody asked"), lambda _: pytest.fail("nobody"))
    station.forget_questions()
    with qtbot.waitSignal(station.refused) as told:
        pass
    assert told.args == [Refusal(UNANSWERED)]


def test_a_size_that_does_not_fit_the_panel_is_refused(
    screens: Screens, qtbot: QtBot, settings: QSettings, windows: Any
) -> None:
    window = windows(opened(screens, density=4.9))
    before = window.shell
    touch(qtbot, before, "larger")
    assert window.shell is before
    assert "not everything fits" in before.toast.text
    assert Remembered(settings).px_per_mm == 0.0


# ---------------------------------------------------------------- the line file


def test_a_right_line_file_is_said_to_be_right(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens)
    station: Any = shell.station
    station.answers[q.CheckLineFile] = q.FileChecked("line-2.toml", ())
    touch(qtbot, shell, "check")
    assert station.asked[-1] == q.CheckLineFile()
    assert "line-2.toml: nothing is wrong." in texts(shell)


def test_findings_are_paged_and_stay_counted(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens)
    station: Any = shell.station
    station.answers[q.CheckLineFile] = q.FileChecked("line-2.toml", MANY)
    touch(qtbot, shell, "check")
    overlay = shell.overlay
    assert isinstance(overlay, FindingsOverlay)
    seen: list[str] = []
    for _ in range(overlay.table.pages):
        seen += [row.cells[0] for row in overlay.table.shown_rows()]
        qtbot.mouseClick(overlay.after, Qt.MouseButton.LeftButton)
    assert tuple(seen) == MANY
    assert overlay.after.why
    qtbot.mouseClick(overlay.back, Qt.MouseButton.LeftButton)
    assert "line-2.toml: 30 findings" in texts(shell)


def test_who_may_not_configure_is_told_whom_it_takes(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens)
    station: Any = shell.station
    station.say(LOOK, SEAT)
    touch(qtbot, shell, "check")
    assert shell.toast.text == "Log in as plant IT / administrator."
    assert q.CheckLineFile() not in station.asked


def test_it_says_what_runs(screens: Screens) -> None:
    shell = opened(screens)
    assert "Packline 0.1.0; line file line-2.toml; the database is encrypted" in texts(shell)


def test_it_asks_nothing_of_the_line(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens)
    page = shell.page
    assert isinstance(page, SettingsPage)
    for name in page.keys:
        touch(qtbot, shell, name)
    station: Any = shell.station
    assert not [one for one in station.asked if one.moves_line]
