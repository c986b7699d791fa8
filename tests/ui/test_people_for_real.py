"""One person's first day at the screen, with a real station behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.runtime.sessions import IDLE_MS_MAX
from station.talk.message import Refusal, Request
from station.talk.server import Refuses
from tests.door.people_house import FIRST, WORD, House, people_house
from tests.ui.conftest import QuietStation
from tests.ui.samples import LOOK
from ui.feel import Feel
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.screens.choice import Choice
from ui.screens.form import Form
from ui.screens.me import MeOverlay
from ui.screens.users import UsersPage
from ui.shell import Shell
from ui.theme.metrics import Metrics

NAME, PIN, BADGE = "op-17", "902817", "BADGE-00017"


class RealStation(QuietStation):
    """Every request goes to a real front desk; the seat is told after each."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house, self._number = house, house.desk.sit_down("the screen of this test")

    def tell(self) -> None:
        self.say(replace(LOOK), self._house.desk.seat(self._number))

    def ask(self, what: Request[Any], then: Any = None, refused: Any = None) -> None:
        try:
            answer: Any = self._house.desk.do(self._number, what)
        except Refuses as error:
            answer = error.refusal
        self.tell()
        if isinstance(answer, Refusal):
            (refused or self.refused.emit)(answer)
        elif then is not None:
            then(answer)


class Day:
    def __init__(self, qtbot: QtBot, house: House, language: Language) -> None:
        self.qtbot, self.house = qtbot, house
        self.station: Any = RealStation(house)
        self.shell = Shell(Feel(Metrics(4.0)), language, self.station, (UsersPage,))
        qtbot.addWidget(self.shell)
        self.shell.resize(1_280, 800)
        self.shell.show()
        self.station.tell()

    def press(self, key: Any) -> None:
        self.qtbot.mouseClick(key, Qt.MouseButton.LeftButton)

    @property
    def overlay(self) -> Any:
        return self.shell.overlay

    def fill(self, *texts: str) -> None:
        for text in texts:
            assert isinstance(self.overlay, Form)
            for letter in text:
                pad = (
                    self.overlay.digits if self.overlay.digits.isVisible() else self.overlay.letters
                )
                self.press(pad.key_of(letter))
            pad = self.overlay.digits if self.overlay.digits.isVisible() else self.overlay.letters
            self.press(pad.key_of("\r"))

    def scan(self, text: str) -> None:
        line = next(one.line for one in self.overlay.fields.values() if one.line.hasFocus())
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def who(self) -> str:
        return self.shell.person_key.text().replace("\n", " ")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with people_house(tmp_path) as made:
        yield made


@pytest.mark.parametrize("speech", [ENGLISH, CHINESE])
def test_from_the_first_password_to_the_badge(qtbot: QtBot, house: House, speech: str) -> None:
    language = Language(speech)
    try:
        the_day(Day(qtbot, house, language))
    finally:
        language.set(ENGLISH)


def the_day(day: Day) -> None:
    shell = day.shell
    day.qtbot.waitUntil(shell.isActiveWindow)
    # The administrator makes a user and gives a badge.
    day.press(shell.person_key)
    day.fill("root", WORD)
    page = shell.page
    assert isinstance(page, UsersPage)
    day.press(page.keys["new"])
    assert isinstance(day.overlay, Choice)
    day.press(day.overlay.answers["operator"])
    day.fill(NAME, FIRST, FIRST)
    assert [row.key for row in page.table.rows] == [NAME, "root"]
    page.choose(NAME)
    day.press(page.keys["badge"])
    day.scan(BADGE)
    day.press(shell.person_key)
    day.press(day.overlay.keys["out"])
    assert not page.table.rows
    # The operator chooses a password of their own, then a PIN.
    day.press(shell.person_key)
    day.fill(NAME, FIRST, WORD, WORD)
    assert day.overlay is None
    assert NAME in day.who()
    day.press(shell.person_key)
    assert isinstance(day.overlay, MeOverlay)
    day.press(day.overlay.keys["pin"])
    day.fill(WORD, PIN, PIN)
    # The screen locks itself; PIN and badge bring them back.
    for way in (lambda: day.fill(PIN), lambda: day.scan(BADGE)):
        day.house.clock.ahead_ms += IDLE_MS_MAX + 1
        day.station.tell()
        assert day.station.seat.locked
        day.press(shell.person_key)
        way()
        assert day.overlay is None
        assert not day.station.seat.locked
    assert day.station.seat.proof == "badge"
    # The badge is lost: it opens nothing any more.
    day.press(shell.person_key)
    day.press(day.overlay.keys["no-badge"])
    day.fill(WORD)
    day.house.clock.ahead_ms += IDLE_MS_MAX + 1
    day.station.tell()
    day.press(shell.person_key)
    day.scan(BADGE)
    assert isinstance(day.overlay, Form)
    assert day.station.seat.locked
