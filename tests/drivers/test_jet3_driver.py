"""A Leibinger coder beyond conformance: what stops it, what empties it, what its numbers prove."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drivers.api import (
    BufferCleared,
    Clear,
    Faulted,
    InDoubt,
    LinkDown,
    NotSent,
    Pause,
    Printed,
    Ready,
    Resume,
    Warned,
)
from drivers.printers.jet3 import Jet3Coder
from drivers.printers.jet3_base import SETTLE_MS, UNTAKEN_POLLS
from drivers.printers.jet3_mailing import FLUSH_MS, ODD_MAX
from drivers.sim.jet3 import EMPTY, PRINTING, READY, Jet3Twin
from tests.drivers.conformance.bench import Bench
from tests.drivers.jet3_bench import (
    CC,
    EQ,
    FF,
    GO,
    READY_MS,
    RS,
    SM,
    ST,
    bench_of,
    ends,
    offer,
    press,
    product,
    reconnect,
    twin_of,
)

# ---------------------------------------------------------------- conversations, byte for byte


def test_a_printer_at_rest_is_looked_at_flushed_and_started_with_the_first_record() -> None:
    bench = Bench(Jet3Coder("coder 1", settle_ms=500), Jet3Twin())
    bench.connect()
    bench.advance(900)
    recipe = RS + SM + ST + ST + RS + CC + SM + FF + SM
    assert bench.sent[: len(recipe)] == recipe
    assert bench.of(Ready) == [Ready("coder 1", 20)]
    before = len(bench.sent)
    bench.offer(1, b"A")
    bench.offer(2, b"B")
    record = b"^0=MR1\tA\r" + SM + RS + GO + b"^0=MR2\tB\r" + SM
    assert bench.sent[before:] == record
    assert twin_of(bench).state == PRINTING


def test_a_printer_that_prints_is_stopped_first() -> None:
    twin = Jet3Twin()
    twin.received(b"^0=MR9\tOLD\r^0=MR10\tOLDER\r" + GO, 0)
    bench = Bench(Jet3Coder("coder 1", settle_ms=500), twin)
    bench.connect()
    assert bench.sent == RS + SM + ST
    bench.advance(500 + FLUSH_MS + 100)
    assert bench.sent.startswith(RS + SM + ST + ST + RS + CC + SM + FF + SM)
    assert bench.of(Ready)
    assert product(bench) is None
    offer(bench, 1)
    assert [product(bench), product(bench)] == [b"C1", None]


def test_when_nothing_is_left_it_is_stopped_and_started_with_the_next_code() -> None:
    bench = bench_of()
    offer(bench, 1)
    before = len(bench.sent)
    assert product(bench, SETTLE_MS + FLUSH_MS + 300) == b"C1"
    assert ST + FF + CC + SM in bench.sent[before:]
    assert (twin_of(bench).state, twin_of(bench).error) == (READY, 0)
    assert product(bench, 5_000) is None
    assert not bench.of(Faulted)
    offer(bench, 2)
    assert product(bench) == b"C2"
    assert bench.drops == 0


# ---------------------------------------------------------------- running dry


@pytest.mark.parametrize("at_once", [True, False])
def test_a_queue_that_ran_empty_is_no_fault_and_goes_on_with_the_next_code(at_once: bool) -> None:
    bench = bench_of(Jet3Twin(dry_at_once=at_once))
    offer(bench, 1)
    product(bench, 0)
    product(bench, 0)
    assert twin_of(bench).error == EMPTY
    bench.advance(5_000)
    assert not bench.of(Faulted)
    assert bench.ends == {1: Printed}
    offer(bench, 2)
    bench.advance(2_000)
    assert EQ + GO in bench.sent
    assert product(bench, 500) == b"C2"


def test_a_record_that_came_just_after_it_ran_dry_is_cleared_and_never_printed() -> None:
    bench = bench_of()
    offer(bench, 1)
    product(bench, 0)
    product(bench, 0)
    bench.offer(2, b"C2")
    bench.advance(5_000)
    assert bench.ends in ({1: Printed, 2: BufferCleared}, {1: Printed})
    offer(bench, 3)
    bench.advance(500)
    while (ink := product(bench, 300)) is not None:
        assert ink in (b"C2", b"C3")
    bench.advance(1_000)
    tape = [int(code[1:]) for code in twin_of(bench).tape]
    assert tape == sorted(set(tape))
    assert ends(bench, Printed) == tape


# ---------------------------------------------------------------- stops that aren't ours


@pytest.mark.parametrize("stop_clears", [True, False])
@pytest.mark.parametrize("printed", [0, 1, 2])
def test_after_a_stop_at_the_panel_each_code_was_printed_or_never_will_be(
    stop_clears: bool, printed: int
) -> None:
    bench = bench_of(Jet3Twin(stop_clears=stop_clears))
    offer(bench, 1, 2, 3, 4)
    bench.advance(1_000)
    for _ in range(printed):
        product(bench)
    press(bench, "stop")
    bench.advance(3_000)
    assert ends(bench, Printed) == list(range(1, printed + 1))
    assert ends(bench, BufferCleared) == list(range(printed + 1, 5))
    assert [event.said for event in bench.of(Faulted)] == ["it has stopped printing"]
    assert bench.drops == 0
    offer(bench, 5)
    assert bench.ends[5] is NotSent
    bench.take()
    press(bench, "start")
    bench.advance(2_000)
    assert bench.of(Ready)
    offer(bench, 6)
    bench.advance(1_000)
    assert product(bench) == b"C6"


def test_a_message_that_stopped_it_is_a_persons_affair() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    bench.advance(1_500)
    twin_of(bench).fault("jam")
    bench.advance(2_000)
    assert [event.said for event in bench.of(Faulted)] == ["it shows message 12000"]
    assert EQ not in bench.sent
    assert ends(bench, BufferCleared) == [1, 2]
    twin_of(bench).fault("jam", "off")
    bench.take()
    bench.advance(2_000)
    assert bench.of(Ready)


def test_a_message_that_stops_nothing_is_told_as_a_warning() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    bench.advance(2_000)
    twin_of(bench).fault("battery_low")
    bench.advance(3_000)
    assert [event.said for event in bench.of(Warned)] == ["it shows message 10202"]
    assert product(bench) == b"C1"


def test_an_open_head_cover_is_told_and_its_codes_are_cleared() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    bench.advance(1_500)
    twin_of(bench).fault("cover_open")
    bench.advance(2_000)
    assert [event.said for event in bench.of(Faulted)] == ["its head cover is open"]
    assert ends(bench, BufferCleared) == [1, 2]
    twin_of(bench).fault("cover_open", "off")
    press(bench, "start")
    bench.take()
    bench.advance(2_000)
    assert bench.of(Ready)


def test_a_printer_that_does_not_start_is_told_and_its_codes_are_cleared() -> None:
    twin = Jet3Twin()
    twin.fault("ignores_start")
    bench = bench_of(twin)
    offer(bench, 1, 2)
    bench.advance(8_000)
    assert len(bench.of(Faulted)) == 1
    assert ends(bench, BufferCleared) == [1, 2]


def test_a_printer_that_does_not_stop_is_told_and_gets_no_code() -> None:
    twin = Jet3Twin()
    twin.press("start")
    twin.fault("ignores_stop")
    bench = bench_of(twin)
    assert "it goes on printing after it was told to stop" in [
        event.said for event in bench.of(Faulted)
    ]
    offer(bench, 1)
    assert bench.ends == {1: NotSent}
    twin.fault("ignores_stop", "off")
    press(bench, "stop")
    bench.advance(30_000)
    assert bench.of(Ready)


def test_a_printer_that_does_not_flush_is_told_and_gets_no_code() -> None:
    twin = Jet3Twin(stop_clears=False)
    twin.received(b"^0=MR1\tOLD\r^0=MR2\tOLDER\r", 0)
    twin.fault("ignores_flush")
    bench = bench_of(twin)
    said = "it still holds 1 records after it was told to flush them"
    assert said in [event.said for event in bench.of(Faulted)]
    assert not bench.of(Ready)


# ---------------------------------------------------------------- what isn't taken


def test_a_job_without_a_place_for_records_is_told_and_tried_again_after_a_while() -> None:
    twin = Jet3Twin()
    twin.fault("no_field")
    bench = bench_of(twin)
    offer(bench, 1, 2, 3)
    bench.advance(5_000)
    assert [(event.said, event.hint) for event in bench.of(Faulted)] == [
        (
            "it takes no records",
            "switch its database off, give the job an external text in mailing mode, field 1, and "
            "load it again",
        )
    ]
    assert set(bench.ends.values()) == {BufferCleared}
    offer(bench, 4)
    assert bench.ends[4] is NotSent
    twin.fault("no_field", "off")
    bench.take()
    bench.advance(UNTAKEN_POLLS * 1_000 + 1_000)
    assert bench.of(Ready)
    offer(bench, 5)
    assert product(bench) == b"C5"


def test_a_queue_that_lost_a_record_is_told_and_emptied() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    twin_of(bench).fault("record_lost", "1")
    offer(bench, 3, 4, 5)
    bench.advance(5_000)
    assert [event.said for event in bench.of(Faulted)] == ["its queue lost records"]
    assert set(bench.ends.values()) == {BufferCleared}
    assert product(bench) is None
    bench.advance(UNTAKEN_POLLS * 1_000)
    offer(bench, 6)
    assert product(bench) == b"C6"
    assert bench.drops == 0


def test_what_is_printed_past_a_lost_record_proves_nothing_of_those_before_it() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    twin_of(bench).fault("record_lost", "2")
    offer(bench, 3, 4, 5, 6)
    bench.advance(300)
    while product(bench, 0) is not None:
        pass
    bench.advance(8_000)
    tape = twin_of(bench).tape
    assert tape == [b"C1", b"C2", b"C5", b"C6"]
    assert all(bench.ends[job] is not BufferCleared for job in (1, 2, 5, 6))


def test_a_stop_and_a_start_between_two_looks_leave_in_doubt_what_the_stop_emptied() -> None:
    bench = bench_of()
    offer(bench, 1, 2, 3, 4)
    bench.advance(800)
    product(bench, 300)
    press(bench, "stop")
    offer(bench, 5, 6)
    press(bench, "start")
    product(bench, 5_000)
    assert twin_of(bench).tape == [b"C1", b"C5"]
    assert ends(bench, Printed) == [1]
    assert {2, 3, 4} <= {*ends(bench, InDoubt), *ends(bench, BufferCleared)}
    assert bench.ends[5] is InDoubt


def test_records_that_somebody_else_put_in_end_the_trust() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    twin_of(bench).received(b"^0=MR3\tFOREIGN\r^0=MR4\tFOREIGN\r", 0)
    bench.advance(ODD_MAX * 300)
    assert [event.reason for event in bench.of(LinkDown)] == [
        "its mailing queue has 1 records that aren't ours"
    ]


def test_a_queue_too_small_for_the_depth_is_told() -> None:
    bench = bench_of(Jet3Twin(fifo_depth=16))
    assert not bench.of(Ready)
    assert {(event.said, event.hint) for event in bench.of(Faulted)} == {
        ("its mailing queue holds 16 records", "set depth to 15 at most, not 20")
    }


@pytest.mark.parametrize("fault", ["chatter", "echo", "length"])
def test_what_it_says_beside_its_answers_does_no_harm(fault: str) -> None:
    twin = Jet3Twin()
    twin.fault(fault)
    bench = bench_of(twin)
    offer(bench, 1, 2, 3)
    assert [product(bench, 300) for _ in range(3)] == [b"C1", b"C2", b"C3"]
    bench.advance(500)
    assert ends(bench, Printed) == [1, 2, 3]
    assert not bench.of(Warned)
    assert bench.drops == 0


def test_an_answer_that_is_none_takes_no_code_back() -> None:
    bench = bench_of()
    twin_of(bench).fault("answer_lost")
    bench.offer(1, b"C1")
    bench.host_hears(b"^0=SM1\r")
    assert bench.drops == 1
    assert bench.ends == {}
    twin_of(bench).fault("answer_lost", "off")
    reconnect(bench)
    assert bench.ends == {1: BufferCleared}


# ---------------------------------------------------------------- proofs


def test_a_print_that_is_not_finished_is_not_told_and_is_no_cleared_code() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    twin_of(bench).fault("unfinished")
    product(bench, 500)
    assert bench.ends == {}
    bench.command(Clear())
    bench.advance(READY_MS)
    assert bench.ends == {1: Printed, 2: BufferCleared}


Change = Callable[[Jet3Twin], None]


def restarted(twin: Jet3Twin) -> None:
    twin.starting_ms = 0
    twin.reboot(0)


def restarted_with_its_records(twin: Jet3Twin) -> None:
    twin.fault("keeps_records")
    restarted(twin)


def stopped(twin: Jet3Twin) -> None:
    twin.press("stop")


def exchanged(twin: Jet3Twin) -> None:
    """By one that says nearly the right number."""
    twin.received(FF, 0)
    twin.last = 2


WHILE_AWAY = [
    pytest.param(restarted, 1, id="restarted after a print"),
    pytest.param(restarted, 4, id="restarted after all prints"),
    pytest.param(restarted_with_its_records, 1, id="restarted, keeping records"),
    pytest.param(stopped, 1, id="stopped"),
    pytest.param(exchanged, 1, id="exchanged"),
]


@pytest.mark.parametrize(("change", "printed"), WHILE_AWAY)
@pytest.mark.parametrize("flush_resets", [True, False])
@pytest.mark.parametrize("history", [0, 3])
def test_what_cannot_be_proven_after_a_lost_link_is_in_doubt(
    change: Change, printed: int, flush_resets: bool, history: int
) -> None:
    """Never: printed, and said not to be; or not printed, and said to be."""
    bench = bench_of(Jet3Twin(flush_resets=flush_resets))
    for job in range(90, 90 + history):
        offer(bench, job)
        product(bench, READY_MS)
    offer(bench, 1, 2, 3, 4)
    bench.cut()
    for _ in range(printed):
        bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    change(twin_of(bench))
    bench.advance(60_000)
    reconnect(bench)
    tape = twin_of(bench).tape
    for job in (1, 2, 3, 4):
        was_printed = b"C%d" % job in tape
        allowed = (InDoubt, Printed) if was_printed else (InDoubt, BufferCleared)
        assert bench.ends[job] in allowed
    assert ends(bench, InDoubt)


@pytest.mark.parametrize("printed", [0, 1])
def test_a_single_record_that_was_out_is_not_taken_for_one_that_a_restart_lost(
    printed: int,
) -> None:
    """Both read the same: number 0, nothing waits."""
    bench = bench_of()
    offer(bench, 1)
    bench.cut()
    for _ in range(printed):
        bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    restarted(twin_of(bench))
    bench.advance(60_000)
    reconnect(bench)
    assert bench.ends == {1: InDoubt}


@pytest.mark.parametrize("history", [0, 3])
def test_a_single_record_in_a_printer_that_cannot_have_restarted_is_proven(history: int) -> None:
    bench = bench_of()
    for job in range(90, 90 + history):
        offer(bench, job)
        product(bench, READY_MS)
    offer(bench, 1)
    bench.cut()
    reconnect(bench)
    assert bench.ends[1] is BufferCleared


def test_where_a_stop_makes_the_number_0_what_was_printed_is_in_doubt_and_all_goes_on() -> None:
    bench = bench_of(Jet3Twin(stop_resets=True))
    offer(bench, 1, 2, 3)
    product(bench, 500)
    bench.cut()
    reconnect(bench)
    assert ends(bench, InDoubt) == [2, 3]
    for job in (4, 5, 6):
        offer(bench, job)
        assert product(bench, 8_000) == b"C%d" % job
    assert ends(bench, Printed) == [1, 4, 5, 6]
    assert bench.drops == 0


def test_a_pause_lets_what_is_inside_be_printed_and_then_it_rests() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    bench.command(Pause())
    offer(bench, 3)
    assert [product(bench, 2_000) for _ in range(3)] == [b"C1", b"C2", None]
    bench.command(Resume())
    bench.advance(500)
    assert product(bench) == b"C3"
