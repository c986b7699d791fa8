"""What every printer driver promises, against its twin, under a fake clock.

A job ends in exactly one of Printed, InDoubt, NotSent and BufferCleared (`Bench` checks it at
every event), and what came back as NotSent or BufferCleared is never found on the tape later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Trigger,
    Warned,
)
from drivers.errors import Misuse, PayloadError
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS

SETTLE_MS = 60_000


def every() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", PRINTERS, ids=lambda case: case.name)


def having(fault: str) -> pytest.MarkDecorator:
    cases = [case for case in PRINTERS if getattr(case, fault)]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def emptied(can_be: bool) -> pytest.MarkDecorator:
    cases = [case for case in PRINTERS if case.driver().caps.can_clear_queue is can_be]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def new_bench(case: PrinterCase, piece: int = 0) -> Bench:
    twin = case.twin()
    return Bench(case.driver(), twin, piece=piece, tape=lambda: case.tape(twin))


def ready_bench(case: PrinterCase, piece: int = 0) -> Bench:
    bench = new_bench(case, piece)
    bench.connect()
    bench.advance(case.ready_ms)
    assert bench.of(Ready), f"{case.name} did not become ready: {bench.events}"
    bench.take()
    return bench


def become_ready(bench: Bench) -> None:
    until(bench, lambda: bench.of(Ready))


def offer_some(bench: Bench, case: PrinterCase, count: int) -> list[int]:
    jobs = list(range(1, count + 1))
    for job in jobs:
        bench.offer(job, case.payload(job))
    return jobs


def product(bench: Bench, case: PrinterCase) -> None:
    bench.advance(case.prints_take_ms)
    bench.physical(case.product)
    bench.advance(case.prints_take_ms)


def until(bench: Bench, come: Callable[[], Any], within_ms: int = SETTLE_MS) -> None:
    end_ms = bench.now_ms + within_ms
    while not come():
        assert bench.now_ms < end_ms, f"it never came; events: {bench.events}"
        bench.advance(50)


# ---------------------------------------------------------------- the ordinary run


@every()
@pytest.mark.parametrize("piece", [0, 1, 2, 3, 7])
def test_codes_are_printed_once_and_in_order_however_packets_are_cut(
    case: PrinterCase, piece: int
) -> None:
    bench = ready_bench(case, piece)
    for job in range(1, 8):
        bench.offer(job, case.payload(job))
        product(bench, case)
    until(bench, lambda: len(bench.of(Printed)) == 7)
    assert [event.job for event in bench.of(Printed)] == [1, 2, 3, 4, 5, 6, 7]
    assert [event.job for event in bench.of(Accepted)] == [1, 2, 3, 4, 5, 6, 7]
    assert case.tape(bench.twin) == [case.payload(job) for job in range(1, 8)]


@every()
def test_a_link_is_announced_and_its_end_told_with_the_reason(case: PrinterCase) -> None:
    bench = new_bench(case)
    bench.connect()
    assert isinstance(bench.events[0], LinkUp)
    bench.advance(case.ready_ms)
    ready = bench.of(Ready)
    assert [event.credit for event in ready] == [bench.driver.caps.queue_depth or 1]
    bench.take()
    bench.cut("cable out")
    assert bench.take() == [LinkDown(bench.driver.name, "cable out")]


@every()
def test_what_was_never_verified_on_hardware_says_so(case: PrinterCase) -> None:
    caps = case.driver().caps
    assert not caps.hardware_verified
    assert caps.manual
    assert caps.unverified


# ---------------------------------------------------------------- payloads


@every()
def test_bytes_that_the_wire_cannot_carry_are_refused_and_nothing_is_sent(
    case: PrinterCase,
) -> None:
    for data, position in case.refused:
        bench = ready_bench(case)
        before = bench.sent
        with pytest.raises(PayloadError) as refused:
            bench.command(Offer((PrintJob(1, case.payload(1)), PrintJob(2, data))))
        assert refused.value.position == position
        assert bench.sent == before
        bench.cut()
        assert bench.ends == {}


@every()
def test_awkward_payloads_arrive_unchanged(case: PrinterCase) -> None:
    bench = ready_bench(case, piece=1)
    for job, data in enumerate(case.carried):
        bench.offer(job, data)
        product(bench, case)
    until(bench, lambda: len(bench.of(Printed)) == len(case.carried))
    assert case.tape(bench.twin) == list(case.carried)


@every()
def test_a_command_for_another_kind_of_device_is_our_mistake(case: PrinterCase) -> None:
    with pytest.raises(Misuse, match="Trigger"):
        ready_bench(case).command(Trigger(1))


# ---------------------------------------------------------------- flow control


@having("full")
def test_a_full_buffer_is_no_fault_and_no_code_is_lost(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 8)
    bench.advance(3_000)
    assert not bench.of(Faulted)
    assert len(bench.of(Accepted)) < 8
    while len(bench.ends) < 8:
        product(bench, case)
        bench.advance(500)
    assert case.tape(bench.twin) == [case.payload(job) for job in range(1, 9)]
    assert set(bench.ends.values()) == {Printed}


@having("full")
def test_full_for_a_moment_is_tried_again_after_a_bounded_wait(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault(case.full, "2")
    offer_some(bench, case, 1)
    assert not bench.of(Accepted)
    until(bench, lambda: bench.of(Accepted), within_ms=2_000)
    assert not bench.of(Faulted)


@having("full")
def test_full_for_ever_though_nothing_is_in_it_becomes_a_fault(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault(case.full)
    offer_some(bench, case, 2)
    until(bench, lambda: bench.of(Faulted))
    assert bench.ends == {1: NotSent, 2: NotSent}


# ---------------------------------------------------------------- acknowledgements


@having("ack_lost")
def test_a_lost_acknowledgement_puts_what_is_in_flight_in_doubt(case: PrinterCase) -> None:
    bench = ready_bench(case)
    depth = bench.driver.caps.queue_depth or 1
    offer_some(bench, case, min(1, depth - 1))
    bench.twin.fault(case.ack_lost, "1")
    bench.offer(2, case.payload(2))
    bench.offer(3, case.payload(3))
    until(bench, lambda: bench.drops == 1)
    assert bench.ends.pop(3) is NotSent
    assert not (bench.ends and case.is_proven)
    bench.connect()
    until(bench, lambda: bench.of(Ready))
    assert set(bench.ends.values()) == {BufferCleared if case.is_proven else InDoubt}
    assert set(bench.ends) == set(range(3 - min(2, depth), 3))
    product(bench, case)
    in_flight = [case.payload(job) for job in sorted(bench.ends)]
    tape = case.tape(bench.twin)
    assert tape == in_flight[: len(tape)]


@having("ack_late")
def test_an_acknowledgement_after_the_time_out_confirms_nothing(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault(case.ack_late, "1")
    offer_some(bench, case, 1)
    until(bench, lambda: bench.drops == 1)
    bench.advance(3_000)
    assert not bench.of(Accepted)
    assert bench.ends == ({} if case.is_proven else {1: InDoubt})


@having("ack_split")
def test_answers_that_come_byte_by_byte_over_time_are_understood(case: PrinterCase) -> None:
    bench = new_bench(case)
    bench.twin.fault(case.ack_split)
    bench.connect()
    until(bench, lambda: bench.of(Ready), within_ms=3_000)
    count = min(2, bench.driver.caps.queue_depth or 1)
    offer_some(bench, case, count)
    until(bench, lambda: len(bench.of(Accepted)) == count, within_ms=2_000)
    assert bench.drops == 0


@having("rubbish")
def test_rubbish_before_an_answer_is_skipped_and_told_once(case: PrinterCase) -> None:
    bench = new_bench(case)
    bench.twin.fault(case.rubbish)
    bench.connect()
    until(bench, lambda: bench.of(Ready), within_ms=3_000)
    count = min(2, bench.driver.caps.queue_depth or 1)
    offer_some(bench, case, count)
    until(bench, lambda: len(bench.of(Accepted)) == count, within_ms=1_000)
    assert len(bench.of(Warned)) == 1
    assert bench.drops == 0


# ---------------------------------------------------------------- done


@having("done_lost")
def test_a_missed_done_never_loses_count_of_jobs(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault(case.done_lost, "1")
    offer_some(bench, case, 2)
    product(bench, case)
    product(bench, case)
    bench.advance(2_000)
    bench.cut()
    assert sorted(bench.ends) == [1, 2]
    assert list(bench.ends.values()).count(Printed) <= 1


@having("done_dup")
def test_a_doubled_done_is_not_credited_to_a_job_that_does_not_exist(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 1)
    bench.twin.fault(case.done_dup, "1")
    product(bench, case)
    assert [event.job for event in bench.of(Printed)] == [1, None]


@having("done_dup")
def test_a_done_with_an_empty_queue_is_told_without_a_job(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.host_hears(b"#")
    assert bench.take() == [Printed(bench.driver.name, None)]


@having("blank")
def test_a_print_without_ink_cannot_be_told_from_a_print(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault(case.blank, "1")
    offer_some(bench, case, 1)
    product(bench, case)
    assert bench.ends == {1: Printed}
    assert case.tape(bench.twin) == []


# ---------------------------------------------------------------- cuts


@every()
def test_a_cut_at_any_byte_of_a_frame_leaves_no_code_printed_twice(case: PrinterCase) -> None:
    whole = ready_bench(case)
    before = len(whole.sent)
    whole.offer(1, case.payload(1))
    for cut_after in range(1, len(whole.sent) - before + 1):
        bench = ready_bench(case)
        bench.cut_after = cut_after
        bench.offer(1, case.payload(1))
        if bench.is_up:
            bench.cut()
        end = NotSent if cut_after <= case.question_bytes else InDoubt
        assert bench.ends == ({} if case.is_proven else {1: end}), f"cut after {cut_after}"
        bench.connect()
        become_ready(bench)
        assert bench.ends == {1: BufferCleared if case.is_proven else end}
        product(bench, case)
        is_gone = case.is_proven or end is NotSent
        assert not (is_gone and case.tape(bench.twin))
        assert len(case.tape(bench.twin)) <= 1


@every()
def test_codes_in_the_buffer_at_a_cut_are_in_doubt_and_those_waiting_are_not_sent(
    case: PrinterCase,
) -> None:
    bench = ready_bench(case)
    depth = bench.driver.caps.queue_depth or 1
    offer_some(bench, case, depth)
    until(bench, lambda: len(bench.of(Accepted)) == depth or bench.ends)
    bench.offer(99, case.payload(99))
    accepted = {event.job for event in bench.of(Accepted)}
    bench.cut()
    for job in accepted - {j for j, end in bench.ends.items() if end is Printed}:
        assert bench.ends.get(job) is (None if case.is_proven else InDoubt)
    assert bench.ends.get(99) in (NotSent, None if case.is_proven else InDoubt)


@emptied(True)
def test_after_a_cut_the_device_is_emptied_before_anything_new_is_printed(
    case: PrinterCase,
) -> None:
    """A cut keeps the device's queue: what it still holds must not come out among new codes."""
    bench = ready_bench(case)
    offer_some(bench, case, 2)
    bench.cut()
    bench.connect()
    until(bench, lambda: bench.of(Ready))
    on_tape = case.tape(bench.twin)
    bench.offer(50, case.payload(50))
    product(bench, case)
    until(bench, lambda: bench.ends.get(50) is Printed)
    assert case.tape(bench.twin) == [*on_tape, case.payload(50)]


