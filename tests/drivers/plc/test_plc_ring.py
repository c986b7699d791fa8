"""Every event once and in order, or a truthful number of lost ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import DeviceEvent, EventsLost, LineEvent, LineEventKind, LinkUp, Warned
from drivers.plc import plc_codec
from drivers.plc.plc_codec import RingEntry
from drivers.plc.ring import TORN_PICTURES_MAX, Lost, Restarted, RingReader, seq_after, seq_steps
from tests.drivers.plc.bench import Bench

EMPTY = RingEntry(0, 0, 0, 0)


def entry(seq: int) -> RingEntry:
    return RingEntry(seq, 2, 10 * seq, seq)


def ring(newest: int) -> list[RingEntry]:
    """The slots after `newest` events, none of them wrapped."""
    slots = [EMPTY] * 8
    for seq in range(max(1, newest - 7), newest + 1):
        slots[(seq - 1) % 8] = entry(seq)
    return slots


def numbers(events: list[DeviceEvent]) -> list[int]:
    return [event.trigger for event in events if isinstance(event, LineEvent)]


def assert_every_event_is_accounted_for(events: list[DeviceEvent], happened: int) -> None:
    """Numbers run from 1; a lost count moves on by as much as was lost."""
    at = 0
    for event in events:
        if isinstance(event, EventsLost):
            assert event.count > 0
            at += event.count
        elif isinstance(event, LineEvent):
            at += 1
            assert event.trigger == at
    assert at == happened


@pytest.mark.parametrize(
    ("start", "end", "steps"),
    [(0, 0, 0), (0, 5, 5), (5, 5, 0), (5, 6, 1), (65_535, 1, 1), (65_530, 3, 8), (6, 5, 65_534)],
)
def test_steps_between_sequences(start: int, end: int, steps: int) -> None:
    assert seq_steps(start, end) == steps


def test_zero_is_never_a_sequence() -> None:
    assert [seq_after(0), seq_after(1), seq_after(65_534), seq_after(65_535)] == [1, 2, 65_535, 1]


def test_a_picture_seen_twice_gives_its_events_once() -> None:
    reader = RingReader()
    assert reader.read(ring(3), 3) == (entry(1), entry(2), entry(3))
    assert reader.read(ring(3), 3) == ()


def test_eight_new_events_are_all_there() -> None:
    assert RingReader(4).read(ring(12), 12) == tuple(entry(seq) for seq in range(5, 13))


def test_a_gap_is_counted_before_what_is_left() -> None:
    assert RingReader(4).read(ring(15), 15) == (Lost(3), *(entry(seq) for seq in range(8, 16)))


def test_the_slot_of_an_event_does_not_matter() -> None:
    assert RingReader(1).read(ring(6)[::-1], 6) == tuple(entry(seq) for seq in range(2, 7))


def test_an_event_that_is_not_yet_in_its_slot_is_waited_for() -> None:
    reader = RingReader(2)
    assert reader.read(ring(3), 4) == (entry(3),)
    assert reader.read(ring(4), 4) == (entry(4),)


def test_an_event_that_never_appears_is_lost_in_the_end() -> None:
    reader = RingReader(2)
    for _ in range(TORN_PICTURES_MAX):
        assert reader.read(ring(2), 3) == ()
    assert reader.read(ring(2), 3) == (Lost(1),)
    assert reader.read(ring(3), 3) == ()


def test_an_event_overwritten_while_read_is_lost_at_once() -> None:
    slots = ring(8)
    slots[0] = entry(9)  # written between the slot and the newest sequence
    assert RingReader().read(slots, 8) == (Lost(1), *(entry(seq) for seq in range(2, 9)))


@pytest.mark.parametrize(
    ("taken", "newest"), [(100, 0), (100, 3), (100, 99), (40_000, 1), (65_530, 7)]
)
def test_a_sequence_that_goes_back_hands_on_nothing(taken: int, newest: int) -> None:
    reader = RingReader(taken)
    assert reader.read(ring(newest), newest) == (Restarted(newest),)
    assert reader.read(ring(newest + 1), newest + 1) == (entry(newest + 1),)


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.lists(st.booleans(), min_size=9, max_size=9)), max_size=12
    )
)
def test_torn_pictures_lose_nothing_that_the_ring_still_holds(
    steps: list[tuple[int, list[bool]]],
) -> None:
    """Each word group of a torn picture is either from before or after the new events."""
    reader, happened, out = RingReader(), 0, list[RingEntry | Lost | Restarted]()
    for count, fresh in steps:
        before, happened = happened, happened + count
        pairs = zip(fresh[:8], ring(before), ring(happened), strict=True)
        out += reader.read(
            [new if is_new else old for is_new, old, new in pairs], happened if fresh[8] else before
        )
        out += reader.read(ring(happened), happened)
    assert out == [entry(seq) for seq in range(1, happened + 1)]


def test_events_come_in_order_with_kind_number_and_encoder() -> None:
    bench = Bench()
    bench.open()
    bench.plc.event(LineEventKind.AT_CODER, 70_000, 123_456)
    bench.plc.event(LineEventKind.REJECT_FAILED, 69_990, 123_999)
    bench.cycle()
    assert bench.of(LineEvent) == [
        LineEvent("plc", LineEventKind.AT_CODER, 70_000, 123_456),
        LineEvent("plc", LineEventKind.REJECT_FAILED, 69_990, 123_999),
    ]


def test_a_printed_label_is_an_event_of_its_level_once_for_each_pulse() -> None:
    bench = Bench()
    bench.open()
    for level in (1, 2, 1):
        assert bench.plc.event(LineEventKind.LABEL_PRINTED, level, 70_000)
    bench.cycle(writes_arrive=False)
    bench.cycle()  # the same picture again
    assert numbers(bench.events) == [1, 2, 1]
    assert {event.kind for event in bench.of(LineEvent)} == {LineEventKind.LABEL_PRINTED}
    bench.cut()
    assert bench.plc.event(LineEventKind.LABEL_PRINTED, 2, 70_100)
    bench.open()
    bench.cycle()
    assert numbers(bench.events) == [1, 2, 1, 2], "the ring keeps it while nobody reads"


def test_the_belt_is_held_at_six_until_the_pc_has_taken_them() -> None:
    bench = Bench()
    bench.open()
    held = []
    for number in range(1, 9):
        assert bench.camera(number)
        held.append(bench.plc.ring_hold())
    assert held == [False] * 5 + [True] * 3
    assert not bench.camera(9)
    assert bench.plc.ring_space() == 0
    bench.cycle()
    assert not bench.plc.ring_hold()
    assert bench.plc.ring_space() == 8
    assert numbers(bench.events) == list(range(1, 9))


def test_the_ring_wraps_past_zero() -> None:
    bench = Bench()
    bench.plc.ignore_hold(True)
    for number in range(1, 65_531):
        bench.camera(number)
    bench.open()
    bench.cycle()
    for number in range(65_531, 65_551):
        bench.camera(number)
        if number % 3 == 0:
            bench.cycle()
    bench.cycle()
    assert bench.of(EventsLost) == [EventsLost("plc", 65_522)]
    assert_every_event_is_accounted_for(bench.events, 65_550)


def test_a_new_station_goes_on_where_the_old_one_stopped() -> None:
    bench = Bench()
    bench.open()
    for number in range(1, 4):
        bench.camera(number)
    bench.cycle()
    bench.camera(4)
    successor = Bench(plc=bench.plc)
    successor.open()
    successor.cycle()
    assert numbers(successor.events) == [4]


def test_a_restarted_plc_is_warned_of_and_nothing_is_invented() -> None:
    bench = Bench()
    bench.open()
    for number in range(1, 6):
        bench.camera(number)
    bench.cycle()
    bench.plc.restart()
    for number in range(101, 108):  # by its sequence alone it could be the same run
        bench.camera(number)
    bench.cycle()
    assert numbers(bench.events) == [1, 2, 3, 4, 5]
    assert any("began anew" in warned.said for warned in bench.of(Warned))
    assert bench.of(EventsLost) == [EventsLost("plc", 7)]
    bench.camera(108)
    bench.cycle()
    assert numbers(bench.events)[5:] == [108]


def test_an_event_of_unknown_type_is_named() -> None:
    bench = Bench()
    bench.open()
    words = bench.registers.input_registers()
    words[16:18] = [1, 77]
    words[14] = 1
    picture = plc_codec.picture(words[:16], words[16:64], "big")
    (warned,) = [event for event in bench.image.picture(picture, 10) if isinstance(event, Warned)]
    assert "ring event 1 has the unknown type 77" in warned.said


STEP = st.sampled_from(["event", "event", "event", "poll", "poll, ack lost", "cut"])


@given(steps=st.lists(STEP, max_size=120), overrun=st.booleans())
def test_any_order_of_events_and_polls_accounts_for_every_event(
    steps: list[str], overrun: bool
) -> None:
    bench = Bench()
    bench.plc.ignore_hold(overrun)
    bench.open()
    happened = 0
    for step in steps:
        match step:
            case "event":
                happened += bench.camera(happened + 1)
            case "poll":
                bench.cycle()
            case "poll, ack lost":
                bench.cycle(writes_arrive=False)
            case _:
                bench.cut()
                bench.open()
    bench.cycle()
    assert_every_event_is_accounted_for(bench.events, happened)
    assert overrun or not bench.of(EventsLost)
    assert len(bench.of(LinkUp)) == 1 + steps.count("cut")


def test_a_plc_that_began_anew_has_lost_what_nobody_had_fetched() -> None:
    """Even if its new run has said nothing yet: the line must not go on as if nothing had been."""
    bench = Bench()
    bench.open()
    assert bench.camera(1)
    bench.cycle()
    assert bench.camera(2)
    bench.plc.restart()
    bench.cycle()
    assert [lost.count for lost in bench.of(EventsLost)] == [1]
