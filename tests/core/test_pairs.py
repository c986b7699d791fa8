"""Two codes of one thing (双码关联): both in one read, bound for good, and one fate for both."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.facts import Issued, ItemFact, Known, Scanned, Seen
from station.core.packaging import INNER, PackMode
from station.core.states import CodeState
from tests.core.rig import AIM, CAMERA, Rig, issued, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order(inner=(0, 1)))


def cap(serial: int) -> Issued:
    return issued(INNER, serial)


def carton(serial: int) -> Issued:
    return issued(INNER + 1, serial)


def good(rig: Rig, trigger: int, inner: Issued | None = None) -> Issued:
    one = rig.coded(trigger)
    rig.see(trigger, one.data, (inner or cap(trigger)).data)
    return one


def bottles(rig: Rig, first: int, count: int) -> list[Issued]:
    made = []
    for trigger in range(first, first + count):
        made.append(good(rig, trigger))
        rig.do(e.AtPacker, trigger=trigger)
    return made


def test_bottle_and_cap_in_one_picture_become_a_pair(rig: Rig) -> None:
    one = good(rig, 1)
    assert (rig.row(one), rig.row(cap(1))) == ("verified", "bound")
    assert rig.ledger.mates == {one.code: cap(1).code}
    assert rig.verdicts[0, 1] is True


def accepted(rig: Rig, one: Issued, mate: int) -> str:
    item = ItemFact(one, "O1", 0, CodeState.REJECTED, mate=mate)
    what = Scanned(one.data, AIM, item)
    return rig.ask(w.AcceptAsked, what=what, grade="", reason="testing")


def test_half_a_pair_is_never_accepted_at_the_desk(rig: Rig) -> None:
    half = rig.coded(1)
    rig.see(1, half.data)
    rig.do(e.ItemRejected, trigger=1)
    good(rig, 2)
    assert rig.row(half) == "rejected"
    assert "its inner code was never read" in accepted(rig, half, mate=0)


def test_a_whole_pair_that_was_kicked_off_is_accepted_with_its_cap(rig: Rig) -> None:
    one = good(rig, 1)
    rig.do(e.ItemRejected, trigger=1)
    assert rig.row(one) == "rejected"
    assert accepted(rig, one, mate=cap(1).code) == ""
    assert (rig.row(one), rig.row(cap(1))) == ("verified", "bound")
    assert rig.state.live[one.code].paired, "no other cap may take its place"


@pytest.mark.parametrize("shown", ["bottle", "cap"])
def test_half_a_pair_is_rejected_and_says_which_half_is_missing(rig: Rig, shown: str) -> None:
    one = rig.coded(1)
    rig.see(1, one.data if shown == "bottle" else cap(1).data)
    rig.do(e.ItemRejected, trigger=1)
    judged = rig.of_type(r.Judged)[-1]
    assert judged.verdict == "pair_incomplete"
    assert ("missing" if shown == "bottle" else "only the inner code") in judged.seen
    good(rig, 2)
    assert rig.row(one) == "rejected"
    assert rig.row(cap(1)) == ("free" if shown == "bottle" else "rejected")


def test_two_caps_on_one_bottle_are_too_much(rig: Rig) -> None:
    one = rig.coded(1)
    rig.see(1, one.data, cap(1).data, cap(2).data)
    assert rig.verdict_of(1) == "multiple"
    assert [rig.row(cap(n)) for n in (1, 2)] == ["rejected", "rejected"]


def test_the_same_cap_code_on_a_second_bottle_stops_both(rig: Rig) -> None:
    first = good(rig, 1)
    second = good(rig, 2, cap(1))
    assert rig.verdict_of(2) == "pair_broken"
    assert (rig.row(first), rig.row(second)) == ("rejected", "rejected")
    assert rig.alarm(AlarmKind.DUPLICATE)


def test_a_second_bottle_with_a_packed_ones_cap_quarantines_the_case(rig: Rig) -> None:
    rig.present(1, bottles(rig, 1, 4))
    good(rig, 5, cap(1))
    assert rig.verdict_of(5) == "pair_broken"
    assert rig.container(1).quarantined


def test_a_pair_is_for_life(rig: Rig) -> None:
    """A bottle that vanished behind the camera comes back with another cap."""
    one = good(rig, 1)
    bottles(rig, 2, 1)  # passes it: where bottle 1 is, nobody knows
    assert rig.row(one) == "in_doubt"
    rig.do(e.AtCoder, trigger=3)
    rig.see(3, one.data, cap(7).data)
    assert rig.verdict_of(3) == "pair_broken"
    assert (rig.row(one), rig.row(cap(7))) == ("rejected", "rejected")


def test_a_pair_that_comes_back_together_is_good(rig: Rig) -> None:
    one = good(rig, 1)
    bottles(rig, 2, 1)
    rig.do(e.AtCoder, trigger=3)
    rig.see(3, one.data, cap(1).data)
    assert rig.verdict_of(3) == "good"
    assert len([pair for pair in rig.of_type(r.Paired) if pair.code == one.code]) == 1


def test_a_pair_of_the_file_is_only_good_as_the_file_says(rig: Rig) -> None:
    one, other = rig.coded(1), rig.coded(2)
    rig.preset[cap(1).code] = (one.code, -1)
    rig.preset[cap(2).code] = (other.code, -1)
    rig.see(1, one.data, cap(2).data)
    assert rig.verdict_of(1) == "pair_broken"
    assert "by its file" in rig.of_type(r.Judged)[-1].seen
    rig.see(2, other.data, cap(2).data)
    assert rig.verdict_of(2) == "rejected_before"


def test_a_code_that_only_means_the_same_is_not_received(rig: Rig) -> None:
    """Byte for byte: a lenient scanner that drops a separator must not bring a code to life."""
    one = rig.coded(1)
    known = Known(cap(1).code, "O1", INNER, CodeState.FREE, issued=cap(1))
    bent = Seen(b"b-01", AIM, known=known)
    symbols = (Seen(one.data, AIM), bent)
    rig.do(e.Sighting, device=CAMERA, trigger=1, symbols=symbols)
    assert rig.verdict_of(1) == "not_printed"
    assert rig.row(cap(1)) == "free"


def test_a_case_label_confirms_only_with_the_code_inside_the_carton(rig: Rig) -> None:
    rig.present(1, bottles(rig, 1, 4))
    label = rig.print_label()
    rig.scan_label(1, 1, label.issued.data)
    assert rig.alarm(AlarmKind.LABEL_UNREAD)
    rig.ask(e.RescanAsked, level=1)
    answer(rig, label.issued, carton(1))
    assert not rig.state.alarms
    assert rig.ledger.mates[label.issued.code] == carton(1).code
    assert rig.verdicts[2, 1] is True


@pytest.mark.parametrize(("inside", "passes"), [(1, True), (2, False)])
def test_a_case_that_was_confirmed_before_a_restart_passes_in_its_own_carton(
    rig: Rig, inside: int, passes: bool
) -> None:
    """Its verdict never reached the PLC; the scanner sees both codes of it again."""
    rig.present(1, bottles(rig, 1, 4))
    label = rig.print_label()
    rig.do(e.ContainerAtScanner, level=1, number=1)
    answer(rig, label.issued, carton(1))
    rig.verdicts.clear()
    rig.restart()
    rig.do(e.ContainerAtScanner, level=1, number=1)
    answer(rig, label.issued, carton(inside))
    assert rig.verdicts.get((2, 1), False) is passes
    assert bool(rig.alarm(AlarmKind.LABEL_WRONG)) is not passes


def answer(rig: Rig, *codes: Issued) -> None:
    scan = rig.scans.popleft()
    symbols = tuple(rig.seen(one.data) for one in codes)
    rig.do(e.LabelSeen, device="scanner", level=1, token=scan.token, symbols=symbols)


def test_a_wrong_label_receives_nothing(rig: Rig) -> None:
    """The carton stands there until its right label is on; its inner code is still unused."""
    rig.present(1, bottles(rig, 1, 4))
    rig.print_label()
    rig.do(e.ContainerAtScanner, level=1, number=1)
    answer(rig, issued(1, 9), carton(1))
    assert rig.alarm(AlarmKind.LABEL_WRONG)
    assert rig.row(carton(1)) == "free"


def test_the_confirming_reader_may_see_both_codes_of_the_last_bottle() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE, inner=(0,)))
    last = bottles(rig, 1, 4)[-1]
    rig.do(e.CasePresented, level=1, number=1)
    scan = rig.scans.popleft()
    symbols = (rig.seen(last.data), rig.seen(cap(4).data))
    rig.do(e.ChildSeen, device="reader", level=1, token=scan.token, symbols=symbols)
    assert rig.verdicts[1, 1] is True


def test_a_hand_scan_of_a_cap_means_its_bottle() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE, inner=(0,)))
    content = bottles(rig, 1, 4)
    rig.confirm_last(1, content[0])
    assert rig.alarm(AlarmKind.CONFIRM_MISMATCH)
    symbols = tuple(rig.seen(cap(n).data) for n in (1, 2, 3, 4))
    assert rig.ask(e.ContentScanned, container=1, symbols=symbols) == ""
    assert set(rig.ledger.children[1].values()) == {one.code for one in content}


def test_pairs_outlive_a_restart(rig: Rig) -> None:
    one = good(rig, 1)
    rig.restart()
    assert rig.state.live[one.code].paired
    rig.ask(e.BeltCleared)
    rig.do(e.AtCoder, trigger=9)
    rig.see(9, one.data, cap(8).data)
    assert rig.verdict_of(9) == "pair_broken"
