"""Cases packed by queue: order predicts, one read confirms, a person's scan settles the rest."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.effects import ScanOf, presented_place
from station.core.facts import Issued
from station.core.packaging import PackMode
from station.core.states import CodeState, ContainerState
from tests.core.rig import Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order(PackMode.QUEUE))


def released(rig: Rig, number: int) -> bool | None:
    return rig.verdicts.get((presented_place(1), number))


def inside(rig: Rig, container: int) -> set[int]:
    return set(rig.ledger.children[container].values())


def codes(content: list[Issued]) -> set[int]:
    return {one.code for one in content}


def scan_content(rig: Rig, container: int, content: list[Issued]) -> str:
    symbols = tuple(rig.seen(one.data) for one in content)
    return rig.ask(e.ContentScanned, container=container, symbols=symbols)


def test_the_last_bottle_read_again_confirms_the_case(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    assert inside(rig, 1) == codes(content)
    assert rig.ledger.containers[1].state is ContainerState.FULL
    rig.confirm_last(1, content[3])
    assert released(rig, 1) is True
    assert len(rig.labels) == 1


def test_another_bottle_than_the_predicted_one_quarantines_the_case(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.confirm_last(1, content[1])
    assert rig.ledger.containers[1].quarantined
    assert released(rig, 1) is None
    assert not rig.labels
    assert not rig.moves()


def test_a_read_that_fails_is_tried_again(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.confirm_last(1, None)
    assert rig.alarm(AlarmKind.LABEL_UNREAD) is not None
    assert rig.ask(e.RescanAsked, level=1) == ""
    rig.answer_child(content[3])
    assert released(rig, 1) is True
    assert rig.kinds() == set()


def test_bottles_swapped_over_the_boundary_of_two_cases_are_put_right_by_hand(rig: Rig) -> None:
    """The fourth and the fifth change places behind the camera: neither case is what the queue
    says, and after both were scanned each holds what is in it."""
    queue = rig.bottles(1, 8)
    really = [[*queue[:3], queue[4]], [queue[3], *queue[5:]]]
    rig.confirm_last(1, really[0][3])
    assert rig.ledger.containers[1].quarantined
    assert scan_content(rig, 1, really[0]) == ""
    assert inside(rig, 1) == codes(really[0])
    assert released(rig, 1) is True
    assert rig.ledger.containers[2].quarantined  # it gave a bottle away
    rig.confirm_last(2, really[1][3])
    assert released(rig, 2) is None  # one read is not enough for it
    assert scan_content(rig, 2, really[1]) == ""
    assert inside(rig, 2) == codes(really[1])
    assert released(rig, 2) is True
    assert rig.kinds() == set()
    rig.settle()


def test_a_short_case_is_never_closed_by_one_read(rig: Rig) -> None:
    content = rig.bottles(1, 3)
    rig.do(e.CasePresented, level=1, number=1)
    assert rig.ledger.containers[1].quarantined
    assert scan_content(rig, 1, content) == ""
    row = rig.ledger.containers[1]
    assert (row.state, row.reason) == (ContainerState.CLOSED, "content scanned by hand")


def test_a_case_of_which_the_queue_knows_nothing_is_not_let_go_in_silence(rig: Rig) -> None:
    rig.do(e.CasePresented, level=1, number=1)
    assert rig.alarm(AlarmKind.EVENTS_LOST) is not None
    assert released(rig, 1) is None


def test_lost_events_quarantine_the_open_case_until_it_is_scanned(rig: Rig) -> None:
    content = rig.bottles(1, 3)
    rig.do(e.LineEventsLost, count=1)
    fourth = rig.bottle(4)
    rig.confirm_last(1, fourth)
    assert released(rig, 1) is None
    assert rig.alarm(AlarmKind.CONFIRM_MISMATCH) is not None
    assert scan_content(rig, 1, [*content, fourth]) == ""
    assert not rig.ledger.containers[1].quarantined


def test_a_partial_case_is_confirmed_by_its_last_bottle(rig: Rig) -> None:
    content = rig.bottles(1, 2)
    assert rig.ask(e.PartialCloseAsked, level=1, reason="end of shift") == ""
    rig.confirm_last(1, content[1])
    row = rig.ledger.containers[1]
    assert (row.state, row.reason) == (ContainerState.CLOSED, "end of shift")


def test_an_empty_case_can_not_be_closed(rig: Rig) -> None:
    assert "stands open" in rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert not rig.ledger.containers


def test_a_bottle_of_another_closed_case_is_refused_with_its_reason(rig: Rig) -> None:
    first = rig.bottles(1, 4)
    rig.confirm_last(1, first[3])
    second = rig.bottles(5, 4)
    rig.confirm_last(2, second[0])
    assert "already_packed" in scan_content(rig, 2, [*second[:3], first[0]])
    assert inside(rig, 2) == codes(second)


def test_more_bottles_than_fit_are_refused(rig: Rig) -> None:
    content = rig.bottles(1, 5)
    rig.confirm_last(1, content[0])
    assert "it takes 4" in scan_content(rig, 1, content)


def test_a_bottle_scanned_twice_counts_once(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.confirm_last(1, content[0])
    assert scan_content(rig, 1, [*content, content[0]]) == ""
    assert len(inside(rig, 1)) == 4


def test_a_case_that_is_found_empty_gives_its_bottles_back(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.confirm_last(1, content[0])
    assert scan_content(rig, 1, []) == ""
    assert rig.count(0, CodeState.VERIFIED) == 4
    assert rig.kinds() == set()
    assert rig.state.packs[1].waiting == ()
    rig.settle()


def test_a_case_emptied_by_the_scan_of_another_one_asks_for_a_look(rig: Rig) -> None:
    content = rig.bottles(1, 5)
    rig.ask(e.PartialCloseAsked, level=1, reason="end of order")
    rig.confirm_last(1, content[4])
    assert scan_content(rig, 1, [*content[:3], content[4]]) == ""
    alarm = rig.alarm(AlarmKind.CONFIRM_MISMATCH)
    assert alarm is not None
    assert alarm.where == "container 2"
    assert scan_content(rig, 2, []) == ""
    assert rig.kinds() == set()


def test_scanning_a_later_case_first_does_not_let_the_held_one_go(rig: Rig) -> None:
    queue = rig.bottles(1, 8)
    rig.confirm_last(1, queue[0])
    assert scan_content(rig, 2, queue[4:]) == ""
    assert released(rig, 1) is None
    assert scan_content(rig, 1, queue[:4]) == ""
    assert released(rig, 1) is True


def test_reader_and_label_scanner_wait_for_their_own_answers(rig: Rig) -> None:
    """A case stands at the label scanner while the next one is held: neither answer is lost."""
    first = rig.bottles(1, 4)
    rig.confirm_last(1, first[3])
    label = rig.print_label()
    second = rig.bottles(5, 4)
    rig.do(e.ContainerAtScanner, level=1, number=1)
    rig.do(e.CasePresented, level=1, number=2)
    assert [scan.of for scan in rig.scans] == [ScanOf.LABEL, ScanOf.CHILD]
    rig.answer_label(1, label.issued.data)
    rig.answer_child(second[3])
    assert rig.ledger.containers[1].state is ContainerState.CONFIRMED
    assert released(rig, 2) is True


def test_an_unread_label_can_be_scanned_again_while_a_full_case_waits(rig: Rig) -> None:
    first = rig.bottles(1, 4)
    rig.confirm_last(1, first[3])
    label = rig.print_label()
    rig.scan_label(1, 1, None)
    rig.bottles(5, 4)  # full, not presented: the line stands
    assert rig.ask(e.RescanAsked, level=1) == ""
    rig.answer_label(1, label.issued.data)
    assert rig.ledger.containers[1].state is ContainerState.CONFIRMED


def test_an_answer_that_nobody_waits_for_changes_nothing(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.do(e.CasePresented, level=1, number=1)
    token = rig.scans.popleft().token
    symbols = (rig.seen(content[3].data),)
    old = {"device": "reader", "level": 1, "token": token - 1, "symbols": symbols}
    assert rig.do(e.ChildSeen, **old) == ()
    assert released(rig, 1) is None


def test_a_twin_of_a_bottle_in_the_open_case_quarantines_it(rig: Rig) -> None:
    content = rig.bottles(1, 3)
    rig.do(e.AtCamera, trigger=9)
    rig.see(9, content[0].data)
    assert rig.state.packs[1].open is not None
    assert rig.state.packs[1].open.quarantined


def test_an_item_whose_good_verdict_never_reached_the_plc_is_in_no_case(rig: Rig) -> None:
    """The rejecter should have kicked it and missed; a person takes it out of the packer."""
    lost = rig.good(1)
    rig.do(e.RejectFailed, trigger=1)
    rig.do(e.AtPacker, trigger=1)
    assert rig.row(lost) == "rejected"
    assert "reject_failed" in rig.kinds()
    content = rig.bottles(2, 4)
    assert inside(rig, 1) == codes(content)


def test_after_lost_events_a_case_that_was_let_go_before_is_let_go_again(rig: Rig) -> None:
    """The PLC began anew with its verdict: the case stands there still, and is shown once more."""
    content = rig.bottles(1, 4)
    rig.confirm_last(1, content[3])
    following = rig.bottles(5, 2)
    rig.do(e.LineEventsLost, count=1)
    rig.confirm_last(2, content[3])
    assert released(rig, 2) is True
    assert inside(rig, 1) == codes(content)
    assert rig.ledger.containers[1].state is ContainerState.CLOSED
    assert inside(rig, 2) == codes(following), "the open one is left as it was"
    assert rig.ledger.containers[2].quarantined
