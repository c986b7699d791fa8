"""A print queue that stops, goes away, is cleared, paused or found with old labels in it."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    DeviceEvent,
    Faulted,
    InDoubt,
    LinkDown,
    NotSent,
    Offer,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Warned,
)
from drivers.printers.cups_lines import Line
from drivers.printers.cups_queue import CupsQueue
from drivers.printers.cups_words import Said
from drivers.sim.print_queue import QUEUE, PrintQueue
from tests.drivers.cups_bench import Bench, InMemory, page

WAIT_S_MAX = 20.0


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path / "queue")
    bench.turn()
    return bench


# ---------------------------------------------------------------- how the queue is


@pytest.mark.parametrize("fault", ["disabled", "rejecting"])
def test_a_queue_that_does_not_print_is_a_fault_and_ready_follows_its_end(
    bench: Bench, fault: str
) -> None:
    bench.twin.fault(fault)
    bench.turn(5)
    assert len(bench.of(Faulted)) == 1
    assert f"cups{'enable' if fault == 'disabled' else 'accept'}" in bench.of(Faulted)[0].hint
    bench.offer(1)
    assert bench.ends == {1: NotSent}
    bench.twin.fault(fault, "off")
    bench.turn(5)
    assert len(bench.of(Ready)) == 2
    bench.offer(2)
    bench.print()
    assert bench.ends[2] is Printed


def test_no_paper_keeps_the_label_inside_and_gives_back_the_others(bench: Bench) -> None:
    bench.twin.fault("paper_out")
    bench.offer(1, 2)
    bench.print()
    assert [one.said for one in bench.of(Faulted)] == ["media-empty-error"]
    assert bench.ends == {2: NotSent}
    bench.twin.fault("paper_out", "off")
    bench.print()
    assert bench.ends[1] is Printed
    assert bench.twin.tape == [page(1)]


def test_what_the_last_job_left_behind_does_not_stop_the_next(bench: Bench) -> None:
    """An idle printer's reasons are old: only the next label can tell."""
    bench.twin.fault("paper_out")
    bench.turn(5)
    assert not bench.of(Faulted)
    assert "when it last printed" in bench.of(Warned)[0].said
    bench.offer(1)
    assert bench.of(Accepted)


def test_a_warning_is_told_once(bench: Bench) -> None:
    bench.twin.fault("toner_low")
    bench.turn(20)
    assert [one.said for one in bench.of(Warned)] == ["toner-low-warning"]


def test_a_cups_that_goes_away_and_comes_back_leaves_no_waiting_label_in_doubt(
    bench: Bench,
) -> None:
    bench.offer(1)
    bench.twin.fault("no_scheduler")
    bench.turn(8)
    assert len(bench.of(LinkDown)) == 1
    assert "lpstat -r" in bench.of(LinkDown)[0].reason
    bench.offer(2)
    assert bench.ends == {2: NotSent}
    bench.twin.fault("no_scheduler", "off")
    bench.turn(4)
    bench.print()
    assert bench.ends == {1: Printed, 2: NotSent}


