"""What the Codenet driver says and does, byte by byte: answers are literals, no twin is asked."""

from __future__ import annotations

import pytest

from drivers.api import (
    Accepted,
    Clear,
    Counter,
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
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers.codenet import CodenetCoder
from drivers.printers.coder import JOBS_WAITING_MAX
from drivers.printers.dialect import ANSWER_MS_MAX as ACK_MS_MAX
from drivers.printers.dialect import FULL_RETRY_MS, POLL_MS
from drivers.printers.phases import NEXT, Phase, Turn
from drivers.printers.plan import REFUSED_HOLD_MS_MIN

STATUS = b"\x1b1C?\x04"
HEAD_OFF, HEAD_ON = b"\x1bQ1N\x04", b"\x1bQ1Y\x04"
WELL, JAMMED, WARNED, PROHIBITED = (
    b"\x1b1C%s00000\x04" % code for code in (b"000", b"100", b"103", b"201")
)
ACK = b"\x06"
RECIPE = [
    # (what the driver sends, what the coder answers)
    (STATUS, WELL),
    (HEAD_OFF, ACK),
    (b"\x1bT1?\x04", b"\x1bT10000000042\x04"),
    (b"\x1bOE00000\x04", ACK),
    (b"\x1bON104ITEM\x04", ACK),
    (b"\x1bI1#\x04", ACK),
    (HEAD_ON, ACK),
]


def coder(depth: int = 3) -> CodenetCoder:
    return CodenetCoder("coder 1", label="ITEM", depth=depth)


def ready_coder(depth: int = 3) -> CodenetCoder:
    driver = coder(depth)
    driver.opened(0)
    for _, answer in RECIPE:
        driver.received(answer, 0)
    return driver


def offer(driver: CodenetCoder, *jobs: int, now_ms: int = 0) -> Output:
    return driver.command(Offer(tuple(PrintJob(job, b"C%d" % job) for job in jobs)), now_ms)


def queued(job: int) -> bytes:
    return b"\x1bOE0002C%d\x04" % job


def test_the_recipe_comes_in_order_and_only_then_is_the_coder_ready() -> None:
    driver = coder()
    output = driver.opened(0)
    events = list(output.events)
    for sent, answer in RECIPE:
        assert output.send == sent
        assert not any(isinstance(event, Ready) for event in events)
        output = driver.received(answer, 0)
        events += output.events
    assert output.send == b""
    assert events == [LinkUp("coder 1"), Counter("coder 1", 42), Ready("coder 1", credit=3)]


def test_on_a_serial_link_the_serial_queue_is_emptied() -> None:
    driver = CodenetCoder("coder 1", label="ITEM", queue="serial")
    driver.opened(0)
    for _, answer in RECIPE[:2]:
        driver.received(answer, 0)
    assert driver.received(RECIPE[2][1], 0).send == b"\x1bOE00001\x04"


def test_one_code_at_a_time_is_on_the_wire() -> None:
    driver = ready_coder()
    assert offer(driver, 1, 2, 3).send == queued(1)
    assert driver.tick(10).send == b""
    assert driver.received(ACK, 20) == Output(queued(2), (Accepted("coder 1", 1),))
    assert driver.received(b"\x06000", 30) == Output(queued(3), (Accepted("coder 1", 2),))


def test_a_print_is_credited_to_the_oldest_accepted_code() -> None:
    driver = ready_coder()
    offer(driver, 1, 2)
    driver.received(ACK, 0)
    driver.received(ACK, 1)
    assert driver.received(b"##", 5).events == (Printed("coder 1", 1), Printed("coder 1", 2))
    assert driver.received(b"#", 6).events == (Printed("coder 1", None),)


def test_nothing_is_sent_again_on_a_time_out() -> None:
    driver = ready_coder()
    offer(driver, 1, 2)
    driver.received(ACK, 0)
    assert driver.tick(ACK_MS_MAX - 1) == Output()
    assert driver.tick(ACK_MS_MAX) == Output(drop_link=True)
    assert driver.received(ACK, ACK_MS_MAX) == Output()
    closed = driver.closed("dropped", ACK_MS_MAX)
    why = f"no answer to 'queue a code' within {ACK_MS_MAX} ms"
    assert closed == Output(events=(LinkDown("coder 1", why), InDoubt("coder 1", (1, 2), why)))


def test_full_waits_for_the_next_done_or_a_bounded_time() -> None:
    driver = ready_coder(depth=1)
    offer(driver, 1, 2)
    assert driver.received(ACK, 0).send == queued(2)
    assert driver.received(b"\x15000", 0) == Output()
    assert driver.tick(FULL_RETRY_MS - 1).send == b""
    assert driver.tick(FULL_RETRY_MS).send == queued(2)
    assert driver.received(b"\x15050", 300) == Output()
    assert driver.received(b"#", 310) == Output(queued(2), (Printed("coder 1", 1),))


def test_another_refusal_is_a_fault_with_the_devices_words_and_a_remedy() -> None:
    driver = ready_coder()
    offer(driver, 1, 2)
    events = driver.received(b"\x15027", 0).events
    said = "NAK 027 printing disabled"
    assert events == (
        NotSent("coder 1", (1,), said),
        Faulted("coder 1", said, "enable printing on the coder's panel, then wait or press start"),
        NotSent("coder 1", (2,), said),
    )


def test_after_a_refusal_it_is_tried_again_ever_more_slowly_or_at_once_on_resume() -> None:
    driver = ready_coder()
    offer(driver, 1)
    driver.received(b"\x15027", 0)
    assert driver.tick(REFUSED_HOLD_MS_MIN - 1).events == ()
    assert driver.tick(REFUSED_HOLD_MS_MIN).events == (Ready("coder 1", credit=3),)
    driver.received(WELL, 1_000)
    offer(driver, 2, now_ms=1_000)
    driver.received(b"\x15027", 1_000)
    assert driver.tick(1_000 + REFUSED_HOLD_MS_MIN).events == ()
    assert driver.command(Resume(), 2_100).events == ()
    assert driver.received(WELL, 2_110).events == (Ready("coder 1", credit=3),)


def test_a_label_that_is_not_in_the_coder_keeps_it_from_being_ready() -> None:
    driver = coder()
    driver.opened(0)
    for _, answer in RECIPE[:4]:
        driver.received(answer, 0)
    fault = driver.received(b"\x15052", 0)
    assert fault.events == (
        Faulted(
            "coder 1",
            "NAK 052 file not found",
            "store the label under the configured name on the coder",
        ),
    )
    assert driver.tick(POLL_MS).send == STATUS
    assert driver.received(WELL, POLL_MS + 1).send == b"\x1bON104ITEM\x04"


def test_an_acknowledgement_of_nothing_ends_the_trust_in_the_link() -> None:
    driver = ready_coder()
    offer(driver, 1)
    driver.received(ACK, 0)
    assert driver.received(ACK + b"#", 5) == Output(drop_link=True)
    assert driver.tick(10) == Output(drop_link=True)
    why = "the coder acknowledged what nobody had sent"
    assert driver.closed("dropped", 10).events == (
        LinkDown("coder 1", why),
        InDoubt("coder 1", (1,), why),
    )


def test_an_acknowledgement_left_from_before_does_not_answer_the_first_question() -> None:
    driver = coder()
    driver.opened(0)
    assert driver.received(ACK, 0) == Output()
    assert driver.received(WELL, 0).send == HEAD_OFF


def test_a_frame_that_nobody_asked_for_does_no_harm() -> None:
    driver = ready_coder()
    offer(driver, 1)
    assert driver.received(b"\x1bA0FW\x04", 0) == Output()
    assert driver.received(ACK, 1).events == (Accepted("coder 1", 1),)


def test_a_coder_that_refuses_to_tell_its_status_is_faulted_and_asked_again() -> None:
    driver = coder()
    driver.opened(0)
    assert isinstance(driver.received(b"\x15003", 0).events[0], Faulted)
    assert driver.tick(POLL_MS - 1) == Output()
    assert driver.tick(POLL_MS).send == STATUS


def test_half_an_answer_does_not_outlive_its_link() -> None:
    driver = ready_coder()
    driver.received(b"\x1b1C0", 0)
    driver.closed("cable out", 5)
    driver.opened(10)
    assert driver.received(WELL, 10) == Output(HEAD_OFF)


def test_more_accepted_than_it_holds_means_that_a_done_was_missed() -> None:
    driver = ready_coder(depth=1)
    offer(driver, 1, 2)
    driver.received(ACK, 0)
    events = driver.received(ACK, 5).events
    assert events == (
        Accepted("coder 1", 2),
        InDoubt(
            "coder 1", (1,), "the coder took more than the 1 codes it holds: a done was missed"
        ),
    )
    assert driver.received(b"#", 6).events == (Printed("coder 1", 2),)


def poll(driver: CodenetCoder, answer: bytes, now_ms: int) -> Output:
    assert driver.tick(now_ms).send == STATUS
    return driver.received(answer, now_ms)


def test_status_is_asked_at_a_bounded_rate_and_only_news_are_told() -> None:
    driver = ready_coder()
    assert driver.tick(POLL_MS - 1).send == b""
    assert poll(driver, WARNED, 1_000).events == (
        Warned("coder 1", "status 103", "see the coder's panel: ink, make-up and service"),
    )
    assert poll(driver, WARNED, 2_000).events == ()
    assert poll(driver, WELL, 3_000).events == (Ready("coder 1", credit=3),)
    assert poll(driver, JAMMED, 4_000).events == (
        Faulted("coder 1", "status 100", "clear the fault on the coder's panel"),
    )
    assert poll(driver, WARNED, 5_000).events == (
        Warned("coder 1", "status 103", "see the coder's panel: ink, make-up and service"),
        Ready("coder 1", credit=3),
    )


def test_prohibited_is_a_fault_only_while_the_head_should_print() -> None:
    driver = ready_coder()
    driver.command(Pause(), 0)
    driver.received(ACK, 0)
    assert poll(driver, PROHIBITED, 1_000).events == ()
    assert driver.command(Resume(), 1_100).send == HEAD_ON
    assert driver.received(ACK, 1_100) == Output(STATUS)
    fault = driver.received(PROHIBITED, 1_110).events
    hint = "start the jet and enable printing on the coder's panel"
    assert fault == (Faulted("coder 1", "status 201", hint),)
    assert poll(driver, WELL, 2_110).events == (Ready("coder 1", credit=3),)


def test_clearing_gives_back_what_never_left() -> None:
    driver = ready_coder()
    offer(driver, 1, 2)
    assert driver.command(Clear(), 5).events == (
        NotSent("coder 1", (2,), "cleared before it was sent"),
    )
    assert driver.received(b"\x15000", 6) == Output(
        HEAD_OFF, (NotSent("coder 1", (1,), "cleared before it was accepted"),)
    )


def test_too_many_waiting_codes_come_back() -> None:
    driver = ready_coder()
    output = offer(driver, *range(JOBS_WAITING_MAX + 1))
    assert output.send == b""
    assert isinstance(output.events[0], NotSent)


def test_options_that_make_no_sense_are_refused() -> None:
    with pytest.raises(Misuse, match="depth is 1 to 1023"):
        coder(depth=0)
    with pytest.raises(Misuse, match="can't be a digit"):
        CodenetCoder("coder 1", label="ITEM", done_char="2")
    with pytest.raises(Misuse, match="label name"):
        CodenetCoder("coder 1", label="")


def test_the_table_of_phases_has_a_row_for_each_and_ends_every_one_of_them() -> None:
    assert set(NEXT) == set(Phase)
    assert all(Turn.CLOSED in row for phase, row in NEXT.items() if phase is not Phase.OFFLINE)
    with pytest.raises(KeyError):
        NEXT[Phase.OFFLINE][Turn.SETTLED]
