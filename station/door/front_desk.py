"""The front desk: every request of every screen comes here, and goes to the act that does it.

What moves the line is done for the screen in control alone. A refusal is one sentence; a fault of
ours is told as one and stands in the log with its traceback, so that one bad request ends neither
the screen nor the line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from config.problems import ConfigError
from station.compose.workplace import Workplace
from station.door.acts import Act, acts_of
from station.door.seats import Seats, Taken
from station.runtime.inbox import InboxFull
from station.runtime.loop import LineStopped
from station.store.errors import StoreError
from station.talk.look import Look, Seat
from station.talk.message import Refusal, Request
from station.talk.server import Refuses

NOT_IN_CONTROL = "this screen only watches; take control first"
LEFT = "this screen has left; open it anew"
FAULT = "the station could not do that; what went wrong stands in its log"

log = logging.getLogger("packline.door")


class FrontDesk:
    """A `station.talk.server.Desk`."""

    def __init__(
        self, place: Workplace, seats: Seats, desks: Iterable[object], look: Callable[[], Look]
    ) -> None:
        self._place, self._seats, self._look = place, seats, look
        self._acts: dict[type[Request[Any]], Act] = {}
        for desk in desks:
            for kind, act in acts_of(desk):
                assert kind not in self._acts, f"two acts for {kind.__name__}"
                self._acts[kind] = act

    @property
    def kinds(self) -> frozenset[type[Request[Any]]]:
        """What can be asked."""
        return frozenset(self._acts)

    def sit_down(self, screen: str) -> int:
        return self._seats.sit_down(screen)

    def leave(self, number: int) -> None:
        """Whoever was logged in there stays in their shift: the screen may have died."""
        self._seats.leave(number)

    def look(self) -> Look:
        return self._look()

    def seat(self, number: int) -> Seat | None:
        taken = self._seats.at(number)
        return None if taken is None else self._seats.shown(taken, locked=self._is_locked(taken))

    def _is_locked(self, seat: Taken) -> bool:
        return seat.who is not None and not self._place.service.counts(seat.who)

    def do(self, number: int, what: Request[Any]) -> Any:
        seat = self._seats.at(number)
        if seat is None:
            raise Refuses(Refusal(LEFT))
        if what.moves_line and not self._seats.controls(number):
            raise Refuses(Refusal(NOT_IN_CONTROL, "control"))
        try:
            return self._acts[type(what)](seat, what)
        except (StoreError, ConfigError, LineStopped, InboxFull) as error:
            raise Refuses(Refusal(str(error))) from None
        except Refuses:
            raise
        except Exception:
            log.exception("a request failed: %s", type(what).__name__)
            raise Refuses(Refusal(FAULT, fault=True)) from None
