"""What covers the window: the station is away, the screen is cleaned, or it is dark."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from msgspec.structs import replace

from station.core.alarms import AlarmKind
from station.talk.message import Refusal
from tests.ui.conftest import Screens
from tests.ui.samples import LINE, LOOK, alarm, with_alarms
from ui.shell import Shell
from ui.touch_guard import CLEANING_S


@pytest.fixture
def shell(screens: Screens) -> Shell:
    return screens.shell()


def attached(shell: Shell, there: bool) -> None:
    shell.station.is_attached = there  # type: ignore[misc]
    shell.station.attached.emit(there)


def covered(shell: Shell) -> str:
    """ "" = the page can be seen."""
    cover = shell.cover
    return (cover.words[0] or "dark") if cover.isVisible() else ""


def test_a_station_that_is_away_is_said_until_it_comes_back(shell: Shell) -> None:
    assert covered(shell) == ""
    attached(shell, False)
    assert covered(shell) == "The station doesn't answer"
    attached(shell, True)
    assert covered(shell) == ""


def test_a_screen_that_is_not_let_in_says_why(shell: Shell) -> None:
    attached(shell, False)
    shell.station.refused.emit(Refusal("8 screens are attached already; close one of them"))
    assert shell.cover.words[1].startswith("8 screens")
    attached(shell, True)
    assert covered(shell) == ""


def test_the_end_of_cleaning_uncovers_no_station_that_is_away(shell: Shell) -> None:
    shell.clean()
    assert "Clean the screen" in covered(shell)
    attached(shell, False)
    for _ in range(CLEANING_S):
        shell.guard.one_second()
    assert covered(shell) == "The station doesn't answer"


def test_a_station_that_comes_back_ends_no_cleaning(shell: Shell) -> None:
    shell.clean()
    attached(shell, False)
    attached(shell, True)
    shell.guard.one_second()
    assert "Clean the screen" in covered(shell)
    for _ in range(CLEANING_S - 1):
        shell.guard.one_second()
    assert covered(shell) == ""


def test_a_dark_screen_stays_dark_when_the_station_comes_back(shell: Shell) -> None:
    idle = replace(LOOK, line=changed(LINE, running=False))
    shell.station.say(idle)  # type: ignore[attr-defined]
    shell.guard.fall_asleep()
    assert covered(shell) == "dark"
    attached(shell, False)
    attached(shell, True)
    assert covered(shell) == "dark"
    assert shell.guard.is_asleep
    shell.station.say(with_alarms(alarm(AlarmKind.PRINTER_LOST)))  # type: ignore[attr-defined]
    assert covered(shell) == ""
    assert not shell.guard.is_asleep


def test_waking_uncovers_no_station_that_is_away(shell: Shell) -> None:
    shell.guard.stays_awake = False
    shell.guard.fall_asleep()
    attached(shell, False)
    shell.guard.wake()
    assert covered(shell) == "The station doesn't answer"
