"""What an order says of itself, its target and its changes, before and while it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.order import Scene, why_not
from station.core.states import CodeState, Phase
from tests.core.rig import Rig, make_order

ORDER = make_order()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"expiry": "2025-12-31"}, "expires on 2025-12-31, before it is produced on 2026-01-01"),
        ({"produced": ""}, "no date of production"),
        ({"produced": "01.02.2026"}, "write YYYY-MM-DD"),
        ({"expiry": "2026-02-30"}, "expiry is '2026-02-30', not a date"),
        ({"produced": "20260101"}, "not a date"),
        ({"target": 0}, "at least one item"),
        ({"region": "Zhejiang"}, "name the dealer too"),
        ({"approval": "A-1"}, "name the campaign too"),
        ({"scenes": (Scene.MARKETING, Scene.MARKETING)}, "named twice"),
    ],
)
def test_an_order_that_contradicts_itself_is_refused(change: dict[str, Any], why: str) -> None:
    rig = Rig()
    assert why in rig.ask(e.OrderGiven, order=replace(ORDER, **change))
    assert not rig.records


@pytest.mark.parametrize(
    "change",
    [
        {"expiry": "2026-01-01"},
        {"dealer": "Hangzhou Drinks", "region": "Zhejiang"},
        {"dealer": "Hangzhou Drinks"},
        {"campaign": "Spring", "approval": "A-1", "activity": "lottery-7"},
        {"campaign": "Spring"},
        {"scenes": tuple(Scene)},
    ],
)
def test_an_order_that_fits_is_opened_whole(change: dict[str, Any]) -> None:
    rig, order = Rig(), replace(ORDER, **change)
    assert why_not(order) == ""
    assert rig.ask(e.OrderGiven, order=order) == ""
    assert rig.of_type(r.OrderOpened) == [r.OrderOpened(order)]


def test_an_order_number_is_used_once_even_after_it_was_closed() -> None:
    rig = Rig()
    rig.open(ORDER)
    rig.ask(e.FinishAsked)
    assert rig.ask(e.CloseAsked) == ""
    assert "used before" in rig.ask(e.OrderGiven, order=ORDER)


def test_no_code_of_a_campaign_is_printed_before_the_brand_approved_it() -> None:
    rig = Rig()
    rig.open(replace(ORDER, campaign="Spring"))
    assert "no approval number of the brand" in rig.ask(e.StartAsked)
    assert not rig.at_printer
    assert rig.ask(e.OrderChangeAsked, approval="A-2026-7") == ""
    assert rig.ask(e.StartAsked) == ""
    assert rig.ledger.orders["O1"].approval == "A-2026-7"


def test_an_approval_number_is_given_once() -> None:
    rig = Rig()
    rig.open(replace(ORDER, campaign="Spring", approval="A-1"))
    assert "approved under A-1 already" in rig.ask(e.OrderChangeAsked, approval="A-2")
    assert "name the campaign" in open_plain().ask(e.OrderChangeAsked, approval="A-2")


def open_plain() -> Rig:
    rig = Rig()
    rig.open(ORDER)
    return rig


def test_a_change_that_changes_nothing_says_so() -> None:
    assert "nothing would change" in open_plain().ask(e.OrderChangeAsked, target=ORDER.target)


def test_a_pause_says_why_and_by_whom_and_goes_on_where_it_was() -> None:
    rig = Rig().run(ORDER)
    first = rig.good(1)
    assert rig.ask(e.StopAsked, reason="cleaning") == ""
    pause = rig.of_type(r.PhaseChanged)[-1]
    assert (pause.phase, pause.reason, pause.by) == (Phase.STOPPED, "cleaning", "line leader")
    assert rig.ask(e.StartAsked) == ""
    second = rig.good(2)
    assert [rig.row(one) for one in (first, second)] == ["verified", "verified"]


# ---------------------------------------------------------------- the target


def small(target: int = 4, **more: Any) -> Any:
    return replace(ORDER, target=target, **more)


def test_at_its_target_the_order_asks_to_be_finished_and_sends_no_more_codes() -> None:
    rig = Rig(depth=3).run(small())
    rig.bottles(1, 4)
    assert rig.alarm(AlarmKind.TARGET_REACHED) is not None
    assert not rig.moves()
    assert len(rig.at_printer) <= 3
    sent = sum(row.sends for row in rig.ledger.codes.values())
    assert sent <= 4 + 3
    assert rig.ask(e.FinishAsked) == ""
    assert rig.moves()
    assert rig.alarm(AlarmKind.TARGET_REACHED) is None


@pytest.mark.parametrize("depth", [1, 3, 8])
def test_no_more_are_made_than_the_target_and_what_is_on_its_way(depth: int) -> None:
    """Whoever lets the belt run on gets what is at the printer and on the belt, and no more."""
    rig = Rig(depth=depth).run(small())
    for trigger in range(1, 30):
        rig.do(e.AtCoder, trigger=trigger)
        if rig.at_printer:
            one = rig.print_one()
            rig.do(e.AtCamera, trigger=trigger)
            rig.see(trigger, one.data)
    made = rig.count(0, CodeState.VERIFIED) + rig.count(0, CodeState.BOUND)
    assert 4 <= made <= 4 + depth


def test_rejects_do_not_count_towards_the_target() -> None:
    rig = Rig().run(small())
    rig.coded(1)
    rig.see(1)
    rig.do(e.ItemRejected, trigger=1)
    rig.bottles(2, 3)
    assert rig.alarm(AlarmKind.TARGET_REACHED) is None
    rig.bottle(5)
    assert rig.alarm(AlarmKind.TARGET_REACHED) is not None


def test_a_raised_target_lets_the_line_go_on_by_itself() -> None:
    rig = Rig().run(small())
    rig.bottles(1, 4)
    assert rig.ask(e.OrderChangeAsked, target=6) == ""
    assert rig.moves()
    rig.bottles(5, 2)
    assert rig.alarm(AlarmKind.TARGET_REACHED) is not None
    assert rig.ledger.orders["O1"].target == 6


def test_nobody_clears_the_alarm_by_hand_or_starts_again_over_the_target() -> None:
    rig = Rig().run(small())
    rig.bottles(1, 4)
    alarm = rig.alarm(AlarmKind.TARGET_REACHED)
    assert alarm is not None
    assert "Finish the order, or raise its target" in rig.ask(e.AlarmClearAsked, alarm=alarm.number)
    rig.ask(e.StopAsked, reason="break")
    assert "the target of 4 is reached; raise it" in rig.ask(e.StartAsked)


def test_a_line_may_finish_at_its_target_by_itself() -> None:
    rig = Rig()
    rig.state = replace(rig.state, limits=replace(rig.state.limits, finish_at_target=True))
    rig.run(small())
    rig.bottles(1, 4)
    assert rig.state.phase is Phase.COMPLETING
    assert rig.of_type(r.PhaseChanged)[-1].reason == "the target of 4 is reached"
    assert rig.cleared_heads
    assert rig.kinds() == set()
