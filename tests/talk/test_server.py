"""A screen is answered, told the newest, holds up nobody else, and hears when the station ends."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from station.talk import server as talk_server
from station.talk.client import Line, Lost, NotDone, dial
from station.talk.line_requests import Finish, Picture, Start, Stop
from station.talk.look import Look, Seat
from station.talk.message import Answer
from station.talk.people_requests import LogIn, Users
from station.talk.server import PENDING_MAX, TalkServer
from tests.talk.small_desk import NOT_NOW, USERS, WAIT_S_MAX, SmallDesk
from tests.ui.samples import LOOK


@pytest.fixture
def line(server: TalkServer, tmp_path: Path) -> Iterator[Line]:
    with closing(dial(tmp_path)) as line:
        yield line


def until_look(line: Line, station: str) -> Look:
    while not (isinstance(said := line.receive(), Look) and said.station == station):
        pass
    return said


def until_seat(line: Line) -> Seat:
    while not isinstance(said := line.receive(), Seat):
        pass
    return said


def ask_without_listening(line: Line) -> None:
    for number in range(100 * PENDING_MAX):
        line.send(number, Picture("large"))


def until_lost(line: Line) -> None:
    with suppress(Lost):
        while True:
            line.receive()


def test_a_request_is_answered(line: Line) -> None:
    assert line.ask(Users()) == USERS


def test_a_refusal_says_why(line: Line) -> None:
    with pytest.raises(NotDone) as refused:
        line.ask(Finish())
    assert refused.value.refusal == NOT_NOW


def test_the_line_is_told_unasked_and_the_seat_when_it_changes(line: Line, desk: SmallDesk) -> None:
    assert until_look(line, LOOK.station) == LOOK
    line.send(1, LogIn("Lin", "secret"))
    while until_seat(line).person != "Lin":
        pass
    desk.shown = replace(LOOK, station="another")
    assert until_look(line, "another").line == LOOK.line


def test_stop_is_done_while_a_slow_request_of_the_same_screen_runs(
    line: Line, desk: SmallDesk
) -> None:
    line.send(1, Picture("slow"))
    assert desk.at_work.wait(WAIT_S_MAX)
    line.send(2, Start())
    line.send(3, Stop("stop key"))
    assert desk.stopped.wait(WAIT_S_MAX)
    assert Start() not in desk.done  # its turn comes after the slow one
    desk.gate.set()
    numbers = []
    while len(numbers) < 3:
        if isinstance(said := line.receive(), Answer):
            numbers.append(said.number)
    assert numbers == [3, 1, 2]


def test_a_slow_request_holds_up_no_other_screen(
    line: Line, desk: SmallDesk, tmp_path: Path
) -> None:
    line.send(1, Picture("slow"))
    assert desk.at_work.wait(WAIT_S_MAX)
    with closing(dial(tmp_path, "other")) as other:
        assert other.ask(Users()) == USERS
        until_look(other, LOOK.station)


def test_a_screen_that_reads_nothing_holds_up_no_other_and_gets_the_newest_at_last(
    line: Line, desk: SmallDesk, tmp_path: Path
) -> None:
    """Far more than a socket takes is told; the other screen hears each picture."""
    long = "x" * 200_000
    with closing(dial(tmp_path, "other")) as other:
        for number in range(20):
            desk.shown = replace(LOOK, station=f"{number} {long}")
            until_look(other, desk.shown.station)
        desk.shown = replace(LOOK, station="newest")
        until_look(other, "newest")
    heard = 0
    while not (isinstance(said := line.receive(), Look) and said.station == "newest"):
        heard += isinstance(said, Look)
    assert heard < 10


def test_one_that_leaves_its_answers_lying_is_cut_off(
    line: Line, desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_server, "LAST_WORD_S_MAX", 0.05)
    desk.picture = bytes(1_000_000)
    desk.gate.set()
    with pytest.raises(Lost):
        ask_without_listening(line)


def test_an_answer_that_is_too_long_is_a_refusal(
    line: Line, desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_server, "ANSWER_BYTES_MAX", 1_000)
    desk.picture = bytes(1_000)
    desk.gate.set()
    with pytest.raises(NotDone, match="too long"):
        line.ask(Picture("large"))


def test_what_a_screen_asked_before_it_left_is_not_begun_any_more(
    server: TalkServer, desk: SmallDesk, tmp_path: Path
) -> None:
    with closing(dial(tmp_path)) as line:
        line.send(1, Picture("slow"))
        assert desk.at_work.wait(WAIT_S_MAX)
        line.send(2, Start())
        line.send(3, Stop())
        assert desk.stopped.wait(WAIT_S_MAX)
    waits_until(lambda: not desk.seats)  # its seat is free though its request still runs
    desk.gate.set()
    server.__exit__()
    assert Start() not in desk.done
    server.__enter__()


def test_the_station_ends_while_screens_are_attached(
    tmp_path: Path, desk: SmallDesk, server: TalkServer
) -> None:
    lines = [dial(tmp_path, str(number)) for number in range(3)]
    for line in lines:
        line.ask(Users())
    server.__exit__()
    for line in lines:
        until_lost(line)
    assert not desk.seats
    server.__enter__()


def test_a_picture_that_fails_ends_nothing_and_is_logged_once(
    line: Line, desk: SmallDesk, caplog: pytest.LogCaptureFixture
) -> None:
    until_look(line, LOOK.station)
    with caplog.at_level(logging.ERROR, "packline.talk"):
        desk.fault = ZeroDivisionError("of ours")
        line.send(1, LogIn("Lin", "secret"))
        while until_seat(line).person != "Lin":  # the seat is told all the same
            pass
        assert line.ask(Users()) == USERS
        desk.shown = replace(LOOK, station="seen again")
        desk.fault = None
        until_look(line, "seen again")
    assert [one.message for one in caplog.records] == ["the line can't be shown to the screens"]


def test_a_screen_that_dies_frees_its_seat(
    server: TalkServer, desk: SmallDesk, tmp_path: Path
) -> None:
    with closing(dial(tmp_path)) as line:
        line.ask(Users())
        assert len(desk.seats) == 1
    waits_until(lambda: not desk.seats)


def waits_until(holds: Callable[[], bool]) -> None:
    until = threading.Event()
    for _ in range(1_000):
        if holds():
            return
        until.wait(0.01)
    raise AssertionError("it never came to be")
