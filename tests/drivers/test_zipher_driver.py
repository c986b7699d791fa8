"""What the Zipher driver says and does, byte by byte: answers are literals, no twin is asked."""

from __future__ import annotations

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
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
    Warned,
)
from drivers.errors import Misuse
from drivers.printers.dialect import FULL_RETRY_MS, POLL_MS
from drivers.printers.zipher import PROGRESS_MS, RESTART_MS_MIN, ZipherCoder
from drivers.sim.zipher import ZipherTwin
from tests.drivers.conformance.bench import Bench

RUNNING, OFFLINE = b"STS|3|0|ITEM|0|0|\r", b"STS|4|0||0|0|\r"
ACK, ERR = b"ACK\r", b"ERR\r"


def recipe(last: int = 0, held: int = 0) -> list[tuple[bytes, bytes]]:
    """What the driver sends, and what a printer answers that stands offline."""
    printed = b"SLR|%d|\r" % last
    return [
        (b"GST\r", OFFLINE),
        (b"SLR\r", printed),
        (b"SRC\r", b"SRC|%d|\r" % held),
        (b"SCB\r", ACK),
        (b"SLR\r", printed),
        (b"SEL|ITEM|\r", ACK),
        (b"SHO|CODE|\r", ACK),
        (b"EAN\r", ACK),
        (b"SMR|3|\r", ACK),
        (b"SNI\r", b"SNI|%d|\r" % (last + held + 1)),
        (b"SLR\r", printed),
        (b"SST|3|\r", ACK),
        (b"GST\r", RUNNING),
    ]


def coder() -> ZipherCoder:
    return ZipherCoder("coder 1", job="ITEM", depth=3)


def prepare(driver: ZipherCoder, now_ms: int, **state: int) -> list[object]:
    """The recipe, answered by a printer in this state; all that the driver told meanwhile."""
    output = driver.opened(now_ms)
    events: list[object] = list(output.events)
    for sent, answer in recipe(**state):
        assert output.send == sent
        output = driver.received(answer, now_ms)
        events += output.events
    assert output.send == b""
    return events


def ready_coder() -> ZipherCoder:
    driver = coder()
    assert prepare(driver, 0) == [LinkUp("coder 1"), Ready("coder 1", credit=3)]
    return driver


def offer(driver: ZipherCoder, *jobs: int, now_ms: int = 0) -> Output:
    return driver.command(Offer(tuple(PrintJob(job, b"C%d" % job) for job in jobs)), now_ms)


def loaded_coder(*jobs: int) -> ZipherCoder:
    """With these jobs accepted, under the indexes 1, 2, ..."""
    driver = ready_coder()
    output = offer(driver, *jobs)
    for index, job in enumerate(jobs, 1):
        assert output.send == b"SID|%d|C%d|\r" % (index, job)
        output = driver.received(ACK, 0)
    return driver


def lost(driver: ZipherCoder, now_ms: int = 100) -> None:
    assert driver.closed("cable out", now_ms).events == (LinkDown("coder 1", "cable out"),)


# ---------------------------------------------------------------- the ordinary run


def test_a_running_printer_is_set_offline_before_it_is_emptied() -> None:
    driver = coder()
    assert driver.opened(0).send == b"GST\r"
    assert driver.received(RUNNING, 0).send == b"SST|4|\r"
    assert driver.received(b"STS|4|0|ITEM|0|0|\r", 0) == Output(), "its own notice is no news"
    assert driver.received(ACK, 0).send == b"SLR\r"


def test_our_indexes_go_on_where_the_printers_are() -> None:
    driver = coder()
    prepare(driver, 0, last=41)
    assert offer(driver, 7).send == b"SID|42|C7|\r"


def test_jobs_are_printed_up_to_the_last_index() -> None:
    driver = loaded_coder(7, 8, 9)
    assert driver.tick(PROGRESS_MS).send == b"SLR\r"
    assert driver.received(b"SLR|2|\r", PROGRESS_MS).events == (
        Printed("coder 1", 7),
        Printed("coder 1", 8),
    )
    assert driver.tick(2 * PROGRESS_MS).send == b"SLR\r"
    assert driver.received(b"SLR|2|\r", 2 * PROGRESS_MS).events == ()


