"""The rework desk: a label is believed when it was read on its container, with proof."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.facts import Issued
from station.core.rework_events import Fate
from station.core.states import ContainerState
from tests.core.plant import FIRST, PALLET, SECOND, Plant
from tests.core.rig import CASE, HEADS


@pytest.fixture
def plant() -> Plant:
    return Plant()


def back(plant: Plant) -> None:
    plant.rig.restart()
    plant.rig.at_printer.clear()
    for name in HEADS:
        plant.rig.do(e.HeadReady, head=name, credit=3)


# ---------------------------------------------------------------- a new label


def test_a_case_gets_a_new_code_when_the_new_label_is_read_on_it(plant: Plant) -> None:
    old, desk = plant.label(FIRST), plant.desk
    assert desk.relabel(old) == ""
    new = desk.printed()
    assert plant.rig.row(old) == "bound", "until the scan nothing is exchanged"
    assert desk.label_scanned(new, plant.first[0]) == ""
    assert plant.label(FIRST) == new
    assert (plant.rig.row(old), plant.rig.row(new)) == ("void", "bound")
    assert plant.ledger.children[PALLET][0] == new.code, "in the same place"
    assert plant.held(FIRST) == {one.code for one in plant.first}
    assert plant.state(PALLET) is ContainerState.CONFIRMED
    assert plant.corrections() == [(PALLET, False), (PALLET, True)]
    assert plant.ledger.containers[FIRST].desk == 0
    plant.rig.settle()


def test_the_scan_may_be_quicker_than_the_printers_word(plant: Plant) -> None:
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    label = plant.rig.labels.popleft()
    assert plant.desk.label_scanned(label.issued, plant.first[0]) == ""
    assert plant.rig.do(e.PrintDone, head=CASE, code=label.issued.code) == ()
    plant.rig.settle()


def test_the_outermost_container_gets_a_new_code_too(plant: Plant) -> None:
    old, case = plant.label(PALLET), plant.label(FIRST)
    assert plant.desk.relabel(old) == ""
    new = plant.desk.printed()
    assert plant.desk.label_scanned(new, case) == "", "a case label on it is the proof"
    assert (plant.rig.row(old), plant.rig.row(new)) == ("void", "verified")
    assert new.code not in plant.rig.state.live, "it is at rest"
    assert plant.corrections() == [(PALLET, False), (PALLET, True)]
    plant.rig.settle()


def test_a_loose_case_gets_a_new_code_and_may_go_onto_a_pallet(plant: Plant) -> None:
    old = plant.label(FIRST)
    assert plant.desk.remove([old], PALLET) == ""
    assert plant.desk.relabel(old) == ""
    new = plant.desk.printed()
    assert plant.desk.label_scanned(new, plant.first[0]) == ""
    assert plant.desk.add([new], PALLET) == ""
    plant.rig.settle()


def test_a_case_on_a_pallet_that_stands_open_keeps_its_place(plant: Plant) -> None:
    plant.rig.full_case(3, 11)
    number = max(n for n, row in plant.ledger.containers.items() if row.level == 1)
    inside = next(iter(plant.ledger.children[number].values()))
    item = plant.desk.item(inside)
    assert item is not None
    assert plant.desk.relabel(plant.label(number)) == ""
    new = plant.desk.printed()
    assert plant.desk.label_scanned(new, item.issued) == ""
    pallet = plant.rig.state.packs[2].open
    assert pallet is not None and list(pallet.children.values()) == [new]
    plant.rig.full_case(4, 15)
    plant.rig.labelled(2)
    plant.rig.settle()


def test_a_wrong_label_quarantines_the_case_and_exchanges_nothing(plant: Plant) -> None:
    old = plant.label(FIRST)
    plant.desk.relabel(old)
    new = plant.desk.printed()
    assert plant.desk.label_scanned(plant.label(SECOND), plant.first[0]) == "label"
    alarm = plant.rig.alarm(AlarmKind.DESK_LABEL_WRONG)
    assert alarm is not None and not alarm.holds, "the line goes on"
    assert plant.ledger.containers[FIRST].quarantined
    assert plant.label(FIRST) == old
    assert plant.desk.label_scanned(new, plant.first[0]) == ""
    assert plant.rig.alarm(AlarmKind.DESK_LABEL_WRONG) is None
    assert plant.ledger.containers[FIRST].quarantined, "QA releases it, nobody else"
    assert plant.desk.release(plant.first[0]) == ""
    plant.rig.settle()


def test_a_label_of_another_case_at_the_desk_is_a_wrong_one(plant: Plant) -> None:
    for number in (FIRST, SECOND):
        plant.desk.relabel(plant.label(number))
    first, second = plant.desk.printed(), plant.desk.printed()
    assert plant.desk.label_scanned(second, plant.first[0]) == "label"
    assert plant.desk.label_scanned(first, plant.first[0]) == ""
    assert plant.desk.label_scanned(second, plant.second[0]) == ""
    plant.rig.settle()


def test_what_stands_at_the_desk_is_not_final_until_it_was_read(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    box = plant.desk.box(FIRST)
    assert box.desk is not None
    assert plant.desk.empty(plant.first[0], Fate.DESTROY) == "at_desk"


@pytest.mark.parametrize("settled", [False, True])
def test_a_label_that_the_printer_dropped_is_asked_for_anew(plant: Plant, settled: bool) -> None:
    plant.desk.relabel(plant.label(FIRST))
    lost = plant.rig.labels.popleft().issued
    if settled:
        plant.rig.do(e.CodesDoubted, head=CASE, codes=(lost.code,), reason="link lost")
        assert plant.rig.ask(e.DoubtSettled, codes=(lost.code,), reason="not found") == ""
    else:
        plant.rig.do(e.HeadCleared, head=CASE, codes=(lost.code,))
    assert plant.rig.row(lost) == "void"
    assert plant.desk.label_scanned(lost, plant.first[0]) == "state"
    assert plant.desk.reprint(FIRST) == "state"
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    new = plant.desk.printed()
    assert new != lost
    assert plant.desk.label_scanned(new, plant.first[0]) == ""
    plant.rig.settle()


def test_a_label_that_was_not_sent_leaves_when_it_is_asked_for_again(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    label = plant.rig.labels.popleft().issued
    plant.rig.do(e.HeadLost, head=CASE, said="link lost", hint="–")
    plant.rig.do(e.CodesUnsent, head=CASE, codes=(label.code,), reason="link lost")
    assert plant.desk.label_scanned(label, plant.first[0]) == "state"
    assert plant.desk.reprint(FIRST) == "printer"
    plant.rig.do(e.HeadReady, head=CASE, credit=3)
    assert plant.desk.reprint(FIRST) == ""
    assert plant.desk.printed() == label
    assert plant.desk.label_scanned(label, plant.first[0]) == ""
    plant.rig.settle()


def test_a_label_nobody_wants_any_more_is_void(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    unwanted = plant.desk.printed()
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    assert plant.rig.row(unwanted) == "void"
    assert plant.desk.label_scanned(unwanted, plant.first[0]) == "label"
    assert plant.desk.label_scanned(plant.desk.printed(), plant.first[0]) == ""
    plant.rig.settle()


# ---------------------------------------------------------------- the same label


def test_the_same_label_is_printed_again_and_confirmed_by_a_scan(plant: Plant) -> None:
    label = plant.label(FIRST)
    assert plant.desk.reprint(FIRST) == ""
    again = plant.rig.labels.popleft()
    assert (again.reprint, again.issued) == (True, label)
    told = plant.rig.of_type(r.LabelReprinted)[-1]
    assert (told.container, told.code, told.reason) == (FIRST, label.code, "label torn")
    assert plant.ledger.containers[FIRST].desk == label.code
    assert plant.desk.label_scanned(label, plant.first[0]) == ""
    assert plant.ledger.containers[FIRST].desk == 0
    assert plant.corrections() == [(PALLET, False)], "nothing changed for the platform"
    plant.rig.settle()


def test_a_reprint_may_turn_into_a_new_label(plant: Plant) -> None:
    old = plant.label(FIRST)
    plant.desk.reprint(FIRST)
    plant.rig.labels.clear()
    assert plant.desk.relabel(old) == ""
    assert plant.desk.label_scanned(plant.desk.printed(), plant.first[0]) == ""
    assert plant.rig.row(old) == "void"
    plant.rig.settle()


# ---------------------------------------------------------------- refused before anything changed


def test_without_its_printer_nothing_changes(plant: Plant) -> None:
    plant.rig.do(e.HeadLost, head=CASE, said="link lost", hint="–")
    before = len(plant.rig.records)
    assert plant.desk.relabel(plant.label(FIRST)) == "printer"
    assert plant.desk.reprint(FIRST) == "printer"
    assert len(plant.rig.records) == before


def test_a_busy_printer_gets_no_more(plant: Plant) -> None:
    plant.rig.do(e.HeadReady, head=CASE, credit=1)
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    assert plant.desk.relabel(plant.label(SECOND)) == "printer"


def test_without_a_free_code_nothing_changes(plant: Plant) -> None:
    scan = plant.desk.label_of(FIRST)
    assert plant.desk.ask(w.RelabelAsked, box=scan, reason="torn", fresh=None) == "no_code"


def test_a_pallet_that_the_line_works_on_is_waited_for(plant: Plant) -> None:
    content = plant.rig.full_case(3, 11)
    number = plant.desk.scan(content[0]).holders[0].number
    assert plant.desk.relabel(plant.label(number)) == ""
    new = plant.desk.printed()
    plant.rig.ask(e.PartialCloseAsked, level=2, reason="end of shift")
    assert plant.desk.label_scanned(new, content[0]) == "on_line"
    plant.rig.labelled(2)
    assert plant.desk.label_scanned(new, content[0]) == ""
    plant.rig.settle()


def test_a_container_that_waits_for_nothing_takes_no_label(plant: Plant) -> None:
    assert plant.desk.label_scanned(plant.label(FIRST), plant.first[0]) == "not_at_desk"
    assert plant.desk.label_scanned(plant.label(FIRST), plant.spare[0]) == "unknown"


def test_a_container_that_is_shipped_or_gone_is_not_relabelled(plant: Plant) -> None:
    label = plant.label(FIRST)
    plant.desk.empty(plant.first[0], Fate.DESTROY)
    assert plant.desk.relabel(label) == "gone"
    shipped = r.Shipped("O1", PALLET, "dealer", "north", "x")
    plant.ledger.apply(shipped)
    plant.rig.records.append(shipped)
    assert plant.desk.relabel(plant.label(SECOND)) == "shipped"
    assert plant.desk.reprint(SECOND) == "shipped"


# ---------------------------------------------------------------- restarts, closed orders


def test_the_desk_survives_a_restart(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    label = plant.rig.labels.popleft().issued
    plant.rig.do(e.CodesUnsent, head=CASE, codes=(label.code,), reason="link lost")
    plant.desk.remove(plant.second[:1], SECOND)
    back(plant)
    assert plant.ledger.containers[FIRST].desk == label.code
    assert plant.rig.state.table == {plant.second[0].code}
    stock = [one.code for head in plant.rig.state.heads.values() for one in head.stock]
    assert label.code not in stock, "it is for this case alone"
    assert plant.desk.reprint(FIRST) == ""
    assert plant.desk.label_scanned(plant.desk.printed(), plant.first[0]) == ""
    assert plant.ledger.containers[FIRST].desk == 0
    plant.rig.settle()


def test_a_label_in_doubt_after_a_restart_is_found_by_its_scan(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    label = plant.rig.labels.popleft().issued
    back(plant)
    assert plant.rig.row(label) == "in_doubt"
    assert plant.desk.label_scanned(label, plant.first[0]) == ""
    plant.rig.settle()


@pytest.mark.parametrize("next_order", [False, True])
def test_a_case_of_a_closed_order_is_relabelled(plant: Plant, next_order: bool) -> None:
    plant.close_order()
    if next_order:
        plant.next_order()
    old = plant.label(FIRST)
    assert plant.desk.relabel(old) == ""
    label = plant.rig.labels.popleft()
    assert label.order == "O1"
    plant.rig.do(e.PrintDone, head=CASE, code=label.issued.code)
    plant.rig.settle()
    assert plant.desk.label_scanned(label.issued, plant.first[0]) == ""
    assert (plant.rig.row(old), plant.rig.row(label.issued)) == ("void", "bound")
    told = list(plant.ledger.batches.values())[-2:]
    assert [one.container for one in told] == [PALLET, 0]
    plant.rig.settle()


def test_an_order_does_not_close_over_a_container_at_the_desk(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    plant.rig.ask(e.FinishAsked)
    plant.rig.clear_head()
    plant.rig.ask(e.BeltCleared)
    plant.rig.ask(e.DoubtSettled, codes=plant.rig.in_doubt(), reason="not found")
    assert "at the rework desk" in plant.rig.ask(e.CloseAsked)


def test_a_label_typed_in_another_way_is_no_scan(plant: Plant) -> None:
    plant.desk.relabel(plant.label(FIRST))
    new: Issued = plant.desk.printed()
    scan = replace(plant.desk.scan(new), data=new.data.lower())
    inside = plant.desk.scan(plant.first[0])
    assert plant.desk.ask(w.LabelScanned, label=scan, inside=inside) == "label"
