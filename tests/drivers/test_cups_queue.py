"""Labels through a print queue: each ends once, and none comes out twice.

A job ends in exactly one of Printed, InDoubt and NotSent; `Bench` checks it at every event.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    Clear,
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
from drivers.printers.cups_queue import user_of
from drivers.printers.cups_words import Said
from drivers.registry import DeviceConfigError, build, capabilities
from tests.drivers.cups_bench import Bench, page


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


def test_a_job_is_not_looked_for_longer_because_cups_is_away(bench: Bench) -> None:
    bench.twin.fault("lp_lost", "1")
    bench.offer(1)
    bench.twin.fault("no_scheduler")
    bench.turn(9)
    assert bench.ends == {}
    bench.turn(6)
    assert bench.ends == {1: InDoubt}


def test_a_label_of_an_earlier_run_is_not_taken_for_the_one_that_is_looked_for(
    bench: Bench,
) -> None:
    bench.offer(1)
    bench.print()
    again = Bench(bench.twin.folder, bench.twin)
    again.turn(2)
    again.twin.fault("lp_lost", "1")
    again.offer(2)
    again.turn(12)
    assert not again.of(Accepted)
    assert again.ends == {2: InDoubt}


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
