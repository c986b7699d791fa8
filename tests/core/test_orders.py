"""What people ask of an order, in and out of season."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.states import CodeState, Phase
from tests.core.desk import Desk
from tests.core.rig import CODER, Rig, issued, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def close(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    rig.clear_head()
    rig.ask(e.BeltCleared)
    assert rig.ask(e.CloseAsked) == ""


def phase(rig: Rig) -> Phase:
    """A call, so that a type checker doesn't take a phase for granted."""
    return rig.state.phase


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (e.StartAsked, {}),
        (e.FinishAsked, {}),
        (e.CloseAsked, {}),
        (e.BeltCleared, {}),
        (e.RescanAsked, {"level": 1}),
        (e.PartialCloseAsked, {"level": 1}),
        (e.ContentScanned, {"container": 1, "symbols": ()}),
    ],
)
def test_without_an_order_a_command_is_refused_with_the_remedy(
    kind: type, fields: dict[str, object]
) -> None:
    rig = Rig()
    assert rig.ask(kind, **fields) == "no order is on the line; open one first"
    assert not rig.records


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (e.AtCoder, {"trigger": 1}),
        (e.Sighting, {"device": "camera", "trigger": 1, "symbols": ()}),
        (e.CasePresented, {"level": 1, "number": 1}),
        (e.Tick, {}),
    ],
)
def test_events_of_devices_without_an_open_order_are_of_no_order(
    rig: Rig, kind: type, fields: dict[str, object]
) -> None:
    assert Rig().do(kind, **fields) == ()
    close(rig)
    assert rig.do(kind, **fields) == ()


def test_one_order_at_a_time(rig: Rig) -> None:
    assert "close it first" in rig.ask(e.OrderGiven, order=make_order(number="O2"))


def test_a_closed_order_makes_way_for_the_next(rig: Rig) -> None:
    rig.bottles(1, 4)
    rig.present(1, [])
    rig.ask(e.MissingAccepted, level=1)
    rig.ask(e.PartialCloseAsked, level=1, reason="thrown away")
    rig.ask(e.FinishAsked)
    rig.clear_head()
    rig.ask(e.BeltCleared)
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="thrown away")
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()
    assert rig.ask(e.OrderGiven, order=make_order(number="O2")) == ""
    assert (phase(rig), rig.state.live, rig.state.counts) == (Phase.IDLE, {}, {})


def test_codes_leased_too_late_are_left_in_the_pool(rig: Rig) -> None:
    """The answer to a lease comes behind the closing of the order: it took nothing."""
    close(rig)
    free = rig.count(0, CodeState.FREE)
    rig.do(e.CodesLeased, head=CODER, issued=(issued(0, 150),))
    assert rig.count(0, CodeState.FREE) == free
    assert not rig.state.live
    assert not rig.state.heads[CODER].lease_asked


def test_start_and_stop_and_start(rig: Rig) -> None:
    assert phase(rig) is Phase.EXECUTE
    rig.ask(e.StopAsked, reason="break")
    assert phase(rig) is Phase.STOPPED
    assert not rig.moves()
    assert rig.ask(e.StartAsked) == ""
    assert rig.moves()
    assert rig.ask(e.StartAsked) == "the order is execute"


def test_stop_is_never_refused(rig: Rig) -> None:
    for _ in range(2):
        assert rig.ask(e.StopAsked, reason="") == ""


def test_a_held_line_goes_on_by_itself_when_its_cause_is_gone(rig: Rig) -> None:
    rig.do(e.DeviceLost, device="plc", said="no heartbeat", hint="Check the PLC.")
    assert phase(rig) is Phase.HELD
    rig.do(e.DeviceBack, device="plc")
    assert phase(rig) is Phase.EXECUTE


def test_a_stopped_order_does_not_start_by_itself(rig: Rig) -> None:
    rig.do(e.DeviceLost, device="plc", said="no heartbeat", hint="Check the PLC.")
    rig.ask(e.StopAsked, reason="")
    rig.do(e.DeviceBack, device="plc")
    assert phase(rig) is Phase.STOPPED
    assert not rig.moves()


def test_finishing_clears_the_printer_and_codes_nothing_more(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    assert rig.cleared_heads == [CODER]
    rig.clear_head()
    assert not rig.at_printer
    assert rig.count(0, CodeState.SENT) == 0


def test_an_order_may_be_finished_before_it_began() -> None:
    rig = Rig()
    rig.open(make_order())
    assert rig.ask(e.FinishAsked) == ""
    assert rig.ask(e.CloseAsked) == ""
    assert rig.ask(e.FinishAsked) != ""


def test_a_finished_order_can_be_taken_up_again(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    rig.clear_head()
    rig.ask(e.StopAsked, reason="three cases short")
    assert rig.ask(e.StartAsked) == ""
    rig.bottle(1)
    assert rig.moves()


def test_what_was_never_sent_goes_back_to_the_pool(rig: Rig) -> None:
    close(rig)
    assert rig.count(0, CodeState.ALLOCATED) == 0
    assert rig.count(0, CodeState.FREE) == 200 - 3
    assert rig.count(0, CodeState.VOID) == 3


def test_only_what_is_in_doubt_can_be_voided_by_hand(rig: Rig) -> None:
    one = rig.good(1)
    assert "not in doubt" in rig.ask(e.DoubtSettled, codes=(one.code,), reason="–")
    assert rig.row(one) == "verified"


def test_voiding_names_who_and_why(rig: Rig) -> None:
    one = rig.good(1)
    rig.ask(e.BeltCleared)
    assert rig.ask(e.DoubtSettled, codes=(one.code,), reason="looked everywhere") == ""
    move = rig.of_type(r.CodesMoved)[-1]
    assert (move.reason, move.by) == ("looked everywhere", "line leader")


def test_a_sample_is_taken_of_a_verified_bottle_only(rig: Rig) -> None:
    good, unread = rig.good(1), rig.coded(2)
    desk = Desk(rig)
    assert desk.sample(good) == ""
    assert rig.row(good) == "sampled"
    assert desk.sample(unread) == "state"
    assert desk.sample(good) == "state"


def test_a_sampled_bottle_is_not_packed_and_not_missed(rig: Rig) -> None:
    sample = rig.good(1)
    assert Desk(rig).sample(sample) == ""
    content = rig.bottles(2, 4)
    rig.present(1, content)
    assert rig.row(sample) == "sampled"
    assert rig.kinds() == set()


def test_an_order_of_one_level_of_containers_uploads_its_cases() -> None:
    rig = Rig().run(make_order(levels=2))
    rig.full_case(1, 1)
    assert [one.container for one in rig.of_type(r.BatchReady)] == [1]
    close(rig)
    rig.settle()
