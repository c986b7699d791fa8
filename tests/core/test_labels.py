"""Labels: chosen for one container, printed once, confirmed by a scan, and reprinted on record."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind
from station.core.effects import scanned_place
from station.core.states import CodeState, ContainerState
from tests.core.rig import CASE, Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


@pytest.fixture
def closed(rig: Rig) -> Rig:
    """Container 1 is full and closed; its label is at the printer."""
    rig.present(1, rig.bottles(1, 4))
    return rig


def state(rig: Rig, container: int) -> ContainerState:
    return rig.ledger.containers[container].state


def passed(rig: Rig, level: int, number: int) -> bool | None:
    return rig.verdicts.get((scanned_place(level), number))


def test_a_case_is_confirmed_by_its_own_label_only(closed: Rig) -> None:
    label = closed.print_label()
    assert state(closed, 1) is ContainerState.LABELLED
    closed.scan_label(1, 1, label.issued.data)
    assert state(closed, 1) is ContainerState.CONFIRMED
    assert passed(closed, 1, 1) is True
    assert closed.row(label.issued) == "bound"


def test_a_pallet_of_confirmed_cases_closes_and_is_ready_to_upload(rig: Rig) -> None:
    rig.full_case(1, 1)
    rig.full_case(2, 5)
    assert not rig.of_type(r.BatchReady)
    pallet = rig.labelled(1)
    assert pallet.level == 2
    assert [one.container for one in rig.of_type(r.BatchReady)] == [pallet.container]
    assert rig.row(pallet.issued) == "verified"
    assert len(rig.ledger.children[pallet.container]) == 2


def test_a_case_joins_its_pallet_in_the_same_step_as_its_confirmation(closed: Rig) -> None:
    """Nothing can happen between the two, so no pallet is ever half bound."""
    label = closed.print_label()
    closed.do(e.ContainerAtScanner, level=1, number=1)
    token, symbols = closed.scans.popleft().token, (closed.seen(label.issued.data),)
    records = closed.do(e.LabelSeen, device="s", level=1, token=token, symbols=symbols)
    kinds = [type(record) for record in records]
    assert kinds.index(r.ContainerMoved) < kinds.index(r.Bound)


def test_the_scan_may_be_quicker_than_the_printers_word(closed: Rig) -> None:
    label = closed.labels.popleft()
    closed.scan_label(1, 1, label.issued.data)
    assert state(closed, 1) is ContainerState.CONFIRMED
    assert closed.do(e.PrintDone, head=CASE, code=label.issued.code) == ()


def test_an_unread_label_holds_the_case_until_it_is_read(closed: Rig) -> None:
    label = closed.print_label()
    closed.scan_label(1, 1, None)
    assert closed.alarm(AlarmKind.LABEL_UNREAD) is not None
    assert passed(closed, 1, 1) is None
    closed.ask(e.RescanAsked, level=1)
    closed.answer_label(1, label.issued.data)
    assert passed(closed, 1, 1) is True
    assert closed.kinds() == set()


def test_a_label_printed_twice_is_caught_at_the_next_case_and_moves_no_other(rig: Rig) -> None:
    """The printer was reloaded and repeats one label: without the scan each later case would be
    off by one."""
    rig.present(1, rig.bottles(1, 4))
    twin = rig.labelled(1).issued.data
    rig.present(2, rig.bottles(5, 4))
    rig.present(3, rig.bottles(9, 4))
    second, third = rig.print_label(), rig.print_label()
    rig.scan_label(1, 2, twin)
    alarm = rig.alarm(AlarmKind.LABEL_WRONG)
    assert alarm is not None
    assert rig.ledger.containers[second.container].quarantined
    assert not rig.moves()
    rig.ask(e.RescanAsked, level=1)
    rig.answer_label(1, second.issued.data)
    rig.scan_label(1, 3, third.issued.data)
    for label in (second, third):
        row = rig.ledger.containers[label.container]
        assert (row.state, row.code) == (ContainerState.CONFIRMED, label.issued.code)
        assert not row.quarantined
    rig.settle()


def test_a_label_of_another_waiting_case_confirms_neither(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    rig.present(2, rig.bottles(5, 4))
    first, second = rig.print_label(), rig.print_label()
    rig.scan_label(1, 1, second.issued.data)
    assert state(rig, first.container) is ContainerState.LABELLED
    assert state(rig, second.container) is ContainerState.LABELLED


def test_two_labels_on_one_case_confirm_nothing(closed: Rig) -> None:
    label = closed.print_label()
    closed.do(e.ContainerAtScanner, level=1, number=1)
    symbols = (closed.seen(label.issued.data), closed.seen(b"C-99"))
    token = closed.scans.popleft().token
    closed.do(e.LabelSeen, device="s", level=1, token=token, symbols=symbols)
    assert closed.alarm(AlarmKind.LABEL_WRONG) is not None


def test_a_box_at_the_scanner_too_early_is_told_and_not_let_go(rig: Rig) -> None:
    rig.do(e.ContainerAtScanner, level=1, number=1)
    assert rig.alarm(AlarmKind.LABEL_WRONG) is not None
    assert passed(rig, 1, 1) is None
    assert not rig.scans


def test_a_box_that_was_taken_away_from_the_scanner_does_not_hold_the_line(rig: Rig) -> None:
    rig.do(e.ContainerAtScanner, level=1, number=1)
    assert rig.ask(e.RescanAsked, level=1) == ""
    assert rig.kinds() == set()
    assert "waits for a scan" in rig.ask(e.RescanAsked, level=1)


def test_a_damaged_label_is_reprinted_with_its_number_and_on_record(closed: Rig) -> None:
    label = closed.print_label()
    assert closed.ask(e.ReprintAsked, container=1, reason="torn") == ""
    again = closed.labels.popleft()
    assert again.reprint
    assert again.issued == label.issued
    record = closed.of_type(r.LabelReprinted)[0]
    assert (record.code, record.reason, record.by) == (label.issued.code, "torn", "line leader")
    closed.scan_label(1, 1, label.issued.data)
    assert state(closed, 1) is ContainerState.CONFIRMED
    closed.settle()


def test_a_label_that_has_not_left_is_not_reprinted(closed: Rig) -> None:
    label = closed.labels.popleft()
    closed.do(e.HeadLost, head=CASE, said="link lost", hint="–")
    closed.do(e.CodesUnsent, head=CASE, codes=(label.issued.code,), reason="link lost")
    assert "away" in closed.ask(e.ReprintAsked, container=1, reason="none came")
    closed.do(e.HeadReady, head=CASE, credit=3)
    assert [one.issued for one in closed.labels] == [label.issued]


def test_a_label_whose_done_was_lost_and_that_is_torn_can_be_reprinted(closed: Rig) -> None:
    closed.labels.popleft()
    closed.scan_label(1, 1, None)
    assert closed.ask(e.ReprintAsked, container=1, reason="torn") == ""


def test_a_container_without_a_label_is_not_reprinted(rig: Rig) -> None:
    assert "no label" in rig.ask(e.ReprintAsked, container=7, reason="torn")


def test_a_label_in_doubt_is_resolved_by_its_scan_or_the_printers_word(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    rig.present(2, rig.bottles(5, 4))
    labels = [rig.labels.popleft(), rig.labels.popleft()]
    doubted = tuple(label.issued.code for label in labels)
    rig.do(e.CodesDoubted, head=CASE, codes=doubted, reason="link lost")
    rig.do(e.PrintDone, head=CASE, code=labels[1].issued.code)
    assert rig.row(labels[1].issued) == "printed"
    rig.scan_label(1, 1, labels[0].issued.data)
    assert rig.row(labels[0].issued) == "bound"
    rig.scan_label(1, 2, labels[1].issued.data)
    assert rig.count(1, CodeState.IN_DOUBT) == 0


@pytest.mark.parametrize("settled", [False, True])
def test_a_case_whose_label_is_void_gets_another_number(closed: Rig, settled: bool) -> None:
    """The printer dropped it, or it was in doubt and nobody found it."""
    old = closed.labels.popleft().issued
    if settled:
        closed.do(e.CodesDoubted, head=CASE, codes=(old.code,), reason="link lost")
        assert closed.ask(e.DoubtSettled, codes=(old.code,), reason="not found") == ""
    else:
        closed.do(e.HeadCleared, head=CASE, codes=(old.code,))
    assert closed.row(old) == "void"
    new = closed.labelled(1).issued
    assert new != old
    assert closed.ledger.containers[1].code == new.code
    closed.settle()


def test_a_void_label_on_a_case_is_not_believed(closed: Rig) -> None:
    old = closed.labels.popleft().issued
    closed.do(e.HeadCleared, head=CASE, codes=(old.code,))
    closed.print_label()
    closed.scan_label(1, 1, old.data)
    assert closed.alarm(AlarmKind.LABEL_WRONG) is not None
    assert state(closed, 1) is ContainerState.LABELLED


def test_a_partial_pallet_closes_with_a_reason(rig: Rig) -> None:
    rig.full_case(1, 1)
    assert rig.ask(e.PartialCloseAsked, level=2, reason="end of order") == ""
    pallet = rig.labelled(1)
    row = rig.ledger.containers[pallet.container]
    assert (row.state, row.reason) == (ContainerState.CONFIRMED, "end of order")
    assert "no containers" in rig.ask(e.PartialCloseAsked, level=5, reason="–")
    assert "stands open" in rig.ask(e.PartialCloseAsked, level=2, reason="–")


def test_an_answer_that_nobody_waits_for_changes_nothing(closed: Rig) -> None:
    label = closed.print_label()
    symbols = (closed.seen(label.issued.data),)
    assert closed.do(e.LabelSeen, device="s", level=1, token=77, symbols=symbols) == ()


def test_a_reprint_that_was_not_sent_takes_nothing_of_its_original_back(closed: Rig) -> None:
    """Both have the label's number; the printer has the original, and prints it once."""
    label = closed.labels.popleft().issued
    closed.ask(e.ReprintAsked, container=1, reason="torn")
    closed.labels.clear()
    closed.do(e.CodesUnsent, head=CASE, codes=(label.code,), reason="head open")
    assert closed.row(label) == "sent"
    assert not closed.labels, "printed again without a record"
    closed.do(e.PrintDone, head=CASE, code=label.code)
    assert state(closed, 1) is ContainerState.LABELLED


