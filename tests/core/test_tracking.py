"""The belt's account of seen and unseen codes: what is certain, and what must stay in doubt."""

from __future__ import annotations

import pytest

from station.core.tracking import (
    GONE_KEPT,
    Belt,
    Item,
    Settlement,
    judged,
    lose_place,
    overdue,
    put,
    settle,
    settle_rest,
    take_off,
)
from station.core.verify import Verdict

GOOD, NO_READ, MISSING = Verdict.GOOD, Verdict.NO_READ, Verdict.MISSING


def after(run: tuple[int, ...], *items: tuple[Verdict, int]) -> tuple[Belt, list[Settlement]]:
    """Judge items 1, 2, … in order, each with (verdict, code); what was settled, empty ones out."""
    belt, found = Belt(run=run), []
    for trigger, (verdict, code) in enumerate(items, start=1):
        sighted = verdict in (GOOD, Verdict.WRONG_SYMBOL)
        belt, outcomes = settle(judged(belt, Item(trigger, 0, verdict, code, sighted)))
        found += [one for one in outcomes if one != Settlement()]
    return belt, found


def test_items_in_the_predicted_order_settle_nothing() -> None:
    belt, found = after((11, 12, 13), (GOOD, 11), (GOOD, 12))
    assert not found
    assert belt.run == (13,)


def test_as_many_unread_items_as_unseen_codes_means_they_carry_them() -> None:
    _, found = after((11, 12, 13), (NO_READ, 0), (NO_READ, 0), (GOOD, 13))
    assert found == [Settlement(rejected=(11, 12))]


def test_a_code_that_nobody_counted_an_item_for_leaves_all_in_doubt() -> None:
    """A bottle was taken away unnoticed: nobody can say which of the two codes it carried."""
    _, found = after((11, 12, 13), (NO_READ, 0), (GOOD, 13))
    assert found == [Settlement(doubted=(11, 12), shift=1)]


def test_an_item_without_a_print_is_no_shift_of_the_codes() -> None:
    _, found = after((11, 12), (GOOD, 11), (NO_READ, 0), (GOOD, 12))
    assert found == [Settlement(shift=-1)]


def test_the_code_of_an_item_that_never_came_is_in_doubt() -> None:
    _, found = after((11, 12), (MISSING, 0), (GOOD, 12))
    assert found == [Settlement(doubted=(11,))]


def test_a_vanished_item_beside_an_unprinted_one_makes_nothing_certain() -> None:
    _, found = after((11, 12), (MISSING, 0), (NO_READ, 0), (GOOD, 12))
    assert found == [Settlement(doubted=(11,), shift=-1)]


def test_swapped_items_leave_the_overtaken_code_in_doubt_until_it_is_seen() -> None:
    belt, found = after((11, 12, 13), (GOOD, 12), (GOOD, 11), (GOOD, 13))
    assert found == [Settlement(doubted=(11,), shift=1)]
    assert belt.run == ()


def test_a_code_read_in_the_wrong_symbol_stands_for_no_unseen_code() -> None:
    """Its own code is known by sight, so the unseen one is somewhere else."""
    _, found = after((12, 13), (Verdict.WRONG_SYMBOL, 0), (GOOD, 13))
    assert found == [Settlement(doubted=(12,), shift=1)]


def test_results_out_of_order_settle_in_the_order_of_the_belt() -> None:
    belt = put(put(Belt(run=(11, 12)), Item(1)), Item(2))
    belt, outcomes = settle(judged(belt, Item(2, 0, GOOD, 12)))
    assert not outcomes  # item 1 may still turn out to carry 11
    belt, outcomes = settle(judged(belt, Item(1, 0, GOOD, 11)))
    assert outcomes == (Settlement(), Settlement())


def test_an_empty_belt_settles_what_left_the_printer_and_keeps_what_did_not() -> None:
    belt = Belt(run=(11, 12, 13), blanks=(NO_READ,))
    belt, outcome = settle_rest(belt, frozenset({12, 13}))
    assert outcome == Settlement(rejected=(11,))
    assert (belt.run, belt.blanks) == ((12, 13), ())


def test_codes_in_doubt_lose_their_place_and_the_blanks_before_them_their_meaning() -> None:
    belt = lose_place(Belt(run=(11, 12, 13), blanks=(NO_READ,)), (12,))
    assert (belt.run, belt.blanks) == ((11, 13), ())


@pytest.mark.parametrize(("now_ms", "late"), [(1_499, 0), (1_500, 1)])
def test_an_item_is_overdue_from_the_end_of_the_window_on(now_ms: int, late: int) -> None:
    belt = put(put(Belt(), Item(1, at_camera_ms=0)), Item(2))
    assert len(overdue(belt, now_ms, 1_500)) == late


def test_what_left_the_belt_is_remembered_within_a_bound() -> None:
    belt = Belt()
    for trigger in range(GONE_KEPT + 10):
        belt = take_off(belt, trigger)
    assert len(belt.gone) == GONE_KEPT
    assert belt.knows(GONE_KEPT + 9)
    assert not belt.knows(0)
