"""A real line with two people logged in at a screen each: what acts are tried with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from station.core.access import Role
from station.door.seats import Taken
from tests.compose.real_line import RealLine, make_order, real_line

WORD = "correct horse 42"


@dataclass
class AtTheDoor:
    line: RealLine
    admin: Taken
    operator: Taken
    nobody: Taken = field(default_factory=lambda: Taken(3, "screen 3"))


def _logged_in(line: RealLine, name: str, role: Role, by: Taken) -> Taken:
    service = line.place.service
    service.add_user(by.people, name, role, "first words 99")
    service.change_own_password(name, "first words 99", WORD)
    return Taken(2, "screen 2", service.log_in(name, WORD))


@contextmanager
def at_the_door(folder: Path) -> Iterator[AtTheDoor]:
    """A pallet of two cases is packed and confirmed."""
    with real_line(folder, demo=True) as line:
        service = line.place.service
        service.first_administrator("root", WORD)
        admin = Taken(1, "screen 1", service.log_in("root", WORD))
        line.start(make_order())
        line.full_case()
        line.full_case()
        line.confirm(2)
        yield AtTheDoor(line, admin, _logged_in(line, "ann", Role.OPERATOR, admin))