def test_where_neither_was_sent_the_original_goes_back_and_is_sent_once(closed: Rig) -> None:
    label = closed.labels.popleft().issued
    closed.ask(e.ReprintAsked, container=1, reason="torn")
    closed.labels.clear()
    closed.do(e.CodesUnsent, head=CASE, codes=(label.code, label.code), reason="head open")
    assert [one.issued for one in closed.labels] == [label]
    assert closed.row(label) == "sent"


def test_a_reprint_asked_for_twice_may_be_unsent_twice(closed: Rig) -> None:
    label = closed.labels.popleft().issued
    for _ in range(2):
        closed.ask(e.ReprintAsked, container=1, reason="torn")
    closed.labels.clear()
    for _ in range(2):
        closed.do(e.CodesUnsent, head=CASE, codes=(label.code,), reason="head open")
        assert not closed.labels
    closed.do(e.CodesUnsent, head=CASE, codes=(label.code,), reason="head open")
    assert [one.issued for one in closed.labels] == [label]


@pytest.mark.parametrize(
    ("kind", "more", "row"),
    [(e.CodesDoubted, {"reason": "link lost"}, "in_doubt"), (e.HeadCleared, {}, "void")],
)
def test_a_label_that_was_out_twice_ends_once(
    closed: Rig, kind: type[e.Event], more: dict[str, str], row: str
) -> None:
    label = closed.labels.popleft().issued
    closed.ask(e.ReprintAsked, container=1, reason="torn")
    closed.do(kind, head=CASE, codes=(label.code, label.code), **more)
    assert closed.row(label) == row
