"""What QA decides: samples, destruction, a good re-read, quarantine and release."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.facts import Issued
from station.core.rework_events import DropReason, Fate
from station.core.states import ContainerState
from tests.core.desk import DAMAGE, QA
from tests.core.plant import FIRST, PALLET, SECOND, Plant, ship
from tests.core.rig import WHO


@pytest.fixture
def plant() -> Plant:
    return Plant()


def unread(plant: Plant, trigger: int = 20) -> Issued:
    one = plant.rig.coded(trigger)
    plant.rig.see(trigger)
    plant.rig.do(e.ItemRejected, trigger=trigger)
    plant.rig.good(trigger + 1)
    assert plant.rig.row(one) == "rejected"
    return one


def doubted(plant: Plant) -> Issued:
    one = plant.spare[1]
    plant.rig.ask(e.BeltCleared)
    assert plant.rig.row(one) == "in_doubt"
    return one


# ---------------------------------------------------------------- samples, destruction


def test_a_sample_is_taken_loose_packed_or_kicked_off(plant: Plant) -> None:
    kicked = unread(plant)
    for one in (plant.spare[0], plant.first[0], kicked):
        assert plant.desk.sample(one) == ""
        assert plant.rig.row(one) == "sampled"
    assert plant.held(FIRST) == {one.code for one in plant.first[1:]}
    assert plant.ledger.containers[FIRST].reason == QA
    assert plant.corrections() == [(PALLET, False), (PALLET, True)]
    plant.rig.settle()


def test_a_wrong_sample_is_good_and_loose_again(plant: Plant) -> None:
    plant.desk.sample(plant.first[0])
    assert plant.desk.unsample(plant.first[0]) == ""
    assert plant.rig.row(plant.first[0]) == "verified"
    assert plant.desk.add([plant.first[0]], FIRST) == ""
    assert plant.desk.unsample(plant.first[0]) == "state"
    plant.rig.settle()


def test_what_is_destroyed_is_void_for_good(plant: Plant) -> None:
    lost, kicked = doubted(plant), unread(plant)
    taken = plant.first[1]
    plant.desk.sample(taken)
    for one in (plant.first[0], lost, kicked, taken):
        assert plant.desk.destroy(one) == ""
        assert plant.rig.row(one) == "void"
        assert plant.desk.destroy(one) == "state"
        assert plant.desk.sample(one) == "state"
    moved = plant.rig.of_type(r.CodesMoved)[-1]
    assert (moved.reason, moved.by) == (DAMAGE, WHO)
    plant.rig.settle()


def test_a_case_is_not_sampled_by_its_label(plant: Plant) -> None:
    assert plant.desk.sample(plant.label(FIRST)) == "level"
    assert plant.desk.destroy(plant.label(PALLET)) == "level"
    assert plant.desk.accept(plant.label(FIRST)) == "level"


def test_what_is_on_its_way_is_neither_sampled_nor_destroyed(plant: Plant) -> None:
    one = plant.rig.coded(20)
    assert plant.desk.sample(one) == "state"
    assert plant.desk.destroy(one) == "state"
    assert plant.desk.accept(one) == "state"


def test_a_sample_that_passes_the_packer_afterwards_is_not_packed(plant: Plant) -> None:
    plant.desk.sample(plant.spare[0])
    plant.rig.do(e.AtPacker, trigger=9)
    plant.rig.do(e.AtPacker, trigger=10)
    assert plant.rig.state.packs[1].arrived == (plant.spare[1].code,)


@pytest.mark.parametrize("word", DropReason)
def test_each_reason_of_the_shared_list_is_taken(plant: Plant, word: DropReason) -> None:
    scan = plant.desk.scan(plant.spare[0])
    from station.core.rework_events import DestroyAsked

    assert plant.desk.ask(DestroyAsked, what=scan, reason=word.value) == ""


# ---------------------------------------------------------------- a good re-read


def test_a_rejected_item_that_reads_well_is_good_again(plant: Plant) -> None:
    kicked = unread(plant)
    assert plant.desk.accept(kicked, grade="3.5/10/660") == ""
    assert plant.rig.row(kicked) == "verified"
    assert plant.rig.of_type(r.Reworked)[-1].grade == "3.5/10/660"
    assert plant.desk.replace(plant.first[0], kicked, FIRST) == ""
    plant.rig.settle()


def test_an_item_in_doubt_that_turns_up_is_seen_then_good(plant: Plant) -> None:
    one = doubted(plant)
    assert plant.desk.accept(one) == ""
    assert [m.cause for m in plant.rig.of_type(r.CodesMoved)[-2:]] == ["print", "verify"]
    assert one.code in plant.rig.state.table
    plant.rig.settle()


def test_what_is_void_sampled_bound_or_good_is_not_accepted(plant: Plant) -> None:
    plant.desk.destroy(plant.first[0])
    plant.desk.sample(plant.first[1])
    told = {
        plant.first[0]: "void",
        plant.first[1]: "sample",
        plant.first[2]: f"container {FIRST}",
        plant.spare[0]: "good already",
    }
    for one, words in told.items():
        assert plant.desk.accept(one) == "state"
        assert words in plant.rig.refused[-1].why


def test_a_code_that_was_seen_on_two_items_is_never_accepted(plant: Plant) -> None:
    """Both carry it, so one of them would be sold with a code that is sold twice."""
    twin = plant.spare[0]
    plant.rig.do(e.AtCamera, trigger=30)
    plant.rig.see(30, twin.data)
    assert plant.rig.row(twin) == "rejected"
    assert plant.desk.accept(twin) == "twin"


# ---------------------------------------------------------------- quarantine


def test_a_case_in_quarantine_stays_there_until_it_is_released(plant: Plant) -> None:
    assert plant.desk.quarantine(plant.first[0]) == ""
    assert plant.ledger.containers[FIRST].quarantined
    assert plant.desk.quarantine(plant.label(FIRST)) == "quarantine"
    assert plant.desk.release(plant.first[0]) == ""
    assert plant.desk.release(plant.first[0]) == "quarantine"
    told = [(one.quarantined, one.by, one.reason) for one in plant.rig.of_type(r.QuarantineChanged)]
    assert told == [(True, WHO, "complaint: leaking"), (False, WHO, "looked after")]
    plant.rig.settle()


def test_a_case_on_the_line_is_quarantined_and_the_line_settles_it(plant: Plant) -> None:
    content = plant.rig.bottles(11, 4)
    plant.rig.present(9, content)
    number = plant.desk.scan(content[0]).holders[0].number
    assert plant.desk.quarantine(content[0]) == ""
    assert plant.rig.container(number).quarantined
    assert plant.desk.release(content[0]) == "on_line"
    plant.rig.labelled(2)
    assert plant.state(number) is ContainerState.CONFIRMED
    assert plant.desk.release(content[0]) == ""


def test_what_is_shipped_or_gone_is_not_quarantined(plant: Plant) -> None:
    label = plant.label(SECOND)
    plant.desk.empty(plant.second[0], Fate.DESTROY)
    assert plant.desk.quarantine(label) == "gone"
    ship(plant, PALLET)
    assert plant.desk.quarantine(plant.first[0]) == "shipped"


def test_an_emptied_case_is_not_in_quarantine_any_more(plant: Plant) -> None:
    plant.desk.quarantine(plant.first[0])
    plant.desk.empty(plant.first[0], Fate.DESTROY)
    assert not plant.ledger.containers[FIRST].quarantined


def test_a_duplicate_of_a_packed_bottle_quarantines_its_case_until_qa_has_looked(
    plant: Plant,
) -> None:
    plant.rig.do(e.AtCamera, trigger=30)
    plant.rig.see(30, plant.first[0].data)
    assert plant.rig.alarm(AlarmKind.DUPLICATE) is not None
    assert plant.ledger.containers[FIRST].quarantined
    assert plant.desk.remove(plant.first[:1], FIRST, Fate.DESTROY) == ""
    assert plant.desk.release(plant.first[1]) == ""
    plant.rig.settle()
