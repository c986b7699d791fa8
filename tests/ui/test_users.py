"""The users page: who sees it, what each key asks, and why a key does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.core.access import RIGHTS, Role
from station.talk import people_requests as q
from station.talk.look import Seat
from station.talk.message import Refusal
from tests.ui.conftest import Screens
from tests.ui.samples import ADMIN, LOOK, NOBODY, SEAT, USERS
from ui.i18n.language import CHINESE
from ui.screens.choice import Choice
from ui.screens.form import Form
from ui.screens.users import UsersPage
from ui.shell import Shell
from ui.widgets.key import HOLD_MS, TouchKey

WORD, BADGE = "first words 99", "BADGE-00017"


def page_of(shell: Shell) -> UsersPage:
    page = shell.page
    assert isinstance(page, UsersPage)
    return page


def opened(screens: Screens, qtbot: QtBot, seat: Seat = ADMIN) -> Shell:
    shell = screens.shell(pages=(UsersPage,))
    station: Any = shell.station
    station.answers[q.Users] = USERS
    station.say(LOOK, seat)
    shell.go(UsersPage.name)
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


def asked(shell: Shell) -> list[Any]:
    station: Any = shell.station
    return [one for one in station.asked if not isinstance(one, q.Users)]


def answers(shell: Shell) -> dict[type, Any]:
    station: Any = shell.station
    return station.answers


def touch(qtbot: QtBot, key: TouchKey) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def hold(qtbot: QtBot, key: TouchKey) -> None:
    qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(key.chosen, timeout=3 * HOLD_MS):
        pass
    qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, shell: Shell, name: str) -> None:
    """Touch the row of this user, on the page where it stands."""
    page = page_of(shell)
    table = page.table
    while name not in [row.key for row in table.shown_rows()]:
        touch(qtbot, page.after)
    number = [row.key for row in table.shown_rows()].index(name)
    high = (table.height() - table.rows_top) // table.rows_a_page
    at = QPoint(table.width() // 2, table.rows_top + number * high + high // 4)
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=at)


def form(shell: Shell) -> Form:
    assert isinstance(shell.overlay, Form)
    return shell.overlay


def types(qtbot: QtBot, text: str) -> None:
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


# ---------------------------------------------------------------- who sees it


def test_the_administrator_sees_each_user_in_words(screens: Screens, qtbot: QtBot) -> None:
    rows = {row.key: row.cells for row in page_of(opened(screens, qtbot)).table.rows}
    assert rows["Lin Xiaoyun"] == ("Lin Xiaoyun", "line leader", "active", "PIN, badge")
    assert rows["Op 17"][2] == "locked for 29 s after wrong tries"
    assert rows["Auditor of the customer 2"][1:] == ("auditor", "disabled", "–")
    assert rows["Operator 0"][2:] == ("must choose a password", "–")


def test_it_speaks_chinese(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    screens.speak(CHINESE)
    rows = {row.key: row.cells for row in page_of(shell).table.rows}
    assert rows["Lin Xiaoyun"] == ("Lin Xiaoyun", "线长", "启用中", "PIN, 工牌")
    assert page_of(shell).keys["new"].text() == "新用户"


@pytest.mark.parametrize("seat", [NOBODY, SEAT, replace(ADMIN, locked=True, rights=())])
def test_nobody_else_sees_a_user_and_nothing_is_asked(
    screens: Screens, qtbot: QtBot, seat: Seat
) -> None:
    shell = opened(screens, qtbot, seat)
    station: Any = shell.station
    assert not [one for one in station.asked if isinstance(one, q.Users)]
    assert not page_of(shell).table.rows
    for key in page_of(shell).keys.values():
        if key.isVisible():
            touch(qtbot, key)
            assert shell.toast.text == "Log in as administrator."
    assert not asked(shell)


def test_an_administrator_who_came_back_by_badge_is_asked_for_the_password(
    screens: Screens, qtbot: QtBot
) -> None:
    shell = opened(screens, qtbot, replace(ADMIN, proof="badge"))
    touch(qtbot, page_of(shell).keys["new"])
    assert shell.toast.text == "This takes the password: log in with it again."
    assert not page_of(shell).table.rows


def test_the_list_goes_with_the_administrator(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    assert page_of(shell).table.rows
    station: Any = shell.station
    station.say(LOOK, NOBODY)
    assert not page_of(shell).table.rows


def test_the_right_that_the_page_names_is_the_administrators() -> None:
    assert [role for role in Role if "users" in RIGHTS[role]] == [Role.ADMIN]


# ---------------------------------------------------------------- what keys ask


def test_a_new_user_takes_role_name_and_first_password(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.AddUser] = None
    touch(qtbot, page_of(shell).keys["new"])
    assert isinstance(shell.overlay, Choice)
    assert list(shell.overlay.answers) == [role.value for role in Role]
    touch(qtbot, shell.overlay.answers["leader"])
    for text in ("Zhao 7", WORD, "other words 99"):
        types(qtbot, text)
    assert not asked(shell)
    for text in (WORD, WORD):
        types(qtbot, text)
    assert asked(shell) == [q.AddUser("Zhao 7", "leader", WORD)]
    assert shell.overlay is None
    assert shell.toast.text == "The user is added."


def test_a_refused_name_is_typed_again(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.AddUser] = Refusal("there is a user 'Zhao 7' already; give another name")
    touch(qtbot, page_of(shell).keys["new"])
    assert isinstance(shell.overlay, Choice)
    touch(qtbot, shell.overlay.answers["operator"])
    for text in ("Zhao 7", WORD, WORD):
        types(qtbot, text)
    assert "already" in form(shell).told
    assert form(shell).value("name") == "Zhao 7"


def test_a_role_is_chosen_and_held(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.SetRole] = None
    choose(qtbot, shell, "Op 17")
    touch(qtbot, page_of(shell).keys["role"])
    assert isinstance(shell.overlay, Choice)
    key = shell.overlay.answers["leader"]
    touch(qtbot, key)
    assert not asked(shell)
    hold(qtbot, key)
    assert asked(shell) == [q.SetRole("Op 17", "leader")]


@pytest.mark.parametrize(
    ("user", "key", "what"),
    [
        ("Lin Xiaoyun", "disable", lambda name: q.SetActive(name, False)),
        ("Lin Xiaoyun", "no-badge", q.RemoveBadge),
        ("Lin Xiaoyun", "no-pin", q.RemovePin),
    ],
)
def test_what_takes_something_away_is_held(
    screens: Screens, qtbot: QtBot, user: str, key: str, what: Callable[[str], Any]
) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[type(what(user))] = None
    choose(qtbot, shell, user)
    touch(qtbot, page_of(shell).keys[key])
    assert not asked(shell)
    hold(qtbot, page_of(shell).keys[key])
    assert asked(shell) == [what(user)]


@pytest.mark.parametrize("user", ["Auditor of the customer 2", "Op 17"])
def test_whoever_is_disabled_or_locked_is_enabled(
    screens: Screens, qtbot: QtBot, user: str
) -> None:
    shell = opened(screens, qtbot)
    choose(qtbot, shell, user)
    page = page_of(shell)
    assert page.keys["enable"].isVisible() and not page.keys["disable"].isVisible()
    touch(qtbot, page.keys["enable"])
    assert asked(shell) == [q.SetActive(user, True)]


def test_a_password_is_given_and_typed_twice(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.SetPassword] = None
    choose(qtbot, shell, "Op 17")
    touch(qtbot, page_of(shell).keys["password"])
    for _ in range(2):
        types(qtbot, WORD)
    assert asked(shell) == [q.SetPassword("Op 17", WORD)]
    assert shell.toast.text == "The password is changed."


def test_a_badge_is_scanned_for_whom_it_is_given(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.SetBadge] = Refusal("this badge is somebody else's; take another one")
    choose(qtbot, shell, "Op 17")
    touch(qtbot, page_of(shell).keys["badge"])
    types(qtbot, "BADGE-00001")
    assert "somebody else's" in form(shell).told
    answers(shell)[q.SetBadge] = None
    types(qtbot, BADGE)
    assert asked(shell)[-1] == q.SetBadge("Op 17", BADGE)
    assert shell.overlay is None


def test_a_key_without_a_user_or_without_effect_says_why(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    page = page_of(shell)
    touch(qtbot, page.keys["role"])
    assert shell.toast.text == "Choose a user in the list first."
    choose(qtbot, shell, "Op 17")
    touch(qtbot, page.keys["no-badge"])
    assert shell.toast.text == "This user has no badge."
    choose(qtbot, shell, ADMIN.person)
    touch(qtbot, page.keys["password"])
    assert shell.toast.text == "Change your own with the person key."
    touch(qtbot, page.keys["no-pin"])
    assert shell.toast.text == "This user has no PIN."
    assert not asked(shell)


def test_what_the_station_refuses_is_said(screens: Screens, qtbot: QtBot) -> None:
    shell = opened(screens, qtbot)
    answers(shell)[q.SetActive] = Refusal("this is the last administrator; make another one first")
    choose(qtbot, shell, ADMIN.person)
    hold(qtbot, page_of(shell).keys["disable"])
    assert "last administrator" in shell.toast.text


def test_many_users_are_paged(screens: Screens, qtbot: QtBot) -> None:
    page = page_of(opened(screens, qtbot))
    seen = []
    for _ in range(page.table.pages):
        seen += [row.key for row in page.table.shown_rows()]
        touch(qtbot, page.after)
    assert seen == [one.name for one in USERS]
    assert page.after.why == "This is the last page."
