"""A shell with a station that only remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Signal
from pytestqt.qtbot import QtBot

from station.talk.look import Look, Seat
from station.talk.message import Refusal, Request
from tests.ui.samples import LOOK, SEAT
from ui.feel import Feel
from ui.i18n.language import ENGLISH, Language
from ui.pages import PAGES
from ui.screens.page import Page
from ui.shell import Shell
from ui.theme.metrics import Metrics
from ui.theme.palette import Theme


class QuietStation(QObject):
    """As `ui.bridge.Station`, with nobody at the other end."""

    looked = Signal(object)
    seated = Signal(object)
    attached = Signal(bool)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Request[Any]] = []
        self.answers: dict[type, Any] = {}  # by kind: what answers it at once, or a Refusal
        self.look: Look | None = None
        self.seat: Seat | None = None
        self.is_attached = True
        self.forgotten = 0

    def forget_questions(self) -> None:
        self.forgotten += 1

    def ask(self, what: Request[Any], then: Any = None, refused: Any = None) -> None:
        self.asked.append(what)
        answer = self.answers.get(type(what), ...)
        if isinstance(answer, Refusal):
            (refused or self.refused.emit)(answer)
        elif answer is not ... and then is not None:
            then(answer)

    def say(self, look: Look, seat: Seat = SEAT) -> None:
        self.seat, self.look = seat, look
        self.seated.emit(seat)
        self.looked.emit(look)


class Screens:
    """Makes shells, and ends them with the test."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.language = Language(ENGLISH)

    def shell(
        self,
        size: tuple[int, int] = (1_280, 800),
        px_per_mm: float = 4.9,
        look: Look = LOOK,
        pages: Sequence[type[Page]] = PAGES,
    ) -> Shell:
        station: Any = QuietStation()
        feel = Feel(Metrics(px_per_mm), Theme.LIGHT)
        shell = Shell(feel, self.language, station, pages)
        self._qtbot.addWidget(shell)
        shell.resize(*size)
        shell.show()
        station.say(look)
        return shell

    def speak(self, language: str) -> None:
        """Change the language; Qt has told every widget when it returns."""
        self.language.set(language)
        QCoreApplication.sendPostedEvents()


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Whatever a test showed is deleted when it ends, here: left to the garbage collector it might
    be in the thread of a station that a later test runs, and Qt dies of that."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def screens(qtbot: QtBot) -> Iterator[Screens]:
    made = Screens(qtbot)
    yield made
    made.language.set(ENGLISH)


@pytest.fixture
def settings(tmp_path: Any) -> QSettings:
    return QSettings(str(tmp_path / "screen.ini"), QSettings.Format.IniFormat)
