"""Logging in and out at a screen, taking control, and users.

Who somebody is stays on the station's side of the socket: a screen never holds a session, so one
that is looked into, or imitated, has nothing to hand on.
"""

from __future__ import annotations

from pathlib import Path

from station import __version__
from station.compose.line_check import line_problems
from station.compose.workplace import Workplace
from station.core.access import RIGHTS, Right, Role
from station.door.acts import does
from station.door.seats import Seats, Taken
from station.runtime.service import MustChange
from station.store.accounts import AccountShown
from station.talk import people_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses

MAY_CONTROL = "log in first: who may run the line takes control"
MUST_CHANGE = "this password was given by somebody else; choose one of your own first"


class PeopleActs:
    def __init__(self, place: Workplace, seats: Seats, line_file: str) -> None:
        """`line_file` is the name or path of the one that this station runs on."""
        self._place, self._service = place, place.service
        self._seats, self._line_file = seats, line_file

    @does(q.LogIn)
    def log_in(self, seat: Taken, asked: q.LogIn) -> None:
        """Refused by the rule `must_change` where nothing but a new password is lacking."""
        try:
            who = self._service.log_in(asked.name, asked.password)
        except MustChange:
            raise Refuses(Refusal(MUST_CHANGE, "must_change")) from None
        self._seats.log_in(seat.number, who)

    @does(q.ReturnByPin)
    def by_pin(self, seat: Taken, asked: q.ReturnByPin) -> None:
        self._seats.log_in(seat.number, self._service.return_by_pin(asked.name, asked.pin))

    @does(q.ReturnByBadge)
    def by_badge(self, seat: Taken, asked: q.ReturnByBadge) -> None:
        self._seats.log_in(seat.number, self._service.return_by_badge(asked.text))

    @does(q.LogOut)
    def log_out(self, seat: Taken, _: q.LogOut) -> None:
        if seat.who is not None:
            self._service.log_out(seat.who)
        self._seats.log_in(seat.number, None)

    @does(q.TakeControl)
    def take_control(self, seat: Taken, _: q.TakeControl) -> None:
        """Whoever may run the line; on a station where nobody is logged in, nobody may."""
        if seat.who is None or not self._service.is_in(seat.who):
            raise Refuses(Refusal(MAY_CONTROL, "login"))
        if Right.RUN not in RIGHTS[seat.who.role] and Right.ORDERS not in RIGHTS[seat.who.role]:
            raise Refuses(Refusal(MAY_CONTROL, "right"))
        self._seats.take_control(seat.number)

    @does(q.ChangeOwnPassword)
    def change_own_password(self, seat: Taken, asked: q.ChangeOwnPassword) -> None:
        self._service.change_own_password(asked.name, asked.old, asked.new)

    @does(q.SetOwnPin)
    def set_own_pin(self, _: Taken, asked: q.SetOwnPin) -> None:
        self._service.set_own_pin(asked.name, asked.password, asked.pin)

    @does(q.RemoveOwnPin)
    def remove_own_pin(self, _: Taken, asked: q.RemoveOwnPin) -> None:
        self._service.remove_own_pin(asked.name, asked.password)

    @does(q.RemoveOwnBadge)
    def remove_own_badge(self, _: Taken, asked: q.RemoveOwnBadge) -> None:
        self._service.remove_own_badge(asked.name, asked.password)

    @does(q.FirstAdministrator)
    def first_administrator(self, _: Taken, asked: q.FirstAdministrator) -> None:
        self._service.first_administrator(asked.name, asked.password)

    @does(q.Me)
    def me(self, seat: Taken, _: q.Me) -> q.UserShown:
        return _shown(self._service.own_account(seat.people), self._place.now_ms())

    @does(q.AtWork)
    def at_work(self, _: Taken, __: q.AtWork) -> tuple[str, ...]:
        return self._service.at_work()

    @does(q.Users)
    def users(self, seat: Taken, _: q.Users) -> tuple[q.UserShown, ...]:
        now_ms = self._place.now_ms()
        return tuple(_shown(one, now_ms) for one in self._service.users(seat.people))

    @does(q.AddUser)
    def add_user(self, seat: Taken, asked: q.AddUser) -> None:
        self._service.add_user(seat.people, asked.name, _role(asked.role), asked.password)

    @does(q.SetActive)
    def set_active(self, seat: Taken, asked: q.SetActive) -> None:
        self._service.set_active(seat.people, asked.name, asked.active)

    @does(q.SetRole)
    def set_role(self, seat: Taken, asked: q.SetRole) -> None:
        self._service.set_role(seat.people, asked.name, _role(asked.role))

    @does(q.SetPassword)
    def set_password(self, seat: Taken, asked: q.SetPassword) -> None:
        self._service.set_password(seat.people, asked.name, asked.password)

    @does(q.SetBadge)
    def set_badge(self, seat: Taken, asked: q.SetBadge) -> None:
        self._service.set_badge(seat.people, asked.name, asked.text)

    @does(q.RemoveBadge)
    def remove_badge(self, seat: Taken, asked: q.RemoveBadge) -> None:
        self._service.remove_badge(seat.people, asked.name)

    @does(q.RemovePin)
    def remove_pin(self, seat: Taken, asked: q.RemovePin) -> None:
        self._service.remove_pin(seat.people, asked.name)

    @does(q.CheckLineFile)
    def check_line_file(self, seat: Taken, asked: q.CheckLineFile) -> q.FileChecked:
        """Names a file of this PC, so it is plant IT's and the administrator's."""
        self._service.must(seat.people, Right.CONFIGURE, "check a line file")
        path = asked.path or self._line_file
        return q.FileChecked(path, tuple(map(str, line_problems(path))))

    @does(q.About)
    def about(self, _: Taken, __: q.About) -> q.StationAbout:
        encrypted = self._place.line.store.encrypt
        return q.StationAbout(__version__, Path(self._line_file).name, encrypted)


def _shown(one: AccountShown, now_ms: int) -> q.UserShown:
    locked_s = max(0, -(-(one.locked_until_ms - now_ms) // 1_000))
    return q.UserShown(
        one.name,
        one.role,
        one.active,
        one.has_pin,
        one.has_badge,
        one.must_change,
        locked_s,
    )


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        known = ", ".join(Role)
        raise Refuses(Refusal(f"{name} is no role; there are: {known}")) from None
