"""Pre-associated sets (套标前关联): one read confirms them all, and a broken one never passes."""

from __future__ import annotations

import random

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.packaging import INNER, PackMode
from station.core.state import Limits
from station.core.states import CodeState, ContainerState
from tests.core.desk import Desk
from tests.core.rig import Rig, issued, make_order
from tests.core.sets_line import (
    PER_CASE,
    arrive,
    bottle,
    carton,
    case,
    codes,
    content,
    finish,
    line,
    no_read,
    scan_by_hand,
    state,
)


@pytest.fixture
def rig() -> Rig:
    return line()


def test_one_read_of_the_carton_confirms_the_whole_set(rig: Rig) -> None:
    case(rig, 1, 1, 2, 3, 4)
    assert state(rig, 1) is ContainerState.CONFIRMED
    assert content(rig, 1) == codes(1, 2, 3, 4)
    assert rig.row(carton(1)) == "bound"
    assert (rig.verdicts[1, 1], rig.verdicts[2, 1]) == (True, True)
    assert not rig.state.alarms


def test_where_no_camera_reads_bottles_they_come_in_with_their_carton() -> None:
    rig = line(Limits(camera=False, confirm=False))
    rig.scan_label(1, 1, carton(1).data)
    assert content(rig, 1) == codes(1, 2, 3, 4)
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_inner_codes_of_the_file_come_in_with_their_set() -> None:
    rig = Rig(limits=Limits(camera=False, confirm=False))
    rig.run(make_order(PackMode.PRESET, preprinted=(0, 1), inner=(0,)))
    for slot in range(PER_CASE):
        rig.preset[bottle(slot + 1).code] = (carton(1).code, slot)
        rig.preset[issued(INNER, slot + 1).code] = (bottle(slot + 1).code, -1)
    rig.scan_label(1, 1, carton(1).data)
    assert rig.ledger.mates[bottle(2).code] == issued(INNER, 2).code
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_a_bottle_at_the_packers_reader_confirms_its_set() -> None:
    rig = line(Limits())
    arrive(rig, 1, 2, 3, 4)
    rig.confirm_last(1, bottle(4))
    assert (state(rig, 1), rig.verdicts[1, 1]) == (ContainerState.CLOSED, True)
    rig.scan_label(1, 1, carton(1).data)
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_a_bottle_at_the_label_scanner_confirms_its_set(rig: Rig) -> None:
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.CasePresented, level=1, number=1)
    rig.scan_label(1, 1, bottle(3).data)
    assert state(rig, 1) is ContainerState.CONFIRMED


def broken(rig: Rig, number: int, why: str) -> None:
    alarm = rig.alarm(AlarmKind.SET_BROKEN)
    assert alarm and why in alarm.detail
    assert rig.container(number).quarantined
    assert (2, rig.state.packs[1].scanned) not in rig.verdicts


def test_a_bottle_that_the_camera_could_not_read_breaks_its_set(rig: Rig) -> None:
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    broken(rig, 1, "B-2: no camera saw it")
    assert content(rig, 1) == codes(1, 3, 4)


def test_a_sampled_bottle_breaks_its_set(rig: Rig) -> None:
    arrive(rig, 1, 2)
    assert Desk(rig).sample(bottle(2)) == ""
    case(rig, 1, 3, 4)
    broken(rig, 1, "B-2: sampled")


def test_two_sets_in_one_carton_break_both(rig: Rig) -> None:
    case(rig, 1, 1, 2, 3, 5)
    broken(rig, 1, "1 of another set went into its container")
    assert scan_by_hand(rig, 1, 1, 2, 3, 5) == ""
    rig.answer_label(1, carton(1).data)
    case(rig, 2, 4, 6, 7, 8)
    broken(rig, 3, "B-5: it is in container 1 already")  # container 2 is the pallet


def test_a_hand_scan_of_what_is_there_is_the_way_out(rig: Rig) -> None:
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    assert scan_by_hand(rig, 1, 1, 3, 4) == ""
    assert not rig.alarm(AlarmKind.SET_BROKEN)
    rig.answer_label(1, carton(1).data)
    assert state(rig, 1) is ContainerState.CONFIRMED
    assert rig.verdicts[2, 1] is True
    assert not rig.ledger.containers[1].quarantined


