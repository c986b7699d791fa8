"""A test print at every printer's twin: it comes out once, and live printing goes on right."""

from __future__ import annotations

import pytest

from drivers.api import TEST_JOB, BufferCleared, Clear, InDoubt, Printed
from station.runtime.station import TEST_TEXT
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.label_printers import LABEL_PRINTERS
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS
from tests.drivers.conformance.test_conformance_printers import product, ready_bench, until

COUNT = 4


def trial_of(case: PrinterCase) -> bytes:
    """The text, or for a label printer a whole label."""
    return case.payload(999) if case in LABEL_PRINTERS else TEST_TEXT.encode()


def live_prints(bench: Bench, case: PrinterCase) -> list[int | None]:
    for job in range(1, COUNT + 1):
        bench.offer(job, case.payload(job))
        product(bench, case)
    until(bench, lambda: len(bench.of(Printed)) >= COUNT)
    return [event.job for event in bench.of(Printed)]


@pytest.mark.parametrize("case", PRINTERS, ids=lambda case: case.name)
def test_after_a_test_print_each_live_code_is_printed_once_under_its_own_number(
    case: PrinterCase,
) -> None:
    bench = ready_bench(case)
    bench.offer(TEST_JOB, trial_of(case))
    product(bench, case)
    until(bench, lambda: bench.of(Printed))
    assert [event.job for event in bench.of(Printed)] == [TEST_JOB]
    bench.take()
    assert live_prints(bench, case) == list(range(1, COUNT + 1))
    live = [case.payload(job) for job in range(1, COUNT + 1)]
    assert case.tape(bench.twin) == [trial_of(case), *live]


TAKES_BACK = [
    case for case in PRINTERS if case.driver().caps.can_clear_queue and case not in LABEL_PRINTERS
]


@pytest.mark.parametrize("case", TAKES_BACK, ids=lambda case: case.name)
def test_a_test_print_that_was_taken_back_never_comes_out(case: PrinterCase) -> None:
    bench = ready_bench(case)
    bench.offer(TEST_JOB, trial_of(case))
    bench.advance(case.ready_ms)
    bench.command(Clear())
    until(bench, lambda: bench.of(BufferCleared))
    ends = [one for one in (*bench.of(BufferCleared), *bench.of(InDoubt)) if TEST_JOB in one.jobs]
    assert len(ends) == 1
    bench.advance(case.ready_ms)
    bench.take()
    assert live_prints(bench, case) == list(range(1, COUNT + 1))
    assert trial_of(case) not in case.tape(bench.twin)
