"""The people at a line of pre-associated sets: they scan by hand what a broken set really holds.

Whatever can't be read, or may not be packed, is taken out of the case first. A carton that is none,
or was packed before, is exchanged for the one that belongs to these bottles.
"""

from __future__ import annotations

import random

from station.core import events as e
from station.core.facts import Seen
from station.core.packing import at_scanner, in_packer
from station.core.snapshot import AlarmShown
from station.simulate.clock import Scheduler
from station.simulate.computer import Computer
from station.simulate.crew import LEADER, WHO, number_in
from station.simulate.people import People
from station.simulate.set_hall import SetHall


class SetPeople(People):
    _hall: SetHall

    def __init__(
        self, hall: SetHall, computer: Computer, scheduler: Scheduler, chance: random.Random
    ) -> None:
        super().__init__(hall, computer, scheduler, chance)
        self._answers["set_broken"] = self._scan_set

    def _scan_set(self, alarm: AlarmShown) -> None:
        """The case stands at its scanner; after a restart nothing may stand there any more."""
        case = self._hall.cell.scanned
        products = [] if case is None else case.products
        products[:] = [p for p in products if p.ink is not None and not p.smeared]
        seen = tuple(Seen(p.ink) for p in products if p.ink is not None)
        asked = e.ContentScanned(number_in(alarm.where), seen, self._now_ms, LEADER)
        refused = self._ask(asked)
        if refused is not None:
            products[:] = [p for p in products if not _is_named(p.ink, refused.why)]
        elif not products:
            self._hall.cell.throw_away_scanned()

    # -- labels

    def _scan_again(self, alarm: AlarmShown) -> None:
        self._again(alarm)

    def _right_label(self, alarm: AlarmShown) -> None:
        self._again(alarm)

    def _again(self, alarm: AlarmShown) -> None:
        level = number_in(alarm.where)
        if level != 1:
            super()._right_label(alarm)
            return
        if self._hall.cell.scanned is None:
            self._give_up()
            return
        if self._was_confirmed(level) and at_scanner(self._state.packs[level]) is None:
            self._hall.cell.push_on(level)
        else:
            self._hall.put_right_carton()
        self._ask(e.RescanAsked(level, self._now_ms, WHO))

    def _give_up(self) -> None:
        """Nothing stands at the case scanner, and if nothing comes to it, what went into the packer
        is nowhere."""
        if not self._hall.cell.labelling:
            self._partial(1, "no case is there")

    def _no_case_left(self) -> bool:
        if in_packer(self._state.packs[1]):
            self._partial(1, "no case is there")
            return False
        return True


def _is_named(ink: bytes | None, why: str) -> bool:
    return ink is not None and ink.decode("utf-8", "replace") in why