def test_a_bottle_that_only_the_hand_scanner_can_read_is_packed_after_all(rig: Rig) -> None:
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    assert scan_by_hand(rig, 1, 1, 2, 3, 4) == ""
    assert content(rig, 1) == codes(1, 2, 3, 4)


def test_a_rejected_bottle_put_back_by_hand_is_refused(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=2)
    rig.see(2, bottle(2).data, aim="]d2")
    case(rig, 1, 1, 3, 4)
    broken(rig, 1, "B-2: rejected")
    assert "rejected_before" in scan_by_hand(rig, 1, 1, 2, 3, 4)
    assert rig.container(1).quarantined


def test_reading_a_broken_set_again_confirms_nothing(rig: Rig) -> None:
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    rig.do(e.ContainerAtScanner, level=1, number=1)
    rig.answer_label(1, carton(1).data)
    assert state(rig, 1) is ContainerState.PARTIAL
    assert len(rig.ledger.containers) == 1


def test_a_second_carton_with_the_same_code_does_not_pass(rig: Rig) -> None:
    case(rig, 1, 1, 2, 3, 4)
    case(rig, 2, 5, 6, 7, 8, label=1)
    assert rig.alarm(AlarmKind.LABEL_WRONG)
    assert (2, 2) not in rig.verdicts
    assert len(content(rig, 1)) == PER_CASE


def test_a_carton_of_no_set_is_named_and_stays(rig: Rig) -> None:
    rig.do(e.ContainerAtScanner, level=1, number=1)
    rig.answer_label(1, b"C-77")
    assert "C-77" in rig.alarm(AlarmKind.LABEL_WRONG).detail
    assert not rig.ledger.containers


@pytest.mark.parametrize("first", [b"", b"C-77"], ids=["unread", "of no set"])
def test_a_carton_that_is_asked_for_again_is_read_again(rig: Rig, first: bytes) -> None:
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.CasePresented, level=1, number=1)
    rig.scan_label(1, 1, first or None)
    assert rig.ask(e.RescanAsked, level=1) == ""
    assert rig.kinds(), "the alarm stands until something was read"
    rig.answer_label(1, carton(1).data)
    assert state(rig, 1) is ContainerState.CONFIRMED
    assert rig.verdicts[2, 1] is True
    assert not rig.state.alarms


def test_a_set_that_is_asked_for_again_at_the_packer_is_read_again() -> None:
    rig = line(Limits())
    arrive(rig, 1, 2, 3, 4)
    rig.confirm_last(1, None)
    assert rig.ask(e.RescanAsked, level=1) == ""
    rig.answer_child(bottle(4))
    assert (state(rig, 1), rig.verdicts[1, 1]) == (ContainerState.CLOSED, True)


def test_a_broken_set_is_read_again_where_it_stands(rig: Rig) -> None:
    """At its scanner: the reader at the packer, which this line hasn't got, has nothing to do."""
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    assert rig.ask(e.RescanAsked, level=1) == ""
    rig.answer_label(1, carton(1).data)
    assert rig.kinds() == {"set_broken"}


def two_cases(rig: Rig) -> None:
    """Both are packed, and neither has come to the label scanner yet."""
    for number in (1, 2):
        arrive(rig, *range(4 * number - 3, 4 * number + 1))
        rig.do(e.CasePresented, level=1, number=number)


def test_two_neighbours_in_each_others_carton_are_scanned_by_hand(rig: Rig) -> None:
    """All bottles of both sets are there, so neither label alone shows what happened."""
    two_cases(rig)
    rig.scan_label(1, 1, carton(2).data)
    broken(rig, 1, "another container should have come before it")
    assert not content(rig, 1)
    assert scan_by_hand(rig, 1, 1, 2, 3, 4) == ""
    rig.answer_label(1, carton(2).data)
    rig.scan_label(1, 2, carton(1).data)
    assert scan_by_hand(rig, 2, 5, 6, 7, 8) != "", "2 is the pallet"
    broken(rig, 3, "in container 1 already")
    assert scan_by_hand(rig, 3, 5, 6, 7, 8) == ""
    rig.answer_label(1, carton(1).data)
    assert [content(rig, number) for number in (1, 3)] == [codes(1, 2, 3, 4), codes(5, 6, 7, 8)]
    assert [state(rig, number) for number in (1, 3)] == [ContainerState.CONFIRMED] * 2
    assert not rig.state.packs[1].groups


