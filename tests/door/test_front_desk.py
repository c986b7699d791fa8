"""The front desk: every request has its act, one screen moves the line, a fault ends nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import cv2
import numpy as np
import pytest

from drivers.api import LineOutputs
from station.core import events as e
from station.core.access import RIGHTS, Role
from station.core.states import Phase
from station.door import front_desk
from station.door.front_desk import FAULT, LEFT, NOT_IN_CONTROL, FrontDesk
from station.door.line_acts import LineActs
from station.door.pictures import SIDE_PX_MAX
from station.door.seats import Seats
from station.runtime.gauge import ReadOfLate
from station.talk.line_requests import (
    CallHelp,
    ClearAlarm,
    ClosePartial,
    Picture,
    Start,
    Stop,
)
from station.talk.message import Request
from station.talk.people_requests import LogIn, LogOut, TakeControl, Users
from station.talk.requests import AnyRequest
from tests.door.front_door import WORD, FrontDoor, front_door
from tests.talk.test_messages import sample

ROLES = (Role.OPERATOR, Role.LEADER, Role.AUDITOR)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    with front_door(tmp_path_factory.mktemp("station")) as door:
        door.hire(*ROLES)
        door.bench.open().start()
        yield door


@pytest.fixture
def door(opened: FrontDoor) -> Iterator[FrontDoor]:
    """The same station for all, with every screen gone again."""
    yield opened
    opened.send_all_home()
    assert opened.look().screens == 0


def standing(door: FrontDoor) -> None:
    """The order was stopped, and nothing hinders its start."""
    if door.place.state.phase is not Phase.STOPPED:
        assert door.bench.ask(e.StopAsked) == ""


def running(door: FrontDoor) -> None:
    standing(door)
    assert door.bench.ask(e.StartAsked) == ""


def test_every_request_that_can_be_said_has_its_act(opened: FrontDoor) -> None:
    assert opened.desk.kinds == set(get_args(AnyRequest))


def test_two_acts_for_one_request_are_a_fault_of_ours(opened: FrontDoor) -> None:
    desks = (LineActs(opened.place), LineActs(opened.place))
    with pytest.raises(AssertionError, match="two acts"):
        FrontDesk(opened.place, Seats(), desks, opened.look)


# ---------------------------------------------------------------- control


def test_the_first_screen_moves_the_line_and_the_next_one_watches(door: FrontDoor) -> None:
    first, second = door.sit(Role.OPERATOR), door.sit(Role.LEADER)
    assert door.seat(first).controls
    assert not door.seat(second).controls
    refusal = door.refusal(second, Start())
    assert (refusal.why, refusal.rule) == (NOT_IN_CONTROL, "control")
    standing(door)
    door.ask(first, Start())
    assert door.place.state.phase is Phase.EXECUTE


@pytest.mark.parametrize("kind", get_args(AnyRequest), ids=lambda kind: kind.__name__)
def test_what_moves_the_line_is_never_done_for_a_screen_that_watches(
    door: FrontDoor, kind: type[Request[Any]]
) -> None:
    """Whatever stands in it: the desk doesn't look that far."""
    if kind.moves_line:
        door.sit()
        refusal = door.refusal(door.sit(), sample(kind))
        assert refusal.rule == "control"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.LEADER])
def test_whoever_may_run_the_line_takes_control_and_every_screen_sees_it(
    door: FrontDoor, role: Role
) -> None:
    first, second = door.sit(Role.OPERATOR), door.sit(role)
    door.ask(second, TakeControl())
    assert not door.seat(first).controls
    assert door.seat(second).controls
    assert door.look().in_control == door.seat(second).screen
    assert door.refusal(first, Start()).rule == "control"


@pytest.mark.parametrize("role", [Role.AUDITOR, None])
def test_whoever_may_not_run_the_line_takes_no_control(door: FrontDoor, role: Role | None) -> None:
    first, second = door.sit(Role.LEADER), door.sit(role)
    assert door.refusal(second, TakeControl()).rule == ("right" if role else "login")
    assert door.seat(first).controls


def test_a_screen_that_leaves_frees_control_and_nobody_gets_it_by_itself(door: FrontDoor) -> None:
    first, second = door.sit(Role.OPERATOR), door.sit(Role.LEADER)
    door.desk.leave(first)
    assert door.look().in_control == ""
    assert not door.seat(second).controls
    door.ask(second, TakeControl())
    assert door.seat(second).controls


def test_a_screen_that_left_is_no_seat_and_changes_nothing_any_more(door: FrontDoor) -> None:
    first, second = door.sit(Role.OPERATOR), door.sit(Role.LEADER)
    door.desk.leave(second)
    assert door.desk.seat(second) is None
    assert door.refusal(second, TakeControl()).why == LEFT
    door.desk._seats.take_control(second)  # as an act does that was begun before
    door.desk._seats.log_in(second, None)
    assert door.seat(first).controls
    assert door.look().screens == 1


def test_two_screens_of_one_name_can_be_told_apart(door: FrontDoor) -> None:
    numbers = [door.desk.sit_down("packing") for _ in range(3)]
    assert len({door.seat(number).screen for number in numbers}) == 3
    for number in numbers:
        door.desk.leave(number)


