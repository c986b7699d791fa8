"""Every page, in both languages, three themes and three sizes: nothing is cut, small or outside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from station.core.access import Role
from station.core.alarms import AlarmKind
from station.core.recovery import RECOVERY
from station.store.accounts import REFUSED
from station.talk.people_requests import About, AtWork, FileChecked, Me, StationAbout, Users
from tests.ui.conftest import Screens
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.samples import ADMIN, LOOK, ME, SEAT, USERS, alarm, with_alarms
from ui.i18n.language import CHINESE, ENGLISH
from ui.i18n.said import in_language
from ui.screens.alarms import AlarmsPage
from ui.screens.choice import Choice
from ui.screens.findings import FindingsOverlay
from ui.screens.form import Form
from ui.screens.log_in import LogInOverlay
from ui.screens.me import MeOverlay
from ui.screens.own_forms import FirstAdministratorForm, GiveUpForm, OwnPasswordForm, OwnPinForm
from ui.screens.page import Overlay
from ui.screens.run import RunPage
from ui.screens.scan_all import ScanAll
from ui.screens.settings import SettingsPage
from ui.screens.user_forms import BadgeForm, GivenPasswordForm, NewUserForm
from ui.screens.users import UsersPage
from ui.shell import Shell
from ui.theme.palette import Theme

# Pixels, and how many a millimetre has: a panel of 15", one of 12", one of 22".
FINDINGS = tuple(
    f"line-2.toml: devices.coder_{n}.url: tcp://192.168.1.{n}:99999 has no port that can be; a "
    "port is 1 to 65535, and most coders of this kind listen on 3002"
    for n in range(9)
)
ABOUT = StationAbout("0.1.0", "line-2.toml", encrypted=False)
SIZES = (((1_024, 768), 3.4), ((1_280, 800), 4.9), ((1_920, 1_080), 4.0))
LANGUAGES = (ENGLISH, CHINESE)


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)


def too_large(shell: Shell) -> list[str]:
    """Whether the page needs more than the panel has."""
    layout = shell.layout()
    assert layout is not None
    needed = layout.totalMinimumSize()
    fits = needed.width() <= shell.width() and needed.height() <= shell.height()
    return [] if fits else [f"needs {needed}"]


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
                found += [f"{page} {language} {theme}: {one}" for one in too_large(shell)]
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


def people_overlays(shell: Shell) -> Iterator[Overlay]:
    """Everything that is opened about people, rather full."""
    feel, station, host = shell.feel, shell.station, shell
    chinese, name = shell.language.is_chinese, SEAT.person
    for by_pin in (False, True):
        yield LogInOverlay(feel, station, host, chinese=chinese, by_pin=by_pin, name=name)
    yield MeOverlay(feel, station, host, SEAT, chinese=chinese)
    yield FirstAdministratorForm(feel, station, host, chinese=chinese)
    yield OwnPasswordForm(feel, station, host, name=name, chinese=chinese)
    yield OwnPinForm(feel, station, host, name=name, chinese=chinese)
    for badge in (False, True):
        yield GiveUpForm(feel, station, host, name=name, badge=badge, chinese=chinese)
    then = partial(shell.say, "done")
    yield NewUserForm(feel, station, host, role=Role.ADMIN, then=then, chinese=chinese)
    yield GivenPasswordForm(feel, station, host, name=name, then=then, chinese=chinese)
    yield BadgeForm(feel, station, host, name=name, then=then, chinese=chinese)
    yield FindingsOverlay(feel, host, FileChecked("line-2.toml", FINDINGS), chinese=chinese)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_is_asked_about_people_fits(
    screens: Screens, size: tuple[tuple[int, int], float]
) -> None:
    shell = screens.shell(*size, pages=(UsersPage, SettingsPage))
    station: Any = shell.station
    station.answers = {
        Users: USERS,
        Me: ME,
        AtWork: (SEAT.person, "王芳", "op-17", "op-18"),
        About: ABOUT,
    }
    found = []
    for language in LANGUAGES:
        screens.speak(language)
        station.say(LOOK, ADMIN)
        for page in (UsersPage.name, SettingsPage.name):
            shell.go(page)
            found += [f"{page} {language}: {one}" for one in faults(shell)]
        for overlay in people_overlays(shell):
            shell.open(overlay)
            if isinstance(overlay, Form):
                overlay.tell(in_language(REFUSED, chinese=shell.language.is_chinese))
            what = f"{type(overlay).__name__} {language}"
            found += [f"{what}: {one}" for one in faults(shell)]
    assert not found, "\n".join(found)


def test_a_window_that_is_too_small_is_found_out(screens: Screens) -> None:
    shell = screens.shell((1_280, 800), 4.9, pages=(UsersPage,))
    shell.setMinimumHeight(1)
    shell.resize(1_280, 660)
    shell.open(LogInOverlay(shell.feel, shell.station, shell))
    assert [one for one in faults(shell) if "LetterKey" in one and " and " in one]
