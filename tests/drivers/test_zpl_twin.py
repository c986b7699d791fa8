"""The simulated Zebra printer: golden bytes, one stream, labels on the liner, its misbehaviour."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.sim.zpl import ZplTwin

STATUS = b"~HS\r\n"
ODOMETER = b'! U1 getvar "odometer.total_label_count"\r\n'
SYSTEM = b'! U1 getvar "zpl.system_status"\r\n'
A, B = b"^XA^FDA^FS^XZ", b"^XA^FDB^FS^XZ"


def printed(twin: ZplTwin, until_ms: int = 10_000) -> list[bytes]:
    for now_ms in range(0, until_ms, 10):
        twin.tick(now_ms)
    return twin.tape


def test_the_twin_answers_with_the_golden_bytes() -> None:
    twin = ZplTwin()
    assert twin.received(STATUS, 0) == (
        b"\x02030,0,0,0480,000,0,0,0,000,0,0,0\x03\r\n"
        b"\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n"
        b"\x021234,0\x03\r\n"
    )
    assert twin.received(ODOMETER, 0) == b'"1000"'
    assert twin.received(SYSTEM, 0) == b'"0,0,00000000,00000000,0,00000000,00000000"'
    assert twin.received(b'! U1 getvar "no.such"\r\n', 0) == b'"?"'


def test_with_the_head_open_it_says_nothing_to_the_status_and_why_to_the_other() -> None:
    twin = ZplTwin()
    twin.fault("head_open")
    assert twin.received(STATUS, 0) == b""
    assert twin.received(SYSTEM, 0) == b'"0,1,00000000,00000004,0,00000000,00000000"'


def test_labels_come_out_one_by_one_and_are_counted() -> None:
    twin = ZplTwin(label_ms=100)
    twin.received(A + B, 0)
    twin.tick(99)
    assert twin.tape == []
    twin.tick(100)
    assert (twin.tape, twin.odometer) == ([A], 1_001)
    twin.tick(200)
    assert (twin.tape, twin.odometer) == ([A, B], 1_002)


def test_labels_are_taken_from_the_liner_in_their_order() -> None:
    twin = ZplTwin(label_ms=1)
    twin.fault("blank_print", "1")
    twin.received(A + B, 0)
    printed(twin, 100)
    assert [twin.take_label(), twin.take_label(), twin.take_label()] == [b"", B, None]


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_a_format_is_the_same_however_it_is_cut(piece: int) -> None:
    twin = ZplTwin()
    stream = b"noise" + A + b"\r\n" + B + STATUS
    said = b""
    for at in range(0, len(stream), piece):
        said += twin.received(stream[at : at + piece], 0)
    assert [*twin.formats, said.count(b"\x02")] == [B, 3], "the first one is moving"


def test_half_a_format_waits_for_its_end_on_the_next_connection() -> None:
    twin = ZplTwin()
    twin.received(b"^XA^FDhalf", 0)
    twin.disconnected(0)
    twin.connected(0)
    twin.received(b" and half^FS^XZ", 0)
    assert printed(twin) == [b"^XA^FDhalf and half^FS^XZ"]


def test_cancel_all_forgets_half_a_format_and_lets_the_moving_label_come_out() -> None:
    twin = ZplTwin()
    twin.received(A + B + b"^XA^FDhalf", 0)
    twin.received(b"~JA" + b" and half^FS^XZ", 1)
    assert printed(twin) == [A]


def test_a_tilde_command_inside_a_format_is_carried_out_at_once() -> None:
    twin = ZplTwin()
    twin.received(b"^XA^FD~PP", 0)
    assert twin.paused
    assert list(twin.obeyed) == [b"~PP"]


def test_a_quantity_prints_so_many() -> None:
    twin = ZplTwin()
    twin.received(b"^XA^PQ3^XZ", 0)
    assert len(printed(twin)) == 3


def test_a_pause_lets_the_moving_label_come_out_and_holds_the_next() -> None:
    twin = ZplTwin()
    twin.received(A + B, 0)
    twin.received(b"~PP", 1)
    assert printed(twin) == [A]
    twin.press_pause()
    assert printed(twin) == [A, B]


def test_without_media_nothing_moves_until_they_are_loaded() -> None:
    twin = ZplTwin()
    twin.fault("media_out")
    twin.received(A, 0)
    assert printed(twin) == []
    twin.load_media(10_000)
    twin.tick(10_000 + 2 * twin.label_ms)
    assert twin.tape == [A]


def test_after_a_reload_it_may_print_its_last_label_once_more() -> None:
    twin = ZplTwin()
    twin.received(A, 0)
    printed(twin)
    twin.fault("reprint_on_reload", "1")
    twin.load_media(10_000)
    assert (twin.tape, twin.odometer) == ([A, A], 1_002)


def test_a_reboot_forgets_its_formats_unless_told_otherwise() -> None:
    twin = ZplTwin()
    twin.received(A + B, 0)
    twin.reboot(1)
    assert printed(twin) == []
    twin.fault("reboot_loses_buffer", "off")
    twin.received(A + B, 10_000)
    twin.reboot(10_001)
    assert printed(twin, 20_000) == [A, B]


@given(
    st.lists(st.sampled_from([A, b"~HS", b"~JA", b"^XA", b"^XZ", b"~", b"! U1", b"\xff", STATUS]))
)
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_twin_raise(parts: list[bytes]) -> None:
    twin = ZplTwin()
    for now_ms, part in enumerate(parts):
        twin.received(part, now_ms)
    assert len(twin.formats) <= len(parts)
