"""Logging in at the screen: by password, PIN and badge; the first administrator; oneself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from station.core.access import RIGHTS, Role
from station.talk import people_requests as q
from station.talk.look import Seat
from station.talk.message import Refusal
from tests.ui.conftest import QuietStation, Screens
from tests.ui.samples import LOOK, ME, NOBODY, SEAT
from ui.i18n.language import CHINESE
from ui.screens.form import Form
from ui.screens.log_in import LogInOverlay
from ui.screens.me import MeOverlay
from ui.screens.own_forms import FirstAdministratorForm, OwnPasswordForm
from ui.screens.run import RunPage
from ui.widgets.key import TouchKey
from ui.widgets.typed_field import Kind

WORD, OTHER, PIN, BADGE = "correct horse 42", "battery staple 17", "902817", "BADGE-00017"
SLOWLY_MS = 70  # between two letters: a person, no scanner
LOCKED = replace(SEAT, locked=True, rights=())


class Person:
    """Touches keys and types, at a screen where `seat` is told."""

    def __init__(self, screens: Screens, qtbot: QtBot, seat: Seat) -> None:
        self.qtbot, self.shell = qtbot, screens.shell(pages=(RunPage,))
        self.station.say(LOOK, seat)
        qtbot.waitUntil(self.shell.isActiveWindow)

    @property
    def station(self) -> QuietStation:
        station: object = self.shell.station
        assert isinstance(station, QuietStation)
        return station

    def touch(self, key: TouchKey) -> None:
        self.qtbot.mouseClick(key, Qt.MouseButton.LeftButton)

    def touch_person(self) -> None:
        self.touch(self.shell.person_key)

    @property
    def form(self) -> Form:
        form = self.shell.overlay
        assert isinstance(form, Form)
        return form

    @property
    def me(self) -> MeOverlay:
        overlay = self.shell.overlay
        assert isinstance(overlay, MeOverlay)
        return overlay

    def focused(self) -> str:
        """The field that what is typed now goes into."""
        return next(name for name, one in self.form.fields.items() if one.line.hasFocus())

    def types(self, text: str, end: str = "\r", delay_ms: int = -1) -> None:
        """On a keyboard, or as a scanner does: into whatever has the focus."""
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        self.qtbot.keyClicks(line, text, delay=delay_ms)
        if end:
            self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def pads(self, text: str) -> None:
        """On the pad that is shown."""
        for letter in text:
            pad = self.form.digits if self.form.digits.isVisible() else self.form.letters
            self.touch(pad.key_of(letter))

    def told(self) -> str:
        return self.form.told

    @property
    def asked(self) -> list[object]:
        return [one for one in self.station.asked if not isinstance(one, q.AtWork | q.Me)]


def at_screen(screens: Screens, qtbot: QtBot, seat: Seat = NOBODY) -> Person:
    return Person(screens, qtbot, seat)


# ---------------------------------------------------------------- by password


def test_name_and_password_typed_on_the_pad_log_in(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.station.answers[q.LogIn] = None
    person.touch_person()
    assert isinstance(person.form, LogInOverlay)
    assert person.focused() == "name"
    person.pads("op-17\r")
    assert person.focused() == "secret"
    person.pads(f"{WORD}\r")
    assert person.asked == [q.LogIn("op-17", WORD)]
    assert person.shell.overlay is None


def test_a_keyboard_does_as_well_and_the_password_is_never_shown(
    screens: Screens, qtbot: QtBot
) -> None:
    person = at_screen(screens, qtbot)
    person.touch_person()
    person.types("lin")
    assert person.form.fields["name"].text == "lin"
    secret = person.form.fields["secret"].line
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    person.types("pa55 word", end="", delay_ms=SLOWLY_MS)
    assert secret.displayText() == secret.displayText()[:1] * 9
    person.touch(person.form.enter)
    assert person.asked == [q.LogIn("lin", "pa55 word")]


def test_a_touched_field_takes_what_is_typed_then(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.touch_person()
    qtbot.mouseClick(person.form.fields["secret"].line, Qt.MouseButton.LeftButton)
    person.pads("abc")
    qtbot.mouseClick(person.form.fields["name"], Qt.MouseButton.LeftButton)
    person.pads("x")
    assert (person.form.value("name"), person.form.value("secret")) == ("x", "abc")


def test_a_wrong_password_is_told_and_typed_again(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    why = "name or password is wrong, or the account is locked for a while after wrong tries"
    person.station.answers[q.LogIn] = Refusal(why)
    person.touch_person()
    person.types("lin")
    person.pads("wrong\r")
    assert person.told() == why
    assert (person.form.value("name"), person.form.value("secret")) == ("lin", "")
    assert person.focused() == "secret"


def test_a_refusal_is_told_in_the_screens_language(screens: Screens, qtbot: QtBot) -> None:
    screens.speak(CHINESE)
    person = at_screen(screens, qtbot)
    why = "name or password is wrong, or the account is locked for a while after wrong tries"
    person.station.answers[q.LogIn] = Refusal(why)
    person.touch_person()
    person.types("lin")
    person.pads("wrong\r")
    assert person.told() != why and "密码" in person.told()


def test_nothing_is_asked_before_both_fields_are_filled_in(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.touch_person()
    person.touch(person.form.enter)
    assert person.told() == "Fill in each field."
    assert not person.asked


def test_it_is_asked_once_however_often_the_key_is_touched(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)  # the station doesn't answer yet
    person.touch_person()
    person.types("lin")
    person.pads("wrong\r")
    person.touch(person.form.enter)
    person.pads("\r")
    assert len(person.asked) == 1


def test_an_answer_that_comes_after_back_opens_and_closes_nothing(
    screens: Screens, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = at_screen(screens, qtbot)
    answers = []
    monkeypatch.setattr(
        person.station, "ask", lambda what, then=None, refused=None: answers.append((then, refused))
    )
    person.touch_person()
    person.types("lin")
    person.pads("abc\r")
    person.touch(person.form.back)
    person.touch_person()
    for then, refused in answers:
        then(None)
        refused(Refusal("it comes too late", "must_change"))
    assert isinstance(person.form, LogInOverlay)
    assert "too late" not in person.told()


# ---------------------------------------------------------------- badge and PIN


@pytest.mark.parametrize("seat", [NOBODY, LOCKED, replace(LOCKED, role="qa")])
def test_a_scanned_badge_comes_back_wherever_the_focus_stands(
    screens: Screens, qtbot: QtBot, seat: Seat
) -> None:
    person = at_screen(screens, qtbot, seat)
    person.station.answers[q.ReturnByBadge] = None
    person.touch_person()
    person.types(BADGE)
    assert person.asked == [q.ReturnByBadge(BADGE)]
    assert person.shell.overlay is None


def test_a_badge_after_a_wrong_password_is_a_badge(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.station.answers |= {q.LogIn: Refusal("wrong"), q.ReturnByBadge: None}
    person.touch_person()
    person.types("lin")
    person.types("wrong", end="", delay_ms=SLOWLY_MS)
    person.touch(person.form.enter)
    assert person.focused() == "secret"
    person.types(BADGE)
    assert person.asked == [q.LogIn("lin", "wrong"), q.ReturnByBadge(BADGE)]


def test_what_a_person_types_is_no_badge(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.touch_person()
    person.types("linxiaoy", delay_ms=SLOWLY_MS)
    assert person.focused() == "secret"
    person.pads("long password")
    person.types("")
    assert person.asked == [q.LogIn("linxiaoy", "long password")]


def test_a_locked_screen_asks_its_owner_for_the_pin(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot, LOCKED)
    person.station.answers |= {q.AtWork: ("Lin Xiaoyun", "op-17"), q.ReturnByPin: None}
    person.touch_person()
    assert person.form.digits.isVisible() and not person.form.letters.isVisible()
    assert person.focused() == "secret"
    person.pads(f"{PIN}\r")
    assert person.asked == [q.ReturnByPin("Lin Xiaoyun", PIN)]
    assert person.shell.overlay is None


def test_whoever_is_at_work_is_chosen_and_types_no_name(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.station.answers[q.AtWork] = ("Lin Xiaoyun", "op-17")
    person.touch_person()
    form = person.form
    assert isinstance(form, LogInOverlay)
    person.touch(form.other)
    by_pin = person.form
    assert isinstance(by_pin, LogInOverlay)
    person.touch(by_pin.tiles.keys["op-17"])
    person.pads(f"{PIN}\r")
    assert person.asked == [q.ReturnByPin("op-17", PIN)]


def test_who_has_no_pin_is_asked_for_the_password_at_a_locked_screen(
    screens: Screens, qtbot: QtBot
) -> None:
    person = at_screen(screens, qtbot, replace(LOCKED, role="qa"))
    person.touch_person()
    assert person.form.fields["secret"].kind is Kind.SECRET
    assert (person.form.value("name"), person.focused()) == ("Lin Xiaoyun", "secret")


def test_digits_typed_as_a_password_are_no_pin(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.touch_person()
    person.types("lin")
    person.pads("9028170044\r")
    assert person.asked == [q.LogIn("lin", "9028170044")]


# ---------------------------------------------------------------- first of all


def test_the_first_administrator_types_the_password_twice(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    person.station.say(replace(LOOK, has_users=False), NOBODY)
    person.station.answers |= {q.FirstAdministrator: None, q.LogIn: None}
    person.touch_person()
    assert isinstance(person.form, FirstAdministratorForm)
    person.types("root")
    person.pads(f"{WORD}\r{OTHER}\r")
    assert person.told() == "The two are not the same; type them again."
    assert not person.asked and person.focused() == "new"
    person.pads(f"{WORD}\r{WORD}\r")
    assert person.asked == [q.FirstAdministrator("root", WORD), q.LogIn("root", WORD)]
    assert person.shell.overlay is None


def test_a_given_password_leads_to_one_of_ones_own(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot)
    why = "this password was given by somebody else; choose one of your own first"
    person.station.answers |= {q.LogIn: Refusal(why, "must_change"), q.ChangeOwnPassword: None}
    person.touch_person()
    person.types("lin")
    person.pads(f"{OTHER}\r")
    assert isinstance(person.form, OwnPasswordForm)
    assert (person.told(), list(person.form.fields)) == (why, ["new", "again"])
    person.station.answers[q.LogIn] = None
    person.pads(f"{WORD}\r{WORD}\r")
    assert person.asked[1:] == [q.ChangeOwnPassword("lin", OTHER, WORD), q.LogIn("lin", WORD)]
    assert person.shell.overlay is None
    assert person.shell.toast.text == "Your password is changed."


# ---------------------------------------------------------------- oneself


def test_logging_out(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot, SEAT)
    person.station.answers |= {q.Me: ME, q.LogOut: None}
    person.touch_person()
    person.touch(person.me.keys["out"])
    assert person.asked == [q.LogOut()]
    assert person.shell.overlay is None


def test_somebody_else_logs_in_over_whoever_is_there(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot, SEAT)
    person.touch_person()
    person.touch(person.me.keys["switch"])
    assert isinstance(person.form, LogInOverlay)
    assert (person.form.value("name"), person.focused()) == ("", "name")


def test_a_password_is_changed_with_the_old_one(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot, SEAT)
    person.station.answers |= {q.ChangeOwnPassword: None, q.LogIn: None}
    person.touch_person()
    person.touch(person.me.keys["password"])
    person.pads(f"{OTHER}\r{WORD}\r{WORD}\r")
    name = SEAT.person
    assert person.asked == [q.ChangeOwnPassword(name, OTHER, WORD), q.LogIn(name, WORD)]


def test_a_pin_is_typed_on_the_number_pad_twice(screens: Screens, qtbot: QtBot) -> None:
    person = at_screen(screens, qtbot, SEAT)
    person.station.answers[q.SetOwnPin] = None
    person.touch_person()
    person.touch(person.me.keys["pin"])
    assert person.form.letters.isVisible()
    person.pads(f"{WORD}\r")
    assert person.form.digits.isVisible()
    person.pads(f"{PIN}\r902818\r")
    assert not person.asked
    person.pads(f"{PIN}\r{PIN}\r")
    assert person.asked == [q.SetOwnPin(SEAT.person, WORD, PIN)]
    assert person.shell.toast.text == "Your PIN is set."


@pytest.mark.parametrize(
    ("name", "asked"), [("no-pin", q.RemoveOwnPin), ("no-badge", q.RemoveOwnBadge)]
)
def test_a_pin_or_badge_is_given_up_with_the_password(
    screens: Screens, qtbot: QtBot, name: str, asked: type
) -> None:
    person = at_screen(screens, qtbot, SEAT)
    person.station.answers |= {q.Me: ME, asked: None, q.LogIn: None}
    person.touch_person()
    person.touch(person.me.keys[name])
    person.pads(f"{WORD}\r")
    assert person.asked == [asked(SEAT.person, WORD), q.LogIn(SEAT.person, WORD)]
    assert person.shell.overlay is None


def test_a_key_of_ones_own_says_why_it_does_nothing(screens: Screens, qtbot: QtBot) -> None:
    rights = tuple(right.value for right in RIGHTS[Role.QA])
    person = at_screen(screens, qtbot, replace(SEAT, role="qa", rights=rights))
    person.station.answers[q.Me] = replace(ME, has_pin=False, has_badge=False)
    person.touch_person()
    for name, why in (
        ("pin", "A PIN is for operators and line leaders."),
        ("no-pin", "You have no PIN."),
        ("no-badge", "You have no badge; the administrator gives one."),
    ):
        person.touch(person.me.keys[name])
        assert person.shell.toast.text == why
        assert person.shell.toast.isVisible()
    assert not person.asked
