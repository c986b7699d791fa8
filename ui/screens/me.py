"""Oneself: log out, let somebody else log in, one's own password, PIN and badge."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from station.core.access import PIN_ROLES
from station.talk.look import Seat
from station.talk.people_requests import LogOut, Me, UserShown
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.words import role_word
from ui.screens.asking_overlay import AskingOverlay
from ui.screens.log_in import LogInOverlay
from ui.screens.own_forms import FirstAdministratorForm, GiveUpForm, OwnPasswordForm, OwnPinForm
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

COLUMNS = 3


class MeOverlay(AskingOverlay):
    """What a key would be refused for is asked of the station (`Me`)."""

    def __init__(
        self, feel: Feel, station: Station, host: Host, seat: Seat, *, chinese: bool
    ) -> None:
        super().__init__(feel, host, station, chinese=chinese)
        self._seat = seat
        self._me: UserShown | None = None
        self._title, self._how = text_label("big"), text_label("quiet", wrap=True)
        self.back = TouchKey(feel)
        self.back.chosen.connect(host.close_overlay)
        self.keys = {
            "out": self.key(self._log_out, shape="right"),
            "switch": self.key(self._switch, shape="person"),
            "password": self.key(self._password, ""),
            "pin": self.key(self._pin, ""),
            "no-pin": self.key(partial(self._give_up, badge=False), ""),
            "no-badge": self.key(partial(self._give_up, badge=True), ""),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        texts, top, grid = QVBoxLayout(), QHBoxLayout(), QGridLayout()
        texts.addWidget(self._title)
        texts.addWidget(self._how)
        top.addLayout(texts, stretch=1)
        top.addWidget(self.back)
        grid.setSpacing(edge)
        for number, key in enumerate(self.keys.values()):
            grid.addWidget(key, *divmod(number, COLUMNS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        layout.addLayout(top)
        layout.addStretch()
        layout.addLayout(grid)
        layout.addStretch()

    def opened(self) -> None:
        self.ask(Me(), self._told)

    def retranslate(self) -> None:
        self._title.setText(f"{self._seat.person} ({role_word(self._seat.role)})")
        self._how.setText(self._how_text())
        texts = {
            "out": self.tr("Log out"),
            "switch": self.tr("Somebody else"),
            "password": self.tr("Change password"),
            "pin": self.tr("Set PIN"),
            "no-pin": self.tr("Take PIN away"),
            "no-badge": self.tr("Badge is lost"),
        }
        for name, key in self.keys.items():
            key.setText(texts[name])
        self.back.setText(self.tr("Back"))
        self._show_keys()

    def _how_text(self) -> str:
        if self._seat.proof == "pin":
            return self.tr("Came back by PIN. What can't be had back takes the password.")
        if self._seat.proof == "badge":
            return self.tr("Came back by badge. What can't be had back takes the password.")
        return self.tr("Logged in with the password.")

    def _told(self, me: UserShown) -> None:
        self._me = me
        self._show_keys()

    def _show_keys(self) -> None:
        me = self._me
        if self._seat.role not in PIN_ROLES:
            self.keys["pin"].set_why(self.tr("A PIN is for operators and line leaders."))
        if me is not None:
            self.keys["no-pin"].set_why("" if me.has_pin else self.tr("You have no PIN."))
            no_badge = self.tr("You have no badge; the administrator gives one.")
            self.keys["no-badge"].set_why("" if me.has_badge else no_badge)

    # -- what is pressed

    def _log_out(self) -> None:
        self.ask(LogOut(), lambda _: self.host.close_overlay())

    def _switch(self) -> None:
        self.host.open(LogInOverlay(self.feel, self.station, self.host, chinese=self.chinese))

    def _password(self) -> None:
        self.host.open(
            OwnPasswordForm(
                self.feel, self.station, self.host, name=self._seat.person, chinese=self.chinese
            )
        )

    def _pin(self) -> None:
        self.host.open(
            OwnPinForm(
                self.feel, self.station, self.host, name=self._seat.person, chinese=self.chinese
            )
        )

    def _give_up(self, *, badge: bool) -> None:
        self.host.open(
            GiveUpForm(
                self.feel,
                self.station,
                self.host,
                name=self._seat.person,
                badge=badge,
                chinese=self.chinese,
            )
        )


def who_overlay(feel: Feel, station: Station, host: Host, *, chinese: bool) -> Overlay:
    """What the key of who is logged in opens: the first administrator where there is no user,
    oneself where somebody is logged in, else logging in."""
    look, seat = station.look, station.seat
    if look is not None and not look.has_users:
        return FirstAdministratorForm(feel, station, host, chinese=chinese)
    if seat is None or not seat.person:
        return LogInOverlay(feel, station, host, chinese=chinese)
    if seat.locked:
        by_pin = seat.role in PIN_ROLES
        return LogInOverlay(feel, station, host, chinese=chinese, by_pin=by_pin, name=seat.person)
    return MeOverlay(feel, station, host, seat, chinese=chinese)