@emptied(False)
def test_after_a_cut_what_cannot_be_emptied_comes_out_once_and_before_new_codes(
    case: PrinterCase,
) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 1)
    bench.cut()
    assert bench.ends == {1: InDoubt}
    bench.connect()
    until(bench, lambda: bench.of(Ready))
    bench.offer(50, case.payload(50))
    for _ in range(3):
        product(bench, case)
    assert case.tape(bench.twin) == [case.payload(1), case.payload(50)]
    assert bench.ends == {1: InDoubt, 50: Printed}


@every()
def test_a_reboot_loses_the_queue_and_the_driver_starts_from_nothing(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 2)
    printed_before = len(case.tape(bench.twin))
    bench.physical(case.reboot)
    bench.cut("the device restarted")
    bench.advance(1_000)
    bench.connect()
    until(bench, lambda: bench.of(Ready))
    bench.offer(50, case.payload(50))
    product(bench, case)
    until(bench, lambda: bench.ends.get(50) is Printed)
    assert set(bench.ends) == {1, 2, 50}
    assert case.tape(bench.twin)[printed_before:] == [case.payload(50)]


@every()
def test_offers_without_a_link_come_back_as_not_sent(case: PrinterCase) -> None:
    bench = new_bench(case)
    bench.offer(1, case.payload(1))
    assert bench.ends == {1: NotSent}
    assert bench.sent == b""


