"""What public packing systems are known to get wrong, each as a promise that ours doesn't.

Those that concern the pure line. Storage errors, uploads and re-installed stations are tried where
they live: in the tests of the store, of sync and of minting.
"""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.effects import GiveVerdict
from station.core.facts import Issued, Known, Seen
from station.core.ledger import Ledger
from station.core.line import step
from station.core.packaging import PackMode
from station.core.states import CodeState, ContainerState, IllegalMove
from tests.core.desk import Desk
from tests.core.rig import CAMERA, Rig, make_order

BOTH = pytest.mark.parametrize("mode", [PackMode.LOOK_DOWN, PackMode.QUEUE])


def inside(rig: Rig, container: int) -> set[int]:
    return set(rig.ledger.children[container].values())


def close_case(rig: Rig, number: int, content: list[Issued]) -> None:
    assert rig.state.order is not None
    if rig.state.order.product.levels[1].pack is PackMode.QUEUE:
        rig.confirm_last(number, content[-1])
    else:
        rig.present(number, content)


@BOTH
def test_the_queue_is_not_kept_in_memory_only(mode: PackMode) -> None:
    """What went into the open case is known after a power cut."""
    rig = Rig().run(make_order(mode))
    content = rig.bottles(1, 3)
    rig.restart()
    assert {rig.row(one) for one in content} <= {"verified", "bound"}
    content.append(rig.bottle(4))
    close_case(rig, 1, content)
    if mode is PackMode.QUEUE:
        symbols = tuple(rig.seen(one.data) for one in content)
        assert rig.ask(e.ContentScanned, container=1, symbols=symbols) == ""
    assert inside(rig, 1) == {one.code for one in content}


@BOTH
def test_a_lost_code_does_not_shift_the_cases_that_follow(mode: PackMode) -> None:
    """No read, a fallen bottle, one taken for QA: the next case holds what is in it."""
    rig = Rig().run(make_order(mode))
    rig.coded(1)
    rig.see(1)
    rig.do(e.ItemRejected, trigger=1)
    rig.coded(2)  # falls over before the camera's result
    sample = rig.good(3)
    assert Desk(rig).sample(sample) == ""
    content = rig.bottles(4, 4)
    close_case(rig, 1, content)
    assert inside(rig, 1) == {one.code for one in content}
    assert rig.ledger.containers[1].state is ContainerState.CLOSED


@BOTH
def test_a_kicked_out_bottle_does_not_stay_in_the_queue(mode: PackMode) -> None:
    rig = Rig().run(make_order(mode))
    kicked = rig.good(1)
    rig.do(e.ItemRejected, trigger=1)
    content = rig.bottles(2, 4)
    close_case(rig, 1, content)
    assert kicked.code not in inside(rig, 1)
    assert rig.row(kicked) == "rejected"


def test_a_box_scanned_too_early_says_so() -> None:
    rig = Rig().run(make_order())
    rig.do(e.ContainerAtScanner, level=1, number=1)
    assert rig.alarm(AlarmKind.LABEL_WRONG) is not None


def test_a_pallet_is_never_left_half_bound() -> None:
    """Each case is confirmed and bound in one step, so in one commit; the open pallet lives on."""
    rig = Rig().run(make_order())
    rig.full_case(1, 1)
    rig.restart()
    pallet = rig.state.packs[2].open
    assert pallet is not None
    assert len(pallet.children) == 1
    rig.settle()


def test_nine_of_ten_numbers_hand_out_nine() -> None:
    rig = Rig(depth=10).run(make_order(), pool=9)
    assert len(rig.at_printer) == 9
    assert rig.alarm(AlarmKind.POOL_EMPTY) is not None


def test_no_two_orders_get_the_same_number_block() -> None:
    ledger = Ledger()
    ledger.apply(r.OrderOpened(make_order()))
    ledger.apply(r.OrderOpened(make_order(number="O2")))
    ledger.apply(r.Granted("O1", 0, 1, 1, 100, "minted"))
    with pytest.raises(IllegalMove, match="overlap"):
        ledger.apply(r.Granted("O2", 0, 1, 100, 100, "minted"))


@BOTH
def test_an_order_ends_with_a_last_case_that_is_not_full(mode: PackMode) -> None:
    rig = Rig().run(make_order(mode))
    content = rig.bottles(1, 3)
    rig.ask(e.FinishAsked)
    rig.clear_head()
    rig.ask(e.BeltCleared)
    assert rig.ask(e.PartialCloseAsked, level=1, reason="end of order") == ""
    close_case(rig, 1, content)
    rig.labelled(1)
    assert rig.ask(e.PartialCloseAsked, level=2, reason="end of order") == ""
    rig.labelled(1)
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_the_check_for_duplicates_does_not_fail_open() -> None:
    """A code that is not expected here and now is never good, whatever the store says or not."""
    rig = Rig().run(make_order())
    one = rig.good(1)
    for trigger, state in enumerate(CodeState, start=10):
        known = Known(one.code + 100, "O1", 0, state)
        for symbol in (Seen(b"elsewhere", "]Q1", known=known), Seen(b"elsewhere", "]Q1")):
            number = trigger * 10 + (symbol.known is None)
            rig.do(e.Sighting, device=CAMERA, trigger=number, symbols=(symbol,))
            assert rig.verdicts[0, number] is False


def test_a_dropped_separator_is_shown_and_never_repaired() -> None:
    rig = Rig().run(make_order())
    rig.coded(1)
    rig.see(1, b"21A1b2\x1d10L01")
    assert rig.of_type(r.Judged)[-1].seen == "21A1b2\\x1d10L01"
    assert rig.verdicts[0, 1] is False


def test_a_damaged_label_is_reprinted_alone_without_a_new_number() -> None:
    rig = Rig().run(make_order())
    rig.present(1, rig.bottles(1, 4))
    first = rig.print_label().issued
    rig.ask(e.ReprintAsked, container=1, reason="torn")
    assert rig.print_label().issued == first
    rig.scan_label(1, 1, first.data)
    assert rig.ledger.codes[first.code].sends == 1


def test_no_verdict_goes_out_without_its_record_in_the_same_step() -> None:
    """The runtime commits the records of a step before it carries its effects out."""
    rig = Rig().run(make_order())
    one = rig.coded(1)
    event = e.Sighting(CAMERA, 1, (rig.seen(one.data),), rig.now_ms)
    _, records, effects = step(rig.state, event)
    assert [type(record) for record in records[:1]] == [r.Judged]
    assert GiveVerdict(1, True) in effects


def test_somebody_can_say_who_did_what_and_why() -> None:
    rig = Rig().run(make_order())
    rig.present(1, rig.bottles(1, 3))
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    rig.print_label()
    rig.ask(e.ReprintAsked, container=1, reason="torn")
    rig.ask(e.StopAsked, reason="break")
    told = [record for record in rig.records if getattr(record, "by", "")]
    assert {(type(one), getattr(one, "reason", "")) for one in told} >= {
        (r.ContainerMoved, "end of shift"),
        (r.LabelReprinted, "torn"),
        (r.PhaseChanged, "break"),
    }
