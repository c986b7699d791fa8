"""A real station with an administrator, and as many screens and people as a test asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from config.loading import find_line, load_line
from station.compose import workplace
from station.compose.secrets import FileSecrets
from station.compose.workplace import Workplace
from station.core.access import Role
from station.core.records import Audited
from station.door.front_desk import FrontDesk
from station.door.line_acts import LineActs
from station.door.people_acts import PeopleActs
from station.door.seats import Seats
from station.runtime.clock import SystemClock
from station.store.passwords import Passwords
from station.talk import people_requests as q
from station.talk.message import Refusal, Request
from station.talk.server import Refuses
from tests.compose.real_line import Mute
from tests.store.test_store_accounts import CHEAP, COST

WORD, FIRST = "correct horse 42", "first words 99"
LINE_FILE = "demo"
NUMBERS = count(1)


class AheadClock(SystemClock):
    """The PC's clock, set ahead by the test."""

    ahead_ms = 0

    def monotonic_ms(self) -> int:
        return super().monotonic_ms() + self.ahead_ms


class House:
    """A station with an administrator, and as many screens and people as a test asks for."""

    def __init__(self, place: Workplace, clock: AheadClock) -> None:
        self.place, self.clock, self.seats = place, clock, Seats()
        desks = (PeopleActs(place, self.seats, LINE_FILE), LineActs(place))
        self.desk = FrontDesk(place, self.seats, desks, lambda: pytest.fail("nobody looks here"))
        self._admin = self.desk.sit_down("the administrator's")
        self.desk.do(self._admin, q.FirstAdministrator("root", WORD))

    @property
    def admin(self) -> int:
        """The administrator's screen. Somebody is logged in at one place: the newest counts."""
        seat = self.desk.seat(self._admin)
        if not seat.person or seat.locked:
            self.desk.do(self._admin, q.LogIn("root", WORD))
        return self._admin

    def screen(self, name: str = "", word: str = WORD) -> int:
        """A screen, with somebody logged in there if named."""
        number = self.desk.sit_down(f"screen {next(NUMBERS)}")
        if name:
            self.desk.do(number, q.LogIn(name, word))
        return number

    def refusal(self, screen: int, what: Request[Any]) -> Refusal:
        with pytest.raises(Refuses) as refused:
            self.desk.do(screen, what)
        return refused.value.refusal

    def person(self, role: Role = Role.OPERATOR) -> str:
        """Somebody of this role with a password of their own, logged in nowhere."""
        name = f"{role.value} {next(NUMBERS)}"
        self.desk.do(self.admin, q.AddUser(name, role.value, FIRST))
        self.desk.do(self.admin, q.ChangeOwnPassword(name, FIRST, WORD))
        return name

    def shown(self, name: str) -> q.UserShown:
        listed = self.desk.do(self.admin, q.Users())
        return next(one for one in listed if one.name == name)

    def trail(self) -> list[Audited]:
        entries = self.place.store.entries()
        return [one.record for one in entries if isinstance(one.record, Audited)]


@contextmanager
def people_house(folder: Path) -> Iterator[House]:
    """Its first administrator is "root"; passwords cost little."""
    clock, line = AheadClock(), load_line(find_line(LINE_FILE))
    devices = {name: Mute(name) for name in line.devices}
    secrets = FileSecrets(folder / "secrets.json")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workplace, "Passwords", lambda pepper: Passwords(pepper, CHEAP, COST))
        with Workplace(folder, line, devices, secrets, clock=clock) as place:
            yield House(place, clock)
