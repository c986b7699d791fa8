"""What stands behind the socket in these tests: a desk that is slow when the test says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from station.talk.line_requests import Finish, Picture, Stop
from station.talk.look import Look, Seat
from station.talk.message import Refusal, Request
from station.talk.people_requests import LogIn, Users, UserShown
from station.talk.server import Refuses, TalkServer
from tests.ui.samples import LOOK

WAIT_S_MAX = 10.0
NOT_NOW = Refusal("the order is finished already", "phase")
USERS = (UserShown("陈", "operator", True, False, True, False),)


class SmallDesk:
    """`Picture` waits for `gate`, `Finish` is refused, `LogIn` changes the seat."""

    def __init__(self) -> None:
        self.seats: dict[int, Seat] = {}
        self.shown: Look = LOOK
        self.fault: Exception | None = None  # of the picture
        self.gate, self.at_work, self.stopped = (threading.Event() for _ in range(3))
        self.done: list[Request[Any]] = []
        self.picture = b"png"
        self.left = self.looks_told = 0

    def sit_down(self, screen: str) -> int:
        number = len(self.seats) + self.left + 1
        self.seats[number] = Seat(screen, True)
        return number

    def leave(self, number: int) -> None:
        self.left += 1
        del self.seats[number]

    def do(self, number: int, what: Request[Any]) -> Any:
        self.done.append(what)
        match what:
            case Stop():
                self.stopped.set()
            case Finish():
                raise Refuses(NOT_NOW)
            case Picture():
                self.at_work.set()
                assert self.gate.wait(WAIT_S_MAX)
                return self.picture
            case Users():
                return USERS
            case LogIn(name):
                self.seats[number] = Seat("screen", True, name)
        return None

    def look(self) -> Look:
        if self.fault is not None:
            raise self.fault
        self.looks_told += 1
        return self.shown

    def until_told(self, looks: int) -> None:
        """Until so many looks were made."""
        a_while = threading.Event()
        for _ in range(1_000):
            if self.looks_told >= looks:
                return
            a_while.wait(0.01)
        raise AssertionError("no look was asked for")

    def seat(self, number: int) -> Seat | None:
        return self.seats.get(number)


@contextmanager
def opened(folder: Path, desk: SmallDesk) -> Iterator[TalkServer]:
    """A server that leaves no thread behind."""
    with TalkServer(folder, desk) as server:
        yield server
        desk.gate.set()
    assert threads_of_the_door() == []


def threads_of_the_door() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name in ("door", "screen")]
