"""Hitachi's coder over Modbus beyond conformance: the batch, the order of things, and trust."""

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
    LinkDown,
    NotSent,
    Pause,
    Printed,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers import hitachi_modbus_codec as codec
from drivers.printers.hitachi_modbus import PROGRESS_MS, SETTLE_MS, HitachiModbusCoder
from drivers.sim.hitachi_modbus import HitachiModbusTwin
from tests.drivers.conformance.bench import Bench

READY_MS = 200


def bench_of(twin: HitachiModbusTwin | None = None, **options: Any) -> Bench:
    bench = Bench(HitachiModbusCoder("coder 1", **options), twin or HitachiModbusTwin())
    bench.connect()
    bench.advance(READY_MS)
    return bench


def twin_of(bench: Bench) -> HitachiModbusTwin:
    assert isinstance(bench.twin, HitachiModbusTwin)
    return bench.twin


def product(bench: Bench) -> Any:
    return bench.physical(lambda twin, now_ms: twin.photocell(now_ms))


def asked(sent: bytes) -> list[tuple[int, int]]:
    """Function and first register of each frame, but for what is polled."""
    frames = []
    while sent:
        length = 6 + int.from_bytes(sent[4:6], "big")
        request = codec.asked(sent[:length])
        frames.append((request.function, request.first))
        sent = sent[length:]
    return [frame for frame in frames if frame not in ((4, 0x0000), (4, 0x0052))]


BATCH = [(16, 0x0000), (16, 0x0020), (16, 0x0084), (16, 0x0000)]


def test_the_recipe_holds_the_print_and_puts_the_neutral_text_in() -> None:
    bench = bench_of()
    assert asked(bench.sent) == [(16, 0x2494), (3, 0x0008), *BATCH]
    assert bench.of(Ready) == [Ready("coder 1", 1)]
    assert twin_of(bench).text == b"-"
    assert not twin_of(bench).deflected


def test_a_printer_off_line_is_put_on_line_first() -> None:
    bench = bench_of(HitachiModbusTwin(is_online=False))
    assert asked(bench.sent)[:2] == [(16, 0x2490), (16, 0x2494)]
    assert bench.of(Ready)


def test_a_code_is_one_batch_with_a_pause_after_each_write_and_then_the_print_goes_on() -> None:
    bench = bench_of()
    before = len(bench.sent)
    bench.offer(1, b"ABC")
    assert asked(bench.sent[before:]) == BATCH[:1], "10 ms lie after each write"
    assert twin_of(bench).text == b"-"
    bench.advance(50)
    assert bench.of(Accepted) == [Accepted("coder 1", 1)]
    assert asked(bench.sent[before:]) == [*BATCH, (16, 0x2494)]
    assert product(bench) == b"ABC"
    bench.advance(SETTLE_MS + PROGRESS_MS)
    assert bench.of(Printed) == [Printed("coder 1", 1)]
    assert not twin_of(bench).deflected
    assert product(bench) is None


def test_codes_of_different_lengths_follow_each_other() -> None:
    bench = bench_of()
    for job, code in enumerate((b"LONGER-ONE", b"S", b"MIDDLE"), 1):
        bench.offer(job, code)
        bench.advance(50)
        assert product(bench) == code
        bench.advance(2 * SETTLE_MS)
    assert [event.job for event in bench.of(Printed)] == [1, 2, 3]
    assert twin_of(bench).reprints == 0


def test_a_product_that_comes_before_the_count_was_read_gets_the_code_again_and_it_is_told() -> (
    None
):
    """The honest limit."""
    bench = bench_of()
    bench.offer(1, b"A")
    bench.advance(50)
    assert [product(bench), product(bench)] == [b"A", b"A"]
    bench.advance(2 * SETTLE_MS)
    assert bench.of(Printed) == [Printed("coder 1", 1), Printed("coder 1", None)]
    assert twin_of(bench).reprints == 1


def test_what_was_inside_at_a_lost_link_is_never_printed_after_it() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.advance(50)
    bench.cut()
    bench.connect()
    assert product(bench) is None, "the print is held before anything else"
    bench.advance(READY_MS)
    assert twin_of(bench).text == b"-"
    assert bench.ends == {1: InDoubt}


def test_a_batch_that_a_cut_left_open_prints_nothing_of_itself() -> None:
    bench = bench_of()
    bench.offer(1, b"ABC")
    bench.advance(20)
    bench.cut()
    bench.connect()
    bench.advance(READY_MS)
    bench.offer(2, b"XYZ")
    bench.advance(50)
    assert product(bench) == b"XYZ"
    assert twin_of(bench).tape == [b"XYZ"]


def test_the_count_of_earlier_prints_belongs_to_no_code_of_ours() -> None:
    twin = HitachiModbusTwin()
    twin.counter = 0x0001_E240
    assert bench_of(twin).of(Counter) == [Counter("coder 1", 123_456)]


