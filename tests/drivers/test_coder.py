"""The conversation with coders that Codenet is not: made-up dialects, one for each way of *done*.

The wire is made of single letters, so that what is tested is the conversation and no codec.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Capabilities,
    Clear,
    Counter,
    Faulted,
    Forget,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Output,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import PayloadError
from drivers.printers import dialect as d
from drivers.printers.coder import Coder
from drivers.printers.dialect import FULL_RETRY_MS, PROGRESS_MS, Role, Step
from drivers.printers.outstanding import UNASKED_PRINTS_MAX

BLIND = Capabilities("coder", "blind", "none: made up", ("everything",), queue_depth=2)
COUNTING = replace(BLIND, credit="count", done="counter", can_clear_queue=True)
ASKING = replace(BLIND, credit="cts", ack="processed", done="external")


class Letters(d.Dialect):
    """`k` yes, `n` no, `r` and a digit the room, `c` and two digits the counter, `!` nonsense."""

    def __init__(self, caps: Capabilities) -> None:
        self.caps = caps
        self.recipe: tuple[Step, ...] = ()
        self.is_held = False

    def check(self, payload: bytes, device: str) -> None:
        if b"|" in payload:
            raise PayloadError(device, payload.index(b"|"), "it divides fields")

    def offer(self, job: PrintJob, index: int) -> Step:
        answers: tuple[type[d.Reply], ...] = () if self.caps.ack == "none" else (d.Acknowledged,)
        return Step("text", job.data + b"|", answers, Role.OFFER)

    def reset(self) -> None: ...

    def needs(self, step: Step) -> bool:
        return not (step.role is Role.HOLD and self.is_held)

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        text = iter(data.decode())
        for letter in text:
            match letter:
                case "k":
                    yield d.Acknowledged()
                case "n":
                    yield d.Refused("no", "ask it why")
                case "r":
                    yield d.Room(int(next(text)))
                case "c":
                    yield d.Count(int(next(text) + next(text)))
                case "#":
                    yield d.PrintDone()
                case "!":
                    yield d.Untrusted("it answers something else")
                case "a":
                    yield d.State("a", d.Level.AWAY, "starting", "wait")
                case "w":
                    yield d.State("w", d.Level.WELL)


def coder(dialect: d.Dialect, depth: int = 2) -> Coder:
    return Coder("coder 1", dialect, depth)


def offer(driver: Coder, *jobs: int, now_ms: int = 0) -> Output:
    return driver.command(Offer(tuple(PrintJob(job, b"C%d" % job) for job in jobs)), now_ms)


# ---------------------------------------------------------------- nothing comes back at all


def blind(depth: int = 2) -> Coder:
    driver = coder(Letters(BLIND), depth)
    assert driver.opened(0).events == (LinkUp("coder 1"), Ready("coder 1", credit=depth))
    return driver


def test_a_device_that_says_nothing_takes_what_fits_and_no_more_until_the_caller_knows() -> None:
    driver = blind()
    assert offer(driver, 1, 2, 3) == Output(
        b"C1|C2|", (Accepted("coder 1", 1), Accepted("coder 1", 2))
    )
    assert driver.tick(60_000) == Output()
    assert driver.command(Forget((1,)), 60_000) == Output(b"C3|", (Accepted("coder 1", 3),))


def test_of_a_device_that_says_nothing_only_what_nobody_accounts_for_is_in_doubt() -> None:
    driver = blind()
    offer(driver, 1, 2, 3)
    driver.command(Forget((1, 77)), 0)
    assert driver.closed("cable out", 5).events == (
        LinkDown("coder 1", "cable out"),
        InDoubt("coder 1", (2, 3), "cable out"),
    )


def test_what_cannot_be_taken_back_out_of_a_device_is_in_doubt_when_cleared() -> None:
    driver = blind()
    offer(driver, 1, 2, 3)
    assert driver.command(Clear(), 5).events == (
        NotSent("coder 1", (3,), "cleared before it was sent"),
        InDoubt("coder 1", (1, 2), "the coder can't be cleared: it may still print them"),
        BufferCleared("coder 1", ()),
    )
    assert driver.command(Clear(), 6).events == (BufferCleared("coder 1", ()),)


def test_a_device_that_cannot_be_held_gets_nothing_more_while_paused() -> None:
    driver = blind()
    assert driver.command(Pause(), 0) == Output()
    assert offer(driver, 1) == Output()
    resumed = driver.command(Resume(), 10)
    assert resumed == Output(b"C1|", (Ready("coder 1", credit=1), Accepted("coder 1", 1)))


def test_nothing_of_an_offer_is_sent_if_one_of_it_cannot_be() -> None:
    driver = blind()
    with pytest.raises(PayloadError):
        driver.command(Offer((PrintJob(1, b"A"), PrintJob(2, b"A|B"))), 0)
    assert driver.tick(10) == Output()


def test_after_a_step_that_needs_it_nothing_is_sent_for_a_while() -> None:
    dialect = Letters(BLIND)
    dialect.recipe = (Step("select", b"S", (), quiet_ms=500), Step("start", b"G", ()))
    driver = coder(dialect)
    assert driver.opened(0) == Output(b"S", (LinkUp("coder 1"),))
    assert driver.tick(499) == Output()
    assert driver.tick(500) == Output(b"G", (Ready("coder 1", credit=2),))


# ---------------------------------------------------------------- "clear to send?" before each


def asking(clear: tuple[Step, ...] = ()) -> Coder:
    dialect = Letters(ASKING)
    dialect.clear = clear
    dialect.room = Step("clear to send", b"?", (d.Room,), Role.ROOM)
    driver = coder(dialect)
    driver.opened(0)
    return driver


def test_a_one_deep_device_is_asked_before_each_code() -> None:
    driver = asking()
    assert offer(driver, 1, 2).send == b"?"
    assert driver.received(b"r1", 1).send == b"C1|"
    assert driver.received(b"k", 2) == Output(b"?", (Accepted("coder 1", 1),))
    assert driver.received(b"r0", 3) == Output()
    assert driver.tick(3 + FULL_RETRY_MS - 1) == Output()
    assert driver.tick(3 + FULL_RETRY_MS) == Output(b"?")
    assert driver.received(b"r1", 300).send == b"C2|"


def test_room_that_was_told_before_a_clear_is_not_believed_after_it() -> None:
    driver = asking(clear=(Step("clear", b"X", role=Role.CLEAR),))
    offer(driver, 1)
    driver.received(b"r2", 1)
    driver.received(b"k", 2)
    assert driver.command(Clear(), 3) == Output(b"X")
    why = "cleared: the coder doesn't say what it had printed"
    assert driver.received(b"k", 4).events == (
        InDoubt("coder 1", (1,), why),
        BufferCleared("coder 1", ()),
    )
    assert offer(driver, 2, now_ms=5).send == b"?"


def test_a_refused_code_comes_back_with_the_devices_words() -> None:
    driver = asking()
    offer(driver, 1, 2)
    driver.received(b"r1", 1)
    assert driver.received(b"n", 2).events == (
        NotSent("coder 1", (1,), "no"),
        Faulted("coder 1", "no", "ask it why"),
        NotSent("coder 1", (2,), "no"),
    )


def test_an_answer_that_cannot_be_ends_the_trust_in_the_link() -> None:
    driver = asking()
    offer(driver, 1)
    driver.received(b"r1", 1)
    assert driver.received(b"!k", 2) == Output(drop_link=True)
    why = "it answers something else"
    assert driver.closed("dropped", 3).events == (
        LinkDown("coder 1", why),
        InDoubt("coder 1", (1,), why),
    )


# ---------------------------------------------------------------- a counter


def counting(depth: int = 2) -> Coder:
    count = Step("counter", b"c", (d.Count,))
    dialect = Letters(COUNTING)
    dialect.recipe, dialect.progress = (count,), (count,)
    driver = coder(dialect, depth)
    driver.opened(0)
    assert driver.received(b"c05", 0).events == (Counter("coder 1", 5), Ready("coder 1", depth))
    return driver


def count(driver: Coder, value: int, now_ms: int) -> Output:
    assert driver.tick(now_ms).send == b"c"
    return driver.received(b"c%02d" % value, now_ms)


def test_each_step_of_the_counter_is_credited_to_the_oldest_and_makes_room() -> None:
    driver = counting()
    offer(driver, 1, 2, 3)
    counted = count(driver, 6, PROGRESS_MS)
    assert counted == Output(b"C3|", (Printed("coder 1", 1), Accepted("coder 1", 3)))
    both = count(driver, 8, 2 * PROGRESS_MS)
    assert both.events == (Printed("coder 1", 2), Printed("coder 1", 3))


def test_a_print_too_many_belongs_to_no_job() -> None:
    driver = counting()
    offer(driver, 1)
    counted = count(driver, 7, PROGRESS_MS)
    assert counted.events == (Printed("coder 1", 1), Printed("coder 1", None))


@pytest.mark.parametrize("value", [3, 5 + 1 + UNASKED_PRINTS_MAX + 1])
def test_a_counter_that_cannot_be_right_leaves_in_doubt_what_was_out(value: int) -> None:
    driver = counting()
    offer(driver, 1)
    output = count(driver, value, PROGRESS_MS)
    said = f"its counter went from 5 to {value}"
    warned, counter, doubted = output.events
    assert isinstance(warned, Warned)
    assert warned.said == said
    assert (counter, doubted) == (Counter("coder 1", value), InDoubt("coder 1", (1,), said))


def test_prints_counted_while_the_link_was_away_are_credited_to_nothing() -> None:
    driver = counting()
    offer(driver, 1)
    assert InDoubt("coder 1", (1,), "cable out") in driver.closed("cable out", 5).events
    driver.opened(10)
    assert driver.received(b"c06", 10).events == (Counter("coder 1", 6), Ready("coder 1", 2))
    offer(driver, 2, now_ms=20)
    assert count(driver, 6, 10 + PROGRESS_MS) == Output()


def test_an_event_without_identity_makes_the_counter_be_asked_at_once() -> None:
    driver = counting()
    offer(driver, 1)
    assert driver.received(b"#", 5) == Output(b"c")
    assert driver.received(b"c06", 6).events == (Printed("coder 1", 1),)


# ---------------------------------------------------------------- steps that may be left out


def test_a_device_that_is_away_is_asked_nothing_but_its_state() -> None:
    dialect = Letters(ASKING)
    dialect.status = Step("state", b"s", (d.State,), Role.STATUS)
    dialect.recipe = (dialect.status, Step("select", b"S"))
    driver = coder(dialect)
    assert driver.opened(0).send == b"s"
    assert driver.received(b"a", 1) == Output(events=(Faulted("coder 1", "starting", "wait"),))
    assert driver.tick(dialect.poll_ms).send == b""
    assert driver.tick(1 + dialect.poll_ms).send == b"s"
    assert driver.received(b"w", 1_100).send == b"S"
    assert driver.received(b"k", 1_101).events == (Ready("coder 1", credit=2),)


def test_a_step_that_is_not_needed_counts_as_done() -> None:
    dialect = Letters(ASKING)
    dialect.hold, dialect.release = (
        Step("stop", b"-", role=Role.HOLD),
        Step("go", b"+", role=Role.RELEASE),
    )
    dialect.recipe, dialect.is_held = (dialect.hold, Step("select", b"S")), True
    driver = coder(dialect)
    assert driver.opened(0).send == b"S"
    assert driver.received(b"k", 1).send == b"+"
    assert driver.received(b"k", 2).events == (Ready("coder 1", credit=2),)


# ---------------------------------------------------------------- what the caller knows better


def test_what_is_known_before_it_is_acknowledged_is_neither_doubted_nor_sent_again() -> None:
    driver = asking()
    offer(driver, 1)
    driver.received(b"r1", 1)
    driver.command(Forget((1,)), 2)
    assert driver.closed("cable out", 3).events == (LinkDown("coder 1", "cable out"),)
    driver.opened(4)
    offer(driver, 2)
    driver.received(b"r1", 5)
    driver.command(Forget((2,)), 6)
    assert driver.received(b"k", 7) == Output(events=(Accepted("coder 1", 2),))
    assert driver.closed("cable out", 8).events == (LinkDown("coder 1", "cable out"),)


def test_what_was_seen_before_it_was_sent_is_never_sent() -> None:
    driver = blind()
    offer(driver, 1, 2, 3, 4)
    driver.command(Forget((3,)), 1)
    assert driver.command(Forget((1,)), 2) == Output(b"C4|", (Accepted("coder 1", 4),))
