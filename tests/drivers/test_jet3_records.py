"""Numbers of a mailing queue and what they prove, as a table."""

from __future__ import annotations

import pytest

from drivers.printers.dialect import Held
from drivers.printers.jet3_codec import Mailing
from drivers.printers.jet3_records import (
    BACKWARDS,
    EMPTIED,
    LOOKS_TO_SHOW,
    UNCOUNTED,
    Records,
)


def reading(last: int, entries: int, *, finished: bool = True) -> Mailing:
    return Mailing(256, entries, last, 0, finished)


def records(last: int, *indexes: int, ahead: int = 1) -> Records:
    """Flushed at the printer's number `last`; records of `indexes` were sent since."""
    made = Records(ahead)
    made.flushed(last)
    for index in indexes:
        made.number(index)
    return made


def test_numbers_follow_the_printers_own_and_begin_anew_after_a_flush() -> None:
    made = records(0)
    assert [made.number(index) for index in (5, 6, 7)] == [1, 2, 3]
    made.flushed(3)
    assert [made.number(index) for index in (9, 10)] == [4, 5]
    made.flushed(0)
    assert made.number(11) == 1


def test_before_the_first_flush_nothing_is_ours() -> None:
    made = Records(1)
    assert not made.is_ours
    assert not made.reads_new(reading(0, 0))
    made.flushed(0)
    assert made.is_ours


@pytest.mark.parametrize("gap", [6, 9])
def test_an_index_that_is_left_out_is_our_mistake(gap: int) -> None:
    made = records(0, 7)
    with pytest.raises(AssertionError, match="gap"):
        made.number(gap)


# Number at the flush, indexes sent, then readings: number, finished, index or why it is no index.
INDEXES = [
    pytest.param(0, (5, 6, 7), [(0, True, 0)], id="nothing printed yet"),
    pytest.param(0, (5, 6, 7), [(1, True, 5), (3, True, 7)], id="one after the other"),
    pytest.param(0, (5, 6, 7), [(1, False, 0), (1, True, 5), (2, False, 5)], id="not finished"),
    pytest.param(40, (5, 6), [(40, True, 0), (41, True, 5)], id="the flush kept the number"),
    pytest.param(40, (5, 6), [(0, True, 0), (41, True, 5)], id="a start made it 0"),
    pytest.param(0, (5, 6), [(2, True, 6), (1, True, BACKWARDS)], id="backwards"),
    pytest.param(0, (5, 6), [(2, True, 6), (0, True, BACKWARDS)], id="to 0 after a print"),
    pytest.param(40, (5, 6), [(39, True, BACKWARDS)], id="before the flush"),
    pytest.param(0, (5, 6), [(9, True, 13)], id="somebody else's"),
]


@pytest.mark.parametrize(("flushed_at", "sent", "readings"), INDEXES)
def test_what_was_printed_last(
    flushed_at: int, sent: tuple[int, ...], readings: list[tuple[int, bool, int | str]]
) -> None:
    made = records(flushed_at, *sent)
    for last, finished, expected in readings:
        said = reading(last, 0, finished=finished)
        assert (made.doubt(said) or made.index(said, begun=False)) == expected


def test_a_print_that_began_counts_where_nothing_more_can_be_heard_of_it() -> None:
    made = records(0, 5, 6)
    assert made.index(reading(1, 0, finished=False), begun=True) == 5


def test_a_number_that_a_stop_made_0_is_not_believed_if_prints_were_counted_meanwhile() -> None:
    made = Records(1)
    made.counted(100)
    made.flushed(0)
    made.number(1)
    made.counted(100)
    assert made.doubt(reading(0, 0)) == ""
    made.counted(101)
    assert made.doubt(reading(0, 0)) == UNCOUNTED
    made.flushed(0)
    made.number(2)
    made.counted(101)
    assert made.doubt(reading(0, 0)) == ""


# Of three records, number 1 to 3.
HELD = [
    pytest.param(1, reading(0, 2), Held(3, 0, is_new=True), 0, 0, id="one is made ready"),
    pytest.param(1, reading(0, 3), Held(3, 0, is_new=True), 0, 0, id="none is yet"),
    pytest.param(1, reading(1, 1), Held(2), 0, 0, id="one is printed"),
    pytest.param(1, reading(1, 2, finished=False), Held(2), 0, 0, id="it prints"),
    pytest.param(1, reading(2, 0), Held(0, 1), 0, 0, id="one or none"),
    pytest.param(1, reading(3, 0), Held(0), 0, 0, id="none"),
    pytest.param(1, reading(1, 0), Held(0, 1), 1, 0, id="one is missing"),
    pytest.param(1, reading(0, 0), Held(0, 1, is_new=True), 2, 0, id="all are missing"),
    pytest.param(2, reading(0, 1), Held(2, 1, is_new=True), 0, 0, id="two products under way"),
    pytest.param(2, reading(1, 0), Held(0, 2), 0, 0, id="two, and nothing waits"),
    pytest.param(1, reading(1, 3), Held(4), 0, 1, id="too many"),
    pytest.param(1, reading(3, 1), Held(2), 0, 1, id="one after the last"),
]


@pytest.mark.parametrize(("ahead", "said", "held", "missing", "extra"), HELD)
def test_what_it_holds_lacks_and_has_too_many(
    ahead: int, said: Mailing, held: Held, missing: int, extra: int
) -> None:
    made = records(0, 1, 2, 3, ahead=ahead)
    made.index(said, begun=True)
    assert (made.held(said), made.missing(said), made.extra(said)) == (held, missing, extra)


def test_a_record_that_does_not_show_yet_is_not_gone() -> None:
    made = records(0, 1, 2, 3)
    assert not made.are_gone(reading(0, 2))
    made.number(4)
    assert not made.are_gone(reading(0, 2))
    made.looked()
    assert not made.are_gone(reading(0, 2))
    assert not made.are_gone(reading(0, 3))


def test_a_record_that_never_shows_is_gone_and_what_is_printed_after_it_proves_nothing() -> None:
    made = records(0, 1, 2, 3, 4)
    for _ in range(LOOKS_TO_SHOW):
        made.looked()
        assert not made.are_gone(reading(1, 1))
    made.looked()
    assert made.are_gone(reading(1, 1))
    assert made.doubt(reading(1, 1)) == ""
    assert made.doubt(reading(4, 0)) == EMPTIED
    made.flushed(4)
    assert made.doubt(reading(4, 0)) == ""


def test_records_that_were_in_it_and_are_not_are_gone_at_once() -> None:
    made = records(0, 1, 2, 3, 4)
    assert not made.are_gone(reading(0, 3))
    assert made.are_gone(reading(1, 0))
