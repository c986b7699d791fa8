"""A call for help: a lamp and an alarm until somebody came, whatever the line does meanwhile."""

from __future__ import annotations

import pytest

from station.core import effects as f
from station.core import events as e
from station.core.alarms import ALARMS_MAX, AlarmKind
from station.core.line import step
from station.core.state import LineState
from tests.core.rig import Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def lamp(state: LineState, event: e.Event) -> list[bool]:
    """What the lamp is told in this step."""
    return [one.on for one in step(state, event)[2] if isinstance(one, f.CallLamp)]


def test_it_lights_the_lamp_and_stops_nothing(rig: Rig) -> None:
    assert lamp(rig.state, e.HelpAsked("screen 1", "", 1)) == [True]
    rig.do(e.HelpAsked, where="screen 1", why="a bottle fell over", by="Chen")
    alarm = rig.alarm(AlarmKind.HELP_CALLED)
    assert alarm is not None
    assert (alarm.where, alarm.detail) == ("screen 1", "Chen: a bottle fell over")
    assert rig.moves()


def test_it_works_without_an_order() -> None:
    rig = Rig()
    rig.do(e.HelpAsked, where="screen 1", why="")
    assert rig.kinds() == {AlarmKind.HELP_CALLED}


def test_called_twice_from_one_place_is_once_and_from_two_is_two(rig: Rig) -> None:
    for where in ("screen 1", "screen 1", "screen 2"):
        rig.do(e.HelpAsked, where=where, why="")
    assert [one.where for one in rig.state.alarms] == ["screen 1", "screen 2"]


def test_the_lamp_goes_out_with_the_last_call(rig: Rig) -> None:
    rig.do(e.HelpAsked, where="screen 1", why="")
    rig.do(e.HelpAsked, where="screen 2", why="")
    rig.do(e.LineEventsLost, count=1)
    first, second, other = rig.state.alarms
    for alarm, told in ((other, []), (first, []), (second, [False])):
        event = e.AlarmClearAsked(alarm.number, 10**9, "Lin", "looked after")
        assert lamp(rig.state, event) == told
        assert rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="looked after") == ""


def test_a_lamp_that_nobody_could_put_out_is_not_lit(rig: Rig) -> None:
    for trigger in range(ALARMS_MAX):
        rig.do(e.RejectFailed, trigger=trigger)
    event = e.HelpAsked("screen 1", "", 10**9)
    assert lamp(rig.state, event) == []
    assert any(isinstance(one, f.Refused) for one in step(rig.state, event)[2])


def test_whoever_called_waits_still_after_a_restart(rig: Rig) -> None:
    rig.do(e.HelpAsked, where="screen 1", why="a bottle fell over", by="Chen")
    rig.restart()
    alarm = rig.alarm(AlarmKind.HELP_CALLED)
    assert alarm is not None
    assert (alarm.where, alarm.detail) == ("screen 1", "Chen: a bottle fell over")
    assert rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="looked after") == ""
