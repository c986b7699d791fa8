"""The station goes off in the middle of an order, and goes on where the records left it."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.effects import presented_place, scanned_place
from station.core.packaging import PackMode
from station.core.states import CodeState, ContainerState, Phase
from tests.core.rig import CASE, HEADS, Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def back(rig: Rig) -> None:
    """Off and on again: printers empty and ready, the belt cleared, the order started."""
    rig.restart()
    rig.at_printer.clear()
    for name in HEADS:
        rig.do(e.HeadReady, head=name, credit=3)
    rig.ask(e.BeltCleared)
    alarm = rig.alarm(AlarmKind.CHECK_AFTER_RESTART)
    if alarm is not None:
        rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="checked")
    if rig.state.phase is Phase.STOPPED:
        assert rig.ask(e.StartAsked) == ""


def state(rig: Rig, container: int) -> ContainerState:
    return rig.ledger.containers[container].state


def test_nothing_moves_until_somebody_has_looked_and_started(rig: Rig) -> None:
    rig.restart()
    assert rig.state.phase is Phase.STOPPED
    assert AlarmKind.CHECK_AFTER_RESTART.value in rig.kinds()
    assert not rig.moves()
    back(rig)
    assert rig.moves()


def test_what_was_at_the_printer_is_in_doubt_and_never_sent_again(rig: Rig) -> None:
    at_printer = list(rig.at_printer)
    back(rig)
    assert {rig.row(one) for one in at_printer} == {"in_doubt"}
    rig.bottles(1, 8)
    assert {rig.row(one) for one in at_printer} == {"in_doubt"}


def test_what_was_leased_and_not_sent_is_sent_as_if_nothing_had_happened(rig: Rig) -> None:
    stock = rig.state.heads["coder"].stock
    back(rig)
    assert list(rig.at_printer) == list(stock[:3])


def test_a_printed_bottle_that_comes_after_the_restart_is_found(rig: Rig) -> None:
    one = rig.coded(1)
    rig.restart()
    assert rig.row(one) == "in_doubt"
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, one.data)
    assert rig.row(one) == "verified"


def test_verified_bottles_in_the_packer_are_bound_by_their_picture(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.restart()
    rig.present(1, content)
    assert set(rig.ledger.children[1].values()) == {one.code for one in content}


def test_an_open_case_by_queue_is_scanned_by_hand() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    content = rig.bottles(1, 3)
    back(rig)
    assert rig.ledger.containers[1].quarantined
    content += rig.bottles(4, 1)
    rig.confirm_last(1, content[3])
    assert state(rig, 1) is ContainerState.FULL
    symbols = tuple(rig.seen(one.data) for one in content)
    assert rig.ask(e.ContentScanned, container=1, symbols=symbols) == ""
    assert state(rig, 1) is ContainerState.CLOSED
    assert not rig.ledger.containers[1].quarantined


def test_an_open_pallet_goes_on_with_what_is_on_it(rig: Rig) -> None:
    rig.full_case(1, 1)
    back(rig)
    rig.full_case(2, 11)
    rig.labelled(1)
    assert len(rig.ledger.children[2]) == 2
    assert rig.ledger.containers[2].state is ContainerState.CONFIRMED
    rig.settle()


def test_running_numbers_are_never_used_twice(rig: Rig) -> None:
    rig.full_case(1, 1)
    rig.do(e.LineEventsLost, count=1)
    used = set(rig.ledger.containers)
    back(rig)
    rig.full_case(2, 11)
    assert len(rig.ledger.containers) > len(used)


def test_old_alarms_are_closed_and_what_still_holds_is_raised_anew(rig: Rig) -> None:
    rig.do(e.LineEventsLost, count=1)
    rig.restart()
    assert rig.kinds() == {"check_after_restart"}
    assert set(rig.ledger.alarms) == {alarm.number for alarm in rig.state.alarms}


def test_a_label_that_may_be_printed_is_printed_again_under_its_number(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    label = rig.labels.popleft().issued
    back(rig)
    assert rig.row(label) == "in_doubt"
    assert not rig.labels
    assert rig.ask(e.ReprintAsked, container=1, reason="lost at the restart") == ""
    assert rig.labelled(1).issued == label
    assert rig.ledger.containers[1].state is ContainerState.CONFIRMED
    rig.settle()


def test_a_label_that_was_void_before_is_replaced_after(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    old = rig.labels.popleft().issued
    rig.do(e.HeadLost, head=CASE, said="link lost", hint="–")
    rig.do(e.HeadCleared, head=CASE, codes=(old.code,))
    assert not rig.labels
    back(rig)
    assert rig.labelled(1).issued != old
    assert rig.ledger.containers[1].state is ContainerState.CONFIRMED


# ---------------------------------------------------------------- verdicts lost on the way


def lose_the_verdict(rig: Rig) -> None:
    """The next step is recorded, and its effects are lost with the power."""
    rig.drop_effects = True


def test_a_closed_case_that_was_never_let_go_is_let_go_at_its_next_picture(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.do(e.CasePresented, level=1, number=1)
    lose_the_verdict(rig)
    rig.look_down(1, content)
    back(rig)
    rig.present(2, content)
    assert rig.verdicts[presented_place(1), 2] is True
    assert len(rig.ledger.containers) == 1
    assert rig.kinds() == set()


def test_a_picture_before_the_word_lets_the_newly_presented_case_go(rig: Rig) -> None:
    """It was looked at in vain first: the verdict is for the last presentation, not an old one."""
    content = rig.bottles(1, 4)
    rig.do(e.CasePresented, level=1, number=1)
    lose_the_verdict(rig)
    rig.look_down(1, content)
    back(rig)
    rig.present(2, content[:3])
    assert "closed before" in rig.state.alarms[0].detail
    rig.look_down(3, content)
    rig.do(e.CasePresented, level=1, number=3)
    assert rig.verdicts[presented_place(1), 3] is True
    assert rig.state.packs[1].held is None


def test_a_stranger_beside_a_closed_case_is_the_only_one_to_be_taken_out(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.do(e.CasePresented, level=1, number=1)
    lose_the_verdict(rig)
    rig.look_down(1, content)
    back(rig)
    symbols = [rig.seen(one.data, slot) for slot, one in enumerate(content)]
    symbols.append(rig.seen(b"a stranger"))
    rig.do(e.CasePresented, level=1, number=2)
    rig.do(e.LookDown, device="look down", level=1, token=2, symbols=tuple(symbols))
    alarm = rig.alarm(AlarmKind.CASE_WRONG)
    assert alarm is not None
    assert alarm.detail == "place 0: a stranger (unknown_code)"


def test_a_confirmed_case_by_queue_that_was_never_let_go_is_let_go_at_its_next_read() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    content = rig.bottles(1, 6)
    rig.do(e.CasePresented, level=1, number=1)
    scan = rig.scans.popleft()
    lose_the_verdict(rig)
    symbols = (rig.seen(content[3].data),)
    rig.do(e.ChildSeen, device="reader", level=1, token=scan.token, symbols=symbols)
    back(rig)
    rig.confirm_last(2, content[3])
    assert rig.verdicts[presented_place(1), 2] is True
    assert rig.ledger.containers[2].state is ContainerState.OPEN


@pytest.mark.parametrize("unread_first", [False, True])
def test_a_confirmed_case_at_the_scanner_is_let_go_again(rig: Rig, unread_first: bool) -> None:
    rig.present(1, rig.bottles(1, 4))
    label = rig.print_label().issued
    rig.do(e.ContainerAtScanner, level=1, number=1)
    scan = rig.scans.popleft()
    lose_the_verdict(rig)
    symbols = (rig.seen(label.data),)
    rig.do(e.LabelSeen, device="s", level=1, token=scan.token, symbols=symbols)
    back(rig)
    if unread_first:
        rig.scan_label(1, 2, None)
        assert rig.alarm(AlarmKind.LABEL_UNREAD) is not None
        assert rig.ask(e.RescanAsked, level=1) == ""
        rig.answer_label(1, label.data)
    else:
        rig.scan_label(1, 2, label.data)
    assert rig.verdicts[scanned_place(1), 2] is True
    assert rig.kinds() == set()


def test_a_second_print_of_a_confirmed_label_does_not_pass_another_case(rig: Rig) -> None:
    """After a restart a confirmed label may be seen again, but not while another case waits: it
    may stand on that one, and would leave it without a label of its own."""
    rig.present(1, rig.bottles(1, 4))
    twin = rig.labelled(1).issued.data
    rig.present(2, rig.bottles(5, 4))
    rig.print_label()
    back(rig)
    rig.scan_label(1, 2, twin)
    assert (scanned_place(1), 2) not in rig.verdicts
    assert rig.alarm(AlarmKind.LABEL_WRONG) is not None


def test_a_foreign_box_at_the_scanner_after_a_restart_is_told(rig: Rig) -> None:
    back(rig)
    rig.scan_label(1, 1, b"foreign")
    assert rig.alarm(AlarmKind.LABEL_WRONG) is not None
    assert rig.ask(e.RescanAsked, level=1) == ""
    assert rig.kinds() == set()


def test_an_order_that_had_not_begun_asks_for_nothing() -> None:
    rig = Rig()
    rig.open(make_order())
    rig.restart()
    assert rig.state.phase is Phase.IDLE
    assert rig.kinds() == set()


def test_an_order_that_was_running_empty_still_is(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    rig.restart()
    assert rig.state.phase is Phase.COMPLETING
    rig.ask(e.BeltCleared)
    rig.ask(e.AlarmClearAsked, alarm=rig.state.alarms[0].number, how="checked")
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_counts_and_living_codes_come_back_as_they_were(rig: Rig) -> None:
    rig.full_case(1, 1)
    rig.good(9)
    rig.restart()
    assert rig.count(0, CodeState.BOUND) == 4
    assert rig.count(0, CodeState.VERIFIED) == 1
    rig.settle()


def test_the_case_begun_after_a_restart_by_queue_is_scanned_by_hand() -> None:
    """An item may have gone into it in the moment of the power cut, unrecorded."""
    rig = Rig().run(make_order(PackMode.QUEUE))
    back(rig)
    rig.bottles(1, 2)
    opened = rig.state.packs[1].open
    assert opened is not None
    assert opened.quarantined
    assert not rig.state.packs[1].doubtful, "only the first one"


def test_after_lost_events_the_next_case_by_queue_is_in_doubt_as_well() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    rig.do(e.LineEventsLost, count=3)
    assert rig.state.packs[1].doubtful
