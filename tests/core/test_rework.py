"""Rework of what is in containers: each is all or nothing, on record, and told to the platform."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.clearance import open_points
from station.core.facts import Issued
from station.core.rework_events import Fate
from station.core.states import CodeState, ContainerState, Phase
from tests.core.desk import DAMAGE, SLIP, Desk
from tests.core.plant import FIRST, PALLET, SECOND, Plant
from tests.core.rig import WHO, Rig, make_order


@pytest.fixture
def plant() -> Plant:
    made = Plant()
    assert set(made.ledger.containers) == {FIRST, SECOND, PALLET}
    return made


def codes(items: list[Issued]) -> set[int]:
    return {one.code for one in items}


# ---------------------------------------------------------------- what each does


def test_a_broken_bottle_gives_its_place_to_a_good_one(plant: Plant) -> None:
    broken, good = plant.first[1], plant.spare[0]
    before = len(plant.rig.records)
    assert plant.desk.replace(broken, good, FIRST) == ""
    records = plant.rig.records[before:]
    assert plant.ledger.children[FIRST][1] == good.code
    assert (plant.rig.row(broken), plant.rig.row(good)) == ("void", "bound")
    assert [type(one).__name__ for one in records] == [
        *("Reworked", "ContainerMoved", "Unbound", "CodesMoved", "Bound"),
        *("ContainerMoved",) * 4,
        "BatchReady",
    ]
    done = records[0]
    assert isinstance(done, r.Reworked)
    assert (done.action, done.container, done.reason, done.by) == ("replace", FIRST, DAMAGE, WHO)
    assert (done.out_of_it, done.into_it) == ((broken.code,), (good.code,))
    plant.rig.settle()


def test_the_platform_is_told_once_by_a_batch_that_replaces_the_last_one(plant: Plant) -> None:
    (first,) = plant.ledger.batches
    plant.desk.replace(plant.first[0], plant.spare[0], FIRST)
    plant.desk.replace(plant.first[1], plant.spare[1], FIRST)
    _, second, third = plant.ledger.batches
    told = plant.ledger.batches
    assert [told[seq].container for seq in told] == [PALLET] * 3
    assert [told[seq].replaces for seq in told] == [0, first, second]
    assert third > second


def test_a_case_that_nobody_was_told_of_yet_needs_no_correction() -> None:
    rig = Rig().run(make_order())
    desk, content = Desk(rig), rig.full_case(1, 1)
    assert desk.remove(content[:1], FIRST) == ""
    assert not rig.of_type(r.BatchReady)


@pytest.mark.parametrize(
    ("fate", "state"),
    [
        *((Fate.LOOSE, "verified"), (Fate.REJECT, "rejected")),
        *((Fate.SAMPLE, "sampled"), (Fate.DESTROY, "void")),
    ],
)
def test_what_is_removed_has_the_fate_that_was_said(plant: Plant, fate: Fate, state: str) -> None:
    assert plant.desk.remove(plant.first[:2], FIRST, fate) == ""
    assert {plant.rig.row(one) for one in plant.first[:2]} == {state}
    row = plant.ledger.containers[FIRST]
    assert (row.state, row.reason) == (ContainerState.CONFIRMED, DAMAGE)
    assert plant.held(FIRST) == codes(plant.first[2:])
    plant.rig.settle()


def test_a_partial_case_is_filled_up(plant: Plant) -> None:
    plant.desk.remove(plant.first[:2], FIRST, Fate.DESTROY)
    assert plant.desk.add(plant.spare, FIRST) == ""
    assert plant.held(FIRST) == codes(plant.first[2:] + plant.spare)
    plant.rig.settle()


def test_bottles_move_from_one_case_to_another(plant: Plant) -> None:
    plant.desk.remove(plant.first[:2], FIRST, Fate.DESTROY)
    assert plant.desk.move(plant.second[:2], FIRST) == ""
    assert plant.held(FIRST) == codes(plant.first[2:] + plant.second[:2])
    assert plant.held(SECOND) == codes(plant.second[2:])
    assert plant.corrections() == [(PALLET, False), (PALLET, True), (PALLET, True)]
    plant.rig.settle()


def test_an_emptied_case_is_none_any_more(plant: Plant) -> None:
    label = plant.label(FIRST)
    assert plant.desk.empty(plant.first[2]) == ""
    assert plant.rig.row(label) == "void"
    assert {plant.rig.row(one) for one in plant.first} == {"verified"}
    assert plant.held(PALLET) == {plant.label(SECOND).code}
    assert plant.state(PALLET) is ContainerState.CONFIRMED
    plant.rig.settle()


@pytest.mark.parametrize("way", ["remove", "move", "empty"])
def test_a_container_that_loses_everything_takes_its_outer_one_along(way: str) -> None:
    """A pallet with one case: without the case it is no pallet, and the platform hears so."""
    rig = Rig().run(make_order())
    desk = Desk(rig)
    content = rig.full_case(1, 1)
    rig.ask(e.PartialCloseAsked, level=2, reason="end of shift")
    pallet = rig.labelled(1)
    other = rig.full_case(2, 5)
    target = max(n for n, row in rig.ledger.containers.items() if row.level == 1)
    if way == "move":
        assert desk.remove(other[1:], target, Fate.DESTROY) == ""
        assert desk.remove(content[1:], FIRST, Fate.DESTROY) == ""
        assert desk.move(content[:1], target) == ""
    elif way == "remove":
        assert desk.remove(content, FIRST, Fate.REJECT) == ""
    else:
        assert desk.empty(content[0], Fate.REJECT) == ""
    assert rig.row(pallet.issued) == "void"
    assert not rig.ledger.children[pallet.container]
    last = list(rig.ledger.batches.values())[-1]
    assert (last.container, bool(last.replaces)) == (pallet.container, True)
    rig.settle()


def test_a_case_moves_to_another_pallet_with_all_that_is_in_it(plant: Plant) -> None:
    rig, desk = plant.rig, plant.desk
    third = rig.full_case(3, 11)
    rig.ask(e.PartialCloseAsked, level=2, reason="end of shift")
    other = rig.labelled(2).container
    assert desk.move([plant.label(FIRST)], other) == ""
    assert plant.label(FIRST).code in plant.held(other)
    assert plant.held(PALLET) == {plant.label(SECOND).code}
    last = list(plant.ledger.batches.values())[-2:]
    assert [one.container for one in last] == [PALLET, other], "the leaving before the arriving"
    assert plant.held(FIRST) == codes(plant.first)
    assert third
    rig.settle()


def test_a_case_taken_off_a_pallet_keeps_the_order_open_until_it_is_put_somewhere(
    plant: Plant,
) -> None:
    case = plant.label(FIRST)
    assert plant.desk.remove([case], PALLET) == ""
    assert plant.rig.row(case) == "verified"
    assert "table" in {point.key for point in open_points(plant.rig.state)}
    assert plant.desk.add([case], PALLET) == ""
    assert "table" not in {point.key for point in open_points(plant.rig.state)}
    plant.rig.settle()


def test_loose_items_are_no_items_on_the_belt(plant: Plant) -> None:
    """Whoever says that the belt is clear says nothing about the rework table."""
    plant.desk.remove(plant.first[:1], FIRST)
    plant.rig.ask(e.BeltCleared)
    assert plant.rig.row(plant.first[0]) == "verified"
    assert plant.rig.row(plant.spare[0]) == "in_doubt"


def test_a_loose_item_may_fill_the_case_under_the_camera(plant: Plant) -> None:
    plant.desk.remove(plant.first[:1], FIRST)
    content = [*plant.rig.bottles(11, 3), plant.first[0]]
    plant.rig.present(7, content)
    assert plant.rig.row(plant.first[0]) == "bound"
    plant.rig.settle()


def test_an_open_pallet_gives_and_takes_cases() -> None:
    """It has no label yet; any case on it names it."""
    rig = Rig().run(make_order(per_pallet=3))
    desk = Desk(rig)
    rig.full_case(1, 1)
    rig.full_case(2, 5)
    case = desk.label_of(FIRST)
    fields = {"label": desk.label_of(SECOND), "fate": Fate.LOOSE, "reason": SLIP}
    assert desk.ask(w.RemoveAsked, out=(case,), **fields) == ""
    assert pallet_holds(rig) == 1
    again = desk.label_of(FIRST)
    assert desk.ask(w.AddAsked, put=(again,), label=desk.label_of(SECOND), reason=SLIP) == ""
    assert pallet_holds(rig) == 2
    rig.full_case(3, 9)
    assert rig.labelled(1).container == PALLET
    rig.settle()


def pallet_holds(rig: Rig) -> int:
    pallet = rig.state.packs[2].open
    return len(pallet.children) if pallet is not None else 0


def test_an_item_of_a_case_in_quarantine_may_be_replaced_and_the_case_stays_there(
    plant: Plant,
) -> None:
    plant.desk.quarantine(plant.first[0])
    assert plant.desk.replace(plant.first[0], plant.spare[0], FIRST) == ""
    assert plant.ledger.containers[FIRST].quarantined


# ---------------------------------------------------------------- orders that are closed


def test_a_closed_order_replaces_from_another_case_and_leaves_nothing_loose(plant: Plant) -> None:
    plant.close_order()
    assert plant.desk.replace(plant.first[0], plant.second[0], FIRST, Fate.DESTROY) == ""
    assert plant.second[0].code in plant.held(FIRST)
    assert plant.rig.row(plant.first[0]) == "void"
    told = list(plant.ledger.batches.values())[-2:]
    assert [one.container for one in told] == [PALLET, 0], "the pallet, then the closing report"
    assert all(one.replaces for one in told)
    plant.rig.settle()


@pytest.mark.parametrize("next_order", [False, True])
def test_a_closed_order_is_reworked_whatever_is_on_the_line(plant: Plant, next_order: bool) -> None:
    plant.close_order()
    if next_order:
        plant.next_order()
    assert plant.desk.sample(plant.first[0]) == ""
    assert plant.desk.destroy(plant.first[1]) == ""
    assert plant.desk.empty(plant.second[0], Fate.REJECT) == ""
    assert plant.desk.quarantine(plant.first[2]) == ""
    assert plant.desk.release(plant.first[2]) == ""
    assert plant.rig.row(plant.first[0]) == "sampled"
    assert not plant.rig.state.live
    assert plant.rig.state.phase is (Phase.IDLE if next_order else Phase.COMPLETE)
    counted = 0 if next_order else 1
    assert plant.rig.count(0, CodeState.SAMPLED) == counted, "no count of the next order"
    plant.rig.settle()
