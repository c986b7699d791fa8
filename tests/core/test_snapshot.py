"""The picture for screens: plain values only, and all that a person must see."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from station.core import events as e
from station.core.packaging import PackMode
from station.core.snapshot import Snapshot, picture
from station.core.states import CodeState
from tests.core.rig import Rig, make_order


def shown(rig: Rig) -> Snapshot:
    return picture(rig.state, rig.now_ms)


def test_a_line_without_an_order_has_a_picture() -> None:
    empty = shown(Rig())
    assert (empty.order, empty.phase, empty.running, empty.packs) == ("", "idle", False, ())


def test_the_picture_crosses_a_process_as_json() -> None:
    rig = Rig().run(make_order())
    rig.do(e.LineEventsLost, count=1)
    rig.present(1, rig.bottles(1, 3))
    told = asdict(shown(rig))
    assert json.loads(json.dumps(told)) == json.loads(json.dumps(told, default=repr))


def test_counts_are_those_of_the_line() -> None:
    rig = Rig().run(make_order())
    rig.full_case(1, 1)
    rig.good(5)
    told = shown(rig)
    assert told.count(0, CodeState.BOUND) == 4
    assert told.count(0, CodeState.VERIFIED) == 1
    assert told.count(0, CodeState.REJECTED) == 0
    assert told.items_on_belt == 1
    assert sum(n for level, _, n in told.counts if level == 0) == 200


def test_an_alarm_says_where_what_and_what_to_do() -> None:
    rig = Rig().run(make_order())
    rig.do(e.LineEventsLost, count=3)
    (alarm,) = shown(rig).alarms
    assert (alarm.kind, alarm.where, alarm.detail) == ("events_lost", "belt", "3 events")
    assert alarm.since_ms == rig.now_ms
    assert alarm.holds
    assert not alarm.clears_itself
    assert alarm.what
    assert alarm.do_zh


def test_a_look_down_case_shows_how_many_went_in_and_which_places_are_seen() -> None:
    rig = Rig().run(make_order())
    content = rig.bottles(1, 3)
    case = shown(rig).packs[0]
    assert (case.filled, case.taken_slots, case.held) == (3, (0, 1, 2), False)
    rig.present(1, content)
    case = shown(rig).packs[0]
    assert (case.filled, case.held, case.shown) == (0, True, (0, 1, 2))
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    ((number, state, label, quarantined),) = shown(rig).packs[0].waiting
    assert (number, state, label, quarantined) == (1, "closed", "sent", False)


@pytest.mark.parametrize("wish", [False, True])
def test_a_wish_for_a_partial_case_is_shown(wish: bool) -> None:
    rig = Rig().run(make_order())
    if wish:
        rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert shown(rig).packs[0].partial_asked is wish


def test_a_case_by_queue_shows_its_taken_places_and_its_quarantine() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    content = rig.bottles(1, 5)
    rig.confirm_last(1, content[0])
    case = shown(rig).packs[0]
    assert case.taken_slots == (0,)
    assert case.waiting == ((1, "full", "", True),)


def test_heads_show_what_is_ready_and_what_is_at_the_printer() -> None:
    rig = Rig().run(make_order())
    coder = shown(rig).heads[0]
    assert (coder.name, coder.level, coder.status, coder.sent) == ("coder", 0, "ready", 3)
    assert coder.stock > 0
