"""Clearing a label printer, and a link that ends: what may have come out is in doubt."""

from __future__ import annotations

import pytest

from drivers.api import (
    BufferCleared,
    Clear,
    Command,
    Faulted,
    InDoubt,
    NotSent,
    Pause,
    Printed,
    Ready,
    Resume,
)
from drivers.printers.label_printer import (
    POLL_MS,
    SETTLE_MS,
    SETTLE_MS_MAX,
    STALL_MS_MAX,
)
from tests.drivers.conformance.bench import Bench
from tests.drivers.label_bench import (
    CASES,
    LABEL_MS,
    LabelCase,
    load,
    offer,
    printer,
    ready,
    until,
)

every = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
held_here = pytest.mark.parametrize(
    "case", [case for case in CASES if not case.hold], ids=lambda case: case.name
)
A_LABEL_MS = LABEL_MS + 3 * POLL_MS  # it is out by then, and seen to be out


@every
@pytest.mark.parametrize("after_ms", [0, 50, 2 * POLL_MS, LABEL_MS - 10])
def test_a_clear_leaves_in_doubt_what_may_have_come_out(case: LabelCase, after_ms: int) -> None:
    bench = ready(case)
    offer(bench, case, 1, 2, 3)
    bench.advance(after_ms)
    bench.take()
    bench.command(Clear())
    assert until(bench, BufferCleared) == [BufferCleared("p", ())]
    waited = range(case.depth + 1, 4)
    assert bench.ends == {job: NotSent if job in waited else InDoubt for job in (1, 2, 3)}, (
        "whether the one that was moving counts is not known"
    )
    assert until(bench, Ready) == [Ready("p", case.depth)]
    assert len(printer(bench).tape) <= 1, "the rest was dropped"


@every
def test_a_label_that_moves_while_clearing_is_waited_for(case: LabelCase) -> None:
    bench = Bench(case.driver("p"), case.twin())
    printer(bench).label_ms = 6 * SETTLE_MS
    bench.connect()
    until(bench, Ready)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.command(Clear())
    until(bench, BufferCleared)
    assert len(printer(bench).tape) == 1
    offer(bench, case, 2)
    bench.advance(3 * POLL_MS)
    assert bench.ends == {1: InDoubt}, "the old label is not taken for the new one"


@every
@pytest.mark.parametrize(
    "commands",
    [(Clear(),), (Clear(), Clear()), (Clear(), Pause()), (Pause(), Clear(), Resume())],
    ids=lambda commands: "-".join(type(command).__name__.lower() for command in commands),
)
def test_nothing_is_sent_while_the_printer_is_deaf(
    case: LabelCase, commands: tuple[Command, ...]
) -> None:
    bench = ready(case)
    first, *others = commands if commands[0] == Clear() else commands[1:]
    if commands[0] == Pause():
        bench.command(Pause())
        bench.advance(5 * POLL_MS)
    bench.command(first)
    before = bench.sent
    assert before.endswith(case.cancel)
    bench.advance(case.quiet_ms // 2)
    for command in others:
        bench.command(command)
    bench.advance(case.quiet_ms - case.quiet_ms // 2 - 10)
    offer(bench, case, 1)
    assert bench.sent == before
    bench.advance(10)
    owed = {Pause: case.hold, Resume: case.release}.get(type(commands[-1]), b"")
    assert bench.sent == before + owed + case.ask
    until(bench, BufferCleared)
    assert len(bench.of(BufferCleared)) == 1
    is_paused = commands[-1] == Pause()
    bench.advance(1_000)
    assert bool(bench.of(Ready)) is not is_paused
    assert not bench.of(Faulted)


@every
def test_a_cut_at_any_moment_leaves_what_is_out_in_doubt(case: LabelCase) -> None:
    for after_ms in range(0, LABEL_MS, 30):
        bench = ready(case)
        offer(bench, case, 1, 2, 3)
        bench.advance(after_ms)
        bench.cut()
        out = range(1, case.depth + 1)
        assert bench.ends == {job: InDoubt if job in out else NotSent for job in (1, 2, 3)}
        bench.connect()
        until(bench, Ready)
        offer(bench, case, 4)
        bench.advance(A_LABEL_MS)
        assert bench.ends[4] is Printed
        assert len(bench.of(Printed)) == 1
        assert len(printer(bench).tape) <= 2, "at most the moving one and the new one"


@every
def test_a_cut_while_clearing_leaves_doubt_and_clear_is_answered_on_the_next_link(
    case: LabelCase,
) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.command(Clear())
    bench.cut()
    assert bench.ends == {1: InDoubt}
    bench.connect()
    assert until(bench, BufferCleared) == [BufferCleared("p", ())]


@every
def test_clear_with_the_media_out_is_answered_and_the_label_stopped_is_waited_for(
    case: LabelCase,
) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    bench.command(Clear())
    until(bench, BufferCleared)
    assert bench.ends == {1: InDoubt}
    bench.advance(SETTLE_MS_MAX)
    bench.physical(load)
    until(bench, Ready)
    assert len(printer(bench).tape) == 1, "it came out before the printer was ready"
    bench.twin.fault("format_lost", "1")
    offer(bench, case, 2)
    bench.advance(STALL_MS_MAX + 1_000)
    assert bench.ends[2] is InDoubt, "the old label is not taken for the new one"
    assert bench.drops == 0


@every
def test_a_link_begun_with_the_media_out_waits_for_the_label_that_was_stopped(
    case: LabelCase,
) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    bench.cut()
    bench.connect()
    until(bench, Faulted)
    bench.advance(2 * SETTLE_MS)
    bench.physical(load)
    until(bench, Ready)
    assert len(printer(bench).tape) == 1
