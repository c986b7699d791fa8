"""Alarms: each says where, what and what to do, in two languages; who may clear which."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import ALARMS_MAX, TEXTS, AlarmKind
from tests.core.rig import Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_every_alarm_says_what_and_what_to_do_in_both_languages(kind: AlarmKind) -> None:
    text = TEXTS[kind]
    assert text.what
    assert text.do.endswith(".")
    assert text.do_zh.endswith("。")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text.what_zh)


@pytest.mark.parametrize("kind", [kind for kind in AlarmKind if not TEXTS[kind].own])
def test_an_alarm_for_people_tells_them_to_clear_it(kind: AlarmKind) -> None:
    assert "clear the alarm" in TEXTS[kind].do
    assert "清除报警" in TEXTS[kind].do_zh


def test_the_same_alarm_at_the_same_place_stands_once(rig: Rig) -> None:
    for trigger in (1, 2, 3):
        rig.do(e.LineEventsLost, count=trigger)
    assert len(rig.state.alarms) == 1
    assert len(rig.of_type(r.AlarmRaised)) == 1


def test_alarms_are_bounded(rig: Rig) -> None:
    for trigger in range(ALARMS_MAX + 10):
        rig.do(e.RejectFailed, trigger=trigger)
    assert len(rig.state.alarms) == ALARMS_MAX


def test_a_person_clears_what_is_theirs_by_name(rig: Rig) -> None:
    rig.do(e.LineEventsLost, count=1)
    rig.ask(e.AlarmClearAsked, alarm=1, how="belt cleared")
    cleared = rig.of_type(r.AlarmCleared)[0]
    assert (cleared.by, cleared.how) == ("line leader", "belt cleared")
    assert "does not stand" in rig.ask(e.AlarmClearAsked, alarm=1, how="again")


def test_nobody_clears_an_alarm_whose_cause_stands(rig: Rig) -> None:
    rig.do(e.DeviceLost, device="plc", said="no heartbeat", hint="Check the PLC.")
    assert "clears itself" in rig.ask(e.AlarmClearAsked, alarm=1, how="–")
    assert not rig.moves()


def test_the_line_runs_again_only_when_the_last_holding_alarm_is_gone(rig: Rig) -> None:
    rig.do(e.LineEventsLost, count=1)
    rig.do(e.DeviceLost, device="plc", said="no heartbeat", hint="Check the PLC.")
    rig.do(e.DeviceBack, device="plc")
    assert not rig.moves()
    rig.ask(e.AlarmClearAsked, alarm=1, how="belt cleared")
    assert rig.moves()


def test_an_alarm_that_does_not_hold_lets_the_line_run(rig: Rig) -> None:
    rig.do(e.PrintDone, head="coder", code=0)
    assert rig.state.alarms
    assert rig.moves()


def test_an_alarm_of_before_the_order_and_after_it_can_be_cleared() -> None:
    rig = Rig()
    rig.do(e.DeviceLost, device="plc", said="no heartbeat", hint="Check the PLC.")
    rig.do(e.DeviceBack, device="plc")
    assert not rig.state.alarms
    rig.run(make_order())
    rig.do(e.PrintDone, head="coder", code=0)
    rig.ask(e.FinishAsked)
    rig.clear_head()
    assert rig.ask(e.CloseAsked) == ""
    assert rig.ask(e.AlarmClearAsked, alarm=rig.state.alarms[0].number, how="looked") == ""
    assert not rig.state.alarms
