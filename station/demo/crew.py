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
from station.core.presets import ImportPlan
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
        there = self._service.users([self._administrator()])
        self._hired = {one.name for one in there if not one.must_change}

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
        return self._service.ask([self._at_work(name) for name in names if name], command)

    def grant_more(self, level: int) -> None:
        self._service.grant_more([self._at_work(LEADER)], level)

    def open_order(self, order: Order, codes: Mapping[int, int]) -> None:
        self._service.open_order([self._at_work(LEADER)], order, codes)

    def import_codes(self, plan: ImportPlan) -> None:
        self._service.import_codes([self._at_work(LEADER)], plan)

    def _at_work(self, name: str) -> Principal:
        """The person, logged in: for the first time, or again after a screen locked itself."""
        who = self._working.get(name)
        if who is None or not self._service.is_in(who):
            if name not in self._hired:
                self._hire(name)
            who = self._working[name] = self._service.log_in(name, self._password)
        return who

    def _hire(self, name: str) -> None:
        """Make this user, or finish what an earlier run left undone."""
        boss, given = [self._administrator()], token_hex(12)
        if any(one.name == name for one in self._service.users(boss)):
            self._service.set_password(boss, name, given)
        else:
            self._service.add_user(boss, name, ROLES[name], given)
        self._service.change_own_password(name, given, self._password)
        self._hired.add(name)

    def _administrator(self) -> Principal:
        try:
            return self._service.log_in(ADMINISTRATOR, self._password)
        except NotAllowed:
            self._service.first_administrator(ADMINISTRATOR, self._password)
            return self._service.log_in(ADMINISTRATOR, self._password)