# ---------------------------------------------------------------- rights


def test_a_seat_has_the_rights_of_who_is_logged_in_there(door: FrontDoor) -> None:
    first, second = door.sit(Role.OPERATOR), door.sit()
    seat = door.seat(first)
    assert (seat.person, seat.role) == ("operator", "operator")
    assert set(seat.rights) == {right.value for right in RIGHTS[Role.OPERATOR]}
    assert door.seat(second).rights == ()
    door.ask(first, LogOut())
    assert (door.seat(first).person, door.seat(first).rights) == ("", ())


def test_the_screen_in_control_moves_the_line_only_for_whom_it_may(door: FrontDoor) -> None:
    screen = door.sit()
    assert "log in first" in door.refusal(screen, Start()).why
    door.ask(screen, LogIn("operator", WORD))
    assert "it takes one of" in door.refusal(screen, ClosePartial(1, "end of order")).why
    standing(door)
    door.ask(screen, Start())
    assert door.place.state.phase is Phase.EXECUTE


def test_a_wrong_password_seats_nobody(door: FrontDoor) -> None:
    screen = door.sit()
    assert not door.refusal(screen, LogIn("operator", "not the word")).fault
    assert door.seat(screen).person == ""


def test_who_logs_in_elsewhere_is_locked_out_here_and_told_so(door: FrontDoor) -> None:
    first, second = door.sit(Role.LEADER), door.sit(Role.LEADER)
    assert door.seat(first).locked
    assert door.seat(first).rights == ()
    assert not door.seat(second).locked
    assert door.refusal(first, Start()).why


def test_whoever_sees_the_users_may(door: FrontDoor) -> None:
    assert "it takes one of" in door.refusal(door.sit(Role.LEADER), Users()).why


# ---------------------------------------------------------------- for everybody


def test_stop_needs_no_login_and_no_control(door: FrontDoor) -> None:
    running(door)
    door.sit(Role.LEADER)
    door.ask(door.sit(), Stop("stop key"))
    assert door.place.state.phase is Phase.STOPPED


def test_help_needs_no_login_and_lights_the_lamp_until_it_is_cleared(door: FrontDoor) -> None:
    told = door.bench.devices["plc"].told
    helper, watcher = door.sit(Role.OPERATOR), door.sit()
    told.clear()
    door.ask(watcher, CallHelp("a bottle fell over"))
    door.bench.settle()
    assert LineOutputs(tower_amber=True) in told
    shown = next(one for one in door.place.snapshot.alarms if one.kind == "help_called")
    assert (shown.where, shown.detail) == (door.seat(watcher).screen, "a bottle fell over")
    assert not shown.holds
    told.clear()
    door.ask(helper, ClearAlarm(shown.number, "looked after"))
    door.bench.settle()
    assert LineOutputs(tower_amber=False) in told


def test_a_picture_is_shown_only_if_a_verdict_names_it(door: FrontDoor) -> None:
    secrets = door.bench.folder / "secrets.json"
    assert secrets.exists()
    for name in (str(secrets), "", "../secrets.json"):
        assert "isn't there any more" in door.refusal(door.sit(), Picture(name)).why


def test_a_picture_comes_small_and_as_png_until_it_is_gone(door: FrontDoor, tmp_path: Path) -> None:
    file = tmp_path / "17.png"
    cv2.imwrite(str(file), np.zeros((600, 2 * SIDE_PX_MAX, 3), np.uint8))
    door.gauge._recent.append(ReadOfLate(1, 0, "no_read", str(file)))
    png = door.ask(door.sit(), Picture(str(file)))
    assert png.startswith(b"\x89PNG")
    shown = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert shown.shape[:2] == (300, SIDE_PX_MAX)
    file.write_bytes(b"half a pict")
    assert "isn't there any more" in door.refusal(door.sit(), Picture(str(file))).why
    file.unlink()
    assert "isn't there any more" in door.refusal(door.sit(), Picture(str(file))).why


# ---------------------------------------------------------------- faults of ours


def test_a_fault_of_ours_is_told_as_one_and_stands_in_the_log(
    door: FrontDoor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = door.sit()
    acts = {**door.desk._acts, Stop: lambda *_: {}["nothing"]}
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR, "packline.door"):
        patched.setattr(door.desk, "_acts", acts)
        refusal = door.refusal(screen, Stop())
    assert (refusal.why, refusal.fault) == (FAULT, True)
    assert caplog.records[0].exc_info is not None
    assert "Stop" in caplog.text
    door.ask(screen, Stop())  # the next request is done all the same


def test_what_the_station_can_not_do_is_a_sentence_and_no_fault(
    door: FrontDoor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that has stopped for good, a full inbox, a database that says no."""
    screen = door.sit()
    for kind in (front_desk.LineStopped, front_desk.InboxFull, front_desk.StoreError):

        def act(*_: Any, kind: type[Exception] = kind) -> None:
            raise kind("not now")

        with monkeypatch.context() as patched:
            patched.setattr(door.desk, "_acts", {Stop: act})
            refusal = door.refusal(screen, Stop())
        assert (refusal.why, refusal.fault) == ("not now", False)
    assert not caplog.records
