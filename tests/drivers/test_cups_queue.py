"""Labels through a print queue, against programs that stand in for CUPS's; no thread, no real time.

A job ends in exactly one of Printed, InDoubt and NotSent, and no label comes out twice.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers import cups_queue
from drivers.printers.cups_lines import Line
from drivers.printers.cups_programs import ProgramsMissing
from drivers.printers.cups_queue import CupsQueue, user_of
from drivers.printers.cups_words import Said
from drivers.registry import DeviceConfigError, build, capabilities
from drivers.sim.print_queue import QUEUE, PrintQueue

STEP_MS = 500


def page(number: int) -> bytes:
    return b"%%PDF-1.4\n%% label %d\n%%%%EOF\n" % number


class InMemory:
    """Runs the stand-ins without a process. `missing`: what can't be run at all."""

    def __init__(self, twin: PrintQueue) -> None:
        self.twin, self.missing, self.hangs = twin, "", False
        self.lines: list[Line] = []

    def run(self, line: Line, data: bytes, limit_s: float, *, is_farewell: bool = False) -> Said:
        del limit_s, is_farewell
        if self.missing:
            raise ProgramsMissing(f"there is no program {line[0]}: {self.missing}")
        self.lines.append(line)
        code, out, err = self.twin.say(line, data)
        return Said(None, out) if self.hangs else Said(code, out, err)

    def interrupt(self) -> None:
        """Nothing lasts."""


class Bench:
    """A device and a queue, turned by hand."""

    def __init__(self, folder: Path, twin: PrintQueue | None = None, **options: Any) -> None:
        self.twin = twin or PrintQueue(folder)
        self.now_ms = 0
        self.events: list[DeviceEvent] = []
        self.ends: dict[int, type[Any]] = {}
        self.runs = InMemory(self.twin)
        self.device = CupsQueue(
            "pallet",
            f"cups:{QUEUE}",
            clock_ms=lambda: self.now_ms,
            runs=self.runs,
            **{"user": "packline-s1", **options},
        )
        self.device._publish, self.device._session = self._note, "S1"

    def _note(self, event: DeviceEvent) -> None:
        self.events.append(event)
        if isinstance(event, Printed | InDoubt | NotSent | BufferCleared):
            jobs = (event.job,) if isinstance(event, Printed) else event.jobs
            for job in jobs:
                assert job is not None
                assert job not in self.ends, f"job {job} ends as {event} after {self.ends[job]}"
                self.ends[job] = type(event)

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            self.now_ms += STEP_MS
            self.device.turn()

    def command(self, command: Command) -> None:
        self.device.obey(command)
        self.device.turn()

    def offer(self, *jobs: int) -> None:
        self.command(Offer(tuple(PrintJob(job, page(job)) for job in jobs)))

    def print(self, times: int = 4) -> None:
        """The printer works, and the station looks."""
        for _ in range(times):
            self.twin.print_next()
            self.turn()

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def said(self) -> str:
        """The newest warning, fault or end, in words."""
        told = [one for one in self.events if isinstance(one, Warned | Faulted | InDoubt | NotSent)]
        return str(told[-1])


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path / "queue")
    bench.turn()
    return bench


# ---------------------------------------------------------------- the ordinary run


def test_labels_are_printed_in_order_and_each_is_told_by_its_number(bench: Bench) -> None:
    assert isinstance(bench.events[0], LinkUp)
    assert [one.credit for one in bench.of(Ready)] == [1]
    bench.offer(1, 2, 3)
    assert [one.job for one in bench.of(Accepted)] == [1], "no more than depth"
    bench.print(12)
    assert [one.job for one in bench.of(Printed)] == [1, 2, 3]
    assert bench.twin.tape == [page(1), page(2), page(3)]
    assert bench.twin.titles == [f"packline-s1 S1-00000{n}" for n in (1, 2, 3)]


def test_more_than_one_may_be_out(tmp_path: Path) -> None:
    bench = Bench(tmp_path, depth=3)
    bench.turn()
    assert bench.device.caps.queue_depth == 3
    bench.offer(1, 2, 3, 4)
    assert [one.job for one in bench.of(Accepted)] == [1, 2, 3]
    bench.print(12)
    assert bench.twin.tape == [page(n) for n in (1, 2, 3, 4)]
    assert set(bench.ends.values()) == {Printed}


def test_a_label_that_is_taken_but_not_out_yet_is_not_printed(bench: Bench) -> None:
    bench.twin.fault("slow")
    bench.offer(1)
    bench.print(10)
    assert bench.ends == {}
    bench.twin.fault("slow", "off")
    bench.print()
    assert bench.ends == {1: Printed}


def test_an_idle_queue_is_looked_at_less_often(bench: Bench) -> None:
    bench.turn(3)
    before = len(bench.runs.lines)
    bench.turn(8)
    assert [line[0] for line in bench.runs.lines[before:]] == ["lpstat"] * 2


