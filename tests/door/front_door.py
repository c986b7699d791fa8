"""A real station with its front desk as `packline station` opens it, without the socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from station.core.access import Role
from station.door.front_desk import FrontDesk
from station.door.opening import gauge_of, open_door
from station.talk.look import Look, Seat
from station.talk.message import Refusal, Request
from station.talk.people_requests import AddUser, ChangeOwnPassword, FirstAdministrator, LogIn
from station.talk.server import Refuses
from tests.compose.bench import Bench

WORD, FIRST = "correct horse 42", "first words 99"
NUMBERS = count(1)


class FrontDoor:
    def __init__(self, bench: Bench) -> None:
        self.bench, self.place = bench, bench.place
        self.gauge = gauge_of(bench.place.line)
        desk = open_door(bench.place, bench.place.line, "demo-queue", self.gauge).desk
        assert isinstance(desk, FrontDesk)
        self.desk = desk
        self._sat: list[int] = []

    def hire(self, *roles: Role) -> None:
        """One of each role, called by it."""
        chief = self.desk.sit_down("chief")
        self.ask(chief, FirstAdministrator("root", WORD))
        self.ask(chief, LogIn("root", WORD))
        for role in roles:
            self.ask(chief, AddUser(role.value, role.value, FIRST))
            self.ask(chief, ChangeOwnPassword(role.value, FIRST, WORD))
        self.desk.leave(chief)

    def sit(self, role: Role | None = None) -> int:
        """A screen, with somebody logged in there."""
        number = self.desk.sit_down(f"screen {next(NUMBERS)}")
        self._sat.append(number)
        if role is not None:
            self.ask(number, LogIn(role.value, WORD))
        return number

    def send_all_home(self) -> None:
        """Every screen leaves."""
        for number in self._sat:
            if self.desk.seat(number) is not None:
                self.desk.leave(number)
        self._sat.clear()

    def ask(self, screen: int, what: Request[Any]) -> Any:
        return self.desk.do(screen, what)

    def refusal(self, screen: int, what: Request[Any]) -> Refusal:
        with pytest.raises(Refuses) as refused:
            self.ask(screen, what)
        return refused.value.refusal

    def seat(self, screen: int) -> Seat:
        seat = self.desk.seat(screen)
        assert seat is not None
        return seat

    def look(self) -> Look:
        return self.desk.look()


@contextmanager
def front_door(folder: Path) -> Iterator[FrontDoor]:
    bench = Bench(folder)
    bench.place.demo = True  # cheap passwords
    with bench:
        yield FrontDoor(bench)
