"""SATO's job numbers against its twin: whatever a model tells of them, or doesn't, no label that
isn't printed is taken for it. Tables of single answers are in `test_sbpl.py`.
"""

from __future__ import annotations

import re

import pytest

from drivers.api import Clear, Faulted, InDoubt, Pause, Printed, Ready, Resume, Warned
from drivers.printers import sbpl_codec as codec
from drivers.printers.label_printer import POLL_MS, STALL_MS_MAX
from drivers.printers.sbpl import SbplPrinter
from drivers.sim.sbpl import SbplTwin
from tests.drivers.conformance.bench import Bench
from tests.drivers.label_bench import LABEL_MS, SBPL, offer, printer, ready, until


def on_tape(bench: Bench) -> list[int]:
    """The jobs whose labels came out."""
    found = (re.search(rb"\x1bXM(\d{6})\x1b", label) for label in printer(bench).tape)
    return [int(one[1]) for one in found if one]


def test_numbers_go_round_and_each_label_is_known_by_its_own() -> None:
    twin = SbplTwin(label_ms=150)
    bench = Bench(SbplPrinter("p", depth=3, poll_ms=40), twin, step_ms=20)
    bench.connect()
    until(bench, Ready)
    for job in range(1, 205):
        offer(bench, SBPL, job)
        bench.advance(160)
    bench.advance(1_000)
    assert [event.job for event in bench.of(Printed)] == list(range(1, 205))
    numbers = re.findall(rb"\x1bID(\d\d)", b"".join(twin.tape))
    assert numbers == [b"%02d" % (job % 100) for job in range(204)]


def test_a_later_number_at_work_says_that_the_one_before_is_out() -> None:
    bench = ready(SBPL)
    offer(bench, SBPL, 1, 2)
    bench.advance(LABEL_MS + 2 * POLL_MS)
    assert bench.ends == {1: Printed}
    assert len(printer(bench).tape) == 1, "the second is still at work"


def test_a_later_number_leaves_in_doubt_what_was_never_seen() -> None:
    bench = ready(SBPL, depth=3)
    bench.twin.fault("unseen", "2")
    offer(bench, SBPL, 1, 2, 3)
    bench.advance(LABEL_MS + 3 * POLL_MS)
    assert bench.ends == {1: InDoubt, 2: InDoubt, 3: Printed}
    assert [event.jobs for event in bench.of(InDoubt)] == [(1,), (2,)]
    assert "later" in bench.of(InDoubt)[0].reason


@pytest.mark.parametrize(
    ("fault", "seen"),
    [("no_id", ()), ("edits", ()), ("answers_after_label", ()), ("id_stuck", (1, 2, 3))],
)
def test_a_model_that_does_not_tell_numbers_proves_nothing(
    fault: str, seen: tuple[int, ...]
) -> None:
    """One that tells the number before proves only what it tells: the last stays in doubt."""
    bench = ready(SBPL)
    bench.twin.fault(fault)
    offer(bench, SBPL, 1, 2, 3, 4)
    bench.advance(3 * STALL_MS_MAX)
    printed = [event.job for event in bench.of(Printed)]
    assert set(printed) <= set(seen)
    assert set(bench.ends) == {1, 2, 3, 4}
    assert on_tape(bench) == [1, 2, 3, 4]


@pytest.mark.parametrize("fault", ["id_stuck", "no_id", "edits", "answers_after_label", "unseen"])
def test_no_fault_prints_a_label_that_got_lost(fault: str) -> None:
    bench = ready(SBPL)
    bench.twin.fault(fault)
    for job in range(1, 9):
        if job % 2 == 0:
            bench.twin.fault("format_lost", "1")
        offer(bench, SBPL, job)
        bench.advance(LABEL_MS // 2)
    bench.advance(6 * STALL_MS_MAX)
    printed = [event.job for event in bench.of(Printed)]
    assert set(printed) <= set(on_tape(bench))
    assert set(bench.ends) == set(range(1, 9))


def test_a_number_told_once_too_often_is_waited_out() -> None:
    bench = ready(SBPL)
    bench.twin.fault("id_stuck", "2")
    offer(bench, SBPL, 1, 2)
    bench.advance(3 * LABEL_MS)
    assert bench.ends == {1: Printed, 2: Printed}


# ---------------------------------------------------------------- its own conversation


def test_a_pause_holds_the_printer_itself() -> None:
    bench = ready(SBPL)
    offer(bench, SBPL, 1, 2)
    bench.advance(POLL_MS)
    bench.command(Pause())
    bench.advance(2 * STALL_MS_MAX)
    assert bench.sent.count(codec.HOLD) == 1
    assert on_tape(bench) == [1], "the one that moved came out, the next is held"
    assert 2 not in bench.ends
    bench.command(Resume())
    bench.advance(3 * LABEL_MS)
    assert bench.ends[2] is Printed
    assert bench.sent.count(codec.RELEASE) == 1


def test_a_pause_is_told_anew_to_a_printer_that_hears_again() -> None:
    bench = ready(SBPL)
    bench.command(Pause())
    bench.cut()
    before = len(bench.sent)
    bench.connect()
    assert bench.sent[before:] == codec.CAN
    bench.advance(codec.CANCEL_QUIET_MS)
    assert bench.sent[before:] == codec.CAN + codec.HOLD + codec.ENQ


def test_a_pause_that_began_and_ended_while_it_was_deaf_leaves_it_released() -> None:
    bench = ready(SBPL)
    bench.command(Clear())
    bench.command(Pause())
    bench.command(Resume())
    until(bench, Ready)
    offer(bench, SBPL, 1)
    bench.advance(LABEL_MS + 3 * POLL_MS)
    assert bench.ends == {1: Printed}


def test_a_ribbon_that_is_nearly_used_up_is_told_once_and_stops_nothing() -> None:
    bench = ready(SBPL)
    bench.twin.fault("ribbon_low")
    offer(bench, SBPL, 1, 2)
    bench.advance(5_000)
    (warned,) = bench.of(Warned)
    assert "ribbon" in warned.said
    assert bench.ends == {1: Printed, 2: Printed}
    bench.twin.fault("ribbon_low", "off")
    bench.advance(500)
    bench.twin.fault("ribbon_low")
    bench.advance(500)
    assert len(bench.of(Warned)) == 2, "the next ribbon's end is news"


@pytest.mark.parametrize("reply", ["status4", "status3", "lan", "legacy"])
def test_each_way_to_answer_is_understood(reply: str) -> None:
    bench = ready(SBPL)
    bench.twin.fault("reply", reply)
    offer(bench, SBPL, 1)
    bench.advance(LABEL_MS + 3 * POLL_MS)
    assert bench.ends == {1: Printed}
    assert not bench.of(Warned)


@pytest.mark.parametrize("fault", ["serial", "cyclic", "cancel_unanswered", "buffer_full"])
def test_what_a_printer_says_besides_does_no_harm(fault: str) -> None:
    bench = ready(SBPL)
    bench.twin.fault(fault)
    bench.command(Clear())
    bench.advance(2_000)
    offer(bench, SBPL, 1)
    bench.advance(LABEL_MS + 3 * POLL_MS)
    assert not bench.of(Warned)
    assert (bench.ends.get(1) is Printed) == (fault != "buffer_full")
    assert bool(bench.of(Faulted)) == (fault == "buffer_full")
