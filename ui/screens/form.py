"""A few fields to be filled in, side by side, with the keys to type them below.

Which keys: letters, or the number pad where the field in focus takes digits. What the station
refuses is told above the fields, which keep what was typed unless it was secret. Nothing that was
typed stays when the form has gone, and an answer that comes then is nobody's any more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station.talk.message import Refusal, Request
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.said import in_language
from ui.screens.asking_overlay import AskingOverlay
from ui.screens.choice import Words
from ui.screens.page import Host
from ui.theme.metrics import KEY_MM, NEAR_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.pad import Pad
from ui.widgets.sign import Sign
from ui.widgets.typed_field import Kind, TypedField

T = TypeVar("T")
DIGITS_MM = 4.2 * KEY_MM  # how wide a number pad is
SIGN_MM = 5.0


@dataclass(frozen=True)
class Blank:
    """`words` are what stands above it."""

    name: str
    words: Words
    kind: Kind = Kind.TEXT


class Form(AskingOverlay):
    """Made anew for each time; what it does is its subclass's `send`."""

    def __init__(
        self,
        feel: Feel,
        station: Station,
        host: Host,
        blanks: Sequence[Blank],
        *,
        chinese: bool,
        extra: Sequence[TouchKey] = (),
    ) -> None:
        """`extra` are more keys, between Enter and Back."""
        super().__init__(feel, host, station, chinese=chinese)
        self._blanks = tuple(blanks)
        self._sign, self._told = Sign(feel, SIGN_MM), text_label("lead")
        self._sign.set_state("triangle", "wait")
        self.fields = {blank.name: TypedField(feel, blank.kind) for blank in blanks}
        self.enter, self.back = TouchKey(feel, mark="good"), TouchKey(feel)
        first = self.fields[blanks[0].name].line
        self.letters, self.digits = Pad(feel, first), Pad(feel, first, letters=False)
        self.beside = QVBoxLayout()  # what stands beside the number pad
        self._pads = QStackedWidget()
        self._lay_out(extra)
        for name, field in self.fields.items():
            field.entered.connect(partial(self._into, field))
            field.ended.connect(partial(self._ended, name))
        for pad in (self.letters, self.digits):
            pad.done.connect(self._next)
        self.enter.chosen.connect(self._next)
        self.enter.explained.connect(host.say)
        self.back.chosen.connect(host.close_overlay)
        self.tell("")

    def _lay_out(self, extra: Sequence[TouchKey]) -> None:
        near = self.feel.px(NEAR_MM)
        top = QHBoxLayout()
        top.setSpacing(near)
        top.addWidget(self._sign)
        top.addWidget(self._told, stretch=1)
        row = QHBoxLayout()
        row.setSpacing(near)
        for field in self.fields.values():
            row.addWidget(field, stretch=1)
        for key in (self.enter, *extra, self.back):
            row.addWidget(key)
        numbers, half = QWidget(), QHBoxLayout()
        half.setContentsMargins(0, 0, 0, 0)
        half.setSpacing(near)
        half.addLayout(self.beside, stretch=1)
        half.addWidget(self.digits)
        numbers.setLayout(half)
        self.digits.setFixedWidth(self.feel.px(DIGITS_MM))
        self._pads.addWidget(self.letters)
        self._pads.addWidget(numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(near // 2)
        layout.addLayout(top)
        layout.addLayout(row)
        layout.addWidget(self._pads, stretch=1)

    # -- what a subclass says and does

    def title(self) -> str:
        """What is asked, as long as nothing else is told."""
        return ""

    def enter_word(self) -> str:
        return self.tr("Enter")

    def send(self) -> None:
        """Everything is filled in: a subclass asks the station (`ask`), then closes."""
        self.host.close_overlay()

    def wrong(self, refusal: Refusal) -> None:
        """It was refused: what is secret is typed once more."""
        self.tell(in_language(refusal.why, chinese=self.chinese))
        self.empty_secrets()

    # -- for the subclass

    def value(self, name: str) -> str:
        """What stands there; blanks around a name mean nothing, in a secret they do."""
        field = self.fields[name]
        return field.text if field.kind is not Kind.TEXT else field.text.strip()

    def ask(
        self,
        what: Request[T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Ask the station, one question at a time; `wrong` gets what it refuses."""

        def take(answer: T) -> None:
            self.enter.set_why("")
            then(answer)

        def refuse(refusal: Refusal) -> None:
            self.enter.set_why("")
            (refused or self.wrong)(refusal)

        self.enter.set_why(self.tr("The station was asked; one moment."))
        super().ask(what, take, refuse)

    def tell(self, text: str) -> None:
        """One line above the fields; what is longer is said as on every page."""
        room = self.width() - self.feel.px(SIGN_MM + NEAR_MM)
        if text and self._told.fontMetrics().horizontalAdvance(text) > room:
            self.host.say(text, bad=True)
            text = ""
        self._sign.setVisible(bool(text))
        self._told.setText(text or self.title())

    @property
    def told(self) -> str:
        """What stands above the fields now."""
        return self._told.text()

    def empty_secrets(self) -> None:
        secrets = [one for one in self.fields.values() if one.kind is not Kind.TEXT]
        for field in secrets:
            field.line.clear()
        self.focus(next(name for name, one in self.fields.items() if one in secrets))

    def focus(self, name: str) -> None:
        line = self.fields[name].line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._into(self.fields[name])

    def same(self, name: str, again: str) -> bool:
        """Whether a secret was typed twice the same; if not, it is told."""
        if self.value(name) == self.value(again):
            return True
        self.tell(self.tr("The two are not the same; type them again."))
        for one in (name, again):
            self.fields[one].line.clear()
        self.focus(name)
        return False

    # -- typing

    def _into(self, field: TypedField) -> None:
        digits = field.kind is Kind.DIGITS
        self._pads.setCurrentIndex(int(digits))
        (self.digits if digits else self.letters).type_into(field.line)

    def _ended(self, name: str, said: str, burst: bool) -> None:
        """Enter came in a field, which has emptied itself."""
        if burst and self.scanned(name, said):
            return
        self.fields[name].line.setText(said)
        self._next()

    def scanned(self, name: str, said: str) -> bool:
        """A scanner typed this; whether that was all that it was for."""
        del name, said
        return False

    @Slot()
    def _next(self) -> None:
        """To the first field that is empty; where none is, it is sent."""
        empty = next((name for name in self.fields if not self.value(name)), "")
        if empty:
            if self.fields[empty].line.hasFocus():
                self.tell(self.tr("Fill in each field."))
            self.focus(empty)
        elif self.enter.why:
            self.host.say(self.enter.why)
        else:
            self.send()

    # -- as an overlay

    def opened(self) -> None:
        self.focus(
            next((name for name in self.fields if not self.value(name)), self._blanks[0].name)
        )

    def retranslate(self) -> None:
        for blank in self._blanks:
            self.fields[blank.name].set_name(blank.words())
        self.enter.setText(self.enter_word())
        self.back.setText(self.tr("Back"))
        self.tell("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        for field in self.fields.values():
            field.line.clear()
        super().hideEvent(event)