# ---------------------------------------------------------------- how a job ends


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("aborted", "is already aborted"),
        ("canceled", "is already canceled"),
        ("job_vanishes", "does not exist"),
    ],
)
def test_a_job_that_did_not_complete_is_in_doubt(bench: Bench, fault: str, words: str) -> None:
    bench.twin.fault(fault, "1" if fault != "job_vanishes" else "on")
    bench.offer(1)
    bench.print()
    assert bench.ends == {1: InDoubt}
    assert words in bench.said()


def test_a_job_that_cups_wants_to_print_again_is_cancelled(bench: Bench) -> None:
    bench.twin.fault("retried", "1")
    bench.offer(1)
    bench.print(6)
    assert bench.ends == {1: InDoubt}
    assert bench.twin.tape == []
    assert "abort-job" in bench.of(Warned)[0].hint


def test_a_job_that_was_being_printed_when_cups_ended_is_not_printed_anew(bench: Bench) -> None:
    bench.twin.fault("slow")
    bench.offer(1)
    bench.print(3)
    bench.twin.fault("no_scheduler")
    bench.turn(3)
    bench.twin.fault("no_scheduler", "off")
    bench.twin.fault("slow", "off")
    bench.turn(3)
    assert bench.ends == {1: InDoubt}
    bench.print()
    assert bench.twin.tape == []


def test_an_end_that_nobody_tells_is_asked_for_and_then_in_doubt(bench: Bench) -> None:
    bench.offer(1)
    bench.twin.fault("forbidden")
    bench.print(3)
    assert bench.ends == {}
    bench.turn(6)
    assert bench.ends == {1: InDoubt}
    assert "Forbidden" in bench.said()


# ---------------------------------------------------------------- lp, and its answer


def test_a_lost_answer_of_lp_is_made_up_for_by_the_list(bench: Bench) -> None:
    bench.offer(1)
    bench.print()
    bench.twin.fault("lp_no_reply", "1")
    bench.offer(2)
    assert [one.job for one in bench.of(Accepted)] == [1, 2]
    bench.print()
    assert bench.ends == {1: Printed, 2: Printed}
    assert bench.twin.tape == [page(1), page(2)]


def test_a_label_that_came_out_before_it_was_looked_for_is_found(bench: Bench) -> None:
    bench.twin.fault("lp_no_reply", "1")
    run = bench.runs.run

    def printed_at_once(line: Line, data: bytes, limit_s: float, **more: bool) -> Said:
        said = run(line, data, limit_s, **more)
        bench.twin.print_next()
        return said

    bench.runs.run = printed_at_once  # type: ignore[method-assign]
    bench.offer(1)
    bench.turn()
    assert bench.ends == {1: Printed}


def test_a_label_that_is_nowhere_is_in_doubt_and_never_sent_again(bench: Bench) -> None:
    bench.twin.fault("lp_lost", "1")
    bench.offer(1, 2)
    bench.turn(9)
    assert bench.ends == {}, "it may still come"
    bench.turn(2)
    assert bench.ends == {1: InDoubt}
    bench.print()
    assert bench.ends == {1: InDoubt, 2: Printed}
    assert bench.twin.tape == [page(2)]


def test_a_label_that_comes_late_is_cancelled_and_not_taken_for_another(bench: Bench) -> None:
    bench.twin.fault("lp_late", "1")
    bench.offer(1)
    bench.turn(12)
    assert bench.ends == {1: InDoubt}
    bench.twin.fault("lp_no_reply", "1")
    bench.offer(2)
    bench.print(6)
    assert bench.ends == {1: InDoubt, 2: InDoubt}
    bench.offer(3)
    bench.print(6)
    assert bench.ends[3] is Printed
    assert bench.twin.tape == [page(3)]


def test_a_label_that_lp_brought_only_half_is_cancelled(bench: Bench) -> None:
    bench.twin.fault("lp_half", "1")
    bench.offer(1)
    bench.turn(2)
    assert bench.ends == {1: InDoubt}
    bench.print()
    assert bench.twin.tape == []


def test_a_client_that_hangs_counts_as_no_answer(bench: Bench) -> None:
    bench.runs.hangs = True
    bench.offer(1)
    assert "did not answer in time" in bench.of(LinkDown)[0].reason
    bench.runs.hangs = False
    bench.turn(4)
    assert bench.of(Accepted)
    bench.print()
    assert bench.ends == {1: Printed}


def test_a_job_is_looked_for_as_long_as_cups_is_away_and_no_longer(bench: Bench) -> None:
    bench.twin.fault("lp_no_reply", "1")
    bench.twin.fault("disabled")
    bench.offer(1)
    run = bench.runs.run
    bench.runs.run = lambda *_, **__: Said(1, "", "lpstat: Scheduler is not running.")  # type: ignore[method-assign]
    bench.twin.fault("lp_no_reply", "1")
    bench.offer(2)
    bench.turn(20)
    bench.runs.run = run  # type: ignore[method-assign]
    assert set(bench.ends) == {2}
    bench.turn(4)
    bench.twin.fault("disabled", "off")
    bench.print()
    assert bench.ends[1] is Printed