def test_a_print_just_before_a_clear_is_counted_and_not_called_gone() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.advance(SETTLE_MS + 60)
    product(bench)
    bench.command(Clear())
    bench.advance(200)
    assert bench.of(Printed) == [Printed("coder 1", 1)]
    assert bench.of(BufferCleared) == [BufferCleared("coder 1", ())]


def test_a_clear_puts_the_neutral_text_in() -> None:
    bench = bench_of(idle_text="NO CODE")
    bench.offer(1, b"A")
    bench.advance(SETTLE_MS + 60)
    bench.command(Clear())
    bench.advance(200)
    assert bench.of(BufferCleared) == [BufferCleared("coder 1", (1,))]
    assert twin_of(bench).text == b"NO CODE"


def test_a_refused_write_comes_back_as_not_sent_and_nothing_of_it_is_printed() -> None:
    bench = bench_of()
    bench.twin.fault("nak", "1")
    bench.offer(1, b"ABC")
    assert bench.ends == {1: NotSent}
    assert [event.said for event in bench.of(Faulted)] == [
        "exception 02 illegal address to 'begin a batch'"
    ]
    assert twin_of(bench).text == b"-"


def test_a_message_with_several_print_items_is_told() -> None:
    bench = bench_of(HitachiModbusTwin(items=3))
    assert bench.of(Faulted) == [
        Faulted(
            "coder 1",
            "the message on it has 3 print items",
            "put a message with one print item on line",
        )
    ]
    assert not bench.of(Ready)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("foreign", "it answered something else than 'begin a batch'"),
        ("broken", "no Modbus TCP: "),
    ],
)
def test_an_answer_that_does_not_fit_ends_the_trust_in_the_link(fault: str, why: str) -> None:
    bench = bench_of()
    bench.twin.fault(fault, "1")
    bench.offer(1, b"A")
    assert bench.drops == 1
    assert bench.of(LinkDown)[0].reason.startswith(why)
    assert bench.ends == {1: InDoubt}


def test_an_answer_of_other_registers_ends_the_trust_in_the_link() -> None:
    bench = bench_of()
    bench.twin.fault("ack_lost", "1")
    bench.offer(1, b"A")
    begun = bench.sent[-15:]
    bench.host_hears(begun[:2] + bytes.fromhex("0000 0006 01 10 0000 0009"))
    assert [event.reason for event in bench.of(LinkDown)] == [
        "its answer to 'begin a batch' is of other registers"
    ]


def test_an_answer_that_nobody_asked_for_ends_the_trust_in_the_link() -> None:
    bench = bench_of()
    bench.host_hears(bytes.fromhex("0001 0000 0006 01 10 0000 0001"))
    assert bench.drops == 1


def test_a_deflection_voltage_that_does_not_come_on_is_told() -> None:
    bench = bench_of()
    bench.twin.fault("not_done")
    bench.offer(1, b"A")
    bench.advance(2_000)
    assert bench.of(Faulted) == [
        Faulted("coder 1", "it runs and isn't ready", "start it and put it to ready at its panel")
    ]
    assert product(bench) is None


def test_time_to_get_ready_is_no_fault() -> None:
    bench = bench_of(HitachiModbusTwin(ready_ms=SETTLE_MS - 50))
    for job in (1, 2, 3):
        bench.offer(job, b"%d" % job)
        bench.advance(SETTLE_MS + 50)
        assert product(bench) == b"%d" % job
        bench.advance(2 * SETTLE_MS)
    assert not bench.of(Faulted)


def test_a_warning_is_told_and_stops_nothing() -> None:
    twin = HitachiModbusTwin()
    twin.fault("ink_low")
    bench = bench_of(twin)
    bench.offer(1, b"A")
    bench.advance(2_000)
    assert Warned("coder 1", "ink low", "have ink ready") in bench.of(Warned)
    assert product(bench) == b"A"


def test_a_printer_taken_off_line_with_a_code_inside_leaves_it_in_doubt() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.advance(SETTLE_MS + 60)
    twin_of(bench).comm(False)
    bench.advance(1_500)
    assert bench.ends == {1: InDoubt}


def test_a_pause_stops_the_print_and_keeps_the_code() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.advance(SETTLE_MS + 60)
    bench.command(Pause())
    bench.advance(50)
    assert product(bench) is None
    bench.command(Resume())
    bench.advance(50)
    assert product(bench) == b"A"


def test_transaction_numbers_go_round_and_never_meet_those_of_the_fixed_steps() -> None:
    bench = bench_of()
    dialect = bench.driver._dialect  # type: ignore[attr-defined]
    dialect._transaction = 0xFFFF
    bench.offer(1, b"A")
    assert bench.sent[-15:-13] == b"\x01\x00"
    bench.advance(100)
    assert bench.of(Accepted)


@pytest.mark.parametrize("idle_text", ["", "x" * 62, "é"])
def test_a_neutral_text_that_cannot_be_is_refused_in_words(idle_text: str) -> None:
    with pytest.raises(Misuse, match="idle_text"):
        HitachiModbusCoder("coder 1", idle_text=idle_text)
