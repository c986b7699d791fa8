"""The order of a coder's steps: a job in several telegrams, a device that prints on and on, one
that has to be primed. The wire is single letters, as in `test_coder.py`."""

from __future__ import annotations

from dataclasses import replace

from drivers.api import (
    Accepted,
    Clear,
    Counter,
    Faulted,
    Forget,
    InDoubt,
    NotSent,
    Output,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
)
from drivers.printers import dialect as d
from drivers.printers.coder import Coder
from drivers.printers.dialect import PROGRESS_MS, Role, Step
from tests.drivers.test_coder import BLIND, COUNTING, Letters, coder, offer

# ---------------------------------------------------------------- a job of several telegrams


class Chained(Letters):
    """A job is `1`, its text and `2`, each acknowledged."""

    def offer(self, job: PrintJob, index: int) -> Step:
        last = Step("commit", b"2", role=Role.OFFER, quiet_ms=20)
        text = Step("text", job.data + b"|", role=Role.OFFER, then=last)
        return Step("begin", b"1", role=Role.OFFER, quiet_ms=10, then=text)


def chained() -> Coder:
    driver = coder(Chained(replace(BLIND, credit="count", ack="processed")))
    driver.opened(0)
    return driver


def test_a_job_of_several_telegrams_is_accepted_with_the_last_ones_answer() -> None:
    driver = chained()
    assert offer(driver, 1) == Output(b"1")
    assert driver.received(b"k", 5) == Output()
    assert driver.tick(14) == Output()
    assert driver.tick(15) == Output(b"C1|")
    assert driver.received(b"k", 16) == Output(b"2")
    assert driver.received(b"k", 17) == Output(events=(Accepted("coder 1", 1),))


def test_nothing_comes_between_the_telegrams_of_a_job() -> None:
    driver = chained()
    offer(driver, 1)
    driver.command(Clear(), 1)
    assert driver.received(b"k", 2) == Output()
    assert driver.tick(12) == Output(b"C1|")


def test_a_job_refused_half_way_was_not_sent_and_the_next_one_begins_anew() -> None:
    driver = chained()
    offer(driver, 1)
    driver.received(b"k", 2)
    driver.tick(12)
    assert driver.received(b"n", 13).events == (
        NotSent("coder 1", (1,), "no"),
        Faulted("coder 1", "no", "ask it why"),
    )
    assert driver.command(Resume(), 14).events == (Ready("coder 1", 2),)
    assert offer(driver, 2, now_ms=15) == Output(b"1")


def test_a_link_lost_half_way_through_a_job_leaves_it_in_doubt() -> None:
    driver = chained()
    offer(driver, 1)
    driver.received(b"k", 2)
    assert driver.closed("cable out", 3).events[1:] == (InDoubt("coder 1", (1,), "cable out"),)
    driver.opened(4)
    assert offer(driver, 2, now_ms=5) == Output(b"1")


# ---------------------------------------------------------------- a device that prints on and on


def repeating() -> tuple[Coder, Letters]:
    dialect = Letters(replace(COUNTING, queue_depth=1, ack="processed"))
    dialect.hold = Step("hold", b"H", role=Role.HOLD)
    dialect.release = Step("release", b"R", role=Role.RELEASE)
    dialect.spent = dialect.hold
    dialect.progress = (Step("counter", b"c", (d.Count,)),)
    dialect.recipe = (dialect.hold, *dialect.progress)
    driver = coder(dialect, depth=1)
    driver.opened(0)
    driver.received(b"k", 0)
    assert driver.received(b"c05", 0) == Output(
        events=(Counter("coder 1", 5), Ready("coder 1", 1))
    ), "ready, and held until there is a job"
    return driver, dialect


def test_a_device_that_repeats_is_released_for_each_job_and_held_once_it_is_printed() -> None:
    driver, _ = repeating()
    assert offer(driver, 1, 2).send == b"C1|"
    assert driver.received(b"k", 1) == Output(b"R", (Accepted("coder 1", 1),))
    assert driver.received(b"k", 2) == Output()
    assert driver.tick(PROGRESS_MS) == Output(b"c")
    assert driver.received(b"c06", PROGRESS_MS) == Output(b"H", (Printed("coder 1", 1),))
    assert driver.received(b"k", PROGRESS_MS + 1) == Output(b"C2|")


