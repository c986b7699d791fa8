"""How people come to the station: every few seconds, one thing at a time, whatever stands there.

They see what can be seen: the screen, what stands where, what is written on a label. They know
nothing beforehand, and come back later when the screen is black. What they do then is that of the
line that they work at: `people.py` (a belt), `set_people.py`, `hand_people.py`.
"""

from __future__ import annotations

import random
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from station.compose.workplace import Workplace
from station.core import events as e
from station.core.effects import Refused
from station.core.snapshot import AlarmShown
from station.core.state import LineState
from station.simulate.clock import Scheduler
from station.simulate.computer import Computer, Off

WHO = "operator (simulated)"
LEADER = "line leader (simulated)"


class Crew(ABC):
    """`answers` are what they do about each kind of alarm."""

    look_ms = (1_000, 4_000)  # between two looks

    def __init__(self, computer: Computer, scheduler: Scheduler, chance: random.Random) -> None:
        self._computer, self._scheduler, self._chance = computer, scheduler, chance
        self._looks: dict[int, int] = {}
        self._answers: dict[str, Callable[[AlarmShown], None]] = {}
        self.next_order: Callable[[Workplace], None] = lambda place: None
        self.bring_goods: Callable[[Workplace], None] = lambda place: None
        scheduler.after(self.look_ms[0], self._look)

    @property
    def answers(self) -> Mapping[str, Callable[[AlarmShown], None]]:
        return self._answers

    # -- what they reach the station through

    def _ask(self, command: e.Event) -> Refused | None:
        return self._computer.inside(lambda place: place.ask(command))

    @property
    def _state(self) -> LineState:
        return self._computer.place.state

    @property
    def _now_ms(self) -> int:
        return self._computer.clock.wall_ms()

    def _look(self) -> None:
        self._scheduler.after(self._chance.randint(*self.look_ms), self._look)
        try:
            self._look_around()
        except Off:
            return  # the screen went black; they come back to it later

    def _look_around(self) -> None:
        if self._computer.is_busy:
            return
        if self._computer.stands_still:
            self._computer.stop()
            return
        phase = self._computer.place.snapshot.phase
        if self._state.order is None or phase == "complete":
            self._computer.inside(self.next_order)
            return
        self._computer.inside(self.bring_goods)
        alarms = [a for a in self._computer.place.snapshot.alarms if a.kind in self._answers]
        if alarms:
            self._answer(self._chance.choice(alarms))
            return
        self._work()

    def _answer(self, alarm: AlarmShown) -> None:
        """One thing at a time: people have two hands."""
        self._looks[alarm.number] = self._looks.get(alarm.number, 0) + 1
        self._answers[alarm.kind](alarm)

    @abstractmethod
    def _work(self) -> None:
        """What they do when no alarm wants an answer."""

    # -- what is the same everywhere

    def _clear(self, alarm: AlarmShown, how: str = "looked after") -> None:
        self._ask(e.AlarmClearAsked(alarm.number, self._now_ms, WHO, how))

    def _set_clock(self, alarm: AlarmShown) -> None:
        del alarm
        self._computer.clock.jump_ms = 0
        self._ask(e.ClockTrusted(self._now_ms, LEADER))

    def _partial(self, level: int, reason: str) -> Refused | None:
        return self._ask(e.PartialCloseAsked(level, self._now_ms, LEADER, reason))


def number_in(where: str) -> int:
    """The number in an alarm's place, such as "item 17" or "level 1"."""
    found = re.search(r"\d+", where)
    assert found is not None, f"no number in {where!r}"
    return int(found.group())
