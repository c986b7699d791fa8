"""The pool's warning comes in minutes of production, in time and not for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.state import Limits
from station.core.steps.pools import PACE_MS
from tests.core.rig import STEP_MS, Rig, make_order


def minute(rig: Rig, first: int, bottles: int) -> None:
    """One minute in which so many bottles are made."""
    rig.bottles(first, bottles)
    rig.now_ms += PACE_MS
    rig.do(e.Tick)


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    rig.state = replace(rig.state, limits=Limits(low_water_minutes=3))
    rig.run(make_order(), pool=40)
    rig.do(e.Tick)
    return rig


def test_a_pool_that_lasts_is_not_spoken_of(rig: Rig) -> None:
    minute(rig, 1, 4)
    assert rig.alarm(AlarmKind.POOL_LOW) is None


def test_a_pool_that_will_not_last_is_told_in_minutes(rig: Rig) -> None:
    minute(rig, 1, 12)
    alarm = rig.alarm(AlarmKind.POOL_LOW)
    assert alarm is not None
    assert "2 min" in alarm.detail
    assert rig.moves(), "a warning holds nothing"


def test_codes_that_come_in_end_the_warning(rig: Rig) -> None:
    minute(rig, 1, 12)
    rig.grant(0, 100)
    minute(rig, 13, 4)
    assert rig.alarm(AlarmKind.POOL_LOW) is None


def test_a_pool_that_is_enough_for_the_rest_of_the_order_is_enough() -> None:
    rig = Rig()
    rig.state = replace(rig.state, limits=Limits(low_water_minutes=3))
    rig.run(replace(make_order(), target=20), pool=40)
    rig.do(e.Tick)
    minute(rig, 1, 12)
    assert rig.alarm(AlarmKind.POOL_LOW) is None


def test_a_line_that_stands_uses_nothing_up(rig: Rig) -> None:
    minute(rig, 1, 12)
    rig.ask(e.StopAsked, reason="lunch")
    rig.do(e.Tick)
    assert rig.state.pace_from_ms == 0


def test_a_clock_that_went_back_starts_the_measure_anew(rig: Rig) -> None:
    rig.bottles(1, 12)
    rig.now_ms -= 10 * STEP_MS * 20
    rig.do(e.Tick)
    assert rig.state.pace_from_ms == rig.now_ms
    assert rig.alarm(AlarmKind.POOL_LOW) is None
