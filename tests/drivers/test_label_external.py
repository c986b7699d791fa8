"""Label printers whose END PRINT somebody else counts: they never say `Printed` themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drivers.api import Accepted, BufferCleared, Clear, Driver, Forget, InDoubt, Printed, Ready
from drivers.printers.jscript import JscriptPrinter
from drivers.printers.label_printer import STALL_MS_MAX
from drivers.printers.sbpl import SbplPrinter
from drivers.printers.tspl import TsplPrinter
from drivers.printers.zpl import ZplPrinter
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS

LABEL_MS = 100
DRIVERS: dict[str, Callable[[], Driver]] = {
    "zpl": lambda: ZplPrinter("p", depth=3, done="external"),
    "tspl": lambda: TsplPrinter("p", depth=3, done="external"),
    "sbpl": lambda: SbplPrinter("p", depth=3, done="external"),
    "jscript": lambda: JscriptPrinter("p", depth=3, done="external"),
}
CASES: dict[str, PrinterCase] = {case.name: case for case in PRINTERS}


@pytest.fixture(params=DRIVERS)
def case(request: pytest.FixtureRequest) -> PrinterCase:
    found: PrinterCase = CASES[request.param]
    return found


def ready(case: PrinterCase) -> Bench:
    """Nobody counts here but the test: the bench itself would, for a silent device."""
    bench = Bench(DRIVERS[case.name](), case.twin())
    bench.twin.label_ms = LABEL_MS  # type: ignore[attr-defined]
    bench.connect()
    while not bench.of(Ready):
        bench.advance(50)
        assert bench.now_ms < 10_000
    bench.take()
    return bench


def test_it_says_that_nothing_on_its_wire_is_a_proof(case: PrinterCase) -> None:
    assert DRIVERS[case.name]().caps.done == "external"


def test_labels_that_came_out_stay_out_until_somebody_says_so(case: PrinterCase) -> None:
    bench = ready(case)
    for job in (1, 2, 3, 4):
        bench.offer(job, case.payload(job))
    bench.advance(2 * STALL_MS_MAX)
    assert case.tape(bench.twin) == [case.payload(job) for job in (1, 2, 3)]
    assert [event.job for event in bench.of(Accepted)] == [1, 2, 3]
    assert bench.ends == {}
    bench.command(Forget((1,)))
    bench.advance(1_000)
    assert [event.job for event in bench.of(Accepted)] == [1, 2, 3, 4], "one more fits"
    assert not bench.of(Printed)


def test_what_was_forgotten_before_it_left_is_never_sent(case: PrinterCase) -> None:
    bench = ready(case)
    for job in (1, 2, 3, 4):
        bench.offer(job, case.payload(job))
    bench.command(Forget((4,)))
    bench.command(Forget((1, 2, 3)))
    bench.advance(1_000)
    assert case.tape(bench.twin) == [case.payload(job) for job in (1, 2, 3)]


def test_what_was_out_at_a_clear_or_at_a_cut_is_in_doubt(case: PrinterCase) -> None:
    bench = ready(case)
    bench.offer(1, case.payload(1))
    bench.command(Clear())
    while not bench.of(BufferCleared):
        bench.advance(50)
        assert bench.now_ms < 30_000
    assert bench.ends == {1: InDoubt}
    bench.advance(1_000)
    bench.offer(2, case.payload(2))
    bench.cut()
    assert bench.ends == {1: InDoubt, 2: InDoubt}


def test_a_forgotten_label_is_not_in_doubt_when_the_link_is_lost(case: PrinterCase) -> None:
    bench = ready(case)
    bench.offer(1, case.payload(1))
    bench.command(Forget((1,)))
    bench.cut()
    assert bench.ends == {}
