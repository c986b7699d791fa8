"""What the administrator fills in about somebody else: a new user, a password, a badge."""

from __future__ import annotations

from collections.abc import Callable

from station.core.access import Role
from station.talk.message import Refusal
from station.talk.people_requests import AddUser, SetBadge, SetPassword
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.words import role_word
from ui.screens.form import Blank, Form
from ui.screens.page import Host
from ui.widgets.typed_field import Kind

Then = Callable[[], None]


class NewUserForm(Form):
    """Of a role that was chosen before."""

    def __init__(
        self, feel: Feel, station: Station, host: Host, *, role: Role, then: Then, chinese: bool
    ) -> None:
        self._role, self._then = role, then
        blanks = (
            Blank("name", lambda: self.tr("Name or staff number")),
            Blank("new", lambda: self.tr("First password"), Kind.SECRET),
            Blank("again", lambda: self.tr("The same again"), Kind.SECRET),
        )
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("New user ({role}). The first password lasts until the first login.").format(
            role=role_word(self._role)
        )

    def send(self) -> None:
        if self.same("new", "again"):
            asked = AddUser(self.value("name"), self._role.value, self.value("new"))
            self.ask(asked, lambda _: self._done())

    def _done(self) -> None:
        self.host.close_overlay()
        self._then()

    def wrong(self, refusal: Refusal) -> None:
        super().wrong(refusal)
        self.fields["name"].line.selectAll()


class GivenPasswordForm(Form):
    """Somebody forgot theirs; this one lasts until they log in."""

    def __init__(
        self, feel: Feel, station: Station, host: Host, *, name: str, then: Then, chinese: bool
    ) -> None:
        self._name, self._then = name, then
        blanks = (
            Blank("new", lambda: self.tr("New password"), Kind.SECRET),
            Blank("again", lambda: self.tr("The same again"), Kind.SECRET),
        )
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("{name}: a password that lasts until the next login").format(name=self._name)

    def send(self) -> None:
        if self.same("new", "again"):
            asked = SetPassword(self._name, self.value("new"))
            self.ask(asked, lambda _: self._done())

    def _done(self) -> None:
        self.host.close_overlay()
        self._then()


class BadgeForm(Form):
    """The badge is scanned, or its text typed; it is never shown."""

    def __init__(
        self, feel: Feel, station: Station, host: Host, *, name: str, then: Then, chinese: bool
    ) -> None:
        self._name, self._then = name, then
        blanks = (Blank("badge", lambda: self.tr("The badge's text"), Kind.SECRET),)
        super().__init__(feel, station, host, blanks, chinese=chinese)

    def title(self) -> str:
        return self.tr("{name}: scan the badge now").format(name=self._name)

    def send(self) -> None:
        self.ask(SetBadge(self._name, self.value("badge")), lambda _: self._done())

    def _done(self) -> None:
        self.host.close_overlay()
        self._then()
