"""A WSI coder beyond conformance: when printing is on, and what an answer is worth."""

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
from drivers.printers.wsi import PROGRESS_MS, WsiCoder
from drivers.sim.wsi import WsiTwin
from tests.drivers.conformance.bench import Bench


def bench_of(twin: WsiTwin | None = None, **options: Any) -> Bench:
    twin = twin or WsiTwin()
    driver = WsiCoder("coder 1", **{"field": "CODE", **options})
    bench = Bench(driver, twin, tape=lambda: list(twin.tape))
    bench.connect()
    return bench


def twin_of(bench: Bench) -> WsiTwin:
    assert isinstance(bench.twin, WsiTwin)
    return bench.twin


def product(bench: Bench) -> Any:
    return bench.physical(lambda twin, now_ms: twin.photocell(now_ms))


def test_the_recipe_stops_the_print_empties_the_field_and_reads_the_counter() -> None:
    bench = bench_of(message="PACKLINE")
    golden = b"\x02E\x03\x02O0\x03\x02MPACKLINE\x03\x02Q\x03\x02GA\x03\x02DCODE\x03"
    assert bench.sent == golden
    assert bench.of(Ready) == [Ready("coder 1", 1)]
    assert not twin_of(bench).is_printing


def test_without_a_message_it_is_left_as_it_is() -> None:
    assert b"M" not in bench_of().sent.replace(b"\x02DCODE\x03", b"")


def test_print_is_on_only_while_an_unprinted_code_stands_in_the_field() -> None:
    bench = bench_of()
    assert product(bench) is None
    before = len(bench.sent)
    bench.offer(1, b"A")
    assert bench.sent[before:] == b"\x02UCODE\nA\x03\x02O1\x03"
    assert product(bench) == b"A"
    bench.advance(PROGRESS_MS)
    assert bench.of(Printed) == [Printed("coder 1", 1)]
    assert bench.sent.endswith(b"\x02GA\x03\x02O0\x03")
    assert product(bench) is None
    bench.offer(2, b"B")
    assert product(bench) == b"B"
    assert twin_of(bench).reprints == 0


def test_a_product_that_comes_before_the_counter_was_read_gets_the_code_again_and_it_is_told() -> (
    None
):
    """The honest limit: nothing of the protocol prevents it, and nobody keeps quiet about it."""
    bench = bench_of()
    bench.offer(1, b"A")
    assert [product(bench), product(bench)] == [b"A", b"A"]
    assert twin_of(bench).reprints == 1
    bench.advance(PROGRESS_MS)
    assert bench.of(Printed) == [Printed("coder 1", 1), Printed("coder 1", None)]


def test_what_stood_in_the_field_at_a_lost_link_is_never_printed_after_it() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.cut()
    bench.connect()
    assert bench.ends == {1: InDoubt}
    assert product(bench) is None
    assert twin_of(bench).value == b""
    bench.offer(2, b"B")
    assert product(bench) == b"B"


def test_prints_before_the_connection_belong_to_no_code_of_ours() -> None:
    twin = WsiTwin()
    twin.counter = 41
    bench = bench_of(twin)
    assert bench.of(Counter) == [Counter("coder 1", 41)]
    assert not bench.of(Printed)


def test_a_print_just_before_a_clear_is_counted_and_not_called_gone() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    product(bench)
    bench.command(Clear())
    assert bench.of(Printed) == [Printed("coder 1", 1)]
    assert bench.of(BufferCleared) == [BufferCleared("coder 1", ())]


def test_an_acknowledgement_of_another_command_ends_the_trust_in_the_link() -> None:
    bench = bench_of()
    bench.twin.fault("wrong_sum", "1")
    bench.offer(1, b"A")
    assert bench.drops == 1
    assert [event.reason for event in bench.of(LinkDown)] == ["it acknowledged BC, and BB was sent"]
    assert bench.ends == {1: InDoubt}
    assert not bench.of(Accepted)


def test_a_refused_value_comes_back_with_a_remedy() -> None:
    bench = bench_of()
    bench.twin.fault("nak", "1")
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}
    assert bench.of(Faulted) == [
        Faulted(
            "coder 1",
            "it refused to 'update the field'",
            "give the message on the coder a user field of this name, long enough for the code",
        )
    ]


def test_a_message_that_is_not_stored_is_told() -> None:
    bench = bench_of(message="OTHER")
    assert [event.hint for event in bench.of(Faulted)] == [
        "store the message under this name on the coder"
    ]


def test_a_message_that_was_changed_at_the_panel_is_told() -> None:
    class Stubborn(WsiTwin):
        def _select(self, data: bytes) -> bool:
            return True

    bench = bench_of(Stubborn(messages=("OTHER",)), message="PACKLINE")
    assert bench.of(Faulted) == [
        Faulted("coder 1", "the message on it is 'OTHER'", "select 'PACKLINE' on the coder")
    ]


def test_a_warning_is_told_once_and_stops_nothing() -> None:
    bench = bench_of()
    bench.twin.fault("warning")
    bench.advance(3_000)
    assert [event.said for event in bench.of(Warned)] == ["ink core service overdue"]
    bench.offer(1, b"A")
    assert product(bench) == b"A"


def test_a_pause_stops_the_print_and_keeps_the_code() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.command(Pause())
    assert product(bench) is None
    bench.command(Resume())
    assert product(bench) == b"A"


def test_a_1710_taken_for_another_never_becomes_ready() -> None:
    """Its bare answer is waited for as half of one with a checksum."""
    bench = bench_of(WsiTwin(model="1710"))
    bench.advance(1_000)
    assert not bench.of(Ready)
    assert [event.reason for event in bench.of(LinkDown)] == [
        "no answer to 'print off' within 500 ms"
    ]


def test_a_1710s_field_is_emptied_once_the_print_is_known() -> None:
    bench = bench_of(WsiTwin(model="1710"), model="1710", confirm="none")
    assert bench.of(Ready)
    bench.offer(1, b"A")
    assert product(bench) == b"A"
    assert bench.sent.endswith(b"\x02UCODE\nA\x03\x02DCODE\x03")
    assert product(bench) is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"field": ""}, "name of a user field"),
        ({"message": "é"}, "name of a message"),
        ({"model": "1510"}, "model is"),
        ({"model": "1710"}, "no counter"),
        ({"confirm": "event"}, "confirm is"),
    ],
)
def test_options_that_cannot_work_are_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(Misuse, match=words):
        WsiCoder("coder 1", **{"field": "CODE", **options})
