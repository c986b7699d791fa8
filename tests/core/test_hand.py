"""Packing by hand: every scan is answered, and what may not be done does nothing at all."""

from __future__ import annotations

import random

import pytest

from station.core import events as e
from station.core import records as r
from station.core.facts import Issued, Known, Seen
from station.core.hand_events import HandScanned, OpenCancelled
from station.core.packaging import PackMode
from station.core.states import CodeState, ContainerState
from tests.core.rig import AIM, WHO, Rig, issued, make_order

PER_BOX = 3


def item(serial: int) -> Issued:
    return issued(0, serial)


def box(serial: int) -> Issued:
    return issued(1, serial)


def pallet(serial: int) -> Issued:
    return issued(2, serial)


@pytest.fixture
def rig() -> Rig:
    order = make_order(PackMode.HAND, preprinted=(0, 1, 2), per_case=PER_BOX, per_pallet=2)
    return Rig().run(order)


def scan(rig: Rig, *symbols: Seen | Issued) -> str:
    """The verdict that the screen shows."""
    shown = tuple(one if isinstance(one, Seen) else rig.seen(one.data) for one in symbols)
    before = rig.state.scan.number if rig.state.scan else 0
    rig.do(HandScanned, device="scanner 1", symbols=shown)
    told = rig.state.scan
    assert told is not None and told.number > before, "a scan was answered with silence"
    return told.verdict


def fill(rig: Rig, first: int, count: int = PER_BOX) -> None:
    for serial in range(first, first + count):
        assert scan(rig, item(serial)) == "good"


def bound(rig: Rig) -> int:
    return rig.count(0, CodeState.BOUND)


def refused(rig: Rig, one: Seen | Issued, verdict: str, words: str) -> None:
    """It says so, and does nothing."""
    before, containers = rig.state.counts, dict(rig.ledger.containers)
    assert scan(rig, one) == verdict
    assert rig.state.scan is not None and words in rig.state.scan.what
    assert words in rig.refused[-1].why
    assert rig.of_type(r.Judged)[-1].verdict == verdict
    assert (rig.state.counts, rig.ledger.containers) == (before, containers)


def test_items_then_the_box_then_the_pallet(rig: Rig) -> None:
    fill(rig, 1)
    assert scan(rig, box(1)) == "good"
    fill(rig, 4)
    assert scan(rig, box(2)) == "good"
    assert scan(rig, pallet(1)) == "good"
    states = {one.state for one in rig.ledger.containers.values()}
    assert states == {ContainerState.CONFIRMED}
    assert len(rig.of_type(r.BatchReady)) == 1
    rig.ask(e.FinishAsked)
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_a_box_scanned_too_early_binds_nothing_and_says_so(rig: Rig) -> None:
    """The public defect: it bound nothing and said nothing."""
    refused(rig, box(1), "too_early", "scan what goes into it first")
    fill(rig, 1, 2)
    refused(rig, box(1), "too_early", "holds 2 of 3; fill it, or ask for a partial close")
    assert scan(rig, item(3)) == "good"
    assert scan(rig, box(1)) == "good"


def test_an_item_for_a_full_box_waits_for_the_boxs_label(rig: Rig) -> None:
    fill(rig, 1)
    refused(rig, item(4), "too_early", "waits for its label")


def test_the_same_item_twice_is_packed_once(rig: Rig) -> None:
    fill(rig, 1, 2)
    refused(rig, item(2), "already_packed", "in this case already, place 2")
    fill(rig, 3, 1)
    scan(rig, box(1))
    refused(rig, item(1), "already_packed", "in case 1 already")


def test_a_label_closes_one_box_only(rig: Rig) -> None:
    fill(rig, 1)
    scan(rig, box(1))
    fill(rig, 4)
    refused(rig, box(1), "already_packed", "packed already")
    assert scan(rig, box(2)) == "good"


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (None, "unknown_code"),
        (Known(9, "O2", 0, CodeState.FREE), "wrong_batch"),
        (Known(9, "O2", 0, CodeState.FREE, same_product=False), "wrong_product"),
        (Known(9, "O1", 0, CodeState.VOID), "void"),
        (Known(9, "O1", 0, CodeState.REJECTED), "rejected_before"),
        (Known(9, "O1", 0, CodeState.SAMPLED), "duplicate"),
    ],
)
def test_what_may_not_be_packed_is_refused_by_its_name(
    rig: Rig, known: Known | None, verdict: str
) -> None:
    fill(rig, 1, 1)
    refused(rig, Seen(b"X-9", AIM, known=known), verdict, "X-9")


def test_a_pallet_label_in_the_middle_of_a_box_is_too_early(rig: Rig) -> None:
    fill(rig, 1, 1)
    refused(rig, pallet(1), "too_early", "no pallet is open")


def test_two_codes_in_one_scan_are_refused(rig: Rig) -> None:
    assert scan(rig, item(1), item(2)) == "multiple"
    assert bound(rig) == 0


