"""Who sits at which screen, and which one moves the line.

The first screen has control; another one takes it, visibly, and keeps it until it is taken again
or its screen leaves. Then nobody has it: a line that nobody watches is not moved from elsewhere
without somebody saying so. Called from the threads of several screens; what a screen asked last may
be done after it left, and then changes nothing here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from station.core.access import RIGHTS, Principal
from station.talk.look import Seat


@dataclass(frozen=True)
class Taken:
    """A seat that is taken: `who` is logged in there."""

    number: int
    screen: str
    who: Principal | None = None

    @property
    def people(self) -> tuple[Principal, ...]:
        return () if self.who is None else (self.who,)


class Seats:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken: dict[int, Taken] = {}
        self._number = 0
        self._control = 0  # the seat that moves the line, 0 = none

    def sit_down(self, screen: str) -> int:
        with self._guard:
            self._number += 1
            names = {one.screen for one in self._taken.values()}
            name = screen if screen not in names else f"{screen} ({self._number})"
            self._taken[self._number] = Taken(self._number, name)
            if len(self._taken) == 1:
                self._control = self._number
            return self._number

    def leave(self, number: int) -> Taken:
        """Who sat there."""
        with self._guard:
            if self._control == number:
                self._control = 0
            return self._taken.pop(number)

    def at(self, number: int) -> Taken | None:
        """None = the screen has left."""
        with self._guard:
            return self._taken.get(number)

    def log_in(self, number: int, who: Principal | None) -> None:
        with self._guard:
            if number in self._taken:
                self._taken[number] = replace(self._taken[number], who=who)

    def take_control(self, number: int) -> None:
        with self._guard:
            if number in self._taken:
                self._control = number

    def controls(self, number: int) -> bool:
        with self._guard:
            return self._control == number

    @property
    def in_control(self) -> str:
        with self._guard:
            seat = self._taken.get(self._control)
            return "" if seat is None else seat.screen

    def __len__(self) -> int:
        with self._guard:
            return len(self._taken)

    def shown(self, taken: Taken, *, locked: bool) -> Seat:
        number, who = taken.number, taken.who
        if who is None:
            return Seat(taken.screen, self.controls(number))
        rights = () if locked else tuple(sorted(right.value for right in RIGHTS[who.role]))
        return Seat(
            taken.screen,
            self.controls(number),
            who.name,
            who.role.value,
            who.proof.value,
            rights,
            locked,
        )
