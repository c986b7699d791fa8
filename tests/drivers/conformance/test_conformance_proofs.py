"""What drivers promise whose device can be asked what it printed: nothing is left in doubt."""

from __future__ import annotations

import pytest

from drivers.api import Accepted, BufferCleared, Clear, InDoubt, Printed, Ready
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS
from tests.drivers.conformance.test_conformance_printers import (
    become_ready,
    offer_some,
    product,
    ready_bench,
    until,
)


def proven() -> pytest.MarkDecorator:
    cases = [case for case in PRINTERS if case.is_proven]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@proven()
@pytest.mark.parametrize("printed", [0, 1, 2])
@pytest.mark.parametrize("away_ms", [500, 120_000])
def test_after_a_cut_in_the_middle_of_a_queue_nothing_is_in_doubt(
    case: PrinterCase, printed: int, away_ms: int
) -> None:
    """Each job was printed, or it is proven that it never will be."""
    bench = ready_bench(case)
    jobs = offer_some(bench, case, 4)
    while len(bench.of(Accepted)) < (bench.driver.caps.queue_depth or 1):
        bench.advance(10)
    on_board = {event.job for event in bench.of(Accepted)}
    bench.cut()
    for _ in range(printed):
        bench.physical(case.product)
    bench.advance(away_ms)
    bench.connect()
    until(bench, lambda: bench.of(Ready))
    tape = case.tape(bench.twin)
    for job in on_board:
        assert bench.ends[job] is (Printed if case.payload(job) in tape else BufferCleared)
    assert set(bench.ends) == set(jobs)
    assert InDoubt not in bench.ends.values()
    product(bench, case)
    assert case.tape(bench.twin) == tape, "what was proven not to be printed is printed later"


@proven()
def test_a_second_cut_before_the_proof_is_made_up_for(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 1)
    bench.cut()
    bench.physical(case.product)
    whole = len(bench.sent)
    bench.connect()
    recipe = len(bench.sent) - whole
    for cut_after in range(1, recipe, 7):
        bench = ready_bench(case)
        offer_some(bench, case, 1)
        bench.cut()
        bench.physical(case.product)
        bench.cut_after = cut_after
        bench.connect()
        assert bench.ends in ({}, {1: Printed})
        if not bench.is_up:
            bench.connect()
        become_ready(bench)
        assert bench.ends == {1: Printed}, f"cut after {cut_after} bytes of the recipe"


@proven()
def test_who_clears_while_the_link_is_away_waits_for_no_proof(case: PrinterCase) -> None:
    bench = ready_bench(case)
    offer_some(bench, case, 1)
    bench.cut()
    assert bench.ends == {}
    bench.command(Clear())
    assert bench.ends == {1: InDoubt}
    bench.connect()
    until(bench, lambda: bench.of(BufferCleared))