@pytest.mark.parametrize("notice", [b"PRC\r", b"PRC|ITEM|\r", b"PRS|\rPRC|1|2|3|\rPRC|\r"])
def test_a_notification_only_hastens_the_question(notice: bytes) -> None:
    driver = loaded_coder(7)
    assert driver.received(notice, 5) == Output(b"SLR\r")
    assert driver.received(b"SLR|1|\r", 6).events == (Printed("coder 1", 7),)


def test_no_more_is_out_than_the_printer_holds() -> None:
    driver = loaded_coder(1, 2, 3)
    assert offer(driver, 4) == Output()
    assert driver.received(b"PRC|\r", 5).send == b"SLR\r"
    assert driver.received(b"SLR|1|\r", 6) == Output(b"SID|4|C4|\r", (Printed("coder 1", 1),))


def test_a_refused_record_is_offered_again_under_a_new_index() -> None:
    driver = loaded_coder(1)
    offer(driver, 2)
    assert driver.received(ERR, 0) == Output()
    assert driver.tick(PROGRESS_MS).send == b"SLR\r"
    driver.received(b"SLR|0|\r", PROGRESS_MS)
    assert driver.tick(FULL_RETRY_MS).send == b"SID|3|C2|\r"


def test_what_a_printer_does_not_know_and_need_not_is_left_out() -> None:
    driver = coder()
    output = driver.opened(0)
    for sent, answer in recipe():
        assert output.send == sent
        output = driver.received(ERR if sent in (b"EAN\r", b"SMR|3|\r") else answer, 0)
    assert output.events == (Ready("coder 1", credit=3),)


@pytest.mark.parametrize(
    ("refused", "hint"),
    [
        (b"SEL|ITEM|\r", "store the job under the configured name on the printer"),
        (b"SHO|CODE|\r", "give the job on the printer a field of the configured name"),
        (b"SLR\r", "the printer's firmware lacks the serialization commands: ask its service"),
    ],
)
def test_a_refused_step_is_told_with_its_remedy(refused: bytes, hint: str) -> None:
    driver = coder()
    output = driver.opened(0)
    for sent, answer in recipe():
        assert output.send == sent
        if sent == refused:
            break
        output = driver.received(answer, 0)
    (fault,) = driver.received(ERR, 0).events
    assert isinstance(fault, Faulted)
    assert (fault.said.startswith("ERR to '"), fault.hint) == (True, hint)


# ---------------------------------------------------------------- states


def poll(driver: ZipherCoder, answer: bytes, now_ms: int) -> Output:
    output = driver.tick(now_ms)
    while output.send == b"SLR\r":
        output = driver.received(b"SLR|0|\r", now_ms)
    assert output.send == b"GST\r"
    return driver.received(answer, now_ms)


def test_faults_are_told_in_the_printers_words() -> None:
    driver = ready_coder()
    assert poll(driver, b"STS|3|2|ITEM|0|0|\r", POLL_MS) == Output(b"GFT\r")
    assert driver.received(b"FLT|1|12|1|Ribbon out|\r", POLL_MS).events == (
        Faulted("coder 1", "12 Ribbon out", "mend it, then clear it on the printer's panel"),
    )
    driver.received(b"SLR|0|\r", POLL_MS)
    assert poll(driver, RUNNING, 2 * POLL_MS).events == (Ready("coder 1", credit=3),)


def test_warnings_are_told_and_stop_nothing() -> None:
    driver = ready_coder()
    assert poll(driver, b"STS|3|1|ITEM|0|0|\r", POLL_MS) == Output(b"GWN\r")
    told = driver.received(b"WRN|1|5|0|Ribbon low|\r", POLL_MS).events
    assert told == (Warned("coder 1", "5 Ribbon low", "see the printer's panel"),)
    driver.received(b"SLR|0|\r", POLL_MS)
    assert offer(driver, 1, now_ms=POLL_MS).send == b"SID|1|C1|\r"


def test_a_printer_that_somebody_sets_offline_is_a_fault_at_once() -> None:
    driver = ready_coder()
    assert driver.received(OFFLINE, 5).events == (
        Faulted("coder 1", "the printer is offline", "set the printer running on its panel"),
    )
    assert driver.received(RUNNING, 9).events == (Ready("coder 1", credit=3),)


