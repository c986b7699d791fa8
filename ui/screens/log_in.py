"""Logging in: by badge, by PIN for who comes back, by password; and logging out.

A badge is scanned into the name's field: a burst that is no name is tried as a badge. What is typed
is never shown again, and nothing of it stays here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from station.talk.message import Refusal, Request
from station.talk.people_requests import (
    ChangeOwnPassword,
    FirstAdministrator,
    LogIn,
    LogOut,
    ReturnByBadge,
    ReturnByPin,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.said import in_language
from ui.screens.page import Host, Overlay
from ui.theme.metrics import EDGE_MM, KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.pad import Pad
from ui.widgets.scan_field import ScanField

PIN_DIGITS = range(6, 13)
BADGE_CHARS_MIN = 8
MUST_CHANGE = "choose a password of your own first"


class LogInOverlay(Overlay):
    """Name and secret side by side, the letters below; a badge needs neither."""

    def __init__(self, feel: Feel, station: Station, host: Host, *, chinese: bool = False) -> None:
        super().__init__(feel)
        self._station, self._host, self._chinese = station, host, chinese
        self._new = QLineEdit()
        self.field, self.secret = ScanField(feel), QLineEdit()
        for line in (self.secret, self._new):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setMinimumHeight(feel.px(KEY_MM))
        self._title, self._why = text_label("big"), text_label(wrap=True)
        self._names = [text_label("small") for _ in range(3)]
        self.enter = TouchKey(feel, mark="good")
        self.out, self.cancel = TouchKey(feel), TouchKey(feel)
        self._pad = Pad(feel, self.field)
        self._lay_out()
        self._new.hide()
        self._names[2].hide()
        self.field.scanned.connect(self._named)
        self.secret.returnPressed.connect(self._enter)
        self._pad.done.connect(self._next)
        self.enter.chosen.connect(self._enter)
        self.out.chosen.connect(self._log_out)
        self.cancel.chosen.connect(host.close_overlay)

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        fields = QGridLayout()
        fields.setSpacing(edge // 2)
        for column, field in enumerate((self.field, self.secret, self._new)):
            fields.addWidget(self._names[column], 0, column)
            fields.addWidget(field, 1, column)
        fields.addWidget(self.enter, 1, 3)
        fields.setColumnStretch(0, 1)
        fields.setColumnStretch(1, 1)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._why, stretch=1)
        top.addWidget(self.out)
        top.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge // 2)
        layout.addLayout(top)
        layout.addLayout(fields)
        layout.addWidget(self._pad, stretch=1)

    def opened(self) -> None:
        seat = self._station.seat
        someone = seat is not None and bool(seat.person)
        self.out.setVisible(someone)
        if seat is not None and seat.locked:
            self.field.setText(seat.person)
            self._focus(self.secret)
        else:
            self._focus(self.field)

    def _focus(self, field: QLineEdit) -> None:
        self._pad.type_into(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        look = self._station.look
        fresh = look is not None and not look.has_users
        self._title.setText(self.tr("First administrator") if fresh else self.tr("Log in"))
        if fresh:
            self._why.setText(self.tr("This station has no user yet: make the administrator."))
        self._names[0].setText(self.tr("Name, or scan the badge"))
        self._names[1].setText(self.tr("Password or PIN"))
        self._names[2].setText(self.tr("New password of your own"))
        self.enter.setText(self.tr("Log in"))
        self.out.setText(self.tr("Log out"))
        self.cancel.setText(self.tr("Back"))

    # -- what is typed

    @Slot(str, bool)
    def _named(self, said: str, burst: bool) -> None:
        """Enter came in the name's field: a badge's text, or a name."""
        if burst and len(said) >= BADGE_CHARS_MIN:
            self._ask(ReturnByBadge(said))
            return
        self.field.setText(said)
        self._focus(self.secret)

    @Slot()
    def _next(self) -> None:
        if self.secret.text():
            self._enter()
        elif self.field.text():
            self._focus(self.secret)

    @Slot()
    def _enter(self) -> None:
        name, secret = self.field.text().strip(), self.secret.text()
        if not name or not secret:
            self._why.setText(self.tr("Type the name and the password."))
            return
        look = self._station.look
        if look is not None and not look.has_users:
            self._station.ask(
                FirstAdministrator(name, secret), lambda _: self._ask(LogIn(name, secret)), self._no
            )
        elif self._new.isVisible():
            new = self._new.text()
            self._station.ask(
                ChangeOwnPassword(name, secret, new),
                lambda _: self._ask(LogIn(name, new)),
                self._no,
            )
        elif secret.isdigit() and len(secret) in PIN_DIGITS:
            self._ask(ReturnByPin(name, secret))
        else:
            self._ask(LogIn(name, secret))

    def _ask(self, what: Request[None]) -> None:
        self._station.ask(what, lambda _: self._host.close_overlay(), self._no)

    @Slot()
    def _log_out(self) -> None:
        self._station.ask(LogOut(), lambda _: self._host.close_overlay(), self._no)

    def _no(self, refusal: Refusal) -> None:
        self._why.setText(in_language(refusal.why, chinese=self._chinese))
        if refusal.why.startswith(MUST_CHANGE):
            self._new.show()
            self._names[2].show()
            self._focus(self._new)
            return
        self.secret.clear()
        self._focus(self.secret)
