"""The run page: what it shows, what its keys ask, and why a key does nothing."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from station.core.access import RIGHTS, Role
from station.talk.line_requests import CallHelp, ClosePartial, Picture, ReprintLabel, Start, Stop
from station.talk.look import KeyLine, Recent
from tests.ui.conftest import Screens
from tests.ui.samples import LINE, LOOK, NOBODY, PACK, SEAT
from ui.i18n.language import CHINESE
from ui.screens.choice import Choice
from ui.screens.run import RunPage, places_of
from ui.shell import Shell
from ui.widgets.case_grid import Place
from ui.widgets.key import TouchKey

KEYS = (KeyLine("start"), KeyLine("stop"), KeyLine("partial-1"), KeyLine("partial-2"))


def page_of(shell: Shell) -> RunPage:
    page = shell.page
    assert isinstance(page, RunPage)
    return page


def key(shell: Shell, name: str) -> TouchKey:
    return page_of(shell).key_of(name)


def texts(shell: Shell) -> set[str]:
    return {label.text() for label in shell.findChildren(QLabel) if label.isVisible()}


def test_it_shows_what_the_station_counts(screens: Screens) -> None:
    shell = screens.shell()
    assert {"21480", "173", "895", "22", "1187", "8", "Execute"} <= texts(shell)
    assert "WO-20261126-17   Batch L20261126A" in texts(shell)


def test_the_language_changes_at_once(screens: Screens) -> None:
    shell = screens.shell()
    screens.speak(CHINESE)
    assert {"良品", "剔除", "运行", "瓶/分(目标 1200)"} <= texts(shell)
    assert key(shell, "start").text() == "启动"


def test_what_was_scanned_is_never_read_as_markup(screens: Screens) -> None:
    product = "<b>spring</b> <img src=x>"
    shell = screens.shell(look=replace(LOOK, line=changed(LINE, product=product)))
    label = next(one for one in shell.findChildren(QLabel) if one.text() == product)
    assert label.textFormat() is Qt.TextFormat.PlainText
    plain = {one.textFormat() for one in shell.findChildren(QLabel)}  # on every page
    assert plain == {Qt.TextFormat.PlainText}


def test_start_asks_the_station(screens: Screens) -> None:
    shell = screens.shell(look=replace(LOOK, keys=KEYS))
    key(shell, "start").press()
    assert Start() in shell.station.asked


def test_a_pause_asks_why_and_is_a_stop_with_that_reason(screens: Screens) -> None:
    shell = screens.shell()
    key(shell, "pause").press()
    assert isinstance(shell.overlay, Choice)
    shell.overlay.answers["material"].press()
    assert Stop("material") in shell.station.asked
    assert shell.overlay is None


@pytest.mark.parametrize(("name", "level"), [("partial-1", 1), ("partial-2", 2)])
def test_closing_what_is_not_full_takes_a_reason_and_a_long_touch(
    screens: Screens, name: str, level: int
) -> None:
    shell = screens.shell(look=replace(LOOK, keys=KEYS))
    key(shell, name).press()
    assert isinstance(shell.overlay, Choice)
    answer = shell.overlay.answers["end of order"]
    assert answer.holds
    answer.press()
    assert ClosePartial(level, "end of order") in shell.station.asked


def test_a_label_is_reprinted_for_the_container_that_waits_longest(screens: Screens) -> None:
    waiting = ((17, "closed", "printed", False), (18, "closed", "sent", False))
    line = changed(LINE, packs=(changed(PACK, waiting=waiting),))
    shell = screens.shell(look=replace(LOOK, line=line, keys=(*KEYS, KeyLine("reprint-1"))))
    key(shell, "reprint").press()
    assert isinstance(shell.overlay, Choice)
    shell.overlay.answers["label lost"].press()
    assert ReprintLabel(17, "label lost") in shell.station.asked


def test_help_is_called_by_whoever_stands_there(screens: Screens) -> None:
    shell = screens.shell()
    shell.station.say(LOOK, NOBODY)
    key(shell, "help").press()
    assert CallHelp() in shell.station.asked


def test_a_dead_key_says_the_cores_own_word(screens: Screens) -> None:
    shell = screens.shell()
    key(shell, "start").press()
    assert Start() not in shell.station.asked
    assert shell.toast.text == "the order runs already"


def test_a_key_says_whom_it_takes(screens: Screens) -> None:
    shell = screens.shell(look=replace(LOOK, keys=KEYS))
    shell.station.say(replace(LOOK, keys=KEYS), NOBODY)
    key(shell, "partial-1").press()
    assert shell.overlay is None
    assert "line leader" in shell.toast.text
    rights = tuple(right.value for right in RIGHTS[Role.OPERATOR])
    shell.station.say(replace(LOOK, keys=KEYS), replace(SEAT, role="operator", rights=rights))
    assert not key(shell, "start").why
    assert key(shell, "partial-1").why


def test_a_screen_that_watches_moves_nothing(screens: Screens) -> None:
    shell = screens.shell()
    shell.station.say(replace(LOOK, keys=KEYS), replace(SEAT, controls=False))
    key(shell, "start").press()
    assert Start() not in shell.station.asked
    assert "control" in shell.toast.text
    assert "This screen only watches; control: Screen 1" in texts(shell)


def test_the_newest_picture_is_asked_for_once(screens: Screens) -> None:
    seen = Recent(LINE.at_ms, "7KQ3…XW9M", "no_read", "pictures/17.png")
    look = replace(LOOK, recent=(seen, *LOOK.recent))
    shell = screens.shell(look=look)
    shell.station.say(look)
    assert shell.station.asked.count(Picture("pictures/17.png")) == 1


def test_each_place_of_the_case_at_the_camera_has_its_verdict() -> None:
    pack = changed(PACK, held=True, held_slots=(0, 1, 2), wrong_slots=(1,), missing_slots=(3,))
    places = places_of(pack)
    assert places[:5] == [Place.GOOD, Place.WRONG, Place.GOOD, Place.MISSING, Place.FREE]
    assert len(places) == pack.capacity