def test_paused_it_is_offline_and_that_is_no_fault() -> None:
    driver = ready_coder()
    assert driver.command(Pause(), 0).send == b"SST|4|\r"
    assert driver.received(OFFLINE + ACK, 1).events == ()
    assert poll(driver, OFFLINE, POLL_MS).events == ()


def test_a_printer_that_starts_is_waited_for_with_nothing_but_its_state() -> None:
    driver = coder()
    driver.opened(0)
    (fault,) = driver.received(b"STS|1|0||0|0|\r", 0).events
    assert isinstance(fault, Faulted)
    assert fault.said == "the printer is starting up"
    assert driver.tick(POLL_MS - 1) == Output()
    assert poll(driver, OFFLINE, POLL_MS).send == b"SLR\r"


def test_a_restart_under_a_living_link_ends_the_trust_in_it() -> None:
    driver = loaded_coder(1)
    assert driver.received(b"STS|2|0||0|0|\r", 5) == Output(drop_link=True)
    lost_with = driver.closed("dropped", 5).events
    why = "the printer is shutting down, with codes of ours inside"
    assert lost_with == (LinkDown("coder 1", why),)


# ---------------------------------------------------------------- what a lost link leaves


@pytest.mark.parametrize(
    ("last", "held", "printed"),
    [(0, 3, ()), (1, 2, (7,)), (2, 1, (7, 8)), (3, 0, (7, 8, 9))],
)
def test_after_a_lost_link_each_job_was_printed_or_never_will_be(
    last: int, held: int, printed: tuple[int, ...]
) -> None:
    driver = loaded_coder(7, 8, 9)
    lost(driver)
    events = prepare(driver, 200, last=last, held=held)
    assert [event.job for event in events if isinstance(event, Printed)] == list(printed)
    rest = tuple(job for job in (7, 8, 9) if job not in printed)
    gone = [event.jobs for event in events if isinstance(event, BufferCleared)]
    assert gone == ([rest] if rest else [])
    assert not any(isinstance(event, InDoubt) for event in events)


@pytest.mark.parametrize(("last", "held"), [(0, 0), (0, 1), (0, 2), (2, 3), (1, 1), (4, 0)])
def test_numbers_that_do_not_account_for_all_leave_all_in_doubt(last: int, held: int) -> None:
    driver = loaded_coder(7, 8, 9)
    lost(driver)
    events = prepare(driver, 200, last=last, held=held)
    why = "the coder lost count of what it held: was it restarted?"
    assert InDoubt("coder 1", (7, 8, 9), why) in events


@pytest.mark.parametrize(
    ("held", "away_ms", "end"),
    [
        (2, 100, BufferCleared),  # it took the unacknowledged one as well
        (1, 100, BufferCleared),  # it didn't, and can't have been restarted so soon
        (1, RESTART_MS_MIN, InDoubt),  # it may be restarted: 0 is no proof that it printed none
        (2, RESTART_MS_MIN, BufferCleared),  # all that went out is in it: nothing was printed
    ],
)
def test_an_unacknowledged_record_is_in_doubt_only_if_a_restart_could_hide_a_print(
    held: int, away_ms: int, end: type[object]
) -> None:
    driver = loaded_coder(7)
    offer(driver, 8)
    lost(driver, 1)
    events = prepare(driver, away_ms, last=0, held=held)
    ends = [event for event in events if isinstance(event, InDoubt | BufferCleared)]
    assert [(type(event), event.jobs) for event in ends] == [(end, (7, 8))]


def test_a_restart_seen_on_an_earlier_link_is_not_forgotten() -> None:
    """Found by the soak: rebooted, dialled while starting up, cut again, dialled at once."""
    driver = ready_coder()
    offer(driver, 7)
    lost(driver, 1)
    driver.opened(200)
    driver.received(b"STS|1|0||0|0|\r", 200)
    driver.closed("cable out", 300)
    events = prepare(driver, 400, last=0, held=0)
    assert [event.jobs for event in events if isinstance(event, InDoubt)] == [(7,)]


