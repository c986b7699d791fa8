"""Label printers in trouble: a label that stands in one comes out later, and is not the next one.

The same for every language; what each of them says is its own tests' affair.
"""

from __future__ import annotations

from typing import Any

import pytest

from drivers.api import BufferCleared, Clear, Faulted, InDoubt, Pause, Printed, Ready, Resume
from drivers.printers.sbpl import SbplPrinter
from drivers.sim.sbpl import SbplTwin
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS

LABEL_MS = 3_000  # slower than any question
WAIT_MS_MAX = 60_000
HELP_LATE_MS = 20_000  # longer than a printer may take to settle

LABEL_PRINTERS = tuple(
    case for case in PRINTERS if case.jam == "media_out" and case.driver().caps.kind == "label"
)


def every() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", LABEL_PRINTERS, ids=lambda case: case.name)


def until(bench: Bench, kind: type[Any]) -> None:
    end_ms = bench.now_ms + WAIT_MS_MAX
    while not bench.of(kind):
        assert bench.now_ms < end_ms, f"no {kind.__name__}: {bench.events}"
        if not bench.is_up:
            bench.connect()
        bench.advance(50)


def stuck(case: PrinterCase) -> Bench:
    """Label 1 is half printed, and no labels are left."""
    twin = case.twin()
    twin.label_ms = LABEL_MS
    bench = Bench(case.driver(), twin, tape=lambda: case.tape(twin))
    bench.connect()
    until(bench, Ready)
    bench.offer(1, case.payload(1))
    bench.advance(LABEL_MS // 2)
    twin.fault("media_out")
    until(bench, Faulted)
    bench.take()
    return bench


def load_labels(twin: Any, now_ms: int) -> tuple[None, bytes]:
    return None, twin.load_media(now_ms)


def test_the_printers_here_are_all_that_print_labels_on_a_wire() -> None:
    protocols = {case.driver().caps.protocol for case in LABEL_PRINTERS}
    assert protocols == {"zebra-zpl", "tsc-tspl", "sato-sbpl", "cab-jscript"}


@every()
@pytest.mark.parametrize("help_after_ms", [2_000, HELP_LATE_MS])
def test_a_label_of_an_earlier_link_that_comes_out_after_help_is_not_the_next_one(
    case: PrinterCase, help_after_ms: int
) -> None:
    bench = stuck(case)
    bench.cut()
    bench.connect()
    bench.advance(help_after_ms)
    bench.take()
    bench.physical(load_labels)
    until(bench, Ready)
    assert case.tape(bench.twin) == [case.payload(1)], "ready, and the old label is still to come"
    bench.twin.fault("format_lost", "1")
    bench.offer(2, case.payload(2))
    bench.advance(HELP_LATE_MS)
    assert bench.ends == {1: InDoubt, 2: InDoubt}
    assert bench.drops == 0


@every()
def test_clear_is_answered_in_trouble_and_what_may_still_come_out_is_in_doubt(
    case: PrinterCase,
) -> None:
    bench = stuck(case)
    bench.command(Clear())
    until(bench, BufferCleared)
    assert bench.of(BufferCleared) == [BufferCleared(bench.driver.name, ())]
    assert bench.ends == {1: InDoubt}
    bench.physical(load_labels)
    until(bench, Ready)
    assert case.tape(bench.twin) == [case.payload(1)]
    bench.offer(2, case.payload(2))
    until(bench, Printed)
    assert bench.ends == {1: InDoubt, 2: Printed}


@every()
def test_a_label_that_was_at_work_before_a_silence_may_be_lost_with_what_was_in_the_printer(
    case: PrinterCase,
) -> None:
    """It was switched off and on behind a box that keeps the link."""
    twin = case.twin()
    twin.label_ms = LABEL_MS
    bench = Bench(case.driver(), twin, tape=lambda: case.tape(twin))
    bench.connect()
    until(bench, Ready)
    bench.offer(1, case.payload(1))
    bench.advance(LABEL_MS // 2)
    twin.fault("silent")
    twin.reboot(bench.now_ms)
    bench.advance(1_500)
    twin.fault("silent", "off")
    bench.advance(HELP_LATE_MS)
    assert bench.ends == {1: InDoubt}
    assert not case.tape(twin)


def test_a_pause_while_the_printer_loses_what_comes_reaches_it_afterwards() -> None:
    twin = SbplTwin()
    bench = Bench(SbplPrinter("p"), twin)
    bench.connect()
    bench.command(Pause())
    bench.command(Resume())
    bench.command(Pause())
    assert bench.sent.count(b"\x10") == 0, "it would be lost"
    bench.advance(1_000)
    assert twin.stopped_by_host
    bench.command(Resume())
    assert not twin.stopped_by_host
