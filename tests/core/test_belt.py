"""From the coder to the packer: sightings early, late and never, rejects, and what vanished."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.facts import Issued
from station.core.states import CodeState
from tests.core.rig import CAMERA, Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def passed(rig: Rig, trigger: int) -> bool | None:
    return rig.verdicts.get((0, trigger))


def test_a_good_bottle_is_recorded_before_it_is_let_pass(rig: Rig) -> None:
    one = rig.good(1)
    assert rig.row(one) == "verified"
    assert passed(rig, 1) is True


def test_a_blank_bottle_is_rejected(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=1)
    rig.do(e.AtCamera, trigger=1)
    rig.see(1)
    assert (rig.verdict_of(1), passed(rig, 1)) == ("no_read", False)


def test_a_smeared_code_is_rejected_with_its_bottle(rig: Rig) -> None:
    smeared = rig.coded(1)
    rig.see(1)
    rig.do(e.ItemRejected, trigger=1)
    rig.bottle(2)
    assert rig.row(smeared) == "rejected"


def test_a_result_before_the_plc_speaks_counts_once(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=1)
    one = rig.print_one()
    rig.see(1, one.data)
    rig.do(e.AtCamera, trigger=1)
    rig.do(e.Tick)
    assert passed(rig, 1) is True
    assert len(rig.of_type(r.Judged)) == 1


def test_a_result_after_the_window_changes_nothing(rig: Rig) -> None:
    late = rig.coded(1)
    rig.now_ms += 1_600
    rig.do(e.Tick)
    assert (rig.verdict_of(1), passed(rig, 1)) == ("too_late", False)
    rig.see(1, late.data)
    assert passed(rig, 1) is False
    assert rig.row(late) != "verified"


def test_results_out_of_order_are_all_good(rig: Rig) -> None:
    bottles = [rig.coded(trigger) for trigger in (1, 2, 3)]
    for trigger in (3, 1, 2):
        rig.see(trigger, bottles[trigger - 1].data)
    assert [rig.row(one) for one in bottles] == ["verified"] * 3
    assert not rig.of_type(r.Resynced)


def test_a_second_result_for_the_same_item_is_not_a_second_verdict(rig: Rig) -> None:
    one = rig.good(1)
    rig.see(1)
    rig.see(1, one.data)
    assert [record.verdict for record in rig.of_type(r.Judged)] == ["good"]


def test_a_bottle_taken_before_the_camera_is_missed_at_the_next_one(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=1)
    taken = rig.print_one()
    rig.bottle(2)
    assert rig.verdict_of(1) == "missing"
    assert rig.row(taken) == "in_doubt"


def test_a_bottle_taken_behind_the_camera_is_missed_at_the_packer(rig: Rig) -> None:
    taken = rig.good(1)
    rig.bottle(2)
    assert rig.row(taken) == "in_doubt"


def test_swapped_bottles_are_each_taken_for_what_they_carry(rig: Rig) -> None:
    first, second = rig.coded(1), rig.coded(2)
    rig.see(1, second.data)
    rig.see(2, first.data)
    assert (rig.row(first), rig.row(second)) == ("verified", "verified")
    assert (passed(rig, 1), passed(rig, 2)) == (True, True)


def test_no_verdict_in_time_is_a_reject_by_the_plc(rig: Rig) -> None:
    one = rig.coded(1)
    rig.do(e.ItemRejected, trigger=1)
    assert rig.verdict_of(1) == "too_late"
    rig.see(1, one.data)
    rig.bottle(2)
    assert rig.row(one) == "rejected"


def test_a_good_bottle_that_was_kicked_all_the_same_is_rejected(rig: Rig) -> None:
    one = rig.good(1)
    rig.do(e.ItemRejected, trigger=1)
    assert rig.row(one) == "rejected"
    rig.do(e.AtPacker, trigger=1)
    assert rig.state.packs[1].arrived == ()


def test_an_unverified_item_in_the_packer_holds_the_line(rig: Rig) -> None:
    rig.coded(1)
    rig.see(1)
    rig.do(e.AtPacker, trigger=1)
    alarm = rig.alarm(AlarmKind.REJECT_FAILED)
    assert alarm is not None
    assert alarm.where == "item 1"
    assert not rig.moves()


def test_a_rejecter_that_fails_holds_the_line(rig: Rig) -> None:
    rig.coded(1)
    rig.see(1)
    rig.do(e.RejectFailed, trigger=1)
    assert not rig.moves()


@pytest.mark.parametrize("limit", [1, 3, 5])
def test_the_line_stops_after_so_many_rejects_in_a_row(limit: int) -> None:
    rig = Rig().run(make_order(rejects_in_row_max=limit))
    for trigger in range(1, limit):
        rig.coded(trigger)
        rig.see(trigger)
    assert rig.moves()
    rig.coded(limit)
    rig.see(limit)
    assert not rig.moves()
    alarm = rig.alarm(AlarmKind.REJECTS_IN_ROW)
    assert alarm is not None
    rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="nozzle cleaned")
    assert rig.moves()
    assert rig.state.rejects_in_row == 0


def test_a_good_bottle_between_rejects_starts_the_count_again(rig: Rig) -> None:
    for trigger in range(1, 20):
        one = rig.coded(trigger)
        rig.see(trigger, *([one.data] if trigger % 4 == 0 else []))
    assert rig.moves()


# ---------------------------------------------------------------- the same code on two items


def twice(rig: Rig, first: Issued, trigger: int) -> None:
    """A second bottle with the ink of the first comes to the camera."""
    rig.do(e.AtCoder, trigger=trigger)
    rig.do(e.AtCamera, trigger=trigger)
    rig.see(trigger, first.data)


def test_both_bottles_with_one_code_are_stopped_on_the_belt(rig: Rig) -> None:
    first = rig.good(1)
    twice(rig, first, 2)
    assert (rig.verdict_of(2), passed(rig, 2)) == ("duplicate", False)
    assert rig.row(first) == "rejected"
    assert not rig.moves()
    rig.do(e.AtPacker, trigger=1)
    assert AlarmKind.REJECT_FAILED.value in rig.kinds()
    assert rig.state.packs[1].arrived == ()


def test_a_twin_in_the_open_case_must_be_taken_out(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    twice(rig, content[0], 5)
    rig.present(1, content)
    alarm = rig.alarm(AlarmKind.CASE_WRONG)
    assert alarm is not None
    assert content[0].data.decode() in alarm.detail
    assert not rig.labels


def test_a_twin_of_a_packed_bottle_quarantines_its_case(rig: Rig) -> None:
    content = rig.full_case(1, 1)
    twice(rig, content[2], 9)
    assert rig.verdict_of(9) == "already_packed"
    assert rig.ledger.containers[1].quarantined
    assert not rig.moves()


def test_the_right_label_does_not_lift_a_quarantine_for_a_twin(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content)
    twice(rig, content[2], 9)
    rig.labelled(1)
    assert rig.ledger.containers[1].state.value == "confirmed"
    assert rig.ledger.containers[1].quarantined


def test_a_code_in_the_wrong_symbol_is_rejected_with_its_bottle(rig: Rig) -> None:
    one = rig.coded(1)
    rig.see(1, one.data, aim="]d1")
    assert rig.verdict_of(1) == "wrong_symbol"
    assert rig.row(one) == "rejected"


# ---------------------------------------------------------------- lost words of the PLC


def test_lost_events_hold_the_line_until_the_belt_is_cleared(rig: Rig) -> None:
    rig.do(e.LineEventsLost, count=2)
    assert not rig.moves()
    rig.ask(e.BeltCleared)
    alarm = rig.alarm(AlarmKind.EVENTS_LOST)
    assert alarm is not None
    rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="belt cleared")
    assert rig.moves()


def test_a_lost_word_of_the_coder_loses_no_verdict(rig: Rig) -> None:
    one = rig.print_one()
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, one.data)
    assert passed(rig, 1) is True


def test_a_cleared_belt_leaves_no_item_and_no_printed_code_open(rig: Rig) -> None:
    unread, unseen, good = rig.coded(1), rig.coded(2), rig.good(3)
    rig.ask(e.BeltCleared)
    assert not rig.state.belt.items
    assert rig.count(0, CodeState.PRINTED) == 0
    assert {rig.row(one) for one in (unread, unseen)} <= {"in_doubt", "rejected"}
    assert rig.row(good) == "in_doubt"


def test_a_cleared_belt_keeps_what_is_in_the_packer(rig: Rig) -> None:
    inside = rig.bottle(1)
    rig.ask(e.BeltCleared)
    assert rig.row(inside) == "verified"


@pytest.mark.parametrize("kind", [e.ItemRejected, e.AtPacker])
def test_an_item_of_before_a_restart_gets_no_second_verdict(rig: Rig, kind: type) -> None:
    rig.coded(1)
    rig.now_ms += 1_600
    rig.do(e.Tick)
    rig.restart()
    rig.do(kind, trigger=1)
    assert len([j for j in rig.of_type(r.Judged) if j.trigger == 1]) == 1


def test_the_picture_of_a_bad_item_is_kept_and_that_of_a_good_one_is_not(rig: Rig) -> None:
    one = rig.coded(1)
    symbols = (rig.seen(one.data),)
    rig.do(e.Sighting, device=CAMERA, trigger=1, symbols=symbols, picture="1.png")
    rig.coded(2)
    rig.do(e.Sighting, device=CAMERA, trigger=2, symbols=(), picture="2.png")
    assert [record.picture for record in rig.of_type(r.Judged)] == ["", "2.png"]