def test_a_printer_that_counts_from_before_is_not_the_same() -> None:
    driver = coder()
    prepare(driver, 0, last=40)
    offer(driver, 7)
    driver.received(ACK, 0)
    lost(driver)
    events = prepare(driver, 200, last=39, held=1)
    assert [event.jobs for event in events if isinstance(event, InDoubt)] == [(7,)]


def test_what_was_printed_just_before_a_clear_is_printed_and_the_rest_is_gone() -> None:
    driver = loaded_coder(7, 8)
    assert driver.command(Clear(), 5).send == b"SST|4|\r"
    assert driver.received(ACK, 6).send == b"SLR\r"
    assert driver.received(b"SLR|0|\r", 7).send == b"SRC\r"
    assert driver.received(b"SRC|2|\r", 8).send == b"SCB\r"
    assert driver.received(ACK, 9).send == b"SLR\r"
    assert driver.received(b"SLR|1|\r", 10) == Output(
        b"SST|3|\r", (Printed("coder 1", 7), BufferCleared("coder 1", (8,)))
    )


def test_an_index_that_nobody_gave_leaves_in_doubt_what_was_out() -> None:
    driver = loaded_coder(7)
    driver.received(b"PRC|\r", 5)
    warned, doubt = driver.received(b"SLR|99|\r", 6).events
    assert isinstance(warned, Warned)
    assert doubt == InDoubt("coder 1", (7,), "its last printed index went from 0 to 99")
    assert offer(driver, 8, now_ms=7).send == b"SID|100|C8|\r"


def test_a_time_out_sends_nothing_again() -> None:
    driver = loaded_coder(7)
    offer(driver, 8, 9)
    assert driver.tick(1_000) == Output(drop_link=True)
    why = "no answer to 'send a record' within 1000 ms"
    assert driver.closed("dropped", 1_000).events == (
        LinkDown("coder 1", why),
        NotSent("coder 1", (9,), why),
    )


def test_options_that_make_no_sense_are_refused() -> None:
    with pytest.raises(Misuse, match="depth is 1 to 1023"):
        ZipherCoder("coder 1", job="ITEM", depth=0)
    with pytest.raises(Misuse, match="job name"):
        ZipherCoder("coder 1", job="A|B")


# ---------------------------------------------------------------- against the twin


@pytest.mark.parametrize("fault", ["done_lost", "done_dup", "no_notifications"])
def test_notifications_lost_or_doubled_change_nothing(fault: str) -> None:
    twin = ZipherTwin()
    twin.fault(fault)
    bench = Bench(ZipherCoder("coder 1", job="PACKLINE"), twin)
    bench.connect()
    bench.advance(3_000)
    for job in range(1, 6):
        bench.offer(job, b"CODE %d" % job)
        bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
        bench.advance(PROGRESS_MS)
    assert [event.job for event in bench.of(Printed)] == [1, 2, 3, 4, 5]


def test_a_printer_that_takes_its_time_becomes_ready_and_prints() -> None:
    twin = ZipherTwin(starting_ms=15_000, transition_ms=2_000, head_ms=1_000)
    twin.reboot(0)
    bench = Bench(ZipherCoder("coder 1", job="PACKLINE"), twin)
    bench.connect()
    bench.advance(14_000)
    assert bench.of(Faulted)
    assert not bench.of(Ready)
    bench.advance(5_000)
    assert bench.of(Ready)
    bench.offer(1, b"CODE 1")
    bench.advance(1_000)
    bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    assert bench.ends == {1: Printed}
    assert bench.of(Accepted) == [Accepted("coder 1", 1)]


def test_records_kept_over_a_restart_are_not_taken_for_unprinted_ones() -> None:
    """The hardest restart: what was printed is forgotten, what was not is kept."""
    twin = ZipherTwin(transition_ms=0, head_ms=0)
    twin.fault("reboot_keeps_buffer")
    bench = Bench(ZipherCoder("coder 1", job="PACKLINE"), twin)
    bench.connect()
    for job in (1, 2, 3):
        bench.offer(job, b"CODE %d" % job)
    bench.cut()
    bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    bench.physical(lambda twin, now_ms: (None, twin.reboot(now_ms)))
    bench.advance(30_000)
    bench.connect()
    bench.advance(3_000)
    assert bench.ends == dict.fromkeys((1, 2, 3), InDoubt)
