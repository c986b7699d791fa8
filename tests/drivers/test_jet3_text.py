"""One text at a time in a Leibinger printer, and the options of both ways to feed it."""

from __future__ import annotations

from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
    InDoubt,
    LinkDown,
    Printed,
    Ready,
)
from drivers.errors import Misuse
from drivers.printers.jet3 import Jet3Coder
from drivers.printers.jet3_base import SETTLE_MS
from drivers.sim.jet3 import READY, Jet3Twin
from tests.drivers.conformance.bench import Bench
from tests.drivers.jet3_bench import (
    CC,
    GO,
    READY_MS,
    RS,
    ST,
    bench_of,
    offer,
    press,
    product,
    reconnect,
    twin_of,
)

# ---------------------------------------------------------------- one text at a time

ET = b"^0?ET\r"


def text_bench(twin: Jet3Twin | None = None, **options: Any) -> Bench:
    twin = twin or Jet3Twin(field="text")
    return bench_of(twin, **{"mode": "text", "progress_ms": 100, **options})


def test_a_text_is_read_back_before_printing_is_started_and_stopped_after_the_print() -> None:
    bench = text_bench(settle_ms=500)
    assert bench.sent.startswith(RS + ST + ST + RS + CC + b"^0=ET--------\r" + ET)
    assert bench.of(Ready) == [Ready("coder 1", 1)]
    before = len(bench.sent)
    bench.offer(1, b"A^B")
    bench.advance(150)
    assert bench.sent[before:].replace(CC, b"").startswith(b"^0=ETA\\^B\r" + ET + GO)
    bench.advance(SETTLE_MS)
    assert product(bench, 200) == b"A^B"
    assert bench.ends == {1: Printed}
    assert twin_of(bench).state == READY


def test_a_product_too_many_stops_the_printer_and_no_code_comes_twice() -> None:
    bench = text_bench()
    offer(bench, 1)
    bench.advance(SETTLE_MS)
    assert [product(bench, 0), product(bench, 2_000)] == [b"C1", None]
    assert [event.said for event in bench.of(Faulted)] == ["it shows message 5040"]
    press(bench, "quit")
    bench.advance(2_000)
    offer(bench, 2)
    bench.advance(SETTLE_MS + 100)
    assert product(bench) == b"C2"
    assert twin_of(bench).reprints == 0


def test_without_check_double_prints_a_quick_product_gets_the_same_code() -> None:
    """The honest limit: the job must have that option on."""
    bench = text_bench(Jet3Twin(field="text", checks_double=False))
    offer(bench, 1)
    bench.advance(SETTLE_MS)
    assert [product(bench, 0), product(bench, 500), product(bench)] == [b"C1", b"C1", None]


def test_a_text_that_reads_back_otherwise_is_in_doubt_told_and_not_printed() -> None:
    bench = text_bench()
    twin_of(bench).fault("cuts_text")
    bench.offer(1, b"LONG-CODE")
    bench.advance(200)
    assert bench.ends == {1: InDoubt}
    assert [event.reason for event in bench.of(LinkDown)] == [
        "it doesn't read back the text that was set"
    ]
    assert product(bench) is None
    bench.take()
    twin_of(bench).fault("cuts_text", "off")
    reconnect(bench)
    assert [event.said for event in bench.of(Faulted)] == [
        "it doesn't read back the text that was set"
    ]


def test_a_text_that_was_cleared_is_gone_from_the_printer() -> None:
    bench = text_bench()
    offer(bench, 1)
    bench.command(Clear())
    bench.advance(READY_MS)
    assert bench.ends == {1: BufferCleared}
    press(bench, "start")
    assert product(bench) == b"--------"


@pytest.mark.parametrize("confirm", ["external", "none"])
def test_who_does_not_believe_the_counter_has_prints_told_by_others(confirm: str) -> None:
    bench = text_bench(confirm=confirm)
    assert CC not in bench.sent
    offer(bench, 1)
    bench.advance(SETTLE_MS)
    product(bench, 5_000)
    assert bench.ends == {}
    assert bench.driver.caps.done == confirm


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mode": "queue"}, "mode is"),
        ({"confirm": "counter"}, "confirm is"),
        ({"confirm": "external"}, "leave confirm out"),
        ({"depth": 1}, "depth is"),
        ({"depth": 256}, "depth is"),
        ({"ahead": 0}, "ahead is"),
        ({"depth": 4, "ahead": 4}, "ahead is"),
        ({"mode": "text", "depth": 2}, "one text at a time"),
        ({"mode": "text", "idle_text": ""}, "idle_text"),
        ({"mode": "text", "idle_text": "\n"}, "idle_text"),
    ],
)
def test_options_that_cannot_work_are_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(Misuse, match=words):
        Jet3Coder("coder 1", **options)


def test_accepted_is_told_once_a_code() -> None:
    bench = bench_of()
    offer(bench, 1, 2, 3)
    assert [event.job for event in bench.of(Accepted)] == [1, 2, 3]
