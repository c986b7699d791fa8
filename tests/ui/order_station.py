"""A station for the orders' page that answers at once, in one thread: the real acts, no socket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from config.problems import ConfigError
from station.core.access import RIGHTS, Role
from station.store.errors import StoreError
from station.talk.look import Look, Seat
from station.talk.message import Refusal, Request, answer_type
from station.talk.server import Refuses
from tests.door.order_floor import OrderFloor


class OrderStation(QObject):
    looked = Signal(object)
    seated = Signal(object)
    attached = Signal(bool)
    refused = Signal(object)

    def __init__(self, floor: OrderFloor, role: Role = Role.LEADER) -> None:
        super().__init__()
        self.floor, self.is_attached = floor, True
        self.asked: list[Request[Any]] = []
        self.seat = self.look = None
        self.sits(role)
        self.looks()

    def sits(self, role: Role, *, controls: bool = True) -> None:
        rights = tuple(right.value for right in RIGHTS[role])
        self.role = role
        self.seat = Seat("screen", controls, role.value, role.value, "password", rights)
        self.seated.emit(self.seat)

    def looks(self) -> None:
        self.look = Look("Line 1", self.floor.place.snapshot)
        self.looked.emit(self.look)

    def ask(
        self,
        what: Request[Any],
        then: Callable[[Any], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        self.asked.append(what)
        try:
            value = self.floor.ask(what, self.role)
        except (Refuses, StoreError, ConfigError) as error:
            (refused or self.refused.emit)(Refusal(str(error)))
            return
        if then is not None:
            said = msgspec.json.decode(msgspec.json.encode(value), type=answer_type(type(what)))
            then(said)