# ---------------------------------------------------------------- faults and commands


@having("jam")
def test_a_fault_is_told_offers_come_back_and_ready_follows_its_end(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 1)
    bench.twin.fault(case.jam)
    until(bench, lambda: bench.of(Faulted))
    bench.offer(2, case.payload(2))
    assert bench.ends.get(2) is NotSent
    bench.take()
    bench.twin.fault(case.jam, "off")
    until(bench, lambda: bench.of(Ready))
    product(bench, case)
    until(bench, lambda: 1 in bench.ends)


@emptied(True)
def test_clear_answers_once_and_nothing_cleared_is_printed(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 3)
    bench.take()
    bench.command(Clear())
    until(bench, lambda: bench.of(BufferCleared))
    assert len(bench.of(BufferCleared)) == 1
    before = case.tape(bench.twin)
    product(bench, case)
    product(bench, case)
    assert case.tape(bench.twin) == before
    assert sorted(bench.ends) == [1, 2, 3]
    bench.offer(50, case.payload(50))
    product(bench, case)
    until(bench, lambda: bench.ends.get(50) is Printed)


@emptied(False)
def test_a_clear_of_what_cannot_be_emptied_leaves_its_code_in_doubt(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 3)
    accepted = {event.job for event in bench.of(Accepted)}
    bench.command(Clear())
    until(bench, lambda: bench.of(BufferCleared))
    assert bench.of(BufferCleared) == [BufferCleared(bench.driver.name, ())]
    assert bench.ends == {job: InDoubt if job in accepted else NotSent for job in (1, 2, 3)}


@every()
def test_clear_with_nothing_there_is_answered_too(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.command(Clear())
    until(bench, lambda: bench.of(BufferCleared))
    assert bench.of(BufferCleared) == [BufferCleared(bench.driver.name, ())]


@every()
def test_a_paused_printer_prints_nothing_until_it_is_resumed(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.command(Pause())
    bench.advance(100)
    offer_some(bench, case, 2)
    product(bench, case)
    bench.advance(3_000)
    assert case.tape(bench.twin) == []
    bench.take()
    bench.command(Resume())
    until(bench, lambda: bench.of(Ready))
    for _ in range(2):
        bench.advance(500)
        product(bench, case)
    until(bench, lambda: len(bench.ends) == 2)
    assert case.tape(bench.twin) == [case.payload(1), case.payload(2)]


@every()
def test_a_pause_outlasts_a_lost_link(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.command(Pause())
    bench.advance(100)
    bench.take()
    bench.cut()
    bench.connect()
    bench.advance(3_000)
    assert not bench.of(Ready)
    bench.command(Resume())
    until(bench, lambda: bench.of(Ready))
