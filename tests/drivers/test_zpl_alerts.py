"""The simulated Zebra printer's alerts: golden text, who is told, what stops them, dialling out."""

from __future__ import annotations

import socket

import pytest

from drivers.sim.dialling import Call, Dialler
from drivers.sim.server import TwinServer
from drivers.sim.zpl import ZplTwin
from drivers.sim.zpl_alerts import PRINTER_NAME

LABEL = b"^XA^FDA^FS^XZ"
NAME = PRINTER_NAME.encode()
READY = b"LABEL READY:  [2024-01-01 00:00:01] [" + NAME + b"]\r\n"
COMPLETED = b"ALERT: PQ JOB COMPLETED [2024-01-01 00:00:01] [" + NAME + b"]\r\n"


def told_of(*settings: bytes) -> ZplTwin:
    twin = ZplTwin(label_ms=1_000)
    assert twin.received(b"^XA" + b"".join(settings) + b"^XZ", 0) == b""
    assert not twin.formats, "a format of settings prints nothing"
    return twin


def one_label(twin: ZplTwin) -> bytes:
    twin.received(LABEL, 0)
    return twin.tick(1_000)


def test_a_ready_label_and_a_completed_job_are_told_on_the_line() -> None:
    assert one_label(told_of(b"^SXL,A,Y,N")) == READY
    assert one_label(told_of(b"^SXK,A,Y,N")) == COMPLETED
    assert one_label(told_of(b"^SX*,A,Y,N")) == COMPLETED + READY


def test_each_label_is_ready_but_a_job_is_completed_once() -> None:
    twin = told_of(b"^SXK,A,Y,N^SXL,A,Y,N")
    twin.received(b"^XA^PQ3^FDA^FS^XZ", 0)
    said = b"".join(twin.tick(now_ms) for now_ms in range(0, 4_000, 100))
    assert (said.count(b"LABEL READY"), said.count(b"COMPLETED")) == (3, 1)


@pytest.mark.parametrize(
    ("sign", "fault", "what"),
    [
        (b"A", "media_out", b"PAPER OUT"),
        (b"B", "ribbon_out", b"RIBBON OUT"),
        (b"E", "head_open", b"HEAD OPEN"),
    ],
)
def test_trouble_is_told_when_it_sets_in_and_when_it_is_over(
    sign: bytes, fault: str, what: bytes
) -> None:
    twin = told_of(b"^SX" + sign + b",A,Y,Y")
    twin.fault(fault)
    behind = what + b" [2024-01-01 00:00:02] [" + NAME + b"]\r\n"
    assert twin.tick(2_000) == b"ERROR CONDITION: " + behind
    assert twin.tick(2_001) == b""
    assert twin.load_media(2_999) == b"ERROR CLEARED: " + behind


def test_a_pause_and_a_taken_label() -> None:
    twin = told_of(b"^SXJ,A,Y,Y", b"^SXL,A,N,Y")
    twin.press_pause()
    assert twin.tick(0).startswith(b"ALERT: PRINTER PAUSED [")
    twin.press_pause()
    assert twin.tick(0).startswith(b"ALERT CLEARED: PRINTER PAUSED [")
    assert one_label(twin) == b""
    twin.take_label()
    assert twin.tick(1_500).startswith(b"LABEL TAKEN:  [")


def test_older_firmware_tells_no_time() -> None:
    twin = told_of(b"^SXK,A,Y,N")
    twin.fault("alert_undated")
    assert one_label(twin) == b"ALERT: PQ JOB COMPLETED [" + NAME + b"]\r\n"


def test_a_listener_is_dialled_and_the_line_hears_nothing() -> None:
    twin = told_of(b"^SXL,D,Y,N,10.1.2.123,9111")
    assert one_label(twin) == b""
    assert twin.take_calls() == (Call("10.1.2.123", 9111, READY),)
    assert twin.take_calls() == ()


@pytest.mark.parametrize(
    "ends",
    [b"^SQL,A,Y", b"^SQL,*", b"^SQ*,A", b"^SQ*,*,Y", b"^SXL,A,N,N"],
)
def test_what_is_stopped_is_not_told(ends: bytes) -> None:
    twin = told_of(b"^SXL,A,Y,N" + ends)
    assert one_label(twin) == b""


def test_what_was_stopped_may_be_started_again() -> None:
    twin = told_of(b"^SXL,A,Y,N^SQL,A,Y^SQL,A,N")
    assert one_label(twin) == READY


@pytest.mark.parametrize("wrong", [b"^SXZ,A,Y,N", b"^SXL,Q,Y,N", b"^SX", b"^SXL,\xff"])
def test_what_cant_be_understood_is_ignored(wrong: bytes) -> None:
    assert one_label(told_of(wrong)) == b""


def test_alerts_may_get_lost_or_be_told_twice_or_be_forgotten_by_a_restart() -> None:
    twin = told_of(b"^SXL,A,Y,N")
    twin.fault("alert_lost", "1")
    assert one_label(twin) == b""
    twin.fault("alert_dup", "1")
    twin.received(LABEL, 0)
    twin.tick(0)
    assert twin.tick(1_000) == READY * 2
    twin.reboot(2_000)
    twin.received(LABEL, 2_000)
    assert twin.tick(3_000) == b""
    assert twin.received(b"~HU", 3_000) == b"", "nothing is set"


def test_the_table_of_alerts_as_golden_bytes() -> None:
    twin = told_of(b"^SXB,A,Y,Y^SXL,D,Y,N,10.1.2.3,9111")
    assert twin.received(b"~HU", 0) == b"B,A,Y,Y,,0\r\nL,D,Y,N,10.1.2.3,9111\r\n"


def test_end_print_is_pulsed_once_a_label_unless_it_is_off() -> None:
    twin = ZplTwin(label_ms=100)
    one_label(twin)
    assert twin.end_prints == 1
    twin.received(b"^XA^JJ0,0^XZ", 2_000)
    twin.received(LABEL, 2_000)
    twin.tick(3_000)
    assert (twin.end_prints, len(twin.tape)) == (1, 2)
    twin.received(b'! U1 setvar "device.applicator.end_print" "4"\r\n', 3_000)
    twin.received(LABEL, 3_000)
    twin.tick(4_000)
    assert (twin.end_prints, len(twin.tape)) == (2, 3)


def test_over_a_real_port_each_alert_is_a_connection_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        port = listener.getsockname()[1]
        with TwinServer(ZplTwin(label_ms=1)) as server:
            routes = b"^XA^SXK,D,Y,N,127.0.0.1,%d^SXL,D,Y,N,127.0.0.1,%d^XZ" % (port, port)
            server.call(lambda twin, now_ms: (None, twin.received(routes + LABEL, now_ms)))
            heard = []
            for _ in range(2):
                with listener.accept()[0] as line:
                    line.settimeout(5)
                    heard.append(line.makefile("rb").read())
    assert [one.split(b" [")[0] for one in heard] == [
        b"ALERT: PQ JOB COMPLETED",
        b"LABEL READY: ",
    ]


def test_a_call_that_nobody_takes_is_lost() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    dialler = Dialler()
    dialler.dial((Call("127.0.0.1", port, b"x"),))
    dialler.stop()
    assert dialler.lost == 1
