"""Every page, in both languages, three themes and three sizes: nothing is cut, small or outside."""

from __future__ import annotations

import pytest

from station.core.alarms import AlarmKind
from station.core.recovery import RECOVERY
from tests.ui.conftest import Screens
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.samples import LOOK, NOBODY, SEAT, alarm, with_alarms
from ui.i18n.language import CHINESE, ENGLISH
from ui.screens.alarms import AlarmsPage
from ui.screens.choice import Choice
from ui.screens.log_in import LogInOverlay
from ui.screens.run import RunPage
from ui.screens.scan_all import ScanAll
from ui.shell import Shell
from ui.theme.palette import Theme

# Pixels, and how many a millimetre has: a panel of 15", one of 12", one of 22".
SIZES = (((1_024, 768), 3.4), ((1_280, 800), 4.9), ((1_920, 1_080), 4.0))
LANGUAGES = (ENGLISH, CHINESE)


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)


def sized(screens: Screens, size: tuple[tuple[int, int], float]) -> Shell:
    return screens.shell(*size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page_fits_in_both_languages_and_all_themes(
    screens: Screens, size: tuple[tuple[int, int], float]
) -> None:
    shell = sized(screens, size)
    found = []
    for language in LANGUAGES:
        screens.speak(language)
        for theme in Theme:
            shell.feel.set_theme(theme)
            for page in (*shell.pages, *reversed(shell.pages)):
                shell.go(page)
                found += [f"{page} {language} {theme}: {one}" for one in faults(shell)]
                assert (shell.width(), shell.height()) == size[0], f"{page} is too large"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_alarm_fits_with_each_step_of_its_way_out(
    screens: Screens, size: tuple[tuple[int, int], float]
) -> None:
    shell = sized(screens, size)
    found = []
    for language in LANGUAGES:
        screens.speak(language)
        for number, kind in enumerate(AlarmKind, 1):
            shell.station.say(with_alarms(alarm(kind, number), alarm(AlarmKind.HELP_CALLED, 99)))
            shell.go(AlarmsPage.name)
            page = shell.page
            assert isinstance(page, AlarmsPage)
            page.choose(str(number))
            for step in range(len(RECOVERY[kind])):
                page.show_step(step)
                found += [f"{kind} {step} {language}: {one}" for one in faults(shell)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_lies_over_a_page_fits(screens: Screens, size: tuple[tuple[int, int], float]) -> None:
    shell = sized(screens, size)
    found = []
    for language in LANGUAGES:
        screens.speak(language)
        for seat in (SEAT, NOBODY):
            shell.station.say(LOOK, seat)
            shell.open(LogInOverlay(shell.feel, shell.station, shell))
            found += [f"log in {language}: {one}" for one in faults(shell)]
        shell.open(ScanAll(shell.feel, shell, lambda _: None))
        found += [f"scan {language}: {one}" for one in faults(shell)]
        shell.station.say(LOOK, SEAT)
        shell.go(RunPage.name)
        for name in ("pause", "partial-1"):
            page = shell.page
            assert isinstance(page, RunPage)
            page.key_of(name).press()
            assert isinstance(shell.overlay, Choice)
            found += [f"{name} {language}: {one}" for one in faults(shell)]
    assert not found, "\n".join(found)
