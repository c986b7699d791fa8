"""Hitachi's serial coder beyond conformance: the order of things, and what an answer answers."""

from __future__ import annotations

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
    Forget,
    InDoubt,
    LinkDown,
    NotSent,
    Ready,
    Resume,
)
from drivers.errors import Misuse
from drivers.printers import hitachi_codec as codec
from drivers.printers.hitachi import OFFLINE_SAID, SETTLE_MS, HitachiCoder
from drivers.printers.hitachi_codec import Remote
from drivers.sim.hitachi import HitachiTwin
from tests.drivers.conformance.bench import Bench

OFF, ON = codec.remote(Remote.DEFLECTION_OFF), codec.remote(Remote.DEFLECTION_ON)
ENQ = codec.enquire()
READY_MS = 1_000


def bench_of(twin: HitachiTwin | None = None, **options: object) -> Bench:
    twin = twin or HitachiTwin()
    driver = HitachiCoder("coder 1", **{"depth": 4, **options})  # type: ignore[arg-type]
    bench = Bench(driver, twin, tape=lambda: list(twin.tape))
    bench.connect()
    return bench


def ready(twin: HitachiTwin | None = None, **options: object) -> Bench:
    bench = bench_of(twin, **options)
    bench.advance(READY_MS)
    assert bench.of(Ready), bench.events
    bench.take()
    return bench


def twin_of(bench: Bench) -> HitachiTwin:
    assert isinstance(bench.twin, HitachiTwin)
    return bench.twin


def sent_since(bench: Bench, before: int) -> bytes:
    """All but the questions whether it is ready."""
    return bench.sent[before:].replace(ENQ, b"")


def test_the_recipe_holds_the_print_and_empties_the_buffer() -> None:
    bench = ready()
    assert sent_since(bench, 0) == b"\x12\x1f\x73" + OFF + codec.clear_buffer()
    assert not twin_of(bench).deflected


def test_the_stored_message_is_put_on_before_the_buffer_is_filled() -> None:
    bench = bench_of(message=1)
    bench.advance(2_000)
    assert bench.of(Ready)
    assert codec.recall(1) + codec.clear_buffer() in sent_since(bench, 0)
    assert twin_of(bench).message == 1


def test_a_message_that_is_not_stored_is_told() -> None:
    bench = bench_of(message=7)
    bench.advance(2_000)
    assert [event.said for event in bench.of(Faulted)] == 2 * ["NAK to 'put the message on'"], (
        "and it is tried again"
    )


def test_the_print_starts_once_codes_are_inside_and_the_printer_has_changed_over() -> None:
    bench = ready(fault_at=2)
    before = len(bench.sent)
    bench.offer(1, b"A")
    assert sent_since(bench, before) == codec.contents((1,), b"A")
    bench.offer(2, b"B")
    bench.advance(SETTLE_MS - 100)
    assert sent_since(bench, before).endswith(codec.contents((1,), b"B") + codec.restart_printing())
    assert bench.physical(lambda twin, now_ms: twin.photocell(now_ms)) is None
    assert twin_of(bench).fault_code == 0, "a product that passes too soon does no harm"
    bench.advance(200)
    assert sent_since(bench, before).endswith(ON)
    assert bench.physical(lambda twin, now_ms: twin.photocell(now_ms)) == b"A"


def test_what_was_prepared_before_a_lost_link_is_never_printed_after_it() -> None:
    bench = ready()
    for job, code in enumerate((b"A", b"B", b"C"), 1):
        bench.offer(job, code)
    bench.advance(READY_MS)
    bench.cut()
    assert set(bench.ends) == {1, 2, 3}
    bench.connect()
    bench.advance(READY_MS)
    bench.offer(4, b"D")
    bench.advance(READY_MS)
    bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    assert twin_of(bench).tape == [b"D"]