def test_without_an_order_a_scan_is_answered_too() -> None:
    rig = Rig()
    rig.do(HandScanned, device="scanner 1", symbols=(Seen(b"B-1", AIM),))
    assert rig.state.scan is not None and "no order is running" in rig.state.scan.what
    assert rig.refused and not rig.records


def test_a_stopped_order_packs_nothing(rig: Rig) -> None:
    rig.ask(e.StopAsked, reason="break")
    refused(rig, item(1), "too_early", "start it first")


def test_a_partial_box_is_closed_on_purpose_and_for_a_reason(rig: Rig) -> None:
    fill(rig, 1, 2)
    assert rig.ask(e.PartialCloseAsked, level=1, reason="last ones") == ""
    assert scan(rig, box(1)) == "good"
    row = rig.ledger.containers[1]
    assert (row.state, row.reason) == (ContainerState.CONFIRMED, "last ones")


def test_the_last_pallet_need_not_be_full(rig: Rig) -> None:
    """The public defect: a `finalize` that throws when the last one is not full."""
    fill(rig, 1)
    scan(rig, box(1))
    assert rig.ask(e.PartialCloseAsked, level=2, reason="end of order") == ""
    assert scan(rig, pallet(1)) == "good"
    rig.ask(e.FinishAsked)
    assert rig.ask(e.CloseAsked) == ""


def test_a_cancelled_box_gives_its_items_back(rig: Rig) -> None:
    fill(rig, 1, 2)
    assert rig.ask(OpenCancelled, level=1, reason="wrong box") == ""
    assert rig.count(0, CodeState.VERIFIED) == 2
    fill(rig, 1)
    assert scan(rig, box(1)) == "good"
    assert bound(rig) == PER_BOX
    assert "nothing is packed by hand" in rig.ask(OpenCancelled, level=1)


def test_a_restart_keeps_the_open_box_as_it_is(rig: Rig) -> None:
    fill(rig, 1, 2)
    rig.restart()
    rig.do(e.AlarmClearAsked, alarm=rig.state.alarms[0].number, by=WHO)
    rig.ask(e.StartAsked)
    refused(rig, item(2), "already_packed", "place 2")
    fill(rig, 3, 1)
    assert scan(rig, box(1)) == "good"
    assert not rig.ledger.containers[1].quarantined


def test_a_full_box_keeps_waiting_for_its_label_over_a_restart(rig: Rig) -> None:
    fill(rig, 1)
    rig.restart()
    rig.ask(e.StartAsked)
    refused(rig, item(4), "too_early", "waits for its label")
    assert scan(rig, box(1)) == "good"


def test_a_box_label_that_is_printed_here_is_confirmed_by_a_scan() -> None:
    rig = Rig().run(make_order(PackMode.HAND, preprinted=(0,), per_case=PER_BOX))
    fill(rig, 1)
    label = rig.print_label()
    refused(rig, item(4), "too_early", "waits for its label")
    assert scan(rig, label.issued) == "good"
    assert rig.ledger.containers[1].state is ContainerState.CONFIRMED


def test_the_label_of_another_box_closes_nothing() -> None:
    rig = Rig().run(make_order(PackMode.HAND, preprinted=(0,), per_case=PER_BOX))
    fill(rig, 1)
    first = rig.print_label()
    scan(rig, first.issued)
    fill(rig, 4)
    refused(rig, first.issued, "already_packed", "packed already")


@pytest.mark.parametrize("seed", range(20))
def test_hands_that_do_anything_never_pack_anything_twice(seed: int, rig: Rig) -> None:
    """Whatever is scanned in whatever order, what went good is what the boxes hold."""
    dice = random.Random(seed)
    there: dict[int, list[Issued]] = {}
    opened: list[Issued] = []
    codes = [*map(item, range(1, 30)), *map(box, range(1, 9)), *map(pallet, range(1, 5))]
    for _ in range(300):
        one = dice.choice(codes)
        if dice.random() < 0.05:
            rig.restart()
            for alarm in rig.state.alarms:
                rig.do(e.AlarmClearAsked, alarm=alarm.number, by=WHO)
            rig.ask(e.StartAsked)
        if dice.random() < 0.03 and rig.ask(OpenCancelled, level=1, reason="wrong") == "":
            opened.clear()
        if dice.random() < 0.05:
            rig.ask(e.PartialCloseAsked, level=dice.choice((1, 2)), reason="enough")
        if scan(rig, one) != "good":
            continue
        if one in codes[:29]:
            opened.append(one)
        elif one.data.startswith(b"C"):
            there[one.code] = [*opened]
            opened.clear()
    by_label = {row.code: number for number, row in rig.ledger.containers.items() if row.code}
    for label, content in there.items():
        held = rig.ledger.children[by_label[label]].values()
        assert set(held) == {one.code for one in content}
    assert there
    rig.settle()
