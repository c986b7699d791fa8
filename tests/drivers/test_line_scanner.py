"""Hand scanners that send lines: bytes in, scans out, whole or one byte at a time."""

from __future__ import annotations

import os
import pty
import queue
import tty

import pytest

from drivers import registry
from drivers.api import (
    DeviceEvent,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    Trigger,
    Verdict,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers.line_scanner import LINE_BYTES_MAX, LineScanner
from drivers.sim.line_scanner import LineScannerTwin

WAIT_S = 10.0


def scans(out: Output) -> list[tuple[bytes, str]]:
    return [(e.symbols[0].data, e.symbols[0].aim) for e in out.events if isinstance(e, Read)]


def fed(data: bytes, *, bytewise: bool = False) -> list[tuple[bytes, str]]:
    scanner = LineScanner("hand")
    scanner.opened(0)
    pieces = [data[i : i + 1] for i in range(len(data))] if bytewise else [data]
    return [one for piece in pieces for one in scans(scanner.received(piece, 0))]


@pytest.mark.parametrize("bytewise", [False, True])
@pytest.mark.parametrize(
    ("wire", "found"),
    [
        (b"]Q1ABC\r\n", [(b"ABC", "]Q1")]),
        (b"ABC\r", [(b"ABC", "")]),
        (b"A\nB\n", [(b"A", ""), (b"B", "")]),
        (b"]d201069\x1d21X\r\n", [(b"01069\x1d21X", "]d2")]),
        (b"\r\n\r\n", []),
        (b"half a code", []),
        ("]Q1码\r\n".encode(), [("码".encode(), "]Q1")]),
    ],
)
def test_each_line_is_one_scan(wire: bytes, found: list[object], bytewise: bool) -> None:
    assert fed(wire, bytewise=bytewise) == found


def test_two_scans_in_one_packet_stay_two() -> None:
    """The public defect: two codes in one TCP segment become one code."""
    assert len(fed(b"]Q1A\r\n]Q1B\r\n")) == 2


def test_what_was_half_sent_when_the_link_broke_is_no_scan() -> None:
    scanner = LineScanner("hand")
    assert scanner.opened(0).events == (LinkUp("hand"), Ready("hand"))
    scanner.received(b"]Q1AB", 0)
    assert scanner.closed("cable", 1).events == (LinkDown("hand", "cable"),)
    scanner.opened(2)
    assert scans(scanner.received(b"C\r", 3)) == [(b"C", "")]


def test_a_line_without_end_is_dropped_with_a_warning() -> None:
    scanner = LineScanner("hand")
    scanner.opened(0)
    (told,) = scanner.received(b"x" * (LINE_BYTES_MAX + 1), 0).events
    assert isinstance(told, Warned)
    out = scanner.received(b"tail\r\n]Q1A\r\n", 0)
    assert scans(out) == [(b"A", "]Q1")], "its tail is no scan of its own"
    assert len(out.events) == 1


def test_it_can_not_be_triggered() -> None:
    scanner = LineScanner("hand")
    (answer,) = scanner.command(Trigger(7), 0).events
    assert isinstance(answer, NoRead) and answer.token == 7
    with pytest.raises(Misuse):
        scanner.command(Verdict(1, True), 0)


def test_the_twin_says_what_the_driver_understands() -> None:
    twin = LineScannerTwin()
    assert fed(twin.scan(b"A")) == [(b"A", "]Q1")]
    twin.fault("double")
    assert len(fed(twin.scan(b"A"))) == 2
    twin.fault("no_gs")
    assert fed(twin.scan(b"1\x1d2"))[0][0] == b"12"
    twin.fault("mute")
    assert twin.scan(b"A") == b""


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_over_a_real_serial_port_each_scan_is_one_read(end: bytes) -> None:
    """A pty is what a USB-COM scanner's port is to us, but for its modem lines."""
    device, host = pty.openpty()
    tty.setraw(device)
    tty.setraw(host)
    events: queue.Queue[DeviceEvent] = queue.Queue()
    url = f"serial://{os.ttyname(host)}?baud=115200"
    runner = registry.build("hand", "line-scanner", url)
    runner.start(events.put)
    try:
        assert isinstance(events.get(timeout=WAIT_S), LinkUp)
        assert isinstance(events.get(timeout=WAIT_S), Ready)
        for cut in (3, 12):  # within the identifier, and within the code
            line = b"]d20106901234567892\x1d21aZ" + end
            os.write(device, line[:cut])
            os.write(device, line[cut:] + b"]Q1B" + end)
            first, second = events.get(timeout=WAIT_S), events.get(timeout=WAIT_S)
            assert isinstance(first, Read)
            assert isinstance(second, Read)
            assert first.symbols[0].data == b"0106901234567892\x1d21aZ"
            assert (first.symbols[0].aim, second.symbols[0].aim) == ("]d2", "]Q1")
    finally:
        runner.stop()
        os.close(host)
        os.close(device)