def test_a_cleared_code_is_in_doubt_because_nobody_tells_what_was_printed() -> None:
    bench = ready()
    bench.offer(1, b"A")
    bench.advance(READY_MS)
    bench.command(Clear())
    bench.advance(2 * SETTLE_MS)
    assert [event.jobs for event in bench.of(InDoubt)] == [(1,)]
    assert bench.of(BufferCleared) == [BufferCleared("coder 1", ())]


def test_half_a_text_left_by_a_cut_is_forgotten_by_the_printer() -> None:
    bench = ready()
    bench.cut_after = 5
    bench.offer(1, b"ABCDEFGH")
    assert not bench.is_up
    bench.connect()
    bench.advance(READY_MS)
    bench.offer(2, b"NEXT")
    bench.advance(READY_MS)
    bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    assert twin_of(bench).tape == [b"NEXT"]


def test_answers_left_over_from_before_the_connection_are_not_taken_for_ours() -> None:
    bench = bench_of()
    bench.host_hears(b"\x06\x15\x06")
    bench.advance(READY_MS)
    assert bench.of(Ready)
    assert bench.drops == 0


def test_a_printer_taken_off_line_has_lost_its_buffer_and_is_waited_for() -> None:
    bench = ready()
    bench.offer(1, b"A")
    bench.advance(READY_MS)
    twin_of(bench).comm(False)
    bench.advance(1_500)
    assert bench.drops == 1
    assert [event.reason for event in bench.of(LinkDown)] == [
        f"{OFFLINE_SAID}, with codes of ours inside"
    ]
    assert bench.ends == {1: InDoubt}


def test_a_printer_that_is_off_line_and_empty_is_a_fault_until_somebody_helps() -> None:
    bench = ready()
    twin_of(bench).comm(False)
    bench.advance(1_500)
    assert [event.said for event in bench.of(Faulted)] == [OFFLINE_SAID]
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}
    bench.take()
    twin_of(bench).comm(True)
    bench.advance(1_500)
    assert bench.of(Ready)


def test_a_printer_without_power_is_a_lost_link() -> None:
    bench = ready()
    bench.twin.fault("mute")
    bench.advance(3_000)
    assert bench.drops == 1


def test_a_refused_text_that_is_no_code_is_a_fault_and_is_tried_again() -> None:
    bench = ready()
    bench.twin.fault("nak", "1")
    bench.command(Clear())
    assert [event.said for event in bench.of(Faulted)] == ["NAK to 'clear the buffer'"]
    bench.command(Resume())
    bench.advance(100)
    assert bench.of(BufferCleared)


def test_with_enq_each_code_is_asked_for() -> None:
    bench = ready(enq=True)
    before = len(bench.sent)
    bench.offer(1, b"A")
    assert bench.sent[before:].startswith(ENQ + codec.contents((1,), b"A"))
    assert bench.of(Accepted)


def test_a_link_cut_at_the_question_before_a_code_loses_no_code() -> None:
    bench = ready(enq=True)
    bench.cut_after = 1
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}


def test_no_more_are_out_than_the_depth_until_the_caller_knows_of_prints() -> None:
    bench = ready(confirm="none", depth=2)
    for job in (1, 2, 3):
        bench.offer(job, b"%d" % job)
        bench.advance(READY_MS)
    assert [event.job for event in bench.of(Accepted)] == [1, 2]
    bench.command(Forget((1,)))
    assert [event.job for event in bench.of(Accepted)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"items": ()}, "print items"),
        ({"confirm": "event"}, "external or none"),
        ({"items": (1, 2), "depth": 51}, "50 codes of 2 items"),
        ({"fault_at": 0}, "fault_at"),
        ({"fault_at": 5, "depth": 4}, "fault_at"),
        ({"message": 10_000}, "message"),
    ],
)
def test_options_that_cannot_work_are_refused_in_words(
    options: dict[str, object], words: str
) -> None:
    with pytest.raises(Misuse, match=words):
        HitachiCoder("coder 1", **options)  # type: ignore[arg-type]
