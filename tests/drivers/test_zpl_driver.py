"""The Zebra driver against its twin: what is printed, counted, cleared, and what is in doubt.

What all printers promise is in the conformance suite; here is what is this printer's own.
"""

from __future__ import annotations

from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Counter,
    Faulted,
    InDoubt,
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
from drivers.printers import zpl_codec as codec
from drivers.printers.label_printer import (
    ANSWER_MS_MAX,
    JOBS_WAITING_MAX,
    SETTLE_MS,
    SILENCES_MAX,
    STALL_MS_MAX,
)
from drivers.printers.labels_out import UNASKED_PRINTS_MAX
from drivers.printers.zpl import ZplPrinter
from drivers.sim.zpl import ZplTwin
from tests.drivers.conformance.bench import Bench

LABEL_MS = 400


def label(number: int) -> bytes:
    return b"^XA^CI28^PW800^LL560^FO32,24^A0N,40,40^FH\\^FD%06d^FS^PQ1,0,1,Y^XZ" % number


def printer(bench: Bench) -> ZplTwin:
    assert isinstance(bench.twin, ZplTwin)
    return bench.twin


def connected(depth: int = 2) -> Bench:
    bench = Bench(ZplPrinter("p", depth=depth), ZplTwin(label_ms=LABEL_MS))
    bench.connect()
    return bench


def ready(depth: int = 2) -> Bench:
    bench = connected(depth)
    until(bench, Ready)
    bench.take()
    return bench


def until(bench: Bench, kind: type[Any], within_ms: int = 30_000) -> list[Any]:
    end_ms = bench.now_ms + within_ms
    while not bench.of(kind):
        assert bench.now_ms < end_ms, f"no {kind.__name__}: {bench.events}"
        bench.advance(50)
    return bench.of(kind)


def offer(bench: Bench, *jobs: int) -> None:
    bench.command(Offer(tuple(PrintJob(job, label(job)) for job in jobs)))


def load(twin: ZplTwin, now_ms: int) -> tuple[None, bytes]:
    return None, twin.load_media(now_ms)


# ---------------------------------------------------------------- the ordinary run


def test_a_link_begins_with_cancelling_everything() -> None:
    bench = connected()
    assert bench.sent.startswith(b"~JA\r\n~HS\r\n")
    assert bench.take()[0] == LinkUp("p")
    until(bench, Ready)
    assert bench.of(Ready) == [Ready("p", 2)]
    assert bench.of(Counter) == [Counter("p", 1_000)]


def test_at_most_depth_labels_are_out_and_each_count_lets_one_more_go() -> None:
    bench = ready(depth=2)
    offer(bench, 1, 2, 3)
    assert bench.take() == [Accepted("p", 1), Accepted("p", 2)]
    bench.advance(LABEL_MS + 200)
    assert bench.take() == [Printed("p", 1), Accepted("p", 3)]
    bench.advance(3 * LABEL_MS)
    assert bench.take() == [Printed("p", 2), Printed("p", 3)]
    assert printer(bench).tape == [label(1), label(2), label(3)]


def test_labels_that_wait_have_a_bound() -> None:
    bench = ready()
    offer(bench, *range(1, JOBS_WAITING_MAX + 1))
    offer(bench, 900, 901, 902)
    assert bench.of(NotSent) == [NotSent("p", (900, 901, 902), "too many labels wait")]


def test_what_is_no_single_label_is_refused_before_anything_is_sent() -> None:
    bench = ready()
    before = bench.sent
    evil = b"^XA^FDCola^FS^XZ^XA^PQ5000^XZ"
    with pytest.raises(PayloadError, match="XZ"):
        bench.command(Offer((PrintJob(1, label(1)), PrintJob(2, evil))))
    assert bench.sent == before
    assert not printer(bench).formats
    assert not printer(bench).tape


def test_a_command_for_another_device_is_our_mistake() -> None:
    with pytest.raises(Misuse, match="Trigger"):
        ready().command(Trigger(1))


@pytest.mark.parametrize("options", [{"depth": 0}, {"depth": 9}, {"poll_ms": -1}])
def test_wrong_options_are_a_mistake(options: dict[str, int]) -> None:
    with pytest.raises(Misuse, match="p: "):
        ZplPrinter("p", **options)


# ---------------------------------------------------------------- trouble


