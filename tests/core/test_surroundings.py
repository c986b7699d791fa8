"""A disk that fills up stops the line after its case; a witness that is back lets codes flow."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.packaging import PackMode
from station.core.states import Phase
from station.core.steps.surroundings import LAST_CASE_MS_MAX
from tests.core.rig import HEADS, Rig, make_order

FULL = {"trouble": AlarmKind.DISK_FULL, "where": "disk"}


def running(mode: PackMode) -> Rig:
    return Rig().run(make_order(mode))


def test_by_queue_the_open_case_is_finished_first() -> None:
    rig = running(PackMode.QUEUE)
    content = rig.bottles(1, 2)
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    assert rig.state.phase is Phase.EXECUTE
    content += rig.bottles(3, 2)
    rig.do(e.Tick)
    assert rig.state.phase is Phase.STOPPED
    assert not rig.moves()
    rig.confirm_last(1, content[-1])
    assert rig.kinds() == {"disk_full"}
    rig.settle()


def test_by_look_down_the_open_case_is_finished_first() -> None:
    rig = running(PackMode.LOOK_DOWN)
    content = rig.bottles(1, 3)
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    content += rig.bottles(4, 1)
    rig.do(e.Tick)
    assert rig.state.phase is Phase.EXECUTE
    rig.present(1, content)
    rig.do(e.Tick)
    assert rig.state.phase is Phase.STOPPED
    rig.settle()


@pytest.mark.parametrize("mode", [PackMode.QUEUE, PackMode.LOOK_DOWN])
def test_with_no_case_begun_it_stops_at_once(mode: PackMode) -> None:
    rig = running(mode)
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    assert rig.state.phase is Phase.STOPPED


def test_a_case_that_is_never_full_is_not_waited_for_for_ever() -> None:
    rig = running(PackMode.QUEUE)
    rig.bottles(1, 1)
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    rig.now_ms += LAST_CASE_MS_MAX
    rig.do(e.Tick)
    assert rig.state.phase is Phase.STOPPED


def test_room_that_comes_back_in_time_lets_it_go_on() -> None:
    rig = running(PackMode.QUEUE)
    rig.bottles(1, 1)
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    rig.do(e.TroubleOver, **FULL)
    rig.bottles(2, 3)
    rig.do(e.Tick)
    assert rig.state.phase is Phase.EXECUTE
    assert rig.kinds() == set()


def test_without_an_order_it_is_told_and_nothing_stops() -> None:
    rig = Rig()
    rig.do(e.TroubleFound, **FULL, detail="200 MB")
    assert rig.kinds() == {"disk_full"}
    rig.do(e.TroubleOver, **FULL)
    assert rig.kinds() == set()


def test_codes_that_a_lost_witness_held_back_flow_again() -> None:
    rig = Rig()
    rig.open(make_order(), pool=20)
    held_back = dict(list(rig.free[0].items())[3:])
    rig.free[0] = dict(list(rig.free[0].items())[:3])
    for name in HEADS:
        rig.do(e.HeadReady, head=name, credit=rig.depth)
    rig.ask(e.StartAsked)
    rig.bottles(1, 3)
    assert "pool_empty" in rig.kinds()
    rig.do(e.TroubleFound, trouble=AlarmKind.WITNESS_AWAY, where="usb", detail="gone")
    rig.free[0].update(held_back)
    rig.do(e.TroubleOver, trouble=AlarmKind.WITNESS_AWAY, where="usb")
    assert rig.kinds() == set()
    rig.bottles(4, 1)