def test_one_case_that_is_lost_costs_one_scan_by_hand(rig: Rig) -> None:
    """The next one is out of turn; those behind it are in step again."""
    two_cases(rig)
    rig.scan_label(1, 1, carton(2).data)
    broken(rig, 1, "another container should have come before it")
    assert scan_by_hand(rig, 1, 5, 6, 7, 8) == ""
    rig.answer_label(1, carton(2).data)
    assert set(rig.in_doubt()) == codes(1, 2, 3, 4)
    case(rig, 3, 9, 10, 11, 12)
    assert not rig.state.alarms
    assert content(rig, 3) == codes(9, 10, 11, 12)


def test_a_case_that_never_came_to_its_scanner_keeps_no_order_open(rig: Rig) -> None:
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.CasePresented, level=1, number=1)
    arrive(rig, 5, 6)
    rig.ask(e.FinishAsked)
    rig.ask(e.BeltCleared)
    assert "open containers" in rig.ask(e.CloseAsked)
    assert rig.ask(e.PartialCloseAsked, level=1, reason="the case fell off") == ""
    assert set(rig.in_doubt()) == codes(1, 2, 3, 4, 5, 6)
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")
    assert "of which only a part was read" in rig.ask(e.CloseAsked)
    assert rig.ask(e.UnreadVoided, reason="the case fell off") == ""
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_a_case_that_was_given_up_and_comes_after_all_must_be_scanned_by_hand(rig: Rig) -> None:
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.CasePresented, level=1, number=1)
    assert rig.ask(e.PartialCloseAsked, level=1, reason="the case is gone") == ""
    rig.scan_label(1, 1, carton(1).data)
    broken(rig, 1, "in_doubt")
    assert scan_by_hand(rig, 1, 1, 2, 3, 4) == ""
    rig.answer_label(1, carton(1).data)
    assert content(rig, 1) == codes(1, 2, 3, 4)
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_the_codes_of_two_sets_in_one_read_confirm_neither(rig: Rig) -> None:
    rig.do(e.ContainerAtScanner, level=1, number=1)
    scan = rig.scans.popleft()
    symbols = (rig.seen(carton(1).data), rig.seen(carton(2).data))
    rig.do(e.LabelSeen, device="scanner", level=1, token=scan.token, symbols=symbols)
    assert rig.of_type(r.Judged)[-1].verdict == "multiple"
    assert not rig.ledger.containers


def test_after_a_restart_a_set_on_the_way_must_be_scanned_by_hand(rig: Rig) -> None:
    """Nobody saw whether a bottle was taken out of it meanwhile."""
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.CasePresented, level=1, number=1)
    rig.restart()
    rig.scan_label(1, 1, carton(1).data)
    broken(rig, 1, "while the station was off")
    assert scan_by_hand(rig, 1, 1, 2, 3, 4) == ""
    rig.answer_label(1, carton(1).data)
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_after_a_restart_a_set_that_was_confirmed_passes_once(rig: Rig) -> None:
    case(rig, 1, 1, 2, 3, 4)
    rig.verdicts.clear()
    rig.restart()
    rig.scan_label(1, 1, carton(1).data)
    assert rig.verdicts[2, 1] is True
    assert len(rig.ledger.containers) == 2  # the case and the open pallet


def test_a_broken_set_outlives_a_restart(rig: Rig) -> None:
    no_read(rig, 2)
    case(rig, 1, 1, 3, 4)
    rig.restart()
    rig.do(e.ContainerAtScanner, level=1, number=1)
    rig.answer_label(1, carton(1).data)
    assert rig.alarm(AlarmKind.SET_BROKEN)
    assert scan_by_hand(rig, 1, 1, 3, 4) == ""
    rig.answer_label(1, carton(1).data)
    assert state(rig, 1) is ContainerState.CONFIRMED


def test_events_lost_leave_no_set_believed(rig: Rig) -> None:
    arrive(rig, 1, 2, 3, 4)
    rig.do(e.LineEventsLost, count=2)
    rig.do(e.CasePresented, level=1, number=1)
    rig.scan_label(1, 1, carton(1).data)
    broken(rig, 1, "nobody knows")