@pytest.mark.parametrize(
    ("fault", "said"),
    [("media_out", "media out"), ("ribbon_out", "ribbon out"), ("head_open", "head open")],
)
def test_a_silent_status_is_asked_after_and_told_with_what_to_do(fault: str, said: str) -> None:
    bench = ready()
    bench.twin.fault(fault)
    (told,) = until(bench, Faulted)
    assert told.said == said
    assert told.hint
    bench.advance(10_000)
    assert bench.of(Faulted) == [told], "once"
    assert bench.drops == 0
    bench.physical(load)
    assert until(bench, Ready) == [Ready("p", 2)]


def test_labels_out_at_a_fault_come_out_after_it_and_are_counted_once() -> None:
    bench = ready()
    offer(bench, 1, 2, 3)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    assert bench.of(NotSent) == [NotSent("p", (3,), "media out")]
    offer(bench, 4)
    assert bench.ends[4] is NotSent
    bench.physical(load)
    bench.advance(5_000)
    assert bench.ends == {1: Printed, 2: Printed, 3: NotSent, 4: NotSent}
    assert printer(bench).tape == [label(1), label(2)]


def test_a_printer_that_answers_no_status_and_tells_no_error_is_a_fault_too() -> None:
    bench = ready()
    bench.twin.fault("rewinder_full")
    (told,) = until(bench, Faulted)
    assert "no status" in told.said


def test_a_pause_at_the_printer_is_told_and_ours_is_not() -> None:
    bench = ready()
    bench.command(Pause())
    bench.advance(3_000)
    assert not bench.of(Faulted)
    bench.command(Resume())
    until(bench, Ready)
    printer(bench).press_pause()
    assert until(bench, Faulted)[0].said == "paused"


def test_a_printer_that_says_nothing_at_all_loses_its_link_within_a_bound() -> None:
    bench = ready()
    bench.twin.fault("silent")
    bench.advance((SILENCES_MAX + 1) * ANSWER_MS_MAX)
    assert bench.drops == 1


def test_a_printer_without_an_odometer_never_becomes_ready() -> None:
    bench = Bench(ZplPrinter("p"), ZplTwin())
    bench.twin.fault("no_odometer")
    bench.connect()
    until(bench, Faulted)
    bench.advance(20_000)
    assert not bench.of(Ready)
    offer(bench, 1)
    assert bench.ends == {1: NotSent}


def test_rubbish_is_told_once() -> None:
    bench = ready()
    bench.twin.fault("rubbish")
    bench.advance(3_000)
    assert len(bench.of(Warned)) == 1


# ---------------------------------------------------------------- counting


def test_a_label_printed_again_after_a_reload_is_a_print_without_a_job() -> None:
    bench = ready()
    offer(bench, 1)
    bench.advance(1_000)
    bench.take()
    bench.twin.fault("reprint_on_reload", "1")
    bench.physical(load)
    bench.advance(500)
    assert bench.take() == [Printed("p", None)]


@pytest.mark.parametrize("fault", ["done_lost", "format_lost"])
def test_a_label_that_is_never_counted_comes_in_doubt_within_a_bound(fault: str) -> None:
    bench = ready()
    bench.twin.fault(fault, "1")
    offer(bench, 1)
    bench.advance(STALL_MS_MAX + 2_000)
    assert bench.ends == {1: InDoubt}
    offer(bench, 2)
    bench.advance(2_000)
    assert bench.ends[2] is Printed, "and the next one is counted as itself"


def test_a_doubled_count_is_not_credited_to_a_job_that_does_not_exist() -> None:
    bench = ready()
    bench.twin.fault("done_dup", "1")
    offer(bench, 1)
    bench.advance(1_000)
    assert bench.of(Printed) == [Printed("p", 1), Printed("p", None)]


@pytest.mark.parametrize("change", [-500, UNASKED_PRINTS_MAX + 1, 100_000])
def test_a_count_that_jumps_prints_nothing_and_is_told(change: int) -> None:
    bench = ready()
    printer(bench).odometer += change
    bench.advance(1_000)
    assert not bench.of(Printed)
    assert len(bench.of(Warned)) == 1
    offer(bench, 1)
    bench.advance(1_000)
    assert bench.ends == {1: Printed}


def test_a_late_answer_to_an_old_question_counts_for_nothing() -> None:
    bench = ready()
    bench.host_hears(b'"9999"')
    bench.host_hears(b'"1,1,00000000,00000004,0,00000000,00000000"')
    assert bench.take() == []


# ---------------------------------------------------------------- clearing and cutting


