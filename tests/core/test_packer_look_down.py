"""Cases under the look-down camera: the picture is the truth, and says who must do what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.effects import presented_place
from station.core.facts import Issued
from station.core.states import CodeState
from tests.core.desk import Desk
from tests.core.rig import CASE, CODER, Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def released(rig: Rig, number: int) -> bool | None:
    return rig.verdicts.get((presented_place(1), number))


def inside(rig: Rig, container: int) -> set[int]:
    return set(rig.ledger.children[container].values())


def codes(content: list[Issued]) -> set[int]:
    return {one.code for one in content}


def detail(rig: Rig, kind: AlarmKind) -> str:
    alarm = rig.alarm(kind)
    return alarm.detail if alarm else ""


def test_a_full_case_is_bound_closed_and_let_go(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content)
    assert inside(rig, 1) == codes(content)
    assert released(rig, 1) is True
    assert len(rig.labels) == 1


def test_the_picture_may_come_before_the_word_of_the_plc(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.look_down(1, content)
    assert released(rig, 1) is None
    rig.do(e.CasePresented, level=1, number=1)
    assert released(rig, 1) is True


def test_the_picture_says_which_bottle_lies_where(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, list(reversed(content)))
    assert rig.ledger.children[1][0] == content[3].code


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"B-15", "not_printed"), (b"not ours", "unknown_code"), (b"C-3", "wrong_level")],
)
def test_a_stranger_in_the_case_is_named_with_its_place(rig: Rig, data: bytes, why: str) -> None:
    content = rig.bottles(1, 3)
    rig.present(1, [*content, Issued(0, data, "")])
    assert detail(rig, AlarmKind.CASE_WRONG).startswith("place 4: ")
    assert why in detail(rig, AlarmKind.CASE_WRONG)
    assert released(rig, 1) is None


def test_a_label_in_doubt_that_lies_in_the_case_is_never_bound_as_a_bottle(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    label = rig.labels.popleft().issued
    rig.do(e.CodesDoubted, head=CASE, codes=(label.code,), reason="link lost")
    rig.present(2, [*rig.bottles(5, 3), label])
    assert "wrong_level" in detail(rig, AlarmKind.CASE_WRONG)
    assert len(rig.ledger.containers) == 1


def test_two_codes_in_one_place_are_not_guessed_apart(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    symbols = tuple(rig.seen(one.data, min(slot, 2)) for slot, one in enumerate(content))
    rig.do(e.CasePresented, level=1, number=1)
    rig.do(e.LookDown, device="look down", level=1, token=1, symbols=symbols)
    assert "place 3" in detail(rig, AlarmKind.CASE_WRONG)
    assert not rig.ledger.containers


def test_one_code_in_two_places_is_two_bottles(rig: Rig) -> None:
    content = rig.bottles(1, 3)
    rig.present(1, [*content, content[0]])
    assert rig.alarm(AlarmKind.CASE_WRONG) is not None
    assert not rig.ledger.containers


def test_a_rejected_bottle_in_the_case_is_a_stranger(rig: Rig) -> None:
    bad = rig.good(1)
    rig.do(e.ItemRejected, trigger=1)
    rig.present(1, [*rig.bottles(2, 3), bad])
    assert "rejected_before" in detail(rig, AlarmKind.CASE_WRONG)


def test_the_case_goes_once_the_stranger_is_out(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, [*content[:3], Issued(0, b"not ours", "")])
    rig.present(2, content)
    assert released(rig, 2) is True
    assert rig.kinds() == set()


def test_an_item_that_went_in_and_is_not_seen_keeps_the_case(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content[:3])
    assert detail(rig, AlarmKind.CASE_MISSING) == "1 of 4 can't be seen"
    rig.present(2, content)
    assert inside(rig, 1) == codes(content)


def test_an_item_that_is_really_gone_goes_into_doubt_by_name(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content[:3])
    assert rig.ask(e.MissingAccepted, level=1) == ""
    assert rig.row(content[3]) == "in_doubt"
    assert rig.of_type(r.CodesMoved)[-1].by
    assert rig.alarm(AlarmKind.CASE_INCOMPLETE) is not None


def test_a_case_whose_items_are_all_gone_is_settled_and_taken_away(rig: Rig) -> None:
    rig.bottles(1, 4)
    rig.present(1, [])
    assert rig.ask(e.MissingAccepted, level=1) == ""
    assert rig.ask(e.PartialCloseAsked, level=1, reason="fell off") == ""
    assert rig.state.packs[1].held is None
    assert released(rig, 1) is False
    assert rig.kinds() == set()
    assert not rig.ledger.containers


def test_a_case_is_filled_by_hand_and_shown_again(rig: Rig) -> None:
    content = rig.bottles(1, 3)
    rig.present(1, content)
    assert detail(rig, AlarmKind.CASE_INCOMPLETE) == "3 of 4"
    fourth = rig.bottle(4)
    rig.present(2, [*content, fourth])
    assert inside(rig, 1) == codes([*content, fourth])
    assert rig.state.packs[1].arrived == ()


def test_a_partial_case_says_by_whom_and_why(rig: Rig) -> None:
    content = rig.bottles(1, 2)
    rig.present(1, content)
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert released(rig, 1) is True
    row = rig.ledger.containers[1]
    assert (row.state.value, row.reason) == ("closed", "end of shift")
    assert {move.by for move in rig.of_type(r.ContainerMoved)} == {"line leader"}


def test_a_partial_close_may_be_asked_before_the_case_is_shown(rig: Rig) -> None:
    content = rig.bottles(1, 2)
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    rig.present(1, content)
    assert inside(rig, 1) == codes(content)


def test_no_case_is_closed_on_a_picture_of_before(rig: Rig) -> None:
    """It is presented again, so something was changed; its new picture has not come yet."""
    content = rig.bottles(1, 3)
    rig.present(1, content)
    rig.do(e.CasePresented, level=1, number=2)
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert not rig.ledger.containers
    assert rig.ask(e.MissingAccepted, level=1) != ""
    rig.look_down(2, content[:2])
    assert rig.alarm(AlarmKind.CASE_MISSING) is not None


@pytest.mark.parametrize("kind", [w.SampleAsked, e.DoubtSettled])
def test_no_case_is_closed_with_what_left_it_after_the_picture(rig: Rig, kind: type) -> None:
    """QA takes a bottle out of the shown case, or a code in doubt is voided meanwhile."""
    content = rig.bottles(1, 3)
    doubted = rig.good(4)
    rig.ask(e.BeltCleared)
    rig.present(1, [*content[:2], doubted])
    rig.ask(e.MissingAccepted, level=1)
    if kind is w.SampleAsked:
        assert Desk(rig).sample(content[0]) == ""
    else:
        rig.ask(kind, codes=rig.in_doubt(), reason="not found")
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert not rig.ledger.containers
    assert "may not be packed" in detail(rig, AlarmKind.CASE_WRONG)


def test_a_sampled_bottle_is_not_missed_in_its_case(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    assert Desk(rig).sample(content[0]) == ""
    rig.present(1, content[1:])
    assert rig.alarm(AlarmKind.CASE_MISSING) is None
    assert rig.alarm(AlarmKind.CASE_INCOMPLETE) is not None


def test_the_same_picture_twice_is_one_picture(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content)
    rig.look_down(1, content)
    assert len(rig.ledger.containers) == 1
    assert rig.kinds() == set()


def test_the_same_word_of_the_plc_twice_takes_nothing_of_the_next_case(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.present(1, content)
    following = rig.bottles(5, 4)
    rig.do(e.CasePresented, level=1, number=1)
    rig.present(2, following)
    assert inside(rig, 2) == codes(following)


def test_a_case_is_not_closed_while_somebody_takes_a_bad_item_out_of_it(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.coded(5)
    rig.see(5)
    rig.do(e.AtPacker, trigger=5)
    rig.present(1, content)
    assert "was to be rejected" in detail(rig, AlarmKind.CASE_WRONG)
    alarm = rig.alarm(AlarmKind.REJECT_FAILED)
    assert alarm is not None
    rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="taken out")
    rig.present(2, content)
    assert released(rig, 2) is True


def bottle_that_should_have_been_kicked(rig: Rig, trigger: int) -> Issued:
    """Its code is in doubt, since the coder's link broke; the camera read nothing, the rejecter
    missed it, and it went on into the packer."""
    rig.do(e.AtCoder, trigger=trigger)
    one = rig.at_printer.popleft()
    rig.do(e.CodesDoubted, head=CODER, codes=(one.code,), reason="link lost")
    rig.do(e.AtCamera, trigger=trigger)
    rig.see(trigger)
    rig.do(e.RejectFailed, trigger=trigger)
    rig.do(e.AtPacker, trigger=trigger)
    return one


def clear_reject_failed(rig: Rig) -> None:
    alarm = rig.alarm(AlarmKind.REJECT_FAILED)
    assert alarm is not None
    assert rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="taken out by hand") == ""


@pytest.mark.parametrize("presented", [False, True], ids=["before the PLC's word", "not full"])
def test_no_picture_is_believed_from_before_a_bad_item_was_taken_out(
    rig: Rig, presented: bool
) -> None:
    """The picture showed it: of a case that the PLC had not announced yet, its link being down, or
    of one that had been announced and waited for a person."""
    content = rig.bottles(1, 3)
    if presented:
        rig.present(1, content)
        bad = bottle_that_should_have_been_kicked(rig, 4)
        rig.do(e.CasePresented, level=1, number=2)
        rig.look_down(2, [*content, bad])
        clear_reject_failed(rig)
        rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    else:
        bad = bottle_that_should_have_been_kicked(rig, 4)
        rig.look_down(1, [*content, bad])
        clear_reject_failed(rig)
        rig.do(e.CasePresented, level=1, number=1)
    assert not rig.ledger.containers
    assert rig.alarm(AlarmKind.CASE_WRONG) is not None, "somebody must show it once more"
    rig.present(3, content)
    rig.ask(e.PartialCloseAsked, level=1, reason="end of shift")
    assert inside(rig, 1) == codes(content)
    assert released(rig, 3) is True


def test_a_picture_without_a_bad_item_in_it_is_taken_once_more_all_the_same(rig: Rig) -> None:
    """The station can't tell the two apart: a bad item may be one that no picture shows."""
    content = rig.bottles(1, 4)
    bottle_that_should_have_been_kicked(rig, 5)
    rig.look_down(1, content)
    clear_reject_failed(rig)
    rig.do(e.CasePresented, level=1, number=1)
    assert not rig.ledger.containers
    rig.present(2, content)
    assert inside(rig, 1) == codes(content)