def test_holding_a_device_that_repeats_comes_before_asking_how_it_is() -> None:
    driver, dialect = repeating()
    dialect.status = Step("status", b"s", (d.State,), Role.STATUS)
    offer(driver, 1)
    driver.received(b"k", 1)
    driver.received(b"k", 2)
    assert driver.tick(PROGRESS_MS) == Output(b"c")
    assert driver.received(b"c06", 60_000).send == b"H"
    assert driver.received(b"k", 60_001) == Output(b"s")


def test_a_pause_holds_a_device_that_repeats_and_keeps_its_job() -> None:
    driver, _ = repeating()
    offer(driver, 1)
    driver.received(b"k", 1)
    driver.received(b"k", 2)
    assert driver.command(Pause(), 3) == Output(b"H")
    driver.received(b"k", 4)
    assert driver.command(Resume(), 5) == Output(b"R")
    assert driver.received(b"k", 6) == Output(events=(Ready("coder 1", 0),))


def test_a_job_in_a_device_that_repeats_is_put_out_where_it_cannot_be_held() -> None:
    dialect = Letters(replace(BLIND, ack="processed", done="none"))
    dialect.spent = Step("blank", b"B")
    driver = coder(dialect, depth=1)
    driver.opened(0)
    offer(driver, 1)
    assert driver.received(b"k", 1) == Output(events=(Accepted("coder 1", 1),))
    assert driver.command(Forget((1,)), 2) == Output(b"B")
    assert driver.received(b"k", 3) == Output()
    assert offer(driver, 2, now_ms=4) == Output(b"C2|")


# ---------------------------------------------------------------- a device that has to be primed


def priming() -> Coder:
    dialect = Letters(replace(BLIND, ack="processed", can_clear_queue=True))
    dialect.hold = Step("hold", b"H", role=Role.HOLD)
    dialect.release = Step("release", b"R", role=Role.RELEASE)
    dialect.clear = (Step("clear", b"X", role=Role.CLEAR),)
    dialect.prime, dialect.prime_jobs = Step("prime", b"P", role=Role.PRIME, quiet_ms=500), 2
    dialect.recipe = (dialect.hold, *dialect.clear)
    driver = coder(dialect, depth=3)
    driver.opened(0)
    driver.received(b"k", 0)
    assert driver.received(b"k", 0) == Output(events=(Ready("coder 1", 3),))
    return driver


def test_an_emptied_device_is_primed_once_enough_is_inside_and_released_after_its_pause() -> None:
    driver = priming()
    assert offer(driver, 1) == Output(b"C1|")
    assert driver.received(b"k", 1).send == b"", "one is not enough"
    assert offer(driver, 2, 3, now_ms=2) == Output(b"C2|")
    assert driver.received(b"k", 3).send == b"P"
    assert driver.received(b"k", 4).send == b""
    assert driver.tick(504) == Output(b"R")
    assert driver.received(b"k", 505) == Output(b"C3|")


def test_a_device_that_was_cleared_is_primed_anew() -> None:
    driver = priming()
    offer(driver, 1, 2)
    for now_ms in (1, 2, 3):
        driver.received(b"k", now_ms)
    driver.tick(503)
    driver.received(b"k", 504)
    assert driver.command(Clear(), 600) == Output(b"H")
    assert driver.received(b"k", 601) == Output(b"X")
    assert driver.received(b"k", 602).send == b"", "held until it is primed"
    assert offer(driver, 3, 4, now_ms=603) == Output(b"C3|")
    driver.received(b"k", 604)
    assert driver.received(b"k", 605).send == b"P"


def test_after_a_step_that_was_not_needed_no_pause_is_due() -> None:
    dialect = Letters(BLIND)
    dialect.is_held = True
    hold = Step("hold", b"H", (), Role.HOLD, quiet_ms=500)
    dialect.recipe = (hold, Step("start", b"G", ()))
    assert coder(dialect).opened(0).send == b"G"
