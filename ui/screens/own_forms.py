"""What somebody does about their own password, PIN and badge; each takes the password again."""

from __future__ import annotations

from station.talk.message import Request
from station.talk.people_requests import (
    ChangeOwnPassword,
    FirstAdministrator,
    LogIn,
    RemoveOwnBadge,
    RemoveOwnPin,
    SetOwnPin,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.screens.form import Blank, Form
from ui.screens.page import Host
from ui.widgets.typed_field import Kind


class FirstAdministratorForm(Form):
    """Of a station without users; whoever fills it in is logged in then."""

    def __init__(self, feel: Feel, station: Station, host: Host, *, chinese: bool) -> None:
        blanks = (
            Blank("name", lambda: self.tr("Your name")),
            Blank("new", lambda: self.tr("Password of your own"), Kind.SECRET),
            Blank("again", lambda: self.tr("The same again"), Kind.SECRET),
        )
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("This station has no user yet: make its administrator")

    def send(self) -> None:
        if self.same("new", "again"):
            name, new = self.value("name"), self.value("new")
            then = LogIn(name, new)
            self.ask(
                FirstAdministrator(name, new),
                lambda _: self.ask(then, lambda _: self.host.close_overlay()),
            )


class OwnPasswordForm(Form):
    """Another password for oneself. `old` is what was typed a moment ago, "" = ask for it."""

    def __init__(
        self,
        feel: Feel,
        station: Station,
        host: Host,
        *,
        name: str,
        old: str = "",
        chinese: bool,
    ) -> None:
        self._name, self._old = name, old
        blanks = (
            Blank("old", lambda: self.tr("Password until now"), Kind.SECRET),
            Blank("new", lambda: self.tr("New password"), Kind.SECRET),
            Blank("again", lambda: self.tr("The new one again"), Kind.SECRET),
        )
        super().__init__(feel, station, host, blanks[1:] if old else blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("{name}: a new password, of 10 characters at least").format(name=self._name)

    def send(self) -> None:
        if self.same("new", "again"):
            new = self.value("new")
            then = LogIn(self._name, new)
            self.ask(
                ChangeOwnPassword(self._name, self._old or self.value("old"), new),
                lambda _: self.ask(then, lambda _: self._done()),
            )

    def _done(self) -> None:
        self.host.close_overlay()
        self.host.say(self.tr("Your password is changed."))


class OwnPinForm(Form):
    def __init__(
        self, feel: Feel, station: Station, host: Host, *, name: str, chinese: bool
    ) -> None:
        self._name = name
        blanks = (
            Blank("password", lambda: self.tr("Password"), Kind.SECRET),
            Blank("pin", lambda: self.tr("New PIN"), Kind.DIGITS),
            Blank("again", lambda: self.tr("The PIN again"), Kind.DIGITS),
        )
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("{name}: a PIN of 6 to 12 digits").format(name=self._name)

    def send(self) -> None:
        if self.same("pin", "again"):
            asked = SetOwnPin(self._name, self.value("password"), self.value("pin"))
            self.ask(asked, lambda _: self._done())

    def _done(self) -> None:
        self.host.close_overlay()
        self.host.say(self.tr("Your PIN is set."))


class GiveUpForm(Form):
    """A PIN that was seen or a badge that is lost (`badge`); its owner is logged in anew then."""

    def __init__(
        self, feel: Feel, station: Station, host: Host, *, name: str, badge: bool, chinese: bool
    ) -> None:
        self._name, self._badge = name, badge
        blanks = (Blank("password", lambda: self.tr("Password"), Kind.SECRET),)
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        if self._badge:
            return self.tr("{name}: the badge is lost and opens nothing any more").format(
                name=self._name
            )
        return self.tr("{name}: take the PIN away").format(name=self._name)

    def enter_word(self) -> str:
        return self.tr("Take it away")

    def send(self) -> None:
        password = self.value("password")
        remove: Request[None] = (
            RemoveOwnBadge(self._name, password)
            if self._badge
            else RemoveOwnPin(self._name, password)
        )
        then = LogIn(self._name, password)
        self.ask(remove, lambda _: self.ask(then, lambda _: self.host.close_overlay()))
