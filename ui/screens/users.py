"""The users of the station, and what the administrator does about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.access import Right, Role
from station.talk.look import Seat
from station.talk.message import Request
from station.talk.people_requests import (
    RemoveBadge,
    RemovePin,
    SetActive,
    SetRole,
    Users,
    UserShown,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.words import role_word
from ui.screens.choice import Choice
from ui.screens.page import Host, Page
from ui.screens.user_forms import BadgeForm, GivenPasswordForm, NewUserForm
from ui.seat_words import why_not_here
from ui.theme.metrics import NEAR_MM
from ui.widgets.key import TouchKey
from ui.widgets.paged_table import Column, PagedTable, Row


class UsersPage(Page):
    name = "users"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._users: tuple[UserShown, ...] = ()
        self._chosen, self._seat = "", station.seat
        self.table = PagedTable(feel, choosable=True)
        self.table.chosen.connect(self.choose)
        self.table.paged.connect(self._show_turns)
        self.before = self.key(partial(self.table.turn, -1), shape="left")
        self.after = self.key(partial(self.table.turn, 1), shape="right")
        self.keys = {
            "new": self.key(self._new, shape="person", mark="info"),
            "role": self.key(self._role),
            "disable": self.key(partial(self._active, active=False), hold=True),
            "enable": self.key(partial(self._active, active=True)),
            "password": self.key(self._password),
            "badge": self.key(self._badge),
            "no-badge": self.key(partial(self._remove, RemoveBadge), hold=True),
            "no-pin": self.key(partial(self._remove, RemovePin), hold=True),
        }
        near = feel.px(NEAR_MM)
        turns = QVBoxLayout()
        turns.setSpacing(near)
        turns.addWidget(self.before)
        turns.addWidget(self.after)
        turns.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(near)
        layout.addWidget(self.table, stretch=1)
        layout.addLayout(turns)

    def title(self) -> str:
        return self.tr("Users")

    def bar_keys(self) -> list[TouchKey]:
        return list(self.keys.values())

    def retranslate(self) -> None:
        texts = {
            "new": self.tr("New user"),
            "role": self.tr("Other role"),
            "disable": self.tr("Disable"),
            "enable": self.tr("Enable"),
            "password": self.tr("New password"),
            "badge": self.tr("Give badge"),
            "no-badge": self.tr("Take badge away"),
            "no-pin": self.tr("Take PIN away"),
        }
        for name, text in texts.items():
            self.keys[name].setText(text)
        self.before.setText(self.tr("Page before"))
        self.after.setText(self.tr("Next page"))
        self._show()

    # -- what it shows

    def show_seat(self, seat: Seat) -> None:
        """The list is the administrator's: it goes with them."""
        if seat != self._seat:
            self._seat = seat
            self._fetch()

    def entered(self) -> None:
        self._fetch()

    def left(self) -> None:
        self._users, self._chosen = (), ""
        self._show()

    def choose(self, name: str) -> None:
        self._chosen = name
        self._show()

    def _why_not(self) -> str:
        return why_not_here(self.station.seat, Right.USERS)

    def _fetch(self) -> None:
        """Nothing is asked that would be refused: each refusal stands in the audit trail."""
        if self._why_not():
            self.left()
        else:
            self.station.ask(Users(), self._told)

    def _told(self, users: tuple[UserShown, ...]) -> None:
        if not self._why_not():
            self._users = users
            self._show()

    def _show(self) -> None:
        columns = (
            Column(self.tr("Name"), 3),
            Column(self.tr("Role"), 2),
            Column(self.tr("State"), 3),
            Column(self.tr("Comes back by"), 2),
        )
        self.table.set_columns(columns, self._why_not())
        self.table.set_rows([self._row(one) for one in self._users])
        self.table.set_picked(self._chosen)
        for name, why in self._whys().items():
            self.keys[name].set_why(why)
        chosen = self._of_choice()
        enables = chosen is not None and (not chosen.active or chosen.locked_s > 0)
        self.keys["enable"].setVisible(enables)
        self.keys["disable"].setVisible(not enables)
        self._show_turns()

    def _row(self, one: UserShown) -> Row:
        ways = [self.tr("PIN")] if one.has_pin else []
        ways += [self.tr("badge")] if one.has_badge else []
        state, mark = self._state(one)
        cells = (one.name, role_word(one.role), state, ", ".join(ways) or "–")
        return Row(cells, mark, one.name)

    def _state(self, one: UserShown) -> tuple[str, tuple[str, str]]:
        if not one.active:
            return self.tr("disabled"), ("cross", "idle")
        if one.locked_s:
            locked = self.tr("locked for {seconds} s after wrong tries")
            return locked.format(seconds=one.locked_s), ("triangle", "wait")
        if one.must_change:
            return self.tr("must choose a password"), ("ring", "idle")
        return self.tr("active"), ("disc", "idle")

    def _show_turns(self) -> None:
        first, last = self.table.page == 0, self.table.page >= self.table.pages - 1
        self.before.set_why(self.tr("This is the first page.") if first else "")
        self.after.set_why(self.tr("This is the last page.") if last else "")

    # -- which keys do something

    def _of_choice(self) -> UserShown | None:
        return next((one for one in self._users if one.name == self._chosen), None)

    def _whys(self) -> dict[str, str]:
        """Why each key does nothing now, "" = it does."""
        why, chosen = self._why_not(), self._of_choice()
        if why:
            return dict.fromkeys(self.keys, why)
        if chosen is None:
            nobody = self.tr("Choose a user in the list first.")
            return {name: nobody if name != "new" else "" for name in self.keys}
        said = {
            "password": self._is_me(chosen) and self.tr("Change your own with the person key."),
            "no-badge": not chosen.has_badge and self.tr("This user has no badge."),
            "no-pin": not chosen.has_pin and self.tr("This user has no PIN."),
        }
        return {name: said.get(name) or "" for name in self.keys}

    def _is_me(self, chosen: UserShown) -> bool:
        seat = self.station.seat
        return seat is not None and seat.person == chosen.name

    # -- what is pressed

    def _ask(self, what: Request[None], done: str) -> None:
        self.station.ask(what, lambda _: self._done(done))

    def _done(self, done: str) -> None:
        self.host.say(done)
        self._fetch()

    def _new(self) -> None:
        self._ask_role(lambda: self.tr("New user: which role?"), self._new_of)

    def _new_of(self, role: str) -> None:
        self.host.open(
            NewUserForm(
                self.feel,
                self.station,
                self.host,
                role=Role(role),
                then=lambda: self._done(self.tr("The user is added.")),
                chinese=self.language.is_chinese,
            )
        )

    def _role(self) -> None:
        name = self._chosen
        self._ask_role(
            lambda: self.tr("{name}: which role?").format(name=name),
            lambda role: self._ask(SetRole(name, role), self.tr("The role is changed.")),
            hold=True,
        )

    def _ask_role(
        self,
        question: Callable[[], str],
        then: Callable[[str], None],
        *,
        hold: bool = False,
    ) -> None:
        answers = [(role.value, partial(role_word, role.value)) for role in Role]
        self.host.open(Choice(self.feel, self.host, question, answers, then, hold=hold))

    def _active(self, *, active: bool) -> None:
        done = self.tr("The user is enabled.") if active else self.tr("The user is disabled.")
        self._ask(SetActive(self._chosen, active), done)

    def _password(self) -> None:
        self.host.open(
            GivenPasswordForm(
                self.feel,
                self.station,
                self.host,
                name=self._chosen,
                then=lambda: self._done(self.tr("The password is changed.")),
                chinese=self.language.is_chinese,
            )
        )

    def _badge(self) -> None:
        self.host.open(
            BadgeForm(
                self.feel,
                self.station,
                self.host,
                name=self._chosen,
                then=lambda: self._done(self.tr("The badge is given.")),
                chinese=self.language.is_chinese,
            )
        )

    def _remove(self, kind: type[RemoveBadge] | type[RemovePin]) -> None:
        self._ask(kind(self._chosen), self.tr("It is taken away."))
