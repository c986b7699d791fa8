"""Logging in: by password; by PIN or badge for who comes back to their shift.

A badge is scanned wherever the focus stands: a burst is tried as a badge, never as a password. With
the PIN nobody types a name: those whom a PIN brings back are keys.
"""

from __future__ import annotations

from station.talk.message import Refusal, Request
from station.talk.people_requests import AtWork, LogIn, ReturnByBadge, ReturnByPin
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.said import in_language
from ui.screens.form import Blank, Form
from ui.screens.own_forms import OwnPasswordForm
from ui.screens.page import Host
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.tiles import Tiles
from ui.widgets.typed_field import Kind

BADGE_CHARS_MIN = 8
NAME, SECRET = "name", "secret"


class LogInOverlay(Form):
    """`by_pin` = True shows the number pad and who is at work; a key changes between the two."""

    def __init__(
        self,
        feel: Feel,
        station: Station,
        host: Host,
        *,
        chinese: bool = False,
        by_pin: bool = False,
        name: str = "",
    ) -> None:
        self._by_pin = by_pin
        self.other = TouchKey(feel)
        secret = Blank(SECRET, self._secret_word, Kind.DIGITS if by_pin else Kind.SECRET)
        blanks = (Blank(NAME, lambda: self.tr("Name, or scan the badge")), secret)
        super().__init__(feel, station, host, blanks, chinese=chinese, extra=(self.other,))
        self.other.chosen.connect(self._the_other_way)
        self.tiles = Tiles(feel)
        self.tiles.chosen.connect(self._named)
        self._who = text_label("small")
        self.beside.addWidget(self._who)
        self.beside.addWidget(self.tiles, stretch=1)
        self.fields[NAME].line.setText(name)

    def opened(self) -> None:
        super().opened()
        if self._by_pin:
            self._show_pad()
            self.station.ask(AtWork(), self._at_work)

    def title(self) -> str:
        if self._by_pin:
            return self.tr("Come back by PIN, in the shift that you began here")
        return self.tr("Log in with name and password, or scan your badge to come back")

    def enter_word(self) -> str:
        return self.tr("Log in")

    def retranslate(self) -> None:
        super().retranslate()
        self.other.setText(self.tr("By password") if self._by_pin else self.tr("By PIN"))
        self._who.setText(self.tr("At work here, with a PIN"))

    def _secret_word(self) -> str:
        return self.tr("PIN") if self._by_pin else self.tr("Password")

    # -- by PIN

    def _show_pad(self) -> None:
        """Also while the name has the focus: it is chosen, not typed."""
        self._pads.setCurrentIndex(1)

    def _at_work(self, names: tuple[str, ...]) -> None:
        if not self._gone:
            self.tiles.set_tiles([(name, name, "") for name in names])
            self.tiles.set_lit({self.value(NAME)})

    def _named(self, name: str) -> None:
        self.fields[NAME].line.setText(name)
        self.tiles.set_lit({name})
        self.focus(SECRET)

    def _the_other_way(self) -> None:
        other = LogInOverlay(
            self.feel,
            self.station,
            self.host,
            chinese=self.chinese,
            by_pin=not self._by_pin,
            name=self.value(NAME),
        )
        self.host.open(other)

    # -- what was typed or scanned

    def scanned(self, name: str, said: str) -> bool:
        if len(said) < BADGE_CHARS_MIN:
            return False
        self._in(ReturnByBadge(said))
        return True

    def send(self) -> None:
        name, secret = self.value(NAME), self.value(SECRET)
        self._in(ReturnByPin(name, secret) if self._by_pin else LogIn(name, secret))

    def _in(self, what: Request[None]) -> None:
        self.ask(what, lambda _: self.host.close_overlay())

    def wrong(self, refusal: Refusal) -> None:
        if refusal.rule == "must_change":
            form = OwnPasswordForm(
                self.feel,
                self.station,
                self.host,
                name=self.value(NAME),
                old=self.value(SECRET),
                chinese=self.chinese,
            )
            self.host.open(form)
            form.tell(in_language(refusal.why, chinese=self.chinese))
            return
        super().wrong(refusal)
        if not self.value(NAME):
            self.focus(NAME)
