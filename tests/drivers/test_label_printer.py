"""What printers that tell a state and no count all promise: a label is Printed only if it was seen
at work and then is gone; whatever else happens to it, it ends in doubt, and never as printed.

What every printer promises is in the conformance suite.
"""

from __future__ import annotations

from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
    Forget,
    InDoubt,
    LinkUp,
    NotSent,
    Pause,
    Printed,
    Ready,
    Resume,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers.label_printer import (
    ANSWER_MS_MAX,
    DEPTH_MAX,
    JOBS_WAITING_MAX,
    POLL_MS,
    SETTLE_MS_MAX,
    SILENCES_MAX,
    STALL_MS_MAX,
)
from tests.drivers.conformance.bench import Bench
from tests.drivers.label_bench import (
    CASES,
    LABEL_MS,
    LabelCase,
    connected,
    load,
    lose,
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


# ---------------------------------------------------------------- the ordinary run


@every
def test_a_link_begins_with_cancelling_then_quiet_then_the_question(case: LabelCase) -> None:
    bench = connected(case)
    assert bench.sent == case.cancel
    assert bench.take() == [LinkUp("p")]
    bench.advance(case.quiet_ms - 10)
    assert bench.sent == case.cancel
    bench.advance(10)
    assert bench.sent == case.cancel + case.ask
    assert until(bench, Ready) == [Ready("p", case.depth)]


@every
def test_a_label_that_was_seen_at_work_and_is_gone_is_printed(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    assert bench.take() == [Accepted("p", 1)]
    bench.advance(LABEL_MS - 10)
    assert bench.take() == [], "it is still at work"
    bench.advance(3 * POLL_MS)
    assert bench.take() == [Printed("p", 1)]
    assert len(printer(bench).tape) == 1


@every
def test_labels_go_out_up_to_the_depth_and_each_that_comes_out_lets_one_go(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1, 2, 3, 4)
    assert bench.take() == [Accepted("p", job) for job in range(1, case.depth + 1)]
    while len(bench.ends) < 4:
        bench.advance(50)
        out = {event.job for event in bench.of(Accepted)}
        assert len(out - set(bench.ends)) <= case.depth
    assert [event.job for event in bench.of(Printed)] == [1, 2, 3, 4]


@every
def test_labels_that_wait_have_a_bound(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, *range(1, case.depth + 1))
    offer(bench, case, *range(101, 101 + JOBS_WAITING_MAX))
    offer(bench, case, 900, 901)
    assert bench.of(NotSent) == [NotSent("p", (900, 901), "too many labels wait")]


@every
@pytest.mark.parametrize(
    "options",
    [
        {"done": "odometer"},
        {"depth": 0},
        {"done": "external", "depth": DEPTH_MAX + 1},
        {"poll_ms": 0},
        {"answer_ms_max": 0},
        {"settle_ms": 0},
    ],
)
def test_wrong_options_are_a_mistake_in_words(case: LabelCase, options: dict[str, Any]) -> None:
    with pytest.raises(Misuse, match="p: "):
        case.driver("p", **options)


@held_here
def test_where_no_label_is_told_from_another_one_is_out_at_a_time(case: LabelCase) -> None:
    with pytest.raises(Misuse, match="p: depth is 1"):
        case.driver("p", depth=2)


@every
def test_a_command_for_another_device_is_our_mistake(case: LabelCase) -> None:
    with pytest.raises(Misuse, match="Trigger"):
        ready(case).command(Trigger(1))


# ---------------------------------------------------------------- never seen


@every
def test_a_label_that_was_never_seen_is_in_doubt_within_a_bound(case: LabelCase) -> None:
    bench = ready(case)
    printer(bench).fault("unseen", "1")
    offer(bench, case, 1)
    bench.advance(STALL_MS_MAX - 2 * POLL_MS)
    assert bench.ends == {}, "a label may begin late"
    bench.advance(4 * POLL_MS)
    assert bench.of(InDoubt)[0].reason == "the printer is idle and was never seen to print them"
    assert bench.ends == {1: InDoubt}
    offer(bench, case, 2)
    bench.advance(A_LABEL_MS)
    assert bench.ends[2] is Printed, "and the next one is known as itself"
    assert len(printer(bench).tape) == 2


@every
def test_a_label_that_the_printer_lost_is_never_printed(case: LabelCase) -> None:
    bench = ready(case)
    printer(bench).fault("format_lost", "1")
    offer(bench, case, 1)
    bench.advance(STALL_MS_MAX + 1_000)
    assert bench.ends == {1: InDoubt}
    assert printer(bench).tape == []


@every
def test_what_was_at_work_when_it_fell_silent_is_not_taken_for_printed(case: LabelCase) -> None:
    """Switched off and on with a label in it, on a line that doesn't notice."""
    bench = ready(case)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("silent")
    bench.advance(POLL_MS)
    bench.physical(lose)
    bench.advance(ANSWER_MS_MAX)
    bench.twin.fault("silent", "off")
    bench.advance(STALL_MS_MAX + 2_000)
    assert bench.drops == 0
    assert printer(bench).tape == []
    assert bench.ends == {1: InDoubt}


@every
def test_a_short_silence_while_a_label_is_at_work_does_no_harm(case: LabelCase) -> None:
    bench = Bench(case.driver("p"), case.twin())
    printer(bench).label_ms = 4 * ANSWER_MS_MAX
    bench.connect()
    until(bench, Ready)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("silent")
    bench.advance(ANSWER_MS_MAX + 2 * POLL_MS)
    bench.twin.fault("silent", "off")
    bench.advance(4 * ANSWER_MS_MAX)
    assert bench.ends == {1: Printed}


# ---------------------------------------------------------------- trouble


@every
@pytest.mark.parametrize("fault", ["media_out", "ribbon_out", "head_open"])
def test_a_label_stopped_in_the_middle_is_printed_only_once_it_was_seen_again(
    case: LabelCase, fault: str
) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault(fault)
    (told,) = until(bench, Faulted)
    assert told.said == fault.replace("_", " ")
    assert told.hint
    bench.advance(20_000)
    assert bench.of(Faulted) == [told], "once"
    assert bench.ends == {}
    bench.physical(load)
    bench.advance(LABEL_MS - 50)
    assert bench.ends == {}, "it is printed from its beginning"
    bench.advance(3 * POLL_MS)
    assert bench.ends == {1: Printed}
    assert len(printer(bench).tape) == 1


@every
def test_a_label_stopped_in_the_middle_and_not_begun_anew_is_in_doubt(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    bench.physical(lose)
    bench.physical(load)
    bench.advance(STALL_MS_MAX + 1_000)
    assert bench.ends == {1: InDoubt}
    assert printer(bench).tape == []


@every
def test_a_fault_gives_back_what_waits_here_and_takes_nothing_new(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1, 2, 3)
    bench.advance(2 * POLL_MS)
    bench.twin.fault("media_out")
    until(bench, Faulted)
    offer(bench, case, 9)
    kept = range(1, case.depth + 1)
    given_back = [job for job in (1, 2, 3) if job not in kept] + [9]
    assert bench.ends == dict.fromkeys(given_back, NotSent)
    bench.physical(load)
    bench.advance(case.depth * A_LABEL_MS)
    assert [job for job, end in bench.ends.items() if end is Printed] == list(kept)
    assert until(bench, Ready)


@every
def test_a_printer_that_says_nothing_at_all_loses_its_link_within_a_bound(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.twin.fault("silent")
    bench.advance((SILENCES_MAX + 1) * ANSWER_MS_MAX)
    assert bench.drops == 1
    assert bench.ends == {1: InDoubt}


@every
def test_a_printer_that_stays_busy_after_cancelling_is_begun_with_anew(case: LabelCase) -> None:
    bench = Bench(case.driver("p"), case.twin())
    printer(bench).label_ms = 4 * SETTLE_MS_MAX
    bench.physical(lambda twin, now_ms: (None, twin.received(case.label(1), now_ms)))
    bench.connect()
    bench.advance(SETTLE_MS_MAX + 100)
    assert bench.drops == 1
    assert not bench.of(Ready)


# ---------------------------------------------------------------- somebody else counts


@every
def test_of_an_external_printer_nothing_is_told_until_the_caller_says_so(case: LabelCase) -> None:
    bench = ready(case, done="external", depth=2)
    assert bench.driver.caps.done == "external"
    offer(bench, case, 1, 2, 3)
    assert bench.take() == [Accepted("p", 1), Accepted("p", 2)]
    bench.advance(2 * A_LABEL_MS + 2 * STALL_MS_MAX)
    assert bench.take() == []
    assert len(printer(bench).tape) == 2
    bench.command(Forget((1,)))
    assert bench.take() == [Accepted("p", 3)]


@every
def test_what_the_caller_has_seen_is_never_sent_after_all(case: LabelCase) -> None:
    bench = ready(case, done="external", depth=1)
    offer(bench, case, 1, 2, 3)
    bench.take()
    bench.command(Forget((2,)))
    bench.command(Forget((1,)))
    bench.advance(4 * A_LABEL_MS)
    assert bench.take() == [Accepted("p", 3)]
    assert case.label(2) not in bench.sent
    assert len(printer(bench).tape) == 2


@every
@pytest.mark.parametrize("depth", [1, DEPTH_MAX])
def test_an_external_printer_holds_as_many_labels_as_its_depth(case: LabelCase, depth: int) -> None:
    bench = connected(case, done="external", depth=depth)
    assert until(bench, Ready) == [Ready("p", depth)]
    offer(bench, case, *range(1, depth + 4))
    bench.advance(depth * A_LABEL_MS)
    assert len(bench.of(Accepted)) == depth
    assert bench.driver.caps.queue_depth == depth


@every
@pytest.mark.parametrize("is_cut", [False, True])
def test_external_labels_are_in_doubt_after_a_clear_or_a_cut(case: LabelCase, is_cut: bool) -> None:
    bench = ready(case, done="external", depth=2)
    offer(bench, case, 1, 2)
    if is_cut:
        bench.cut()
    else:
        bench.command(Clear())
        assert until(bench, BufferCleared) == [BufferCleared("p", ())]
    assert bench.ends == {1: InDoubt, 2: InDoubt}


# ---------------------------------------------------------------- pause


@held_here
def test_where_a_printer_has_no_hold_labels_wait_here(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1, 2)
    bench.command(Pause())
    bench.advance(3 * A_LABEL_MS)
    assert bench.ends == {1: Printed}, "what was out comes out"
    assert len(printer(bench).tape) == 1
    bench.command(Resume())
    bench.advance(2 * A_LABEL_MS)
    assert bench.ends == {1: Printed, 2: Printed}


@every
def test_a_pause_asked_for_is_no_fault(case: LabelCase) -> None:
    bench = ready(case)
    offer(bench, case, 1)
    bench.command(Pause())
    bench.advance(3 * STALL_MS_MAX)
    assert not bench.of(Faulted)
    assert not bench.of(InDoubt)
    bench.take()
    bench.command(Resume())
    assert until(bench, Ready)


@pytest.mark.parametrize("case", [case for case in CASES if case.name != "jscript"])
def test_a_pause_at_the_printer_is_told_and_ends_with_its_end(case: LabelCase) -> None:
    bench = ready(case)
    printer(bench).press_pause()
    (told,) = until(bench, Faulted)
    assert told.said in ("paused", "off line")
    printer(bench).press_pause()
    until(bench, Ready)


# ---------------------------------------------------------------- warnings


@every
def test_rubbish_never_prints_a_label(case: LabelCase) -> None:
    bench = ready(case)
    bench.twin.fault("rubbish")
    offer(bench, case, 1)
    bench.advance(A_LABEL_MS)
    assert bench.ends == {1: Printed}
    assert len(bench.of(Warned)) == 1, "told once"
    bench.twin.fault("unseen")
    offer(bench, case, 2)
    bench.advance(STALL_MS_MAX + 1_000)
    assert bench.ends[2] is InDoubt


@every
def test_an_answer_to_a_question_asked_before_a_label_says_nothing_of_it(case: LabelCase) -> None:
    """The state on its way says *idle*, which was true when it was written."""
    bench = ready(case)
    driver, now_ms = bench.driver, bench.now_ms
    while driver.tick(now_ms).send != case.ask:
        now_ms += 10
    bench.now_ms = now_ms
    said = case.twin().received(case.ask, now_ms)
    offer(bench, case, 1)
    assert driver.received(said, now_ms + 5).events == ()
    bench.advance(A_LABEL_MS)
    assert bench.ends == {1: Printed}