def test_a_bottle_whose_arrival_was_not_told_is_bound_by_its_picture(rig: Rig) -> None:
    content = [*rig.bottles(1, 3), rig.good(4)]
    rig.present(1, content)
    assert inside(rig, 1) == codes(content)
    rig.do(e.AtPacker, trigger=4)
    assert rig.kinds() == set()


def test_a_bottle_in_doubt_is_found_again_in_its_case(rig: Rig) -> None:
    lost = rig.good(1)
    content = rig.bottles(2, 3)
    assert rig.row(lost) == "in_doubt"
    rig.present(1, [lost, *content])
    assert rig.row(lost) == "bound"
    assert rig.count(0, CodeState.IN_DOUBT) == 0


def test_what_stands_behind_does_not_enter_the_case_that_is_held(rig: Rig) -> None:
    content = rig.bottles(1, 4)
    rig.do(e.CasePresented, level=1, number=1)
    following = rig.bottles(5, 2)
    rig.look_down(1, content)
    assert rig.state.packs[1].arrived == tuple(one.code for one in following)


def test_a_symbol_of_another_kind_or_place_is_not_good(rig: Rig) -> None:
    """A place outside the grid is no place."""
    content = rig.bottles(1, 4)
    symbols = [rig.seen(one.data, slot) for slot, one in enumerate(content)]
    symbols[3] = replace(symbols[3], slot=-1)
    rig.do(e.CasePresented, level=1, number=1)
    rig.do(e.LookDown, device="look down", level=1, token=1, symbols=tuple(symbols))
    assert rig.alarm(AlarmKind.CASE_WRONG) is not None
