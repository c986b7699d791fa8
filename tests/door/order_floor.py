"""A real station with a leader, an operator and QA at its screens, for acts without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers import api as d
from station.core.access import Principal, Role
from station.door.line_acts import LineActs
from station.door.order_acts import OrderActs
from station.door.seats import Taken
from station.store.errors import StoreError
from station.talk.message import Request
from station.talk.order_requests import OrderText
from station.talk.server import Refuses
from tests.compose.bench import Bench

PASSWORD = "correct horse 42"
ROLES = (Role.LEADER, Role.OPERATOR, Role.QA)
WATER = "water-24-queue"


class OrderFloor:
    def __init__(self, bench: Bench) -> None:
        self.bench, self.place = bench, bench.place
        self.acts = OrderActs(bench.place)
        self.line = LineActs(bench.place)
        self.who = dict(self._people())

    def _people(self) -> Iterator[tuple[Role, Principal]]:
        service = self.place.service
        service.first_administrator("root", PASSWORD)
        root = [service.log_in("root", PASSWORD)]
        for role in ROLES:
            service.add_user(root, role.value, role, "first words 99")
            service.change_own_password(role.value, "first words 99", PASSWORD)
            yield role, service.log_in(role.value, PASSWORD)

    def seat(self, role: Role | None = Role.LEADER) -> Taken:
        return Taken(1, "screen", None if role is None else self.who[role])

    def ask(self, what: Request[Any], role: Role | None = Role.LEADER) -> Any:
        for desk in (self.acts, self.line):
            for name in dir(type(desk)):
                if getattr(getattr(type(desk), name), "does", None) is type(what):
                    return getattr(desk, name)(self.seat(role), what)
        raise AssertionError(f"no act for {what}")

    def refused(self, what: Request[Any], role: Role | None = Role.LEADER) -> str:
        """Why it was not done."""
        with pytest.raises((Refuses, StoreError)) as told:
            self.ask(what, role)
        return str(told.value)

    @property
    def folder(self) -> Path:
        return self.bench.folder

    def ready(self) -> None:
        """All printers are ready for codes."""
        for name in ("coder", "case_printer", "pallet_printer"):
            self.bench.say(d.Ready(name, 3))


def says(number: str = "WO-7", **other: Any) -> OrderText:
    kept: dict[str, Any] = {"batch": "L1", "target": 100, "produced": "2026-11-23", **other}
    return OrderText(number, kept.pop("product", WATER), **kept)


@contextmanager
def order_floor(folder: Path) -> Iterator[OrderFloor]:
    bench = Bench(folder)
    bench.place.demo = True  # cheap passwords
    with bench:
        yield OrderFloor(bench)
