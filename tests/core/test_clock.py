"""The clock jumps: the line goes on, times are suspect, and a new order's dates have to wait."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.printing import Head
from station.core.restart import wake
from station.core.state import new_line
from station.core.states import Phase
from tests.core.rig import Rig, make_order

HOUR_MS = 3_600_000


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def jump(rig: Rig, by_ms: int) -> None:
    due_ms = rig.now_ms + 20
    rig.now_ms += by_ms
    rig.do(e.ClockJumped, expected_ms=due_ms)


def test_the_line_goes_on_and_the_jump_is_on_record(rig: Rig) -> None:
    jump(rig, HOUR_MS)
    assert rig.state.phase is Phase.EXECUTE
    assert rig.moves()
    assert rig.kinds() == {"clock"}
    assert len(rig.of_type(r.ClockJumped)) == 1
    rig.full_case(1, 1)
    rig.settle()


@pytest.mark.parametrize("by_ms", [HOUR_MS, -HOUR_MS])
def test_a_bottle_before_the_camera_is_not_late_because_of_it(rig: Rig, by_ms: int) -> None:
    rig.now_ms += 2 * HOUR_MS
    one = rig.coded(1)
    jump(rig, by_ms)
    rig.do(e.Tick)
    assert rig.verdict_of(1) == ""
    rig.see(1, one.data)
    assert rig.verdict_of(1) == "good"


def test_and_after_its_window_it_is_late_all_the_same(rig: Rig) -> None:
    rig.now_ms += 2 * HOUR_MS
    rig.coded(1)
    jump(rig, -HOUR_MS)
    rig.now_ms += rig.state.limits.camera_window_ms
    rig.do(e.Tick)
    assert rig.verdict_of(1) == "too_late"


def test_a_new_order_waits_for_a_persons_word(rig: Rig) -> None:
    fresh = Rig()
    jump(fresh, HOUR_MS)
    refused = fresh.ask(e.OrderGiven, order=make_order())
    assert "the clock jumped, so dates can't be believed" in refused
    assert fresh.ask(e.ClockTrusted) == ""
    assert fresh.kinds() == set()
    assert fresh.ask(e.OrderGiven, order=make_order()) == ""
    (trusted,) = fresh.of_type(r.ClockTrusted)
    assert trusted.by == "line leader"


def test_nor_is_changed_over_to_and_the_old_order_stays_as_it_is(rig: Rig) -> None:
    jump(rig, HOUR_MS)
    refused = rig.ask(e.ChangeOverAsked, order=make_order(number="O2"))
    assert "dates can't be believed" in refused
    assert rig.state.phase is Phase.EXECUTE


def test_nobody_confirms_a_clock_that_nothing_is_wrong_with(rig: Rig) -> None:
    assert rig.ask(e.ClockTrusted) == "nothing is wrong with it"
    assert rig.of_type(r.ClockTrusted) == []


def test_it_stays_suspect_over_a_restart(rig: Rig) -> None:
    line = new_line([Head("coder", 0)])
    suspect = type(line)(**{**vars(line), "clock_suspect": True})
    old = (r.AlarmRaised("", 7, AlarmKind.CLOCK, "clock", ""),)
    state, records, _ = wake(suspect, old, 1_000)
    assert [alarm.kind for alarm in state.alarms] == [AlarmKind.CLOCK]
    assert [type(one) for one in records] == [r.AlarmCleared, r.AlarmRaised]
    calm, records, _ = wake(line, old, 1_000)
    assert calm.alarms == ()
    assert [type(one) for one in records] == [r.AlarmCleared]
