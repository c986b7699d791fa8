"""People at a screen, through the front desk: who gets in, who moves the line, who makes users."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from station import __version__
from station.core.access import RIGHTS, Right, Role
from station.door.acts import acts_of
from station.door.front_desk import NOT_IN_CONTROL
from station.door.people_acts import MUST_CHANGE, PeopleActs
from station.runtime.sessions import IDLE_MS_MAX, SHIFT_MS_MAX
from station.store.accounts import REFUSED, TRIES_MAX
from station.talk import people_requests as q
from station.talk.line_requests import Start
from station.talk.message import Refusal, Request
from tests.door.people_house import FIRST, LINE_FILE, WORD, House, people_house

OTHER = "battery staple 17"
PIN, BADGE = "902817", "BADGE-00017"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with people_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def house(opened: House) -> Iterator[House]:
    yield opened
    opened.clock.ahead_ms = 0


def test_each_request_about_people_has_its_act(house: House) -> None:
    kinds = {kind for kind, _ in acts_of(PeopleActs(house.place, house.seats, LINE_FILE))}
    assert kinds == set(get_args(q.PeopleTalk))


# ---------------------------------------------------------------- logging in and out


def test_a_password_opens_the_seat_with_the_rights_of_its_role(house: House) -> None:
    name = house.person(Role.LEADER)
    seat = house.desk.seat(house.screen(name))
    assert (seat.person, seat.role, seat.proof, seat.locked) == (name, "leader", "password", False)
    assert set(seat.rights) == {right.value for right in RIGHTS[Role.LEADER]}


def test_a_wrong_password_an_unknown_name_and_a_disabled_user_are_told_the_same(
    house: House,
) -> None:
    name, disabled = house.person(), house.person()
    house.desk.do(house.admin, q.SetActive(disabled, False))
    screen = house.screen()
    tries = (q.LogIn(name, OTHER), q.LogIn("nobody of that name", WORD), q.LogIn(disabled, WORD))
    assert {house.refusal(screen, one).why for one in tries} == {REFUSED}
    assert house.desk.seat(screen).person == ""


def test_wrong_tries_lock_an_account_and_the_administrator_sees_it_and_ends_it(
    house: House,
) -> None:
    name, screen = house.person(), house.screen()
    for _ in range(TRIES_MAX):
        house.refusal(screen, q.LogIn(name, OTHER))
    assert house.refusal(screen, q.LogIn(name, WORD)).why == REFUSED
    assert 0 < house.shown(name).locked_s <= 30
    house.desk.do(house.admin, q.SetActive(name, True))
    assert house.shown(name).locked_s == 0
    house.desk.do(screen, q.LogIn(name, WORD))
    assert house.desk.seat(screen).person == name


def test_a_seat_locks_itself_and_pin_or_badge_bring_its_owner_back(house: House) -> None:
    name = house.person()
    screen = house.screen(name)
    house.desk.do(screen, q.SetOwnPin(name, WORD, PIN))
    house.desk.do(house.admin, q.SetBadge(name, BADGE))
    for way, proof in ((q.ReturnByPin(name, PIN), "pin"), (q.ReturnByBadge(BADGE), "badge")):
        house.clock.ahead_ms += IDLE_MS_MAX + 1
        locked = house.desk.seat(screen)
        assert (locked.person, locked.locked, locked.rights) == (name, True, ())
        house.desk.do(screen, way)
        back = house.desk.seat(screen)
        assert (back.locked, back.proof) == (False, proof)
    house.desk.do(house.admin, q.RemoveBadge(name))


def test_a_pin_brings_nobody_back_after_the_shift(house: House) -> None:
    name = house.person()
    screen = house.screen(name)
    house.desk.do(screen, q.SetOwnPin(name, WORD, PIN))
    house.clock.ahead_ms = SHIFT_MS_MAX + 1
    assert "password first" in house.refusal(screen, q.ReturnByPin(name, PIN)).why
    assert house.desk.seat(screen).locked


def test_logging_out_empties_the_seat_and_ends_the_shift(house: House) -> None:
    name = house.person()
    screen = house.screen(name)
    house.desk.do(screen, q.SetOwnPin(name, WORD, PIN))
    house.desk.do(screen, q.LogOut())
    assert house.desk.seat(screen).person == ""
    assert "password first" in house.refusal(screen, q.ReturnByPin(name, PIN)).why


def test_a_given_password_opens_nothing_but_its_own_change(house: House) -> None:
    house.desk.do(house.admin, q.AddUser("new one", Role.QA.value, FIRST))
    screen = house.screen()
    assert house.shown("new one").must_change
    refusal = house.refusal(screen, q.LogIn("new one", FIRST))
    assert (refusal.why, refusal.rule) == (MUST_CHANGE, "must_change")
    assert house.desk.seat(screen).person == ""
    house.desk.do(screen, q.ChangeOwnPassword("new one", FIRST, WORD))
    house.desk.do(screen, q.LogIn("new one", WORD))
    assert house.desk.seat(screen).role == "qa"
    assert not house.shown("new one").must_change


def test_there_is_one_first_administrator(house: House) -> None:
    refusal = house.refusal(house.screen(), q.FirstAdministrator("eve", WORD))
    assert "there are users already" in refusal.why


# ---------------------------------------------------------------- who moves the line


def test_the_first_screen_has_control_until_another_one_takes_it(house: House) -> None:
    # The screens of other tests sit at this station as well: control is taken before all else.
    first, second = house.screen(house.person()), house.screen(house.person(Role.LEADER))
    house.desk.do(first, q.TakeControl())
    assert house.refusal(second, Start()) == Refusal(NOT_IN_CONTROL, "control")
    house.desk.do(second, q.TakeControl())
    assert house.desk.seat(second).controls and not house.desk.seat(first).controls
    assert house.refusal(first, Start()).why == NOT_IN_CONTROL
    assert house.refusal(second, Start()).why == "no order is on the line; open one first"


@pytest.mark.parametrize(
    ("role", "rule"), [(None, "login"), (Role.AUDITOR, "right"), (Role.ADMIN, "right")]
)
def test_who_may_not_run_the_line_takes_no_control(
    house: House, role: Role | None, rule: str
) -> None:
    screen = house.screen(house.person(role) if role else "")
    assert house.refusal(screen, q.TakeControl()).rule == rule


def test_a_seat_that_locked_itself_takes_no_control(house: House) -> None:
    screen = house.screen(house.person())
    house.clock.ahead_ms = IDLE_MS_MAX + 1
    assert house.refusal(screen, q.TakeControl()).rule == "login"


# ---------------------------------------------------------------- one's own


def test_a_pin_or_a_badge_that_was_seen_or_lost_is_taken_away_by_its_owner(house: House) -> None:
    name = house.person()
    house.desk.do(house.admin, q.SetBadge(name, BADGE))
    house.desk.do(house.screen(), q.SetOwnPin(name, WORD, PIN))
    for remove, come_back in (
        (q.RemoveOwnPin(name, WORD), q.ReturnByPin(name, PIN)),
        (q.RemoveOwnBadge(name, WORD), q.ReturnByBadge(BADGE)),
    ):
        mine, thief = house.screen(name), house.screen()
        house.desk.do(thief, come_back)
        house.desk.do(mine, remove)
        assert house.desk.seat(thief).locked
        house.desk.do(mine, q.LogIn(name, WORD))
        assert house.refusal(thief, come_back).why == REFUSED
    shown = house.shown(name)
    assert not shown.has_pin and not shown.has_badge


@pytest.mark.parametrize(
    "what",
    [
        lambda name: q.ChangeOwnPassword(name, OTHER, WORD),
        lambda name: q.SetOwnPin(name, OTHER, PIN),
        lambda name: q.RemoveOwnPin(name, OTHER),
        lambda name: q.RemoveOwnBadge(name, OTHER),
    ],
)
def test_what_is_somebodys_own_takes_their_password(house: House, what: Any) -> None:
    name = house.person()
    screen = house.screen(name)
    assert house.refusal(screen, what(name)).why == REFUSED


def test_only_who_is_in_their_shift_with_a_pin_is_named_to_everybody(house: House) -> None:
    names = [house.person() for _ in range(3)]
    with_pin, without, gone = (house.screen(name) for name in names)
    for name in (names[0], names[2]):
        house.desk.do(with_pin, q.SetOwnPin(name, WORD, PIN))
    house.desk.do(gone, q.LogOut())
    named = house.desk.do(house.screen(), q.AtWork())
    assert names[0] in named and not {names[1], names[2], "root"} & set(named)
    assert house.desk.seat(without).person == names[1]


def test_somebody_is_told_about_themselves(house: House) -> None:
    name = house.person(Role.LEADER)
    screen = house.screen(name)
    assert house.desk.do(screen, q.Me()) == q.UserShown(name, "leader", True, False, False, False)
    house.clock.ahead_ms = IDLE_MS_MAX + 1
    assert "locked itself" in house.refusal(screen, q.Me()).why
    assert "log in first" in house.refusal(house.screen(), q.Me()).why


def test_a_pin_is_for_operators_and_line_leaders(house: House) -> None:
    for role in (Role.QA, Role.IT):
        name = house.person(role)
        refusal = house.refusal(house.screen(name), q.SetOwnPin(name, WORD, PIN))
        assert "only operators and line leaders" in refusal.why


# ---------------------------------------------------------------- users


def about_users(name: str) -> tuple[Request[Any], ...]:
    return (
        q.Users(),
        q.AddUser("eve", Role.ADMIN.value, FIRST),
        q.SetActive(name, False),
        q.SetRole(name, Role.ADMIN.value),
        q.SetPassword(name, OTHER),
        q.SetBadge(name, BADGE),
        q.RemoveBadge(name),
        q.RemovePin(name),
    )


@pytest.mark.parametrize("role", [one for one in Role if Right.USERS not in RIGHTS[one]])
def test_only_the_administrator_has_to_do_with_users(house: House, role: Role) -> None:
    name = house.person(role)
    screen, before = house.screen(name), house.desk.do(house.admin, q.Users())
    for what in about_users(name):
        assert "it takes one of: admin" in house.refusal(screen, what).why
    assert house.desk.do(house.admin, q.Users()) == before
    refused = [one for one in house.trail() if one.by == name and "it takes one of" in one.result]
    assert len(refused) == len(about_users(name))


def test_at_a_screen_without_anybody_no_user_is_made_or_shown(house: House) -> None:
    for what in about_users("root"):
        assert "log in first" in house.refusal(house.screen(), what).why


def test_an_administrator_who_came_back_by_badge_gives_the_password_for_users(
    house: House,
) -> None:
    name = house.person(Role.ADMIN)
    house.desk.do(house.admin, q.SetBadge(name, "BADGE-00099"))
    screen = house.screen(name)
    house.desk.do(screen, q.ReturnByBadge("BADGE-00099"))
    for what in about_users("root"):
        assert "takes the password" in house.refusal(screen, what).why
    house.desk.do(screen, q.LogIn(name, WORD))
    assert house.desk.do(screen, q.Users())


def test_a_user_from_the_first_day_to_the_last(house: House) -> None:
    admin, name = house.admin, "from first to last"
    house.desk.do(admin, q.AddUser(name, Role.OPERATOR.value, FIRST))
    assert house.shown(name) == q.UserShown(name, "operator", True, False, False, True)
    house.desk.do(admin, q.ChangeOwnPassword(name, FIRST, WORD))
    house.desk.do(admin, q.SetOwnPin(name, WORD, PIN))
    house.desk.do(admin, q.SetBadge(name, "BADGE-00042"))
    assert house.shown(name) == q.UserShown(name, "operator", True, True, True, False)
    house.desk.do(admin, q.RemoveBadge(name))
    house.desk.do(admin, q.RemovePin(name))
    house.desk.do(admin, q.SetRole(name, Role.LEADER.value))
    house.desk.do(admin, q.SetPassword(name, OTHER))
    house.desk.do(admin, q.SetActive(name, False))
    assert house.shown(name) == q.UserShown(name, "leader", False, False, False, True)
    notes = [one.what for one in house.trail() if one.by == "root" and name in one.what]
    assert notes == [
        f"user {name} added as operator",
        f"badge of user {name} changed",
        f"badge of user {name} removed",
        f"PIN of user {name} removed",
        f"user {name} is leader now, was operator",
        f"password of user {name} changed",
        f"user {name} disabled",
    ]


def test_whoever_is_changed_is_out_at_every_screen(house: House) -> None:
    admin, name = house.admin, house.person()
    for change in (
        q.SetRole(name, Role.LEADER.value),
        q.SetPassword(name, OTHER),
        q.SetActive(name, False),
    ):
        house.desk.do(admin, q.SetActive(name, True))
        if house.shown(name).must_change:
            house.desk.do(admin, q.ChangeOwnPassword(name, OTHER, WORD))
        screen = house.screen(name)
        house.desk.do(admin, change)
        assert house.desk.seat(screen).locked


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (q.AddUser("root", "qa", FIRST), "there is a user 'root' already"),
        (q.AddUser("eve", "queen", FIRST), "queen is no role; there are: operator, leader"),
        (q.AddUser("eve", "qa", "short"), "a password has 10 to 128 characters"),
        (q.AddUser("eve", "qa", "aaaaaaaaaaaa"), "too easy to guess"),
        (q.AddUser("  ", "qa", FIRST), "a name has 1 to 64 printable characters"),
        (q.SetActive("nobody", False), "there is no user 'nobody'"),
        (q.SetRole("root", "king"), "king is no role"),
        (q.SetBadge("root", "short"), "a badge's text has 8 to 128 characters"),
        (q.RemoveBadge("root"), "root has no badge"),
        (q.RemovePin("root"), "root has no PIN"),
    ],
)
def test_a_refusal_is_one_sentence_that_says_what_to_do(
    house: House, what: Request[Any], why: str
) -> None:
    assert why in house.refusal(house.admin, what).why


def test_the_last_administrator_stays(house: House) -> None:
    admin = house.admin
    others = [one for one in house.desk.do(admin, q.Users()) if one.role == Role.ADMIN.value]
    for one in others:
        if one.name != "root":
            house.desk.do(admin, q.SetActive(one.name, False))
    for what in (q.SetActive("root", False), q.SetRole("root", "qa")):
        assert "the last administrator" in house.refusal(admin, what).why


# ---------------------------------------------------------------- settings


def test_the_line_file_is_checked_for_whoever_configures(house: House, tmp_path: Path) -> None:
    screen = house.screen(house.person(Role.IT))
    assert house.desk.do(screen, q.CheckLineFile()) == q.FileChecked(LINE_FILE, ())
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = "no line"\n', encoding="utf-8")
    found = house.desk.do(screen, q.CheckLineFile(str(wrong)))
    assert found.path == str(wrong) and found.findings
    assert "it takes one of" in house.refusal(house.screen(house.person()), q.CheckLineFile()).why


def test_everybody_is_told_what_runs(house: House) -> None:
    told = house.desk.do(house.screen(), q.About())
    assert told == q.StationAbout(__version__, LINE_FILE, encrypted=True)