def test_a_refusal_gives_the_label_back(bench: Bench) -> None:
    bench.twin.fault("denied")
    bench.offer(1, 2)
    assert bench.ends == {1: NotSent, 2: NotSent}
    assert "Not allowed to print" in bench.of(Faulted)[0].said
    bench.offer(3)
    assert bench.ends[3] is NotSent, "until somebody resumes"
    bench.twin.fault("denied", "off")
    bench.command(Resume())
    bench.offer(4)
    bench.print()
    assert bench.ends[4] is Printed
    assert bench.twin.tape == [page(4)]


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
    events: list[DeviceEvent] = []
    runs = InMemory(twin)
    device = CupsQueue("pallet", f"cups:{QUEUE}", runs=runs, poll_ms=1)
    device.start(events.append)
    while not any(isinstance(one, Ready) for one in events):
        pass
    device.command(Offer((PrintJob(1, page(1)),)))
    while not any(isinstance(one, Accepted) for one in events):
        pass
    device.stop()
    assert InDoubt("pallet", (1,), "the station stopped") in events
    assert runs.lines[-1][0] == "cancel"
    twin.fault("slow", "off")
    assert [twin.print_next(), twin.print_next()] == [None, None]


# ---------------------------------------------------------------- whatever happens


ONCE = ("aborted", "retried", "canceled", "lp_no_reply", "lp_half", "lp_late", "lp_lost")
LASTING = ("slow", "paper_out", "disabled", "rejecting", "no_scheduler", "job_vanishes")


@pytest.mark.parametrize("seed", range(4))
def test_no_label_is_printed_twice_whatever_happens(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    bench = Bench(tmp_path, depth=2)
    bench.turn(2)
    job = 0
    for _ in range(100):
        match chance.randrange(10):
            case 0 | 1 | 2 | 3:
                job += 1
                bench.offer(job)
            case 4 | 5 | 6:
                bench.print(3)
            case 7:
                bench.twin.fault(chance.choice(ONCE), "1")
            case 8:
                fault = chance.choice(LASTING)
                bench.twin.fault(fault)
                bench.print(2)
                bench.twin.fault(fault, "off")
            case _:
                bench.command(chance.choice((Clear(), Pause())))
                bench.turn()
                bench.command(Resume())
    for fault in (*ONCE, *LASTING):
        bench.twin.fault(fault, "off")
    bench.print(20)
    bench.command(Clear())
    assert set(bench.ends) == set(range(1, job + 1))
    assert len(bench.twin.tape) == len(set(bench.twin.tape)) > 5
    never = {page(one) for one, end in bench.ends.items() if end is NotSent}
    printed = {page(one) for one, end in bench.ends.items() if end is Printed}
    assert printed <= set(bench.twin.tape)
    assert not never & set(bench.twin.tape)


# ---------------------------------------------------------------- payloads and options


@pytest.mark.parametrize(
    "data", [b"", b"^XA^XZ", b"%PDF-1.4 cut off", b"%PDF-1.4" + b"x" * 5_000_000]
)
def test_what_is_no_page_comes_back_and_nothing_is_handed_over(bench: Bench, data: bytes) -> None:
    bench.command(Offer((PrintJob(1, page(1)), PrintJob(2, data))))
    assert bench.ends == {1: NotSent, 2: NotSent}
    assert bench.of(Faulted)
    assert "lp" not in [line[0] for line in bench.runs.lines]


def test_a_command_for_another_kind_of_device_is_our_mistake(bench: Bench) -> None:
    with pytest.raises(Misuse, match="Trigger"):
        bench.command(Trigger(1))


@pytest.mark.parametrize(
    ("options", "word"),
    [({"depth": 0}, "depth"), ({"user": "a b"}, "user"), ({"poll_ms": 0}, "poll_ms")],
)
def test_options_that_cant_work_are_told_in_words(options: dict[str, Any], word: str) -> None:
    with pytest.raises(DeviceConfigError, match=word):
        build("pallet", "cups-pdf", "cups:labels", options)


def test_another_system_is_told_that_it_is_not_driven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cups_queue, "runs_here", lambda: False)
    with pytest.raises(DeviceConfigError, match="on Linux only"):
        build("pallet", "cups-pdf", "cups:labels")
    assert capabilities("cups-pdf").kind == "label"


def test_jobs_are_named_after_computer_and_device() -> None:
    assert user_of("pallet", "Station 1.lan") == "packline-station-1-lan-pallet"
    assert len(user_of("p" * 32, "x" * 60)) == 63


def test_it_says_that_nothing_was_tried() -> None:
    caps = capabilities("cups-pdf")
    assert not caps.hardware_verified
    assert caps.unverified
