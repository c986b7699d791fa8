"""The screen's line to a station that is really there, dies, comes back, or falls silent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station.talk import server as talk_server
from station.talk.address import DOOR_FILE
from station.talk.line_requests import Finish, Picture, Start
from station.talk.look import Look, Seat
from station.talk.message import Refusal
from station.talk.people_requests import LogIn, Users
from station.talk.server import TalkServer
from tests.talk.small_desk import NOT_NOW, USERS, SmallDesk, opened
from tests.ui.samples import LOOK
from ui import bridge
from ui.bridge import UNANSWERED, Station

CALLS = 20_000


class Heard:
    """What came from the bridge, and in which thread."""

    def __init__(self, station: Station) -> None:
        self.looks: list[Look] = []
        self.seats: list[Seat] = []
        self.attached: list[bool] = []
        self.refused: list[Refusal] = []
        self.threads: set[QThread] = set()
        for signal, kept in (
            (station.looked, self.looks),
            (station.seated, self.seats),
            (station.attached, self.attached),
            (station.refused, self.refused),
        ):
            signal.connect(lambda said, kept=kept: self._keep(kept, said))

    def _keep(self, kept: list[Any], said: Any) -> None:
        self.threads.add(QThread.currentThread())
        kept.append(said)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> SmallDesk:
    monkeypatch.setattr(talk_server, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(bridge, "AGAIN_S", 0.01)
    return SmallDesk()


@pytest.fixture
def server(tmp_path: Path, desk: SmallDesk) -> Iterator[TalkServer]:
    with opened(tmp_path, desk) as server:
        yield server


@pytest.fixture
def station(qtbot: QtBot, tmp_path: Path, desk: SmallDesk) -> Iterator[Station]:
    """Begun by the test; no thread of it is left."""
    made = Station(tmp_path, "screen")
    yield made
    made.stop()
    assert [one for one in threading.enumerate() if one.name == "bridge"] == []


def attached(qtbot: QtBot, station: Station) -> Heard:
    heard = Heard(station)
    station.start()
    qtbot.waitUntil(lambda: bool(heard.looks))
    return heard


def test_looks_and_the_seat_arrive_in_qts_own_thread(
    qtbot: QtBot, server: TalkServer, station: Station
) -> None:
    heard = attached(qtbot, station)
    assert heard.attached == [True]
    assert station.is_attached
    assert heard.seats == [Seat("screen", True)] == [station.seat]
    assert heard.looks[0] == LOOK == station.look
    assert heard.threads == {QThread.currentThread()}


def test_a_busy_screen_gets_the_newest_and_none_of_those_it_missed(
    qtbot: QtBot, server: TalkServer, station: Station, desk: SmallDesk
) -> None:
    heard = attached(qtbot, station)
    for number in range(20):  # nobody attends to Qt meanwhile
        told = desk.looks_told
        desk.shown = replace(LOOK, station=str(number))
        desk.until_told(told + 2)
    qtbot.waitUntil(lambda: heard.looks[-1].station == "19")
    seen = {look.station for look in heard.looks}
    assert len(seen) < 10  # what lay there, the newest, and what came while the test looked


def test_what_is_asked_is_answered(qtbot: QtBot, server: TalkServer, station: Station) -> None:
    attached(qtbot, station)
    answers: list[Any] = []
    station.ask(Users(), answers.append)
    station.ask(LogIn("Lin", "secret"), answers.append)
    qtbot.waitUntil(lambda: answers == [USERS, None])
    qtbot.waitUntil(lambda: station.seat is not None and station.seat.person == "Lin")


def test_a_refusal_goes_to_its_handler_or_to_everybody(
    qtbot: QtBot, server: TalkServer, station: Station
) -> None:
    heard, own = attached(qtbot, station), list[Refusal]()
    answers: list[Any] = []
    station.ask(Finish(), answers.append, own.append)
    qtbot.waitUntil(lambda: own == [NOT_NOW])
    assert heard.refused == []
    station.ask(Finish(), answers.append)
    qtbot.waitUntil(lambda: heard.refused == [NOT_NOW])
    assert answers == []


def test_a_station_that_dies_is_told_and_what_waits_is_unanswered(
    qtbot: QtBot, tmp_path: Path, station: Station, desk: SmallDesk
) -> None:
    with opened(tmp_path, desk) as server:
        heard, own = attached(qtbot, station), list[Refusal]()
        station.ask(Picture("slow"), None, own.append)
        station.ask(Start())  # waits behind it
        assert desk.at_work.wait(10)
        (tmp_path / DOOR_FILE).unlink()
        for line in server._all():  # the socket dies, with the slow one still at work
            line.end()
        qtbot.waitUntil(lambda: heard.attached == [True, False])
        assert not station.is_attached
        assert own == heard.refused == [Refusal(UNANSWERED)]
        station.ask(Start(), None, own.append)
        qtbot.waitUntil(lambda: own == 2 * [Refusal(UNANSWERED)])
    assert Start() not in desk.done


def test_a_station_that_comes_back_is_attached_again_and_asked_nothing_anew(
    qtbot: QtBot, tmp_path: Path, station: Station, desk: SmallDesk
) -> None:
    with opened(tmp_path, desk):
        heard = attached(qtbot, station)
    station.ask(Start())  # the screen may not have heard yet that it is gone
    qtbot.waitUntil(lambda: heard.attached == [True, False])
    answers: list[Any] = []
    with opened(tmp_path, desk):
        qtbot.waitUntil(lambda: heard.attached == [True, False, True])
        station.ask(Users(), answers.append)
        qtbot.waitUntil(lambda: answers == [USERS])
    assert Start() not in desk.done


def test_a_station_that_falls_silent_is_no_station(
    qtbot: QtBot,
    server: TalkServer,
    station: Station,
    desk: SmallDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bridge, "SILENT_MS_MAX", 100)
    heard = attached(qtbot, station)
    desk.fault = ZeroDivisionError("of ours")
    qtbot.waitUntil(lambda: False in heard.attached)
    desk.fault = None
    qtbot.waitUntil(lambda: heard.attached[-1])


def test_a_screen_that_is_not_let_in_says_why(
    qtbot: QtBot,
    server: TalkServer,
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(talk_server, "SCREENS_MAX", 0)
    heard = Heard(station)
    station.start()
    qtbot.waitUntil(lambda: bool(heard.refused))
    assert "0 screens are attached already" in heard.refused[0].why
    assert heard.attached == []


def test_a_screen_is_ended_whether_or_not_a_station_is_there(
    qtbot: QtBot, tmp_path: Path, desk: SmallDesk
) -> None:
    lonely = Station(tmp_path, "lonely")
    lonely.start()
    lonely.stop()
    with opened(tmp_path, desk):
        for _ in range(10):  # while it dials, greets, is told
            hasty = Station(tmp_path, "hasty")
            hasty.start()
            hasty.stop()
    assert [one for one in threading.enumerate() if one.name == "bridge"] == []


class Counter(QObject):
    """Counts what is told it from another thread."""

    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.told.connect(self._count)

    @Slot()
    def _count(self) -> None:
        self.count += 1


def test_a_signal_across_threads_comes_as_often_as_it_was_sent(qtbot: QtBot) -> None:
    counter = Counter()
    sender = threading.Thread(target=lambda: [counter.told.emit() for _ in range(CALLS)])
    sender.start()
    sender.join()
    qtbot.waitUntil(lambda: counter.count == CALLS)


def test_calls_into_qt_that_return_nothing_can_be_made_for_ever(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(CALLS):
        label.setText(str(number % 10))
        label.update()
    assert label.text() == "9"