def test_an_empty_broken_set_ends_with_its_label_void(rig: Rig) -> None:
    for serial in (1, 2, 3, 4):
        no_read(rig, serial)
        rig.do(e.AlarmClearAsked, alarm=1, by="anna")
    rig.scan_label(1, 1, carton(1).data)
    broken(rig, 1, "no camera saw it")
    assert scan_by_hand(rig, 1) == ""
    assert rig.row(carton(1)) == "void"
    assert rig.verdicts[2, 1] is False
    assert rig.ask(e.RescanAsked, level=1) != "", "it was taken away"


def test_an_order_of_sets_closes_with_every_code_accounted_for(rig: Rig) -> None:
    case(rig, 1, 1, 2, 3, 4)
    no_read(rig, 6)
    case(rig, 2, 5, 7, 8)
    scan_by_hand(rig, 3, 5, 7, 8)
    rig.answer_label(1, carton(2).data)
    rig.labelled(1)
    finish(rig)
    assert rig.ask(e.UnreadVoided, reason="kicked off, no code on it") == ""
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()
    assert rig.ledger.counts("O1", 0)[CodeState.BOUND] == 7


# ---------------------------------------------------------------- whole days in a small world


class Bench:
    """Bottles and cartons as they really are; whatever goes wrong, goes wrong by the dice."""

    SETS = 8

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.rig = line(sets=self.SETS)
        self.sold: dict[int, list[int]] = {}  # carton: the bottles that are in it
        self.number = 0

    def happens(self, chance: float = 0.08) -> bool:
        return self.dice.random() < chance

    def play(self) -> None:
        stray: list[int] = []
        for label in range(1, self.SETS + 1):
            inside = (stray + self.through_the_camera(label))[:PER_CASE]  # no carton takes more
            stray = [inside.pop()] if len(inside) > 1 and self.happens() else []
            for bottle_of in inside:
                self.rig.do(e.AtPacker, trigger=bottle_of)
            if self.happens(0.3) and inside:
                gone = inside.pop(self.dice.randrange(len(inside)))  # somebody takes one out
                Desk(self.rig).sample(bottle(gone))
            if inside:
                self.to_the_scanner(label, inside)

    def through_the_camera(self, label: int) -> list[int]:
        """Those that the PLC lets pass."""
        first = (label - 1) * PER_CASE + 1
        passed = []
        for serial in range(first, first + PER_CASE):
            self.rig.do(e.AtCoder, trigger=serial)
            if self.happens(0.03):
                continue  # taken off before the camera
            self.rig.do(e.AtCamera, trigger=serial)
            self.rig.see(serial, *(() if self.happens() else (bottle(serial).data,)))
            if self.rig.verdicts.get((0, serial)):
                passed.append(serial)
            else:
                self.rig.do(e.ItemRejected, trigger=serial)
        return passed

    def to_the_scanner(self, label: int, inside: list[int]) -> None:
        self.number += 1
        self.rig.do(e.CasePresented, level=1, number=self.number)
        if self.happens():
            self.rig.restart()
        self.clear_alarms()
        self.rig.scan_label(1, self.number, carton(label).data)
        if self.rig.alarm(AlarmKind.SET_BROKEN):
            self.rig.ask(e.BeltCleared)
            where = next(a for a in self.rig.state.alarms if a.kind is AlarmKind.SET_BROKEN).where
            assert scan_by_hand(self.rig, int(where.split()[1]), *inside) == ""
            self.rig.answer_label(1, carton(label).data)
        assert self.rig.verdicts[2, self.number] is True
        self.sold[label] = inside

    def clear_alarms(self) -> None:
        for alarm in self.rig.state.alarms:
            self.rig.do(e.AlarmClearAsked, alarm=alarm.number, by="anna", how="seen")
        self.rig.ask(e.StartAsked)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_sold_as_a_set_is_what_is_in_the_carton(seed: int) -> None:
    world = Bench(seed)
    world.play()
    rig = world.rig
    for label, inside in world.sold.items():
        number = next(
            n for n, row in rig.ledger.containers.items() if row.code == carton(label).code
        )
        assert state(rig, number) is ContainerState.CONFIRMED
        assert content(rig, number) == codes(*inside)
    rig.settle()