def test_clear_counts_the_label_that_was_moving_and_gives_back_the_rest() -> None:
    bench = ready()
    offer(bench, 1, 2, 3)
    bench.advance(LABEL_MS // 2)
    bench.take()
    bench.command(Clear())
    until(bench, BufferCleared)
    assert bench.ends == {1: Printed, 2: BufferCleared, 3: NotSent}
    assert until(bench, Ready) == [Ready("p", 2)]
    assert printer(bench).tape == [label(1)]


def test_a_cut_while_clearing_leaves_doubt_and_clear_is_answered_on_the_next_link() -> None:
    bench = ready()
    offer(bench, 1, 2)
    bench.command(Clear())
    bench.cut()
    assert bench.ends == {1: InDoubt, 2: InDoubt}
    bench.connect()
    assert until(bench, BufferCleared) == [BufferCleared("p", ())]


def test_clear_with_the_media_out_leaves_doubt_and_the_label_stopped_is_nobodys() -> None:
    bench = ready()
    offer(bench, 1, 2)
    bench.advance(LABEL_MS // 2)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    bench.command(Clear())
    assert until(bench, BufferCleared) == [BufferCleared("p", ())]
    assert bench.ends == {1: InDoubt, 2: InDoubt}
    bench.take()
    bench.physical(load)
    until(bench, Ready)
    assert printer(bench).tape == [label(1)], "it was printed from its beginning"
    assert not bench.of(Printed)
    offer(bench, 3)
    bench.advance(LABEL_MS // 2)
    assert 3 not in bench.ends


def test_a_label_that_comes_out_after_a_reconnection_is_not_counted_for_the_next() -> None:
    bench = ready()
    offer(bench, 1, 2)
    bench.advance(100)
    bench.cut()
    assert bench.ends == {1: InDoubt, 2: InDoubt}
    bench.connect()
    until(bench, Ready)
    assert printer(bench).tape == [label(1)]
    assert bench.of(Counter) == [Counter("p", 1_001)], "an upper bound of what was printed"
    assert not bench.of(Printed), "nobody's: its job is in doubt already"
    bench.take()
    offer(bench, 3)
    assert bench.take() == [Accepted("p", 3)]
    bench.advance(LABEL_MS // 2)
    assert bench.take() == [], "it has not come out yet"
    bench.advance(LABEL_MS)
    assert bench.take() == [Printed("p", 3)]


def test_a_label_slower_than_the_settling_time_is_waited_for() -> None:
    bench = Bench(ZplPrinter("p"), ZplTwin(label_ms=4 * SETTLE_MS))
    bench.connect()
    until(bench, Ready)
    offer(bench, 1)
    bench.advance(100)
    bench.cut()
    bench.take()
    bench.connect()
    until(bench, Ready)
    assert printer(bench).tape == [label(1)]


def test_half_an_answer_is_no_part_of_the_next() -> None:
    bench = ready()
    driver, now_ms = bench.driver, bench.now_ms
    while driver.tick(now_ms).send != codec.HOST_STATUS:
        now_ms += 10
    driver.received(b'"10', now_ms)
    now_ms += ANSWER_MS_MAX
    assert driver.tick(now_ms).send == codec.SYSTEM_STATUS
    told = driver.received(b'"0,1,00000000,00000001,0,00000000,00000000"', now_ms)
    assert isinstance(told.events[0], Faulted)


def test_half_a_label_at_a_cut_never_becomes_part_of_the_next() -> None:
    for cut_after in range(1, len(label(1))):
        bench = ready()
        bench.cut_after = cut_after
        offer(bench, 1)
        assert bench.ends == {1: InDoubt}
        bench.connect()
        until(bench, Ready)
        offer(bench, 2)
        bench.advance(1_000)
        assert printer(bench).tape == [label(2)]


def test_ready_needs_the_odometer_to_have_stood_still() -> None:
    bench = connected()
    bench.advance(SETTLE_MS - 50)
    assert not bench.of(Ready)
    bench.advance(300)
    assert bench.of(Ready)


def test_a_pause_outlasts_a_reboot_of_the_printer() -> None:
    bench = ready()
    bench.command(Pause())
    bench.physical(lambda twin, now_ms: (None, twin.reboot(now_ms)))
    bench.cut()
    bench.connect()
    bench.advance(2_000)
    assert printer(bench).paused
    assert not bench.of(Ready)


def test_an_answer_to_a_question_asked_before_a_resume_is_not_believed() -> None:
    """The status on its way says *paused*, which was true when it was written."""
    bench = ready()
    driver = bench.driver
    bench.command(Pause())
    now_ms = bench.now_ms + 1_000
    while driver.tick(now_ms).send != codec.HOST_STATUS:
        now_ms += 10
    driver.command(Resume(), now_ms)
    paused = (
        b"\x02030,0,1,0480,000,0,0,0,000,0,0,0\x03\r\n"
        b"\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
    )
    assert driver.received(paused, now_ms + 5).events == ()
