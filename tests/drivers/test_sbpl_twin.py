"""The simulated SATO printer: golden bytes of its states, job numbers, acknowledgements."""

from __future__ import annotations

import pytest

from drivers.sim.sbpl import Reply, SbplTwin

ENQ, CAN, DLE, DC1 = b"\x05", b"\x18", b"\x10", b"\x11"
IDLE = b"\x02  A000000" + b" " * 16 + b"\x03"


def item(number: int, body: bytes = b"\x1bV0001\x1bH0001\x1b$=A", quantity: int = 1) -> bytes:
    return b"\x1bA\x1bID%02d%b\x1bQ%d\x1bZ" % (number, body, quantity)


def state(twin: SbplTwin, now_ms: int = 0) -> bytes:
    """Number, letter and labels left."""
    return twin.received(ENQ, now_ms)[1:10]


def test_idle_printing_and_idle_again_as_golden_bytes() -> None:
    twin = SbplTwin(label_ms=100)
    assert twin.received(ENQ, 0) == IDLE
    twin.received(b"\x1bA\x1bID07\x1bWKCASE\x1bQ1\x1bZ", 0)
    assert twin.received(ENQ, 99) == b"\x0207G000001" + b"0" * 12 + b"CASE\x03"
    assert twin.received(ENQ, 100) == IDLE


@pytest.mark.parametrize(
    ("reply", "golden"),
    [
        ("status4", IDLE),
        ("status3", b"\x02  A000000\x03"),
        ("lan", b"\x00\x00\x00\x1c\x05" + IDLE),
        ("legacy", b"\x00\x00\x00\x20\x00\x00\x00\x1c\x05" + IDLE),
    ],
)
def test_how_the_answer_is_wrapped(reply: Reply, golden: bytes) -> None:
    assert SbplTwin(reply=reply).received(ENQ, 0) == golden
    twin = SbplTwin()
    twin.fault("reply", reply)
    assert twin.received(ENQ, 0) == golden


def test_an_older_model_answers_in_eleven_bytes() -> None:
    twin = SbplTwin()
    twin.fault("short_reply")
    assert twin.received(b"\x01\x05", 0) == b"\x02  A000000\x03", "SOH before it is allowed"


def test_the_numbers_roll_with_the_labels_and_the_count_goes_down() -> None:
    twin = SbplTwin(label_ms=100)
    twin.received(item(98, quantity=2) + item(99) + item(0), 0)
    seen = [state(twin, now_ms) for now_ms in (0, 100, 200, 300, 400)]
    assert seen == [b"98G000002", b"98G000001", b"99G000001", b"00G000001", b"  A000000"]


@pytest.mark.parametrize(
    ("fault", "letter"),
    [
        ("head_open", b"b"),
        ("media_out", b"c"),
        ("ribbon_out", b"d"),
        ("media_error", b"e"),
        ("other_error", b"k"),
    ],
)
def test_trouble_keeps_the_number_of_the_label_that_it_stopped(fault: str, letter: bytes) -> None:
    twin = SbplTwin(label_ms=100)
    twin.received(item(5), 0)
    twin.fault(fault)
    assert state(twin, 50) == b"05" + letter + b"000001"
    twin.load_media(60)
    assert state(twin, 60) == b"05G000001"


def test_paused_stopped_by_the_host_warned_and_waiting_for_a_hand() -> None:
    twin = SbplTwin(label_ms=100, peel=True)
    twin.press_pause()
    assert state(twin)[2:3] == b"0"
    twin.press_pause()
    assert (twin.received(DLE, 0), state(twin)[2:3]) == (b"\x06", b"E")
    twin.received(item(1) + item(2), 0)
    assert state(twin) == b"01E000001", "the first that waits"
    assert (twin.received(DC1, 0), state(twin)) == (b"\x06", b"01G000001")
    twin.fault("ribbon_low")
    assert state(twin)[2:3] == b"H"
    assert state(twin, 100) == b"02N000001", "the label on the plate holds the next one up"
    twin.take_label()
    twin.tick(100)
    assert state(twin, 200) == b"02N000000"


def test_a_full_buffer_is_told_and_takes_nothing() -> None:
    twin = SbplTwin(label_ms=100)
    twin.received(b"".join(item(number) for number in range(34)), 0)
    assert state(twin)[2:3] == b"I", "nearly full"
    twin.fault("buffer_full")
    twin.received(item(77), 0)
    assert state(twin)[2:3] == b"a"
    assert len(twin.coming()) == 34


def test_a_cancel_is_acknowledged_and_says_whether_something_is_wrong() -> None:
    twin = SbplTwin()
    assert twin.received(CAN, 0) == b"\x06"
    twin.fault("media_out")
    assert twin.received(CAN, 600) == b"\x15"
    twin.fault("cancel_unanswered", "1")
    assert twin.received(CAN, 1_200) == b""
    assert SbplTwin(reply="lan").received(CAN, 0) == b"\x00\x00\x00\x01\x06"


def test_a_job_is_acknowledged_on_a_serial_line_only() -> None:
    assert SbplTwin().received(item(1), 0) == b""
    twin = SbplTwin(serial=True)
    assert twin.received(item(1), 0) == b"\x06"
    twin.fault("job_ack_lost", "1")
    assert twin.received(item(2), 0) == b""
    twin.fault("head_open")
    assert twin.received(item(3), 0) == b"\x15"


def test_counted_data_hide_the_end_of_an_item() -> None:
    whole = item(1, b"\x1b2D51,04,04,000,000\x1bDN0006,\x1b1\x1bZ\x1bA")
    twin = SbplTwin(label_ms=1)
    twin.received(whole, 0)
    twin.tick(1)
    assert twin.tape == [whole]


def test_a_new_item_drops_half_of_the_one_before() -> None:
    twin = SbplTwin(label_ms=1)
    twin.received(b"\x1bA\x1bA1005600800\x1bID09\x1b$=half", 0)
    twin.received(item(1), 0)
    twin.tick(1)
    assert twin.tape == [item(1)], "A1, the label's size, begins no item"


def test_numbers_may_be_missing_late_or_those_of_the_label_before() -> None:
    twin = SbplTwin(label_ms=100)
    twin.received(item(1) + item(2), 0)
    twin.fault("no_id")
    assert state(twin, 10) == b"  G000001"
    twin.fault("no_id", "off")
    twin.fault("edits")
    assert state(twin, 10) == b"  S000000"
    twin.fault("edits", "off")
    twin.fault("id_stuck", "1")
    assert [state(twin, 110), state(twin, 110)] == [b"01G000001", b"02G000001"]


def test_some_answer_only_when_the_label_is_out_and_some_unasked() -> None:
    twin = SbplTwin(label_ms=100)
    twin.fault("answers_after_label")
    twin.received(item(1) + item(2), 0)
    assert twin.received(ENQ, 10) == b""
    assert twin.tick(100)[1:10] == b"02A000001", "between two labels"
    twin.fault("answers_after_label", "off")
    twin.tick(200)
    twin.fault("cyclic")
    assert [twin.tick(now_ms) for now_ms in (1_000, 1_400, 1_500)] == [IDLE, b"", IDLE]


def test_an_unknown_reply_is_refused() -> None:
    with pytest.raises(ValueError, match="legacy"):
        SbplTwin(reply="status9")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="status3"):
        SbplTwin().fault("reply", "on")
