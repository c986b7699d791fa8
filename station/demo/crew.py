"""The demonstration's people as users: made for one demonstration, each with the role that fits.

They go through the station's door like everybody else: they have passwords, log in, and are refused
what their role may not do. Their password is drawn for this folder and kept with its secrets, so
that a resumed demonstration finds them again. A command says by its `by` who gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex

from station.compose.secrets import SecretStore
from station.compose.workplace import Workplace
from station.core import events as e
from station.core.access import Principal, Role
from station.core.effects import Refused
from station.core.order import Order
from station.core.snapshot import Snapshot
from station.core.state import LineState
from station.runtime.service import NotAllowed

PASSWORD = "demo-password"
ADMINISTRATOR = "administrator (simulated)"
OPERATOR = "operator (simulated)"
LEADER = "line leader (simulated)"
QA = "QA (simulated)"
SECOND_QA = "second QA (simulated)"
ROLES: Mapping[str, Role] = {
    OPERATOR: Role.OPERATOR,
    LEADER: Role.LEADER,
    QA: Role.QA,
    SECOND_QA: Role.QA,
}


class Crew:
    """What `Operator` reaches the station through (`station.demo.operator.Desk`)."""

    def __init__(self, place: Workplace, secrets: SecretStore) -> None:
        self._place, self._service = place, place.service
        self._password = secrets.get(PASSWORD) or token_hex(12)
        secrets.set(PASSWORD, self._password)
        self._working: dict[str, Principal] = {}
        self._hire()

    @property
    def snapshot(self) -> Snapshot:
        return self._service.look()

    @property
    def state(self) -> LineState:
        return self._place.state

    def now_ms(self) -> int:
        return self._place.now_ms()

    def ask(self, command: e.Event) -> Refused | None:
        """Given by the person whom it names; with the second one, where it names two."""
        names = [getattr(command, "by", ""), getattr(command, "second", "")]
        people = [self._at_work(name) for name in names if name]
        refused = self._service.ask(people, command)
        if refused is not None and "come back with PIN" in refused.why:
            self._working.clear()  # nobody touched the screen for long: log in again
            people = [self._at_work(name) for name in names if name]
            refused = self._service.ask(people, command)
        return refused

    def grant_more(self, level: int) -> None:
        self._service.grant_more([self._log_in(LEADER)], level)

    def open_order(self, order: Order, codes: Mapping[int, int]) -> None:
        self._service.open_order([self._log_in(LEADER)], order, codes)

    def _at_work(self, name: str) -> Principal:
        return self._working.get(name) or self._log_in(name)

    def _log_in(self, name: str) -> Principal:
        self._working[name] = self._service.log_in(name, self._password)
        return self._working[name]

    def _hire(self) -> None:
        """Make the users that are missing: all of them, or what an earlier run left undone."""
        try:
            boss = self._log_in(ADMINISTRATOR)
        except NotAllowed:
            self._service.first_administrator(ADMINISTRATOR, self._password)
            boss = self._log_in(ADMINISTRATOR)
        there = {one.name: one for one in self._service.users([boss])}
        for name, role in ROLES.items():
            if name in there and not there[name].must_change:
                continue
            given = token_hex(12)
            if name in there:
                self._service.set_password([boss], name, given)
            else:
                self._service.add_user([boss], name, role, given)
            self._service.change_own_password(name, given, self._password)