def test_programs_that_are_not_there_are_told_and_nothing_is_in_doubt(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.runs.missing = "install it"
    bench.turn(8)
    assert [one.reason for one in bench.of(LinkDown)] == ["there is no program lpstat: install it"]
    bench.runs.missing = ""
    bench.turn(4)
    bench.runs.missing = "somebody removed it"
    bench.offer(1)
    assert bench.ends == {1: NotSent}


# ---------------------------------------------------------------- clear, pause, restart


def test_clear_cancels_what_is_out_and_answers_once(bench: Bench) -> None:
    bench.twin.fault("slow")
    bench.offer(1, 2)
    bench.print(2)
    bench.command(Clear())
    assert bench.ends == {1: InDoubt, 2: NotSent}
    assert bench.of(BufferCleared) == [BufferCleared("pallet", ())]
    bench.twin.fault("slow", "off")
    bench.print()
    assert bench.twin.tape == []
    bench.offer(3)
    bench.print()
    assert bench.ends[3] is Printed


def test_a_label_that_came_out_before_it_could_be_cleared_is_printed(bench: Bench) -> None:
    bench.offer(1)
    bench.twin.print_next()
    bench.twin.print_next()
    bench.command(Clear())
    assert bench.ends == {1: Printed}
    assert len(bench.of(BufferCleared)) == 1


def test_clear_waits_for_a_cups_that_is_away(bench: Bench) -> None:
    bench.offer(1)
    bench.twin.fault("no_scheduler")
    bench.turn(2)
    bench.command(Clear())
    assert not bench.of(BufferCleared)
    bench.twin.fault("no_scheduler", "off")
    bench.turn(4)
    assert bench.ends == {1: InDoubt}
    assert len(bench.of(BufferCleared)) == 1


def test_clear_with_nothing_there_is_answered_also_while_cups_is_away(bench: Bench) -> None:
    bench.command(Clear())
    bench.twin.fault("no_scheduler")
    bench.turn(4)
    bench.command(Clear())
    bench.twin.fault("no_scheduler", "off")
    bench.turn(4)
    assert bench.of(BufferCleared) == [BufferCleared("pallet", ())] * 2


def test_nothing_is_handed_over_while_it_is_being_cleared(tmp_path: Path) -> None:
    bench = Bench(tmp_path, depth=2)
    bench.turn()
    bench.twin.fault("slow")
    bench.offer(1)
    bench.twin.fault("forbidden", "2")
    bench.command(Clear())
    bench.command(Resume())
    bench.offer(2)
    assert [one.job for one in bench.of(Accepted)] == [1]
    bench.turn(4)
    assert bench.ends == {1: InDoubt}
    assert [one.job for one in bench.of(Accepted)] == [1, 2]


def test_a_label_that_is_found_while_it_is_being_cleared_is_cancelled(bench: Bench) -> None:
    bench.twin.fault("lp_late", "1")
    bench.offer(1)
    bench.command(Clear())
    assert not bench.of(BufferCleared)
    bench.twin.fault("forbidden", "1")
    bench.twin.fault("slow")
    bench.print()
    bench.twin.fault("slow", "off")
    assert bench.ends == {1: InDoubt}
    assert bench.of(BufferCleared) == [BufferCleared("pallet", ())]
    assert bench.twin.tape == []


def test_paused_nothing_new_is_handed_over(bench: Bench) -> None:
    bench.command(Pause())
    bench.offer(1)
    bench.print()
    assert not bench.of(Accepted)
    bench.command(Resume())
    bench.print()
    assert bench.ends == {1: Printed}


def test_labels_of_an_earlier_run_are_cancelled_before_anything_new(bench: Bench) -> None:
    bench.twin.fault("slow")
    bench.offer(1)
    bench.print(2)
    again = Bench(bench.twin.folder, bench.twin)
    again.turn()
    assert not again.of(Ready)
    again.turn(2)
    assert again.of(Ready)
    bench.twin.fault("slow", "off")
    again.offer(2)
    again.print()
    assert bench.twin.tape == [page(2)]


def test_what_somebody_else_prints_is_left_alone(bench: Bench) -> None:
    bench.twin.say(("lp", "-U", "li", "-d", QUEUE, "-t", "a letter", "-"), page(99))
    again = Bench(bench.twin.folder, bench.twin)
    again.turn(2)
    again.offer(1)
    again.print(6)
    assert bench.twin.tape == [page(99), page(1)]
    assert again.ends == {1: Printed}


def test_old_labels_that_cannot_be_cancelled_are_a_fault(bench: Bench) -> None:
    bench.twin.fault("slow")
    bench.offer(1)
    bench.twin.fault("forbidden")
    again = Bench(bench.twin.folder, bench.twin)
    again.turn(8)
    assert "can't be cancelled" in again.of(Faulted)[0].said
    again.offer(2)
    assert again.ends == {2: NotSent}


def test_a_cups_that_hides_whose_jobs_are_whose_is_told(bench: Bench) -> None:
    bench.twin.fault("hides_users")
    bench.twin.fault("slow")
    bench.offer(1)
    bench.turn(6)
    assert [one.said for one in bench.of(Warned)] == ["CUPS doesn't tell whose jobs are whose"]
    bench.twin.fault("slow", "off")
    bench.print()
    assert bench.ends == {1: Printed}


def test_in_the_end_what_is_out_is_in_doubt_and_cancelled(tmp_path: Path) -> None:
    twin = PrintQueue(tmp_path)
    twin.fault("slow")
    events: queue.Queue[DeviceEvent] = queue.Queue()
    runs = InMemory(twin)
    device = CupsQueue("pallet", f"cups:{QUEUE}", runs=runs, poll_ms=1)
    device.start(events.put)
    until(events, Ready)
    device.command(Offer((PrintJob(1, page(1)),)))
    until(events, Accepted)
    device.stop()
    assert until(events, InDoubt) == InDoubt("pallet", (1,), "the station stopped")
    assert runs.lines[-1][0] == "cancel"
    twin.fault("slow", "off")
    assert [twin.print_next(), twin.print_next()] == [None, None]


def test_a_label_that_is_being_looked_for_is_in_doubt_in_the_end(bench: Bench) -> None:
    bench.twin.fault("lp_lost", "1")
    bench.offer(1)
    bench.device._end("the station stopped")
    assert bench.ends == {1: InDoubt}


def test_an_offer_that_nobody_has_looked_at_comes_back_in_the_end(bench: Bench) -> None:
    bench.device._inbox.put(Offer((PrintJob(1, page(1)),)))
    bench.device._end("the station stopped")
    assert bench.ends == {1: NotSent}


def test_a_fault_of_ours_while_lp_runs_leaves_the_label_in_doubt(tmp_path: Path) -> None:
    events: queue.Queue[DeviceEvent] = queue.Queue()
    runs = InMemory(PrintQueue(tmp_path))
    run = runs.run

    def broken(line: Line, data: bytes, limit_s: float, **more: bool) -> Said:
        assert line[0] != "lp", "a fault of ours"
        return run(line, data, limit_s, **more)

    runs.run = broken  # type: ignore[method-assign]
    device = CupsQueue("pallet", f"cups:{QUEUE}", runs=runs, poll_ms=1)
    device.start(events.put)
    until(events, Ready)
    device.command(Offer((PrintJob(1, page(1)),)))
    assert "a fault of ours" in until(events, Faulted).said
    assert until(events, InDoubt).jobs == (1,)
    with pytest.raises(AssertionError, match="a fault of ours"):
        device.stop()


def until(events: queue.Queue[DeviceEvent], kind: type[Any]) -> Any:
    while not isinstance(event := events.get(timeout=WAIT_S_MAX), kind):
        pass
    return event
